"""One indicator as a topic page shows it: map beside the chosen area, then every area, the table and the downloads.

A page makes a :class:`Topic` with :func:`open_topic` and calls the ``show_`` functions in the order of its story.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd
import streamlit as st

from wijkmonitor.figures import method_pages
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.charts import Order
from wijkmonitor.figures.classes import Classes
from wijkmonitor.figures.legend import area_legend, point_legend
from wijkmonitor.figures.maps import AreaLayer, Drawing, packed
from wijkmonitor.figures.points import PointLayer
from wijkmonitor.figures.theme import Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Text
from wijkmonitor.ui import cache, download, maps, methods, responses, widgets
from wijkmonitor.ui.cache import Keep
from wijkmonitor.ui.page import Page

_MAP_SHARE, _CARD_SHARE = 3, 2
_PROFILE = Text(nl="Het hele profiel van dit gebied", en="The whole profile of this area")


@dataclass(frozen=True, eq=False)
class Topic:
    """What one view shows of one indicator. ``rows``: ``figures.rows.COLUMNS`` for every area of the level; ``group``: whom the
    figures are about, which is everybody where the view asks for a group that the indicator is not split by."""

    page: Page
    indicator: Indicator
    rows: pd.DataFrame
    classes: Classes
    municipal: pd.Series
    mode: Mode
    group: str

    def keep(self, *name: str) -> Keep:
        """Keeps what is drawn of this topic for other visitors; see ``Page.keep``."""
        return self.page.keep(*name, self.indicator.key, self.mode)

    @property
    def measured(self) -> bool:
        """Whether anything is known, in any area or in the municipality as a whole."""
        return bool(self.rows["value"].notna().any() or pd.notna(self.municipal["value"]))

    @cached_property
    def chosen(self) -> pd.Series:
        """The row of the chosen area; that of the municipality when none is chosen."""
        found = self.rows[self.rows["code"] == self.page.view.area]
        return found.iloc[0] if len(found) else self.municipal

    @cached_property
    def before(self) -> pd.Series | None:
        """The same area in the last earlier edition that has the indicator; see ``figures.rows.before``."""
        view = self.page.view
        code = str(self.chosen["code"])
        return figure_rows.before(self.page.snapshot, self.indicator.key, view.edition, code, self.group)

    @property
    def estimates(self) -> pd.DataFrame:
        """The rows of the view as ``estimate.COLUMNS``, for download."""
        view = self.page.view
        return self.page.snapshot.pick(self.indicator.key, view.edition, view.level, self.group)


def open_topic(page: Page, key: str, group: str | None = None) -> Topic:
    """The topic of indicator ``key`` in the view of ``page``; ``group`` when its figures are about another than the view's."""
    view, snapshot = page.view, page.snapshot
    group = view.group if group is None else group
    top_level = str(page.offer.areas_in(view.edition).at[page.top, "level"])
    municipal = figure_rows.shown(snapshot, key, view.edition, top_level, group)
    rows = figure_rows.shown(snapshot, key, view.edition, view.level, group)
    instrument = str(rows["instrument"].iloc[0]) if len(rows) else None
    return Topic(
        page=page,
        indicator=snapshot.indicators[key],
        rows=rows,
        classes=cache.classes(view.municipality, view.snapshot, key, view.level, group, instrument),
        municipal=municipal.iloc[0],
        mode=maps.colour_mode(),
        group=group,
    )


Points = PointLayer | tuple[PointLayer, ...]
Counts = dict[str, int] | tuple[dict[str, int], ...]


def show_map(topic: Topic, *, key: str, points: Points = (), counts: Counts = ()) -> None:
    """The map with its legend; a click chooses an area, or opens the point that was hit where its layer has a subject.

    ``points``: one layer, or several, the first below the others; ``counts``: number of points per kind, for the legend, in
    as many parts as there are layers.
    """
    page, view = topic.page, topic.page.view
    layers = (points,) if isinstance(points, PointLayer) else points
    numbers = (counts,) if isinstance(counts, dict) else counts
    layer = AreaLayer(topic.rows, topic.indicator, topic.classes, whole=str(topic.municipal["name"]))
    drawing = Drawing(
        title=_map_title(topic),
        place=view.municipality,
        url=maps.areas_url(view.municipality, view.snapshot, page.offer.vintage(view.edition), view.level),
        mode=topic.mode,
        areas=layer,
        points=layers,
        selected=view.area or None,
    )
    base = maps.map_base(view.lang, bool(page.snapshot.municipality["background_map"]))
    keep = topic.keep(key, str(layers))
    maps.show_map(base, keep("map", lambda: packed(drawing, base)), key=key, on_select=page.put_clicked)
    widgets.show_html(keep("areas", lambda: area_legend(layer, topic.mode, view.lang)))
    for place, (one, number) in enumerate(zip(layers, numbers, strict=True)):
        widgets.show_html(keep(f"points-{place}", partial(point_legend, one, number, topic.mode, view.lang)))


def show_map_and_area(topic: Topic, *, key: str, points: Points = (), counts: Counts = ()) -> None:
    """Map (3/5) beside the card of the chosen area (2/5)."""
    left, right = st.columns([_MAP_SHARE, _CARD_SHARE], gap="large")
    with left:
        show_map(topic, key=key, points=points, counts=counts)
    with right:
        show_area(topic)


def show_area(topic: Topic) -> None:
    """The card of the chosen area, or of the municipality with the hint to choose one."""
    lang = topic.page.view.lang
    chosen = topic.chosen
    whole = chosen["code"] == topic.municipal["code"]
    municipal = None if whole else topic.municipal
    keep = topic.keep("card")
    card = keep("html", lambda: widgets.area_card(chosen, topic.indicator, lang, topic.mode, municipal, topic.before))
    with st.container(border=True):
        st.html(card)
        topic.page.link("wijkprofiel", _PROFILE, area=None if whole else str(chosen["code"]), indicator=None)
    if whole:
        hint = Text(
            nl="Klik op de kaart of kies hierboven een gebied om het te bekijken.",
            en="Click on the map or choose an area above to look at it.",
        )
        st.caption(hint(lang))


def show_all_areas(topic: Topic, *, key: str, order: Order = "name") -> None:
    """Heading and chart of all areas with their intervals."""
    lang = topic.page.view.lang
    heading = Text(nl="Alle gebieden, met hun marge", en="All areas, with their margin")
    st.subheader(heading(lang), anchor=False)
    if topic.rows["value"].isna().all():
        nowhere = Text(
            nl="Hierover is op dit niveau in geen enkel gebied een cijfer te geven.",
            en="At this level no figure can be given on this in any area.",
        )
        st.caption(nowhere(lang))
        return
    municipal = None
    if pd.notna(topic.municipal["value"]):
        municipal = (str(topic.municipal["name"]), float(topic.municipal["value"]))
    widgets.show_areas(
        topic.rows,
        topic.indicator,
        lang,
        topic.mode,
        selected=topic.page.view.area or None,
        municipal=municipal,
        order=order,
        key=key,
        keep=topic.keep(key, order),
    )


def show_table_and_downloads(topic: Topic, *, key: str) -> None:
    """The table of what is drawn and its three downloads."""
    page = topic.page
    heading = Text(nl="De cijfers", en="The figures")
    st.subheader(heading(page.view.lang), anchor=False)
    widgets.show_table(topic.rows, topic.indicator, page.view.lang, keep=topic.keep(key))
    name = "-".join((page.view.municipality, topic.indicator.key, page.view.edition, page.view.level))
    download.show_downloads(page.snapshot, topic.estimates, page.view.lang, name, key)


def show_how_measured(topic: Topic) -> None:
    """The folded "Hoe is dit gemeten?" of the topic, with links to the methods behind it; then what people say back to it."""
    page, used = topic.page, topic.rows["instrument"]
    widgets.how_measured(
        topic.indicator,
        page.view.lang,
        instrument=str(used.iloc[0]) if len(used) else None,
        edition=page.view.edition,
        links=lambda: methods.show_links(page, method_pages.of(topic.indicator)),
    )
    responses.show_responses(page, area=page.view.area, indicator=topic.indicator.key)


def show_missing(topic: Topic, would_show: Text) -> None:
    """Why this topic is empty: which file is missing, or that this edition has no figure."""
    lang = topic.page.view.lang
    loaded = topic.page.loaded()
    absent = [need for need in topic.indicator.needs if need.value not in loaded]
    if absent:
        what = Text(nl="voor {e} is er geen bestand met {d}", en="for {e} there is no file with {d}")
        widgets.empty_state(what.fill(e=topic.page.view.edition, d=absent[0].text), would_show, absent[0], lang)
        return
    none = Text(
        nl="Over dit onderwerp is in deze editie geen cijfer te geven.",
        en="No figure can be given on this topic in this edition.",
    )
    st.info(none(lang))


def _map_title(topic: Topic) -> str:
    title = Text(nl="Kaart: {t}, {m}", en="Map: {t}, {m}")
    lang = topic.page.view.lang
    return title(lang).format(t=topic.indicator.title(lang), m=topic.municipal["name"])
