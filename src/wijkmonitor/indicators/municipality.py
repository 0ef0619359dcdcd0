"""The municipality as residents see it: one statement for each of six points of attention."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.indicator import SHARE_FLOORS, Better, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.methods import scales, survey
from wijkmonitor.text import Text

_INSTRUMENT = Instrument(
    "municipality6", Text(nl="zes stellingen over de gemeente", en="six statements on the municipality")
)
_OPINION = Text(
    nl="Dit is hoe bewoners het zien, niet wat de gemeente deed. Wie nooit met de gemeente te maken had, oordeelt ook mee.",
    en="This is how residents see it, not what the municipality did. Those who never dealt with it judge as well.",
)


def share_agreeing(edition: Edition, item: str) -> pd.DataFrame:
    """Agrees (4 or 5) with one statement on the municipality."""
    assert edition.survey is not None, "computed only when there is a survey"
    return survey.shares(edition, scales.agrees(edition.survey, item), RESIDENT_DIMENSIONS)


def _point(item: str, title: Text, statement: Text) -> Indicator:
    about = Text(nl="Bewoners die het (helemaal) eens zijn met: {s}", en="Residents who (totally) agree with: {s}")
    return Indicator(
        key=item,
        title=title,
        about=about.fill(s=statement),
        theme=Theme.MUNICIPALITY,
        unit=Unit.SHARE,
        kind=Kind.OBSERVED,
        source=survey.SOURCE,
        caveats=(survey.CAVEAT, _OPINION),
        needs=(Dataset.SURVEY,),
        better=Better.HIGHER,
        instrument=_INSTRUMENT,
        floors=SHARE_FLOORS,
        groups=RESIDENT_DIMENSIONS,
        compute=partial(share_agreeing, item=item),
    )


POINTS = (
    _point(
        "municipality_contact",
        Text(nl="De gemeente zoekt contact", en="The municipality seeks contact"),
        Text(
            nl="de gemeente komt naar de buurt toe om te horen wat er speelt.",
            en="the municipality comes to the buurt to hear what is going on.",
        ),
    ),
    _point(
        "municipality_room",
        Text(
            nl="Er is ruimte voor beroepskrachten naast vrijwilligers",
            en="There is room for paid workers beside volunteers",
        ),
        Text(
            nl="de gemeente zorgt dat vrijwilligers hulp krijgen van beroepskrachten.",
            en="the municipality makes sure that volunteers get help from paid workers.",
        ),
    ),
    _point(
        "municipality_simple",
        Text(nl="De gemeente maakt regelen eenvoudig", en="The municipality keeps things simple"),
        Text(
            nl="het is eenvoudig om iets te regelen bij de gemeente, zoals een kleine subsidie.",
            en="it is simple to arrange something with the municipality, such as a small grant.",
        ),
    ),
    _point(
        "municipality_fun",
        Text(nl="Meedenken met de gemeente is leuk", en="Thinking along with the municipality is fun"),
        Text(
            nl="het is leuk en spannend om mee te denken met de gemeente.",
            en="it is fun and exciting to think along with the municipality.",
        ),
    ),
    _point(
        "municipality_learning",
        Text(nl="De gemeente blijft leren", en="The municipality keeps learning"),
        Text(
            nl="de gemeente leert van wat goed ging en van wat fout ging.",
            en="the municipality learns from what went well and from what went wrong.",
        ),
    ),
    _point(
        "municipality_clear",
        Text(nl="De gemeente vertelt duidelijk wat zij doet", en="The municipality says clearly what it does"),
        Text(
            nl="de gemeente vertelt duidelijk wat er gebeurt, hoe, wanneer, en wat er is gelukt.",
            en="the municipality says clearly what will happen, how, when, and what has succeeded.",
        ),
    ),
)
