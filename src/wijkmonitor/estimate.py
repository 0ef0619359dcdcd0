"""The long table of estimates, its invariants, and the verdict "mag je dit zeggen?".

One row per indicator x area x edition x group. A value is missing exactly when ``reason`` says why. Only what is true of
*every* estimate lives here; formulas are in ``methods``, confidentiality in ``disclosure``.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from wijkmonitor.indicator import Floors, Indicator, Kind
from wijkmonitor.text import Text

ALL = "all"
"""The group of everybody; other groups are written ``dimension:category``, such as ``age:75+``."""

RAW_COLUMNS = ("area", "group", "value", "low", "high", "n", "n_eff", "sure", "se")
"""What ``Indicator.compute`` returns. ``n``: respondents (survey), residents (rates), missing where it means nothing.
``sure``: False where the method itself rests on an assumption, so that the verdict is "with care" at best. ``se``: standard
error in the unit of the value, missing when unknown."""

FIGURE_COLUMNS = (
    "value",
    "low",
    "high",
    "n_band",
    "n_eff",
    "shrinkage",
    "kind",
    "instrument",
    "verdict",
    "reason",
    "difference",
    "change",
    "change_low",
    "change_high",
    "changed",
)
"""What an estimate says, wherever it is told: in a snapshot, on a screen, in a file."""

WITHHELD = "withheld"
"""In ``attrs`` of a raw frame: per area without a value why it was held back (``Reason`` value), for an indicator that holds back
by itself."""

COLUMNS = (
    "indicator",
    "area",
    "level",
    "vintage",
    "edition",
    "group",
    *FIGURE_COLUMNS,
)

K = 10
"""The smallest number of respondents about whom anything is said."""

BANDS: tuple[tuple[int, str], ...] = ((0, "0-9"), (10, "10-24"), (25, "25-49"), (50, "50-99"), (100, "100+"))
"""Lower bound and name of each band in which a number of respondents is published."""

EDGE = 0.05
"""Survey shares are bottom and top coded here: 0 % is published as 5 % or less, 100 % as 95 % or more."""


class Verdict(StrEnum):
    """May this be said? The order is from firm to not at all."""

    SAID = "may_be_said"
    CARE = "with_care"
    MODEL = "model_only"
    NOT = "may_not_be_said"

    @property
    def text(self) -> Text:
        return _VERDICT_WORDS[self]


_VERDICT_WORDS = {
    Verdict.SAID: Text(nl="mag je zeggen", en="may be said"),
    Verdict.CARE: Text(nl="met voorzichtigheid (indicatief)", en="with care (indicative)"),
    Verdict.MODEL: Text(nl="alleen als modelschatting", en="as a model estimate only"),
    Verdict.NOT: Text(nl="mag je niet zeggen", en="may not be said"),
}


class Reason(StrEnum):
    """Why there is no value."""

    NOT_MEASURED = "not_measured"
    TOO_FEW = "too_few"
    SUPPRESSED = "suppressed"
    NO_RESIDENTS = "no_residents"
    UNCERTAIN = "uncertain"
    OTHER_BORDERS = "other_borders"

    @property
    def text(self) -> Text:
        return _REASON_WORDS[self]


_REASON_WORDS = {
    Reason.NOT_MEASURED: Text(nl="hier niet gemeten", en="not measured here"),
    Reason.TOO_FEW: Text(
        nl="te weinig antwoorden voor een betrouwbaar cijfer", en="too few answers for a reliable figure"
    ),
    Reason.SUPPRESSED: Text(
        nl="niet getoond, zodat niemand herkenbaar is", en="not shown, so that nobody can be recognised"
    ),
    Reason.NO_RESIDENTS: Text(nl="hier wonen (bijna) geen mensen", en="(almost) nobody lives here"),
    Reason.UNCERTAIN: Text(nl="de marge is te groot om iets te zeggen", en="the margin is too wide to say anything"),
    Reason.OTHER_BORDERS: Text(nl="niet om te rekenen naar deze grenzen", en="cannot be worked out for these borders"),
}


class Difference(StrEnum):
    """What a test says of a difference; a separate fact from the verdict on a value."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "not_demonstrable"
    UNTESTED = ""

    @property
    def text(self) -> Text:
        """In words, as against the municipality as a whole."""
        return _DIFFERENCE_WORDS[self]


_DIFFERENCE_WORDS = {
    Difference.HIGHER: Text(nl="aantoonbaar hoger", en="demonstrably higher"),
    Difference.LOWER: Text(nl="aantoonbaar lager", en="demonstrably lower"),
    Difference.NONE: Text(nl="niet aantoonbaar anders", en="not demonstrably different"),
    Difference.UNTESTED: Text(nl="niet vergeleken", en="not compared"),
}


def judge(raw: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Add ``verdict`` and ``reason`` to a raw frame and blank the values that may not be said.

    Tiers of docs/methods (survey): said from ``n_said`` answers with an interval no wider than ``width_said``; with care
    from ``n_care``; model only below that; nothing below ``n_model``. A direct value in the model tier is blanked, since
    only a model may speak there. Without ``floors`` (plain register counts) a value may be said as it is; modelled
    sources are "model only" throughout.
    """
    judged = raw.reindex(columns=list(RAW_COLUMNS)).copy()
    tier = _tiers(judged, indicator)
    measured = judged["value"].notna()
    reason = pd.Series("", index=judged.index, dtype="str")
    reason[~measured] = Reason.NOT_MEASURED.value
    nobody = ~measured & judged["n"].eq(0)
    reason[nobody] = (Reason.NO_RESIDENTS if indicator.kind is Kind.REGISTER else Reason.TOO_FEW).value
    unsayable = measured & (tier == Verdict.NOT.value)
    if indicator.kind is not Kind.MODELLED:
        unsayable |= measured & (tier == Verdict.MODEL.value)
    reason[unsayable] = (Reason.UNCERTAIN if indicator.kind is Kind.REGISTER else Reason.TOO_FEW).value
    if indicator.kind is Kind.REGISTER and indicator.floors is not None:
        reason[unsayable & judged["n"].lt(indicator.floors.n_model)] = Reason.NO_RESIDENTS.value
    tier[~measured | unsayable] = Verdict.NOT.value
    judged.loc[~measured | unsayable, ["value", "low", "high", "n_eff"]] = np.nan
    return judged.assign(verdict=tier, reason=reason)


def _tiers(raw: pd.DataFrame, indicator: Indicator) -> pd.Series:
    if indicator.kind is Kind.MODELLED:
        return pd.Series(Verdict.MODEL.value, index=raw.index, dtype="str")
    firm = raw["sure"].astype("boolean").fillna(True).to_numpy(dtype=bool)
    if indicator.floors is None:
        tiers = np.where(firm, Verdict.SAID.value, Verdict.CARE.value)
    else:
        tiers = tiers_by_floor(raw, indicator.floors, firm)
    return pd.Series(tiers, index=raw.index, dtype="str")


def tiers_by_floor(raw: pd.DataFrame, floors: Floors, firm: np.ndarray) -> np.ndarray:
    """The :class:`Verdict` value that the floors allow per row of a raw frame; ``firm``: False for "with care" at best."""
    n = raw["n"].fillna(0).to_numpy(dtype=float)
    n_eff = raw["n_eff"].fillna(raw["n"]).fillna(0).to_numpy(dtype=float)
    width = (raw["high"] - raw["low"]).fillna(np.inf).to_numpy(dtype=float)
    said = (n >= floors.n_said) & (n_eff >= floors.n_eff_said) & (width <= floors.width_said) & firm
    care = (n >= floors.n_care) & (width <= floors.width_care)
    model = n >= floors.n_model
    return np.select(
        [said, care, model],
        [Verdict.SAID.value, Verdict.CARE.value, Verdict.MODEL.value],
        default=Verdict.NOT.value,
    )


def check_invariants(estimates: pd.DataFrame) -> None:
    """Raise ``ValueError`` when a table of estimates breaks what every reader counts on."""
    missing_columns = [column for column in COLUMNS if column not in estimates]
    if missing_columns:
        raise ValueError(f"estimates lack the columns {missing_columns}")
    key = ["indicator", "area", "edition", "group"]
    if estimates.duplicated(key).any():
        twice = estimates.loc[estimates.duplicated(key), key].iloc[0].to_dict()
        raise ValueError(f"two estimates for {twice}")
    if (estimates["value"].isna() != estimates["reason"].ne("")).any():
        wrong = estimates[estimates["value"].isna() != estimates["reason"].ne("")].iloc[0].to_dict()
        raise ValueError(f"a value is missing exactly when a reason says why; broken by {wrong}")
    modelled = estimates["kind"].astype("str") == Kind.MODELLED.value
    told = estimates["value"].notna()
    if (told & (modelled != (estimates["verdict"] == Verdict.MODEL.value))).any():
        raise ValueError("a modelled value is called a model estimate, and nothing else is")
    compared = estimates[["difference", "changed"]].fillna("").ne("").any(axis=1) | estimates["change"].notna()
    if (modelled & compared).any():
        raise ValueError(
            f"a modelled value takes part in a comparison: {estimates[modelled & compared].iloc[0].to_dict()}"
        )
    outside = (estimates["value"] < estimates["low"] - 1e-9) | (estimates["value"] > estimates["high"] + 1e-9)
    if outside.any():
        raise ValueError(f"a value lies outside its interval: {estimates[outside].iloc[0].to_dict()}")
