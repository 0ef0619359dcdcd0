"""A withdrawn snapshot says so in every file that is made from it, and what stands says nothing of it."""

import datetime as dt
import io
import zipfile

import pytest

from tests.report.reading_pdf import opened, page_texts, squeezed
from tests.report.slides import reopened, words_on
from wijkmonitor.figures import foot, profile
from wijkmonitor.publications import Withdrawal
from wijkmonitor.report import browser_deck, profile_pdf
from wijkmonitor.report.browser_deck import Links
from wijkmonitor.report.pack import pack
from wijkmonitor.report.story import OWN, Choice, tell

REASON = "Het <b>register</b> was #panic() dubbel"
WRONG = {
    "nl": "LET OP: deze momentopname is ingetrokken op 3 mei 2026, omdat zij niet klopt: ",
    "en": "MIND: this snapshot was withdrawn on 3 May 2026, because it is wrong: ",
}
MARK = {"nl": "INGETROKKEN OP 3 MEI 2026 · Bron", "en": "WITHDRAWN ON 3 MAY 2026 · Source"}
LANGS = pytest.mark.parametrize("lang", ["nl", "en"])


@pytest.fixture
def wrong(town_snapshot):
    return Withdrawal(town_snapshot.id, dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC), "Team data", REASON)


def a_deck(snapshot, lang, wrong):
    return tell(snapshot, Choice(lang, level="buurt", story=OWN, topics=("strong_ties",)), wrong)


@LANGS
def test_a_story_begins_with_it_and_every_slide_says_it_at_its_foot(town_snapshot, wrong, lang):
    deck = a_deck(town_snapshot, lang, wrong)
    first = deck.slides[0]
    assert first.key == "ingetrokken"
    assert first.estimates.empty
    assert REASON in first.body.lines[0]
    assert "Team data" in first.body.lines[0]
    assert deck.withdrawn == f"{WRONG[lang]}{REASON}."
    assert deck.foot.startswith(MARK[lang])
    assert town_snapshot.id in deck.foot


@LANGS
def test_a_story_that_stands_says_nothing_of_it(town_snapshot, wrong, lang):
    stands, withdrawn = (a_deck(town_snapshot, lang, one) for one in (None, wrong))
    assert stands.withdrawn == ""
    assert stands.foot == foot.line(town_snapshot, "2025", lang)
    assert [one.key for one in withdrawn.slides] == ["ingetrokken", *(one.key for one in stands.slides)]
    assert [one.sentence for one in withdrawn.slides[1:]] == [one.sentence for one in stands.slides]


@LANGS
def test_the_page_in_the_browser_opens_with_it(town_snapshot, wrong, lang):
    text = browser_deck.page(a_deck(town_snapshot, lang, wrong), town_snapshot.geometry(), Links("", "", ""))
    assert text.index("&lt;b&gt;register&lt;/b&gt;") < text.index('id="opening"')
    assert text.count(MARK[lang]) == text.count("<footer>")


@LANGS
def test_slides_paper_and_letter_of_a_pack_say_it(town_snapshot, wrong, lang):
    made = pack(a_deck(town_snapshot, lang, wrong), town_snapshot, ())
    pages = reopened(made.pptx).slides
    assert all(MARK[lang] in words_on(page) for page in pages)
    assert REASON in words_on(pages[1])
    papers = page_texts(made.pdf)
    assert all(squeezed(MARK[lang]) in squeezed(text) for text in papers)
    assert squeezed(REASON) in squeezed(papers[1])
    assert made.name.endswith({"nl": "-ingetrokken", "en": "-withdrawn"}[lang])
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        letter = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    assert letter.startswith(WRONG[lang] + REASON)


@LANGS
def test_a_profile_says_it_above_its_figures_and_at_its_foot(town_snapshot, wrong, lang):
    found = profile.of_area(town_snapshot, "2025", "BU00420101", lang)
    texts = [squeezed(one) for one in page_texts(profile_pdf.pdf(town_snapshot, found, (), wrong))]
    said = squeezed(WRONG[lang] + REASON)
    assert texts[0].index(said) < texts[0].index(squeezed(found.answer))
    assert all(squeezed(MARK[lang]) in text for text in texts)
    assert len(texts) <= 2
    stands = " ".join(page_texts(profile_pdf.pdf(town_snapshot, found)))
    assert not {"INGETROKKEN", "WITHDRAWN"} & set(stands.split())


def test_a_reason_of_300_characters_fits(town_snapshot):
    long = Withdrawal(
        town_snapshot.id, dt.datetime(2026, 5, 3, tzinfo=dt.UTC), "x" * 80, "a" * 150 + " 😀 " + "b" * 147
    )
    deck = a_deck(town_snapshot, "nl", long)
    made = pack(deck, town_snapshot, ())
    assert len(reopened(made.pptx).slides) <= len(deck.slides) + 2
    assert "b" * 147 in squeezed(page_texts(made.pdf)[1])
    found = profile.of_area(town_snapshot, "2025", "BU00420101", "nl")
    assert len(opened(profile_pdf.pdf(town_snapshot, found, (), long)).pages) <= 3
