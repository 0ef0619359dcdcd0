"""What was read: counted, worded, and complete."""

from __future__ import annotations

import pytest

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import provenance
from wijkmonitor.snapshot import Snapshot


def a_source(dataset: str, **given: object) -> dict[str, object]:
    usual = {"dataset": dataset, "file": f"{dataset}.csv", "rows": 1200, "left_out": 0, "period": "2025", "licence": "",
             "source": {"nl": "Gemeente", "en": "Municipality"}}  # fmt: skip
    return usual | given


def a_lost_row(**given: object) -> dict[str, object]:
    usual = {"dataset": "initiatives", "id": "I1", "name": "<b>Soep</b>", "file": "i.csv", "row": 3, "rows": 1,
             "reason": {"nl": "alleen een adres", "en": "only an address"}}  # fmt: skip
    return usual | given


REPORT = {
    "edition": "2025",
    "loaded": [a_source("survey", left_out=7), a_source("boundaries", rows=48)],
    "unlocated": [a_lost_row(), a_lost_row(dataset="survey", id="", name="", row=None, rows=12)],
    "warnings": [{"nl": "let op", "en": "mind"}],
}


def test_the_summary_counts_kinds_files_rows_and_what_was_lost():
    assert provenance.summary(REPORT, "nl") == (
        f"Voor editie 2025 zijn 2 van de {len(Dataset)} soorten gegevens ingelezen, uit 2 bestanden (1.248 rijen). "
        "Van 13 rijen is niet bekend waar ze horen."
    )
    assert "horen" not in provenance.summary(REPORT | {"unlocated": []}, "nl")


def test_files_come_in_the_order_of_the_datasets_and_empty_columns_stay_away():
    told = provenance.loaded_table(REPORT, "nl")
    assert told["Gegevens"].tolist() == ["Grenzen van wijken en buurten", "Bewonersenquête"]
    assert told["Weggelaten"].tolist() == ["", "7"]
    assert told["Rijen"].tolist() == ["48", "1.200"]
    assert "Licentie" not in told
    without = REPORT | {"loaded": [a_source("survey")]}
    assert "Weggelaten" not in provenance.loaded_table(without, "nl")


def test_what_is_absent_is_everything_that_was_not_read():
    assert provenance.absent(REPORT) == [d for d in Dataset if d not in (Dataset.SURVEY, Dataset.BOUNDARIES)]


def test_respondents_are_counted_and_others_named():
    told = provenance.unlocated_table(REPORT, "nl")
    assert told["Naam"].tolist() == ["<b>Soep</b>", ""]
    assert told["Hoeveel"].tolist() == ["1", "12"]
    assert told["Waarom"].tolist() == ["alleen een adres"] * 2
    assert provenance.unlocated_table(REPORT | {"unlocated": []}, "en").empty


def test_capitals_leave_names_alone():
    assert provenance.titled("modelled_figures", "nl") == "Modelschattingen van RIVM"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_real_snapshot_can_be_told(town_snapshot: Snapshot, lang):
    report = provenance.of_edition(town_snapshot, "2025")
    assert len(provenance.loaded_table(report, lang)) == len(report["loaded"])
    assert town_snapshot.id in provenance.about_snapshot(town_snapshot, lang).iloc[:, 1].tolist()
    with pytest.raises(KeyError):
        provenance.of_edition(town_snapshot, "1800")


def test_datasets_without_a_figure_are_called_not_shown(town_snapshot: Snapshot):
    indicators = town_snapshot.indicators.values()
    hidden = provenance.not_shown(indicators)
    assert Dataset.SURVEY not in hidden
    assert Dataset.BOUNDARIES not in hidden
    assert Dataset.CANDIDATE_SITES not in hidden  # plans choose from them
    assert all(not provenance.themes_of(dataset, indicators) for dataset in hidden)


@pytest.mark.parametrize("dataset", list(Dataset))
def test_every_dataset_has_a_form_and_an_explanation_of_each_of_its_columns(town_snapshot: Snapshot, dataset):
    header = town_snapshot.templates()[dataset.value].splitlines()[0].split(";")
    told = provenance.dictionary_table(town_snapshot.dictionary(), dataset, "nl")
    assert told["Kolom"].tolist() == header
    assert told["Wat erin staat"].ne("").all()
