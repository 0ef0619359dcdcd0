"""Decks made by hand, and reading a presentation back."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.figures.sample import an_indicator, mixed_rows
from wijkmonitor.figures.classes import classes_for
from wijkmonitor.figures.rows import shown
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report.slide import Body, ChartBody, Deck, MapBody, Slide, TableBody, TrendBody, WordsBody
from wijkmonitor.snapshot import Snapshot

KEY = "strong_ties"
LONG_NAME = ("Wijk aan de Overzijde van het Kanaal bij de Oude Meelfabriek " * 3)[:120]
UNBROKEN = "Llanfairpwllgwyngyll" * 6
HOSTILE = "=cmd|'/c calc'!A1\x00\x0b\u202e<b>&amp;\ufffe"


def a_logo() -> bytes:
    out = io.BytesIO()
    image = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((10, 10, 290, 90), fill="#7a1fa2")
    image.save(out, "PNG")
    return out.getvalue()


STYLE = HouseStyle("#5b2c83", "#ffb612", a_logo(), "image/png")


def a_slide(body: Body, key: str = "dia", **more: Any) -> Slide:
    said = {"topic": "Onderwerp", "sentence": "Een zin die antwoord geeft.", "alt": "Wat het beeld laat zien."}
    return Slide(**({"key": key, "body": body, "notes": ("Bron: verzonnen.",)} | said | more))


def a_deck(snapshot: Snapshot, *slides: Slide, **more: Any) -> Deck:
    return Deck(
        **(
            {
                "title": "Het verhaal",
                "subtitle": "Rekenstad · editie 2025",
                "foot": f"Bron: verzonnen · Momentopname {snapshot.id} · Peildatum 1 januari 2025",
                "municipality": "Rekenstad",
                "snapshot_id": snapshot.id,
                "lang": "nl",
                "style": STYLE,
                "fictional": True,
                "slides": slides,
            }
            | more
        )
    )


def chart_body(snapshot: Snapshot, **more: Any) -> ChartBody:
    municipal = snapshot.pick(KEY, "2025", "gemeente").iloc[0]
    body = ChartBody(
        shown(snapshot, KEY, "2025", "buurt"), snapshot.indicators[KEY], (), ("Rekenstad", municipal["value"])
    )
    return dataclasses.replace(body, **more)


def map_body(snapshot: Snapshot, **more: Any) -> MapBody:
    about = snapshot.indicators[KEY]
    classes = classes_for(snapshot.estimates, about, "buurt")
    return dataclasses.replace(MapBody(shown(snapshot, KEY, "2025", "buurt"), about, classes, "buurt", 2025), **more)


def many_rows(count: int, name: str = "Gebied {n}") -> pd.DataFrame:
    """Rows that may be said, with care and by a model in turn; the fifth of every five has no figure."""
    rows = pd.concat([mixed_rows()] * (count // 5 + 1), ignore_index=True).iloc[:count]
    return rows.assign(name=[name.format(n=n) for n in range(count)], code=[f"BU{n:08}" for n in range(count)])


def trend_points() -> pd.DataFrame:
    """Two areas in three editions; the second was asked with other questions in 2025 and was bridged in 2021."""
    rows = []
    for area, start in (("Noord", 0.4), ("Zuid", 0.6)):
        for year in (2021, 2023, 2025):
            value = start + (year - 2021) / 100
            rows.append(
                {
                    "series": area, "edition": str(year), "date": f"{year}-01-01", "value": value, "low": value - 0.05,
                    "high": value + 0.05, "verdict": "with_care" if year == 2023 else "may_be_said", "kind": "observed",
                    "instrument": "q2" if (area, year) == ("Zuid", 2025) else "q1", "bridged": (area, year) == ("Zuid", 2021),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def every_body(snapshot: Snapshot) -> tuple[Slide, ...]:
    """A slide of every kind."""
    table = TableBody(("Gebied", "Waarde"), (("Noord", "57%"), ("Zuid", "–")), (False, True))
    bodies: dict[str, Body] = {
        "kaart": map_body(snapshot),
        "grafiek": chart_body(snapshot),
        "lijn": TrendBody(trend_points(), an_indicator()),
        "tabel": table,
        "woorden": WordsBody(("Eén regel.", "Nog een regel.")),
    }
    return tuple(a_slide(body, key, sentence=f"De zin van {key}.") for key, body in bodies.items())


def reopened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def words_on(page: Any) -> str:
    """All words that stand on a page itself."""
    return " ".join(node.text or "" for node in page._element.iter(qn("a:t")))


def charts_in(presentation: Any) -> list[Any]:
    return [shape.chart for page in presentation.slides for shape in page.shapes if shape.has_chart]


def sheet_of(chart: Any) -> dict[str, list[Any]]:
    """The sheet behind a chart: values per header, formulas as they were worked out."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    rows = list(openpyxl.load_workbook(io.BytesIO(blob), data_only=True).active.iter_rows(values_only=True))
    return {str(name): [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}


def cached(chart: Any) -> dict[str, list[float | None]]:
    """What the chart itself holds: values per series."""
    return {one.name: [None if v is None or np.isnan(v) else v for v in one.values] for one in chart.plots[0].series}
