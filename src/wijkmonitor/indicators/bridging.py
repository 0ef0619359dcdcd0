"""Who is bridged: ties with people of another education, origin, age or income, and how much of what chance would give."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.indicator import SHARE_FLOORS, Better, Floors, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.methods import bridging_ratio, scales, survey
from wijkmonitor.text import Text

# The ratio lies around 1 with a standard deviation near 0.5 per answer: the same evidence as for a share.
RATIO_FLOORS = Floors(n_said=50, n_eff_said=30, width_said=0.35, n_care=30, width_care=0.45, n_model=10)

_from_survey = partial(
    Indicator, theme=Theme.TIES, kind=Kind.OBSERVED, needs=(Dataset.SURVEY,), groups=RESIDENT_DIMENSIONS
)
_SOURCE = Text(
    nl="Bewonersenquête; naar Van der Gaag en Snijders (2005)",
    en="Residents' survey; after Van der Gaag and Snijders (2005)",
)
_ALIKE = Text(
    nl="In een buurt waar bijna iedereen op elkaar lijkt, is er minder gelegenheid om anderen te leren kennen.",
    en="Where almost everyone is alike there is less opportunity to get to know others.",
)


def knows_other(edition: Edition, item: str) -> pd.DataFrame:
    """Yes on one question about knowing someone unlike oneself."""
    assert edition.survey is not None, "computed only when there is a survey"
    return survey.shares(edition, scales.says_yes(edition.survey, item), RESIDENT_DIMENSIONS)


def _axis(axis: str, nl: str, en: str, about_nl: str, about_en: str) -> Indicator:
    return _from_survey(
        key=f"bridging_{axis}",
        title=Text(nl=nl, en=en),
        about=Text(
            nl=f"Bewoners die iemand om een gunst kunnen vragen {about_nl}.",
            en=f"Residents who could ask a favour of someone {about_en}.",
        ),
        unit=Unit.SHARE,
        better=Better.HIGHER,
        instrument=Instrument(f"bridging_{axis}1", Text(nl="één vraag over verschil", en="one question on difference")),
        floors=SHARE_FLOORS,
        source=_SOURCE,
        caveats=(survey.CAVEAT, _ALIKE),
        compute=partial(knows_other, item=f"bridge_{axis}"),
    )


AXES = (
    _axis(
        "age", "Kent iemand die veel ouder of jonger is", "Knows someone much older or younger",
        "die minstens 15 jaar ouder of jonger is", "at least 15 years older or younger",
    ),
    _axis(
        "education", "Kent iemand met een andere opleiding", "Knows someone of another education",
        "met een heel andere opleiding", "with quite another education",
    ),
    _axis(
        "origin", "Kent iemand met een andere herkomst", "Knows someone of another origin",
        "met een andere herkomst", "of another origin",
    ),
    _axis(
        "income", "Kent iemand met een ander inkomen", "Knows someone of another income",
        "die veel meer of veel minder te besteden heeft", "who has much more or much less to spend",
    ),
)  # fmt: skip

BRIDGING_RATIO = _from_survey(
    key="bridging_ratio",
    title=Text(nl="Contact over grenzen heen", en="Ties across group lines"),
    about=Text(
        nl="Hoeveel mensen iemand kennen die anders is, vergeleken met wat je zou verwachten als iedereen in de gemeente "
        "willekeurig met elkaar omging. 1 betekent: zoveel als bij toeval. Lager dan 1 betekent dat groepen langs elkaar heen "
        "leven.",
        en="How many people know someone unlike themselves, against what would be expected if everybody in the municipality "
        "mixed at random. 1 means: as many as by chance. Lower than 1 means that groups live past each other.",
    ),
    unit=Unit.RATIO,
    better=Better.HIGHER,
    decimals=2,
    instrument=Instrument("bridging4", Text(nl="vier vragen over verschil", en="four questions on difference")),
    floors=RATIO_FLOORS,
    source=Text(nl="Bewonersenquête; naar Chetty e.a. (2022)", en="Residents' survey; after Chetty et al. (2022)"),
    caveats=(
        survey.CAVEAT,
        Text(
            nl="De vraag is of iemand één zo'n persoon kent, niet hoeveel. Het cijfer kan daarom boven de 1 uitkomen.",
            en="The question is whether someone knows one such person, not how many. The figure can therefore exceed 1.",
        ),
        Text(
            nl="De marge komt uit het vaak opnieuw trekken van de steekproef (bootstrap).",
            en="The margin comes from drawing the sample anew many times (bootstrap).",
        ),
    ),
    compute=bridging_ratio.bridging_ratio,
)
