"""The tables of how the municipality is judged: every wijk beside the officials, and everything that is drawn."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.attention import GAP, JUDGE, OFFICIALS, POINT, RESIDENTS
from wijkmonitor.estimate import Difference, Reason, Verdict
from wijkmonitor.figures import perception
from wijkmonitor.figures.theme import TEXTURES, texture_of
from wijkmonitor.indicator import Kind
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text, same

_GAP_SHORT = Text(nl="verschil", en="gap")
_SHORT = {
    Difference.HIGHER: Text(nl="ambtenaren gunstiger", en="officials more favourable"),
    Difference.LOWER: Text(nl="bewoners gunstiger", en="residents more favourable"),
    Difference.NONE: Difference.NONE.text,
    Difference.UNTESTED: same("–"),
}
_WIJK_COLUMNS = {
    "name": Text(nl="Wijk", en="Wijk"),
    "residents": Text(nl="Bewoners", en="Residents"),
    "between": Text(nl="Waarschijnlijk tussen", en="Probably between"),
    "certain": Text(nl="Hoe zeker", en="How certain"),
    "officials": Text(nl="Ambtenaren (geheel)", en="Officials (whole)"),
    "gap": Text(nl="Verschil", en="Gap"),
    "said": Text(nl="Aantoonbaar", en="Demonstrable"),
}
_POINT_COLUMNS = {
    "point": POINT.text,
    "residents": _WIJK_COLUMNS["residents"],
    "officials": Text(nl="Ambtenaren", en="Officials"),
    "gap": _WIJK_COLUMNS["gap"],
    "said": _WIJK_COLUMNS["said"],
}
_ALL_COLUMNS = {
    "point": POINT.text,
    "who": JUDGE.text,
    "name": Text(nl="Gebied", en="Area"),
    "amount": Text(nl="Oordeel (1-5) of verschil", en="Judgement (1-5) or gap"),
    "between": _WIJK_COLUMNS["between"],
    "n_band": Text(nl="Aantal oordelen", en="Judgements"),
    "certain": _WIJK_COLUMNS["certain"],
    "said": _WIJK_COLUMNS["said"],
}


def wijk_table(found: pd.DataFrame, point: str, lang: Lang) -> pd.DataFrame:
    """Every wijk, with or without a figure: its residents beside the officials of the whole; worded columns."""
    residents, gaps = perception.of_wijken(found, point), perception.of_wijken(found, point, GAP)
    officials = perception.size(perception.of_whole(found, OFFICIALS).at[point, "score"], lang)
    rows = [
        {
            "name": here["name"],
            "residents": perception.size(here["score"], lang),
            "between": _between(here, lang),
            "certain": certain(here, lang),
            "officials": officials,
            "gap": perception.with_margin(gap, lang),
            "said": _SHORT[Difference(gap["difference"])](lang),
        }
        for (_, here), (_, gap) in zip(residents.iterrows(), gaps.iterrows(), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_WIJK_COLUMNS)).rename(
        columns={k: t(lang) for k, t in _WIJK_COLUMNS.items()}
    )


def point_table(found: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Every point of attention for the whole municipality: residents beside officials and the gap; worded columns."""
    whole = {judge: perception.of_whole(found, judge) for judge in (RESIDENTS, OFFICIALS, GAP)}
    rows = [
        {
            "point": words(lang),
            "residents": _score_and_care(whole[RESIDENTS].loc[point], lang),
            "officials": _score_and_care(whole[OFFICIALS].loc[point], lang),
            "gap": perception.with_margin(whole[GAP].loc[point], lang),
            "said": _SHORT[Difference(whole[GAP].at[point, "difference"])](lang) if _known(whole[GAP], point) else "–",
        }
        for point, words in POINT.categories.items()
    ]
    return pd.DataFrame(rows, columns=list(_POINT_COLUMNS)).rename(
        columns={k: t(lang) for k, t in _POINT_COLUMNS.items()}
    )


def _known(rows: pd.DataFrame, point: str) -> bool:
    return bool(pd.notna(rows.at[point, "score"]))


def _score_and_care(row: pd.Series, lang: Lang) -> str:
    """A judgement with its verdict where it is not plainly said, or a dash with the reason why there is none."""
    if pd.isna(row["score"]):
        why = row["reason"] if isinstance(row["reason"], str) and row["reason"] else Reason.NOT_MEASURED.value
        return f"– ({Reason(why).text(lang)})"
    score = perception.size(row["score"], lang)
    return score if row["verdict"] == Verdict.SAID.value else f"{score}, {certain(row, lang)}"


def full_table(found: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Everything that is drawn of an edition, in words: the whole first, then every wijk."""
    who = {key: text(lang) for key, text in JUDGE.categories.items()} | {GAP: _GAP_SHORT(lang)}
    order = {key: place for place, key in enumerate([*JUDGE.categories, GAP])}
    ordered = found.assign(
        _p=found["point"].map(list(POINT.categories).index),
        _w=found["level"].eq(Level.WIJK.value),
        _j=found["judge"].map(order),
    ).sort_values(["_p", "_w", "_j", "name", "area"], kind="stable")
    rows = [
        {
            "point": POINT.categories[row["point"]](lang),
            "who": who[row["judge"]],
            "name": row["name"],
            "amount": perception.size(row["score"], lang),
            "between": _between(row, lang),
            "n_band": row["n_band"] or "–",
            "certain": certain(row, lang),
            "said": _SHORT[Difference(row["difference"])](lang) if row["judge"] == GAP else "",
        }
        for row in ordered.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(_ALL_COLUMNS)).rename(columns={k: t(lang) for k, t in _ALL_COLUMNS.items()})


def certain(row: pd.Series, lang: Lang) -> str:
    """How firm a row is, or why it has no score."""
    if row["reason"]:
        return Reason(row["reason"]).text(lang)
    return TEXTURES[texture_of(row["verdict"], Kind.OBSERVED.value)].words(lang)


def _between(row: pd.Series, lang: Lang) -> str:
    return "–" if pd.isna(row["low"]) else f"{perception.size(row['low'], lang)} – {perception.size(row['high'], lang)}"
