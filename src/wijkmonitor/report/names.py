"""Names of files: what is in them, in letters that every system takes."""

from __future__ import annotations

import re
import unicodedata

from wijkmonitor.figures import foot
from wijkmonitor.report.slide import Deck, Slide
from wijkmonitor.text import Lang, Text

_LONGEST = 60
_PACK = Text(nl="raadspakket", en="council-pack")
_FIGURES = Text(nl="cijfers", en="figures")


def of_pack(deck: Deck) -> str:
    """Name of the pack, without ending: ``raadspakket-rekenstad-556c8a22115d``, and that it is withdrawn when it is."""
    state = f"-{foot.WITHDRAWN(deck.lang)}" if deck.withdrawn else ""
    return f"{_PACK(deck.lang)}-{safe(deck.municipality)}-{safe(deck.snapshot_id)}{state}"


def of_figures(slide: Slide, place: int, lang: Lang) -> str:
    """Where the figures of the slide at ``place`` (1, 2, ...) stand in the pack, without ending: ``cijfers/02-kaart``."""
    return f"{_FIGURES(lang)}/{place:02d}-{safe(slide.key)}"


def safe(name: str) -> str:
    """A name of small letters, digits and hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "x"
