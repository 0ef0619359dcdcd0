"""Typst, the one door to it: a template and data in, a PDF/UA-1 or a picture out.

The compiler comes with the package, reads no font of the machine and asks no network; the same input gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).with_name("templates")
FONT = "Wijkmonitor Sans"
Refused = typst.TypstError
"""What does not conform to PDF/UA-1, or is no typst at all."""
_DATA = "data.json"


def pdf(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], made: datetime) -> bytes:
    """A tagged PDF/UA-1 of ``templates/<template>``, which reads ``data`` with ``json("data.json")``.

    ``files``: pictures and the like by the name the template uses; ``made``: the time that the document states. Raises
    ``typst.TypstError`` for what does not conform to PDF/UA-1, such as a picture without alternative text.
    """
    with tempfile.TemporaryDirectory() as folder:
        main = _lay_out(Path(folder), template, data, files)
        compiled = typst.compile(main, **_SETTINGS, pdf_standards=["ua-1"], timestamp=int(made.timestamp()))
    return bytes(compiled)


def is_settable(template: str, data: Mapping[str, Any]) -> bool:
    """Whether a template with this data makes a PDF/UA-1; without a character that every font lacks, for one."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            typst.compile(_lay_out(Path(folder), template, data, {}), **_SETTINGS, pdf_standards=["ua-1"])
        except Refused:
            return False
    return True


def picture(svg: str, width_px: int) -> bytes:
    """An SVG as PNG of ``width_px`` pixels wide, on a transparent ground; its text is set in :data:`FONT`."""
    # One typographic point per pixel at 72 ppi.
    page = f'#set page(width: {width_px}pt, height: auto, margin: 0pt, fill: none)\n#image("drawing.svg", width: 100%)'
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(page, encoding="utf-8")
        (Path(folder) / "drawing.svg").write_text(svg, encoding="utf-8")
        return bytes(typst.compile(main, **_SETTINGS, format="png", ppi=72))


_SETTINGS: dict[str, Any] = {"font_paths": [FONTS], "ignore_system_fonts": True}


def _lay_out(folder: Path, template: str, data: Mapping[str, Any], files: Mapping[str, bytes]) -> Path:
    for one in TEMPLATES.glob("*.typ"):  # a template may import another
        (folder / one.name).write_bytes(one.read_bytes())
    (folder / _DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / template
