"""The pack for the council: three files and annexes, every figure that of the snapshot, the same bytes every time."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from tests.report.reading_pdf import page_texts
from tests.report.slides import reopened, words_on
from tests.report.town_deck import town_deck
from wijkmonitor.estimate import COLUMNS, Verdict
from wijkmonitor.export import dictionary
from wijkmonitor.report import names, said
from wijkmonitor.report.pack import figure_files, pack
from wijkmonitor.responses import Response

NAME = "raadspakket-rekenstad-{id}"
KEYS = ["indicator", "area", "edition", "group"]


@pytest.fixture
def packed(town_snapshot):
    """Makes the pack of a deck."""

    def make(deck, progress=lambda _fraction, _said: None, accepted=()):
        return pack(deck, town_snapshot, accepted, progress)

    return make


def files_in(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_holds_slides_paper_and_the_figures_of_every_slide(town_snapshot, packed):
    made = packed(town_deck(town_snapshot))
    name = NAME.format(id=town_snapshot.id)
    files = files_in(made.archive)
    assert made.name == name
    assert list(files) == [
        "LEESMIJ.txt",
        f"{name}.pptx",
        f"{name}.pdf",
        "cijfers/01-kaart.csv",
        "cijfers/01-kaart-excel.csv",
        "cijfers/02-grafiek.csv",
        "cijfers/02-grafiek-excel.csv",
        "cijfers/03-tabel.csv",
        "cijfers/03-tabel-excel.csv",
        "cijfers/04-woorden.csv",
        "cijfers/04-woorden-excel.csv",
        "kolommen.csv",
        "indicatoren.csv",
    ]
    assert files[f"{name}.pptx"] == made.pptx
    assert files[f"{name}.pdf"] == made.pdf


def test_the_figures_of_every_slide_are_those_of_the_snapshot(town_snapshot, packed):
    deck = town_deck(town_snapshot)
    files = files_in(packed(deck).archive)
    truth = town_snapshot.estimates.set_index(KEYS)
    for place, slide in enumerate(deck.slides, start=1):
        text = io.BytesIO(files[f"cijfers/{place:02d}-{slide.key}.csv"])
        told = pd.read_csv(
            text, dtype={"n_band": "str", "edition": "str"}, keep_default_na=False, na_values={"value": "", "low": ""}
        )
        assert len(told) == len(slide.estimates)
        assert set(told["snapshot"]) == {town_snapshot.id}
        for _, row in told.iterrows():
            source = truth.loc[tuple(row[KEYS])]
            for column in ("value", "low", "verdict", "reason", "n_band", "kind"):
                assert row[column] == source[column] or (pd.isna(row[column]) and pd.isna(source[column]))
            assert pd.isna(row["value"]) == (row["verdict"] == Verdict.NOT.value)


def test_excel_reads_the_same_figures_in_dutch(town_snapshot):
    deck = town_deck(town_snapshot)
    text = figure_files(deck, town_snapshot)["cijfers/01-kaart-excel.csv"].decode("utf-8-sig")
    told = pd.read_csv(io.StringIO(text), sep=";", decimal=",")
    mine = deck.slides[0].estimates.sort_values("area", ignore_index=True)
    assert told["value"].round(4).tolist() == pytest.approx(mine["value"].tolist(), nan_ok=True)
    assert set(told["verdict"]) == {"mag je zeggen", "met voorzichtigheid (indicatief)", "mag je niet zeggen"}


def test_every_column_is_explained(town_snapshot, packed):
    files = files_in(packed(town_deck(town_snapshot)).archive)
    explained = pd.read_csv(io.BytesIO(files["kolommen.csv"]), sep=";", encoding="utf-8-sig")
    header = pd.read_csv(io.BytesIO(files["cijfers/01-kaart.csv"])).columns
    assert set(header) <= set(explained["column"])
    assert explained["meaning_nl"].notna().all()
    topics = pd.read_csv(io.BytesIO(files["indicatoren.csv"]), sep=";", encoding="utf-8-sig")
    assert topics["indicator"].tolist() == ["strong_ties"]
    assert len(dictionary.dictionary_frame(town_snapshot)) == len(explained)


def test_the_letter_says_what_is_in_it_and_where_it_comes_from(town_snapshot, packed):
    files = files_in(packed(town_deck(town_snapshot)).archive)
    letter = files["LEESMIJ.txt"].decode("utf-8-sig")
    assert "\r\n" in letter
    for name in [*files][1:]:
        assert f"* {name.replace('-excel', '')}: " in letter
    for words in (town_snapshot.id, "REKENSTAD BESTAAT NIET", "mag je niet zeggen", "Verzonnen", "CC0-1.0"):
        assert words in letter


def test_in_english_everything_is_english(town_snapshot, packed):
    made = packed(town_deck(town_snapshot, "en"))
    files = files_in(made.archive)
    assert made.name.startswith("council-pack-rekenstad")
    assert {"README.txt", "columns.csv", "figures/01-kaart.csv"} <= set(files)
    assert "may not be said" in files["README.txt"].decode("utf-8-sig")


def test_the_same_deck_gives_the_same_bytes(town_snapshot, packed):
    assert packed(town_deck(town_snapshot)) == packed(town_deck(town_snapshot))


def test_nothing_in_the_archive_tells_the_clock(town_snapshot, packed):
    with zipfile.ZipFile(io.BytesIO(packed(town_deck(town_snapshot)).archive)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("municipality", "safe"),
    [("'s-Gravenhage", "s-gravenhage"), ("../../etc", "etc"), ("Súdwest-Fryslân", "sudwest-fryslan"), ("中", "x")],
)
def test_file_names_are_safe(town_snapshot, municipality, safe):
    deck = replace(town_deck(town_snapshot), municipality=municipality)
    assert names.of_pack(deck) == f"raadspakket-{safe}-{town_snapshot.id}"
    long = names.of_pack(replace(deck, municipality="N" * 120))
    assert len(long) < 100
    odd = replace(deck, slides=(replace(deck.slides[0], key="../A B;c"),))
    assert next(iter(figure_files(odd, town_snapshot))) == "cijfers/01-a-b-c.csv"


def test_a_slide_without_figures_has_no_file(town_snapshot, packed):
    deck = town_deck(town_snapshot)
    words = replace(deck.slides[3], estimates=pd.DataFrame())
    none = replace(deck.slides[0], estimates=deck.slides[0].estimates.iloc[:0])
    files = files_in(packed(replace(deck, slides=(words, none))).archive)
    assert not [name for name in files if name.endswith(".csv")]


def test_accepted_responses_travel_along(town_snapshot, packed):
    def response(number, area, indicator):
        where = (town_snapshot.id, "2025", area, indicator)
        return Response(number, *where, "resident", f"Wat {number}", dt.date(2025, 2, number), "ja")

    heard = (
        response(1, "BU00420101", ""),
        response(2, "BU00420102", "strong_ties"),
        response(3, "BU00420101", "lonely"),
        response(4, "GM9999", ""),
    )
    made = packed(town_deck(town_snapshot), accepted=heard)
    files = files_in(made.archive)
    told = page_texts(made.pdf)[-1]
    assert "Noord: “Wat 1” (bewoner, 1 februari 2025) De gemeente: ja" in told
    assert "Zuid: “Wat 2” (bewoner, 2 februari 2025, over: Heeft iemand om op terug te vallen)" in told
    assert "Wat 3" not in told
    table = pd.read_csv(io.BytesIO(files["weerwoord.csv"]), sep=";", encoding="utf-8-sig")
    assert table["number"].tolist() == [1, 2]
    last = reopened(made.pptx).slides[-1]
    assert said.HEADING("nl") in words_on(last)
    assert "Noord: “Wat 1” (bewoner, 1 februari 2025) De gemeente: ja" in words_on(last)
    assert "Wat 2" in words_on(last)
    assert "Wat 3" not in words_on(last)
    assert "* weerwoord.csv: " in files["LEESMIJ.txt"].decode("utf-8-sig")


def test_progress_runs_from_nothing_to_done(town_snapshot, packed):
    told = []
    packed(town_deck(town_snapshot), lambda fraction, said: told.append((fraction, said("nl"))))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert any(words.startswith("PowerPoint: ") for _, words in told)
    assert any(words.startswith("PDF: ") for _, words in told)


def test_the_columns_of_a_slide_are_those_of_estimates(town_snapshot):
    assert all(list(slide.estimates) == list(COLUMNS) for slide in town_deck(town_snapshot).slides)
