"""All files of one edition: read, checked, located. Nothing is raised before everything has been read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd

from wijkmonitor import areas
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.fault import Fault, errors
from wijkmonitor.municipality import EditionSpec, Municipality, SourceSpec
from wijkmonitor.sources import (
    boundaries,
    candidate_sites,
    collaborations,
    initiatives,
    key_figures,
    locating,
    meeting_places,
    modelled_figures,
    municipality_scan,
    postcodes,
    promises,
    recoding,
    streets,
    survey,
)
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

Progress = Callable[[float, Text], None]
Reader = Callable[[tuple[SourceSpec, ...], Context], Table]

READERS: dict[Dataset, Reader] = {
    Dataset.POSTCODES: postcodes.read,
    Dataset.KEY_FIGURES: key_figures.read,
    Dataset.SURVEY: survey.read,
    Dataset.INITIATIVES: initiatives.read,
    Dataset.MEETING_PLACES: meeting_places.read,
    Dataset.CANDIDATE_SITES: candidate_sites.read,
    Dataset.MODELLED_FIGURES: modelled_figures.read,
    Dataset.ORGANISATIONS: collaborations.read_organisations,
    Dataset.TIES: collaborations.read_ties,
    Dataset.MUNICIPALITY_SCAN: municipality_scan.read,
    Dataset.PROMISES: promises.read,
    Dataset.STREETS: streets.read,
    Dataset.RECODING: recoding.read,
}
_LOCATED = (Dataset.SURVEY, Dataset.INITIATIVES, Dataset.MEETING_PLACES, Dataset.CANDIDATE_SITES)
_BY_AREA = (Dataset.KEY_FIGURES, Dataset.MODELLED_FIGURES)


@dataclass(frozen=True)
class ReadEdition:
    """What came of reading: ``edition`` is None when there are faults that stop a build.

    ``loaded``: per file dataset, file, rows, left_out, period, licence, source (Text) and sha256. ``unlocated``: rows
    without an area as dicts of dataset, id, name, reason (Text), file, row and rows (respondents are only counted).
    """

    edition: Edition | None
    faults: list[Fault]
    loaded: list[dict[str, Any]] = field(default_factory=list)
    unlocated: list[dict[str, Any]] = field(default_factory=list)


def _silent(_fraction: float, _words: Text) -> None:
    return None


def read_edition(
    municipality: Municipality,
    spec: EditionSpec,
    progress: Progress = _silent,
    own_approaches: tuple[str, ...] = (),
) -> ReadEdition:
    """Read every file of an edition; all faults of all files are in the result. ``own_approaches``: as in ``Context``."""
    progress(0.0, _reading(Dataset.BOUNDARIES))
    outline = boundaries.read(spec.sources[Dataset.BOUNDARIES], municipality.code, spec.vintage)
    faults = list(outline.faults)
    loaded = [{"dataset": Dataset.BOUNDARIES.value, **one} for one in outline.loaded]
    frame = None
    if outline.areas is not None:
        frame = areas.complete_hierarchy(outline.areas, municipality.code, municipality.name)
    context = Context(municipality.code, None if frame is None else frame.index, own_approaches)
    tables: dict[Dataset, Table] = {}
    asked = [dataset for dataset in READERS if dataset in spec.sources]
    for done, dataset in enumerate(asked):
        progress(0.3 + 0.5 * done / len(asked), _reading(dataset))
        tables[dataset] = READERS[dataset](spec.sources[dataset], context)
        if dataset is Dataset.STREETS and frame is not None:
            tables[dataset] = streets.beside(tables[dataset], frame)
        faults += tables[dataset].faults
        loaded += [{"dataset": dataset.value, **one} for one in tables[dataset].loaded]
    if Dataset.TIES in tables:
        faults += collaborations.check_ties(tables[Dataset.TIES], tables.get(Dataset.ORGANISATIONS))
    if Dataset.INITIATIVES in tables:
        faults += _beside_initiatives(tables, spec)
    if frame is None or errors(faults):
        return ReadEdition(None, faults, loaded)
    progress(0.8, Text(nl="rijen op de kaart zoeken", en="finding rows on the map"))
    return _assemble(spec, frame, tables, faults, loaded)


def _beside_initiatives(tables: dict[Dataset, Table], spec: EditionSpec) -> list[Fault]:
    """What in the register of initiatives does not fit the other files, or the reference day."""
    faults = initiatives.check_confirmed(tables[Dataset.INITIATIVES], spec.date)
    links = {"meeting_place_id": (Dataset.MEETING_PLACES, "place_id")}
    links |= {"organisation_id": (Dataset.ORGANISATIONS, "organisation_id")}
    for column, (dataset, key) in links.items():
        if dataset in tables:
            faults += initiatives.check_links(tables[Dataset.INITIATIVES], column, tables[dataset].frame[key])
    return faults


def _reading(dataset: Dataset) -> Text:
    return Text(nl="{d} lezen", en="reading {d}").fill(d=dataset.text)


def _assemble(
    spec: EditionSpec,
    frame: gpd.GeoDataFrame,
    tables: dict[Dataset, Table],
    faults: list[Fault],
    loaded: list[dict[str, Any]],
) -> ReadEdition:
    ready = {dataset: table.frame for dataset, table in tables.items()}
    unlocated = []
    for dataset in _LOCATED:
        if dataset in tables:
            placed, reasons = locating.locate(ready[dataset], frame, ready.get(Dataset.POSTCODES))
            extra = [name for name in locating.ADDED if name not in ready[dataset]]
            ready[dataset] = placed.drop(columns=extra)
            unlocated += locating.unlocated(dataset, tables[dataset], reasons)
    if Dataset.STREETS in ready and Dataset.MEETING_PLACES in ready:
        places = tables[Dataset.MEETING_PLACES].origin
        faults = [*faults, *streets.far_places(ready[Dataset.STREETS], ready[Dataset.MEETING_PLACES], places)]
    for dataset in _BY_AREA:
        if dataset in ready:
            ready[dataset] = ready[dataset].set_index("area_code")
    if Dataset.KEY_FIGURES in ready:
        figures = ready[Dataset.KEY_FIGURES]
        faults = [*faults, *_without_figures(frame, figures, tables[Dataset.KEY_FIGURES])]
        frame = with_key_figures(frame, figures)
    edition = Edition(
        name=spec.name,
        date=spec.date,
        vintage=spec.vintage,
        areas=frame,
        tables=ready,
        calibrate=spec.calibrate,
        instruments=spec.instruments,
    )
    return ReadEdition(edition, faults, loaded, unlocated)


def with_key_figures(frame: gpd.GeoDataFrame, figures: pd.DataFrame) -> gpd.GeoDataFrame:
    """The area frame with residents and names from the key figures.

    Residents of an area without a figure of its own are the sum of its parts that have one; unknown stays missing.
    Names of larger areas come from the key figures; a name in the boundaries goes first.
    """
    population = figures["population"].reindex(frame.index)
    for level in (areas.Level.BUURT, areas.Level.WIJK, areas.Level.GEMEENTE):
        parts = frame["level"].eq(level.value) & frame["parent"].ne("")
        sums = population[parts].groupby(frame.loc[parts, "parent"]).sum(min_count=1)
        population = population.fillna(sums.reindex(frame.index))
    named = figures["name"].reindex(frame.index)
    nameless = frame["name"].eq(frame.index.to_series()) & named.notna()
    return frame.assign(population=population.astype(float), name=frame["name"].where(~nameless, named))


def _without_figures(frame: gpd.GeoDataFrame, figures: pd.DataFrame, table: Table) -> list[Fault]:
    """A warning that tells how many of the smallest areas found their key figures, and names those that did not."""
    smallest = areas.of_level(frame, areas.lowest_level(frame)).index
    without = smallest[~smallest.isin(figures.index)]
    if without.empty:
        return []
    listed = ", ".join(without[:20]) + (", …" if len(without) > 20 else "")
    words = Text(nl="{n} van {m} gebieden hebben kerncijfers", en="{n} of {m} areas have key figures")
    count = {"n": len(smallest) - len(without), "m": len(smallest)}
    remedy = Text(
        nl="Zonder cijfers: {c}. Deze gebieden krijgen geen inwonertal. ({w})",
        en="Without figures: {c}. These areas get no number of residents. ({w})",
    ).fill(c=listed, w=words.fill(**count))
    expected = Text(nl="kerncijfers voor elk gebied", en="key figures for every area")
    found = f"{count['n']} / {count['m']}"
    file = table.loaded[0]["file"]
    return [Fault(file, found, expected, remedy, column="area_code", rows=len(without), severity="warning")]
