"""Two snapshots of one municipality laid beside each other: every figure that differs, how sure that is, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import pandas as pd

from wijkmonitor.analysis import changed
from wijkmonitor.analysis.changed import AFTER, BEFORE, State
from wijkmonitor.estimate import Difference
from wijkmonitor.figures import snapshot_causes
from wijkmonitor.figures.snapshot_causes import Cause, Inputs
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

DOWNLOADED = (
    "snapshot_before",
    "snapshot_after",
    "indicator",
    "title",
    "unit",
    "level",
    "area",
    "name",
    "edition_before",
    "edition_after",
    "state",
    *(f"{fact}{side}" for side in (BEFORE, AFTER) for fact in changed.FACTS),
    "difference",
    "difference_low",
    "difference_high",
    "said",
    "basis",
    *(f"cause_{one.value}" for one in Cause),
    "indirect",
)
"""Columns of the file with all differences, in this order."""
_ORDER = ["title", "edition_after", "level", "name", "area"]


@dataclass(frozen=True)
class Comparison:
    """Two snapshots, ``before`` and ``after``, and the rows of both.

    ``rows``: those of ``analysis.changed.matched`` with their difference, basis and causes, also the ones that are the same.
    """

    inputs: Inputs
    rows: pd.DataFrame

    @cached_property
    def differing(self) -> pd.DataFrame:
        """The rows that are not the same."""
        return self.rows[self.rows["state"] != State.SAME.value]

    @cached_property
    def by_cause(self) -> dict[tuple[Cause, ...], int]:
        """Number of differing figures per set of causes, single causes first."""
        told = self.differing[list(Cause)].to_numpy(dtype=bool)
        counts = Counter(tuple(one for one, holds in zip(Cause, row, strict=True) if holds) for row in told)
        places = {one: place for place, one in enumerate(Cause)}
        return dict(sorted(counts.items(), key=lambda item: (len(item[0]), [places[one] for one in item[0]])))

    def indicator(self, key: str) -> Indicator:
        """An indicator as the later snapshot describes it; the earlier one where it is gone."""
        known = self.inputs.after.indicators
        return known[key] if key in known else self.inputs.before.indicators[key]


class NotComparable(ValueError):
    """Snapshots of two municipalities."""


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """Lay two snapshots beside each other; raises :class:`NotComparable` when they are about two municipalities."""
    codes = [side.municipality.get("code") for side in (before, after)]
    if codes[0] != codes[1]:
        raise NotComparable(f"{codes[0]} / {codes[1]}")
    inputs = Inputs(before, after)
    rows = changed.matched(before.estimates, after.estimates, inputs.pairs)
    others = snapshot_causes.other_data(rows, inputs)
    rows = changed.with_difference(rows, other_data=others, other_unit=rows["indicator"].isin(inputs.units))
    return Comparison(inputs, snapshot_causes.attributed(rows, inputs))


def named(found: Comparison, rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Rows with title, unit and name of the area in words, ordered by topic, edition and name."""
    names = pd.concat([side.areas[["code", "name"]] for side in (found.inputs.before, found.inputs.after)])
    called = names.drop_duplicates("code", keep="last").set_index("code")["name"]
    about = {key: found.indicator(key) for key in rows["indicator"].unique()}
    told = rows.assign(
        title=rows["indicator"].map({key: one.title(lang) for key, one in about.items()}),
        unit=rows["indicator"].map({key: one.unit.value for key, one in about.items()}),
        name=rows["area"].map(called).fillna(rows["area"]),
    )
    return told.sort_values(_ORDER, ignore_index=True, kind="stable")


def for_download(found: Comparison, lang: Lang) -> pd.DataFrame:
    """All figures that differ: :data:`DOWNLOADED`; codes rather than words, shares from 0 to 1, causes as yes or no."""
    told = named(found, found.differing, lang)
    causes = {f"cause_{one.value}": told[one].map({True: "yes", False: "no"}) for one in Cause}
    told = told.assign(
        snapshot_before=found.inputs.before.id,
        snapshot_after=found.inputs.after.id,
        indirect=told["indirect"].map({True: "yes", False: "no"}),
        **causes,
    )
    return told[list(DOWNLOADED)].round({name: 4 for name in DOWNLOADED if name.startswith("difference")})


_ALIKE = Text(
    nl="Deze twee momentopnamen geven dezelfde {n} cijfers.", en="These two snapshots give the same {n} figures."
)
_DIFFER = Text(nl="Van de {n} cijfers zijn er {d} anders: {why}.", en="Of the {n} figures {d} are different: {why}.")
_ONE_DIFFERS = Text(nl="Van de {n} cijfers is er één anders: {why}.", en="Of the {n} figures one is different: {why}.")
_BY = Text(nl="{n} door {c}", en="{n} by {c}")
_TOGETHER = Text(nl="{n} door {c} samen", en="{n} by {c} together")
_NOT_APART = Text(
    nl="Waar meer oorzaken samenkomen, is achteraf niet te scheiden wat welke oorzaak deed.",
    en="Where several causes come together, it cannot be separated afterwards what each of them did.",
)
_SHOWN = Text(
    nl="Van {t} van deze verschillen is getoetst of ze meer zijn dan toeval; {s} zijn aantoonbaar.",
    en="Of {t} of these differences it was tested whether they are more than chance; {s} are demonstrable.",
)


def summary(found: Comparison, lang: Lang) -> list[str]:
    """What changed, in sentences: how many figures by which cause, and how many differences are demonstrable."""
    total, differing = number(len(found.rows), lang), len(found.differing)
    if not differing:
        return [_ALIKE(lang).format(n=total)]
    parts = [
        (_BY if len(causes) == 1 else _TOGETHER)(lang).format(n=number(count, lang), c=causes_in_words(causes, lang))
        for causes, count in found.by_cause.items()
    ]
    head = _DIFFER if differing > 1 else _ONE_DIFFERS
    said = [head(lang).format(n=total, d=number(differing, lang), why=listing(parts, lang))]
    if any(len(causes) > 1 for causes in found.by_cause):
        said.append(_NOT_APART(lang))
    verdicts = found.differing["said"]
    tested = verdicts.ne(Difference.UNTESTED.value)
    if tested.any():
        shown = verdicts.isin([Difference.HIGHER.value, Difference.LOWER.value])
        said.append(_SHOWN(lang).format(t=number(int(tested.sum()), lang), s=number(int(shown.sum()), lang)))
    return said


def causes_in_words(causes: tuple[Cause, ...], lang: Lang) -> str:
    """``nieuwe gegevens en een andere grens``."""
    return listing([one.text(lang) for one in causes], lang)


_FILES = Text(nl="andere bestanden: {f}", en="other files: {f}")
_TOPICS = Text(nl="anders omschreven of nieuw: {t}", en="described otherwise, or new: {t}")
_AREAS = Text(nl="andere grens of indeling: {a}", en="another boundary or parent: {a}")
_PROGRAM = Text(nl="gemaakt met een andere versie van het programma: {b}, nu {a}",
                en="made with another version of the program: {b}, now {a}")  # fmt: skip
_SETTINGS = Text(nl="het bestand municipality.toml is anders", en="the file municipality.toml is different")
_MORE = Text(nl="en nog {n}", en="and {n} more")
_MOST_NAMED = 6


def facts(found: Comparison, lang: Lang) -> dict[Cause, str]:
    """Per cause what differs in what the two were made from, also where no figure changed by it; "" where nothing does."""
    inputs = found.inputs
    said = dict.fromkeys(Cause, "")
    if files := _other_files(inputs):
        said[Cause.DATA] = _FILES(lang).format(f=_some(files, lang))
    if inputs.definitions:
        titles = sorted(found.indicator(key).title(lang) for key in inputs.definitions)
        said[Cause.DEFINITION] = _TOPICS(lang).format(t=_some(titles, lang))
    if names := _other_areas(found):
        said[Cause.BOUNDARY] = _AREAS(lang).format(a=_some(names, lang))
    if inputs.program:
        made_by = [_program(side) for side in (inputs.before, inputs.after)]
        said[Cause.METHOD] = _PROGRAM(lang).format(b=made_by[0], a=made_by[1])
    if inputs.settings:
        said[Cause.SETTINGS] = _SETTINGS(lang)
    return said


def _other_files(inputs: Inputs) -> list[str]:
    one, other = (side.package["wijkmonitor"].get("source_files", {}) for side in (inputs.before, inputs.after))
    differ = (path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    return sorted(path for path in differ if PurePosixPath(path).suffix not in (".toml", ".md"))


def _other_areas(found: Comparison) -> list[str]:
    """Names of the areas whose shape differs, where the boundaries of an edition are others."""
    moved = found.rows[found.rows["area"].isin(snapshot_causes.moved_areas(found.inputs))]
    names = pd.concat([side.areas.set_index("code")["name"] for side in (found.inputs.before, found.inputs.after)])
    return sorted({str(names[names.index == code].iloc[-1]) for code in moved["area"].unique()})


def _program(snapshot: Snapshot) -> str:
    made_by = snapshot.package["wijkmonitor"].get("program", {})
    return f"{made_by.get('version', '?')} ({made_by.get('fingerprint', '?')})"


def _some(words: list[str], lang: Lang) -> str:
    if len(words) <= _MOST_NAMED:
        return ", ".join(words)
    return ", ".join(words[:_MOST_NAMED]) + " " + _MORE(lang).format(n=number(len(words) - _MOST_NAMED, lang))


def told(found: Comparison, lang: Lang) -> list[str]:
    """The whole comparison in plain lines, for the command line."""
    lines = summary(found, lang)
    return lines + [f"- {one.text(lang)}: {said}" for one, said in facts(found, lang).items() if said]
