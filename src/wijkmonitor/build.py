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
from wijkmonitor.estimate import COLUMNS, judge
from wijkmonitor.fault import Fault, InputFaults, errors
from wijkmonitor.indicator import Indicator
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.municipality import Municipality, read_municipality
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
    editions = _read(municipality, progress, _READ_SHARE)
    faults = tuple(fault for edition in editions for fault in edition.faults)
    if errors(faults):
        raise InputFaults(errors(faults))
    estimates = _estimate(editions, progress)
    progress(0.9, Text(nl="Kaarten tekenen", en="Drawing maps"))
    content = _content(municipality, editions, estimates)
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


def _estimate(editions: Sequence[ReadEdition], progress: Progress) -> pd.DataFrame:
    direct = [one for one in REGISTRY.values() if one.compute is not None]
    derived = [one for one in REGISTRY.values() if one.derive is not None]
    tables = []
    for position, read in enumerate(editions):
        for place, indicator in enumerate(direct):
            done = (position + place / len(direct)) / len(editions)
            progress(_READ_SHARE + (0.88 - _READ_SHARE) * done, indicator.title)
            tables.append(_published(indicator, read))
    table = _sorted(pd.concat(tables, ignore_index=True))
    for indicator in derived:
        assert indicator.derive is not None
        raw = indicator.derive(table[table["indicator"].isin(indicator.inputs)])
        parts = [
            _labelled(
                disclosure.protect(judge(raw[raw["edition"] == read.edition.name], indicator), indicator),
                indicator,
                read,
            )
            for read in editions
        ]
        table = _sorted(pd.concat([table, *(part for part in parts if len(part))], ignore_index=True))
    return table


def _published(indicator: Indicator, read: ReadEdition) -> pd.DataFrame:
    edition = read.edition
    if indicator.compute is None or any(edition.get(need) is None for need in indicator.needs):
        return pd.DataFrame(columns=list(COLUMNS))
    raw = indicator.compute(edition)
    raw = raw[raw["area"].isin(edition.areas.index)]
    return _labelled(disclosure.protect(judge(raw, indicator), indicator), indicator, read)


def _labelled(rows: pd.DataFrame, indicator: Indicator, read: ReadEdition) -> pd.DataFrame:
    levels = read.edition.areas["level"]
    labelled = rows.assign(
        indicator=indicator.key,
        level=rows["area"].map(levels).astype("str"),
        vintage=read.edition.vintage,
        edition=read.edition.name,
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


def _content(municipality: Municipality, editions: Sequence[ReadEdition], estimates: pd.DataFrame) -> snapshot.Content:
    files: dict[str, Any] = {
        "indicators.json": [indicator.describe() for indicator in REGISTRY.values()],
        "provenance.json": _report(editions),
    }
    vintages = {read.edition.vintage: read.edition.areas for read in editions}
    displays = []
    for vintage, areas in sorted(vintages.items()):
        shown = display.simplify(areas)
        displays.append(shown)
        for level in sorted(set(areas["level"])):
            files[f"maps/areas-{vintage}-{level}.topojson"] = display.topology(shown, Level(level))
    files["areas.geojson"] = display.feature_collection(displays)
    places = registers.places([read.edition for read in editions])
    initiatives = registers.initiatives([read.edition for read in editions])
    for read in editions:
        name = read.edition.name
        for stem, table, columns in (
            ("places", places, registers.PLACE_PROPERTIES),
            ("initiatives", initiatives, registers.INITIATIVE_PROPERTIES),
        ):
            files[f"maps/{stem}-{name}.geojson"] = display.point_features(table[table["edition"] == name], columns)
    tables = {"estimates": estimates, "places": places, "initiatives": initiatives}
    return snapshot.Content(tables=tables, json_files=files, about=_about(municipality, editions))


def _report(editions: Sequence[ReadEdition]) -> dict[str, Any]:
    return {
        "editions": [
            {
                "edition": read.edition.name,
                "loaded": read.loaded,
                "unlocated": read.unlocated,
                "warnings": [{"nl": fault("nl"), "en": fault("en")} for fault in read.faults],
            }
            for read in editions
        ]
    }


def _about(municipality: Municipality, editions: Sequence[ReadEdition]) -> dict[str, Any]:
    loaded = [source for read in editions for source in read.loaded]
    files = {source["file"]: source["sha256"] for source in loaded}
    files[catalogue.SPECIFICATION] = catalogue.file_sha256(municipality.folder / catalogue.SPECIFICATION)
    licences = sorted({source["licence"] for source in loaded if source["licence"]})
    said = sorted({(source["source"]["en"], source["file"]) for source in loaded})
    return {
        "municipality": {
            "key": municipality.key,
            "code": municipality.code,
            "name": municipality.name,
            "fictional": municipality.fictional,
            "background_map": municipality.background_map,
        },
        "editions": [
            {"name": r.edition.name, "date": r.edition.date.isoformat(), "vintage": r.edition.vintage} for r in editions
        ],
        "program": catalogue.program(),
        "source_files": dict(sorted(files.items())),
        "licenses": [{"name": licence, "title": licence} for licence in licences],
        "sources": [{"title": title or file, "path": Path(file).name} for title, file in said],
    }
