"""From a respondent's answers to one score: recodes, scales and counts, with a rule for missing answers.

Items are columns of the survey table (numbers, missing where not answered); an item that was not asked is a missing
column and counts as not answered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

LOWEST, HIGHEST = 1, 5


def items(survey: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The answers to these items as numbers, one column each; an item that was not asked is missing throughout."""
    return survey.reindex(columns=list(names)).astype(float)


def scale_items(survey: pd.DataFrame, names: Sequence[str], turned: Sequence[str] = ()) -> pd.DataFrame:
    """The answers to the 1-5 statements of a scale, those in ``turned`` (worded the other way) turned round."""
    return _turned(items(survey, names), turned)


def _turned(answers: pd.DataFrame, turned: Sequence[str]) -> pd.DataFrame:
    return answers.assign(**{name: reversed_item(answers[name]) for name in turned})


def reversed_item(answers: pd.Series) -> pd.Series:
    """Turn a 1-5 statement round: 1 becomes 5."""
    return LOWEST + HIGHEST - answers


def scale_0_10(answers: pd.DataFrame, at_least: int, turned: Sequence[str] = ()) -> pd.Series:
    """Mean of 1-5 statements on a scale of 0-10: ``(mean - 1) * 2.5``.

    ``turned`` names the statements worded the other way. Missing with fewer than ``at_least`` answers.
    """
    recoded = _turned(answers, turned)
    width = 10 / (HIGHEST - LOWEST)
    score = (recoded.mean(axis=1) - LOWEST) * width
    return score.where(recoded.notna().sum(axis=1) >= at_least)


def at_least(marks: pd.DataFrame, needed: int) -> pd.Series:
    """1 when at least ``needed`` of the columns are 1, 0 when that can no longer be reached, missing while it is open.

    ``marks``: 1, 0 or missing per item. With 2 needed of 3: yes-yes-? is 1, no-no-? is 0, yes-no-? is missing.
    """
    yes = marks.eq(1).sum(axis=1)
    unknown = marks.isna().sum(axis=1)
    score = np.select([yes >= needed, yes + unknown < needed], [1.0, 0.0], default=np.nan)
    return pd.Series(score, index=marks.index)


def marks(answers: pd.DataFrame | pd.Series, values: Sequence[int]) -> pd.DataFrame | pd.Series:
    """1 where the answer is one of ``values``, 0 where it is another, missing where there is none."""
    return answers.isin(list(values)).astype(float).where(answers.notna())


def agrees(survey: pd.DataFrame, name: str) -> pd.Series:
    """1 for "agree" or "totally agree" (4 or 5) with a 1-5 statement, 0 for another answer, missing for none."""
    return pd.Series(marks(items(survey, [name])[name], [4, 5]))


def says_yes(survey: pd.DataFrame, name: str) -> pd.Series:
    """1 for yes, 0 for no, missing for no answer, of an item coded 1 and 0."""
    return pd.Series(marks(items(survey, [name])[name], [1]))
