"""Meeting places: how many residents have one nearby, how many there are, and how good they are."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import DAYPART, LENS
from wijkmonitor.indicator import FEW_PLACES, RATE_FLOORS, Better, Indicator, Kind, Theme, Unit
from wijkmonitor.methods import domains, place_quality, rates, reach
from wijkmonitor.methods.survey import STATISTICS
from wijkmonitor.text import Text

_of_places = partial(Indicator, theme=Theme.PLACES, kind=Kind.REGISTER)
_SOURCE = Text(nl="Lijst van ontmoetingsplekken van de gemeente", en="The municipality's list of meeting places")
_LISTED = Text(
    nl="Alleen plekken die op de lijst staan tellen mee. Wat daar niet op staat, lijkt te ontbreken.",
    en="Only places on the list count. What is not on it looks as if it were missing.",
)
_STRAIGHT_LINE = Text(
    nl="De afstand loopt over straten en paden als daar een bestand van is, anders is zij hemelsbreed × 1,3. Hemelsbreed "
    "telt een spoorlijn, kanaal of drukke weg niet mee.",
    en="Distance follows streets and paths where a file of them was given, else it is the straight line × 1.3. A straight "
    "line does not see a railway, canal or busy road.",
)
_BY_GROUP = Text(
    nl="Voor een groep bewoners nemen we aan dat die gelijk over de buurt verspreid woont. Wie 75 jaar of ouder is of een "
    "beperking heeft, loopt in dit cijfer korter: 8 minuten waar anderen 15 minuten lopen.",
    en="For a group of residents we assume that it lives spread evenly over the buurt. In this figure those aged 75 or over and "
    "those with a limitation walk less far: 8 minutes where others walk 15.",
)
_BY_DAYPART = Text(
    nl="In een deel van de dag telt een plek mee als zij dan ten minste 3 uur per week open is. Een plek zonder bekende "
    "openingstijden telt dan niet mee.",
    en="In a part of the day a place counts when it is open for at least 3 hours a week then. A place without known hours does "
    "not count then.",
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
    raw = domains.raw_frame(edition.areas, value=mean, n=number, sure=number >= FEW_PLACES)
    raw.attrs[STATISTICS] = _staff_resident_gaps(edition)
    return raw


def _staff_resident_gaps(edition: Edition) -> list[dict[str, object]]:
    """How much higher staff score than residents, per area larger than a buurt where both judged enough places."""
    scores = place_quality.place_scores(_places(edition))
    listed = place_quality.one_row_per_place(_places(edition)).set_index("place_id")
    levels = [level.value for level in domains.levels_present(edition.areas)[:-1]]
    found = []
    for area in edition.areas.index[edition.areas["level"].isin(levels)]:
        level = str(edition.areas.at[area, "level"])
        here = scores if not edition.areas.at[area, "parent"] else scores[(listed[level] == area).to_numpy()]
        gap, low, high, pairs = place_quality.staff_resident_gap(here)
        if pairs >= place_quality.FEWEST_PAIRS:
            found.append({"area": area, "statistic": "staff_resident_gap", "value": gap, "low": low, "high": high})
            found.append({"area": area, "statistic": "staff_resident_places", "value": float(pairs)})
    return found


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
        better=Better.HIGHER,
        source=_SOURCE,
        caveats=(_STRAIGHT_LINE, _BORDER, _LISTED, _BY_GROUP, _BY_DAYPART),
        needs=(Dataset.MEETING_PLACES,),
        groups=(DAYPART.key, LENS.key),
        compute=partial(reach.reach, walking_m=walking_m),
    )


REACH = (_reach(400), _reach(800))

WITHOUT_PLACE = _of_places(
    key="without_place_800",
    title=Text(
        nl="Bewoners zonder plek binnen 800 meter lopen", en="Residents without a place within 800 metres on foot"
    ),
    about=Text(
        nl="Het aantal bewoners dat binnen 800 meter lopen van huis geen ontmoetingsplek heeft, in tientallen. Minder dan "
        "10 bewoners staat er als 0.",
        en="The number of residents who have no meeting place within a walk of 800 metres from home, in tens. Fewer "
        "than 10 residents are shown as 0.",
    ),
    unit=Unit.COUNT,
    better=Better.NEITHER,
    source=_SOURCE,
    caveats=(_STRAIGHT_LINE, _BORDER, _LISTED, _BY_GROUP, _BY_DAYPART),
    needs=(Dataset.MEETING_PLACES,),
    groups=(DAYPART.key, LENS.key),
    compute=partial(reach.without, walking_m=800),
)

PLACE_SUPPLY = _of_places(
    key="place_supply",
    title=Text(nl="Ontmoetingsplekken op loopafstand", en="Meeting places within a walk"),
    about=Text(
        nl="Hoeveel ontmoetingsplekken bewoners binnen 15 minuten lopen hebben, voor elke 1.000 mensen die daar ook kunnen "
        "komen. Wat dichtbij is, telt zwaarder.",
        en="How many meeting places residents have within a walk of 15 minutes, for every 1,000 people who can get there too. "
        "What is nearby counts more.",
    ),
    unit=Unit.PER_1000,
    better=Better.HIGHER,
    decimals=1,
    source=_SOURCE,
    caveats=(
        Text(
            nl="Elke plek telt als één plek, hoe groot of klein ook. Bewoners van buiten de gemeente tellen niet mee.",
            en="Each place counts as one, however large or small. Residents from outside the municipality do not count.",
        ),
        _STRAIGHT_LINE,
        _BORDER,
        _LISTED,
        _BY_GROUP,
        _BY_DAYPART,
    ),
    needs=(Dataset.MEETING_PLACES,),
    groups=(DAYPART.key, LENS.key),
    compute=reach.supply_per_1000,
)

PLACES_PER_1000 = _of_places(
    key="places_per_1000",
    title=Text(nl="Aantal ontmoetingsplekken", en="Number of meeting places"),
    about=Text(
        nl="Het aantal ontmoetingsplekken in het gebied, voor elke 1.000 mensen die er wonen.",
        en="The number of meeting places in the area for every 1,000 people who live there.",
    ),
    unit=Unit.PER_1000,
    better=Better.HIGHER,
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
    better=Better.HIGHER,
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
