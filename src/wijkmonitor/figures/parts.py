"""Whether the parts of the index hang together, and how much depends on one figure: alpha per part and leaving one out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.analysis import robustness
from wijkmonitor.figures import capacity, sentences
from wijkmonitor.figures.robustness import Inputs
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

FEWEST_AREAS = 5
TITLE = Text(
    nl="Hangen de onderdelen samen, en waar hangt het van af?", en="Do the parts hang together, and what matters most?"
)
EXPLAINED = Text(
    nl="Alfa zegt of de cijfers binnen een onderdeel hetzelfde verhaal vertellen: vanaf 0,7 is dat redelijk. Laag is geen fout: "
    "een buurt kan plekken hebben en toch weinig initiatieven. Rechts staat hoeveel plaatsen gebieden gemiddeld en hoogstens "
    "verschuiven als dit ene cijfer niet meetelt.",
    en="Alpha says whether the figures within a part tell the same story: from 0.7 on they do fairly well. Low is no mistake: a "
    "buurt can have places and yet few initiatives. On the right is how many places areas move on average and at most when this "
    "one figure does not count.",
)
_FIGURE = Text(nl="Onderdeel of cijfer", en="Part or figure")
_ALPHA = Text(nl="Alfa", en="Alpha")
_MEAN = Text(nl="Gemiddeld verschoven", en="Moved on average")
_MOST = Text(nl="Meest verschoven", en="Moved most")
_WITHOUT = Text(nl="zonder: {t}", en="without: {t}")


def table(snapshot: Snapshot, found: Inputs, lang: Lang) -> pd.DataFrame:
    """A row per part with its alpha, and below it a row per figure with what leaving it out moves; worded columns.

    Empty when the index is incomplete or there are fewer than 5 areas.
    """
    if not found.complete or len(found.areas) < FEWEST_AREAS:
        return pd.DataFrame()
    known = snapshot.indicators
    keys = [key for key in known[capacity.INDEX].inputs if key in known]
    mean, sd = (np.array(one, dtype=float) for one in zip(*found.base, strict=True))
    z = pd.DataFrame(np.array(found.directions) * (found.values - mean) / np.where(sd > 0, sd, np.nan), columns=keys)
    tree = {part: {keys[place]: 1.0 for place in places} for part, places in found.pillars.items()}
    tree[capacity.INDEX] = dict.fromkeys(found.pillars, 1.0)
    moved = robustness.rank_shifts(z, tree, keys).set_index("removed")
    rows = []
    for part, places in found.pillars.items():
        alpha = robustness.cronbach_alpha(z.iloc[:, places].to_numpy())
        rows.append((known[part].title(lang), _said(alpha, lang, 2), "", ""))
        for key in (keys[place] for place in places):
            without = _WITHOUT(lang).format(t=sentences.spoken_title(known[key], lang))
            mean_shift, largest = moved.loc[key, ["mean_shift", "largest_shift"]].astype(float)
            rows.append((without, "", _said(mean_shift, lang, 1), _said(largest, lang, 0)))
    return pd.DataFrame(rows, columns=[_FIGURE(lang), _ALPHA(lang), _MEAN(lang), _MOST(lang)])


def _said(value: float, lang: Lang, decimals: int) -> str:
    return number(value, lang, decimals) if np.isfinite(value) else "–"
