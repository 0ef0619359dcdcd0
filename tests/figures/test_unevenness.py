"""How uneven it is: over buurten, by education, beside initiatives, and how good the model is."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from wijkmonitor.edition import Dataset
from wijkmonitor.figures import against, gap, modelled, unevenness
from wijkmonitor.figures.gap import Gap
from wijkmonitor.indicator import Unit

TIES = an_indicator()
STATISTICS = ["gini", "theil", "theil_within_share", "theil_between_share", "p90_p10", "concentration"]


def found(**ends: tuple[float, float, float]) -> pd.DataFrame:
    usual = dict.fromkeys(STATISTICS, (0.1, 0.05, 0.2)) | {"p90_p10": (1.5, 1.2, 1.8)} | ends
    return pd.DataFrame(
        [(name, *three) for name, three in usual.items()], columns=["statistic", "value", "low", "high"]
    )


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"theil_between_share": (0.7, 0.6, 0.8)}, "vooral tussen wijken: 70%"),
        ({"theil_within_share": (0.7, 0.6, 0.8)}, "vooral binnen wijken"),
        ({"concentration": (0.1, 0.05, 0.2)}, "In rijkere buurten is het aantoonbaar hoger."),
        ({"concentration": (-0.1, -0.2, -0.05)}, "In armere buurten is het aantoonbaar hoger."),
        ({"concentration": (0.1, -0.05, 0.2)}, "niet aantoonbaar"),
    ],
)
def test_the_sentence_says_only_what_its_interval_allows(ends, words):
    said = unevenness.answer(found(**ends), TIES, "nl")
    assert "1,50 keer zo hoog" in said
    assert "waarschijnlijk tussen 1,20 en 1,80" in said
    assert words in said


def test_an_even_split_between_and_within_wijken_is_not_told():
    even = {"theil_between_share": (0.55, 0.4, 0.7), "theil_within_share": (0.45, 0.3, 0.6)}
    assert "vooral" not in unevenness.answer(found(**even), TIES, "nl")


def test_a_measure_that_could_not_be_had_is_left_out():
    nothing = (np.nan, np.nan, np.nan)
    gone = found(concentration=nothing, p90_p10=nothing)
    html = unevenness.listed(gone, "nl")
    assert "Samenhang met inkomen" not in html
    assert "nan" not in html + unevenness.answer(gone, TIES, "nl")
    assert "concentration" not in unevenness.answer(found(concentration=nothing), TIES, "en")
    assert html.count("<li") == 4


def test_the_lorenz_curve_has_its_band_and_says_what_half_have():
    at = np.linspace(0, 1, 5)
    band = pd.DataFrame({"population_share": at, "share": at**2, "low": at**3, "high": at**1.5})
    figure = unevenness.lorenz_chart(band, "nl", "dark")
    assert [trace.fill for trace in figure.data] == [None, "toself", None]
    assert "heeft samen 25% van het totaal (waarschijnlijk tussen 12% en 35%)" in unevenness.lorenz_alt(
        band, TIES, "nl"
    )


@dataclass
class Town:
    """What the functions read of a snapshot."""

    models: pd.DataFrame
    statistics: pd.DataFrame
    indicators: dict = field(default_factory=dict)
    editions: tuple = ({"name": "2025", "vintage": 2025},)
    estimates: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["area", "value"]))

    def areas_of(self, _vintage: int, _level: str | None = None) -> pd.DataFrame:
        places = {f"BU{i}": {"population": 100 * i, "parent": f"WK{i % 2}"} for i in range(10)}
        return pd.DataFrame.from_dict(places, orient="index")


def a_town() -> Town:
    about = {"edition": "2025", "level": "buurt", "value": 0.4, "rmse": 0.05, "shrinkage": 0.5}
    survey = {key: an_indicator(unit=unit, key=key) for key, unit in (("ties", Unit.SHARE), ("score", Unit.COUNT))}
    for one in survey.values():
        object.__setattr__(one, "needs", (Dataset.SURVEY,))
    models = [{"indicator": key, "area": f"BU{i}", **about} for key in survey for i in range(10)]
    holdout = zip(modelled.NAMES, (0.1, 0.08, 0.91, 0.95), strict=True)
    numbers = [{"indicator": "ties", "edition": "2025", "statistic": name, "value": v} for name, v in holdout]
    return Town(pd.DataFrame(models), pd.DataFrame(numbers), survey)


def test_only_scales_with_a_zero_can_be_chosen():
    assert unevenness.options(a_town(), "2025") == ["ties"]
    assert unevenness.options(a_town(), "2023") == []


def test_without_income_the_column_is_missing_and_empty_buurten_are_left_out():
    areas = unevenness.inputs(a_town(), "ties", "2025")
    assert len(areas) == 9, "one buurt has no residents"
    assert areas["income"].isna().all()
    assert set(areas["wijk"]) == {"WK0", "WK1"}


def a_gap(most: float, least: float, ratio: tuple[float, float, float]) -> Gap:
    rows = [
        pd.Series({"name": "Stad", "value": v, "low": v - 0.05, "high": v + 0.05, "verdict": "may_be_said", "kind": "observed",
                   "reason": "", "instrument": "q1", "shrinkage": np.nan, "difference": "", "changed": ""})
        for v in (most, least)
    ]  # fmt: skip
    return Gap(TIES, *rows, *ratio)


def test_the_gap_is_told_from_the_larger_share_to_the_smaller():
    up = gap.sentence(a_gap(0.6, 0.4, (2.0, 1.5, 2.6)), "nl")
    assert "60% bij wie theoretisch opgeleid" in up
    assert "2,0 keer zo veel (waarschijnlijk tussen 1,5 en 2,6)" in up
    down = gap.sentence(a_gap(0.4, 0.6, (0.5, 0.4, 0.8)), "nl")
    assert down.index("praktisch opgeleid") < down.index("theoretisch opgeleid")
    assert "2,0 keer zo veel (waarschijnlijk tussen 1,2 en 2,5)" in down
    assert "niet aantoonbaar anders" in gap.sentence(a_gap(0.5, 0.4, (1.5, 0.9, 2.6)), "nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_both_groups_are_drawn_with_their_own_shape(lang):
    figure = gap.chart([a_gap(0.6, 0.4, (2.0, 1.5, 2.6))] * 2, lang, "light")
    marked = [trace for trace in figure.data if trace.mode == "markers"]
    assert [trace.marker.symbol[0] for trace in marked] == ["diamond", "circle"]
    assert [len(trace.x) for trace in marked] == [2, 2]
    assert gap.chart_alt([a_gap(0.6, 0.4, (2.0, 1.5, 2.6))], lang)


def corners(verdicts: list[tuple[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(verdicts, columns=["corner", "verdict"])
    return frame.assign(low_low=0.1, name=[HOSTILE, "Noord", "Oost"][: len(frame)])


def test_areas_are_in_a_corner_only_when_it_can_be_said():
    frame = corners([("high_high", "robust"), ("low_low", "possible"), ("", "")])
    assert "Van 2 van de 3 wijken" in against.answer(frame, "wijk", "nl")
    assert "van 1 is dat robuust" in against.answer(frame, "wijk", "nl")
    table = against.table(frame, "nl")
    assert table.iloc[:, 1].tolist() == [HOSTILE, "–", "–", "–"]
    assert table.iloc[:, 2].tolist() == ["–", "–", "–", "Noord"]
    assert "Oost" not in table.to_string()
    assert "van geen enkele is dat robuust" in against.answer(corners([("low_low", "possible")]), "buurt", "nl")
    assert against.answer(corners([("", "")]), "buurt", "en").startswith("Of not a single buurt")


def test_the_test_of_the_model_is_told_in_the_unit_of_the_topic():
    town = a_town()
    frame = modelled.holdout(town, ["ties", "score"], "2025")
    assert frame.index.tolist() == ["ties"]
    assert modelled.answer(frame, "nl").startswith("Bij 1 van de 1 onderwerpen")
    assert modelled.table(frame, town, "nl").iloc[0].tolist() == ["Sterke contacten", "10,0 pp", "8,0 pp", "91%", "95%"]
    assert modelled.holdout(town, ["ties"], "2023").empty
