"""The one pipeline: source files -> areas -> estimates -> disclosure -> snapshot.

``check`` reads everything and says what is wrong; ``build`` goes on to publish a snapshot, or changes nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wijkmonitor import catalogue, disclosure, display, registers, snapshot
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import COLUMNS, judge
from wijkmonitor.fault import Fault, InputFaults, errors, without_found
from wijkmonitor.indicator import Indicator
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.municipality import Municipality, read_municipality
from wijkmonitor.sources import catalogue as schemas
from wijkmonitor.sources.reading import ReadEdition, read_edition
from wijkmonitor.text import Text

Progress = Callable[[float, Text], None]
_READ_SHARE = 0.55


def silent(fraction: float, said: Text) -> None:
    """Progress for callers that do not show it."""


@dataclass(frozen=True)
class Built:
    """A published snapshot and the warnings its sources gave."""

    snapshot_id: str
    path: Path
    warnings: tuple[Fault, ...]


def check(folder: Path, progress: Progress = silent) -> tuple[Fault, ...]:
    """Every fault and warning in a municipality's files; empty when all is well."""
    try:
        municipality = read_municipality(folder)
    except InputFaults as stopped:
        return stopped.faults
    return tuple(fault for edition in _read(municipality, progress, 1.0) for fault in edition.faults)


def build(folder: Path, progress: Progress = silent) -> Built:
    """Build and publish the snapshot of the municipality in ``folder``.

    Raises :class:`wijkmonitor.fault.InputFaults` with every fault in the files; what was published then stays as it was.
    """
    municipality = read_municipality(folder)
    read = _read(municipality, progress, _READ_SHARE)
    faults = tuple(fault for one in read for fault in one.faults)
    if errors(faults):
        raise InputFaults(errors(faults))
    editions = [one.edition for one in read if one.edition is not None]
    estimates = _estimate(editions, progress)
    progress(0.9, Text(nl="Kaarten tekenen", en="Drawing maps"))
    content = _content(municipality, read, editions, estimates)
    progress(0.97, Text(nl="Momentopname vastleggen", en="Writing the snapshot"))
    with catalogue.publishing(folder) as draft:
        snapshot_id = snapshot.save(content, draft)
        path = catalogue.publish(folder, draft, snapshot_id)
    progress(1.0, Text(nl="Klaar", en="Done"))
    return Built(snapshot_id, path, faults)


def _read(municipality: Municipality, progress: Progress, share: float) -> list[ReadEdition]:
    read = []
    count = len(municipality.editions)
    for position, specification in enumerate(municipality.editions):

        def inside(fraction: float, said: Text, position: int = position, name: str = specification.name) -> None:
            progress(share * (position + fraction) / count, Text(nl=f"{name}: {said.nl}", en=f"{name}: {said.en}"))

        read.append(read_edition(municipality, specification, inside))
    return read


def _estimate(editions: Sequence[Edition], progress: Progress) -> pd.DataFrame:
    direct = [one for one in REGISTRY.values() if one.compute is not None]
    derived = [one for one in REGISTRY.values() if one.derive is not None]
    tables = []
    for position, edition in enumerate(editions):
        for place, indicator in enumerate(direct):
            done = (position + place / len(direct)) / len(editions)
            progress(_READ_SHARE + (0.88 - _READ_SHARE) * done, indicator.title)
            tables.append(_published(indicator, edition))
    table = _sorted(pd.concat(tables, ignore_index=True))
    for indicator in derived:
        assert indicator.derive is not None
        raw = indicator.derive(table[table["indicator"].isin(indicator.inputs)])
        parts = [
            _labelled(
                disclosure.protect(judge(raw[raw["edition"] == edition.name], indicator), indicator),
                indicator,
                edition,
            )
            for edition in editions
        ]
        table = _sorted(pd.concat([table, *(part for part in parts if len(part))], ignore_index=True))
    return table


def _published(indicator: Indicator, edition: Edition) -> pd.DataFrame:
    if indicator.compute is None or any(edition.get(need) is None for need in indicator.needs):
        return pd.DataFrame(columns=list(COLUMNS))
    raw = indicator.compute(edition)
    raw = raw[raw["area"].isin(edition.areas.index)]
    return _labelled(disclosure.protect(judge(raw, indicator), indicator), indicator, edition)


def _labelled(rows: pd.DataFrame, indicator: Indicator, edition: Edition) -> pd.DataFrame:
    levels = edition.areas["level"]
    labelled = rows.assign(
        indicator=indicator.key,
        level=rows["area"].map(levels).astype("str"),
        vintage=edition.vintage,
        edition=edition.name,
        kind=indicator.kind.value,
        instrument=indicator.instrument.key,
    )
    return labelled[list(COLUMNS)]


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    order = {key: place for place, key in enumerate(REGISTRY)}
    levels = {level.value: place for place, level in enumerate(Level)}
    keyed = table.assign(_i=table["indicator"].map(order), _l=table["level"].map(levels))
    keyed = keyed.sort_values(["_i", "edition", "group", "_l", "area"], kind="stable")
    return keyed[list(COLUMNS)].reset_index(drop=True)


def _content(
    municipality: Municipality, read: Sequence[ReadEdition], editions: Sequence[Edition], estimates: pd.DataFrame
) -> snapshot.Content:
    files: dict[str, Any] = {
        "indicators.json": [indicator.describe() for indicator in REGISTRY.values()],
        "provenance.json": _report(read, editions),
        "templates.json": {one.value: schemas.template(one).decode("utf-8-sig") for one in schemas.SCHEMAS},
        "dictionary.json": [_in_words(entry) for entry in schemas.dictionary()],
    }
    vintages = {edition.vintage: edition.areas for edition in editions}
    displays = []
    for vintage, areas in sorted(vintages.items()):
        shown = display.simplify(areas)
        displays.append(shown)
        for level in sorted(set(areas["level"])):
            files[f"maps/areas-{vintage}-{level}.topojson"] = display.topology(shown, Level(level))
    files["areas.geojson"] = display.feature_collection(displays)
    places = registers.places(editions)
    initiatives = registers.initiatives(editions)
    for name in (edition.name for edition in editions):
        for stem, table, columns in (
            ("places", places, registers.PLACE_PROPERTIES),
            ("initiatives", initiatives, registers.INITIATIVE_PROPERTIES),
        ):
            files[f"maps/{stem}-{name}.geojson"] = display.point_features(table[table["edition"] == name], columns)
    tables = {"estimates": estimates, "places": places, "initiatives": initiatives}
    return snapshot.Content(tables=tables, json_files=files, about=_about(municipality, read, editions))


def _report(read: Sequence[ReadEdition], editions: Sequence[Edition]) -> dict[str, Any]:
    return {
        "editions": [
            {
                "edition": edition.name,
                "loaded": [_in_words(source) for source in one.loaded],
                "unlocated": [_in_words(row) for row in one.unlocated],
                "warnings": [{"nl": fault("nl"), "en": fault("en")} for fault in _for_everybody(one)],
            }
            for one, edition in zip(read, editions, strict=True)
        ]
    }


def _for_everybody(read: ReadEdition) -> list[Fault]:
    surveys = {source["file"] for source in read.loaded if source["dataset"] == Dataset.SURVEY}
    return without_found(read.faults, surveys)


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A row of plain JSON types: texts become both languages, dates and paths text."""
    return {key: {"nl": item.nl, "en": item.en} if isinstance(item, Text) else item for key, item in row.items()}


def _about(municipality: Municipality, read: Sequence[ReadEdition], editions: Sequence[Edition]) -> dict[str, Any]:
    loaded = [source for one in read for source in one.loaded]
    files = {source["file"]: source["sha256"] for source in loaded}
    files[catalogue.SPECIFICATION] = catalogue.file_sha256(municipality.folder / catalogue.SPECIFICATION)
    licences = sorted({source["licence"] for source in loaded if source["licence"]})
    said = sorted({(source["source"].nl, source["source"].en, source["file"]) for source in loaded})
    return {
        "municipality": {
            "key": municipality.key,
            "code": municipality.code,
            "name": municipality.name,
            "fictional": municipality.fictional,
            "background_map": municipality.background_map,
        },
        "editions": [{"name": e.name, "date": e.date.isoformat(), "vintage": e.vintage} for e in editions],
        "program": catalogue.program(),
        "source_files": dict(sorted(files.items())),
        "licenses": [{"name": licence, "title": licence} for licence in licences],
        "sources": [{"title": nl or file, "title_en": en or file, "path": Path(file).name} for nl, en, file in said],
    }
