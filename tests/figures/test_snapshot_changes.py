"""Two snapshots side by side: each cause alone gives only that cause, and a difference is no surer than it is."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.small_town import end_an_initiative, write_small_town
from tests.town import BUURTEN, CODE
from wijkmonitor import build, catalogue
from wijkmonitor.analysis.changed import Basis, State
from wijkmonitor.figures import snapshot_changes, snapshot_words
from wijkmonitor.figures.snapshot_causes import Cause
from wijkmonitor.figures.snapshot_changes import NotComparable, compare
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.snapshot import load
from wijkmonitor.text import same

DENSITY = "initiative_density"


def built(folder):
    return load(build.build(folder).path)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def move_the_border(folder, edition="2025"):
    """Noord gives its southern 150 metres, where initiative 1 is, to Zuid."""
    path = folder / edition / "buurten.geojson"
    told = json.loads(path.read_text(encoding="utf-8"))
    for feature, side in zip(told["features"], ("min", "max", None, None), strict=True):
        if side:
            ring = feature["geometry"]["coordinates"][0]
            old = (min if side == "min" else max)(y for _, y in ring)
            feature["geometry"]["coordinates"] = [[[x, y + 150 if y == old else y] for x, y in ring]]
    path.write_text(json.dumps(told), encoding="utf-8")


def more_by_half(indicator):
    """The same indicator worked out otherwise."""

    def compute(edition):
        raw = indicator.compute(edition).copy()
        raw[["value", "low", "high"]] *= 1.5
        return raw

    return replace(indicator, compute=compute)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return built(write_small_town(tmp_path_factory.mktemp("before") / "rekenstad"))


@pytest.fixture
def copy(before, tmp_path):
    return shutil.copytree(before.path.parents[1], tmp_path / "rekenstad")


def row(found, indicator, area, edition="2025"):
    rows = found.rows
    (place,) = rows.index[
        (rows["indicator"] == indicator) & (rows["area"] == area) & (rows["edition_after"] == edition)
    ]
    return rows.loc[place]


def causes(found):
    return set(found.by_cause)


def test_a_snapshot_beside_itself_has_no_difference(before):
    found = compare(before, before)
    assert found.differing.empty
    assert (found.rows["state"] == State.SAME.value).all()
    assert found.by_cause == {}
    assert snapshot_changes.summary(found, "nl")[0].startswith("Deze twee momentopnamen geven dezelfde")
    assert not any(snapshot_changes.facts(found, "nl").values())
    assert snapshot_words.table(found, "nl").empty


def test_only_new_data(before, copy):
    end_an_initiative(copy)
    found = compare(before, built(copy))
    assert causes(found) == {(Cause.DATA,)}
    own = found.differing[found.differing["indicator"] == DENSITY]
    assert set(own["area"]) == {"BU00420101", "WK004201", CODE}, "nothing happened elsewhere"
    noord = row(found, DENSITY, "BU00420101")
    assert (noord["value_before"], noord["value_after"]) == pytest.approx((2.0, 1.0))
    assert noord["difference"] == pytest.approx(-1.0)
    assert noord["basis"] == Basis.OVERLAP.value
    assert noord["difference_low"] < -1 < noord["difference_high"]
    assert noord["said"] == "not_demonstrable", "one initiative more or less may be chance"
    facts = snapshot_changes.facts(found, "nl")
    assert "2025/initiatieven.csv" in facts[Cause.DATA]
    assert not any(said for cause, said in facts.items() if cause is not Cause.DATA)


def test_only_another_boundary(before, copy):
    move_the_border(copy)
    found = compare(before, built(copy))
    assert causes(found) == {(Cause.BOUNDARY,)}
    noord, zuid = (row(found, DENSITY, code) for code in ("BU00420101", "BU00420102"))
    assert (noord["value_after"], zuid["value_after"]) == pytest.approx((1.0, 2.0))
    assert not noord["indirect"]
    own = found.differing[found.differing["indicator"] == DENSITY]
    assert set(own["area"]) == {"BU00420101", "BU00420102"}, "the border lies inside a wijk"
    assert snapshot_changes.facts(found, "nl")[Cause.BOUNDARY].endswith("Noord, Zuid")


def test_only_another_definition(before, copy, monkeypatch):
    other = replace(more_by_half(REGISTRY[DENSITY]), about=same("Iets anders"))
    monkeypatch.setitem(REGISTRY, DENSITY, other)
    found = compare(before, built(copy))
    assert (Cause.DEFINITION,) in causes(found)
    assert set(found.differing.loc[found.differing["indicator"] == DENSITY, Cause.DEFINITION]) == {True}
    own = found.differing[found.differing["indicator"] == DENSITY]
    assert not own[[Cause.DATA, Cause.BOUNDARY, Cause.METHOD, Cause.SETTINGS]].any(axis=None)
    noord = row(found, DENSITY, "BU00420101")
    assert noord["basis"] == Basis.EXACT.value
    assert np.isnan(noord["difference_low"])
    assert noord["said"] == ""


def test_only_other_words_changes_no_figure_but_is_told(before, copy, monkeypatch):
    monkeypatch.setitem(REGISTRY, DENSITY, replace(REGISTRY[DENSITY], about=same("Iets anders")))
    found = compare(before, built(copy))
    assert found.differing.empty
    assert snapshot_changes.facts(found, "nl")[Cause.DEFINITION]
    assert "Geen enkel cijfer is hierdoor anders." in snapshot_words.cards(found, "nl")


def test_only_another_method(before, copy, monkeypatch):
    monkeypatch.setitem(REGISTRY, DENSITY, more_by_half(REGISTRY[DENSITY]))
    monkeypatch.setattr(catalogue, "program", lambda: {"version": "9", "fingerprint": "anders"})
    found = compare(before, built(copy))
    assert causes(found) == {(Cause.METHOD,)}
    assert row(found, DENSITY, "BU00420101")["basis"] == Basis.EXACT.value
    assert "9 (anders)" in snapshot_changes.facts(found, "nl")[Cause.METHOD]


def test_only_other_settings(before, copy):
    """Without an edition's own licence nothing changes but the file; a figure that differs then comes from the settings."""
    edit(copy / "municipality.toml", "background_map = false", "background_map = true")
    after = built(copy)
    assert compare(before, after).differing.empty
    moved = replace(after, estimates=after.estimates.assign(value=after.estimates["value"] * 1.5))
    assert causes(compare(before, moved)) == {(Cause.SETTINGS,)}


def test_causes_that_come_together_are_all_named(before, copy, monkeypatch):
    end_an_initiative(copy)
    monkeypatch.setattr(catalogue, "program", lambda: {"version": "9", "fingerprint": "anders"})
    found = compare(before, built(copy))
    assert causes(found) == {(Cause.DATA, Cause.METHOD)}
    said = snapshot_changes.summary(found, "nl")
    assert "nieuwe gegevens en een andere werkwijze samen" in said[0]
    assert "niet te scheiden" in said[1]


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory):
    return built(write_small_town(tmp_path_factory.mktemp("two") / "rekenstad", ("2023", "2025")))


def test_an_edition_that_stayed_the_same_rules_the_method_out(two_editions, tmp_path, monkeypatch):
    """With another program 2023, of which no file changed, still gives the same: so it is the data of 2025."""
    folder = shutil.copytree(two_editions.path.parents[1], tmp_path / "rekenstad")
    end_an_initiative(folder)
    monkeypatch.setattr(catalogue, "program", lambda: {"version": "9", "fingerprint": "anders"})
    found = compare(two_editions, built(folder))
    assert set(found.differing["edition_after"]) == {"2025"}
    assert row(found, DENSITY, "BU00420101")[list(Cause)].tolist() == [True, False, False, False, False]
    monkeypatch.setitem(REGISTRY, DENSITY, more_by_half(REGISTRY[DENSITY]))
    found = compare(two_editions, built(folder))
    assert row(found, DENSITY, "BU00420101")[list(Cause)].tolist() == [True, False, False, True, False]
    assert row(found, DENSITY, "BU00420101", "2023")[list(Cause)].tolist() == [False, False, False, True, False]


def test_a_new_edition_lies_beside_the_last_one_before_it(before, tmp_path):
    folder = write_small_town(tmp_path / "rekenstad", ("2025", "2026"))
    end_an_initiative(folder, "2026")
    found = compare(before, built(folder))
    noord = row(found, DENSITY, "BU00420101", "2026")
    assert (noord["edition_before"], noord["basis"]) == ("2025", Basis.INDEPENDENT.value)
    assert noord["difference"] == pytest.approx(-2.0), "by then nobody had confirmed the other one for two years"
    assert noord[Cause.DATA]
    assert row(found, DENSITY, "BU00420101")["state"] == State.SAME.value
    backwards = compare(found.inputs.after, before)
    gone = backwards.differing
    assert set(gone["edition_before"]) == {"2026"}
    assert set(backwards.by_cause) == {(Cause.DATA,)}
    assert set(gone.loc[gone["value_before"].notna(), "state"]) == {State.DISAPPEARED.value}


def test_differences_add_up_both_ways(before, copy):
    end_an_initiative(copy)
    after = built(copy)
    there, back = compare(before, after), compare(after, before)
    assert there.by_cause == back.by_cause
    keys = ["indicator", "area", "edition_after"]
    one, other = (side.rows.set_index(keys)["difference"].sort_index() for side in (there, back))
    pd.testing.assert_series_equal(one, -other + 0.0, check_names=False)


def test_every_difference_is_counted_once(before, copy):
    end_an_initiative(copy)
    move_the_border(copy)
    found = compare(before, built(copy))
    assert sum(found.by_cause.values()) == len(found.differing)
    assert found.differing[list(Cause)].any(axis=1).all(), "nothing differs without a cause"
    assert not found.rows.loc[found.rows["state"] == State.SAME.value, list(Cause)].any(axis=None)


def test_a_survey_is_never_tested_against_its_own_answers(town_snapshot):
    """The same answers with another method: certain, and without a margin. Modelled values and other questions: no test."""
    table = town_snapshot.estimates.copy()
    whole = (table["indicator"] == "strong_ties") & (table["group"] == "all")
    table.loc[whole, ["value", "low", "high"]] += 0.01
    found = compare(town_snapshot, replace(town_snapshot, estimates=table))
    assert set(found.differing["basis"]) == {Basis.EXACT.value}
    assert set(found.differing["said"]) == {""}
    table.loc[whole, "instrument"] = "anders"
    found = compare(town_snapshot, replace(town_snapshot, estimates=table))
    assert set(found.differing["basis"]) == {Basis.APART.value}
    assert found.differing["difference"].isna().all()


def test_two_municipalities_are_not_compared(before):
    about = {**before.package["wijkmonitor"], "municipality": {**before.municipality, "code": "GM0001"}}
    with pytest.raises(NotComparable):
        compare(before, replace(before, package={**before.package, "wijkmonitor": about}))


def test_the_file_has_every_difference_and_nothing_else(before, copy):
    end_an_initiative(copy)
    found = compare(before, built(copy))
    rows = snapshot_changes.for_download(found, "nl")
    assert list(rows.columns) == list(snapshot_changes.DOWNLOADED)
    assert len(rows) == len(found.differing)
    assert set(rows["cause_data"]) == {"yes"}
    assert set(rows["cause_method"]) == {"no"}
    assert rows["name"].isin([name for name, *_ in BUURTEN.values()] + ["Rekenstad"]).sum() > 0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_in_words(before, copy, lang):
    end_an_initiative(copy)
    found = compare(before, built(copy))
    table = snapshot_words.table(found, lang, DENSITY)
    said = " ".join(table.to_numpy().astype(str).ravel())
    assert (
        "niet aantoonbaar anders (ruime marge" if lang == "nl" else "not demonstrably different (wide margin"
    ) in said
    assert ("2,0" if lang == "nl" else "2.0") in said
    assert "nan" not in said
    assert snapshot_words.only_first(found, lang) == ""


def test_names_are_escaped_on_the_cards(before):
    files = {"<img src=x>.csv": "00"}
    about = {**before.package["wijkmonitor"], "source_files": files}
    found = compare(before, replace(before, package={**before.package, "wijkmonitor": about}))
    assert "<img src=x" not in snapshot_words.cards(found, "nl")
