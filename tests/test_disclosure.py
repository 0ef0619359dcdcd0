import numpy as np
import pandas as pd
import pytest

from wijkmonitor.disclosure import EDGE, band, protect
from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import judge
from wijkmonitor.indicator import SHARE_FLOORS, Indicator, Kind, Theme, Unit
from wijkmonitor.text import same


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
    return protect(judge(frame, chosen), chosen)


@pytest.mark.parametrize(
    ("n", "name"), [(0, "0-9"), (9, "0-9"), (10, "10-24"), (99, "50-99"), (5000, "100+"), (np.nan, "0-9")]
)
def test_bands(n, name):
    assert band(pd.Series([n]))[0] == name


def test_exact_numbers_of_respondents_never_leave():
    table = published(rows(area=["a"], n=[137.0]))
    assert "n" not in table
    assert table["n_band"].tolist() == ["100+"]


@pytest.mark.parametrize("n", [9.0, 0.0, np.nan])
def test_below_k_or_unknown_is_withheld(n):
    assert published(rows(area=["a"], n=[n]), share(floors=None))["value"].isna().all()


def test_edges_are_coded_and_rounded():
    table = published(
        rows(area=["a", "b", "c"], n=[100.0] * 3, value=[0.0, 1.0, 0.123], low=[0.0, 0.96, 0.1], high=[0.04, 1.0, 0.15])
    )
    assert table["value"].tolist() == [EDGE, 1 - EDGE, 0.12]
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_a_filter_with_one_small_category_stays_closed():
    table = published(rows(area=["a"] * 3, group=["all", "age:18-64", "age:65+"], n=[100.0, 91.0, 9.0]))
    assert table["group"].tolist() == ["all"]


def test_a_filter_that_leaves_few_unanswered_stays_closed():
    table = published(rows(area=["a"] * 3, group=["all", "age:18-64", "age:65+"], n=[125.0, 60.0, 60.0]))
    assert table["group"].tolist() == ["all"], "five people without an age could be found by subtraction"


def test_a_filter_opens_when_everybody_is_in_company():
    table = published(rows(area=["a"] * 3, group=["all", "age:18-64", "age:65+"], n=[120.0, 60.0, 60.0]))
    assert table["group"].tolist() == ["all", "age:18-64", "age:65+"]


def test_registers_keep_their_figures():
    table = published(rows(area=["a"], n=[3.0]), share(needs=(Dataset.MEETING_PLACES,), floors=None))
    assert table["value"].tolist() == [0.5]
