"""An approach as a page tells it: its words, and the initiatives that work with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from wijkmonitor.figures import lists
from wijkmonitor.figures.points import Hollow, PointLayer
from wijkmonitor.groups import APPROACH, LEAD, STATE
from wijkmonitor.text import Lang, Text, number, same

ALIVE = ("active", "unconfirmed", "paused")
"""States in which an initiative is shown as running here."""

PARTS = {
    "for_whom": Text(nl="Voor wie?", en="For whom?"),
    "asks": Text(nl="Wat vraagt het van de gemeente?", en="What does it ask of the municipality?"),
    "evidence": Text(nl="Wat is erover bekend?", en="What is known about it?"),
}
"""The short parts of an approach, in the order in which they are told."""

_COUNTED = {
    0: Text(
        nl="In {a} staat geen lopend initiatief met deze aanpak in het register.",
        en="In {a} no running initiative with this approach is in the register.",
    ),
    1: Text(
        nl="In {a} staat 1 lopend initiatief met deze aanpak in het register.",
        en="In {a} 1 running initiative with this approach is in the register.",
    ),
}
_MANY = Text(
    nl="In {a} staan {n} lopende initiatieven met deze aanpak in het register.",
    en="In {a} {n} running initiatives with this approach are in the register.",
)
_LIST = {
    "name": Text(nl="Initiatief", en="Initiative"),
    "lead": LEAD.text,
    "state": STATE.text,
}
_HEADING = re.compile(r"^#+\s+", re.MULTILINE)
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-!|<>$~:])")
_EDGE = "padding:.3rem .6rem .3rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left"


def text(said: Mapping[str, str]) -> Text:
    """Words as a snapshot keeps them."""
    return Text(nl=said["nl"], en=said["en"])


def titles(described: Mapping[str, Mapping[str, Any]]) -> dict[str, Text]:
    """Title per key: those every municipality has in their usual order, then its own by name."""
    usual = [key for key in APPROACH.categories if key in described]
    own = sorted(
        (key for key in described if key not in usual), key=lambda key: str(described[key]["title"]["nl"]).casefold()
    )
    return {key: text(described[key]["title"]) for key in (*usual, *own)}


def plain(words: str) -> str:
    """Words as Markdown that reads exactly as they are."""
    return _SIGNS.sub(r"\\\1", words)


def story(described: Mapping[str, Any], lang: Lang) -> str:
    """The text of an approach or example as Markdown, its headings below those of the page."""
    return _HEADING.sub("#### ", str(described["text"][lang]))


def of_approach(register: pd.DataFrame, key: str) -> pd.DataFrame:
    """Rows of ``Snapshot.initiatives`` that work with an approach, one of a municipality's own included."""
    own = register["own_approach"]
    return register[own.eq(key) if key not in APPROACH.categories else register["approach"].eq(key) & own.eq("")]


def points(url: str, key: str, chosen: str = "") -> PointLayer:
    """The running initiatives of one approach on a map, by who leads them."""
    column = "approach" if key in APPROACH.categories else "own_approach"
    hollow = Hollow("state", ALIVE[1:], Text(nl="niet bevestigd of stil", en="not confirmed or paused"))
    only = {"state": ALIVE, column: (key,)}
    return PointLayer(
        url=url, key=LEAD.key, kinds=LEAD.categories, hollow=hollow, only=only, subject="initiative", chosen=chosen
    )


def running(register: pd.DataFrame) -> pd.DataFrame:
    """The rows of initiatives that run, confirmed or not."""
    return register[register["state"].isin(ALIVE)]


def counted(rows: pd.DataFrame, area: str, lang: Lang) -> str:
    """How many initiatives with the approach run in an area, in a sentence."""
    said = _COUNTED.get(len(rows), _MANY)
    return said(lang).format(a=area, n=number(len(rows), lang))


def listed(rows: pd.DataFrame, lang: Lang, address: Callable[[str], str]) -> str:
    """The initiatives as an HTML table by name, each name a link to ``address(its id)``."""
    dimensions = {one.key: one for one in (LEAD, STATE)}
    told = lists.worded(rows, {"initiative_id": same("initiative_id"), **_LIST}, dimensions, lang)
    head = "".join(f'<th scope="col" style="{_EDGE}">{escape(one(lang))}</th>' for one in _LIST.values())
    body = []
    for key, name, *rest in told.itertuples(index=False):
        link = f'<a href="{escape(address(str(key)))}" target="_self" style="color:inherit">{escape(str(name))}</a>'
        cells = "".join(f'<td style="{_EDGE}">{escape(str(cell))}</td>' for cell in rest)
        body.append(f'<tr><td style="{_EDGE}">{link}</td>{cells}</tr>')
    caption = escape(", ".join(one(lang) for one in _LIST.values()))
    return (
        f'<div role="region" tabindex="0" aria-label="{caption}" style="overflow:auto;max-height:26rem">'
        f'<table style="width:100%;border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def bullets(said: Sequence[Mapping[str, str]], lang: Lang) -> str:
    """A list as Markdown, words exactly as they are."""
    return "\n".join(f"- {plain(text(one)(lang))}" for one in said)
