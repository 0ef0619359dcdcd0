import math

import pandas as pd
import pytest

from wijkmonitor.methods import scales

NONE = math.nan


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((1, 1, NONE), 1),
        ((0, 0, NONE), 0),
        ((1, 0, NONE), NONE),
        ((1, NONE, NONE), NONE),
        ((0, NONE, NONE), NONE),
        ((NONE, NONE, NONE), NONE),
        ((1, 0, 1), 1),
        ((0, 1, 0), 0),
    ],
)
def test_two_of_three(answers: tuple[float, ...], expected: float):
    assert scales.at_least(pd.DataFrame([answers]), 2).iloc[0] == pytest.approx(expected, nan_ok=True)


def test_one_lonely_answer_decides_and_three_good_ones_do():
    answers = pd.DataFrame([[2, NONE, NONE], [1, 1, NONE], [1, 1, 1], [NONE, 3, 1]])
    lonely = scales.at_least(scales.marks(answers, [2, 3]), 1)
    assert lonely.tolist() == pytest.approx([1, NONE, 0, 1], nan_ok=True)


def test_scale_by_hand():
    names = ["turned", "b", "c", "d", "e", "f"]
    answers = pd.DataFrame(
        [
            [1, 5, 5, 5, 5, 5],  # totally cohesive: 10
            [5, 1, 1, 1, 1, 1],  # not at all: 0
            [2, 4, 3, NONE, NONE, 5],  # 4, 4, 3, 5 -> mean 4 -> 7.5
            [2, 4, 3, NONE, NONE, NONE],  # three answers: too few
        ],
        columns=names,
    )
    scores = scales.scale_0_10(answers, at_least=4, turned=["turned"])
    assert scores.tolist() == pytest.approx([10, 0, 7.5, NONE], nan_ok=True)
    assert answers.loc[0, "turned"] == 1, "the answers themselves stay as they were"


def test_items_of_a_scale_are_turned_the_same_way():
    table = pd.DataFrame({"a": [1, NONE], "b": [2, 5]})
    found = scales.scale_items(table, ["a", "b", "not_asked"], turned=["a"])
    assert found["a"].tolist() == pytest.approx([5, NONE], nan_ok=True)
    assert found["b"].tolist() == [2, 5]
    assert found["not_asked"].isna().all()
    assert table.loc[0, "a"] == 1, "the answers themselves stay as they were"


def test_agreeing_is_four_or_five():
    table = pd.DataFrame({"item": [1, 2, 3, 4, 5, NONE]})
    assert scales.agrees(table, "item").tolist() == pytest.approx([0, 0, 0, 1, 1, NONE], nan_ok=True)
    assert scales.agrees(table, "not_asked").isna().all()


def test_yes_is_one():
    table = pd.DataFrame({"item": [1, 0, NONE]})
    assert scales.says_yes(table, "item").tolist() == pytest.approx([1, 0, NONE], nan_ok=True)
