"""How a municipality looks on slides and paper: two colours and a logo."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
