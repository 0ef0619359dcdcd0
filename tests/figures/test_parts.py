"""Alpha per part and leaving one out, on a made-up index whose answer is known."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.figures import parts
from wijkmonitor.figures.robustness import Inputs


def made(town_snapshot, areas: int) -> Inputs:
    """Every figure says the same of every area, except the last one of the last part, which says the opposite."""
    keys = town_snapshot.indicators["capacity_index"].inputs
    values = np.tile(np.arange(areas, dtype=float)[:, None], (1, len(keys)))
    values[:, -1] = values[::-1, -1]
    pillars = {
        key: [keys.index(one) for one in town_snapshot.indicators[key].inputs]
        for key in ("pillar_can", "pillar_together", "pillar_around")
    }
    names = pd.Series([f"Buurt {place}" for place in range(areas)])
    return Inputs(names, values, values * 0, pillars, [1] * len(keys), [(0.0, 1.0)] * len(keys))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_parts_that_agree_have_alpha_one_and_leaving_one_of_them_out_moves_nobody(town_snapshot, lang):
    told = parts.table(town_snapshot, made(town_snapshot, 8), lang)
    assert told.iloc[0, 1] == ("1,00" if lang == "nl" else "1.00")
    assert told.iloc[1, 2] in {"0,0", "0.0"}
    assert len(told) == 3 + 7
    assert not told.astype(str).apply(lambda column: column.str.contains("nan|None")).any(axis=None)


def test_with_few_areas_nothing_is_told(town_snapshot):
    assert parts.table(town_snapshot, made(town_snapshot, 4), "nl").empty
