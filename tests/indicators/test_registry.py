"""What holds for every indicator, whoever adds one."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor.analysis import composite
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import ALL, RAW_COLUMNS, check_invariants
from wijkmonitor.groups import AGE, DIMENSIONS, SENIORS, with_merged
from wijkmonitor.indicator import Indicator, Kind, Unit
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.text import Text

EVERY = pytest.mark.parametrize("indicator", REGISTRY.values(), ids=list(REGISTRY))
DIRECT = pytest.mark.parametrize(
    "key", [key for key, one in REGISTRY.items() if one.compute is not None], ids=lambda key: key
)
RANGES = {
    Unit.SHARE: (0, 1),
    Unit.SHARE_HOUSEHOLDS: (0, 1),
    Unit.SHARE_DWELLINGS: (0, 1),
    Unit.SHARE_INITIATIVES: (0, 1),
    Unit.SHARE_TIES: (0, 1),
    Unit.SHARE_NAMED_TIES: (0, 1),
    Unit.SCALE_10: (0, 10),
    Unit.SCORE_100: (0, 100),
    Unit.URBANITY_5: (1, 5),
    Unit.BALANCE: (-1, 1),
}


def test_every_theme_file_is_registered():
    assert len(REGISTRY) == 70
    assert all(key == one.key for key, one in REGISTRY.items())


@EVERY
def test_computed_or_derived_never_both(indicator: Indicator):
    assert (indicator.compute is None) != (indicator.derive is None)
    assert bool(indicator.needs) == (indicator.compute is not None)
    assert bool(indicator.inputs) == (indicator.derive is not None)
    assert all(REGISTRY[key].compute is not None for key in indicator.inputs), "inputs are direct indicators"


@EVERY
def test_says_what_it_is_in_both_languages(indicator: Indicator):
    texts = [indicator.title, indicator.about, indicator.source, *indicator.caveats]
    assert indicator.caveats
    for text in texts:
        assert isinstance(text, Text)
        assert text.nl.strip()
        assert text.en.strip()
        assert text.nl != text.en
        assert "{" not in text.nl + text.en
    assert len(indicator.title.nl) <= 60
    for text in (indicator.about, *indicator.caveats):
        assert text.nl.endswith(".")
        assert text.en.endswith(".")
        longest = max(len(sentence.split()) for sentence in text.nl.replace(":", ".").replace(";", ".").split("."))
        assert longest <= 30, f"a sentence of {longest} words is not plain Dutch: {text.nl}"


@EVERY
def test_unit_decimals_and_floors_fit(indicator: Indicator):
    assert isinstance(indicator.unit, Unit)
    if indicator.unit.is_share:
        assert indicator.decimals == 0
    if indicator.unit in (Unit.SCALE_10, Unit.PER_1000, Unit.MEAN_COUNT):
        assert indicator.decimals == 1
    if indicator.needs == (Dataset.SURVEY,):
        assert indicator.kind is Kind.OBSERVED
        assert indicator.floors is not None
        assert indicator.instrument.key, "survey figures name their item set"
    if indicator.kind is Kind.MODELLED:
        assert indicator.floors is None


@EVERY
def test_groups_are_known_dimensions(indicator: Indicator):
    assert set(indicator.groups) <= set(DIMENSIONS)


@DIRECT
def test_a_row_for_every_area_and_only_declared_groups(key: str, raw: dict[str, pd.DataFrame], edition: Edition):
    rows = raw[key]
    assert tuple(rows.columns) == RAW_COLUMNS
    assert not rows.duplicated(["area", "group"]).any()
    everybody = rows[rows["group"] == ALL]
    assert set(everybody["area"]) == set(edition.areas.index)
    declared = {group for dimension in with_merged(REGISTRY[key].groups) for group in DIMENSIONS[dimension].groups}
    assert set(rows["group"]) == declared | {ALL}
    assert rows["sure"].dtype == bool


@DIRECT
def test_values_lie_in_their_interval_and_their_range(key: str, raw: dict[str, pd.DataFrame]):
    rows = raw[key]
    assert rows["value"].notna().any()
    known = rows.dropna(subset=["value", "low", "high"])
    assert (known["low"] <= known["value"] + 1e-12).all()
    assert (known["value"] <= known["high"] + 1e-12).all()
    low, high = RANGES.get(REGISTRY[key].unit, (0, np.inf))
    assert rows[["value", "low", "high"]].min().min() >= low
    assert rows[["value", "low", "high"]].max().max() <= high
    assert not (rows["value"].notna() & rows["n"].eq(0)).any()


@DIRECT
def test_computing_changes_nothing_and_repeats(key: str, edition: Edition):
    before = {dataset: table.copy() for dataset, table in edition.tables.items()}
    first, second = REGISTRY[key].compute(edition), REGISTRY[key].compute(dataclasses.replace(edition))
    pd.testing.assert_frame_equal(first, second)
    for dataset, table in edition.tables.items():
        pd.testing.assert_frame_equal(table, before[dataset])


@DIRECT
def test_order_of_rows_does_not_matter(key: str, edition: Edition):
    turned = {
        dataset: table.iloc[::-1] if dataset is Dataset.KEY_FIGURES else table.iloc[::-1].reset_index(drop=True)
        for dataset, table in edition.tables.items()
    }
    other = REGISTRY[key].compute(dataclasses.replace(edition, tables=turned))
    pd.testing.assert_frame_equal(other, REGISTRY[key].compute(edition), rtol=1e-9)


@DIRECT
def test_an_empty_table_gives_no_values(key: str, edition: Edition):
    empty = {dataset: table.iloc[:0] for dataset, table in edition.tables.items() if dataset is not Dataset.KEY_FIGURES}
    rows = REGISTRY[key].compute(dataclasses.replace(edition, tables=edition.tables | empty))
    if Dataset.KEY_FIGURES not in REGISTRY[key].needs:
        assert rows["value"].isna().all()
    assert set(rows.loc[rows["group"] == ALL, "area"]) == set(edition.areas.index)


@pytest.mark.parametrize("key", [key for key, one in REGISTRY.items() if one.needs == (Dataset.SURVEY,)])
def test_a_question_that_was_not_asked_is_not_measured(key: str, edition: Edition):
    asked = ["respondent_id", "weight", "age", "buurt", "wijk", "gemeente"]
    tables = edition.tables | {Dataset.SURVEY: edition.survey[asked]}
    rows = REGISTRY[key].compute(dataclasses.replace(edition, tables=tables))
    assert rows["value"].isna().all()
    assert rows["n"].isna().all(), "n = 0 would say that people were asked and did not answer"
    split = (*AGE.groups, *SENIORS.groups) if "age" in REGISTRY[key].groups else ()
    assert set(rows["group"]) == {ALL, *split}


def test_published_estimates_keep_the_invariants(published: pd.DataFrame):
    check_invariants(published)


@pytest.mark.parametrize("key", [key for key, one in REGISTRY.items() if one.derive is not None])
def test_derived_rows(key: str, published: pd.DataFrame, edition: Edition):
    indicator = REGISTRY[key]
    rows = indicator.derive(published[published["indicator"].isin(indicator.inputs)])
    assert tuple(rows.columns) == composite.DERIVED_COLUMNS
    assert set(rows["area"]) == set(edition.areas.index)
    assert set(rows["edition"]) == {"2025"}
    assert set(rows["group"]) == {ALL}
    assert rows["value"].notna().any()
    buurten = rows[rows["area"].str.startswith("BU")]
    assert buurten["value"].mean() == pytest.approx(50, abs=3)


def test_a_country_has_its_own_level():
    areas = strip_town.areas_of(gemeenten=2, wijken=1, buurten=2)
    country = strip_town.edition_of(areas, respondents=100)
    for key in ("strong_ties", "initiative_density", "reach_400", "place_quality", "share_65_plus"):
        rows = REGISTRY[key].compute(country).set_index(["area", "group"])
        assert np.isfinite(rows.loc[("NL", ALL), "value"])
