"""The comparison of the survey estimates is fair: the peer computes the same figures."""

from __future__ import annotations

import numpy as np

from bench import survey
from wijkmonitor.methods import survey as estimators


def test_the_peer_finds_the_same_figures() -> None:
    size = survey.Size(respondents=400, gemeenten=3, wijken=6, buurten=15, items=2)
    areas, respondents, answers = survey.made_up(size)
    design = survey.design_of(respondents.drop(columns=["stratum", "cluster", "stratum_population"]), areas)
    found = estimators.estimate_domains(answers[0], design, survey.SLICE)
    plain = survey.groupby_apply(respondents, answers[0], survey.SLICE)
    assert survey.largest_difference(found, plain) < 1e-9
    both = found.merge(plain, on=["area", "group"], suffixes=("", "_plain"))
    np.testing.assert_allclose(both["se"], both["se_plain"], rtol=0.01)
    assert survey.estimate_all(survey.design_of(respondents, areas), answers)[0] > len(plain)
