"""Who live here according to the survey: what no register tells for every buurt, to reckon other figures with."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import INCOME, LIMITATION, Dimension
from wijkmonitor.indicator import SHARE_FLOORS, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.methods import survey
from wijkmonitor.methods.domains import category_positions
from wijkmonitor.text import Text


def share_in(edition: Edition, dimension: Dimension, category: str) -> pd.DataFrame:
    """Share of the respondents in one category of a background; who did not tell is left out."""
    assert edition.survey is not None, "computed only when there is a survey"
    position = pd.Series(category_positions(edition.survey, dimension), index=edition.survey.index)
    mine = list(dimension.categories).index(category)
    return survey.shares(edition, position.eq(mine).astype(float).where(position >= 0))


_share = partial(
    Indicator,
    theme=Theme.CONTEXT,
    kind=Kind.OBSERVED,
    unit=Unit.SHARE,
    needs=(Dataset.SURVEY,),
    floors=SHARE_FLOORS,
    source=Text(nl="Bewonersenquête van de gemeente", en="Residents' survey of the municipality"),
)
_ADULTS = Text(
    nl="De enquête gaat over volwassenen. Over kinderen zegt dit cijfer niets.",
    en="The survey is about adults. This figure tells nothing of children.",
)

SHARE_LIMITATION = _share(
    key="share_limitation",
    title=Text(nl="Bewoners met een beperking", en="Residents with a limitation"),
    about=Text(
        nl="Bewoners die in de enquête zeggen dat zij een beperking hebben.",
        en="Residents who say in the survey that they have a limitation.",
    ),
    instrument=Instrument("limitation1", Text(nl="één vraag over een beperking", en="one question on a limitation")),
    caveats=(survey.CAVEAT, _ADULTS),
    compute=partial(share_in, dimension=LIMITATION, category="yes"),
)
SHARES_BY_INCOME = tuple(
    _share(
        key=f"share_income_{third}",
        title=Text(nl="Bewoners in het {w}", en="Residents in the {w}").fill(w=words),
        about=Text(
            nl="Bewoners van wie het inkomen in het {w} van de hele gemeente ligt.",
            en="Residents whose income is in the {w} of the whole municipality.",
        ).fill(w=words),
        instrument=Instrument("income3", Text(nl="het inkomen in drie klassen", en="income in three classes")),
        caveats=(survey.CAVEAT, _ADULTS),
        compute=partial(share_in, dimension=INCOME, category=third),
    )
    for third, words in INCOME.categories.items()
)
