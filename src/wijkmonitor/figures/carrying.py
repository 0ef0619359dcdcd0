"""Meeting places that carry initiatives: which, and how many of those bring different people together."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from wijkmonitor.groups import BRIDGES, PLACE_TYPE
from wijkmonitor.text import Lang, Text, number

COLUMNS = ("place_id", "name", "type", "initiatives", "bridging", "unknown")
_TITLES = {
    "name": Text(nl="Plek", en="Place"),
    "type": PLACE_TYPE.text,
    "initiatives": Text(nl="Actieve initiatieven", en="Active initiatives"),
    "bridging": Text(nl="Waarvan overbruggend", en="Of which bridging"),
    "unknown": Text(nl="Overbruggend niet bekend", en="Bridging not known"),
}
_FRAME = "overflow:auto;max-height:26rem;border:1px solid rgba(128,128,128,.4);border-radius:.4rem;padding:0 .6rem"
_EDGE = "padding:.3rem .6rem .3rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left"


def places(active: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The places where active initiatives meet, in the order of names: :data:`COLUMNS`.

    ``active``: initiatives; ``listed``: the places of the same edition. A number of a place that is not listed is left out.
    """
    known = listed.drop_duplicates("place_id").set_index("place_id")
    here = active[active["meeting_place_id"].isin(known.index)]
    at = here.groupby("meeting_place_id")[BRIDGES.column]
    counted = pd.DataFrame(
        {
            "initiatives": at.size(),
            "bridging": at.agg(lambda said: int(said.eq("yes").sum())),
            "unknown": at.agg(lambda said: int(said.eq("").sum())),
        }
    )
    told = known.loc[counted.index, ["name", "type"]].join(counted).rename_axis("place_id").reset_index()
    named = told.assign(name=told["name"].mask(told["name"].eq(""), told["place_id"]))
    order = named["name"].str.casefold().sort_values(kind="stable").index
    return named.loc[order, list(COLUMNS)].reset_index(drop=True)


def as_html(carrying: pd.DataFrame, addresses: Sequence[str], caption: str, lang: Lang) -> str:
    """:func:`places` as a table whose names are links to ``addresses`` (one per row); names escaped."""
    kinds = {key: text(lang) for key, text in PLACE_TYPE.categories.items()}
    head = "".join(f'<th scope="col" style="{_EDGE}">{escape(title(lang))}</th>' for title in _TITLES.values())
    body = ""
    for row, target in zip(carrying.itertuples(index=False), addresses, strict=True):
        counts = (number(count, lang) for count in (row.initiatives, row.bridging, row.unknown))
        link = f'<a href="{escape(target)}" target="_self" style="color:inherit">{escape(str(row.name))}</a>'
        cells = (link, escape(kinds.get(str(row.type), str(row.type))), *counts)
        body += "<tr>" + "".join(f'<td style="{_EDGE}">{cell}</td>' for cell in cells) + "</tr>"
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(caption)}" style="{_FRAME}">'
        f'<table style="width:100%;border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
