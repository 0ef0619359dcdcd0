"""What every PDF shares: the data of ``templates/base.typ`` - language, colours, logo, foot and the mark of an invented town."""

from __future__ import annotations

from typing import Any

from wijkmonitor.figures.theme import PALETTES, contrast, ink_on
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report.typesetting import FONT
from wijkmonitor.text import Lang, Text

FICTIONAL = Text(nl="Verzonnen cijfers: {name} bestaat niet", en="Made-up figures: {name} does not exist")
_LOGO = Text(nl="Logo van {name}", en="Logo of {name}")
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_LEAST_CONTRAST = 4.5


def shared(
    *, title: str, description: str, municipality: str, foot: str, lang: Lang, style: HouseStyle, fictional: bool
) -> dict[str, Any]:
    """What ``base.typ`` needs, as it goes into the data of a template; give :func:`logo_files` along as files."""
    return {
        "title": title,
        "description": description,
        "author": municipality,
        "foot": foot,
        "lang": lang,
        "font": FONT,
        "fictional": FICTIONAL(lang).format(name=municipality) if fictional else "",
        "logo": next(iter(logo_files(style)), ""),
        "logo_alt": _LOGO(lang).format(name=municipality),
        "colours": _colours(style),
    }


def logo_files(style: HouseStyle) -> dict[str, bytes]:
    """The logo by the name under which ``base.typ`` finds it; nothing without one."""
    return {f"logo.{_ENDINGS[style.logo_type]}": style.logo} if style.logo else {}


def _colours(style: HouseStyle) -> dict[str, str]:
    """The house colours with ours; a colour too pale to read on white is not used for letters."""
    paper = PALETTES["light"]

    def for_letters(colour: str) -> str:
        return colour if contrast(colour, paper.surface) >= _LEAST_CONTRAST else paper.text

    return {
        "primary": style.primary,
        "on_primary": ink_on(style.primary),
        "heading": for_letters(style.primary),
        "accent": for_letters(style.accent),
        "text": paper.text,
        "faint": paper.faint,
        "grid": paper.grid,
    }
