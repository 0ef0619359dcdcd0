import numpy as np
import pandas as pd
import pytest

from wijkmonitor.disclosure import EDGE, band, closed, protect
from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import judge
from wijkmonitor.indicator import SHARE_FLOORS, Indicator, Kind, Theme, Unit
from wijkmonitor.text import same

PARENTS = pd.Series({"a": "", "b": "a", "c": "a"})


def share(needs=(Dataset.SURVEY,), floors=SHARE_FLOORS) -> Indicator:
    return Indicator(
        key="share",
        title=same("t"),
        about=same("a"),
        theme=Theme.TIES,
        unit=Unit.SHARE,
        kind=Kind.OBSERVED,
        source=same("s"),
        caveats=(same("c"),),
        needs=needs,
        floors=floors,
        compute=lambda _edition: pd.DataFrame(),
    )


def rows(**columns) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    defaults = {"group": "all", "value": 0.5, "low": 0.44, "high": 0.56, "n_eff": 100.0, "sure": True}
    return frame.assign(**{k: v for k, v in defaults.items() if k not in frame})


def published(frame: pd.DataFrame, indicator: Indicator | None = None) -> pd.DataFrame:
    chosen = indicator or share()
    return protect(judge(frame, chosen), chosen, PARENTS)


@pytest.mark.parametrize(
    ("n", "name"), [(0, "0-9"), (9, "0-9"), (10, "10-24"), (99, "50-99"), (5000, "100+"), (np.nan, "0-9")]
)
def test_bands(n, name):
    assert band(pd.Series([n]))[0] == name


def test_exact_numbers_of_respondents_never_leave():
    table = published(rows(area=["a"], n=[137.0]))
    assert not {"n", "se", "sure"} & set(table)
    assert table["n_band"].tolist() == ["100+"]


@pytest.mark.parametrize("n", [9.0, 0.0, np.nan])
def test_below_k_or_unknown_is_withheld(n):
    assert published(rows(area=["a"], n=[n]), share(floors=None))["value"].isna().all()


def test_what_is_closed_to_protect_others_says_so():
    table = published(rows(area=["a", "b", "c"], n=[100.0, 93.0, 7.0])).set_index("area")
    assert table["value"].notna().to_dict() == {"a": True, "b": False, "c": False}
    assert table["reason"].to_dict() == {"a": "", "b": "suppressed", "c": "too_few"}
    assert table.loc[["b", "c"], ["low", "high", "n_eff"]].isna().all(axis=None)


def test_a_withheld_estimate_is_not_compared_either():
    frame = judge(rows(area=["a", "b", "c"], n=[100.0, 93.0, 7.0]), share()).assign(difference="higher")
    assert protect(frame, share(), PARENTS).set_index("area")["difference"].to_dict() == {
        "a": "higher",
        "b": "",
        "c": "",
    }


def test_edges_are_coded_and_rounded():
    table = published(
        rows(
            area=["a", "b", "c"],
            n=[300.0, 150.0, 150.0],
            value=[0.0, 1.0, 0.123],
            low=[0.0, 0.96, 0.1],
            high=[0.04, 1.0, 0.15],
        )
    )
    assert table["value"].tolist() == [EDGE, 1 - EDGE, 0.12]
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_what_was_asked_before_need_not_be_asked_again():
    frame = judge(rows(area=["a", "b", "c"], n=[100.0, 93.0, 7.0]), share())
    again = protect(frame, share(), PARENTS, closed(frame, PARENTS))
    pd.testing.assert_frame_equal(again, protect(frame, share(), PARENTS))


def test_groups_without_a_value_are_left_out():
    table = published(rows(area=["a"] * 3, group=["all", "age:18-64", "age:65+"], n=[100.0, 91.0, 9.0]))
    assert table["group"].tolist() == ["all"]


def test_registers_keep_their_figures():
    table = published(rows(area=["a"], n=[3.0]), share(needs=(Dataset.MEETING_PLACES,), floors=None))
    assert table["value"].tolist() == [0.5]
