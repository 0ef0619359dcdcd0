"""Through the years: the line of one area, every area in a table, and what happened to the borders."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from wijkmonitor.figures import borders, measures, method_pages, through_years, trend
from wijkmonitor.level import Level
from wijkmonitor.text import Text
from wijkmonitor.ui import download, layers, methods, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.topic import Topic

BORDERS_OF = Text(nl="Grenzen van editie", en="Borders of edition")
_MOST_PLAIN_ROWS = 60
_PAGE = "door_de_jaren"
_HEADING = Text(nl="Door de jaren", en="Through the years")
_ONE_EDITION = Text(
    nl="Over dit onderwerp is er maar één editie met cijfers: {e}. Na een volgende editie ziet u hier een lijn.",
    en="There is only one edition with figures on this topic: {e}. After a next edition you will see a line here.",
)
_NO_EDITION = Text(
    nl="Over dit onderwerp is er geen enkele editie met cijfers.", en="No edition has figures on this topic."
)
_ALL = Text(nl="Alle {areas} van {e}, door de jaren", en="All {areas} of {e}, through the years")
_ALL_MIND = Text(
    nl="Op alfabet, niet op volgorde van goed of slecht. Wat is omgerekend naar de grenzen van {e}, staat erbij.",
    en="In alphabetical order, not from good to bad. What was worked out for the borders of {e} says so.",
)
_BORDERS = Text(nl="Wat er met de grenzen gebeurde", en="What happened to the borders")
_BORDERS_MIND = Text(
    nl="Bij een splitsing is het cijfer van een deel dat van het oude geheel: hoe het daar toen precies was, weet niemand. "
    "Bij samenvoegen tellen de delen mee naar hun aantal bewoners.",
    en="After a split the figure of a part is that of the old whole: nobody knows how it exactly was there. After a merge the "
    "parts count by their number of residents.",
)
_MORE = Text(
    nl="Alle gebieden door de jaren, en wat er met de grenzen gebeurde",
    en="All areas through the years, and the borders",
)


def topics(page: Page) -> list[str]:
    """The indicators that any edition has a value of; every one when there is none."""
    editions = list(page.offer.editions)
    known = {key for one in editions for key in measures.measured(page.snapshot, one)}
    return [key for key in page.snapshot.indicators if key in known] or list(page.snapshot.indicators)


def _points(topic: Topic) -> pd.DataFrame:
    """The line of the chosen area and that of the municipality."""
    page = topic.page
    codes = list(dict.fromkeys([str(topic.chosen["code"]), page.top]))
    return through_years.points(page.snapshot, topic.indicator.key, codes, page.view.edition, topic.group)


def _rows(topic: Topic, level: str) -> pd.DataFrame:
    page = topic.page
    return through_years.rows(page.snapshot, topic.indicator.key, page.view.edition, level, topic.group)


def _of_chosen(topic: Topic) -> pd.DataFrame:
    """Every area of the level of the chosen area, which may be the municipality itself."""
    areas = topic.page.offer.areas_in(topic.page.view.edition)
    return _rows(topic, str(areas.at[str(topic.chosen["code"]), "level"]))


def say_change(topic: Topic) -> None:
    """How the chosen area changed, and whether that is demonstrable."""
    found = _of_chosen(topic)
    step = through_years.compared(found)
    said = topic.keep("jaren")(
        "zin", lambda: trend.sentence(found, str(topic.chosen["code"]), step, topic.indicator, topic.page.view.lang)
    )
    layers.say(said)


def show_line(topic: Topic, *, key: str) -> None:
    """The line of the chosen area beside that of the municipality."""
    lang, keep = topic.page.view.lang, topic.keep("jaren", key)
    points = _points(topic)
    figure = keep("figuur", lambda: trend.chart(points, topic.indicator, lang, topic.mode))
    widgets.show_chart(figure, alt=keep("alt", lambda: trend.alt(points, topic.indicator, lang)), key=key)


def has_line(topic: Topic) -> bool:
    """Whether there is more than one edition with a figure for the chosen area or the municipality."""
    points = _points(topic)
    return len(set(points.loc[points["value"].notna(), "edition"])) > 1


def show_trend(topic: Topic) -> None:
    """The compact form on a topic page: line and sentence; nothing when there is one edition only."""
    if not has_line(topic):
        return
    page = topic.page
    st.subheader(page.say(_HEADING), anchor=False)
    say_change(topic)
    show_line(topic, key="door-de-jaren")
    page.link(_PAGE, _MORE, indicator=topic.indicator.key, group=None if topic.group == "all" else topic.group)


def say_too_few(topic: Topic) -> None:
    """That there is no line to draw, and why."""
    page = topic.page
    editions = through_years.editions_of(page.snapshot, topic.indicator.key)
    st.info(page.say(_ONE_EDITION.fill(e=editions[-1]) if editions else _NO_EDITION))


def show_areas(topic: Topic) -> None:
    """Every area of the level with its value per edition and how it changed, and the files."""
    page, view = topic.page, topic.page.view
    found = _rows(topic, view.level)
    if found["value"].isna().all():
        return
    st.subheader(page.say(_ALL.fill(areas=Level(view.level).plural, e=view.edition)), anchor=False)
    st.caption(page.say(_ALL_MIND.fill(e=view.edition)))
    step = through_years.compared(found)
    table = topic.keep("jaren")("tabel", lambda: trend.table(found, step, topic.indicator, view.lang))
    title = topic.indicator.title(view.lang)
    if len(table) <= _MOST_PLAIN_ROWS:
        widgets.show_plain_table(table, title)
    else:
        st.dataframe(table, hide_index=True, height=430, alt=f"{title}: {', '.join(table.columns)}", placeholder="–")
    named = through_years.for_download(found, topic.indicator.key, view.edition, view.level, topic.group)
    name = "-".join((view.municipality, topic.indicator.key, "door-de-jaren", view.edition, view.level))
    download.show_list_downloads(page.snapshot, named, view.lang, name, key="door-de-jaren")


def show_borders(topic: Topic) -> None:
    """Which areas changed, how many figures were worked out, and how many areas could not be bridged."""
    page, view = topic.page, topic.page.view
    found = topic.keep("grenzen")("bruggen", lambda: borders.bridges(page.snapshot, view.edition, view.level))
    if not found:
        return
    st.subheader(page.say(_BORDERS), anchor=False)
    layers.say(borders.worked_out(_rows(topic, view.level), view.edition, view.lang))
    changed = [borders.changed(bridge, view.lang) for bridge in found]
    if any(map(len, changed)):
        st.caption(page.say(_BORDERS_MIND))
    for bridge, table in zip(found, changed, strict=True):
        layers.say(borders.answer(bridge, view.lang))
        for line in borders.unbridged(bridge, view.lang):
            layers.say(line)
        if len(table):
            widgets.show_plain_table(table, page.say(_BORDERS))


def show_method(topic: Topic) -> None:
    """The ways to the methods behind it."""
    methods.show_links(topic.page, method_pages.THROUGH_YEARS)
