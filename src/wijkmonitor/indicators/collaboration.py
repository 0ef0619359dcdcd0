"""Collaboration: do formal and informal organisations work together, and what stands in the way?

Organisations are asked with whom they work, so ties are counted and not drawn by lot: there is no interval. Everything is
per wijk and for the municipality; a buurt has too few organisations.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from scipy import stats

from wijkmonitor.analysis import partners
from wijkmonitor.disclosure import opinions
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import WITHHELD
from wijkmonitor.indicator import Better, Indicator, Kind, Theme, Unit
from wijkmonitor.level import Level
from wijkmonitor.methods import network, ties_by_area
from wijkmonitor.methods.survey import STATISTICS
from wijkmonitor.methods.ties_by_area import Network
from wijkmonitor.text import Text

SUPERFICIAL, AT_ODDS = 1, 3
"""Of 0 to 4: knows the other superficially up to this, and disagrees from this."""


def crossing(edition: Edition) -> pd.DataFrame:
    """Share of the ties that join a formal and an informal organisation."""

    def share(one: Network) -> tuple[float, int]:
        across = partners.crossing(one.pairs, one.kinds)
        return (float(across.mean()), len(across)) if len(across) else (np.nan, 0)

    return ties_by_area.per_network(edition, share)


def ei_index(edition: Edition) -> pd.DataFrame:
    """E-I index of formal and informal; what chance would give travels along as statistics ``ei_by_chance`` (the mean with
    its 95 % band) and ``ei_p``, that of wijken corrected for their number (Benjamini & Hochberg)."""
    chances = {area: network.ei_by_chance(*one.arrays()) for area, one in ties_by_area.networks(edition).items()}
    known = {area: one for area, one in chances.items() if one is not None}
    top = str(edition.areas.index[0])
    wijken = [area for area in known if area != top]
    p = {area: known[area].p for area in known}
    if wijken:
        p |= dict(zip(wijken, stats.false_discovery_control([p[area] for area in wijken]), strict=True))
    told: list[dict[str, object]] = []
    for area, one in known.items():
        told.append({"area": area, "statistic": "ei_by_chance", "value": one.mean, "low": one.low, "high": one.high})
        told.append({"area": area, "statistic": "ei_p", "value": float(p[area]), "low": np.nan, "high": np.nan})

    def index(one: Network) -> tuple[float, int]:
        across = partners.crossing(one.pairs, one.kinds)
        return network.ei_index(across), len(across)

    rows = ties_by_area.per_network(edition, index)
    rows.attrs[STATISTICS] = told
    return rows


def answered(edition: Edition) -> pd.DataFrame:
    """Share of the named ties from formal to informal that the informal side names too."""

    def share(one: Network) -> tuple[float, int]:
        named = one.named.drop_duplicates(["from", "to"])
        source, target = (named[end].map(one.kinds) for end in ("from", "to"))
        asked = (source.eq(partners.FORMAL) & target.eq(partners.INFORMAL)).to_numpy()
        if not asked.any():
            return np.nan, 0
        back = network.answered(named["from"].to_numpy(dtype=object), named["to"].to_numpy(dtype=object))
        return float(back[asked].mean()), int(asked.sum())

    return ties_by_area.per_network(edition, share)


def partners_each(edition: Edition) -> pd.DataFrame:
    """Mean number of partners, wherever those are, of the organisations that have their place there; 0 counts too."""
    listed = ties_by_area.organisations(edition).set_index("organisation_id")
    pairs = partners.pairs(ties_by_area.named_ties(edition))
    if pairs.empty:
        return ties_by_area.told_of(edition, {})
    counted = partners.partner_counts(pairs, listed["kind"].astype("object"))["partners"]
    told = {}
    for area, wijken in ties_by_area.wijken_of(edition).items():
        mine = counted if wijken == [""] else counted[listed["wijk"].isin(wijken)]
        if len(mine):
            told[area] = (float(mine.mean()), int(mine.sum()))
    return ties_by_area.told_of(edition, told)


def fragile(edition: Edition) -> pd.DataFrame:
    """The largest share of ties that go when one organisation leaves."""

    def share(one: Network) -> tuple[float, int]:
        ends = one.arrays()[:2]
        return network.fragility(*ends), len(ends[0])

    return ties_by_area.per_network(edition, share)


def failing(edition: Edition, column: str, fails: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    """Share of the named ties with a certain answer in ``column``, among those with any; see ``disclosure.opinions``."""
    named = ties_by_area.named_ties(edition)
    answers = named[named[column].notna()] if column in named else named.iloc[:0]
    marks = fails(answers[column]) if len(answers) else pd.Series(dtype=bool)
    given = pd.DataFrame({"part": answers["wijk"], "judge": answers["from"], "fails": marks.astype(float)})
    top, inside = str(edition.areas.index[0]), ties_by_area.wijken_of(edition)
    # Only wijken that lie straight in the whole are told apart from it: with a level between them more would follow.
    parts = [area for area in inside if area != top and edition.areas.at[area, "parent"] == top]
    parts = [area for area in parts if edition.areas.at[area, "level"] == Level.WIJK.value]
    closed = opinions.withheld(given, parts, top)
    told = {}
    for area in (*parts, top):
        mine = given if area == top else given[given["part"] == area]
        if area not in closed:
            told[area] = (float(mine["fails"].mean()), len(mine))
    rows = ties_by_area.told_of(edition, told)
    rows = rows.assign(value=opinions.coarse(rows["value"]))
    rows.attrs[WITHHELD] = {area: why for area, why in closed.items() if area == top or given["part"].eq(area).any()}
    return rows


_NEEDS = (Dataset.TIES, Dataset.ORGANISATIONS)
_FEW = Text(
    nl="Bij minder dan 20 banden verandert één band het cijfer sterk.",
    en="With fewer than 20 ties a single one changes the figure a lot.",
)
_NAMED = Text(
    nl="Een band telt mee als ten minste één van de twee hem noemt. Wie niet op de lijst staat, telt niet mee.",
    en="A tie counts when at least one of the two names it. Who is not on the list does not count.",
)
_OPINION = Text(
    nl="Dit is hoe organisaties het zien. Het cijfer staat er alleen bij ten minste 10 antwoorden van 3 organisaties.",
    en="This is how organisations see it. There is a figure only with at least 10 answers from 3 organisations.",
)
_EDGES = Text(
    nl="Minder dan 5% staat er als 5%, meer dan 95% als 95%. Zo is van geen enkele organisatie het oordeel af te leiden.",
    en="Less than 5% is given as 5%, more than 95% as 95%, so that the opinion of no organisation can be derived.",
)
_of_ties = partial(
    Indicator,
    theme=Theme.COLLABORATION,
    kind=Kind.REGISTER,
    source=Text(nl="Lijst van organisaties en hun samenwerking", en="List of organisations and their ties"),
    needs=_NEEDS,
)

CROSSING = _of_ties(
    key="ties_crossing",
    title=Text(nl="Banden tussen formeel en informeel", en="Ties between formal and informal"),
    about=Text(
        nl="Het deel van de banden dat een formele organisatie (met beroepskrachten) en een groep van bewoners verbindt.",
        en="The part of the ties that joins a formal organisation (of professionals) and a group of residents.",
    ),
    unit=Unit.SHARE_TIES,
    caveats=(
        Text(
            nl="Hoeveel je bij toeval zou verwachten, hangt af van hoeveel organisaties er van elke soort zijn.",
            en="How many one would expect by chance depends on how many organisations there are of each kind.",
        ),
        _NAMED,
        _FEW,
    ),
    compute=crossing,
)

ANSWERED = _of_ties(
    key="ties_answered",
    title=Text(nl="Banden die van twee kanten komen", en="Ties that come from both sides"),
    about=Text(
        nl="Als een formele organisatie een groep van bewoners noemt: hoe vaak die groep haar ook noemt.",
        en="When a formal organisation names a group of residents: how often that group names it too.",
    ),
    unit=Unit.SHARE_NAMED_TIES,
    better=Better.HIGHER,
    caveats=(
        Text(
            nl="Een groep die de vragen niet heeft beantwoord, noemt ook niemand. Dat lijkt dan op een band van één kant.",
            en="A group that did not answer the questions names nobody either. That then looks like a tie from one side.",
        ),
        _FEW,
    ),
    compute=answered,
)

PARTNERS = _of_ties(
    key="partners_per_organisation",
    title=Text(nl="Partners per organisatie", en="Partners per organisation"),
    about=Text(
        nl="Met hoeveel andere organisaties een organisatie van hier gemiddeld samenwerkt, in de wijk of daarbuiten.",
        en="With how many others an organisation from here works together on average, in the wijk or outside it.",
    ),
    unit=Unit.MEAN_COUNT,
    decimals=1,
    better=Better.NEITHER,
    caveats=(
        Text(
            nl="Meer partners is niet altijd beter: elke band kost ook tijd.",
            en="More partners is not always better: each tie takes time as well.",
        ),
        _NAMED,
        _FEW,
    ),
    compute=partners_each,
)

EI_INDEX = _of_ties(
    key="ei_index",
    headline=False,
    title=Text(nl="Binnen of buiten de eigen soort (E-I-index)", en="Within or outside the own kind (E-I index)"),
    about=Text(
        nl="Banden tussen formeel en informeel min banden binnen de eigen soort, gedeeld door alle banden.",
        en="Ties between formal and informal minus ties within the own kind, divided by all ties.",
    ),
    unit=Unit.BALANCE,
    decimals=2,
    caveats=(
        Text(
            nl="Zonder vergelijking met toeval zegt dit getal weinig. De pagina Samenwerking maakt die vergelijking.",
            en="Without a comparison with chance this number says little. The page Collaboration makes that comparison.",
        ),
        _NAMED,
        _FEW,
    ),
    compute=ei_index,
)

FRAGILE = _of_ties(
    key="ties_fragile",
    headline=False,
    title=Text(nl="Banden die aan één organisatie hangen", en="Ties that hang on one organisation"),
    about=Text(
        nl="Het grootste deel van de banden dat wegvalt als één organisatie stopt.",
        en="The largest part of the ties that is lost when one organisation stops.",
    ),
    unit=Unit.SHARE_TIES,
    better=Better.LOWER,
    caveats=(
        Text(
            nl="Bij weinig organisaties is dit altijd hoog. Vergelijk dus alleen netwerken die ongeveer even groot zijn.",
            en="With few organisations this is always high. So compare only networks of about the same size.",
        ),
        _FEW,
    ),
    compute=fragile,
)


def _failure(key: str, title: Text, about: Text, column: str, fails: Callable[[pd.Series], pd.Series]) -> Indicator:
    return _of_ties(
        key=key,
        title=title,
        about=about,
        unit=Unit.SHARE_NAMED_TIES,
        better=Better.LOWER,
        caveats=(_OPINION, _EDGES, _FEW),
        compute=partial(failing, column=column, fails=fails),
    )


FAILURES = (
    _failure(
        "ties_superficial",
        Text(nl="Kennen elkaar alleen oppervlakkig", en="Know each other only superficially"),
        Text(
            nl="Het deel van de genoemde banden waarin de een de ander niet of nauwelijks kent (0 of 1 op een schaal van 0 "
            "tot 4).",
            en="The part of the named ties in which one hardly knows the other, if at all (0 or 1 on a scale of 0 to 4).",
        ),
        "knows_well",
        lambda answer: answer.le(SUPERFICIAL),
    ),
    _failure(
        "ties_disagree",
        Text(nl="Zijn het vaak oneens", en="Often disagree"),
        Text(
            nl="Het deel van de genoemde banden waarin men het vaak oneens is (3 of 4 op een schaal van 0 tot 4). Soms oneens "
            "zijn hoort bij samenwerken.",
            en="The part of the named ties in which there is often disagreement (3 or 4 on a scale of 0 to 4). Disagreeing at "
            "times is part of working together.",
        ),
        "disagreement",
        lambda answer: answer.ge(AT_ODDS),
    ),
    _failure(
        "ties_no_goal",
        Text(nl="Hebben geen gedeeld doel", en="Have no shared goal"),
        Text(
            nl="Het deel van de genoemde banden zonder een doel dat men samen heeft.",
            en="The part of the named ties without a goal that is shared.",
        ),
        "shared_goal",
        lambda answer: answer.eq("no"),
    ),
)
