"""What is said of social capital: nothing that rests on a model, on chance or on nothing."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import an_indicator
from tests.figures.social_rows import row, without
from wijkmonitor.figures import social_capital
from wijkmonitor.indicator import Unit


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((0.80, 0.70, 0.99), "aantoonbaar minder contact over groepen heen dan bij toeval"),
        ((0.80, 0.70, 1.00), "niet aantoonbaar minder contact over groepen heen dan bij toeval"),
        ((1.00, 0.90, 1.10), "niet aantoonbaar minder contact over groepen heen dan bij toeval"),
        ((1.20, 1.01, 1.40), "aantoonbaar meer contact over groepen heen dan bij toeval"),
    ],
)
def test_chance_is_left_behind_only_by_the_whole_interval(ends, said):
    value, low, high = ends
    told = social_capital.against_chance(
        pd.Series(row(value=value, low=low, high=high)), an_indicator(Unit.RATIO, decimals=2), "nl"
    )
    assert told.endswith(f": {said}.")


def test_no_claim_about_chance_rests_on_a_model_or_on_nothing():
    about = an_indicator(Unit.RATIO, decimals=2)
    modelled = pd.Series(row(value=0.5, low=0.4, high=0.6, verdict="model_only", kind="modelled"))
    assert "aantoonbaar" not in social_capital.against_chance(modelled, about, "nl")
    nothing = social_capital.against_chance(pd.Series(without(reason="suppressed")), about, "nl")
    assert nothing == "Dal: geen verhouding te geven (niet getoond, zodat niemand herkenbaar is)."


def test_indicative_ratio_is_called_so():
    careful = pd.Series(row(value=0.5, low=0.4, high=0.6, verdict="with_care"))
    assert social_capital.against_chance(careful, an_indicator(Unit.RATIO, decimals=2), "en").endswith(
        "This is indicative."
    )


def test_answer_compares_only_what_was_tested():
    about = (an_indicator(), an_indicator())
    tested = [pd.Series(row(value=0.8, difference="higher")), pd.Series(row(value=0.5, difference="not_demonstrable"))]
    said = social_capital.answer(tested, about, "Rekenstad", "nl")
    assert "80%" in said
    assert "50%" in said
    assert "aantoonbaar hoger" in said
    assert "niet aantoonbaar anders" in said
    untested = [tested[0], pd.Series(row(value=0.5))]
    assert "aantoonbaar" not in social_capital.answer(untested, about, "Rekenstad", "nl")
    assert social_capital.answer([tested[0], pd.Series(without())], about, "Rekenstad", "nl") == ""


def test_topics_hold_every_indicator_of_ties_once(town_snapshot):
    indicators = town_snapshot.indicators
    found = social_capital.topics(indicators)
    assert found[:2] == [social_capital.BONDING, social_capital.BRIDGING]
    assert len(found) == len(set(found))
    assert set(found) == {key for key, one in indicators.items() if one.theme == "ties"}
    assert set(social_capital.axes(indicators)) < set(found)


def test_alphas_are_read_from_the_statistics():
    class With:
        statistics = pd.DataFrame(
            {
                "indicator": social_capital.COHESION,
                "edition": "2025",
                "level": ["gemeente", "wijk", "wijk"],
                "area": ["GM0042", "WK004201", "WK004202"],
                "statistic": ["cronbach_alpha", "cronbach_alpha", "something"],
                "value": [0.84, 0.65, 0.9],
                "low": [0.82, np.nan, 0.8],
                "high": [0.86, np.nan, 0.95],
            }
        )

    places = {"GM0042": "Rekenstad", "WK004201": "Noord", "WK004202": "Zuid"}
    good, poor = social_capital.alphas(With, "2025", places, "nl")
    assert good == "In Rekenstad hangen de stellingen goed samen: alfa 0,84 (waarschijnlijk tussen 0,82 en 0,86)."
    assert "matig" in poor
    assert "alfa 0,65. Lees de score daar met voorzichtigheid" in poor
    assert social_capital.alphas(With, "2023", places, "nl") == []
