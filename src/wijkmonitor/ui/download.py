"""The download buttons under a table; the bytes come from ``export``."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from wijkmonitor.export import export_frame, in_words, to_csv, to_geojson
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import open_data
from wijkmonitor.ui.cache import Keep, anew

_EXCEL = Text(nl="Voor Excel (CSV)", en="For Dutch Excel (CSV)")
_OPEN = Text(nl="Open data (CSV)", en="Open data (CSV)")
_MAP = Text(nl="Kaart met cijfers (GeoJSON)", en="Map with figures (GeoJSON)")
_LINE = Text(
    nl="Dit zijn de cijfers van momentopname `{id}`. Een oude link blijft deze cijfers tonen.",
    en="These are the figures of snapshot `{id}`. An old link keeps showing these figures.",
)


def show_downloads(
    snapshot: Snapshot, estimates: pd.DataFrame, lang: Lang, name: str, key: str, keep: Keep = anew
) -> None:
    """Three buttons that make their file when they are pressed, and the line with the snapshot id and a fixed address.

    ``estimates``: the rows of the view, columns of ``estimate.COLUMNS``; ``name``: file name without its ending;
    ``keep`` keeps what is worked out for these figures.
    """

    def frame() -> pd.DataFrame:
        return export_frame(snapshot, estimates, lang)

    offers = (
        (_EXCEL, lambda: to_csv(in_words(frame(), lang), "excel_nl"), "-excel.csv", "text/csv"),
        (_OPEN, lambda: to_csv(frame(), "open_data"), ".csv", "text/csv"),
        (_MAP, lambda: to_geojson(snapshot, frame()), ".geojson", "application/geo+json"),
    )
    with st.container(horizontal=True):
        for text, make, ending, mime in offers:
            st.download_button(
                text(lang), make, file_name=f"{name}{ending}", mime=mime, on_click="ignore", key=f"{key}{ending}"
            )
    show_line(snapshot, lang, open_data.fixed_link(snapshot, estimates, lang, keep))


def show_line(snapshot: Snapshot, lang: Lang, link: str = "") -> None:
    """The line with the snapshot id, and a Markdown link to these figures where there is one."""
    st.caption(" ".join((_LINE(lang).format(id=snapshot.id), link)).strip())


def show_list_downloads(snapshot: Snapshot, rows: pd.DataFrame, lang: Lang, name: str, key: str) -> None:
    """Two buttons for a list as it is shown, such as places; every row says from which snapshot it comes.

    ``rows``: a register of the snapshot or a part of it, its columns in the order of the file.
    """

    def frame() -> pd.DataFrame:
        origin = {"snapshot": snapshot.id, "municipality": snapshot.municipality["name"]}
        return rows.assign(**origin)[[*origin, *rows.columns]]

    offers = (
        (_EXCEL, lambda: to_csv(frame(), "excel_nl"), "-excel.csv"),
        (_OPEN, lambda: to_csv(frame(), "open_data"), ".csv"),
    )
    with st.container(horizontal=True):
        for text, make, ending in offers:
            st.download_button(
                text(lang), make, file_name=f"{name}{ending}", mime="text/csv", on_click="ignore", key=f"{key}{ending}"
            )
