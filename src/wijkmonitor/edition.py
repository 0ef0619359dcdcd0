"""Everything known of a municipality at one moment: the tables an indicator computes from.

An :class:`Edition` is made by ``build`` from checked source files and never leaves the build half: it holds answers of
single respondents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wijkmonitor.text import Text

if TYPE_CHECKING:  # the dashboard names datasets without loading the geometry libraries
    import geopandas as gpd
    import pandas as pd


class Dataset(StrEnum):
    """The kinds of source file; the order is the one in which they are read and shown."""

    BOUNDARIES = "boundaries"
    POSTCODES = "postcodes"
    KEY_FIGURES = "key_figures"
    SURVEY = "survey"
    INITIATIVES = "initiatives"
    MEETING_PLACES = "meeting_places"
    CANDIDATE_SITES = "candidate_sites"
    MODELLED_FIGURES = "modelled_figures"
    ORGANISATIONS = "organisations"
    TIES = "ties"
    MUNICIPALITY_SCAN = "municipality_scan"
    PROMISES = "promises"
    STREETS = "streets"
    RECODING = "recoding"

    @property
    def text(self) -> Text:
        return _DATASET_WORDS[self]


_DATASET_WORDS = {
    Dataset.BOUNDARIES: Text(nl="grenzen van wijken en buurten", en="boundaries of wijken and buurten"),
    Dataset.POSTCODES: Text(nl="postcodes", en="postcodes"),
    Dataset.KEY_FIGURES: Text(nl="kerncijfers", en="key figures"),
    Dataset.SURVEY: Text(nl="bewonersenquête", en="residents' survey"),
    Dataset.INITIATIVES: Text(nl="initiatievenregister", en="register of initiatives"),
    Dataset.MEETING_PLACES: Text(nl="ontmoetingsplekken", en="meeting places"),
    Dataset.CANDIDATE_SITES: Text(
        nl="gebouwen waar een plek zou kunnen komen", en="buildings where a place could be made"
    ),
    Dataset.MODELLED_FIGURES: Text(nl="modelschattingen van RIVM", en="model estimates by RIVM"),
    Dataset.ORGANISATIONS: Text(nl="organisaties", en="organisations"),
    Dataset.TIES: Text(nl="samenwerkingen tussen organisaties", en="ties between organisations"),
    Dataset.MUNICIPALITY_SCAN: Text(nl="gemeentescan", en="municipality scan"),
    Dataset.PROMISES: Text(nl="toezeggingen", en="promises"),
    Dataset.STREETS: Text(nl="straten en paden", en="streets and paths"),
    Dataset.RECODING: Text(
        nl="omzettingstabel van oude naar nieuwe gebieden", en="conversion table of old to new areas"
    ),
}


@dataclass(frozen=True)
class Edition:
    """One edition of a municipality's data, located and checked.

    ``areas``: the area frame (see ``areas``). ``tables``: per dataset a frame with the columns of its schema in
    ``sources``; tables of respondents, initiatives and places carry the located area codes in a column per level
    (``buurt``, ``wijk``, ``gemeente``; missing where a row could not be located) and, for points, ``x_rd``/``y_rd`` in
    metres (EPSG:28992). A dataset that was not supplied is absent from ``tables``. ``calibrate``, ``instruments``: as in
    ``municipality.EditionSpec``.
    """

    name: str
    date: dt.date
    vintage: int
    areas: gpd.GeoDataFrame
    tables: dict[Dataset, pd.DataFrame]
    calibrate: tuple[str, ...] = ()
    instruments: dict[str, str] = field(default_factory=dict)
    workings: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Intermediate results that several indicators share, such as which respondent counts in which area and group."""

    def get(self, dataset: Dataset) -> pd.DataFrame | None:
        return self.tables.get(dataset)

    @property
    def key_figures(self) -> pd.DataFrame | None:
        return self.get(Dataset.KEY_FIGURES)

    @property
    def survey(self) -> pd.DataFrame | None:
        return self.get(Dataset.SURVEY)

    @property
    def initiatives(self) -> pd.DataFrame | None:
        return self.get(Dataset.INITIATIVES)

    @property
    def meeting_places(self) -> pd.DataFrame | None:
        return self.get(Dataset.MEETING_PLACES)

    @property
    def candidate_sites(self) -> pd.DataFrame | None:
        return self.get(Dataset.CANDIDATE_SITES)

    @cached_property
    def population(self) -> pd.Series:
        """Residents per area code (all levels), missing where unknown."""
        return self.areas["population"]
