"""Initiatives: how many there are for the people who live there, who leads them, and how they get by."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import APPROACH, LEAD, THEME
from wijkmonitor.indicator import RATE_FLOORS, Better, Indicator, Kind, Theme, Unit
from wijkmonitor.methods import domains, lifecycle, rates
from wijkmonitor.text import Text

FEW_INITIATIVES = 10
"""A share of fewer initiatives than this is "with care": one of them is more than ten per cent."""

DIMENSIONS = (APPROACH.key, LEAD.key, THEME.key)
_of_initiatives = partial(Indicator, theme=Theme.INITIATIVES)
_SOURCE = Text(nl="Initiatievenregister van de gemeente", en="The municipality's register of initiatives")
_CONFIRMED = Text(
    nl="Een initiatief telt mee als het in de laatste 12 maanden is bevestigd. De andere blijven zichtbaar op de kaart.",
    en="An initiative counts when it was confirmed in the last 12 months. The others stay visible on the map.",
)
_FEW = Text(
    nl="Bij minder dan 10 initiatieven verandert één initiatief het cijfer sterk.",
    en="With fewer than 10 initiatives a single one changes the figure a lot.",
)


def _active(edition: Edition) -> pd.DataFrame:
    assert edition.initiatives is not None, "computed only when there is a register of initiatives"
    return lifecycle.active(edition.initiatives, edition.date)


def density(edition: Edition) -> pd.DataFrame:
    """Active initiatives per 1,000 residents, in all and by approach, lead and theme."""
    counted = domains.counts_by_group(_active(edition), edition.areas, DIMENSIONS)
    frames = [rates.rates_per_1000(count, edition.areas, group) for group, count in counted.items()]
    return pd.concat(frames, ignore_index=True)


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


def _share_of_initiatives(marks: pd.Series, active: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    share, number = domains.means(marks, active, edition.areas)
    return domains.raw_frame(edition.areas, value=share, n=number, sure=number >= FEW_INITIATIVES)


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
        Text(
            nl="Geen subsidie kan kracht zijn, maar ook een aanvraag die niet lukte. Onbekende bedragen tellen niet mee.",
            en="No subsidy can mean strength, but also a request that failed. Unknown amounts do not count.",
        ),
    ),
    needs=(Dataset.INITIATIVES,),
    compute=without_subsidy,
)
