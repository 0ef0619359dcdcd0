"""How firm the index is, and what the reader's weights change: words, figures, and no place in a row anywhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE
from wijkmonitor.figures import robustness, weights
from wijkmonitor.figures.robustness import HIGHEST, LOWEST, MAYBE_HIGHEST, OPEN, Inputs

NAMES = [HOSTILE, "Bos", "Dijk", "Meer", "Plein", "Zand"]
CODES = [f"WK{i}" for i in range(6)]


def an_index(values: list[list[float]], error: float = 0.0, pillars: dict[str, list[int]] | None = None) -> Inputs:
    array = np.array(values, dtype=float)
    return Inputs(
        areas=pd.Series(NAMES[: len(array)], index=CODES[: len(array)]),
        values=array,
        errors=np.full(array.shape, error),
        pillars={"can": [0], "together": [1]} if pillars is None else pillars,
        directions=[1] * array.shape[1],
        base=[(50.0, 10.0)] * array.shape[1],
    )


CLEAR = an_index([[20, 20], [30, 30], [45, 45], [55, 55], [70, 70], [80, 80]])
OPPOSED = an_index([[20, 80], [30, 70], [45, 55], [55, 45], [70, 30], [80, 20]])


def test_exact_and_agreeing_parts_give_certain_thirds():
    found = robustness.standings(CLEAR)
    assert found["kind"].tolist() == [LOWEST, LOWEST, OPEN, OPEN, HIGHEST, HIGHEST]
    said = robustness.answer(found, "wijk", "nl")
    assert said.index("hoogste derde deel horen Plein en Zand") < said.index("laagste derde deel horen")
    assert "Van de andere 2 van 6 wijken staat dat niet vast." in said


def test_large_errors_leave_nothing_to_say():
    noisy = an_index(CLEAR.values.tolist(), error=300)
    found = robustness.standings(noisy)
    assert set(found["kind"]) == {OPEN}
    assert robustness.answer(found, "buurt", "en").startswith("Of not a single buurt")


def test_an_area_that_lacks_a_part_is_left_out():
    values = CLEAR.values.copy()
    values[2, 1] = np.nan
    found = robustness.standings(an_index(values.tolist()))
    assert found.at["WK2", "kind"] == ""
    assert len(robustness.strips(found, "nl", "light").layout.yaxis.ticktext) == 5


@pytest.mark.parametrize("pillars", [{}, {"can": [0], "together": []}])
def test_a_missing_part_makes_the_index_incomplete(pillars):
    assert not an_index([[1, 2]] * 6, pillars=pillars).complete
    assert not an_index([[1, 2]] * 2).complete, "two areas have no thirds"
    assert CLEAR.complete


def test_weights_all_on_one_part_follow_that_part():
    one, other = robustness.standings(OPPOSED, (10, 0)), robustness.standings(OPPOSED, (0, 10))
    assert one.at["WK0", "kind"] == LOWEST
    assert other.at["WK0", "kind"] == HIGHEST


@pytest.mark.parametrize("given", [(), (0, 0), (1, 2, 3)])
def test_weights_that_say_nothing_count_as_equal(given):
    pd.testing.assert_frame_equal(robustness.standings(OPPOSED, given), robustness.standings(OPPOSED))


def test_figures_hold_every_area_by_name_and_no_number_of_a_place():
    found = robustness.standings(CLEAR)
    figure = robustness.strips(found, "nl", "light", "WK1")
    assert sum(len(trace.x) for trace in figure.data) == 6
    assert figure.layout.xaxis.showticklabels is False
    assert figure.layout.yaxis.ticktext[1] == "<b>Bos</b>"
    assert "<img" not in figure.to_json()
    ends = [(base, base + width) for trace in figure.data for base, width in zip(trace.base, trace.x, strict=True)]
    assert min(low for low, _ in ends) >= 0
    assert max(high for _, high in ends) <= 1 + 1e-9


def test_what_the_readers_weights_change_is_named():
    equal, own = robustness.standings(CLEAR), robustness.standings(CLEAR)
    assert weights.answer(equal, None, "wijk", "nl").startswith("Alle onderdelen tellen nu even zwaar.")
    assert weights.answer(equal, own, "wijk", "nl").startswith("Met uw gewichten verandert er niets")
    moved = own.assign(kind=[OPEN, LOWEST, LOWEST, MAYBE_HIGHEST, HIGHEST, HIGHEST])
    assert weights.changed(equal, moved) == [HOSTILE, "Dijk"]
    said = weights.answer(equal, moved, "wijk", "nl")
    assert "voor 2 van de 6 wijken" in said
    table = weights.table(equal, moved, "nl")
    assert table.iloc[:, 1].tolist() == ["Plein en Zand", "–", "–"]
    assert table.iloc[:, 2].tolist() == ["Bos", HOSTILE, "Dijk"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_chances_are_drawn_for_both_sets_of_weights(lang):
    figure = weights.chances(robustness.standings(OPPOSED), robustness.standings(OPPOSED, (10, 0)), lang, "dark")
    drawn = [trace for trace in figure.data if trace.mode == "markers"]
    assert [len(trace.x) for trace in drawn] == [6, 6]
    assert "<img" not in figure.to_json()


def test_the_share_of_each_part_is_said():
    assert (
        weights.counts(["Kunnen", "Samen"], [9, 3], "nl") == "Zo zwaar telt elk onderdeel nu: Kunnen 75% en Samen 25%."
    )
    assert weights.counts(["Kunnen", "Samen"], [0, 0], "en").endswith("Kunnen 50% and Samen 50%.")
