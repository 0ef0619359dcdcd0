"""Meeting places: how many residents have one nearby, how many there are, and how good they are."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.indicator import FEW_PLACES, RATE_FLOORS, Better, Indicator, Kind, Theme, Unit
from wijkmonitor.methods import access, domains, place_quality, rates
from wijkmonitor.text import Text

_of_places = partial(Indicator, theme=Theme.PLACES, kind=Kind.REGISTER, better=Better.HIGHER)
_SOURCE = Text(nl="Lijst van ontmoetingsplekken van de gemeente", en="The municipality's list of meeting places")
_LISTED = Text(
    nl="Alleen plekken die op de lijst staan tellen mee. Wat daar niet op staat, lijkt te ontbreken.",
    en="Only places on the list count. What is not on it looks as if it were missing.",
)
_STRAIGHT_LINE = Text(
    nl="De afstand is hemelsbreed × 1,3. Een spoorlijn, kanaal of drukke weg kan de echte loopafstand langer maken.",
    en="Distance is the straight line × 1.3. A railway, canal or busy road can make the real walk longer.",
)
_BORDER = Text(
    nl="Plekken net over de gemeentegrens tellen niet mee. Zonder bewoners per postcode nemen we aan dat bewoners "
    "gelijk over de buurt verspreid wonen.",
    en="Places just across the municipal border do not count. Without residents per postcode we assume that residents "
    "are spread evenly over the buurt.",
)


def _places(edition: Edition) -> pd.DataFrame:
    assert edition.meeting_places is not None, "computed only when there are meeting places"
    return edition.meeting_places


def places_per_1000(edition: Edition) -> pd.DataFrame:
    """Meeting places per 1,000 residents, each counted once however many raters judged it."""
    listed = place_quality.one_row_per_place(_places(edition))
    return rates.rates_per_1000(domains.counts(listed, edition.areas), edition.areas)


def mean_place_quality(edition: Edition) -> pd.DataFrame:
    """Mean quality score of the judged places in each area; ``n`` is the number of places."""
    listed = place_quality.one_row_per_place(_places(edition))
    quality = place_quality.place_scores(_places(edition))["quality"]
    scores = pd.Series(quality.reindex(listed["place_id"]).to_numpy(), index=listed.index)
    mean, number = domains.means(scores, listed, edition.areas)
    return domains.raw_frame(edition.areas, value=mean, n=number, sure=number >= FEW_PLACES)


def _reach(walking_m: int) -> Indicator:
    return _of_places(
        key=f"reach_{walking_m}",
        title=Text(nl="Ontmoetingsplek binnen {m} meter lopen", en="Meeting place within a walk of {m} metres").fill(
            m=walking_m
        ),
        about=Text(
            nl="Bewoners die binnen {m} meter lopen van huis ten minste één ontmoetingsplek hebben.",
            en="Residents who have at least one meeting place within a walk of {m} metres from home.",
        ).fill(m=walking_m),
        unit=Unit.SHARE,
        source=_SOURCE,
        caveats=(_STRAIGHT_LINE, _BORDER, _LISTED),
        needs=(Dataset.MEETING_PLACES,),
        compute=partial(access.reach, walking_m=walking_m),
    )


REACH = (_reach(400), _reach(800))

PLACES_PER_1000 = _of_places(
    key="places_per_1000",
    title=Text(nl="Aantal ontmoetingsplekken", en="Number of meeting places"),
    about=Text(
        nl="Het aantal ontmoetingsplekken in het gebied, voor elke 1.000 mensen die er wonen.",
        en="The number of meeting places in the area for every 1,000 people who live there.",
    ),
    unit=Unit.PER_1000,
    decimals=1,
    floors=RATE_FLOORS,
    source=_SOURCE,
    caveats=(
        _LISTED,
        Text(
            nl="Het aantal zegt niet of bewoners er kunnen komen: kijk ook naar de loopafstand.",
            en="The number does not tell whether residents can get there: look at the walking distance too.",
        ),
    ),
    needs=(Dataset.MEETING_PLACES, Dataset.KEY_FIGURES),
    compute=places_per_1000,
)

PLACE_QUALITY = _of_places(
    key="place_quality",
    title=Text(nl="Kwaliteit van ontmoetingsplekken", en="Quality of meeting places"),
    about=Text(
        nl="Gemiddelde score op vier punten: lage drempel, vrij binnenlopen, prettig verblijven, en bekenden én nieuwe "
        "mensen ontmoeten. 100 is het hoogst.",
        en="Mean score on four points: low threshold, free to enter, comfortable, and meeting both known and new people. "
        "100 is the highest.",
    ),
    unit=Unit.SCORE_100,
    source=Text(
        nl="Beoordeling van ontmoetingsplekken; criteria naar Oldenburg (1989)",
        en="Rating of meeting places; criteria after Oldenburg (1989)",
    ),
    caveats=(
        Text(
            nl="Wie oordeelt maakt uit: medewerkers geven vaak een hoger cijfer dan bewoners die er niet komen.",
            en="It matters who judges: staff often score higher than residents who do not visit.",
        ),
        Text(
            nl="Een plek telt mee als ten minste drie van de vier punten zijn ingevuld.",
            en="A place counts when at least three of the four points were filled in.",
        ),
    ),
    needs=(Dataset.MEETING_PLACES,),
    compute=mean_place_quality,
)
