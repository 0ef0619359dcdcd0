"""The assets of an area as cards: what there is, before anything that is missing."""

from __future__ import annotations

from html import escape

import streamlit as st

from wijkmonitor.figures import assets
from wijkmonitor.figures.assets import Asset, Here
from wijkmonitor.text import Text
from wijkmonitor.ui import menu, things
from wijkmonitor.ui.page import Page

_BESIDE = 3
_READ_ON = Text(nl="Alles over {title}", en="All about {title}")
_KNOWN = Text(
    nl="Dit is wat bekend is. Wat niet is gemeld of gevraagd, staat er niet bij: daarom is dit een begin van een gesprek, "
    "geen lijst van wat ontbreekt.",
    en="This is what is known. What was not reported or asked is not in it: so this begins a conversation and is no list of "
    "what is missing.",
)


def show_assets(page: Page, area: str, lens: str) -> None:
    """The five assets of an area, each with some of it by name and the way to its page."""
    view = page.view
    here = Here(page.snapshot, view.edition, area or page.top, lens, page.loaded(), view.lang)
    found = page.keep(lens)("assets", lambda: assets.of_area(here))
    st.subheader(page.say(assets.TITLE.fill(name=things.plain(page.area_name(here.area)))), anchor=False)
    for start in range(0, len(found), _BESIDE):
        columns = st.columns(_BESIDE, gap="small")
        for column, asset in zip(columns, found[start : start + _BESIDE], strict=False):
            with column, st.container(border=True, height="stretch"):
                _show(page, asset)
    with columns[-1]:
        st.caption(page.say(_KNOWN))


def _show(page: Page, asset: Asset) -> None:
    amount = f'<strong style="font-size:1.6rem;line-height:1.2">{escape(asset.amount)}</strong> '
    told = [f"{amount}{escape(asset.what)}"] if asset.amount else []
    told += [escape(sentence) for sentence in asset.said]
    paragraphs = "".join(f'<p style="margin:.3rem 0 0">{one}</p>' for one in told)
    st.html(f'<p style="margin:0;font-weight:600">{escape(page.say(asset.title))}</p>{paragraphs}')
    if asset.links:
        things.show_links(page, asset.links, f"asset-{asset.page}")
    names = {entry.stem: entry.title for entry in menu.existing()}
    if asset.page in names:
        spoken = names[asset.page](page.view.lang)
        things.show_link(
            page, assets.to_page(asset.page, page.say(_READ_ON).format(title=spoken[:1].lower() + spoken[1:]))
        )
