"""Who live here according to the survey: what no register tells for every buurt, to reckon other figures with."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import INCOME, LIMITATION
from wijkmonitor.indicator import SHARE_FLOORS, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.methods import survey
from wijkmonitor.text import Text


def share_in(edition: Edition, column: str, category: str) -> pd.DataFrame:
    """Share of the respondents in one category of a background column; who did not tell is left out."""
    assert edition.survey is not None, "computed only when there is a survey"
    table = edition.survey
    told = table.get(column, pd.Series(None, index=table.index, dtype="object"))
    known = told.astype("str").where(told.notna())
    return survey.shares(edition, known.eq(category).astype(float).where(known.notna()))


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
    compute=partial(share_in, column=LIMITATION.column, category="yes"),
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
        compute=partial(share_in, column=INCOME.column, category=third),
    )
    for third, words in INCOME.categories.items()
)
