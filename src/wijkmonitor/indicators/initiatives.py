"""Initiatives: how many there are for the people who live there, who leads them, and how they get by."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import APPROACH, BRIDGES, LEAD, THEME
from wijkmonitor.indicator import RATE_FLOORS, Better, Indicator, Kind, Theme, Unit
from wijkmonitor.methods import bridges, domains, intervals, lifecycle, rates
from wijkmonitor.text import Text

FEW_INITIATIVES = 10
"""A share of fewer initiatives than this is "with care": one of them is more than ten per cent."""

DIMENSIONS = (APPROACH.key, LEAD.key, THEME.key, BRIDGES.key)
_of_initiatives = partial(Indicator, theme=Theme.INITIATIVES)
_SOURCE = Text(nl="Initiatievenregister van de gemeente", en="The municipality's register of initiatives")
_CONFIRMED = Text(
    nl="Een initiatief telt mee als het in de laatste 12 maanden is bevestigd. De andere blijven zichtbaar op de kaart.",
    en="An initiative counts when it was confirmed in the last 12 months. The others stay visible on the map.",
)
_BY_CHANCE = Text(
    nl="De marge zegt hoe ver het deel door toeval kan afwijken. Het register telt alle bekende initiatieven.",
    en="The margin tells how far the share could differ by chance. The register counts all known initiatives.",
)
_FEW = Text(
    nl="Bij minder dan 10 initiatieven verandert één initiatief het cijfer sterk.",
    en="With fewer than 10 initiatives a single one changes the figure a lot.",
)


def _active(edition: Edition) -> pd.DataFrame:
    return lifecycle.active(_register(edition), edition.date)


def _register(edition: Edition) -> pd.DataFrame:
    assert edition.initiatives is not None, "computed only when there is a register of initiatives"
    return edition.initiatives


def density(edition: Edition) -> pd.DataFrame:
    """Active initiatives per 1,000 residents, in all and by approach, lead, theme and whether they bridge differences.

    By bridging only when the register tells it of some, and "with care" while it does not tell it of all.
    """
    active = bridges.with_bridging(_active(edition))
    told = active[BRIDGES.column].notna()
    split_by = [key for key in DIMENSIONS if key != BRIDGES.key or told.any()]
    counted = domains.counts_by_group(active, edition.areas, split_by)
    frames = [rates.rates_per_1000(count, edition.areas, group) for group, count in counted.items()]
    every = pd.concat(frames, ignore_index=True)
    return every.assign(sure=every["sure"] & (~every["group"].isin(BRIDGES.groups) | told.all()))


def smoothed_density(edition: Edition) -> pd.DataFrame:
    """Active initiatives per 1,000 residents, small areas drawn towards the mean."""
    return rates.smoothed_rates_per_1000(domains.counts(_active(edition), edition.areas), edition.areas)


def led_by_residents(edition: Edition) -> pd.DataFrame:
    """Share of the active initiatives whose lead is with residents; those with an unknown lead do not count."""
    active = _active(edition)
    lead = active["lead"].astype("object")
    return _share_of_initiatives(lead.eq("residents").astype(float).where(lead.notna()), active, edition)


def without_subsidy(edition: Edition) -> pd.DataFrame:
    """Share of the active initiatives with a subsidy of 0; those with an unknown subsidy do not count."""
    active = _active(edition)
    subsidy = active["subsidy_eur"].astype(float) if "subsidy_eur" in active else pd.Series(np.nan, index=active.index)
    return _share_of_initiatives(subsidy.eq(0).astype(float).where(subsidy.notna()), active, edition)


def confirmed(edition: Edition) -> pd.DataFrame:
    """Share of the initiatives that have started and not ended that was confirmed in the last 12 months."""
    register = _register(edition)
    alive = register[~lifecycle.state(register, edition.date).isin(["ended", "planned"])]
    return _share_of_initiatives(lifecycle.confirmed(alive, edition.date).astype(float), alive, edition)


def _share_of_initiatives(marks: pd.Series, rows: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Share with its Wilson interval: how far it could differ by chance, as that of a density (docs/methods/initiatives)."""
    share, number = domains.means(marks, rows, edition.areas)
    low, high = intervals.wilson(share.to_numpy(dtype=float), number.to_numpy(dtype=float))
    sure = number >= FEW_INITIATIVES
    return domains.raw_frame(edition.areas, value=share, low=low, high=high, n=number, sure=sure)


DENSITY = _of_initiatives(
    key="initiative_density",
    title=Text(nl="Actieve initiatieven", en="Active initiatives"),
    about=Text(
        nl="Het aantal actieve initiatieven van en met bewoners, voor elke 1.000 mensen die er wonen.",
        en="The number of active initiatives by and with residents for every 1,000 people who live there.",
    ),
    unit=Unit.PER_1000,
    kind=Kind.REGISTER,
    better=Better.HIGHER,
    decimals=1,
    floors=RATE_FLOORS,
    groups=DIMENSIONS,
    source=_SOURCE,
    caveats=(lifecycle.CAVEAT, _CONFIRMED),
    needs=(Dataset.INITIATIVES, Dataset.KEY_FIGURES),
    compute=density,
)

SMOOTHED_DENSITY = _of_initiatives(
    key="initiative_density_smoothed",
    title=Text(nl="Actieve initiatieven (afgevlakt)", en="Active initiatives (smoothed)"),
    about=Text(
        nl="Hetzelfde cijfer, waarbij kleine gebieden naar het gemiddelde zijn getrokken. Zo springt een buurt met "
        "weinig inwoners er niet door toeval uit.",
        en="The same figure with small areas drawn towards the mean, so that a buurt with few residents does not stand "
        "out by chance.",
    ),
    unit=Unit.PER_1000,
    kind=Kind.MODELLED,
    better=Better.HIGHER,
    decimals=1,
    source=Text(
        nl="Initiatievenregister; afgevlakt volgens Marshall (1991)",
        en="Register of initiatives; smoothed after Marshall (1991)",
    ),
    caveats=(
        Text(
            nl="Dit is een modelschatting voor op de kaart. Noem in een tekst het gewone cijfer.",
            en="This is a model estimate for the map. In a text, quote the plain figure.",
        ),
        lifecycle.CAVEAT,
    ),
    needs=(Dataset.INITIATIVES, Dataset.KEY_FIGURES),
    compute=smoothed_density,
)

LED_BY_RESIDENTS = _of_initiatives(
    key="led_by_residents",
    title=Text(nl="Initiatieven die bewoners zelf leiden", en="Initiatives led by residents"),
    about=Text(
        nl="Het deel van de actieve initiatieven waarbij bewoners de leiding hebben, zonder beroepskracht erbij.",
        en="The part of the active initiatives in which residents lead, without a professional beside them.",
    ),
    unit=Unit.SHARE_INITIATIVES,
    kind=Kind.REGISTER,
    better=Better.NEITHER,
    source=_SOURCE,
    caveats=(
        _FEW,
        _BY_CHANCE,
        Text(
            nl="Meer is niet altijd beter: samen met een beroepskracht houdt een initiatief het soms langer vol.",
            en="More is not always better: together with a professional an initiative sometimes lasts longer.",
        ),
        lifecycle.CAVEAT,
    ),
    needs=(Dataset.INITIATIVES,),
    compute=led_by_residents,
)

WITHOUT_SUBSIDY = _of_initiatives(
    key="without_subsidy",
    title=Text(nl="Initiatieven zonder subsidie", en="Initiatives without subsidy"),
    about=Text(
        nl="Het deel van de actieve initiatieven dat geen subsidie van de gemeente krijgt.",
        en="The part of the active initiatives that get no subsidy from the municipality.",
    ),
    unit=Unit.SHARE_INITIATIVES,
    kind=Kind.REGISTER,
    better=Better.NEITHER,
    source=_SOURCE,
    caveats=(
        _FEW,
        _BY_CHANCE,
        Text(
            nl="Geen subsidie kan kracht zijn, maar ook een aanvraag die niet lukte. Onbekende bedragen tellen niet mee.",
            en="No subsidy can mean strength, but also a request that failed. Unknown amounts do not count.",
        ),
    ),
    needs=(Dataset.INITIATIVES,),
    compute=without_subsidy,
)

CONFIRMED = _of_initiatives(
    key="initiatives_confirmed",
    headline=False,
    title=Text(nl="Initiatieven, in het laatste jaar bevestigd", en="Initiatives confirmed in the last year"),
    about=Text(
        nl="Het deel van de initiatieven dat in de laatste 12 maanden liet weten dat het nog bestaat. Wat is gestopt of nog "
        "moet beginnen, telt niet mee.",
        en="The part of the initiatives that told in the last 12 months that they still exist. Those that ended or have yet "
        "to begin do not count.",
    ),
    unit=Unit.SHARE_INITIATIVES,
    kind=Kind.REGISTER,
    better=Better.NEITHER,
    source=_SOURCE,
    caveats=(
        Text(
            nl="Dit zegt hoe goed het register is bijgehouden. Het zegt niet hoe goed het met de initiatieven gaat.",
            en="This tells how well the register is kept up. It does not tell how well the initiatives do.",
        ),
        _FEW,
        _BY_CHANCE,
    ),
    needs=(Dataset.INITIATIVES,),
    compute=confirmed,
)
