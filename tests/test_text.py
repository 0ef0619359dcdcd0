import datetime as dt

import pytest

from wijkmonitor.text import Text, date, listing, month, number, percent, short_date


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (0, 0, "0", "0"),
        (-0.01, 1, "0,0", "0.0"),
        (-1234567.0, 0, "-1.234.567", "-1,234,567"),
        (float("nan"), 0, "–", "–"),
        (None, 2, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value, decimals, nl, en):
    assert number(value, "nl", decimals) == nl
    assert number(value, "en", decimals) == en


def test_shares_become_whole_per_cents():
    assert percent(0.124, "nl") == "12%"
    assert percent(0.125, "nl", 1) == "12,5%"


def test_dates_are_written_out():
    assert date(dt.date(2025, 1, 1), "nl") == "1 januari 2025"
    assert date(dt.date(2025, 3, 31), "en") == "31 March 2025"


def test_months_are_written_out():
    assert month(dt.date(2025, 1, 31), "nl") == "januari 2025"
    assert month(dt.date(2025, 12, 1), "en") == "December 2025"


def test_a_text_fills_in_each_language():
    filled = Text(nl="{what} in {n}", en="{what} of {n}").fill(what=Text(nl="buurten", en="areas"), n=3)
    assert (filled.nl, filled.en) == ("buurten in 3", "areas of 3")


def test_listing():
    assert listing([], "nl") == ""
    assert listing(["a"], "nl") == "a"
    assert listing(["a", "b", "c"], "nl") == "a, b en c"
    assert listing(["a", "b"], "en") == "a and b"


def test_a_short_date_reads_as_each_language_writes_it():
    assert short_date(dt.date(2025, 1, 31), "nl") == "31-01-2025"
    assert short_date(dt.date(2025, 1, 31), "en") == "2025-01-31"
