"""The sentence on who has nothing nearby."""

import math

import pandas as pd
import pytest

from wijkmonitor.figures import white_spots

PARTS = pd.DataFrame({"name": ["Noord", "Zuid", "Oost", "West"], "value": [700.0, 300.0, 240.0, 0.0]})


def row(value: float, verdict: str = "may_be_said") -> pd.Series:
    return pd.Series({"value": value, "verdict": verdict})


def said(few, reached, group="all", lang="nl", parts=PARTS, verdict="may_be_said") -> str:
    return white_spots.sentence(row(few), row(reached, verdict), parts, "Rekenstad", group, lang)


def test_how_many_and_where():
    assert said(1240.0, 0.98) == (
        "Zo’n 1.240 bewoners in Rekenstad (2 van de 100) hebben niets binnen 800 meter lopen; de meesten wonen in Noord (700)."
    )
    two = PARTS.assign(value=[500.0, 400.0, 340.0, 0.0])
    assert "in Noord (500) en Zuid (400)." in said(1240.0, 0.98, parts=two)
    assert "(minder dan 1 van de 100)" in said(20.0, 0.999, parts=PARTS.iloc[:0])


def test_of_a_group_and_a_part_of_the_day():
    older = said(300.0, 0.8, "lens:75plus")
    assert "bewoners van 75 jaar en ouder" in older
    assert "binnen 430 meter" in older
    assert "hebben in de avond niets binnen 800 meter" in said(300.0, 0.8, "daypart:evening")
    assert said(300.0, 0.8, "daypart:evening", "en").startswith(
        "Some 300 residents in Rekenstad (20 in 100) have nothing within a walk of 800 metres in the evening"
    )


def test_many_small_ones_are_not_named():
    many = pd.DataFrame({"name": list("ABCDEFGH"), "value": [100.0] * 8})
    assert "de meesten" not in said(800.0, 0.9, parts=many)


def test_care_and_nothing():
    assert said(300.0, 0.8, verdict="with_care").endswith(" Dit is indicatief.")
    assert said(math.nan, 0.8) == said(300.0, math.nan) == ""
    assert said(0.0, 1.0).startswith("Bijna alle bewoners in Rekenstad hebben een ontmoetingsplek")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_shorter_walk_is_said(lang):
    assert "430" in white_spots.shorter_walk("lens:75plus", 800, lang)
    assert "15" in white_spots.shorter_walk("lens:limitation", None, lang)
    assert white_spots.shorter_walk("lens:65plus", 800, lang) == ""
    assert white_spots.shorter_walk("all", 800, lang) == ""
