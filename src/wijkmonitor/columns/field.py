"""One column of a table in a snapshot, and the columns that many tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from wijkmonitor.text import Text

Type = Literal["string", "number", "integer", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, Frictionless type and what it means."""

    name: str
    type: Type
    about: Text

    def schema(self) -> dict[str, Any]:
        """As a Frictionless Table Schema field."""
        return {"name": self.name, "type": self.type, "title": self.about.en, "description": self.about.nl}


def field(name: str, kind: Type, nl: str, en: str) -> Field:
    """A column, with its meaning in both languages."""
    return Field(name=name, type=kind, about=Text(nl=nl, en=en))


EDITION = field("edition", "string", "editie", "edition")
INDICATOR = field(
    "indicator", "string", "sleutel van de indicator, zie indicators.json", "key of the indicator, see indicators.json"
)
LEVEL = field("level", "string", "niveau: gemeente, wijk of buurt", "level: gemeente, wijk or buurt")
AREA = (
    field("area", "string", "CBS-code van het gebied", "CBS code of the area"),
    LEVEL,
    field("vintage", "integer", "jaar van de gebiedsindeling", "year of the division into areas"),
)
LOCATION = (
    field("buurt", "string", "code van de buurt waarin het ligt", "code of the buurt it lies in"),
    field("wijk", "string", "code van de wijk waarin het ligt", "code of the wijk it lies in"),
    field("lat", "number", "breedtegraad (WGS84)", "latitude (WGS84)"),
    field("lon", "number", "lengtegraad (WGS84)", "longitude (WGS84)"),
)
