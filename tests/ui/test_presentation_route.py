"""The address of a deck: whole pages with our headers, 404 for what is not there, other mistakes fall back."""

import gzip
import re
import shutil

import pytest

from tests.ui.test_server import directives
from wijkmonitor import build, catalogue
from wijkmonitor.report.typesetting import FONTS
from wijkmonitor.ui import cache, deck
from wijkmonitor.ui.deck import choice_of
from wijkmonitor.ui.view import PARAMETERS, View

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def rekenstad(municipalities, town, town_snapshot):
    """The town of tests/town.py as the one municipality of the server; its snapshot's id."""
    municipalities["rekenstad"] = town
    for one in (cache.deck, cache.deck_page, cache.geometry):
        one.clear()
    return town_snapshot.id


@pytest.fixture
def ask(get, rekenstad):
    def at(query="", snapshot=rekenstad, gemeente="rekenstad", **headers):
        return get(f"/presentatie/{gemeente}/{snapshot}?{query}", **headers)

    return at


def body(answer):
    return answer.body.decode("utf-8")


def slides(answer):
    return re.findall(r'<section class="slide" id="([^"]+)"', body(answer))


def test_a_deck_is_a_page_of_its_own(ask):
    answer = ask("level=buurt")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = directives(answer)
    assert "unsafe" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert policy["default-src"] == "'self'"
    assert "<title>Het verhaal voor de raad – Rekenstad</title>" in body(answer)
    assert slides(answer)[0] == "opening"
    assert slides(answer)[-1] == "leeswijzer"


def test_it_comes_packed_to_who_takes_that(ask):
    packed = ask(accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask().body


@pytest.mark.parametrize(
    ("query", "lang", "said"), [("lang=en", "en", "Leave"), ("", "nl", "Stoppen"), ("lang=xx", "nl", "Stoppen")]
)
def test_it_speaks_the_language_of_the_address(ask, query, lang, said):
    text = body(ask(query))
    assert f'<html lang="{lang}">' in text
    assert said in text


def test_the_choice_in_the_address_is_what_is_told(ask):
    found = slides(ask("story=own&level=buurt&story_areas=BU00420201,BU00420101&story_topics=reach_400,strong_ties"))
    assert found == ["opening", "reach-400-kaart", "reach-400-grafiek", "strong-ties-kaart", "strong-ties-grafiek",
                     "gebied-BU00420201", "gebied-BU00420101", "leeswijzer"]  # fmt: skip


@pytest.mark.parametrize(
    ("gemeente", "snapshot"),
    [
        ("rekenstad", "0" * 12),
        ("rekenstad", "current"),
        ("rekenstad", ".."),
        ("nergens", None),
        ("..", None),
        ("_stcore", "health"),
    ],
)
def test_what_is_not_there_is_not_found(ask, rekenstad, gemeente, snapshot):
    answer = ask(gemeente=gemeente, snapshot=snapshot or rekenstad)
    assert answer.status == 404
    assert b"slide" not in answer.body


@pytest.mark.parametrize(
    "query",
    ["story=bestaat_niet", "level=straat", "edition=1999", "slide=x", "slide=-3", "slide=99999", "story_areas=BU1,BU2,,",
     "story_topics=<script>", "lang=%3Cscript%3E", "area=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"],
)  # fmt: skip
def test_mistakes_fall_back_to_the_story_for_the_council(ask, query):
    answer = ask(query)
    assert answer.status == 200
    assert slides(answer) == slides(ask())
    assert body(answer).count("<script") == 1


def test_hostile_names_are_text(get, municipalities, town, tmp_path):
    folder = tmp_path / "vreemd"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    for name, old in (("buurten.geojson", "Noord"), ("municipality.toml", "Rekenstad")):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, HOSTILE), encoding="utf-8")
    build.build(folder)
    municipalities["vreemd"] = folder
    for one in (cache.municipalities, cache.published):
        one.clear()
    address = f"/presentatie/vreemd/{catalogue.current_id(folder)}?level=buurt&story_areas=BU00420101&story_topics=strong_ties"
    text = body(get(address))
    assert "&lt;script&gt;alert(1)" in text
    assert text.count("<script") == 1


def test_a_withdrawn_one_opens_and_says_so(ask, municipalities, rekenstad, to_withdraw):
    municipalities["rekenstad"] = to_withdraw
    cache.municipalities.clear()
    assert "INGETROKKEN" not in body(ask("level=buurt"))
    catalogue.withdraw(to_withdraw, rekenstad, reason="Het <b>register</b> was dubbel", by="Team data")
    cache.published.clear()
    answer = ask("level=buurt")
    assert answer.status == 200, "whoever holds the link still sees it"
    assert slides(answer)[0] == "ingetrokken"
    assert "door Team data: Het &lt;b&gt;register&lt;/b&gt; was dubbel" in body(answer)
    assert body(answer).count("INGETROKKEN OP") == len(slides(answer))


def test_the_way_back_keeps_the_choice(ask, rekenstad):
    back = re.search(r'id="leave" href="([^"]+)"', body(ask("story=plekken&level=buurt&slide=3&onbekend=1")))[1]
    assert back.startswith("../../presentatie?")
    for part in ("story=plekken", "level=buurt", f"snapshot={rekenstad}", "gemeente=rekenstad"):
        assert part in back
    assert "onbekend" not in back


def test_the_page_and_the_deck_tell_the_same_choice():
    view = View(
        "nl",
        "rekenstad",
        "abc",
        "2025",
        "buurt",
        story="own",
        story_areas=("BU1",),
        story_topics=("reach_400",),
        slide=4,
    )
    asked = {
        "story": "own",
        "story_areas": "BU1",
        "story_topics": "reach_400",
        "level": "buurt",
        "gemeente": "x",
        "snapshot": "y",
    }
    address = deck.address_of(view, asked)
    assert address.startswith("presentatie/rekenstad/abc?")
    assert "gemeente" not in address
    assert address.endswith("slide=4")
    assert choice_of(view).areas == ("BU1",)
    assert {"story", "story_areas", "story_topics", "slide"} <= set(PARAMETERS)


@pytest.mark.parametrize("name", ["deck.css", "deck.js"])
def test_the_files_of_the_deck_are_served(get, rekenstad, name):
    assert rekenstad
    assert get(f"/assets/{name}").status == 200


def test_the_typeface_is_served(get, rekenstad):
    assert rekenstad
    for path in FONTS.glob("*.ttf"):
        assert get(f"/assets/fonts/{path.name}").body == path.read_bytes()
    assert get("/assets/fonts/..%2f..%2fslide.py").status == 404
