"""Files that open where they are meant to, and cannot run anything there."""

from __future__ import annotations

import csv
import io
import json
import re

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.export import COLUMNS, NothingThere, Question, answer, export_frame, in_words, to_csv, to_geojson


def cells(data: bytes, separator: str, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator))


def test_excel_reads_dutch_numbers():
    data = to_csv(pd.DataFrame({"naam": ["Noord; Oost"], "waarde": [-3.5], "leeg": [float("nan")]}), "excel_nl")
    assert data == b'\xef\xbb\xbfnaam;waarde;leeg\r\n"Noord; Oost";-3,5;\r\n'


def test_open_data_follows_rfc_4180():
    data = to_csv(pd.DataFrame({"naam": ['De "Hof", café'], "waarde": [-3.5]}), "open_data")
    assert data == 'naam,waarde\r\n"De ""Hof"", café",-3.5\r\n'.encode()


@pytest.mark.parametrize(
    "text", ["=1+1", "+31", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "-", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_neutralised(text):
    if text == "+31":
        assert cells(to_csv(pd.DataFrame({"a": [text]}), "excel_nl"), ";", "utf-8-sig")[1] == ["+31"]
        return
    assert cells(to_csv(pd.DataFrame({"a": [text]}), "excel_nl"), ";", "utf-8-sig")[1] == ["'" + text]
    assert cells(to_csv(pd.DataFrame({text: [1]}), "excel_nl"), ";", "utf-8-sig")[0] == ["'" + text]


@pytest.mark.parametrize("text", ["-3,5", "-3.5", "12", "BU00420101", "Noord"])
def test_plain_numbers_and_words_stay_as_they_are(text):
    assert cells(to_csv(pd.DataFrame({"a": [text]}), "excel_nl"), ";", "utf-8-sig")[1] == [text]


def test_a_band_is_not_read_as_a_date():
    frame = pd.DataFrame({"n_band": ["10-24", "100+"]})
    assert [row[0] for row in cells(to_csv(frame, "excel_nl"), ";", "utf-8-sig")] == ["n_band", "10–24", "100+"]
    assert [row[0] for row in cells(to_csv(frame, "open_data"), ",", "utf-8")] == ["n_band", "10-24", "100+"]


def test_a_frame_has_names_titles_and_the_snapshot(town_snapshot):
    frame = export_frame(town_snapshot, town_snapshot.estimates, "nl")
    assert frame.columns.tolist() == list(COLUMNS)
    assert len(frame) == len(town_snapshot.estimates)
    assert set(frame["snapshot"]) == {town_snapshot.id}
    assert frame["name"].notna().all()
    assert frame["title"].notna().all()
    shuffled = town_snapshot.estimates.sample(frac=1, random_state=1)
    assert to_csv(export_frame(town_snapshot, shuffled, "nl"), "open_data") == to_csv(frame, "open_data")


def test_geojson_has_shapes_and_figures(town_snapshot):
    indicator = next(iter(town_snapshot.indicators))
    rows = town_snapshot.pick(indicator, "2025", "buurt")
    collection = json.loads(to_geojson(town_snapshot, export_frame(town_snapshot, rows, "nl")))
    assert len(collection["features"]) == 4
    assert all(feature["geometry"]["type"] in ("Polygon", "MultiPolygon") for feature in collection["features"])
    assert set(collection["features"][0]["properties"]) == set(COLUMNS)


def test_a_selection_names_what_there_is(town_snapshot):
    known = next(iter(town_snapshot.indicators))
    data = answer(town_snapshot, Question(indicator=(known,), level=("buurt",)))
    assert {row[5] for row in cells(data, ",", "utf-8")[1:]} == set(
        town_snapshot.areas.query("level == 'buurt'")["code"]
    )
    with pytest.raises(NothingThere, match=known):
        answer(town_snapshot, Question(indicator=("nothing",)))
    features = json.loads(answer(town_snapshot, Question(indicator=(known,)), "geojson"))["features"]
    assert {feature["properties"]["level"] for feature in features} == {"buurt"}


def test_the_order_of_columns_is_a_promise():
    assert COLUMNS[COLUMNS.index("n_eff") :] == (
        "n_eff",
        "shrinkage",
        "kind",
        "instrument",
        "verdict",
        "reason",
        "difference",
        "change",
        "change_low",
        "change_high",
        "changed",
    )


def tell_apart(town_snapshot, lang):
    """A modelled row, a row that is indicative and higher, and one without a value."""
    some = town_snapshot.pick("strong_ties", "2025", "buurt").head(3).reset_index(drop=True)
    return export_frame(
        town_snapshot,
        some.assign(
            value=[0.5, 0.7, np.nan],
            shrinkage=[0.32, np.nan, np.nan],
            kind=["modelled", "observed", "observed"],
            verdict=["model_only", "with_care", "may_not_be_said"],
            reason=["", "", "suppressed"],
            difference=["", "higher", ""],
            change=[np.nan, -0.06, np.nan],
            change_low=[np.nan, -0.11, np.nan],
            change_high=[np.nan, -0.01, np.nan],
            changed=["", "lower", ""],
        ),
        lang,
    )


def test_excel_has_words_and_open_data_has_codes(town_snapshot):
    frame = tell_apart(town_snapshot, "nl")
    coded = cells(to_csv(frame, "open_data"), ",", "utf-8")
    at = {name: place for place, name in enumerate(coded[0])}
    assert [coded[2][at[name]] for name in ("verdict", "difference", "change", "changed")] == [
        "with_care",
        "higher",
        "-0.06",
        "lower",
    ]
    told = cells(to_csv(in_words(frame, "nl"), "excel_nl"), ";", "utf-8-sig")
    assert told[0] == coded[0]
    names = ("kind", "verdict", "difference", "change", "change_low", "change_high", "changed")
    assert [told[2][at[name]] for name in names] == [
        "gemeten met een enquête", "met voorzichtigheid (indicatief)", "aantoonbaar hoger", "-0,06", "-0,11", "-0,01",
        "aantoonbaar lager",
    ]  # fmt: skip
    assert [told[1][at[name]] for name in ("shrinkage", "kind", "difference", "change", "changed")] == [
        "0,32", "modelschatting", "", "", "",
    ]  # fmt: skip
    assert in_words(frame, "en")["verdict"].tolist()[1] == "with care (indicative)"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_file_spells_out_that_a_value_is_missing(town_snapshot, lang):
    frame = export_frame(town_snapshot, town_snapshot.estimates, lang)
    for data in (to_csv(frame, "open_data"), to_csv(in_words(frame, lang), "excel_nl")):
        assert not {cell for row in cells(data, ",", "utf-8-sig") for cell in row} & {"nan", "NaN", "None", "<NA>"}
        assert not re.search(rb"[;,](nan|NaN|None|<NA>)[;,\r]", data)
