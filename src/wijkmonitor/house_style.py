"""How a municipality looks on slides and paper: two colours and a logo."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wijkmonitor.colour import is_colour

LOGO_TYPES = {"image/png": "PNG", "image/jpeg": "JPEG"}
"""Media type -> name of the formats that every slide and every paper can show."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """``primary`` and ``accent`` as ``#rrggbb``; ``logo`` the bytes of a PNG or JPEG, ``logo_type`` its media type; both empty
    without a logo."""

    primary: str = "#154273"
    accent: str = "#b3261e"
    logo: bytes = b""
    logo_type: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a snapshot; :meth:`from_json` reads it back."""
        logo = base64.b64encode(self.logo).decode("ascii")
        return {"primary": self.primary, "accent": self.accent, "logo": logo, "logo_type": self.logo_type}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> HouseStyle:
        """The style of a snapshot; ours where it has none."""
        if not kept:
            return cls()
        return cls(kept["primary"], kept["accent"], base64.b64decode(kept["logo"]), kept["logo_type"])

    @classmethod
    def describes(cls, kept: Any) -> bool:
        """Whether this is a style as :meth:`as_json` writes it and nothing else: what else it holds could be anything."""
        try:
            style = cls.from_json(kept)
            typed = style.logo_type in LOGO_TYPES if style.logo else style.logo_type == ""
            return typed and is_colour(style.primary) and is_colour(style.accent) and style.as_json() == kept
        except (KeyError, TypeError, ValueError, AttributeError):
            return False
