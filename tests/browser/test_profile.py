"""A profile on paper: what the browser prints, and the PDF behind the button."""

import io

import pypdf
import pytest

from tests.browser.conftest import DEMO
from wijkmonitor import catalogue
from wijkmonitor.figures import profile
from wijkmonitor.report import profile_pdf
from wijkmonitor.snapshot import load

AREA = "/wijkprofiel?level=wijk&area=WK999902"


@pytest.mark.parametrize("path", ["/wijkprofiel", AREA, "/wijkprofiel?level=buurt&area=BU99990204"])
def test_it_prints_on_two_sheets_without_the_frame(open_page, path):
    page = open_page(path).page
    page.wait_for_selector(".profile")
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(reader.pages) <= 2
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] in ([595, 842], [595, 841], [596, 842])
    said = "\n".join(one.extract_text() for one in reader.pages)
    assert "Momentopname" in said
    for chrome in ("Download als PDF", "Verkennen", "Verder lezen", "Gebieden"):
        assert chrome not in said


def test_the_button_gives_the_pdf_of_the_snapshot(open_page, demo_snapshot):
    page = open_page(AREA).page
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als PDF").click()
    assert download.value.suggested_filename == "WK999902-havenkwartier-2025-nl.pdf"
    snapshot = load(catalogue.snapshot_path(DEMO, demo_snapshot))
    expected = profile_pdf.pdf(snapshot, profile.of_area(snapshot, "2025", "WK999902", "nl"))
    assert download.value.path().read_bytes() == expected
