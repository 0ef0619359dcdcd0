"""Figures for other borders: totals stay, constants stay, and nothing is told that was not said."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import bridged
from wijkmonitor.analysis.bridged import ALIKE, PART, RENAMED, WHOLE


def links(*rows: tuple[str, str, float, float, float, str]) -> pd.DataFrame:
    columns = ["area_from", "area_to", "share_of_area", "share_of_population", "share_of_target", "how"]
    return pd.DataFrame(rows, columns=columns)


TOWN = links(
    ("same", "same", 1.0, 1.0, 1.0, "same"),
    ("old name", "new name", 1.0, 1.0, 1.0, "recode"),
    ("split", "left", 0.5, 0.8, 1.0, "shape"),
    ("split", "right", 0.5, 0.2, 1.0, "shape"),
    ("one", "both", 1.0, 1.0, 0.4, "shape"),
    ("two", "both", 1.0, 1.0, 0.6, "shape"),
    ("strip", "grown", 1.0, 1.0, 0.2, "shape"),
)
BACK = links(
    ("left", "split", 1.0, 1.0, 0.5, "shape"),
    ("right", "split", 1.0, 1.0, 0.5, "shape"),
)
PEOPLE = pd.Series({"same": 10.0, "old name": 20.0, "split": 100.0, "one": 300.0, "two": 100.0, "strip": 5.0})
VALUES = pd.Series({"same": 0.1, "old name": 0.2, "split": 0.3, "one": 0.4, "two": 0.8, "strip": 0.6})


def estimates(values: pd.Series = VALUES, **changed) -> pd.DataFrame:
    frame = pd.DataFrame({"area": values.index, "value": values.to_numpy()})
    frame = frame.assign(low=frame["value"] - 0.05, high=frame["value"] + 0.1, n_band="100+", kind="observed")
    frame = frame.assign(instrument="q1", verdict="may_be_said", reason="", shrinkage=np.nan).set_index("area")
    for area, (column, value) in changed.items():
        frame.loc[area, column] = value
        if column == "reason":
            frame.loc[area, ["value", "low", "high"]] = np.nan
            frame.loc[area, "verdict"] = "may_not_be_said"
    return frame.reset_index()


def onto(rows: pd.DataFrame, table: pd.DataFrame = TOWN, *, counted: bool = False) -> pd.DataFrame:
    return bridged.onto(rows, table, PEOPLE, counted=counted).set_index("area")


def test_what_a_new_area_is_made_of():
    assert bridged.composition(TOWN).to_dict() == {
        "same": ALIKE, "new name": RENAMED, "left": PART, "right": PART, "both": WHOLE, "grown": PART,
    }  # fmt: skip


def test_a_count_is_divided_as_residents_are_and_keeps_its_total():
    found = bridged.carried(PEOPLE, TOWN, PEOPLE, counted=True)
    assert found.to_dict() == {
        "same": 10, "new name": 20, "left": pytest.approx(80), "right": pytest.approx(20), "both": 400, "grown": 5,
    }  # fmt: skip
    assert found.sum() == pytest.approx(PEOPLE.sum(), abs=1e-9)


def test_a_share_is_the_mean_over_residents():
    found = bridged.carried(VALUES, TOWN, PEOPLE, counted=False)
    assert found["both"] == pytest.approx(0.75 * 0.4 + 0.25 * 0.8)
    assert found[["left", "right"]].tolist() == pytest.approx([0.3, 0.3])
    unknown = bridged.carried(VALUES, TOWN, PEOPLE.drop("two"), counted=False)
    assert unknown["both"] == pytest.approx(0.4 * 0.4 + 0.6 * 0.8), "by land where residents are unknown"


def test_the_same_everywhere_stays_the_same_everywhere():
    found = onto(estimates(pd.Series(0.5, index=VALUES.index)))
    known = found[found["value"].notna()]
    assert known["value"].to_numpy() == pytest.approx(0.5)
    assert known["low"].to_numpy() == pytest.approx(0.45), "and no margin grows or shrinks by itself"
    assert known["high"].to_numpy() == pytest.approx(0.6)


def test_a_split_that_is_merged_again_gives_back_what_there_was():
    away = bridged.carried(PEOPLE, TOWN, PEOPLE, counted=True)
    assert bridged.carried(away, BACK, away, counted=True)["split"] == pytest.approx(100, abs=1e-9)
    share = bridged.carried(VALUES, TOWN, PEOPLE, counted=False)
    assert bridged.carried(share, BACK, away, counted=False)["split"] == pytest.approx(0.3, abs=1e-9)


def test_what_did_not_change_is_told_as_it_was():
    found = onto(estimates())
    for area in ("same", "new name"):
        assert found.loc[area, ["verdict", "n_band", "kind"]].tolist() == ["may_be_said", "100+", "observed"]
    for area in ("left", "both"):
        assert found.loc[area, ["verdict", "n_band"]].tolist() == ["with_care", ""]


def test_an_area_that_was_mostly_elsewhere_has_no_share_but_keeps_its_count():
    assert onto(estimates()).loc["grown", ["verdict", "reason"]].tolist() == ["may_not_be_said", "other_borders"]
    assert onto(estimates(PEOPLE), counted=True).loc["grown", "value"] == 5


def test_nothing_is_told_of_an_area_of_which_nothing_was_said():
    found = onto(estimates(two=("reason", "suppressed"), split=("reason", "too_few")))
    assert found.loc[["left", "right", "both"], "value"].isna().all()
    assert found.loc[["left", "right", "both"], "reason"].tolist() == ["too_few", "too_few", "suppressed"]
    counted = onto(estimates(PEOPLE, two=("reason", "suppressed")), counted=True)
    assert counted.loc["both", "reason"] == "suppressed", "half a count would be a wrong count"


def test_a_small_silent_part_does_not_silence_the_whole():
    rows, people = estimates(two=("reason", "too_few")), PEOPLE.replace({100.0: 20.0})
    found = bridged.onto(rows, TOWN, people, counted=False).set_index("area")
    assert found.loc["both", "value"] == pytest.approx(0.4)


def test_a_model_estimate_stays_one():
    rows = estimates(one=("kind", "modelled"))
    rows.loc[rows["area"] == "one", "verdict"] = "model_only"
    assert onto(rows).loc["both", ["kind", "verdict"]].tolist() == ["modelled", "model_only"]


def test_nobody_in_a_part():
    table = links(("split", "left", 0.5, 1.0, 1.0, "shape"), ("split", "right", 0.5, 0.0, 1.0, "shape"))
    found = onto(estimates(), table)
    assert found.loc["left", "value"] == pytest.approx(0.3)
    assert found.loc["right", ["value", "reason"]].isna().tolist() == [True, False]
    assert found.loc["right", "reason"] == "no_residents"
    assert onto(estimates(PEOPLE), table, counted=True)["value"].tolist() == [100, 0]


def test_no_links_no_rows():
    assert onto(estimates(), TOWN.iloc[:0]).empty
