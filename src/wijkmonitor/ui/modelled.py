"""How well the model estimates do, folded: the hold-out test of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from wijkmonitor.figures import modelled
from wijkmonitor.text import Text
from wijkmonitor.ui import layers, widgets
from wijkmonitor.ui.page import Page

_HOW_GOOD = Text(nl="Hoe goed is de modelschatting?", en="How good is the model estimate?")


def show_holdout(page: Page, keys: Sequence[str]) -> None:
    """The test for those of the indicators ``keys`` that have one, folded; nothing when the snapshot has none."""
    lang = page.view.lang
    found = page.keep("holdout", *keys)("found", lambda: modelled.holdout(page.snapshot, keys, page.view.edition))
    if found.empty:
        return
    with st.expander(page.say(_HOW_GOOD)):
        layers.say(modelled.answer(found, lang))
        widgets.show_plain_table(modelled.table(found, page.snapshot, lang), page.say(_HOW_GOOD))
        st.caption(page.say(modelled.HOW))
