"""The one pipeline: source files -> areas -> estimates -> disclosure -> snapshot.

``check`` reads everything and says what is wrong; ``build`` goes on to publish a snapshot, or changes nothing at all.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkmonitor import attack, catalogue, cube, display, publishing, registers, snapshot
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.fault import Fault, InputFaults, errors, without_found
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.methods import calibration, survey
from wijkmonitor.municipality import Municipality, read_municipality
from wijkmonitor.sources import catalogue as schemas
from wijkmonitor.sources import knowledge, recoding
from wijkmonitor.sources.knowledge import Knowledge
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
    told = knowledge.read(catalogue.PROJECT_DATA, municipality.folder, REGISTRY)
    read = _read(municipality, told.own_keys, progress, 1.0)
    editions = [one.edition for one in read if one.edition is not None]
    faults = tuple(fault for one in read for fault in one.faults)
    faults += _calibration_faults(editions) + recoding.check(editions)
    return _unknown_instruments(municipality) + told.faults + faults


def build(folder: Path, progress: Progress = silent, *, by: str = "", note: str = "", wait: bool = False) -> Built:
    """Build and publish the snapshot of the municipality in ``folder``.

    ``by`` and ``note`` go into the log of publications; ``wait``: wait while another process builds it, instead of being told so.
    Raises :class:`wijkmonitor.fault.InputFaults` with every fault in the files, with everything that could be derived about
    fewer than 10 people from this snapshot and those before it, or with why it could not be published; what was published
    then stays as it was.
    """
    municipality = read_municipality(folder)
    with publishing.one_at_a_time(folder, wait=wait):
        told = knowledge.read(catalogue.PROJECT_DATA, municipality.folder, REGISTRY)
        read = _read(municipality, told.own_keys, progress, _READ_SHARE)
        faults = _unknown_instruments(municipality) + told.faults + tuple(fault for one in read for fault in one.faults)
        editions = [cube.with_room(one.edition) for one in read if one.edition is not None]
        faults += _calibration_faults(editions) + recoding.check(editions)
        if errors(faults):
            raise InputFaults(errors(faults))
        made = cube.make(editions, lambda done, said: progress(_READ_SHARE + (0.88 - _READ_SHARE) * done, said))
        progress(0.9, Text(nl="Kaarten tekenen", en="Drawing maps"))
        content = _content(municipality, told, read, editions, made)
        progress(0.97, Text(nl="Momentopname vastleggen", en="Writing the snapshot"))
        with publishing.drafted(folder) as draft:
            snapshot_id = snapshot.save(content, draft)
            progress(0.98, Text(nl="Nagaan of niemand herkenbaar is", en="Checking that nobody can be recognised"))
            attack.refuse(attack.audit(folder, draft, snapshot_id, editions, made.answered, _placing(read, editions)))
            attack.remember(folder, snapshot_id, editions, made.answered)
            path = catalogue.publish(folder, draft, snapshot_id, by=by, note=note)
    progress(1.0, Text(nl="Klaar", en="Done"))
    return Built(snapshot_id, path, faults)


def _read(
    municipality: Municipality, own_approaches: tuple[str, ...], progress: Progress, share: float
) -> list[ReadEdition]:
    read = []
    count = len(municipality.editions)
    for position, specification in enumerate(municipality.editions):

        def inside(fraction: float, said: Text, position: int = position, name: str = specification.name) -> None:
            progress(share * (position + fraction) / count, Text(nl=f"{name}: {said.nl}", en=f"{name}: {said.en}"))

        read.append(read_edition(municipality, specification, inside, own_approaches))
    return read


def _unknown_instruments(municipality: Municipality) -> tuple[Fault, ...]:
    """An item set that is named for an indicator that does not exist would silently do nothing."""
    expected = Text(nl="de sleutel van een indicator", en="the key of an indicator")
    faults = []
    for edition in municipality.editions:
        for key in edition.instruments:
            if key not in REGISTRY:
                likely = ", ".join(difflib.get_close_matches(key, REGISTRY, n=3)) or ", ".join(list(REGISTRY)[:3])
                remedy = Text(nl="Kies een sleutel als {k}.", en="Choose a key such as {k}.").fill(k=likely)
                column = f"editions.{edition.name}.instruments"
                faults.append(Fault(catalogue.SPECIFICATION, key, expected, remedy, column=column))
    return tuple(faults)


def _calibration_faults(editions: Sequence[Edition]) -> tuple[Fault, ...]:
    """Margins that an edition asks for and the key figures do not have; what the weights could not meet is a note."""
    faults = []
    for edition in (one for one in editions if one.survey is not None and one.calibrate):
        file, column = catalogue.SPECIFICATION, f"editions.{edition.name}.calibrate"
        found, expected = (
            ", ".join(edition.calibrate),
            Text(nl="kerncijfers om op te ijken", en="key figures to fit to"),
        )
        try:
            adjusted = survey.design_of(edition).auxiliary
        except calibration.NoMargin as missing:
            remedy = Text(nl="{w} Of haal de naam uit de lijst.", en="{w} Or take the name off the list.").fill(
                w=missing.text
            )
            faults.append(Fault(file, found, expected, remedy, column=column))
            continue
        for one in adjusted.result.unmet if adjusted is not None and adjusted.result else ():
            shares = Text(nl="{m} {c}: {r} %", en="{m} {c}: {r}%").fill(
                m=one.margin, c=one.category, r=f"{one.reached:.1%}"[:-1]
            )
            asked = Text(nl="{a} % van de bewoners", en="{a}% of residents").fill(a=f"{one.asked:.1%}"[:-1])
            keep = Text(nl="De weging komt hier niet verder bij.", en="The weights do not come closer here.")
            faults.append(Fault(file, shares, asked, keep, column=column, severity="warning"))
    return tuple(faults)


def _placing(read: Sequence[ReadEdition], editions: Sequence[Edition]) -> dict[str, set[str]]:
    """Per edition the sha256 of the files that decide who answered and where."""
    return {
        edition.name: {source["sha256"] for source in one.loaded if source["dataset"] in attack.PLACING}
        for one, edition in zip(read, editions, strict=True)
    }


def _content(
    municipality: Municipality,
    told: Knowledge,
    read: Sequence[ReadEdition],
    editions: Sequence[Edition],
    made: cube.Cube,
) -> snapshot.Content:
    files: dict[str, Any] = {
        "indicators.json": [indicator.describe() for indicator in REGISTRY.values()],
        "provenance.json": _report(read, editions),
        "templates.json": {one.value: schemas.template(one).decode("utf-8-sig") for one in schemas.SCHEMAS},
        "dictionary.json": [_in_words(entry) for entry in schemas.dictionary()],
        "approaches.json": dict(told.approaches),
        "examples.json": dict(told.examples),
        "house_style.json": municipality.style.as_json(),
    }
    vintages = {edition.vintage: edition.areas for edition in editions}
    displays = []
    for vintage, areas in sorted(vintages.items()):
        shown = display.simplify(areas)
        displays.append(shown)
        for level in sorted(set(areas["level"])):
            files[f"maps/areas-{vintage}-{level}.topojson"] = display.topology(shown, Level(level))
    files["areas.geojson"] = display.feature_collection(displays)
    listed = registers.tables(editions)
    for name in (edition.name for edition in editions):
        for stem, columns in registers.POINTS.items():
            here = listed[stem][listed[stem]["edition"] == name]
            files[f"maps/{stem}-{name}.geojson"] = display.point_features(here, dict(columns))
    return snapshot.Content(
        tables={**made.tables, **listed}, json_files=files, about=_about(municipality, read, editions)
    )


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
    # As municipality.toml names them, so that a file outside the folder is found again when it may have changed.
    named = {
        one.shown: Path(os.path.relpath(one.file, municipality.folder)).as_posix()
        for edition in municipality.editions
        for specs in edition.sources.values()
        for one in specs
    }
    files = {named.get(source["file"], source["file"]): source["sha256"] for source in loaded}
    own = {catalogue.SPECIFICATION: municipality.folder / catalogue.SPECIFICATION}
    own |= catalogue.written(municipality.folder)
    if municipality.logo is not None:
        own[municipality.logo] = municipality.folder / municipality.logo
    files |= {shown: catalogue.file_sha256(path) for shown, path in own.items()}
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
