"""Who is active beside who lives there, in sentences, a table and a chart."""

import pandas as pd

from wijkmonitor.figures import representation

ROWS = pd.DataFrame(
    [
        {"group": "all", "value": 0.31, "said": None, "ratio": None, "ratio_low": None, "ratio_high": None},
        {"group": "age:75+", "value": 0.20, "said": "lower", "ratio": 0.645, "ratio_low": 0.51, "ratio_high": 0.81},
        {"group": "income:3", "value": 0.33, "said": "not_demonstrable", "ratio": 1.06, "ratio_low": 0.9, "ratio_high": 1.2},
    ]
).assign(verdict="may_be_said", kind="observed")  # fmt: skip


def test_sentences_name_only_what_is_demonstrable():
    assert representation.differing(ROWS, "nl") == [
        "75 jaar en ouder: 20 van 100, tegen 31 van 100 van alle bewoners. Dat is aantoonbaar minder."
    ]
    assert representation.differing(ROWS.drop(index=1), "nl") == [
        "Geen enkele groep is aantoonbaar vaker of minder vaak actief dan alle bewoners samen."
    ]


def test_what_rests_on_few_answers_is_called_indicative():
    told = representation.differing(ROWS.assign(verdict="with_care"), "nl")
    assert told[0].endswith("Dit is indicatief.")


def test_table_and_chart_say_the_ratio_with_its_margin():
    table = representation.worded(ROWS, "nl")
    assert table["Keer het gemiddelde"].tolist() == ["–", "0,6 (0,5 – 0,8)", "1,1 (0,9 – 1,2)"]
    assert table["Vergeleken met alle bewoners"].tolist() == ["–", "aantoonbaar lager", "niet aantoonbaar anders"]
    figure = representation.chart(ROWS, "nl", "light")
    assert list(figure.data[0].x) == [0.645, 1.06]
    assert "75 jaar en ouder: 0,6 (0,5 – 0,8)" in representation.chart_alt(ROWS, "nl")


def test_a_town_with_a_survey_has_groups_and_an_unmeasured_one_has_none(town_snapshot):
    indicator, rows = representation.of_area(town_snapshot, "2025", "GM0042")
    assert indicator is not None
    assert indicator.key == "active_last_year"
    assert rows["group"].iloc[0] == "all"
    assert rows["said"].iloc[1:].isin(["higher", "lower", "not_demonstrable", ""]).all()
    assert representation.of_area(town_snapshot, "2025", "BU00420202")[0] is None
