"""Typst: tagged PDF/UA-1 or a refusal, the same bytes for the same input, data that is never read as markup."""

import datetime as dt
import io

import pypdf
import pytest
import typst

from wijkmonitor.report import typesetting

MADE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
PIXEL = typesetting.picture(
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>', 4
)
TEMPLATE = """
#let data = json("data.json")
#set document(title: data.title, date: auto)
#set text(font: "Wijkmonitor Sans", lang: "nl")
= #data.title
#data.words
#image("dot.png", alt: "een punt")
"""


@pytest.fixture
def templates(tmp_path, monkeypatch):
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    (tmp_path / "one.typ").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def made(words="Zeven plekken", title="Plekken"):
    return typesetting.pdf("one.typ", {"title": title, "words": words}, {"dot.png": PIXEL}, MADE)


@pytest.mark.usefixtures("templates")
def test_a_pdf_is_tagged_and_says_its_language_and_title():
    reader = pypdf.PdfReader(io.BytesIO(made()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "Plekken"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert {font["/BaseFont"].split("+")[-1] for font in fonts(reader)} == {
        "WijkmonitorSans-Regular",
        "WijkmonitorSans-Bold",
    }


def fonts(reader):
    return [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]


def test_a_picture_without_words_is_refused(templates):
    (templates / "one.typ").write_text(TEMPLATE.replace(', alt: "een punt"', ""), encoding="utf-8")
    with pytest.raises(typst.TypstError, match="alt"):
        made()


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize("words", ["#panic()", "$x$ *vet* @bron <kop>", '\\"} ]', "= geen kop", "s-Gravenhage ë ’ €"])
def test_data_is_never_read_as_markup(words):
    text = pypdf.PdfReader(io.BytesIO(made(words))).pages[0].extract_text()
    assert words.replace(" ", "") in text.replace(" ", "").replace("\n", "")


@pytest.mark.usefixtures("templates")
def test_the_same_input_gives_the_same_bytes():
    assert made() == made()


def test_a_picture_is_a_png_of_the_width_asked():
    assert PIXEL.startswith(b"\x89PNG")
    assert int.from_bytes(PIXEL[16:20], "big") == 4
