"""The PDF of a profile: tagged, in its language, with every figure; what others wrote is never read as markup."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re

import pypdf
import pytest

from wijkmonitor.figures import profile, words
from wijkmonitor.figures.changes import Line
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report import profile_pdf, typesetting
from wijkmonitor.responses import Response
from wijkmonitor.snapshot import Snapshot

LANGS = pytest.mark.parametrize("lang", ["nl", "en"])
AREAS = ["GM0042", "WK004201", "BU00420101", "BU00420201", "BU00420202"]
HOSTILE = "<b>vet</b> #let x = 1 #panic() $x$ _a_ *b* @c \\ [d](http://x) \"e\" 'f' // g"
LONG = "Buurt met een heel lange naam " * 4
SAID = Response(
    1, "abc", "2025", "BU00420101", "strong_ties", "resident", HOSTILE, dt.date(2025, 3, 4), "Dank u wel #let"
)


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text(data: bytes) -> str:
    """All words, hyphens at the end of a line and white space taken away."""
    pages = "\n".join(page.extract_text() for page in read(data).pages)
    return re.sub(r"\s", "", re.sub(r"[-\u2010\u00ad]\n", "", pages))


def tight(said: str) -> str:
    return re.sub(r"\s", "", said)


def made(snapshot, code="BU00420101", lang="nl", responses=(), **changes):
    found = dataclasses.replace(profile.of_area(snapshot, "2025", code, lang), **changes)
    return profile_pdf.pdf(snapshot, found, responses)


def tags(reader: pypdf.PdfReader) -> list[str]:
    """The kinds of structure element in the document, in reading order."""
    found = []

    def walk(node):
        one = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(one, list):
            for child in one:
                walk(child)
        elif isinstance(one, dict):
            if "/S" in one:
                found.append(str(one["/S"]))
            if "/K" in one:
                walk(one["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@LANGS
@pytest.mark.parametrize("code", AREAS)
def test_it_is_tagged_and_every_figure_is_in_it(town_snapshot, code, lang):
    found = profile.of_area(town_snapshot, "2025", code, lang)
    data = profile_pdf.pdf(town_snapshot, found)
    reader = read(data)
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert b"pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert found.name in reader.metadata.title
    kinds = tags(reader)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    assert kinds.count("/H3") >= 5
    assert kinds.count("/Figure") == 1, "the map; the strips say nothing that is not in words"
    assert "/TH" in kinds
    said = text(data)
    for one in found.measures:
        assert tight(words.amount(one.here["value"], one.indicator, lang)) in said
    assert tight(found.answer) in said
    assert town_snapshot.id in said
    assert ("verzonnen" if lang == "nl" else "madeup") in said
    assert not re.search(r"(?<![a-z])(nan|None|NaT)(?![a-z])", " ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("code", AREAS)
def test_it_fits_on_two_pages(town_snapshot, code):
    pages = read(made(town_snapshot, code)).pages
    assert len(pages) <= 2
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def test_the_same_profile_is_the_same_bytes(town_snapshot):
    assert made(town_snapshot) == made(town_snapshot)
    assert made(town_snapshot) != made(town_snapshot, lang="en")


def test_it_is_dated_on_the_reference_day(town_snapshot):
    assert read(made(town_snapshot)).metadata.creation_date.date() == dt.date(2025, 1, 1)


@pytest.mark.parametrize("name", [HOSTILE, LONG, "=1+1", "‏עברית", "a" * 120])
def test_a_name_is_text(town_snapshot, name):
    data = made(town_snapshot, name=name, whole=name, answer=name, changes=(Line(name, ((name, name),) * 3),))
    said = text(data)
    if name.isascii():
        assert tight(name)[:20] in said
    assert len(read(data).pages) <= 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Plein 😀 Oost", "Plein □ Oost"),
        ("中文 Straat", "□□ Straat"),
        ("A\u202eB\x00C\ufffe", "ABC□"),
        ("\ud800 x", "□ x"),
        ("ﷺ ﷽ 𒀱", None),
        ("#panic() 😀", "#panic() □"),
        ("😀" * 120, "□" * 20),
    ],
)
def test_what_no_font_has_is_replaced_and_told(town_snapshot, name, shown):
    data = made(town_snapshot, name=name, whole=name, answer=name, changes=(Line(name, ()),))
    said = text(data)
    assert b"pdfuaid:part>1<" in read(data).trailer["/Root"]["/Metadata"].get_data()
    if shown is not None:
        assert tight(shown) in said
        assert (tight("□ staat voor een teken") in said) == ("□" in shown)


def test_what_no_font_has_in_a_response_is_replaced(town_snapshot):
    heard = dataclasses.replace(SAID, words="Fijn 😀 hier", reason="Dank 🙏")
    said = text(made(town_snapshot, responses=(heard,)))
    assert tight("Fijn □ hier") in said
    assert tight("Dank □") in said
    assert "staatvoor" not in text(made(town_snapshot))


def test_an_area_without_a_figure_says_why(town_snapshot):
    found = profile.of_area(town_snapshot, "2025", "BU00420202", "nl")
    said = text(profile_pdf.pdf(town_snapshot, found))
    assert tight("hier wonen (bijna) geen mensen") in said
    for part in found.layers:
        for line in part.without:
            assert tight(line) in said


def test_responses_travel_with_the_profile(town_snapshot):
    said = text(made(town_snapshot, responses=(SAID,)))
    assert tight(HOSTILE)[:25] in said
    assert tight("Een bewoner, 4 maart 2025, over editie 2025") in said
    assert tight("Reactie van de gemeente: Dank u wel #let") in said
    assert "Weerwoord" not in text(made(town_snapshot))


def test_the_house_style_gives_colour_and_logo(town_snapshot, monkeypatch):
    logo = typesetting.picture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>', 4
    )
    plain = made(town_snapshot)
    monkeypatch.setattr(Snapshot, "house_style", lambda _: HouseStyle("#123456", "#654321", logo, "image/png"))
    assert made(town_snapshot) != plain
    monkeypatch.setattr(Snapshot, "house_style", lambda _: HouseStyle("#ffff00", "#654321"))
    monkeypatch.setattr(typesetting, "pdf", lambda _template, data, *_: data)
    assert made(town_snapshot)["style"]["primary"] == "#1b2733", "words in yellow on white cannot be read"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Noord", "BU00420101-noord-2025-nl.pdf"),
        ("'s-Gravenhage / Café ../x", "BU00420101-s-gravenhage-cafe-x-2025-nl.pdf"),
        ("<>", "BU00420101-2025-nl.pdf"),
        ("a" * 120, f"BU00420101-{'a' * 60}-2025-nl.pdf"),
    ],
)
def test_a_file_name_is_safe(town_snapshot, name, file):
    found = dataclasses.replace(profile.of_area(town_snapshot, "2025", "BU00420101", "nl"), name=name)
    assert profile_pdf.file_name(found) == file
