"""What is said of promises, on the six of the town counted by hand, and the hard figures."""

import pandas as pd
import pytest

from wijkmonitor.columns import TABLES
from wijkmonitor.figures import hard_figures, promises


def test_how_many_were_kept_in_time(town_snapshot):
    found = promises.chosen(town_snapshot.promises, "2025", "", "")
    assert promises.answer(found, "nl") == (
        "Van 4 toezeggingen is de termijn voorbij. Daarvan op tijd gedaan: 1, te laat: 1, nog niet: 1, vervallen: 1. "
        "Daarnaast: 2 waarvan de termijn nog niet voorbij is, of zonder termijn; daarvan gedaan: 1."
    )


@pytest.mark.parametrize(
    ("area", "point", "ids"),
    [
        ("", "", {"t1", "t2", "t3", "t4", "t5", "t6"}),
        ("GM0042", "", {"t1", "t2", "t3", "t4", "t5", "t6"}),
        ("WK004201", "", {"t1", "t2"}),
        ("WK004201", "simple", {"t2"}),
        ("", "fun", {"t4"}),
        ("WK004202", "simple", set()),
    ],
)
def test_the_list_is_filtered_by_wijk_and_point(town_snapshot, area, point, ids):
    assert set(promises.chosen(town_snapshot.promises, "2025", area, point)["promise_id"]) == ids


def test_words_where_nothing_is_due_or_nothing_is_there(town_snapshot):
    running = promises.chosen(town_snapshot.promises, "2025", "WK004202", "")
    assert promises.answer(running, "nl") == "Toezeggingen: 1. Van geen daarvan is de termijn voorbij. Al gedaan: 0."
    assert promises.answer(running.iloc[:0], "nl") == "Hier staat geen toezegging op de lijst."
    assert promises.answer(promises.chosen(town_snapshot.promises, "2025", "", "contact"), "en").startswith(
        "Of 1 promise "
    )


def test_promises_for_the_whole_are_not_forgotten_in_a_wijk(town_snapshot):
    said = promises.elsewhere(town_snapshot.promises, "2025", "WK004201", "", "nl")
    assert said == "Toezeggingen voor de hele gemeente, die hier niet bij staan: 3."
    assert promises.elsewhere(town_snapshot.promises, "2025", "", "", "nl") == ""


def test_the_list_reads_as_dutch(town_snapshot):
    found = promises.chosen(town_snapshot.promises, "2025", "", "")
    table = promises.listed(found, pd.Series({"WK004201": "Wijk 1"}), "nl")
    assert table["Toezegging"].tolist()[0] == "Toezegging 4", "newest first"
    first = table[table["Toezegging"] == "Toezegging 1"].iloc[0]
    assert first["Beloofd voor"] == "1 juni 2023"
    assert first["Stand van zaken"] == "op tijd gedaan"
    assert first["Waar"] == "Wijk 1"
    assert table.loc[table["Toezegging"] == "Toezegging 3", ["Waar", "Gedaan op"]].to_numpy().tolist() == [
        ["hele gemeente", "–"]
    ]
    assert list(promises.for_download(found)) == [field.name for field in TABLES["promises"]]


def figures(*rows):
    return pd.DataFrame(rows, columns=["edition", "point", "hard_figure", "hard_figure_unit"])


def test_hard_figures_over_the_editions():
    found = figures(
        ("2021", "simple", 38, "dagen"), ("2023", "simple", 33.5, "dagen"), ("2025", "simple", 4, "stappen")
    )
    assert hard_figures.sentence(found, "simple", "2023", "nl") == "Dagen: 33,5 in 2023, 38 in 2021."
    assert hard_figures.sentence(found, "simple", "2025", "nl") == "Stappen: 4 in 2025.", (
        "another unit is no comparison"
    )
    assert "geen hard cijfer" in hard_figures.sentence(found, "fun", "2025", "nl")
    table = hard_figures.table(found, ["2021", "2023", "2025"], "nl")
    assert table.to_numpy().tolist() == [
        ["eenvoudig regelen", "dagen", "38", "33,5", "–"],
        ["eenvoudig regelen", "stappen", "–", "–", "4"],
    ]


def test_hard_figures_of_the_town(town_snapshot):
    assert hard_figures.known(town_snapshot).to_numpy().tolist() == [["2025", "simple", 21.0, "dagen"]]
