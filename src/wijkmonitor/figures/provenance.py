"""What a snapshot was made from, as tables and sentences: files, what could not be located, what the check noticed.

Everything is read from ``Snapshot.report`` (one dict per edition: edition, loaded, unlocated, warnings).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.indicator import Indicator, Theme
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, number

_DATASET = Text(nl="Gegevens", en="Data")
_FILE = Text(nl="Bestand", en="File")
_LOADED = {
    "dataset": _DATASET,
    "file": _FILE,
    "rows": Text(nl="Rijen", en="Rows"),
    "left_out": Text(nl="Weggelaten", en="Left out"),
    "period": Text(nl="Periode", en="Period"),
    "licence": Text(nl="Licentie", en="Licence"),
    "source": Text(nl="Bron", en="Source"),
}
_UNLOCATED = {
    "dataset": _DATASET,
    "name": Text(nl="Naam", en="Name"),
    "reason": Text(nl="Waarom", en="Why"),
    "rows": Text(nl="Hoeveel", en="How many"),
    "file": _FILE,
    "row": Text(nl="Rij", en="Row"),
}
_COLUMNS = {
    "column": Text(nl="Kolom", en="Column"),
    "about": Text(nl="Wat erin staat", en="What it holds"),
    "expected": Text(nl="Hoe het eruitziet", en="What it looks like"),
    "required": Text(nl="Verplicht", en="Required"),
    "example": Text(nl="Voorbeeld", en="Example"),
}
_YES, _NO = Text(nl="ja", en="yes"), Text(nl="nee", en="no")
_SUMMARY = Text(
    nl="Voor editie {e} zijn {k} van de {n} soorten gegevens ingelezen, uit {f} ({r} rijen).",
    en="For edition {e}, {k} of the {n} kinds of data were read, from {f} ({r} rows).",
)
_FILES = Text(nl="{f} bestanden", en="{f} files")
_ONE_FILE = Text(nl="1 bestand", en="1 file")
_NOT_PLACED = Text(
    nl=" Van {u} rijen is niet bekend waar ze horen.", en=" For {u} rows it is not known where they belong."
)
_ONE_NOT_PLACED = Text(
    nl=" Van 1 rij is niet bekend waar die hoort.", en=" For 1 row it is not known where it belongs."
)
FICTIONAL = Text(nl="{n} bestaat niet: alle cijfers zijn verzonnen.", en="{n} does not exist: all figures are made up.")
"""What every page and slide of a made-up municipality ``n`` says."""
_LISTED = {Dataset.MUNICIPALITY_SCAN: {Theme.MUNICIPALITY}, Dataset.PROMISES: {Theme.MUNICIPALITY}}
"""Datasets that a page shows by themselves, without an indicator."""
_STRUCTURE = (Dataset.BOUNDARIES, Dataset.POSTCODES, Dataset.STREETS, Dataset.RECODING)
"""Datasets that carry every figure without being the subject of one."""
_CHOSEN_FROM = (Dataset.CANDIDATE_SITES,)
"""Datasets from which a plan chooses: a page shows them, though no figure is made of them."""


def of_edition(snapshot: Snapshot, edition: str) -> dict[str, Any]:
    """What was reported of one edition; raises ``KeyError`` when the snapshot does not have it."""
    return {one["edition"]: one for one in snapshot.report["editions"]}[edition]


def summary(report: dict[str, Any], lang: Lang) -> str:
    """How much was read for an edition, and how many rows could not be located, in a sentence or two."""
    loaded = report["loaded"]
    kinds, rows = {one["dataset"] for one in loaded}, sum(int(one["rows"]) for one in loaded)
    files = _ONE_FILE(lang) if len(loaded) == 1 else _FILES(lang).format(f=number(len(loaded), lang))
    said = _SUMMARY(lang).format(e=report["edition"], k=len(kinds), n=len(Dataset), f=files, r=number(rows, lang))
    lost = sum(int(one["rows"]) for one in report["unlocated"])
    if not lost:
        return said
    return said + (_ONE_NOT_PLACED(lang) if lost == 1 else _NOT_PLACED(lang).format(u=number(lost, lang)))


def loaded_table(report: dict[str, Any], lang: Lang) -> pd.DataFrame:
    """The files of an edition in the order of the datasets; headings and cells in words."""
    order = [dataset.value for dataset in Dataset]
    rows = [
        {
            "dataset": titled(one["dataset"], lang),
            "file": one["file"],
            "rows": number(one["rows"], lang),
            "left_out": number(one["left_out"], lang) if one["left_out"] else "",
            "period": one["period"] or "",
            "licence": one["licence"] or "",
            "source": one["source"][lang],
        }
        for one in sorted(report["loaded"], key=lambda one: order.index(one["dataset"]))
    ]
    return _without_empty(pd.DataFrame(rows, columns=list(_LOADED)), _LOADED, lang)


def absent(report: dict[str, Any]) -> list[Dataset]:
    """The datasets of which an edition has no file, in their order."""
    present = {one["dataset"] for one in report["loaded"]}
    return [dataset for dataset in Dataset if dataset.value not in present]


def themes_of(dataset: Dataset, indicators: Iterable[Indicator]) -> list[Theme]:
    """The themes about which figures are made with a dataset, in their order."""
    found = {indicator.theme for indicator in indicators if dataset in indicator.needs} | _LISTED.get(dataset, set())
    return [theme for theme in Theme if theme in found]


def not_shown(indicators: Iterable[Indicator]) -> list[Dataset]:
    """Datasets that are read and checked although no figure is made of them yet."""
    known = list(indicators)
    return [one for one in Dataset if one not in (*_STRUCTURE, *_CHOSEN_FROM) and not themes_of(one, known)]


def unlocated_table(report: dict[str, Any], lang: Lang) -> pd.DataFrame:
    """What could not be placed in an area; initiatives and places by name, respondents only counted."""
    rows = [
        {
            "dataset": titled(one["dataset"], lang),
            "name": one["name"] or one["id"] or "",
            "file": one["file"],
            "row": "" if one["row"] is None else number(one["row"], lang),
            "rows": number(one["rows"], lang),
            "reason": one["reason"][lang],
        }
        for one in report["unlocated"]
    ]
    return _without_empty(pd.DataFrame(rows, columns=list(_UNLOCATED)), _UNLOCATED, lang)


def notes(report: dict[str, Any], lang: Lang) -> pd.DataFrame:
    """What the check noticed without stopping the build: one column of sentences."""
    heading = Text(nl="Aandachtspunt", en="Note")
    return pd.DataFrame({heading(lang): [one[lang] for one in report["warnings"]]})


def dictionary_table(dictionary: list[dict[str, Any]], dataset: Dataset, lang: Lang) -> pd.DataFrame:
    """The columns of one dataset as a table to read; empty when the snapshot does not keep them."""
    rows = [
        {
            "column": one["column"],
            "about": one["about"][lang],
            "expected": one["expected"][lang],
            "required": (_YES if one["required"] else _NO)(lang),
            "example": one["example"],
        }
        for one in dictionary
        if one["dataset"] == dataset.value
    ]
    return _headed(pd.DataFrame(rows, columns=list(_COLUMNS)), _COLUMNS, lang)


def about_snapshot(snapshot: Snapshot, lang: Lang) -> pd.DataFrame:
    """What identifies a snapshot: its id, the program that made it, and the reference day of every edition."""
    about = snapshot.package["wijkmonitor"]
    program = Text(nl="{v}, vingerafdruk {f}", en="{v}, fingerprint {f}").fill(
        v=about["program"]["version"], f=about["program"]["fingerprint"]
    )
    day = Text(nl="Peildatum van editie {e}", en="Reference day of edition {e}")
    told = Text(nl="{d}, gebiedsindeling van {v}", en="{d}, areas of {v}")
    lines = [
        (Text(nl="Momentopname", en="Snapshot")(lang), snapshot.id),
        (Text(nl="Versie van het programma", en="Version of the program")(lang), program(lang)),
    ]
    for edition in snapshot.editions:
        when = date(dt.date.fromisoformat(edition["date"]), lang)
        lines.append((day(lang).format(e=edition["name"]), told(lang).format(d=when, v=edition["vintage"])))
    return pd.DataFrame(lines, columns=[Text(nl="Wat", en="What")(lang), Text(nl="Waarde", en="Value")(lang)])


def titled(dataset: str, lang: Lang) -> str:
    """The name of a dataset as a heading, with a capital."""
    return capital(Dataset(dataset).text(lang))


def capital(words: str) -> str:
    """With a capital in front; the rest, such as RIVM, stays as it is."""
    return words[:1].upper() + words[1:]


def _headed(table: pd.DataFrame, headings: dict[str, Text], lang: Lang) -> pd.DataFrame:
    return table.rename(columns={name: heading(lang) for name, heading in headings.items()})


def _without_empty(table: pd.DataFrame, headings: dict[str, Text], lang: Lang) -> pd.DataFrame:
    """With headings in words, and without the columns in which nothing is written."""
    written = [name for name in table.columns if table[name].ne("").any()]
    return _headed(table[written], headings, lang)
