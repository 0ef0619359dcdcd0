"""The table ``[municipality.style]`` of ``municipality.toml``: two colours and a logo, checked before they are drawn with.

Of a logo only the pixels are kept, so that nothing a camera or a drawing program wrote beside them is ever published.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from wijkmonitor.colour import READABLE, WHITE, contrast, darkened, is_colour
from wijkmonitor.fault import Fault
from wijkmonitor.house_style import LOGO_TYPES, HouseStyle
from wijkmonitor.text import Text, number, same

MOST_BYTES = 1_000_000
MOST_SIDE_PX = 5000
KEPT_SIDE_PX = 1200
_JPEG_QUALITY = 90
_MAGIC_BYTES = 16_384
"""Enough of a file to see that it is a drawing (SVG), also after a long comment."""

_CHANGE_LINE = Text(nl="Pas deze regel aan.", en="Change this line.")
_SAVE_AGAIN = Text(
    nl="Sla het logo opnieuw op als PNG of JPEG, en probeer of het opengaat.",
    en="Save the logo again as PNG or JPEG, and see whether it opens.",
)


@dataclass(frozen=True)
class WrittenStyle:
    """What the table says; None for what it leaves out. ``logo``: a path counted from the folder of the municipality."""

    primary: str | None = None
    accent: str | None = None
    logo: str | None = None


def read(written: WrittenStyle, folder: Path, file: str) -> tuple[HouseStyle, list[Fault]]:
    """The house style that is written, with every fault in it; ``file``: the name of the file that says so.

    What is left out, or is at fault, is ours (:class:`HouseStyle`).
    """
    faults = [
        Fault(file, found, expected, remedy, column=f"municipality.style.{key}")
        for key, found, expected, remedy in _colour_faults(written)
    ]
    pixels, kind = b"", ""
    if written.logo is not None:
        try:
            pixels, kind = _logo(folder / written.logo, written.logo)
        except _Unusable as wrong:
            faults.append(Fault(file, wrong.found, wrong.expected, wrong.remedy, column="municipality.style.logo"))
    ours = HouseStyle()
    sound = HouseStyle(written.primary or ours.primary, written.accent or ours.accent, pixels, kind)
    return (ours if faults else sound), faults


def _colour_faults(written: WrittenStyle) -> Iterator[tuple[str, str, Text, Text]]:
    """Key, found, expected and remedy of every colour that cannot be used."""
    for key, colour in (("primary", written.primary), ("accent", written.accent)):
        if colour is not None and not is_colour(colour):
            yield key, colour[:80], Text(nl="een kleur als #154273", en="a colour such as #154273"), _CHANGE_LINE
        elif key == "primary" and colour is not None and (found := contrast(colour, WHITE)) < READABLE:
            expected = Text(
                nl=f"een kleur waarop witte letters te lezen zijn (contrast minstens {number(READABLE, 'nl', 1)}; dit is "
                f"{number(found, 'nl', 1)})",
                en=f"a colour on which white letters can be read (contrast of at least {number(READABLE, 'en', 1)}; this is "
                f"{number(found, 'en', 1)})",
            )
            remedy = Text(nl="Kies een donkerder kleur, zoals {c}.", en="Choose a darker colour, such as {c}.")
            yield key, colour, expected, remedy.fill(c=darkened(colour))


class _Unusable(Exception):
    """A logo that cannot be used, and why."""

    def __init__(self, found: str | Text, expected: Text, remedy: Text) -> None:
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(str(found))


def _logo(path: Path, shown: str) -> tuple[bytes, str]:
    """The pixels of a logo, written anew, and their media type; raises ``_Unusable``."""
    if not path.is_file():
        place = Text(
            nl="Zet het logo op deze plek of verbeter het pad (gerekend vanaf municipality.toml).",
            en="Put the logo in this place or correct the path (counted from municipality.toml).",
        )
        raise _Unusable(shown, Text(nl="een bestand dat er is", en="a file that exists"), place)
    size = path.stat().st_size  # looked at before reading: a file of 40 MB is never in memory
    if size > MOST_BYTES:
        found = Text(nl="{f} van {n} MB", en="{f} of {n} MB")
        in_mb = {"nl": number(size / 1e6, "nl", 1), "en": number(size / 1e6, "en", 1)}
        raise _Unusable(
            Text(nl=found.nl.format(f=shown, n=in_mb["nl"]), en=found.en.format(f=shown, n=in_mb["en"])),
            Text(nl="een logo van hoogstens 1 MB", en="a logo of at most 1 MB"),
            Text(nl="Maak het logo kleiner dan 1 MB.", en="Make the logo smaller than 1 MB."),
        )
    return _pixels(path.read_bytes(), shown)


def _pixels(content: bytes, shown: str) -> tuple[bytes, str]:
    not_one = Text(nl="een PNG of JPEG die heel is", en="a PNG or JPEG that is whole")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # judged by its size below, before it is unpacked
            image = Image.open(io.BytesIO(content), formats=list(LOGO_TYPES.values()))
            _refuse_huge(image, shown)
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            return _written_anew(image, kind), next(one for one, name in LOGO_TYPES.items() if name == kind)
    except Image.DecompressionBombError:
        raise _too_many_pixels(shown) from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError):
        # Pillow raises any of these for bytes that are damaged.
        raise _Unusable(shown, not_one, _remedy_for(content)) from None


def _remedy_for(content: bytes) -> Text:
    if b"<svg" in content[:_MAGIC_BYTES].lower():
        return Text(
            nl="Dit is een SVG-tekening; een dia kan die niet overal tonen. Bewaar het logo als PNG.",
            en="This is an SVG drawing, which slides cannot show everywhere. Save the logo as PNG.",
        )
    return _SAVE_AGAIN


def _refuse_huge(image: Image.Image, shown: str) -> None:
    if max(image.size) > MOST_SIDE_PX:
        raise _too_many_pixels(f"{shown} ({image.width} × {image.height})")


def _too_many_pixels(found: str) -> _Unusable:
    expected = Text(nl="een logo van hoogstens {n} × {n} beeldpunten", en="a logo of at most {n} × {n} pixels")
    remedy = Text(nl="Verklein het logo tot {n} beeldpunten.", en="Scale the logo down to {n} pixels.")
    sizes = {"nl": number(MOST_SIDE_PX, "nl"), "en": number(MOST_SIDE_PX, "en")}
    kept = {"nl": number(KEPT_SIDE_PX, "nl"), "en": number(KEPT_SIDE_PX, "en")}
    return _Unusable(
        same(found),
        Text(nl=expected.nl.format(n=sizes["nl"]), en=expected.en.format(n=sizes["en"])),
        Text(nl=remedy.nl.format(n=kept["nl"]), en=remedy.en.format(n=kept["en"])),
    )


def _written_anew(image: Image.Image, kind: str) -> bytes:
    """Only the pixels, the right way up, ``KEPT_SIDE_PX`` at most along a side."""
    image.load()  # raises for a file that breaks off
    upright = ImageOps.exif_transpose(image)
    seen = upright.convert("RGBA" if kind == "PNG" else "RGB")
    seen.thumbnail((KEPT_SIDE_PX, KEPT_SIDE_PX), Image.Resampling.LANCZOS)
    bare = Image.new(seen.mode, seen.size)
    bare.paste(seen)  # a fresh image has none of what stood beside the pixels
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, kind, quality=_JPEG_QUALITY)
    else:
        bare.save(out, kind, optimize=True)
    return out.getvalue()
