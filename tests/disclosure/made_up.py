"""Made-up municipalities of respondents, uneven as real ones are, and their cells counted."""

from __future__ import annotations

import numpy as np
import pandas as pd

LEVELS = ("gemeente", "wijk", "buurt")
DIMENSIONS = {
    "age": ("18-34", "35-64", "65-74", "75+"),
    "education": ("low", "middle", "high"),
    "limitation": ("yes", "no"),
    "income": ("1", "2", "3"),
    "origin": ("dutch", "european", "non_european"),
}
_SHARES = {
    "age": (0.20, 0.47, 0.19, 0.14),
    "education": (0.27, 0.38, 0.35),
    "limitation": (0.24, 0.76),
    "income": (0.33, 0.34, 0.33),
    "origin": (0.72, 0.11, 0.17),
}


_BUURTEN_PER_WIJK = (6, 3, 6, 4, 5, 6, 5, 5, 4, 4)  # as in the demo municipality


def respondents(count: int, wijken: int = 10, seed: int = 0, unlocated: float = 0.0) -> pd.DataFrame:
    """One row per respondent: a column per level ("" where unlocated) and per dimension ("" where unknown).

    Ten wijken have the 48 buurten of the demo. Buurten differ in size (the largest some five times the smallest; in one of
    twelve hardly anybody answers) and in who lives there; 3 to 5 % of each background question is not answered, and 3 to
    5 % skip the question of the indicator (``answered``).
    """
    rng = np.random.default_rng(seed)
    wijk_of = np.repeat(np.arange(wijken), np.resize(_BUURTEN_PER_WIJK, wijken))
    buurten = len(wijk_of)
    size = rng.lognormal(0.0, 0.4, buurten)
    size[rng.choice(buurten, buurten // 12, replace=False)] = 0.03
    home = rng.choice(buurten, count, p=size / size.sum())
    people = pd.DataFrame(
        {
            "gemeente": "GM0001",
            "wijk": [f"WK0001{wijk_of[b]:02d}" for b in home],
            "buurt": [f"BU0001{wijk_of[b]:02d}{b:03d}" for b in home],
        }
    )
    people.loc[rng.random(count) < unlocated, "buurt"] = ""
    for key, categories in DIMENSIONS.items():
        profile = np.array(_SHARES[key]) * rng.lognormal(0.0, 0.35, (buurten, len(categories)))
        profile /= profile.sum(axis=1, keepdims=True)
        drawn = (rng.random(count)[:, None] > profile.cumsum(axis=1)[home]).sum(axis=1).clip(max=len(categories) - 1)
        known = rng.random(count) > rng.uniform(0.03, 0.05)
        people[key] = np.where(known, np.array(categories, dtype=object)[drawn], "")
    return people.assign(answered=rng.random(count) > rng.uniform(0.03, 0.05))


def parents(people: pd.DataFrame) -> pd.Series:
    """Area code -> code of the area around it."""
    above = {"": ""}
    for level, around in zip(LEVELS[1:], LEVELS[:-1], strict=True):
        above |= dict(zip(people[level], people[around], strict=True))
    above.pop("")
    return pd.Series(dict.fromkeys(people["gemeente"].unique(), "") | above, dtype="str")


def cells(people: pd.DataFrame, levels: tuple[str, ...] = LEVELS) -> pd.DataFrame:
    """Columns area, group, n of those who answered; every category in every area, 0 included."""
    counted = people[people["answered"]]
    frames = []
    for level in levels:
        codes = sorted(set(people[level]) - {""})
        total = counted[level].value_counts().reindex(codes, fill_value=0)
        frames.append(pd.DataFrame({"area": codes, "group": "all", "n": total.to_numpy()}))
        for key, categories in [(key, every) for key, every in DIMENSIONS.items() if key in people]:
            table = pd.crosstab(counted[level], counted[key]).reindex(index=codes, columns=categories, fill_value=0)
            frames += [
                pd.DataFrame({"area": codes, "group": f"{key}:{one}", "n": table[one].to_numpy()}) for one in categories
            ]
    return pd.concat(frames, ignore_index=True).astype({"n": float})
