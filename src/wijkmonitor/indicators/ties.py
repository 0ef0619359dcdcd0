"""Ties between residents: bonding, bridging, cohesion and withdrawal, from the residents' survey."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.indicator import (
    SCALE_10_FLOORS,
    SHARE_FLOORS,
    Better,
    Floors,
    Indicator,
    Instrument,
    Kind,
    Theme,
    Unit,
)
from wijkmonitor.methods import bridging_ratio, reliability, scales, survey
from wijkmonitor.text import Text

TIE_ITEMS = ("tie_help", "tie_care", "tie_talk")
LONELY_ITEMS = ("lonely_social_1", "lonely_social_2", "lonely_social_3")
BRIDGE_ITEMS = tuple(bridging_ratio.AXES)
COHESION_TURNED = ("cohesion_hardly_know",)
COHESION_ITEMS = (
    *COHESION_TURNED,
    "cohesion_pleasant",
    "cohesion_together",
    "cohesion_at_home",
    "cohesion_key",
    "cohesion_contact",
)
MOST_RECOGNISED = 200
# The number of people recognised has a standard deviation near 10: the same evidence as for a share.
RECOGNISED_FLOORS = Floors(n_said=50, n_eff_said=30, width_said=8, n_care=30, width_care=10, n_model=10)

_from_survey = partial(
    Indicator, theme=Theme.TIES, kind=Kind.OBSERVED, needs=(Dataset.SURVEY,), groups=RESIDENT_DIMENSIONS
)


def _survey(edition: Edition) -> pd.DataFrame:
    assert edition.survey is not None, "computed only when there is a survey"
    return edition.survey


def strong_ties(edition: Edition) -> pd.DataFrame:
    """Yes on at least 2 of the 3 items about someone close."""
    yes = scales.marks(scales.items(_survey(edition), TIE_ITEMS), [1])
    return survey.shares(edition, scales.at_least(pd.DataFrame(yes), 2), RESIDENT_DIMENSIONS)


def social_loneliness(edition: Edition) -> pd.DataFrame:
    """At least 1 of the 3 positively worded items answered "more or less" or "no"."""
    answers = scales.items(_survey(edition), LONELY_ITEMS)
    lonely = scales.marks(answers, [2, 3])
    raw = survey.shares(edition, scales.at_least(pd.DataFrame(lonely), 1), RESIDENT_DIMENSIONS)
    raw.attrs[survey.STATISTICS] = reliability.statistics(edition, answers)
    return raw


def bridging(edition: Edition) -> pd.DataFrame:
    """Knows someone unlike oneself on at least 2 of the 4 axes."""
    yes = scales.marks(scales.items(_survey(edition), BRIDGE_ITEMS), [1])
    return survey.shares(edition, scales.at_least(pd.DataFrame(yes), 2), RESIDENT_DIMENSIONS)


def public_familiarity(edition: Edition) -> pd.DataFrame:
    """Mean number of people recognised or greeted last week."""
    number = scales.items(_survey(edition), ["recognised_last_week"])["recognised_last_week"]
    return survey.means(edition, number, RESIDENT_DIMENSIONS, bounds=(0, MOST_RECOGNISED))


def cohesion(edition: Edition) -> pd.DataFrame:
    """Mean of six statements turned so that 5 is cohesive, on 0-10, with at least 4 answered."""
    answers = scales.items(_survey(edition), COHESION_ITEMS)
    score = scales.scale_0_10(answers, at_least=4, turned=COHESION_TURNED)
    raw = survey.means(edition, score, RESIDENT_DIMENSIONS)
    items = scales.scale_items(_survey(edition), COHESION_ITEMS, COHESION_TURNED)
    raw.attrs[survey.STATISTICS] = reliability.statistics(edition, items)
    return raw


def feels_at_home(edition: Edition) -> pd.DataFrame:
    """Agrees (4 or 5) with feeling at home in the buurt."""
    return survey.shares(edition, scales.agrees(_survey(edition), "feels_at_home"), RESIDENT_DIMENSIONS)


def avoids_contact(edition: Edition) -> pd.DataFrame:
    """Agrees (4 or 5) with avoiding contact in the buurt."""
    return survey.shares(edition, scales.agrees(_survey(edition), "avoids_contact"), RESIDENT_DIMENSIONS)


STRONG_TIES = _from_survey(
    key="strong_ties",
    title=Text(nl="Heeft iemand om op terug te vallen", en="Has someone to fall back on"),
    about=Text(
        nl="Bewoners die dichtbij iemand hebben voor ten minste twee van deze drie: hulp bij dagelijkse dingen, zorg, en "
        "een goed gesprek.",
        en="Residents who have someone close for at least two of these three: help with daily things, care, and a good "
        "talk.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument(
        "ties3", Text(nl="drie vragen over steun dichtbij", en="three questions on support close by")
    ),
    floors=SHARE_FLOORS,
    source=Text(
        nl="Bewonersenquête; vragen zoals in CBS Sociale samenhang en Welzijn; Putnam (2000)",
        en="Residents' survey; items as in Statistics Netherlands' Social cohesion and Well-being; Putnam (2000)",
    ),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Iemand dichtbij hoeft niet in de buurt te wonen. Het cijfer zegt iets over mensen, niet over straten.",
            en="Someone close need not live in the buurt. The figure is about people, not about streets.",
        ),
    ),
    compute=strong_ties,
)

SOCIAL_LONELINESS = _from_survey(
    key="social_loneliness",
    title=Text(nl="Mist mensen om zich heen", en="Misses people around them"),
    about=Text(
        nl="Bewoners die bij ten minste één van drie vragen zeggen dat er niet (helemaal) genoeg mensen zijn op wie zij "
        "kunnen bouwen. Dit heet sociale eenzaamheid.",
        en="Residents who on at least one of three questions say there are not (quite) enough people they can rely on. "
        "This is called social loneliness.",
    ),
    unit=Unit.SHARE,
    better=Better.LOWER,
    instrument=Instrument(
        "djg_social3",
        Text(nl="De Jong Gierveld, sociale schaal (3 vragen)", en="De Jong Gierveld, social scale (3 items)"),
    ),
    floors=SHARE_FLOORS,
    source=Text(
        nl="Bewonersenquête; De Jong Gierveld en Van Tilburg (2006)",
        en="Residents' survey; De Jong Gierveld and Van Tilburg (2006)",
    ),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Eén vraag met 'min of meer' telt al mee. Dit is geen maat voor ernstige eenzaamheid.",
            en="One answer of 'more or less' already counts. This does not measure severe loneliness.",
        ),
    ),
    compute=social_loneliness,
)

BRIDGING = _from_survey(
    key="bridging",
    title=Text(nl="Kent mensen die anders zijn", en="Knows people unlike themselves"),
    about=Text(
        nl="Bewoners die iemand om een gunst kunnen vragen die van hen verschilt op ten minste twee van deze vier: "
        "opleiding, herkomst, leeftijd en inkomen.",
        en="Residents who could ask a favour of someone unlike themselves on at least two of these four: education, "
        "origin, age and income.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument("bridging4", Text(nl="vier vragen over verschil", en="four questions on difference")),
    floors=SHARE_FLOORS,
    source=Text(
        nl="Bewonersenquête; naar Van der Gaag en Snijders (2005)",
        en="Residents' survey; after Van der Gaag and Snijders (2005)",
    ),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="In een buurt waar bijna iedereen op elkaar lijkt, is er minder gelegenheid om anderen te leren kennen.",
            en="Where almost everyone is alike there is less opportunity to get to know others.",
        ),
    ),
    compute=bridging,
)

PUBLIC_FAMILIARITY = _from_survey(
    key="public_familiarity",
    title=Text(nl="Bekende gezichten in de buurt", en="Familiar faces in the buurt"),
    about=Text(
        nl="Het aantal buurtgenoten dat iemand vorige week herkende of groette, gemiddeld per bewoner.",
        en="The number of people from the buurt someone recognised or greeted last week, on average per resident.",
    ),
    unit=Unit.MEAN_COUNT,
    better=Better.HIGHER,
    decimals=1,
    instrument=Instrument("recognised1", Text(nl="één vraag over herkennen", en="one question on recognising")),
    floors=RECOGNISED_FLOORS,
    source=Text(nl="Bewonersenquête; naar Blokland (2008)", en="Residents' survey; after Blokland (2008)"),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Enkele mensen die heel veel buurtgenoten herkennen, trekken het gemiddelde omhoog.",
            en="A few people who recognise very many others pull the average up.",
        ),
    ),
    compute=public_familiarity,
)

COHESION = _from_survey(
    key="cohesion_vm2021",
    title=Text(nl="Sociale samenhang in de buurt", en="Social cohesion in the buurt"),
    about=Text(
        nl="Schaalscore uit zes stellingen: elkaar kennen, prettig met elkaar omgaan, saamhorigheid, je thuis voelen bij de "
        "mensen, je sleutel durven geven en contact hebben. Hoger is meer samenhang.",
        en="Scale score of six statements: knowing each other, getting on well, togetherness, feeling at home with the "
        "people, trusting others with your key, and having contact. Higher means more cohesion.",
    ),
    unit=Unit.SCALE_10,
    better=Better.HIGHER,
    decimals=1,
    instrument=Instrument("vm2021", Text(nl="Veiligheidsmonitor vanaf 2021", en="Safety Monitor since 2021")),
    floors=SCALE_10_FLOORS,
    source=Text(
        nl="Bewonersenquête; stellingen van de Veiligheidsmonitor (CBS en ministerie van JenV)",
        en="Residents' survey; statements of the Safety Monitor (Statistics Netherlands and Ministry of Justice)",
    ),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Alleen te vergelijken met cijfers uit dezelfde zes stellingen, niet met oudere schalen met dezelfde naam.",
            en="Comparable only with figures from the same six statements, not with older scales of the same name.",
        ),
    ),
    compute=cohesion,
)

FEELS_AT_HOME = _from_survey(
    key="feels_at_home",
    title=Text(nl="Voelt zich thuis in de buurt", en="Feels at home in the buurt"),
    about=Text(
        nl="Bewoners die het (helemaal) eens zijn met: ik voel mij thuis in deze buurt.",
        en="Residents who (totally) agree with: I feel at home in this buurt.",
    ),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    instrument=Instrument("at_home1", Text(nl="één stelling over thuis voelen", en="one statement on feeling at home")),
    floors=SHARE_FLOORS,
    source=Text(nl="Bewonersenquête; naar Bredewold (2014)", en="Residents' survey; after Bredewold (2014)"),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Een hoog cijfer voor de hele buurt kan verbergen dat mensen met een beperking zich minder thuis voelen.",
            en="A high figure for the whole buurt can hide that people with a limitation feel less at home.",
        ),
    ),
    compute=feels_at_home,
)

AVOIDS_CONTACT = _from_survey(
    key="avoids_contact",
    title=Text(nl="Gaat contact in de buurt uit de weg", en="Avoids contact in the buurt"),
    about=Text(
        nl="Bewoners die het (helemaal) eens zijn met: ik ga contact met buurtgenoten liever uit de weg.",
        en="Residents who (totally) agree with: I would rather avoid contact with people in my buurt.",
    ),
    unit=Unit.SHARE,
    better=Better.LOWER,
    instrument=Instrument("avoids1", Text(nl="één stelling over vermijden", en="one statement on avoiding")),
    floors=SHARE_FLOORS,
    source=Text(nl="Bewonersenquête; naar Bredewold (2014)", en="Residents' survey; after Bredewold (2014)"),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="Op jezelf zijn is geen gebrek. Het cijfer vraagt om een gesprek over de reden, niet om een oordeel.",
            en="Keeping to oneself is no defect. The figure asks for a talk about the reason, not for a judgement.",
        ),
    ),
    compute=avoids_contact,
)
