from __future__ import annotations

import pytest

from tests.sources.village import assert_told
from wijkmonitor.sources import encoding

NAMES = "code;naam\n1;Chassébuurt\n2;Curaçaostraat\n3;Noordzijde-België\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(codec: str) -> None:
    assert encoding.decode(NAMES.encode(codec), None, "x.csv") == (NAMES, [])


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_an_older_encoding_is_recognised_and_told(codec: str) -> None:
    text, faults = encoding.decode(NAMES.encode(codec), None, "x.csv")
    assert text == NAMES
    assert [fault.severity for fault in faults] == ["warning"]
    assert faults[0].row == 2
    assert_told(faults[0], "Chassébuurt", f'encoding = "{codec}"')


@pytest.mark.parametrize(
    ("actual", "stated"), [("mac_roman", "cp1252"), ("cp1252", "mac_roman"), ("utf-8", "cp1252"), ("cp1252", "utf-8")]
)
def test_a_stated_encoding_that_does_not_fit_is_refused(actual: str, stated: str) -> None:
    text, faults = encoding.decode(NAMES.encode(actual), stated, "x.csv")
    assert text is None
    assert_told(faults[0], f'encoding = "{actual}"')


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-8"])
def test_a_stated_encoding_that_fits_is_used(codec: str) -> None:
    assert encoding.decode(NAMES.encode(codec), codec, "x.csv") == (NAMES, [])


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    text, faults = encoding.decode(NAMES.encode(), "utf-9", "x.csv")
    assert text is None
    assert_told(faults[0], "utf-9", 'encoding = "utf-8"')
