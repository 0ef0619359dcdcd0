"""The municipality judged on six points of attention: the points, who judges them, and what can become of a promise."""

from __future__ import annotations

from wijkmonitor.groups import Dimension
from wijkmonitor.text import Text

POINT = Dimension(
    key="point",
    text=Text(nl="Aandachtspunt", en="Point of attention"),
    column="point",
    categories={
        "contact": Text(nl="contact zoeken", en="seeking contact"),
        "room": Text(
            nl="ruimte voor beroepskrachten naast vrijwilligers", en="room for paid workers beside volunteers"
        ),
        "simple": Text(nl="eenvoudig regelen", en="keeping things simple"),
        "fun": Text(nl="leuk en spannend meedenken", en="thinking along is fun and exciting"),
        "learning": Text(nl="blijven leren", en="keeping on learning"),
        "clear": Text(nl="duidelijk vertellen", en="telling clearly"),
    },
)
RESIDENTS, OFFICIALS = "residents", "officials"
JUDGE = Dimension(
    key="judge",
    text=Text(nl="Wie oordeelt", en="Who judges"),
    column="judge",
    categories={
        RESIDENTS: Text(nl="bewoners", en="residents"),
        "initiators": Text(nl="initiatiefnemers", en="initiators"),
        "professionals": Text(nl="professionals", en="professionals"),
        OFFICIALS: Text(nl="ambtenaren", en="officials"),
    },
)
GAP = "gap"
"""In the column ``judge``: not a judgement but the perception gap, officials minus residents."""

LOWEST, HIGHEST = 1, 5
"""The ends of the scale of a judgement."""

FROM_SCAN, FROM_SURVEY = "scan", "survey"
"""Where judgements come from; two of these are never joined by a line."""

GIVEN_SPREAD, LARGEST_SPREAD = "given", "largest"
"""Where the spread behind a margin comes from: it was given, or it was taken as large as it can be."""

DROPPED = "dropped"
PROMISE_STATE = Dimension(
    key="promise_state",
    text=Text(nl="Stand van zaken", en="State"),
    column="state",
    categories={
        "kept": Text(nl="op tijd gedaan", en="done in time"),
        "late": Text(nl="te laat gedaan", en="done too late"),
        "open": Text(nl="loopt nog", en="still running"),
        "overdue": Text(nl="over de termijn", en="overdue"),
        DROPPED: Text(nl="vervallen", en="dropped"),
    },
)


def survey_item(point: str) -> str:
    """The statement of the residents' survey on a point, which is also the key of its indicator."""
    return f"municipality_{point}"


def point_of(item: str) -> str:
    """The point of a statement of the residents' survey; the first point for any other key."""
    asked = item.removeprefix("municipality_")
    return asked if asked in POINT.categories else next(iter(POINT.categories))
