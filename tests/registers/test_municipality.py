"""What is published of the scan and of promises, on a town counted by hand."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from wijkmonitor.attention import GAP, JUDGE, POINT
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import read_municipality
from wijkmonitor.registers import municipality
from wijkmonitor.sources.reading import read_edition

WHOLE, FIRST, SECOND = "GM0042", "WK004201", "WK004202"


@pytest.fixture(scope="module")
def edition(town):
    read = read_municipality(town)
    found = read_edition(read, read.editions[0]).edition
    assert found is not None
    return found


def without(edition, *datasets):
    return replace(edition, tables={name: one for name, one in edition.tables.items() if name not in datasets})


def with_scan(edition, change):
    return replace(
        edition, tables=edition.tables | {Dataset.MUNICIPALITY_SCAN: change(edition.tables[Dataset.MUNICIPALITY_SCAN])}
    )


def row(rows, point, judge, area=WHOLE):
    mine = rows[rows["point"].eq(point) & rows["judge"].eq(judge) & rows["area"].eq(area)]
    assert len(mine) == 1
    return mine.iloc[0]


def told(rows, point, judge, area=WHOLE):
    found = row(rows, point, judge, area)
    return tuple(found[["score", "low", "high", "n_band", "verdict", "reason"]])


def test_scores_with_their_margin_and_verdict(edition):
    rows = municipality.scan([edition])
    assert list(rows.columns) == [field.name for field in TABLES["scan"]]
    assert told(rows, "contact", "officials") == (3.5, 3.3, 3.7, "50-99", "may_be_said", "")
    assert told(rows, "contact", "residents") == (2.5, 2.3, 2.7, "100+", "may_be_said", "")
    assert told(rows, "contact", "residents", FIRST) == (2.6, 2.4, 2.8, "50-99", "may_be_said", "")
    # t(35) = 2.030 and a standard error of 0.15: 1.995 to 2.605, rounded outward; 36 judgements are fewer than 50.
    assert told(rows, "contact", "residents", SECOND) == (2.3, 1.9, 2.7, "25-49", "with_care", "")


def test_what_may_not_be_said_has_a_reason_and_no_figure(edition):
    rows = municipality.scan([edition])
    why = {
        ("contact", "initiators"): ("0-9", "too_few"),
        ("contact", "professionals"): ("25-49", "too_few"),
        ("clear", "officials"): ("", "suppressed"),
        ("fun", "initiators"): ("", "not_measured"),
    }
    for (point, judge), (n_band, reason) in why.items():
        found = row(rows, point, judge)
        assert found[["score", "low", "high"]].isna().all(), point
        assert (found["n_band"], found["verdict"], found["reason"]) == (n_band, "may_not_be_said", reason)
    assert row(rows, "contact", "professionals")["spread"] == "largest"


def test_a_small_wijk_takes_the_other_along(edition):
    rows = municipality.scan([edition])
    assert row(rows, "simple", "residents", SECOND)["reason"] == "too_few"
    assert row(rows, "simple", "residents", FIRST)["reason"] == "suppressed"
    assert row(rows, "simple", "residents")["score"] == 2.5


def test_the_gap_is_officials_minus_residents(edition):
    rows = municipality.scan([edition])
    whole, second = row(rows, "contact", GAP), row(rows, "contact", GAP, SECOND)
    # standard error sqrt(0.01 + 0.01), t(154) = 1.976: 1.0 -+ 0.279
    assert tuple(whole[["score", "low", "high", "verdict", "difference"]]) == (1.0, 0.7, 1.3, "may_be_said", "higher")
    # officials 3.5, the wijk 2.3, standard error sqrt(0.01 + 0.0225), t(67) = 1.996: 1.2 -+ 0.360, rounded outward
    assert tuple(second[["score", "low", "high", "verdict", "difference"]]) == (1.2, 0.8, 1.6, "with_care", "higher")
    assert row(rows, "clear", GAP)["reason"] == "suppressed"
    assert row(rows, "simple", GAP, FIRST)["reason"] == "suppressed"


def test_a_gap_that_may_be_chance_is_not_demonstrable(edition):
    def nearer(scan):
        return scan.assign(score=scan["score"].mask(scan["judge"].eq("officials"), 2.6))

    rows = municipality.scan([with_scan(edition, nearer)])
    found = row(rows, "contact", GAP)
    assert (found["score"], found["difference"]) == (0.1, "not_demonstrable")


def test_every_wijk_has_a_row_whatever_the_file_holds(edition):
    """A wijk cannot be left out: not by leaving its rows out either."""
    emptier = with_scan(edition, lambda scan: scan[scan["wijk_code"].isna()].reset_index(drop=True))
    for one in (edition, emptier):
        rows = municipality.scan([one])
        for judge in ("residents", GAP):
            mine = rows[rows["judge"].eq(judge) & rows["level"].eq("wijk")]
            assert mine.groupby("point")["area"].apply(sorted).tolist() == [[FIRST, SECOND]] * len(POINT.categories)
            assert (mine["score"].isna() == mine["reason"].ne("")).all()
        assert rows.groupby(["point", "judge"]).size().loc["room", "professionals"] == 1
        assert set(rows["judge"]) == {*JUDGE.categories, GAP}


def test_residents_come_from_the_survey_when_the_scan_lacks_them(edition):
    """Three in four of 112 respondents agree (4), one in four does not (2): a mean of 3.5; Oost has 12, too few."""
    lacking = with_scan(edition, lambda scan: scan[scan["judge"].ne("residents")].reset_index(drop=True))
    rows = municipality.scan([lacking])
    assert set(rows.loc[rows["judge"].eq("residents"), "basis"]) == {"survey"}
    assert told(rows, "contact", "residents")[0] == 3.5
    assert row(rows, "contact", "residents", FIRST)["score"] == 3.5
    assert row(rows, "contact", "residents", SECOND)["reason"] == "too_few"
    assert row(rows, "contact", GAP)["score"] == 0.0
    assert row(rows, "simple", "officials")["hard_figure"] == 21


def test_nothing_is_made_of_nothing(edition):
    assert municipality.scan([without(edition, Dataset.MUNICIPALITY_SCAN, Dataset.SURVEY)]).empty
    assert municipality.promises([without(edition, Dataset.PROMISES)]).empty
    alone = municipality.scan([without(edition, Dataset.MUNICIPALITY_SCAN)])
    assert set(alone.loc[alone["score"].notna(), "judge"]) == {"residents"}


def test_the_hard_figure_stands_with_the_officials(edition):
    rows = municipality.scan([edition])
    figures = rows[rows["hard_figure"].notna()]
    assert figures[["point", "judge", "hard_figure", "hard_figure_unit"]].to_numpy().tolist() == [
        ["simple", "officials", 21.0, "dagen"]
    ]


def test_the_state_of_promises_on_the_day_of_the_edition(edition):
    found = municipality.promises([edition]).set_index("promise_id")
    assert found["state"].to_dict() == {
        "t1": "kept",
        "t2": "late",
        "t3": "overdue",
        "t4": "open",
        "t5": "dropped",
        "t6": "kept",
    }
    assert found.index[found["due_passed"] == "yes"].tolist() == ["t1", "t2", "t3", "t5"]
    assert found.loc["t1", ["wijk", "due", "done_on"]].tolist() == [FIRST, "2023-06-01", "2023-05-01"]


def test_a_promise_is_not_overdue_on_its_last_day(edition):
    last = municipality.promises([replace(edition, date=dt.date(2025, 6, 1))]).set_index("promise_id")
    after = municipality.promises([replace(edition, date=dt.date(2025, 6, 2))]).set_index("promise_id")
    assert (last.at["t4", "state"], after.at["t4", "state"]) == ("open", "overdue")


def test_the_published_snapshot_holds_the_tables(town_snapshot):
    assert len(town_snapshot.scan) == 6 * 4 + 6 + 2 * 2 * 6
    assert len(town_snapshot.promises) == 6
    assert isinstance(town_snapshot.scan, pd.DataFrame)
