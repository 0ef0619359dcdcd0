"""Capacity to take part (doenvermogen): what residents can, do and would like, and the index made of it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.analysis import composite
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.indicator import (
    INDEX_FLOORS,
    SCALE_10_FLOORS,
    SHARE_FLOORS,
    Better,
    Indicator,
    Instrument,
    Kind,
    Theme,
    Unit,
)
from wijkmonitor.methods import reliability, scales, survey
from wijkmonitor.text import Text

CAPACITY_ITEMS = (
    "capacity_efficacy",
    "capacity_know_start",
    "capacity_time",
    "capacity_people",
    "capacity_setbacks",
)
# Inputs of each pillar: key of the indicator and its direction (1 when higher is more capacity).
CAN = {"capacity_scale": 1, "knows_where_to_start": 1}
TOGETHER = {"bridging": 1, "strong_ties": 1, "cohesion_vm2021": 1}
AROUND = {"reach_800": 1, "initiative_density": 1}
PILLARS = (CAN, TOGETHER, AROUND)

_from_survey = partial(
    Indicator, theme=Theme.CAPACITY, kind=Kind.OBSERVED, needs=(Dataset.SURVEY,), groups=RESIDENT_DIMENSIONS
)
_NOT_VALIDATED = Text(
    nl="Er bestaat nog geen beproefde vragenlijst voor doenvermogen per buurt. Gebruik dit cijfer om het gesprek te beginnen.",
    en="No validated questionnaire for capacity per buurt exists yet. Use this figure to start a conversation.",
)
_INDEPENDENT = Text(
    nl="De marge rekent alsof de fouten van de onderdelen los van elkaar staan. In het echt is zij iets breder.",
    en="The margin is worked out as if the errors of the parts were unrelated. In reality it is somewhat wider.",
)
_LOOK_AT_PARTS = Text(
    nl="Kijk altijd ook naar de onderdelen: een gemiddelde kan verbergen dat het ene sterk is en het andere zwak.",
    en="Always look at the parts too: a mean can hide that one is strong and another weak.",
)


def _survey(edition: Edition) -> pd.DataFrame:
    assert edition.survey is not None, "computed only when there is a survey"
    return edition.survey


def capacity_scale(edition: Edition) -> pd.DataFrame:
    """Mean of five statements on 0-10, with at least 4 answered."""
    answers = scales.items(_survey(edition), CAPACITY_ITEMS)
    raw = survey.means(edition, scales.scale_0_10(answers, at_least=4), RESIDENT_DIMENSIONS)
    raw.attrs[survey.STATISTICS] = reliability.statistics(edition, answers)
    return raw


def knows_where_to_start(edition: Edition) -> pd.DataFrame:
    """Agrees (4 or 5) with knowing where to start."""
    return survey.shares(edition, scales.agrees(_survey(edition), "capacity_know_start"), RESIDENT_DIMENSIONS)


def says_yes(edition: Edition, item: str) -> pd.DataFrame:
    """Yes to one item."""
    return survey.shares(edition, scales.says_yes(_survey(edition), item), RESIDENT_DIMENSIONS)


def would_like_to_be_active(edition: Edition) -> pd.DataFrame:
    """Would like to be active and was not last year; missing where the two answers leave it open."""
    would = scales.says_yes(_survey(edition), "would_like_active")
    idle = 1 - scales.says_yes(_survey(edition), "active_last_year")
    both = scales.at_least(pd.DataFrame({"would": would, "idle": idle}), 2)
    return survey.shares(edition, both, RESIDENT_DIMENSIONS)


def pillar(estimates: pd.DataFrame, inputs: dict[str, int]) -> pd.DataFrame:
    """One pillar of the index in index points, from published estimates: columns of ``composite.DERIVED_COLUMNS``."""
    return composite.as_index(composite.pillar_scores(estimates, inputs))


def index(estimates: pd.DataFrame) -> pd.DataFrame:
    """The mean of the three pillars in index points, from published estimates."""
    return composite.as_index(composite.index_scores(estimates, PILLARS))


CAPACITY_SCALE = _from_survey(
    key="capacity_scale",
    title=Text(nl="Doenvermogen van bewoners", en="Capacity of residents to take part"),
    about=Text(
        nl="Schaalscore uit vijf stellingen: iets voor elkaar kunnen krijgen in de buurt, weten waar je begint, tijd hebben, "
        "mensen hebben om het mee te doen, en doorgaan na een tegenslag.",
        en="Scale score of five statements: being able to get something done in the buurt, knowing where to start, having "
        "time, having people to do it with, and carrying on after a setback.",
    ),
    unit=Unit.SCALE_10,
    better=Better.HIGHER,
    decimals=1,
    instrument=Instrument(
        "doenvermogen5", Text(nl="vijf stellingen over doenvermogen", en="five statements on capacity")
    ),
    floors=SCALE_10_FLOORS,
    source=Text(
        nl="Bewonersenquête; naar WRR (2017), Weten is nog geen doen",
        en="Residents' survey; after the Scientific Council for Government Policy (WRR, 2017)",
    ),
    caveats=(_NOT_VALIDATED, survey.CAVEAT),
    compute=capacity_scale,
)

KNOWS_WHERE_TO_START = _from_survey(
    key="knows_where_to_start",
    title=Text(nl="Weet waar te beginnen", en="Knows where to start"),
    about=Text(
        nl="Bewoners die het (helemaal) eens zijn met: als ik iets wil doen in de buurt, weet ik waar ik moet beginnen.",
        en="Residents who (totally) agree with: if I want to do something in the buurt, I know where to start.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument("know_start1", Text(nl="één stelling over beginnen", en="one statement on starting")),
    floors=SHARE_FLOORS,
    source=survey.SOURCE,
    caveats=(_NOT_VALIDATED, survey.CAVEAT),
    compute=knows_where_to_start,
)

ACTIVE_LAST_YEAR = _from_survey(
    key="active_last_year",
    title=Text(nl="Was actief in de buurt", en="Was active in the buurt"),
    about=Text(
        nl="Bewoners die het afgelopen jaar actief waren in of voor hun buurt.",
        en="Residents who were active in or for their buurt in the past year.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument("active1", Text(nl="één vraag over actief zijn", en="one question on being active")),
    floors=SHARE_FLOORS,
    source=survey.SOURCE,
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Wie al actief is, vult vaker een enquête in. Het echte cijfer is daardoor waarschijnlijk lager.",
            en="Those who are active already fill in surveys more often. The true figure is therefore probably lower.",
        ),
    ),
    compute=partial(says_yes, item="active_last_year"),
)

VOLUNTEERED = _from_survey(
    key="volunteered",
    title=Text(nl="Deed vrijwilligerswerk", en="Volunteered"),
    about=Text(
        nl="Bewoners die het afgelopen jaar vrijwilligerswerk deden, in de buurt of ergens anders.",
        en="Residents who volunteered in the past year, in the buurt or elsewhere.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument(
        "volunteered1", Text(nl="één vraag over vrijwilligerswerk", en="one question on volunteering")
    ),
    floors=SHARE_FLOORS,
    source=survey.SOURCE,
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Veel mensen noemen burenhulp of mantelzorg geen vrijwilligerswerk. Dat telt hier dus vaak niet mee.",
            en="Many people do not call helping neighbours or informal care volunteering, so it often does not count here.",
        ),
    ),
    compute=partial(says_yes, item="volunteered"),
)

WOULD_LIKE_TO = _from_survey(
    key="would_like_active_but_is_not",
    title=Text(nl="Wil actief zijn, maar is het nog niet", en="Would like to be active but is not yet"),
    about=Text(
        nl="Bewoners die iets voor hun buurt willen doen en dat het afgelopen jaar nog niet deden: bereidheid die nog niet "
        "wordt benut.",
        en="Residents who would like to do something for their buurt and did not yet do so in the past year: willingness "
        "not used yet.",
    ),
    unit=Unit.SHARE,
    better=Better.NEITHER,
    instrument=Instrument(
        "willing2", Text(nl="twee vragen over willen en doen", en="two questions on wanting and doing")
    ),
    floors=SHARE_FLOORS,
    source=survey.SOURCE,
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Ja zeggen in een enquête is nog geen ja als iemand echt wordt gevraagd.",
            en="Saying yes in a survey is not yet saying yes when really asked.",
        ),
    ),
    compute=would_like_to_be_active,
)

_index_of = partial(Indicator, theme=Theme.CAPACITY, unit=Unit.INDEX, better=Better.HIGHER, floors=INDEX_FLOORS)
_INDEX_SOURCE = Text(
    nl="Berekend uit de getoonde cijfers; werkwijze naar het handboek van OESO en JRC (2008)",
    en="Worked out from the figures shown; method after the OECD/JRC Handbook (2008)",
)

PILLAR_CAN = _index_of(
    key="pillar_can",
    title=Text(
        nl="Kunnen: doenvermogen en weten waar te beginnen", en="Being able: capacity and knowing where to start"
    ),
    about=Text(
        nl="Eerste onderdeel van de index: wat bewoners zeggen te kunnen.",
        en="First part of the index: what residents say they are able to do.",
    ),
    kind=Kind.OBSERVED,
    source=_INDEX_SOURCE,
    caveats=(_NOT_VALIDATED, _INDEPENDENT),
    inputs=tuple(CAN),
    derive=partial(pillar, inputs=CAN),
)

PILLAR_TOGETHER = _index_of(
    key="pillar_together",
    title=Text(nl="Samen: banden en samenhang", en="Together: ties and cohesion"),
    about=Text(
        nl="Tweede onderdeel van de index: kent iemand mensen die anders zijn, heeft iemand steun, en is er samenhang.",
        en="Second part of the index: knowing people unlike oneself, having support, and cohesion.",
    ),
    kind=Kind.OBSERVED,
    source=_INDEX_SOURCE,
    caveats=(_LOOK_AT_PARTS, _INDEPENDENT),
    inputs=tuple(TOGETHER),
    derive=partial(pillar, inputs=TOGETHER),
)

PILLAR_AROUND = _index_of(
    key="pillar_around",
    title=Text(nl="Om mij heen: plekken en initiatieven", en="Around me: places and initiatives"),
    about=Text(
        nl="Derde onderdeel van de index: is er een ontmoetingsplek te belopen en zijn er initiatieven.",
        en="Third part of the index: whether a meeting place is within a walk and whether there are initiatives.",
    ),
    kind=Kind.REGISTER,
    source=_INDEX_SOURCE,
    caveats=(
        Text(
            nl="Rust op registers. Een plek of initiatief dat daar niet in staat, lijkt te ontbreken.",
            en="Rests on registers. A place or initiative that is not in them looks as if it were missing.",
        ),
        _LOOK_AT_PARTS,
    ),
    inputs=tuple(AROUND),
    derive=partial(pillar, inputs=AROUND),
)

CAPACITY_INDEX = _index_of(
    key="capacity_index",
    title=Text(nl="Index doenvermogen", en="Capacity index"),
    about=Text(
        nl="Het gemiddelde van drie onderdelen: kunnen, samen, en om mij heen. 50 is de gemiddelde buurt in het eerste "
        "meetjaar.",
        en="The mean of three parts: being able, together, and around me. 50 is the average buurt in the first edition.",
    ),
    kind=Kind.OBSERVED,
    source=_INDEX_SOURCE,
    caveats=(
        _NOT_VALIDATED,
        _LOOK_AT_PARTS,
        _INDEPENDENT,
        Text(
            nl="De index telt enquête en registers bij elkaar op. Hij is er om jaren te vergelijken, niet voor een ranglijst.",
            en="The index adds up survey and registers. It is meant for comparison over time, not for a league table.",
        ),
    ),
    inputs=tuple(key for inputs in PILLARS for key in inputs),
    derive=index,
)
