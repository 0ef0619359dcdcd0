"""The presentation is opened again and looked over: its words, its numbers, its notes, and that nothing breaks it."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pypdf
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu

from tests.figures.sample import an_indicator
from tests.report.slides import (
    HOSTILE,
    KEY,
    LONG_NAME,
    STYLE,
    UNBROKEN,
    a_deck,
    a_slide,
    cached,
    chart_body,
    charts_in,
    every_body,
    many_rows,
    map_body,
    reopened,
    sheet_of,
    words_on,
)
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report import story
from wijkmonitor.report.pptx import pptx
from wijkmonitor.report.pptx_chart import MOST_BARS
from wijkmonitor.report.slide import ChartBody, TableBody, TrendBody, WordsBody
from wijkmonitor.snapshot import Snapshot


@pytest.fixture(scope="module")
def content(town_snapshot: Snapshot) -> bytes:
    return pptx(a_deck(town_snapshot, *every_body(town_snapshot)), town_snapshot)


@pytest.fixture
def opened(content: bytes):
    return reopened(content)


def test_it_is_wide_and_every_page_has_its_own_title(opened):
    assert opened.slide_width / opened.slide_height == pytest.approx(16 / 9, abs=1e-4)
    titles = [page.shapes.title.text_frame.text for page in opened.slides]
    assert titles == [
        "Het verhaal",
        *(f"De zin van {key}." for key in ("kaart", "grafiek", "lijn", "tabel", "woorden")),
    ]


def test_no_placeholder_is_empty_and_every_shape_has_a_name_of_its_own(opened):
    for page in opened.slides:
        assert all(one.text_frame.text for one in page.placeholders)
        names = [shape.name for shape in page.shapes]
        assert all(names)
        assert len(names) == len(set(names))
        ids = [node.get("id") for node in page._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_every_figure_has_words_for_who_cannot_see_it(opened):
    figures = [s for page in opened.slides for s in page.shapes if s.has_chart or s.has_table or s.shape_type == 13]
    assert len(figures) == 4
    for shape in figures:
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == "Wat het beeld laat zien."


def test_every_page_has_foot_number_and_the_mark_of_an_invented_town(opened, town_snapshot):
    for number, page in enumerate(opened.slides, 1):
        kinds = {one.placeholder_format.type: one.text_frame.text for one in page.placeholders}
        assert town_snapshot.id in kinds[PP_PLACEHOLDER.FOOTER]
        assert page._element.xpath(".//a:fld[@type='slidenum']//a:t")[0].text == str(number)
        assert "alle cijfers zijn verzonnen" in words_on(page)


def test_a_real_town_is_not_called_invented(town_snapshot):
    deck = a_deck(town_snapshot, *every_body(town_snapshot), fictional=False)
    assert not any(
        "alle cijfers zijn verzonnen" in words_on(page) for page in reopened(pptx(deck, town_snapshot)).slides
    )


def test_notes_hold_what_the_speaker_needs(opened, town_snapshot):
    for page in list(opened.slides)[1:]:
        said = page.notes_slide.notes_text_frame.text
        assert "Bron: verzonnen." in said
        assert town_snapshot.id in said
        assert "Beeld: Wat het beeld laat zien." in said


@pytest.mark.parametrize(("lang", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_every_run_names_its_language(town_snapshot, lang, locale):
    content = pptx(a_deck(town_snapshot, *every_body(town_snapshot), lang=lang), town_snapshot)
    for page in reopened(content).slides:
        assert {run.get("lang") for run in page._element.iter(qn("a:rPr"))} == {locale}
        assert {run.get("lang") for run in page.notes_slide.notes_text_frame._txBody.iter(qn("a:rPr"))} == {locale}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith(("ppt/slides/", "ppt/charts/", "ppt/slideLayouts/", "ppt/presentation")):
                assert b"en-US" not in packed.read(name), name


def test_colours_and_logo_are_those_of_the_municipality(opened, content):
    for layout in opened.slide_layouts:
        drawn = layout._element.xml
        assert "5B2C83" in drawn
        assert "FFB612" in drawn
        pictures = [shape for shape in layout.shapes if shape.shape_type == 13]
        assert [one.image.blob for one in pictures] == [STYLE.logo]
        assert pictures[0].width / pictures[0].height == pytest.approx(3, abs=0.01)
        assert pictures[0]._element.xpath(".//p:cNvPr")[0].get("descr") == "Logo van Rekenstad"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b'accent1><a:srgbClr val="5B2C83"' in packed.read("ppt/theme/theme1.xml")
    tables = [shape.table for page in opened.slides for shape in page.shapes if shape.has_table]
    assert str(tables[0].cell(0, 0).fill.fore_color.rgb) == "5B2C83"


def test_without_a_logo_there_is_none(town_snapshot):
    content = pptx(a_deck(town_snapshot, *every_body(town_snapshot), style=HouseStyle()), town_snapshot)
    assert not any(shape.shape_type == 13 for layout in reopened(content).slide_layouts for shape in layout.shapes)


def test_the_same_deck_is_the_same_bytes(content, town_snapshot):
    assert pptx(a_deck(town_snapshot, *every_body(town_snapshot)), town_snapshot) == content
    assert reopened(content).core_properties.created.isoformat()[:10] == "2025-01-01"
    assert (reopened(content).core_properties.title, reopened(content).core_properties.author) == (
        "Het verhaal",
        "Rekenstad",
    )


def test_nothing_in_it_says_when_it_was_made(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [name for name in packed.namelist() if name.endswith(".xlsx")]
        assert sheets
        for name in sheets:
            with zipfile.ZipFile(io.BytesIO(packed.read(name))) as sheet:
                assert {one.date_time for one in sheet.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                assert b"1980-01-01T00:00:00Z" in sheet.read("docProps/core.xml")


def test_a_deck_of_another_snapshot_is_refused(town_snapshot):
    with pytest.raises(ValueError, match="snapshot"):
        pptx(a_deck(town_snapshot, snapshot_id="another"), town_snapshot)


def test_a_chart_and_its_sheet_hold_the_very_numbers_of_the_snapshot(opened, town_snapshot):
    chart, body = charts_in(opened)[0], chart_body(town_snapshot)
    told = sheet_of(chart)
    names, (municipality, whole) = told["hele naam"], body.municipal
    assert names == [municipality, *body.rows["name"]]
    estimates = town_snapshot.pick(KEY, "2025", "buurt").set_index("area")
    for place, code in enumerate(told["code"]):
        if not code:
            assert told[municipality][place] == whole
            continue
        row = estimates.loc[code]
        own = [told[one][place] for one in cached(chart) if one != municipality and told[one][place] is not None]
        assert own == ([] if pd.isna(row["value"]) else [row["value"]])
        for header, key in (("waarschijnlijk vanaf", "low"), ("waarschijnlijk tot", "high")):
            assert told[header][place] == (None if pd.isna(row[key]) else row[key])
        if own and not pd.isna(row["low"]):
            assert told["marge omlaag"][place] == pytest.approx(row["value"] - row["low"])
            assert told["marge omhoog"][place] == pytest.approx(row["high"] - row["value"])
    assert cached(chart) == {name: told[name] for name in cached(chart)}


def test_every_number_of_a_told_story_is_that_of_the_snapshot(town_snapshot):
    areas = tuple(town_snapshot.areas_of(2025, "buurt").index)
    deck = story.tell(
        town_snapshot, story.Choice(areas=areas, level="buurt", topics=tuple(town_snapshot.indicators)[:4])
    )
    known = set(town_snapshot.estimates[["value", "low", "high"]].to_numpy().ravel().tolist())
    charts = charts_in(reopened(pptx(deck, town_snapshot)))
    assert charts
    for chart in charts:
        for header, column in sheet_of(chart).items():
            if not header.startswith("marge"):
                assert {v for v in column if isinstance(v, float)} <= known, header


def test_a_table_says_what_the_slide_says(opened):
    table = next(shape.table for page in opened.slides for shape in page.shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Gebied", "Waarde"],
        ["Noord", "57%"],
        ["Zuid", "–"],
    ]
    assert table.first_row


def test_a_long_table_goes_on_with_its_header_on_a_next_page(town_snapshot):
    rows = tuple((f"Gebied {n}", f"{n}%") for n in range(80))
    deck = a_deck(town_snapshot, a_slide(TableBody(("Gebied", "Deel"), rows, (False, True))))
    pages = list(reopened(pptx(deck, town_snapshot)).slides)[1:]
    tables = [shape.table for page in pages for shape in page.shapes if shape.has_table]
    assert len(tables) > 1
    assert [row.cells[0].text for table in tables for row in list(table.rows)[1:]] == [name for name, _ in rows]
    assert {table.cell(0, 0).text for table in tables} == {"Gebied"}
    titles = [page.shapes.title.text_frame.text for page in pages]
    assert titles[:3] == [titles[0], f"{titles[0]} (vervolg)", f"{titles[0]} (vervolg 2)"]
    sizes = [
        run.font.size.pt for t in tables for row in t.rows for c in row.cells for run in c.text_frame.paragraphs[0].runs
    ]
    assert min(sizes) >= 12


def test_300_areas_are_all_in_charts_of_a_readable_number(town_snapshot):
    body = ChartBody(many_rows(300), an_indicator(), municipal=("Rekenstad", 0.5))
    charts = charts_in(reopened(pptx(a_deck(town_snapshot, a_slide(body)), town_snapshot)))
    told = [sheet_of(chart) for chart in charts]
    assert max(len(one["code"]) for one in told) <= MOST_BARS + 1
    assert [code for one in told for code in one["code"] if code] == body.rows["code"].tolist()


@pytest.mark.parametrize("body", ["none", "silent"])
def test_areas_without_any_figure_make_a_page_all_the_same(town_snapshot, body):
    rows = many_rows(0) if body == "none" else many_rows(3).assign(value=float("nan"), verdict="may_not_be_said")
    rows = rows.assign(low=float("nan"), high=float("nan"))
    bodies = (
        ChartBody(rows, an_indicator()),
        TrendBody(pd.DataFrame(columns=["value"]), an_indicator()),
        TableBody((), (), ()),
    )
    pages = list(reopened(pptx(a_deck(town_snapshot, *map(a_slide, bodies)), town_snapshot)).slides)[1:]
    assert len(pages) == 3
    for page in pages:
        said = words_on(page) + "".join(str(v) for s in page.shapes if s.has_chart for v in sheet_of(s.chart)["Gebied"])
        assert "geen cijfer" in said
        assert "nan" not in said.lower().split()


@pytest.mark.parametrize("name", [LONG_NAME, UNBROKEN, HOSTILE, "", "\n\t"])
def test_any_name_makes_a_whole_presentation(town_snapshot, name):
    chart = chart_body(town_snapshot, municipal=(name, 0.5), selected=("BU00420101",))
    bodies = (
        dataclasses.replace(chart, rows=chart.rows.assign(name=name)),
        map_body(town_snapshot, selected=("BU00420101",)),
        TableBody((name, "n"), ((name, "1"),) * 9, (False, True)),
        WordsBody((name,) * 9),
    )
    said = {"topic": name, "sentence": f"In {name} is het zo.", "alt": name, "notes": (name,)}
    slides = [a_slide(body, str(place), **said) for place, body in enumerate(bodies)]
    deck = a_deck(town_snapshot, *slides, title=name, subtitle=name, municipality=name, foot=name)
    content = pptx(deck, town_snapshot)
    opened = reopened(content)
    for page in opened.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= opened.slide_width
            assert shape.top + shape.height <= opened.slide_height
    assert content == pptx(deck, town_snapshot)
    for chart in charts_in(opened):
        assert "\u202e" not in str(sheet_of(chart))


def test_words_are_as_large_as_fits_and_no_larger(town_snapshot):
    sizes = []
    for words in (
        "Kort.",
        f"In {LONG_NAME} gaat het goed.",
        f"In {LONG_NAME} en {LONG_NAME} gaat het beter dan in {LONG_NAME}.",
    ):
        deck = a_deck(town_snapshot, a_slide(WordsBody(("a",)), sentence=words))
        title = list(reopened(pptx(deck, town_snapshot)).slides)[1].shapes.title
        sizes.append(title.text_frame.paragraphs[0].runs[0].font.size.pt)
    assert sizes[0] == 30
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 14


def test_too_many_lines_go_on_at_a_next_page(town_snapshot):
    lines = tuple(f"Dit is regel {n} van een lang verhaal dat niet op één dia past." for n in range(30))
    pages = list(reopened(pptx(a_deck(town_snapshot, a_slide(WordsBody(lines))), town_snapshot)).slides)[1:]
    assert len(pages) > 1
    told = [p.text for page in pages for p in page.placeholders[1].text_frame.paragraphs]
    assert told == list(lines)


def test_progress_runs_to_the_end(town_snapshot):
    told: list[float] = []
    pptx(a_deck(town_snapshot, *every_body(town_snapshot)), town_snapshot, lambda done, _: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)


def test_an_office_program_opens_it_and_nothing_is_cut_off(town_snapshot, tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not on this machine")
    long = a_slide(
        TableBody(("Gebied", "Deel"), ((LONG_NAME, "1%"),) * 12, (False, True)), "lang", sentence=LONG_NAME * 2
    )
    deck = a_deck(town_snapshot, *every_body(town_snapshot), long)
    (tmp_path / "verhaal.pptx").write_bytes(pptx(deck, town_snapshot))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "verhaal.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = pypdf.PdfReader(tmp_path / "verhaal.pdf").pages
    assert len(pages) == len(reopened((tmp_path / "verhaal.pptx").read_bytes()).slides)
    said = [" ".join(page.extract_text().split()) for page in pages]
    for page, slide in zip(said[1:6], deck.slides[:5], strict=True):
        assert slide.sentence in page
    assert "57%" in said[4]
    assert all("alle cijfers zijn verzonnen" in page for page in said)
    assert Emu(pages[0].mediabox.width * 12700) == pytest.approx(12_192_000, rel=0.001)
