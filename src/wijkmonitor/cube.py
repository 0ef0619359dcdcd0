"""The closed cube: every figure of every edition, worked out once per release and fit to be published.

For each indicator: direct estimates, what may leave the building, the verdict, modelled values where a direct one may not be
said, and what may be said of differences. Everything after the direct estimates reads published cells only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor import disclosure, modelling, patterns
from wijkmonitor.analysis import Z_95, differences
from wijkmonitor.areas import Level
from wijkmonitor.columns import TABLES
from wijkmonitor.disclosure.room import left_out
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import ALL, COLUMNS, WITHHELD, Difference, Reason, Verdict, judge
from wijkmonitor.groups import DIMENSIONS, RESIDENT_DIMENSIONS
from wijkmonitor.indicator import Indicator, Kind
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.methods import border_changes
from wijkmonitor.methods.domains import LEFT_OUT, area_positions, category_positions
from wijkmonitor.methods.survey import ANSWERED, ANSWERS, STATISTICS
from wijkmonitor.text import Text

Progress = Callable[[float, Text], None]
_FILLED = (Reason.TOO_FEW.value, Reason.SUPPRESSED.value)
_OF_FIT = {"sigma2_u": "model_variance", "areas": "model_areas"}
_OF_HOLDOUT = ("rmse_direct", "rmse_model", "cover_direct", "cover_model")
_COMPARED = ("change", "change_low", "change_high", "changed")


@dataclass
class Cube:
    """The tables of figures of a snapshot (see ``columns.TABLES``), and who answered for each of them.

    ``answered``: per (edition, indicator) a boolean per respondent; it never leaves the build.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    answered: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)


def make(editions: Sequence[Edition], progress: Progress) -> Cube:
    """Every figure of these editions, oldest first; ``progress`` is told a fraction and the indicator at hand."""
    made = _Making(editions)
    direct = [one for one in REGISTRY.values() if one.compute is not None]
    for place, indicator in enumerate(direct):
        progress(place / len(direct), indicator.title)
        made.add([_direct(indicator, edition, made) for edition in editions])
    for indicator in (one for one in REGISTRY.values() if one.derive is not None):
        made.add(_derived(indicator, editions, made.estimates()))
    estimates = made.estimates()
    subjects = [one for one in REGISTRY.values() if patterns.looked_at(one)]
    found, clusters = patterns.of_editions(editions, estimates, subjects)
    made.say(found)
    tables = {"estimates": estimates, "models": made.models(), "statistics": made.statistics(), "clusters": clusters}
    return Cube(tables=tables, answered=made.answered)


def with_room(edition: Edition) -> Edition:
    """The edition with a column per background dimension that says whose category is left out (``disclosure.room``)."""
    survey = edition.survey
    if survey is None:
        return edition
    level = geo.lowest_level(edition.areas)
    area = _named(area_positions(survey, edition.areas, level), geo.of_level(edition.areas, level).index)
    columns = {}
    for dimension in (DIMENSIONS[key] for key in RESIDENT_DIMENSIONS):
        category = _named(category_positions(survey, dimension), dimension.categories)
        columns[LEFT_OUT + dimension.key] = left_out(area, category, survey["respondent_id"].reset_index(drop=True))
    marked = survey.assign(**{name: column.to_numpy() for name, column in columns.items()})
    return replace(edition, tables=edition.tables | {Dataset.SURVEY: marked})


def _named(position: np.ndarray, names: Iterable[str]) -> pd.Series:
    """Names by position, "" for -1."""
    return pd.Series(np.array([*names, ""], dtype=object)[position])


class _Making:
    """What has been made so far."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.newest = editions[-1] if editions else None
        self._of_vintage = {edition.vintage: edition for edition in editions}
        self._parts: list[pd.DataFrame] = []
        self._models: list[pd.DataFrame] = []
        self._statistics: list[pd.DataFrame] = []
        self.answered: dict[tuple[str, str], np.ndarray] = {}

    def add(self, by_edition: Sequence[pd.DataFrame]) -> None:
        """Published rows of one indicator, a frame per edition, oldest first; each is compared with the one before, in the areas
        that are still the same ground."""
        old, last = None, pd.DataFrame()
        for rows in (one for one in by_edition if len(one)):
            new = self._of_vintage[int(rows["vintage"].iloc[0])]
            before = rows.iloc[:0] if old is None else last[last["area"].isin(border_changes.same_ground(old, new))]
            compared = differences.against_before(rows, before)
            self._parts.append(rows.assign(**{name: compared[name] for name in _COMPARED})[list(COLUMNS)])
            old, last = new, rows

    def model(self, rows: pd.DataFrame) -> None:
        if len(rows):
            self._models.append(rows)

    def say(self, rows: pd.DataFrame) -> None:
        if len(rows):
            self._statistics.append(rows)

    def estimates(self) -> pd.DataFrame:
        return _sorted(_table(self._parts, "estimates"))

    def models(self) -> pd.DataFrame:
        return _table(self._models, "models")

    def statistics(self) -> pd.DataFrame:
        return _table(self._statistics, "statistics")


def _table(parts: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    columns = [one.name for one in TABLES[name]]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _direct(indicator: Indicator, edition: Edition, made: _Making) -> pd.DataFrame:
    if indicator.compute is None or any(edition.get(need) is None for need in indicator.needs):
        return pd.DataFrame(columns=list(COLUMNS))
    computed = indicator.compute(edition)
    told, computed.attrs = computed.attrs, {}  # pandas compares attributes in every merge, and arrays do not compare
    raw = computed[computed["area"].isin(edition.areas.index)].reset_index(drop=True)
    parents = edition.areas["parent"].astype("str")
    closed = pd.Series("", index=raw.index, dtype="str")
    if disclosure.rests_on_respondents(indicator):
        made.answered[edition.name, indicator.key] = told[ANSWERED]
        closed = disclosure.closed(raw, parents)
    judged = _compared_with_whole(judge(raw, indicator), closed, indicator, edition)
    withheld = told.get(WITHHELD, {})
    judged["reason"] = [withheld.get(a, reason) for a, reason in zip(judged["area"], judged["reason"], strict=True)]
    published = _labelled(disclosure.protect(judged, indicator, parents, closed), indicator, edition)
    if disclosure.rests_on_respondents(indicator) and indicator.floors is not None:
        models = _models(raw, closed, indicator, edition, made)
        made.model(models)
        published = _filled(published, models)
        if edition is made.newest:
            made.say(_validated(told.get(ANSWERS), indicator, edition))
    made.say(_said(told.get(STATISTICS, []), published, indicator, edition))
    return published


def _compared_with_whole(
    judged: pd.DataFrame, closed: pd.Series, indicator: Indicator, edition: Edition
) -> pd.DataFrame:
    """With the column ``difference``; only estimates with an error are compared, and no closed one takes part."""
    top = edition.areas.index[0]
    if indicator.floors is None or indicator.kind is Kind.MODELLED or top not in set(judged["area"]):
        return judged.assign(difference=Difference.UNTESTED.value)
    width = (judged["high"] - judged["low"]) / (2 * Z_95)
    rows = judged.assign(
        level=judged["area"].map(edition.areas["level"].astype("str")),
        se=judged["se"].fillna(width),
        part=differences.part_of_whole(judged, top, edition.population),
        verdict=judged["verdict"].mask(closed.to_numpy() != "", Verdict.NOT.value),
    )
    is_share = indicator.unit.is_share and disclosure.rests_on_respondents(indicator)
    return judged.assign(difference=differences.against_whole(rows, top, is_share=is_share))


def _models(
    raw: pd.DataFrame, closed: pd.Series, indicator: Indicator, edition: Edition, made: _Making
) -> pd.DataFrame:
    levels = edition.areas["level"].astype("str")
    everybody = raw["group"] == ALL
    small = everybody & (raw["area"].map(levels) == Level.BUURT.value)
    top = raw[everybody & (raw["area"] == edition.areas.index[0]) & (closed == "")]
    rows = modelling.models_of(
        raw[small].assign(open=(closed[small] == "").to_numpy()),
        edition,
        is_share=indicator.unit.is_share,
        limits=indicator.unit.limits,
        municipal=float(top["value"].iloc[0]) if len(top) else None,
    )
    made.say(_fit_said(rows.attrs.get(modelling.FIT_STATISTICS, {}), indicator, edition))
    rows.attrs = {}
    return disclosure.coarsen_models(rows, indicator).assign(
        indicator=indicator.key,
        level=Level.BUURT.value,
        vintage=edition.vintage,
        edition=edition.name,
    )


def _fit_said(fit: dict[str, Any], indicator: Indicator, edition: Edition) -> pd.DataFrame:
    """How the model was made: the variance it leaves between areas (two figures, as exact ones say too much) and the areas."""
    told = {name: float(f"{float(fit[key]):.2g}") for key, name in _OF_FIT.items() if key in fit}
    return _statistics(told, indicator, edition)


def _validated(answers: pd.Series | None, indicator: Indicator, edition: Edition) -> pd.DataFrame:
    """How direct and modelled values did on repeated subsamples of the survey."""
    if answers is None or indicator.floors is None:
        return _statistics({}, indicator, edition)
    found = modelling.validate_models(answers, edition, indicator.unit.is_share)
    told = {f"holdout_{name}": round(float(found[name]), 3) for name in _OF_HOLDOUT if name in found}
    return _statistics(told, indicator, edition)


def _statistics(told: dict[str, float], indicator: Indicator, edition: Edition) -> pd.DataFrame:
    rows = pd.DataFrame({"statistic": list(told), "value": list(told.values())})
    return rows.assign(
        indicator=indicator.key,
        edition=edition.name,
        level=Level.BUURT.value,
        area=edition.areas.index[0],
        low=np.nan,
        high=np.nan,
    )


def _filled(published: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """Where a direct value may not be said, the modelled one speaks, and says that it is one."""
    filled = published.copy()
    by_area = models.set_index("area")
    missing = filled["reason"].isin(_FILLED) & (filled["group"] == ALL) & filled["area"].isin(by_area.index)
    told = by_area.loc[filled.loc[missing, "area"]]
    for column in ("value", "low", "high", "shrinkage"):
        filled.loc[missing, column] = told[column].to_numpy()
    filled.loc[missing, ["kind", "verdict", "reason"]] = [Kind.MODELLED.value, Verdict.MODEL.value, ""]
    return filled


def _said(
    found: Sequence[dict[str, object]], published: pd.DataFrame, indicator: Indicator, edition: Edition
) -> pd.DataFrame:
    """Statistics of a scale, of the larger areas whose own figure is published; in a buurt they are mostly chance."""
    spoken = published[published["value"].notna() & (published["group"] == ALL) & (published["kind"] != "modelled")]
    spoken = spoken[spoken["level"] != Level.BUURT.value]
    kept = [one for one in found if one["area"] in set(spoken["area"])]
    levels = edition.areas["level"].astype("str")
    rows = pd.DataFrame(kept, columns=["area", "statistic", "value", "low", "high"])
    return rows.assign(indicator=indicator.key, edition=edition.name, level=rows["area"].map(levels))


def _derived(indicator: Indicator, editions: Sequence[Edition], estimates: pd.DataFrame) -> list[pd.DataFrame]:
    """A composite per edition. Where a part is modelled, so is the whole."""
    assert indicator.derive is not None
    inputs = estimates[estimates["indicator"].isin(indicator.inputs) & (estimates["group"] == ALL)]
    raw = indicator.derive(inputs)
    modelled = inputs[inputs["kind"] == Kind.MODELLED.value]
    frames = []
    for edition in editions:
        own = raw[raw["edition"] == edition.name].reset_index(drop=True)
        if own.empty:
            continue
        parents = edition.areas["parent"].astype("str")
        nothing_closed = pd.Series("", index=own.index, dtype="str")
        from_model = own["area"].isin(modelled.loc[modelled["edition"] == edition.name, "area"])
        judged = judge(own, indicator)
        firm = judged.assign(verdict=judged["verdict"].mask(from_model & judged["value"].notna(), Verdict.MODEL.value))
        told = _compared_with_whole(firm, nothing_closed, indicator, edition)
        rows = _labelled(disclosure.protect(told, indicator, parents), indicator, edition)
        rows["instrument"] = _of_parts(indicator, edition)
        rows["kind"] = rows["kind"].mask(rows["verdict"] == Verdict.MODEL.value, Kind.MODELLED.value)
        frames.append(rows)
    return frames


def _of_parts(indicator: Indicator, edition: Edition) -> str:
    """The instrument of a composite: its own, unless a part was asked otherwise in this edition."""
    other = sorted({edition.instruments[key] for key in indicator.inputs if key in edition.instruments})
    return "+".join(other) or indicator.instrument.key


def _labelled(rows: pd.DataFrame, indicator: Indicator, edition: Edition) -> pd.DataFrame:
    levels = edition.areas["level"]
    labelled = rows.assign(
        indicator=indicator.key,
        level=rows["area"].map(levels).astype("str"),
        vintage=edition.vintage,
        edition=edition.name,
        kind=indicator.kind.value,
        instrument=edition.instruments.get(indicator.key, indicator.instrument.key),
        difference=rows["difference"].where(rows["value"].notna(), Difference.UNTESTED.value),
    )
    return labelled.reindex(columns=list(COLUMNS))


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    order = {key: place for place, key in enumerate(REGISTRY)}
    levels = {level.value: place for place, level in enumerate(Level)}
    keyed = table.assign(_i=table["indicator"].map(order), _l=table["level"].map(levels))
    keyed = keyed.sort_values(["_i", "edition", "group", "_l", "area"], kind="stable")
    return keyed[list(COLUMNS)].reset_index(drop=True)
