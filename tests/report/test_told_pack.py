"""Stories as they are really told, packed: every number in every file is that of the snapshot, and nothing unsayable is in it."""

import io
import re
import shutil
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from tests.report.reading_pdf import numbers, slide_texts, squeezed
from wijkmonitor import build
from wijkmonitor.attention import GAP, RESIDENTS
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import words
from wijkmonitor.report.pack import pack
from wijkmonitor.report.slide import ChartBody, TableBody, WordsBody
from wijkmonitor.report.story import MOST_AREA_SLIDES, Choice, tell
from wijkmonitor.snapshot import load

AREAS = ("BU00420101", "BU00420201", "BU00420202")
TOPICS = ("strong_ties", "feels_at_home", "residents")
CHOICES = {
    "raad": Choice("nl"),
    "raad-en": Choice("en"),
    "own": Choice("nl", level="buurt", story="own", areas=AREAS, topics=TOPICS),
}


@pytest.fixture(scope="module", params=list(CHOICES))
def told(request, town_snapshot):
    """A deck, its pack and the files in that."""
    deck = tell(town_snapshot, CHOICES[request.param])
    made = pack(deck, town_snapshot, ())
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        return deck, made, {name: archive.read(name) for name in archive.namelist()}


def spoken(slide):
    body = slide.body
    if isinstance(body, TableBody):
        return [slide.sentence, *body.header, *(cell for row in body.rows for cell in row)]
    return [slide.sentence, *(body.lines if isinstance(body, WordsBody) else ())]


def test_every_word_of_every_slide_is_on_paper(told):
    deck, made, _files = told
    texts = slide_texts(made.pdf)
    assert len(texts) == len(deck.slides) + 1
    for slide, text in zip(deck.slides, texts, strict=False):
        for said in (slide.topic, *spoken(slide)):
            assert squeezed(said) in squeezed(text), slide.key


def test_a_table_on_paper_holds_no_number_of_its_own(told):
    deck, made, _files = told
    texts = slide_texts(made.pdf)
    plain = [(slide, text) for slide, text in zip(deck.slides, texts, strict=False)
             if isinstance(slide.body, TableBody | WordsBody)]  # fmt: skip
    assert plain
    pages = {str(number) for number in range(1, 100)}
    for slide, text in plain:
        mine = numbers(" ".join([*spoken(slide), slide.topic, deck.foot, deck.municipality]))
        assert numbers(text) - pages <= mine, slide.key


def test_every_value_in_a_chart_on_paper_is_that_of_the_snapshot(told, town_snapshot):
    deck, made, _files = told
    charts = [(slide, text) for slide, text in zip(deck.slides, slide_texts(made.pdf), strict=False)
              if isinstance(slide.body, ChartBody)]  # fmt: skip
    assert charts
    for slide, text in charts:
        about = slide.body.indicator
        edition, level = slide.estimates["edition"].iloc[0], slide.estimates["level"].mode().iloc[0]
        truth = town_snapshot.pick(about.key, edition, level).set_index("area")
        for _, row in slide.body.rows.iterrows():
            source = truth.loc[row["code"]] if row["code"] in truth.index else None
            if source is None or source["verdict"] == Verdict.NOT.value:
                assert pd.isna(row["value"])
            else:
                assert row["value"] == source["value"]
                assert words.formatted(pd.Series([source["value"]]), about, deck.lang)[0] in text


def test_every_figure_in_the_archive_is_that_of_the_snapshot(told, town_snapshot):
    deck, _made, files = told
    truth = town_snapshot.estimates.set_index(["indicator", "area", "edition", "group"])
    scan = town_snapshot.scan.set_index(["point", "judge", "area", "edition"])["score"]
    tables = {name: content for name, content in files.items() if "/" in name and not name.endswith("-excel.csv")}
    assert len(tables) == sum(not slide.estimates.empty for slide in deck.slides)
    for name, content in tables.items():
        table = pd.read_csv(io.BytesIO(content), dtype={"edition": "str", "area": "str"}, keep_default_na=False)
        for row in table.to_dict("records"):
            value = float(row["value"]) if row["value"] != "" else None
            assert (value is None) == (row["verdict"] == Verdict.NOT.value), name
            if row["indicator"].startswith("scan_"):
                judge, point = row["group"].removeprefix("judge:"), row["indicator"].removeprefix("scan_")
                if judge not in (GAP, RESIDENTS) and value is not None:
                    assert value == pytest.approx(scan.loc[(point, judge, row["area"], row["edition"])], abs=1e-4)
                continue
            source = truth.loc[(row["indicator"], row["area"], row["edition"], row["group"])]
            assert row["verdict"] == source["verdict"], name
            assert pd.isna(source["value"]) if value is None else value == source["value"], name


def test_excel_gets_as_many_rows_as_open_data(told):
    _deck, _made, files = told
    for name, content in files.items():
        if name.endswith("-excel.csv"):
            excel = pd.read_csv(io.BytesIO(content), sep=";", decimal=",", encoding="utf-8-sig")
            mine = pd.read_csv(io.BytesIO(files[name.replace("-excel", "")]))
            assert len(excel) == len(mine)
            assert excel["value"].tolist() == pytest.approx(mine["value"].tolist(), nan_ok=True)


def test_of_an_area_nothing_is_told_that_may_not_be_said(told, town_snapshot):
    deck, _made, _files = told
    table = town_snapshot.estimates
    silent = table[table["verdict"].eq(Verdict.NOT.value) & table["group"].eq("all")]
    of_areas = [slide for slide in deck.slides if slide.key.startswith("gebied-")]
    assert len(of_areas) == len([one for one in CHOICES["own"].areas if deck.title == "Een eigen verhaal"])
    for slide in of_areas:
        area = slide.key.removeprefix("gebied-")
        titles = [
            town_snapshot.indicators[key].title(deck.lang) for key in silent.loc[silent["area"].eq(area), "indicator"]
        ]
        rows = slide.body.rows if isinstance(slide.body, TableBody) else ()
        assert not [row for row in rows for title in titles if row[0].startswith(title)], area
        if not rows:
            assert not numbers(" ".join(slide.body.lines).replace(area, "")) - numbers(" ".join(titles)), area


def test_a_judgement_that_may_not_be_said_is_a_dash(told):
    deck, made, _files = told
    for slide, text in zip(deck.slides, slide_texts(made.pdf), strict=False):
        if slide.key == "gemeente":
            _point, _residents, officials, gap, _difference = slide.body.rows[-1]
            assert officials.startswith("– (")
            assert gap == "–"
            assert not numbers(officials)
            assert squeezed(officials) in squeezed(text)


def test_the_notes_of_every_slide_are_on_paper(told):
    deck, made, _files = told
    turned = re.escape(squeezed(deck.foot)) + r"\d+/\d+(" + re.escape(squeezed(deck.municipality)) + ")?"
    last = re.sub(turned, "", squeezed(slide_texts(made.pdf)[-1]))  # a note may go on over the page
    for slide in deck.slides:
        for note in slide.notes:
            assert squeezed(note) in last


@pytest.fixture(scope="module")
def long_named(town, tmp_path_factory):
    """The town with a buurt whose name is hostile, 120 characters long and partly beyond any font."""
    folder = tmp_path_factory.mktemp("long") / "langstad"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    file, name = folder / "buurten.geojson", "#panic() $x$ 😀 <b> " + "Langenaamwijk" * 8
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Noord", name[:120]), encoding="utf-8")
    return name[:120], load(build.build(folder).path)


def test_a_name_of_120_characters_is_on_paper_in_full(long_named):
    name, snapshot = long_named
    made = pack(tell(snapshot, CHOICES["own"]), snapshot, ())
    texts = squeezed(" ".join(slide_texts(made.pdf)))
    assert squeezed(name.replace("😀", "□")) in texts


def test_300_areas_chosen_are_packed_and_the_rest_is_told(town_snapshot):
    codes = tuple(f"BU0042{number:04}" for number in range(5000, 5300))
    more = pd.DataFrame({"code": codes, "name": [f"Buurt {code}" for code in codes], "parent": "WK004201"})
    more = more.assign(level="buurt", vintage=2025, population=100.0)
    large = replace(town_snapshot, areas=pd.concat([town_snapshot.areas, more], ignore_index=True))
    deck = tell(large, Choice("nl", level="buurt", story="own", areas=codes))
    texts = slide_texts(pack(deck, large, ()).pdf)
    assert len(texts) == len(deck.slides) + 1
    shown = [text for text in texts[:-1] if "Buurt BU0042" in text]
    assert len(shown) == MOST_AREA_SLIDES
    assert str(len(codes) - MOST_AREA_SLIDES) in " ".join(texts)
