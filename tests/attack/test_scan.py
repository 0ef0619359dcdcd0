"""A build that would publish judgements from which a few respondents follow is refused."""

import shutil
from types import SimpleNamespace

import pandas as pd
import pytest

from wijkmonitor import build
from wijkmonitor.attack import DisclosureRisk
from wijkmonitor.registers import judgements

FEW = 7


@pytest.fixture
def lacking(town, tmp_path):
    """The town with seven respondents in the second wijk, and no residents in its scan."""
    folder = tmp_path / "rekenstad"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    survey = pd.read_csv(folder / "enquete.csv", dtype=str)
    oost = survey["buurt_code"].eq("BU00420201")
    survey[~oost | (oost.cumsum() <= FEW)].to_csv(folder / "enquete.csv", index=False)
    scan = pd.read_csv(folder / "gemeentescan.csv", dtype=str)
    scan[scan["judge"] != "residents"].to_csv(folder / "gemeentescan.csv", index=False)
    return folder


def test_a_score_that_gives_a_few_respondents_away_is_refused(lacking, monkeypatch):
    assert build.build(lacking).snapshot_id
    unguarded = SimpleNamespace(closed=lambda raw, _parents: pd.Series("", index=raw.index))
    monkeypatch.setattr(judgements, "disclosure", unguarded)
    with pytest.raises(DisclosureRisk, match="municipality_contact"):
        build.build(lacking)
