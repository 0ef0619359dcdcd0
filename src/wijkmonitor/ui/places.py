"""The list of meeting places beside their map, and the four criteria of those in one area."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from wijkmonitor.figures import places
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import widgets
from wijkmonitor.ui.cache import Keep, anew

_MOST_TABLE_ROWS = 15
_NONE = Text(nl="Hier staat geen ontmoetingsplek op de lijst.", en="No meeting place here is on the list.")
_CRITERIA = Text(nl="De vier kenmerken van een goede plek", en="The four marks of a good place")
_NOT_RATED = Text(
    nl="De plekken hier zijn nog niet beoordeeld. Met een oordeel in de kolommen {columns} ziet u hier de vier kenmerken.",
    en="The places here have not been rated yet. With ratings in the columns {columns} you will see the four marks here.",
)


def show_address_list(rows: pd.DataFrame, area_names: pd.Series, lang: Lang, keep: Keep = anew) -> None:
    """The places of one area by name: few as a table that reads aloud, many as a grid for the keyboard."""
    table = keep("places", lambda: places.address_list(rows, area_names, lang).dropna(axis="columns", how="all"))
    titles = {column: heading(lang) for column, heading in places.LIST.items() if column in table}
    alt = ", ".join(titles.values())
    if table.empty:
        st.caption(_NONE(lang))
    elif len(table) > _MOST_TABLE_ROWS:
        st.dataframe(table.rename(columns=titles), hide_index=True, height=430, alt=alt, placeholder="–")
    else:
        written = table.astype("object").where(table.notna(), "–")
        widgets.show_plain_table(written.rename(columns=titles), alt)


def show_criteria(rows: pd.DataFrame, lang: Lang, mode: Mode, *, key: str, keep: Keep = anew) -> None:
    """The four criteria over the places of one area, and staff against residents where both judged."""
    if rows.empty:
        return
    st.markdown(f"**{_CRITERIA(lang)}**")
    means = keep("means", lambda: places.criteria(rows))
    if not means["n"].any():
        st.caption(_NOT_RATED(lang).format(columns=", ".join(f"`{one}`" for one in places.CRITERIA)))
        return
    figure = keep("criteria", lambda: places.criteria_chart(means, lang, mode))
    widgets.show_chart(figure, alt=places.criteria_alt(means, lang), key=key)
    st.markdown(keep("staff", lambda: places.staff_and_residents(rows, lang)))
