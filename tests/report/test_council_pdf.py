"""The story on paper: accessible as PDF/UA-1 asks, every word and number of every slide in it, whatever a name holds."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.report.reading_pdf import bookmarks, numbers, opened, page_texts, squeezed, tagged
from tests.report.town_deck import town_deck
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report import typesetting
from wijkmonitor.report.council_pdf import council_pdf
from wijkmonitor.report.legible import STAND_IN, legible
from wijkmonitor.report.slide import TableBody, WordsBody

MADE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
HOSTILE = ("#panic()", "$x$ *b* _i_", "@ref <kop> = kop", '\\ " ] }', "<b>&amp;</b>", "'); DROP", "x" * 120)


@pytest.fixture
def paper(town_snapshot):
    """Makes the PDF of a deck."""

    def make(deck):
        return council_pdf(deck, town_snapshot)

    return make


def words_of(slide):
    body = slide.body
    cells = [*body.header, *(cell for row in body.rows for cell in row)] if isinstance(body, TableBody) else []
    return [slide.topic, slide.sentence, *cells, *(body.lines if isinstance(body, WordsBody) else ())]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_is_tagged_and_says_its_language_title_and_maker(town_snapshot, paper, lang):
    reader = opened(paper(town_deck(town_snapshot, lang)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Raadsverhaal Rekenstad"
    assert reader.metadata.author == "Rekenstad"
    assert reader.metadata.creation_date.date() == MADE.date()


def test_every_slide_is_a_page_with_its_sentence_as_heading(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    pdf = paper(deck)
    reader = opened(pdf)
    assert len(reader.pages) == len(deck.slides) + 2
    for page in reader.pages:
        assert float(page.mediabox.width) / float(page.mediabox.height) == pytest.approx(16 / 9, abs=0.01)
    assert bookmarks(reader) == [*(one.sentence for one in deck.slides), "Verantwoording per dia"]
    assert len(tagged(reader, "H1")) == len(deck.slides) + 1
    assert len(tagged(reader, "H2")) == len(deck.slides)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_word_and_number_of_a_slide_is_on_its_page(town_snapshot, paper, lang):
    deck = town_deck(town_snapshot, lang)
    pages = page_texts(paper(deck))
    for slide, text in zip(deck.slides, pages[1:], strict=False):
        for words in words_of(slide):
            assert squeezed(words) in squeezed(text)
        assert deck.foot in text
        assert ("bestaat niet" if lang == "nl" else "does not exist") in text
    assert numbers(" ".join(words_of(deck.slides[2]))) <= numbers(pages[3])
    assert {"75%", "63%", "84%"} <= numbers(pages[3])


def test_the_notes_of_every_slide_come_last(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    last = squeezed(page_texts(paper(deck))[-1])
    for slide in deck.slides:
        assert all(squeezed(note) in last for note in slide.notes)
    assert "pagina2" in last


def test_a_picture_is_told_in_words_and_its_numbers_are_text(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    pdf = paper(deck)
    figures = tagged(opened(pdf), "Figure")
    assert [one["/Alt"] for one in figures] == [deck.slides[0].alt, deck.slides[1].alt]
    assert "overal 75%" in page_texts(pdf)[1]


def test_a_table_has_cells_that_are_headers(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    reader = opened(paper(deck))
    assert len(tagged(reader, "Table")) == 1
    assert len(tagged(reader, "TH")) == 4
    assert len(tagged(reader, "TD")) == 4 * len(deck.slides[2].body.rows)


def test_what_may_not_be_said_is_not_said(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    silent = [row for row in deck.slides[2].body.rows if row[3].startswith("mag je niet zeggen")]
    assert len(silent) == 2
    text = page_texts(paper(deck))[3]
    for name, *_rest in silent:
        after = text.split(f"{name} geen cijfer")
        assert len(after) == 2, f"{name} has a figure"
        assert after[1].strip().startswith("mag je niet zeggen")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_mark_up(town_snapshot, paper, name):
    deck = town_deck(town_snapshot, name=name)
    pages = page_texts(paper(deck))
    for page in (2, 3, 4):
        assert squeezed(name) in squeezed(pages[page])


@pytest.mark.parametrize(
    "name", ["Wijk 😀", "中文", "\u202eomgekeerd", "met\x00nul\x07", "עברית", "k̸⃝lem", "\ufdd0\uffff"]
)
def test_a_name_no_font_can_show_never_stops_the_paper(town_snapshot, paper, name):
    text = page_texts(paper(town_deck(town_snapshot, name=f"Aan {name} kant")))
    assert all("Aan" in page and "kant" in page for page in text[2:5])


def test_what_is_replaced_is_said():
    assert legible({"a": ["x 😀y", 3, None], "b": "é"}) == {"a": [f"x {STAND_IN}y", 3, None], "b": "é"}
    assert legible("<text y='3'>Noord😀</text>") == f"<text y='3'>Noord{STAND_IN}</text>"
    assert legible("a\u202eb\x07") == "ab"
    assert legible("Den Haag – ‘Lage’ ë € ≥ ı ş") == "Den Haag – ‘Lage’ ë € ≥ ı ş"
    assert legible("\ud800") == STAND_IN
    assert legible("עברית") == "עברית"
    assert legible("a\u0338\u20dd ë").endswith(f"{STAND_IN} ë")
    assert legible("Wijk עברית ë", strictly=True) == f"Wijk {STAND_IN * 5} ë"


def test_words_that_cannot_be_set_together_are_set_in_our_letters(town_snapshot, paper, monkeypatch):
    deck, asked, sound = town_deck(town_snapshot, name="ë עברית"), [], typesetting.pdf

    def refuses_once(*given):
        asked.append(given)
        if len(asked) == 1:
            raise typesetting.Refused("PDF/UA-1 error")
        return sound(*given)

    monkeypatch.setattr(typesetting, "pdf", refuses_once)
    assert f"ë {STAND_IN * 5}" in page_texts(paper(deck))[2]


def test_the_paper_says_that_something_was_replaced(town_snapshot, paper):
    assert f"{STAND_IN} staat voor" in page_texts(paper(town_deck(town_snapshot, name="😀")))[-1]
    assert STAND_IN not in page_texts(paper(town_deck(town_snapshot)))[-1]


def test_a_long_table_goes_on_with_its_header(town_snapshot, paper):
    deck = town_deck(town_snapshot)
    rows = tuple((f"Buurt nummer {n}", f"{n}%", "–", "mag je zeggen") for n in range(300))
    table = replace(deck.slides[2], body=replace(deck.slides[2].body, rows=rows))
    pages = page_texts(paper(replace(deck, slides=(table,))))
    found = [page for page in pages if "Buurt nummer" in page]
    assert len(found) > 10
    assert all("Marge" in page for page in found)
    assert all(f"Buurt nummer {n} {n}%" in " ".join(found) for n in range(300))


def test_the_same_deck_gives_the_same_bytes(town_snapshot, paper):
    assert paper(town_deck(town_snapshot)) == paper(town_deck(town_snapshot))


def test_colours_and_logo_are_those_of_the_municipality(town_snapshot, paper):
    logo = typesetting.picture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><path d="M0,0h8v4"/></svg>', 8
    )
    deck = town_deck(town_snapshot)
    styled = replace(deck, style=HouseStyle("#00695c", "#8e24aa", logo, "image/png"))
    assert not opened(paper(deck)).pages[1].images
    reader = opened(paper(styled))
    assert all(len(page.images) >= 1 for page in reader.pages)
    assert tagged(reader, "Figure")[0]["/Alt"] == "Logo van Rekenstad"
    content = reader.pages[1].get_contents().get_data().decode("latin-1")
    assert "0 0.4117647 0.36078432" in content


def test_a_logo_as_wide_as_a_line_of_letters_fits(town_snapshot, paper):
    wide = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="4"><path d="M0,0h400v4"/></svg>'
    deck = replace(
        town_deck(town_snapshot), style=HouseStyle(logo=typesetting.picture(wide, 400), logo_type="image/png")
    )
    reader = opened(paper(deck))
    assert len(reader.pages) == len(deck.slides) + 2
    assert tagged(reader, "Figure")[0]["/Alt"] == "Logo van Rekenstad"


def test_progress_is_told_from_nothing_to_done(town_snapshot):
    told = []
    deck = town_deck(town_snapshot)
    council_pdf(deck, town_snapshot, lambda fraction, said: told.append((fraction, said("nl"))))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0, 1)
    assert told[0][1] == f"Dia 1 van {len(deck.slides)} tekenen"
