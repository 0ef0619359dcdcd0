"""The five layers of a neighbourhood as a community: what each is, where to read on, and what it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import Reason
from wijkmonitor.figures import words
from wijkmonitor.indicator import Indicator, Theme
from wijkmonitor.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Layer:
    """``page``: stem of its topic page; ``would_show``: ends "here you will see: ..."; ``files``: the datasets it can rest on,
    the one that brings most first."""

    theme: Theme
    about: Text
    page: str
    would_show: Text
    files: tuple[Dataset, ...]

    def shown_later(self, indicators: Mapping[str, Indicator], loaded: Collection[str]) -> bool:
        """Whether its files were read while there is no indicator yet to show them with."""
        none = all(one.theme is not self.theme for one in indicators.values())
        return none and any(one.value in loaded for one in self.files)


LAYERS = (
    Layer(
        Theme.TIES,
        Text(
            nl="Kennen mensen elkaar, kunnen zij op elkaar terugvallen en voelen zij zich thuis?",
            en="Do people know each other, can they fall back on each other and do they feel at home?",
        ),
        "sociaal_kapitaal",
        Text(
            nl="of bewoners iemand hebben om op terug te vallen en mensen kennen die anders zijn",
            en="whether residents have someone to fall back on and know people unlike themselves",
        ),
        (Dataset.SURVEY, Dataset.MODELLED_FIGURES),
    ),
    Layer(
        Theme.PLACES,
        Text(
            nl="Zijn er plekken om elkaar zomaar tegen te komen, dichtbij en zonder drempel?",
            en="Are there places to simply run into each other, close by and easy to enter?",
        ),
        "ontmoetingsplekken",
        Text(
            nl="hoeveel bewoners een ontmoetingsplek op loopafstand hebben, en hoe goed die plekken zijn",
            en="how many residents have a meeting place within a walk, and how good those places are",
        ),
        (Dataset.MEETING_PLACES,),
    ),
    Layer(
        Theme.INITIATIVES,
        Text(
            nl="Wat zetten bewoners en beroepskrachten samen op touw?",
            en="What do residents and professionals set up together?",
        ),
        "initiatieven",
        Text(
            nl="hoeveel initiatieven er per 1.000 inwoners zijn en wie ze leidt",
            en="how many initiatives there are per 1,000 residents and who leads them",
        ),
        (Dataset.INITIATIVES,),
    ),
    Layer(
        Theme.COLLABORATION,
        Text(
            nl="Weten organisaties en bewonersgroepen elkaar te vinden?",
            en="Do organisations and groups of residents find each other?",
        ),
        "samenwerking",
        Text(
            nl="wie met wie samenwerkt, en of professionele organisaties en bewonersgroepen elkaar kennen",
            en="who works with whom, and whether professional organisations and groups of residents know each other",
        ),
        (Dataset.TIES, Dataset.ORGANISATIONS),
    ),
    Layer(
        Theme.MUNICIPALITY,
        Text(
            nl="Hoe ervaren bewoners de gemeente op zes punten, van contact zoeken tot duidelijk vertellen?",
            en="How do residents experience the municipality on six points, from seeking contact to telling clearly?",
        ),
        "gemeente",
        Text(
            nl="wat bewoners van de gemeente vinden op zes punten",
            en="what residents think of the municipality on six points",
        ),
        (Dataset.SURVEY,),
    ),
)
"""In the order of ``indicator.LAYERS``."""

_FACT = Text(nl="Feit", en="Fact")


def facts_table(facts: Sequence[tuple[Indicator, pd.Series, pd.Series | None]], lang: Lang) -> str:
    """Plain facts of an area and of the municipality beside it, as an HTML table; names escaped.

    ``facts``: indicator, row of the area, row of the municipality (None when that is the area); rows of ``rows.COLUMNS``.
    """
    if not facts:
        return ""
    columns = [one["name"] for one in facts[0][1:] if one is not None]
    edge = "padding:.28rem .6rem .28rem 0;border-bottom:1px solid rgba(128,128,128,.35)"
    right = f"{edge};text-align:right;white-space:nowrap"
    head = f'<th scope="col" style="{edge};text-align:left">{_FACT(lang)}</th>'
    head += "".join(f'<th scope="col" style="{edge};text-align:right">{escape(str(name))}</th>' for name in columns)
    body = ""
    for indicator, *rows in facts:
        cells = "".join(f'<td style="{right}">{_cell(row, indicator, lang)}</td>' for row in rows if row is not None)
        body += f'<tr><th scope="row" style="{edge};text-align:left;font-weight:400">{_title(indicator, lang)}</th>{cells}</tr>'
    return f'<table style="width:100%;border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _title(indicator: Indicator, lang: Lang) -> str:
    """The title; with its unit where the figure itself does not tell."""
    return escape(indicator.title(lang) if indicator.unit.is_share else words.titled(indicator, lang))


def _cell(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    return escape(indicator.format(row["value"], lang))


def why_missing(facts: Sequence[tuple[Indicator, pd.Series, pd.Series | None]], lang: Lang) -> str:
    """What the dashes in :func:`facts_table` mean here; empty when there are none."""
    reasons = dict.fromkeys(here["reason"] for _, here, _ in facts if here["reason"])
    return f"– : {'; '.join(Reason(reason).text(lang) for reason in reasons)}" if reasons else ""
