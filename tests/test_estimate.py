import numpy as np
import pandas as pd
import pytest

from wijkmonitor.estimate import RAW_COLUMNS, Reason, Verdict, judge
from wijkmonitor.indicator import RATE_FLOORS, SHARE_FLOORS, Indicator, Kind, Theme, Unit
from wijkmonitor.text import same


def indicator(kind=Kind.OBSERVED, floors=SHARE_FLOORS) -> Indicator:
    words = {name: same(name) for name in ("title", "about", "source")}
    return Indicator(
        key="x", theme=Theme.TIES, unit=Unit.SHARE, kind=kind, caveats=(same("c"),), floors=floors, **words
    )


def raw(value=0.5, low=0.45, high=0.55, n=100.0, n_eff=90.0, sure=True) -> pd.DataFrame:
    return pd.DataFrame([["a", "all", value, low, high, n, n_eff, sure, np.nan]], columns=list(RAW_COLUMNS))


@pytest.mark.parametrize(
    ("row", "verdict", "reason"),
    [
        (raw(), Verdict.SAID, ""),
        (raw(n_eff=29), Verdict.CARE, ""),
        (raw(n=49), Verdict.CARE, ""),
        (raw(low=0.37, high=0.63), Verdict.CARE, ""),
        (raw(sure=False), Verdict.CARE, ""),
        (raw(n=29), Verdict.NOT, Reason.TOO_FEW),
        (raw(low=0.3, high=0.7), Verdict.NOT, Reason.TOO_FEW),
        (raw(n=9), Verdict.NOT, Reason.TOO_FEW),
        (raw(value=np.nan, n=0), Verdict.NOT, Reason.TOO_FEW),
        (raw(value=np.nan, n=np.nan), Verdict.NOT, Reason.NOT_MEASURED),
        (raw(n=np.nan, n_eff=np.nan), Verdict.NOT, Reason.TOO_FEW),
    ],
)
def test_tiers_of_a_share(row, verdict, reason):
    judged = judge(row, indicator()).iloc[0]
    assert (judged["verdict"], judged["reason"]) == (verdict.value, str(reason))
    assert np.isnan(judged["value"]) == bool(judged["reason"])


def test_a_model_speaks_only_as_a_model():
    judged = judge(raw(n=np.nan), indicator(Kind.MODELLED)).iloc[0]
    assert judged["verdict"] == Verdict.MODEL.value
    assert judged["value"] == 0.5


def test_a_register_without_residents_says_so():
    judged = judge(raw(value=np.nan, low=np.nan, high=np.nan, n=0), indicator(Kind.REGISTER, RATE_FLOORS)).iloc[0]
    assert judged["reason"] == Reason.NO_RESIDENTS.value


@pytest.mark.parametrize(
    ("residents", "reason"), [(3010, Reason.UNCERTAIN), (199, Reason.NO_RESIDENTS), (np.nan, Reason.UNCERTAIN)]
)
def test_a_register_with_residents_is_never_called_empty(residents, reason):
    wide = raw(value=5, low=0, high=20, n=residents)
    assert judge(wide, indicator(Kind.REGISTER, RATE_FLOORS)).iloc[0]["reason"] == reason.value


def test_a_plain_count_may_be_said():
    assert judge(raw(n=np.nan), indicator(Kind.REGISTER, None)).iloc[0]["verdict"] == Verdict.SAID.value
