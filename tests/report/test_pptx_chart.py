"""Native charts: axes, formats, intervals, textures, and lines that never join two instruments."""

from __future__ import annotations

import dataclasses
import io
from itertools import pairwise

import openpyxl
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from tests.figures.sample import an_indicator
from tests.report.slides import chart_body, many_rows, trend_points
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.indicator import Unit
from wijkmonitor.report.pptx_chart import bars
from wijkmonitor.report.pptx_chart_parts import number_format, scale_for
from wijkmonitor.report.pptx_trend import explained, trend
from wijkmonitor.report.slide import ChartBody, TrendBody

FRAME = (12.0, 4.6)
_AXIS = (
    "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses "
)
SCHEMA = {
    "chartSpace": "date1904 lang roundedCorners chart txPr",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart catAx dateAx valAx",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "lineChart": "grouping varyColors ser marker axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls errBars cat val smooth",
    "dPt": "idx invertIfNegative marker bubble3D spPr",
    "dLbls": "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "errBars": "errDir errBarType errValType noEndCap plus minus spPr",
    "scaling": "orientation max min",
    "catAx": _AXIS + "auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "dateAx": _AXIS + "auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": _AXIS + "crossBetween majorUnit",
}
"""Order of the children of an element in ECMA-376 part 1, annex A (dml-chart.xsd), of those that we write."""


def drawn(body: ChartBody):
    return parse_xml(bars(body, "nl", *FRAME).xml)


@pytest.fixture
def body() -> ChartBody:
    return ChartBody(many_rows(10), an_indicator(), ("BU00000001",), ("Rekenstad", 0.42))


def test_elements_stand_in_the_order_of_the_schema(body):
    uneven = trend_points().replace({"date": {"2023-01-01": "2024-01-01"}})
    bodies = (TrendBody(trend_points(), an_indicator()), TrendBody(uneven, an_indicator()))
    for xml in (bars(body, "nl", *FRAME).xml, *(trend(one, "nl").xml for one in bodies)):
        for node in parse_xml(xml).iter():
            name, children = node.tag.partition("}")[2], [child.tag.partition("}")[2] for child in node]
            if name in SCHEMA and node.tag.startswith("{http://schemas.openxmlformats.org/drawingml/2006/chart"):
                order = SCHEMA[name].split()
                places = [order.index(child) for child in children]
                assert places == sorted(places), (name, children)


@pytest.mark.parametrize(
    ("unit", "values", "from_zero", "ends"),
    [
        (Unit.SHARE, [0.31, 0.52], True, (0.0, 0.6)),
        (Unit.SHARE, [0.9, 0.97], True, (0.0, 1.0)),
        (Unit.SCALE_5, [2.1, 3.9], True, (1.0, 4.0)),
        (Unit.BALANCE, [-0.4, 0.3], True, (-1.0, 0.3)),
        (Unit.PER_1000, [0.0, 0.0], True, (0.0, 0.2)),
        (Unit.PER_1000, [1.2, 7.4], True, (0.0, 8.0)),
        (Unit.SHARE, [0.41, 0.49], False, (0.41, 0.49)),
        (Unit.INDEX, [39.4, 59.2], False, (35.0, 60.0)),
    ],
)
def test_an_axis_has_room_for_all_values_within_what_the_unit_allows(unit, values, from_zero, ends):
    scale = scale_for(values, an_indicator(unit), from_zero=from_zero)
    assert scale.low <= min(values)
    assert scale.high >= max(values)
    assert (scale.high - scale.low) / scale.step <= 9
    assert (scale.low, scale.high) == pytest.approx(ends, abs=scale.step)


def test_numbers_are_written_in_the_language_of_the_reader_and_never_read_as_nothing():
    assert number_format(an_indicator(), [0.5], "nl") == "[$-413]0%"
    assert number_format(an_indicator(decimals=1), [0.5], "en") == "[$-809]0.0%"
    rate = an_indicator(Unit.PER_1000, decimals=1)
    assert number_format(rate, [2.0, float("nan"), 0.0], "nl") == "[$-413]#,##0.0"
    assert number_format(rate, [2.0, 0.03], "nl") == "[$-413]#,##0.00"


def test_each_texture_is_a_series_and_the_municipality_a_bar_of_its_own(body):
    series = {one.find(f".//{qn('c:tx')}//{qn('c:v')}").text: one for one in drawn(body).iter(qn("c:ser"))}
    assert list(series) == ["Rekenstad", "mag je zeggen", "met voorzichtigheid", "modelschatting"]
    patterns = {name: [one.get("prst") for one in ser.iter(qn("a:pattFill"))] for name, ser in series.items()}
    assert set(patterns["met voorzichtigheid"]) == {"wdUpDiag"}
    assert set(patterns["modelschatting"]) == {"pct25"}
    assert patterns["mag je zeggen"] == patterns["Rekenstad"] == []
    accent = PALETTES["light"].accent[1:]
    marked = [one for ser in series.values() for one in ser.iter(qn("c:dPt")) if accent in one.xml]
    assert [one.find(qn("c:idx")).get("val") for one in marked] == ["2"]


def test_every_bar_has_its_interval_from_the_sheet(body):
    chart = bars(body, "nl", *FRAME)
    page = openpyxl.load_workbook(io.BytesIO(chart.xlsx_blob)).active
    header = {cell.value: cell.column_letter for cell in page[1]}
    for ser in parse_xml(chart.xml).iter(qn("c:ser")):
        errors = ser.find(qn("c:errBars"))
        for side, name in (("c:plus", "marge omhoog"), ("c:minus", "marge omlaag")):
            assert errors.find(f"{qn(side)}//{qn('c:f')}").text == f"Sheet1!${header[name]}$2:${header[name]}$12"
    for row in page.iter_rows(min_row=3):
        told = [cell for cell in row[2:5] if cell.value is not None]
        formula = page[f"{header['marge omlaag']}{row[0].row}"].value
        low = f"{header['waarschijnlijk vanaf']}{row[0].row}"
        assert formula == (f"={told[0].coordinate}-{low}" if told else None)


def test_the_sheet_says_of_every_number_whether_it_may_be_said(body):
    page = openpyxl.load_workbook(io.BytesIO(bars(body, "nl", *FRAME).xlsx_blob)).active
    header = {cell.value: cell.column_letter for cell in page[1]}
    told = [page[f"{header['mag je dit zeggen?']}{row}"].value or "" for row in range(2, 13)]
    assert told[0] == ""
    assert {"mag je zeggen", "met voorzichtigheid (indicatief)", "alleen als modelschatting"} <= set(told)
    assert any(one.startswith("mag je niet zeggen: ") for one in told)
    assert page[f"{header['aantal antwoorden']}3"].value == body.rows["n_band"].iloc[0]


def test_what_cannot_be_drawn_or_was_chosen_is_said_beside_the_bar(body):
    labels = [v.text for v in drawn(body).find(f".//{qn('c:cat')}").iter(qn("c:v"))]
    assert labels[:3] == ["Rekenstad", "Gebied 0", "Gebied 1 (gekozen)"]
    silent = body.rows[body.rows["value"].isna()]["name"]
    assert len(silent)
    assert {f"{name}: geen cijfer" for name in silent} <= set(labels)


def test_when_every_area_was_chosen_none_is_marked(body):
    every = dataclasses.replace(body, selected=tuple(body.rows["code"]))
    assert "(gekozen)" not in drawn(every).xml
    assert list(drawn(every).iter(qn("c:dPt"))) == []


def test_the_line_stands_at_the_value_of_the_municipality(body):
    chart = bars(body, "nl", *FRAME)
    space, line = parse_xml(chart.xml), parse_xml(chart.line)
    plot = {name: float(space.find(f".//{qn('c:manualLayout')}/{qn(f'c:{name}')}").get("val")) for name in "xywh"}
    low, high = (
        float(space.find(f".//{qn('c:valAx')}/{qn('c:scaling')}/{qn(one)}").get("val")) for one in ("c:min", "c:max")
    )
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
    xs = [float(node.text) for node in line.iter(f"{namespace}x")]
    assert xs == pytest.approx([plot["x"] + plot["w"] * (0.42 - low) / (high - low)] * 2, abs=1e-4)
    assert bars(dataclasses.replace(body, municipal=None), "nl", *FRAME).line == b""


def test_a_line_never_joins_two_instruments_and_hollow_marks_are_explained():
    body = TrendBody(trend_points(), an_indicator())
    space = parse_xml(trend(body, "nl").xml)
    series = {
        one.find(f".//{qn('c:tx')}//{qn('c:v')}").text: [
            int(p.get("idx")) for p in one.find(qn("c:val")).iter(qn("c:pt"))
        ]
        for one in space.iter(qn("c:ser"))
    }
    assert series == {"Noord": [0, 1, 2], "Zuid": [0, 1], "Zuid (2e vragenlijst)": [2]}
    assert space.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
    marks = [
        [m.find(f".//{qn('c:symbol')}").get("val") for m in ser.iter(qn("c:dPt"))] for ser in space.iter(qn("c:ser"))
    ]
    assert marks == [["circle"], ["diamond", "circle"], []]
    assert explained(body, "nl") == "Open rondje: met voorzichtigheid; open ruit: omgerekend naar andere grenzen."
    assert explained(TrendBody(trend_points().assign(verdict="may_be_said", bridged=False), an_indicator()), "nl") == ""


def test_measured_and_modelled_values_are_two_lines_and_what_may_not_be_said_is_none():
    points = trend_points().query("series == 'Noord'").assign(kind=["observed", "modelled", "observed"])
    space = parse_xml(trend(TrendBody(points, an_indicator()), "nl").xml)
    names = [one.find(f".//{qn('c:tx')}//{qn('c:v')}").text for one in space.iter(qn("c:ser"))]
    assert names == ["Noord", "Noord: modelschatting"]
    silent = points.assign(verdict=["may_be_said", "may_not_be_said", "may_be_said"], kind="observed")
    (ser,) = parse_xml(trend(TrendBody(silent, an_indicator()), "nl").xml).iter(qn("c:ser"))
    assert [p.get("idx") for p in ser.find(qn("c:val")).iter(qn("c:pt"))] == ["0", "2"]


def test_editions_that_lie_unevenly_apart_stand_unevenly_apart():
    points = trend_points().replace({"date": {"2023-01-01": "2024-01-01"}})
    chart = trend(TrendBody(points, an_indicator()), "nl")
    space = parse_xml(chart.xml)
    assert space.find(f".//{qn('c:catAx')}") is None
    days = [float(v.text) for v in space.find(f".//{qn('c:cat')}").iter(qn("c:v"))]
    assert [b - a for a, b in pairwise(days)] == [1095, 366]
    page = openpyxl.load_workbook(io.BytesIO(chart.xlsx_blob)).active
    assert [page[f"A{row}"].value.date().isoformat() for row in (2, 3, 4)] == ["2021-01-01", "2024-01-01", "2025-01-01"]
    assert parse_xml(trend(TrendBody(trend_points(), an_indicator()), "nl").xml).find(f".//{qn('c:dateAx')}") is None


def test_an_edition_without_a_figure_is_a_gap():
    points = trend_points()
    body = TrendBody(points.assign(value=points["value"].mask(points["edition"].eq("2023"))), an_indicator())
    for ser in parse_xml(trend(body, "nl").xml).iter(qn("c:ser")):
        assert "1" not in [p.get("idx") for p in ser.find(qn("c:val")).iter(qn("c:pt"))]


def test_the_town_is_drawn_as_it_is(town_snapshot):
    body = chart_body(town_snapshot)
    assert len(list(drawn(body).iter(qn("c:ser")))) >= 2
