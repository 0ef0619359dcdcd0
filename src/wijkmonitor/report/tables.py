"""Cells and rows of the tables on slides: every figure with its margin and, where it is not plainly so, its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.figures import comparing
from wijkmonitor.figures.theme import TEXTURES, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.report import notes
from wijkmonitor.report.slide import Slide, TableBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Lang, Text

MOST_ROWS = 6
"""As many rows as a table on one slide holds in readable type."""
_NOTHING = "–"
_PART = Text(nl="{topic} ({i} van {n})", en="{topic} ({i} of {n})")
_ALT = Text(nl="Tabel met {header}. {rows}.", en="Table with {header}. {rows}.")


def figure(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """Value and interval (a row of ``rows.COLUMNS``): ``72% (70% – 75%)``; a dash where nothing may be said."""
    if row["verdict"] == Verdict.NOT.value or pd.isna(row["value"]):
        return _NOTHING
    ends = comparing.between(row, indicator, lang)
    return indicator.format(row["value"], lang) + (f" ({ends})" if ends else "")


def certainty(row: pd.Series, lang: Lang) -> str:
    """How firm a figure is in a few words, or the reason why there is none."""
    if row["verdict"] == Verdict.NOT.value or pd.isna(row["value"]):
        return Reason(row["reason"] or Reason.NOT_MEASURED.value).text(lang)
    return TEXTURES[texture_of(row["verdict"], row["kind"])].words(lang)


def figure_and_care(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """As :func:`figure`, with the verdict behind what is not plainly so; the reason behind a dash."""
    said = figure(row, indicator, lang)
    if row["verdict"] == Verdict.SAID.value and said != _NOTHING:
        return said
    return f"{said}, {certainty(row, lang)}" if said != _NOTHING else f"{_NOTHING} ({certainty(row, lang)})"


def slides(
    telling: Telling,
    key: str,
    topic: str,
    sentence: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    topics: Sequence[str],
    estimates: pd.DataFrame,
) -> list[Slide]:
    """A table over as many slides as it takes; ``topics``: the indicators it is about, for the notes."""
    parts = list(_pages(rows))
    made = []
    for place, part in enumerate(parts, start=1):
        several = len(parts) > 1
        made.append(
            Slide(
                key=f"{key}-{place}" if several else key,
                topic=telling.say(_PART, topic=topic, i=place, n=len(parts)) if several else topic,
                sentence=sentence,
                body=TableBody(tuple(header), part, tuple(right)),
                alt=telling.say(_ALT, header=", ".join(header), rows="; ".join(", ".join(row) for row in part)),
                notes=notes.of_topics(telling, topics) if topics else (notes.of_snapshot(telling),),
                estimates=estimates,
            )
        )
    return made


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Estimates of several looks at the snapshot, each row once."""
    every = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    return every.drop_duplicates(["indicator", "area", "edition", "group"], ignore_index=True)


def _pages(rows: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The rows, as many at a time as fit on a slide; evenly, so that the last slide is not nearly empty."""
    count = max(-(-len(rows) // MOST_ROWS), 1)
    size = max(-(-len(rows) // count), 1)
    for start in range(0, len(rows), size):
        yield tuple(tuple(row) for row in rows[start : start + size])
