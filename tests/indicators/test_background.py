"""Shares of background groups: those of the survey, counted by hand, and silent where nobody was asked."""

import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor.edition import Dataset
from wijkmonitor.indicators import REGISTRY

INCOMES = [f"share_income_{third}" for third in (1, 2, 3)]


def edition_with(**columns):
    areas = strip_town.areas_of(wijken=1, buurten=2)
    edition = strip_town.edition_of(areas, respondents=300)
    table = edition.tables[Dataset.SURVEY].assign(weight=1.0, **columns)
    edition.tables[Dataset.SURVEY] = table
    return edition


def of_whole(edition, key: str) -> pd.Series:
    raw = REGISTRY[key].compute(edition)
    return raw[raw["area"].str.startswith("GM")].iloc[0]


def located(edition) -> pd.DataFrame:
    table = edition.tables[Dataset.SURVEY]
    return table[table["gemeente"].notna()]


def test_counted_by_hand():
    edition = edition_with()
    here = located(edition)
    assert of_whole(edition, "share_limitation")["value"] == pytest.approx(here["limitation"].eq("yes").mean())
    parts = [of_whole(edition, key)["value"] for key in INCOMES]
    assert parts == pytest.approx([here["income_third"].eq(third).mean() for third in ("1", "2", "3")])
    assert sum(parts) == pytest.approx(1)


def test_a_third_written_as_a_number_is_the_same_third():
    as_text, edition = edition_with(), edition_with()
    table = edition.tables[Dataset.SURVEY]
    edition.tables[Dataset.SURVEY] = table.assign(income_third=table["income_third"].astype(float))
    for key in INCOMES:
        assert of_whole(edition, key)["value"] == pytest.approx(of_whole(as_text, key)["value"])


def test_who_did_not_tell_does_not_count_and_a_question_not_asked_has_no_figure():
    edition = edition_with()
    table = edition.tables[Dataset.SURVEY]
    edition.tables[Dataset.SURVEY] = table.assign(limitation=table["limitation"].where(table.index % 2 == 0))
    told = located(edition).dropna(subset=["limitation"])
    found = of_whole(edition, "share_limitation")
    assert found["value"] == pytest.approx(told["limitation"].eq("yes").mean())
    assert found["n"] == len(told)
    edition.tables[Dataset.SURVEY] = table.drop(columns=["limitation", "income_third"])
    edition.workings.clear()
    for key in ("share_limitation", *INCOMES):
        assert pd.isna(of_whole(edition, key)["value"])
