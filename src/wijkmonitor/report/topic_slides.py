"""One topic on one slide: all areas on a map, or every area with its margin in a chart."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.figures import sentences, words
from wijkmonitor.figures.charts import dots_alt
from wijkmonitor.figures.classes import classes_for
from wijkmonitor.figures.significance import NotComparable, favourable, one_instrument, tested
from wijkmonitor.indicator import Indicator, Unit
from wijkmonitor.level import Level
from wijkmonitor.report import notes
from wijkmonitor.report.slide import ChartBody, MapBody, Slide
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text, number

MOST_DRAWN = 16
"""As many areas as a chart shows in type that reads from the back row."""
_MAP_ALT = Text(nl="Kaart van {name}. {sentence} {spread}", en="Map of {name}. {sentence} {spread}")
_CHART_ALT = Text(
    nl="Grafiek: per gebied een stip met zijn marge. {spread}", en="Chart: a dot with its margin per area. {spread}"
)
_PART = Text(
    nl=" In de grafiek staan {k} van de {u}{which}; de andere staan in het dashboard.",
    en=" The chart shows {k} of the {u}{which}; the others are in the dashboard.",
)
_CHOSEN_FIRST = Text(nl=", de gekozen eerst", en=", the chosen ones first")
_AT_WIJK = Text(
    nl="De grafiek gaat over wijken: zoveel {areas} passen niet leesbaar op één dia.",
    en="The chart is about wijken: so many {areas} do not fit on one slide in readable type.",
)


def map_slide(telling: Telling, key: str, sentence: str = "", points: pd.DataFrame | None = None) -> Slide | None:
    """Every area of the level on the map; None when there is nothing to draw. ``sentence``: how many areas differ by default."""
    if not telling.level or key not in telling.known:
        return None
    about, rows = telling.indicator(key), telling.rows(key)
    if not _can_be_drawn(rows):
        return None
    said = sentence or sentences.differing(rows, about, telling.level, telling.name, telling.lang)
    said = said or sentences.whole(telling.one(key), about, telling.lang)
    classes = classes_for(telling.snapshot.estimates, about, telling.level, instrument=str(rows["instrument"].iloc[0]))
    spread = dots_alt(rows, about, telling.lang, _municipal(telling, key))
    chosen = tuple(code for code in telling.areas if code in set(rows["code"]))
    return Slide(
        key=f"{_name(key)}-kaart",
        topic=words.titled(about, telling.lang),
        sentence=said,
        body=MapBody(rows, about, classes, telling.level, telling.vintage, chosen, points),
        alt=telling.say(_MAP_ALT, name=telling.name, sentence=said, spread=spread),
        notes=notes.of_topics(telling, [key]),
        estimates=telling.estimates([key], [*rows["code"], telling.top]),
    )


def chart_slide(telling: Telling, key: str, sentence: str = "") -> Slide | None:
    """Every area with its margin beside the municipality; None when there is nothing to draw.

    Of more areas than are readable it shows the wijken instead, and of too many wijken some (:func:`_drawn`), and says so.
    """
    if not telling.level or key not in telling.known:
        return None
    about = telling.indicator(key)
    level, rows, why = _level_drawn(telling, key)
    if not _can_be_drawn(rows):
        return None
    drawn, part = _drawn(telling, rows, about, level)
    said = (sentence or sentences.whole(telling.one(key), about, telling.lang)) + part
    municipal = _municipal(telling, key)
    chosen = tuple(code for code in telling.areas if code in set(drawn["code"]))
    return Slide(
        key=f"{_name(key)}-grafiek",
        topic=words.titled(about, telling.lang),
        sentence=said,
        body=ChartBody(drawn, about, chosen, municipal),
        alt=telling.say(_CHART_ALT, spread=dots_alt(drawn, about, telling.lang, municipal)),
        notes=(*why, *notes.of_topics(telling, [key], level)),
        estimates=telling.estimates([key], [*drawn["code"], telling.top]),
    )


def _name(key: str) -> str:
    return key.replace("_", "-")


def _can_be_drawn(rows: pd.DataFrame) -> bool:
    """Whether there is a value, and all values are on one scale."""
    try:
        one_instrument(rows)
    except NotComparable:
        return False
    return bool(rows["value"].notna().any())


def _municipal(telling: Telling, key: str) -> tuple[str, float] | None:
    """Name and value of the municipality to hold the areas against; None without a value and for a number of people."""
    row = telling.one(key)
    # The number of all residents would flatten the bar of every area.
    unfit = pd.isna(row["value"]) or telling.indicator(key).unit is Unit.COUNT
    return None if unfit else (telling.name, float(row["value"]))


def _level_drawn(telling: Telling, key: str) -> tuple[str, pd.DataFrame, tuple[str, ...]]:
    rows = telling.rows(key)
    if len(rows) <= MOST_DRAWN or telling.level != Level.BUURT.value:
        return telling.level, rows, ()
    above = telling.rows(key, Level.WIJK.value)
    if not above["value"].notna().any():
        return telling.level, rows, ()
    return Level.WIJK.value, above, (telling.say(_AT_WIJK, areas=Level.BUURT.plural),)


def _drawn(telling: Telling, rows: pd.DataFrame, about: Indicator, level: str) -> tuple[pd.DataFrame, str]:
    """The rows that fit, in the order of names, and what to say when that is not all of them.

    The chosen areas come first, then those with a strong point, then those that were compared with the municipality.
    """
    if len(rows) <= MOST_DRAWN:
        return rows, ""
    chosen = rows["code"].isin(telling.areas)
    order = rows.assign(_c=~chosen, _s=~favourable(rows, about), _t=~tested(rows), _v=rows["value"].isna())
    kept = order.sort_values(["_c", "_v", "_s", "_t"], kind="stable").index[:MOST_DRAWN]
    total = sentences.counted(level, len(rows), telling.lang)
    which = telling.say(_CHOSEN_FIRST) if chosen.any() else ""
    said = telling.say(_PART, k=number(len(kept), telling.lang), u=total, which=which)
    return rows.loc[sorted(kept)].reset_index(drop=True), said
