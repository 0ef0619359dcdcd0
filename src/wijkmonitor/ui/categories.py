"""A map of kinds of area with its legend beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from wijkmonitor.figures.categories import CategoryLayer, category_legend, packed
from wijkmonitor.figures.maps import Drawing
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import maps, widgets
from wijkmonitor.ui.cache import Keep
from wijkmonitor.ui.page import Page

_MAP_TITLE = Text(nl="Kaart: {t}, {m}", en="Map: {t}, {m}")
_HEIGHT = 420


def show_categories(
    page: Page,
    layer: CategoryLayer,
    level: str,
    mode: Mode,
    order: Sequence[str],
    *,
    unnamed: Sequence[str],
    key: str,
    keep: Keep,
) -> None:
    """The map (3/5) beside the legend that names the areas (2/5). ``order``, ``unnamed``: as in ``category_legend``.

    ``keep`` keeps both; its name holds everything the layer depends on besides the view.
    """
    view, lang = page.view, page.view.lang
    drawing = Drawing(
        title=_MAP_TITLE.fill(t=layer.title, m=page.area_name(page.top))(lang),
        place=view.municipality,
        url=maps.areas_url(view.municipality, view.snapshot, page.offer.vintage(view.edition), level),
        mode=mode,
        selected=view.area or None,
    )
    base = maps.map_base(lang, bool(page.snapshot.municipality["background_map"]))
    left, right = st.columns([3, 2], gap="large")
    with left:
        maps.show_map(
            base, keep("map", lambda: packed(drawing, layer, base)), key=key, height=_HEIGHT, on_select=page.put_clicked
        )
    with right:
        widgets.show_html(keep("legend", lambda: category_legend(layer, mode, lang, order, unnamed)))
