"""What is true of every indicator: what it means, what it needs, how it may be read.

An indicator file in ``indicators/`` declares :class:`Indicator` objects beside the function that computes them; pages,
the data dictionary, the CSV columns and the tests all derive from those objects.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wijkmonitor.text import Lang, Text, number, percent

if TYPE_CHECKING:
    import pandas as pd

    from wijkmonitor.edition import Dataset, Edition


class Theme(StrEnum):
    """Five layers of a neighbourhood as a community, then capacity and the plain facts around them."""

    TIES = "ties"
    PLACES = "places"
    INITIATIVES = "initiatives"
    COLLABORATION = "collaboration"
    MUNICIPALITY = "municipality"
    CAPACITY = "capacity"
    CONTEXT = "context"

    @property
    def text(self) -> Text:
        return _THEME_WORDS[self]


_THEME_WORDS = {
    Theme.TIES: Text(nl="Contacten tussen bewoners", en="Ties between residents"),
    Theme.PLACES: Text(nl="Ontmoetingsplekken", en="Meeting places"),
    Theme.INITIATIVES: Text(nl="Initiatieven", en="Initiatives"),
    Theme.COLLABORATION: Text(nl="Samenwerking", en="Collaboration"),
    Theme.MUNICIPALITY: Text(nl="De gemeente", en="The municipality"),
    Theme.CAPACITY: Text(nl="Doenvermogen", en="Capacity to take part"),
    Theme.CONTEXT: Text(nl="Wie wonen er", en="Who lives here"),
}
LAYERS: tuple[Theme, ...] = (
    Theme.TIES,
    Theme.PLACES,
    Theme.INITIATIVES,
    Theme.COLLABORATION,
    Theme.MUNICIPALITY,
)


class Unit(StrEnum):
    """Unit of a value. Shares are 0-1 until they are formatted."""

    SHARE = "share"
    SHARE_HOUSEHOLDS = "share_of_households"
    SHARE_DWELLINGS = "share_of_dwellings"
    SHARE_INITIATIVES = "share_of_initiatives"
    SHARE_TIES = "share_of_ties"
    SHARE_NAMED_TIES = "share_of_named_ties"
    SCALE_10 = "scale_0_10"
    SCORE_100 = "score_0_100"
    SCALE_5 = "scale_1_5"
    PER_1000 = "per_1000_residents"
    COUNT = "count"
    MEAN_COUNT = "mean_count"
    RATIO = "ratio"
    INDEX = "index"
    EUR_1000 = "eur_1000"
    URBANITY_5 = "urbanity_1_5"
    BALANCE = "balance_-1_1"

    @property
    def text(self) -> Text:
        return _UNIT_WORDS[self]

    @property
    def limits(self) -> tuple[float, float] | None:
        """The lowest and highest value there can be, None where there is no highest."""
        if self.is_share:
            return (0.0, 1.0)
        return _UNIT_LIMITS.get(self)

    @property
    def is_share(self) -> bool:
        """Whether the value is a share of 0-1, whatever it is a share of."""
        return self.value.startswith("share")


_UNIT_LIMITS = {
    Unit.SCALE_10: (0.0, 10.0),
    Unit.SCORE_100: (0.0, 100.0),
    Unit.SCALE_5: (1.0, 5.0),
    Unit.URBANITY_5: (1.0, 5.0),
    Unit.BALANCE: (-1.0, 1.0),
}
_UNIT_WORDS = {
    Unit.SHARE: Text(nl="% van de bewoners", en="% of residents"),
    Unit.SHARE_HOUSEHOLDS: Text(nl="% van de huishoudens", en="% of households"),
    Unit.SHARE_DWELLINGS: Text(nl="% van de woningen", en="% of dwellings"),
    Unit.SHARE_INITIATIVES: Text(nl="% van de initiatieven", en="% of initiatives"),
    Unit.SHARE_TIES: Text(nl="% van de banden", en="% of ties"),
    Unit.SHARE_NAMED_TIES: Text(nl="% van de genoemde banden", en="% of named ties"),
    Unit.SCALE_10: Text(nl="score van 0 tot 10", en="score from 0 to 10"),
    Unit.SCORE_100: Text(nl="score van 0 tot 100", en="score from 0 to 100"),
    Unit.SCALE_5: Text(nl="oordeel van 1 tot 5", en="judgement from 1 to 5"),
    Unit.PER_1000: Text(nl="per 1.000 inwoners", en="per 1,000 residents"),
    Unit.COUNT: Text(nl="aantal", en="number"),
    Unit.MEAN_COUNT: Text(nl="gemiddeld aantal", en="average number"),
    Unit.RATIO: Text(nl="verhouding (1 = als bij toeval)", en="ratio (1 = as by chance)"),
    Unit.INDEX: Text(nl="index (50 = gemiddelde buurt)", en="index (50 = average buurt)"),
    Unit.EUR_1000: Text(nl="× 1.000 euro", en="× 1,000 euro"),
    Unit.URBANITY_5: Text(
        nl="1 = zeer sterk stedelijk, 5 = niet stedelijk", en="1 = very strongly urban, 5 = not urban"
    ),
    Unit.BALANCE: Text(
        nl="−1 = alleen binnen de eigen soort, 1 = alleen met de andere soort",
        en="−1 = only within the own kind, 1 = only with the other kind",
    ),
}


class Kind(StrEnum):
    """How a number came about; two kinds never share a legend."""

    OBSERVED = "observed"
    MODELLED = "modelled"
    REGISTER = "register"

    @property
    def text(self) -> Text:
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.OBSERVED: Text(nl="gemeten met een enquête", en="measured by a survey"),
    Kind.MODELLED: Text(nl="modelschatting", en="model estimate"),
    Kind.REGISTER: Text(nl="geteld in een register", en="counted in a register"),
}


class Better(StrEnum):
    """Which way is favourable; NEITHER for plain facts."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Instrument:
    """The exact item set behind a value. Values of two instruments are never compared."""

    key: str
    text: Text


NO_INSTRUMENT = Instrument(key="", text=Text(nl="geen vragenlijst", en="no questionnaire"))


@dataclass(frozen=True, slots=True)
class Floors:
    """How much evidence each verdict asks; see docs/methods and ``estimate.judge``.

    ``n`` is the number of respondents (survey) or residents (rates); ``width`` is that of the 95 % interval, in the
    unit of the value.
    """

    n_said: float
    n_eff_said: float
    width_said: float
    n_care: float
    width_care: float
    n_model: float


SHARE_FLOORS = Floors(n_said=50, n_eff_said=30, width_said=0.25, n_care=30, width_care=0.30, n_model=10)
# A scale of 0-10 has a standard deviation near 2, so n_eff = 30 gives a width near 1.5: the same evidence as for a share.
SCALE_10_FLOORS = Floors(n_said=50, n_eff_said=30, width_said=1.5, n_care=30, width_care=2.0, n_model=10)
# A scale of 1-5 is one of 0-10 divided by 2.5: the same evidence.
SCALE_5_FLOORS = Floors(n_said=50, n_eff_said=30, width_said=0.6, n_care=30, width_care=0.8, n_model=10)
# Rates per 1,000 residents: n counts residents. Below 200 residents one initiative more or less is five per 1,000.
RATE_FLOORS = Floors(n_said=1000, n_eff_said=0, width_said=4.0, n_care=200, width_care=12.0, n_model=200)
# An index point is a tenth of the standard deviation between buurten: 1.5 of them wide may be said, 3 with care.
INDEX_FLOORS = Floors(n_said=0, n_eff_said=0, width_said=15, n_care=0, width_care=30, n_model=0)
FEW_PLACES = 3
"""A mean over fewer meeting places than this is "with care": one place more or less changes it."""

Compute = Callable[["Edition"], "pd.DataFrame"]
Derive = Callable[["pd.DataFrame"], "pd.DataFrame"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of a neighbourhood.

    ``compute`` takes an :class:`wijkmonitor.edition.Edition` and returns a *raw* frame (columns of
    ``estimate.RAW_COLUMNS``). A composite has ``derive`` instead: it takes the published estimates of the indicators
    named in ``inputs``, so that nothing it says can reveal more than they do.
    ``headline``: whether it speaks for its theme on the overview; not so what is about a register, or repeats another.
    ``groups`` names the background dimensions it is also shown for (``"age"``, ``"approach"``).
    An indicator read back from a snapshot has neither function.
    """

    key: str
    title: Text
    about: Text
    theme: Theme
    unit: Unit
    kind: Kind
    source: Text
    caveats: tuple[Text, ...]
    needs: tuple[Dataset, ...] = ()
    better: Better = Better.NEITHER
    instrument: Instrument = NO_INSTRUMENT
    floors: Floors | None = None
    groups: tuple[str, ...] = ()
    decimals: int = 0
    compute: Compute | None = None
    inputs: tuple[str, ...] = ()
    headline: bool = True
    derive: Derive | None = None

    def format(self, value: float | None, lang: Lang) -> str:
        """The value as a reader sees it, without its unit except for the per cent sign.

        A rate too small for its decimals keeps one significant digit: 0.05 never reads as nothing.
        """
        if self.unit.is_share:
            return percent(value, lang, self.decimals)
        decimals = self.decimals
        if self.unit is Unit.PER_1000 and value is not None and 0 < value < 0.5 * 10**-decimals:
            decimals = math.ceil(-math.log10(value))
        return number(value, lang, decimals)

    def describe(self) -> dict[str, Any]:
        """Everything but the functions, as plain JSON types: what a snapshot keeps of an indicator."""
        described: dict[str, Any] = {}
        for field in fields(self):
            if field.name not in ("compute", "derive"):
                described[field.name] = _plain(getattr(self, field.name))
        return described

    @classmethod
    def from_description(cls, described: dict[str, Any]) -> Indicator:
        """The indicator a snapshot describes; it can be shown, not computed."""
        from wijkmonitor.edition import Dataset

        floors, instrument = described["floors"], described["instrument"]
        return cls(
            key=described["key"],
            title=Text(**described["title"]),
            about=Text(**described["about"]),
            theme=Theme(described["theme"]),
            unit=Unit(described["unit"]),
            kind=Kind(described["kind"]),
            source=Text(**described["source"]),
            caveats=tuple(Text(**caveat) for caveat in described["caveats"]),
            needs=tuple(Dataset(need) for need in described["needs"]),
            better=Better(described["better"]),
            instrument=Instrument(key=instrument["key"], text=Text(**instrument["text"])),
            floors=Floors(**floors) if floors else None,
            groups=tuple(described["groups"]),
            decimals=described["decimals"],
            inputs=tuple(described["inputs"]),
            headline=described.get("headline", True),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, (Text, Floors, Instrument)):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value
