"""What the municipality promised and did: a sentence, the states, a list to filter and its files."""

from __future__ import annotations

import streamlit as st

from wijkmonitor.attention import POINT, PROMISE_STATE
from wijkmonitor.edition import Dataset
from wijkmonitor.figures import promises as figures
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import controls, download, layers, widgets
from wijkmonitor.ui.page import Page

_HEADING = Text(nl="Wat de gemeente beloofde en deed", en="What the municipality promised and did")
_WOULD_SHOW = Text(
    nl="wat de gemeente beloofde, in welke wijk, en wat daarvan op tijd is gedaan",
    en="what the municipality promised, in which wijk, and what of that was done in time",
)
_MIND = Text(
    nl="Dit is de stand op {day}. Een toezegging die is vervallen, telt als niet op tijd gedaan.",
    en="This is how it stood on {day}. A promise that was dropped counts as not done in time.",
)
_FILTER = Text(nl="Toezeggingen over", en="Promises about")
_ALL_POINTS = Text(nl="alle zes de punten", en="all six points")
_MOST_TABLE_ROWS = 15


def show_promises(page: Page, day: str, mode: Mode) -> None:
    """The promises of the edition, of the chosen wijk when one is chosen. ``day``: the date of the edition, in words."""
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_HEADING), anchor=False)
    table = page.snapshot.promises
    if figures.chosen(table, view.edition, "", "").empty:
        layers.show_empty(page, Dataset.PROMISES, _WOULD_SHOW)
        return
    with st.columns([1, 2])[0]:
        point = controls.choose("point", _FILTER, POINT.categories, view.point, lang, nothing=_ALL_POINTS)
    keep = page.keep("toezeggingen", point, mode)
    found = keep("chosen", lambda: figures.chosen(table, view.edition, view.area, point))
    layers.say(keep("answer", lambda: figures.answer(found, lang)))
    st.caption(page.say(_MIND).format(day=day))
    layers.say(keep("elsewhere", lambda: figures.elsewhere(table, view.edition, view.area, point, lang)))
    if found.empty:
        return
    widgets.show_composition(found, PROMISE_STATE, lang, mode, key="toezeggingen-stand", keep=keep)
    names = page.offer.areas_in(view.edition)["name"]
    written = keep("list", lambda: figures.listed(found, names, lang))
    if len(written) > _MOST_TABLE_ROWS:
        st.dataframe(written, hide_index=True, height=430, alt=", ".join(written.columns), placeholder="–")
    else:
        widgets.show_plain_table(written, page.say(_HEADING))
    name = "-".join((view.municipality, "toezeggingen", view.edition, view.area or page.top))
    download.show_list_downloads(page.snapshot, figures.for_download(found), lang, name, key="toezeggingen")
