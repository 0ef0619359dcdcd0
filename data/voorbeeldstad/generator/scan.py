"""The municipality scan: six points judged by four groups, residents per wijk too, and a hard figure per point."""

from __future__ import annotations

from math import fsum

from generator.chance import Chance
from generator.profiles import BONDS
from generator.town import EDITIONS, WIJK_NAMES, wijk_code

COLUMNS = ("point", "judge", "wijk_code", "score", "sd", "n", "hard_figure", "hard_figure_unit")
POINTS = {  # point: (score by residents, by initiators, by professionals, by officials, hard figure per edition, unit)
    "contact": (2.9, 3.1, 3.2, 3.9, (41, 44, 47), "contacten per fte per maand"),
    "room": (3.0, 2.7, 3.3, 3.6, (310, 325, 352), "betaalde uren per 1.000 inwoners"),
    "simple": (2.6, 2.3, 2.9, 3.4, (38, 33, 24), "dagen tot besluit over een kleine subsidie (mediaan)"),
    "fun": (3.1, 3.2, 3.1, 3.2, (22, 24, 27), "procent deelnemers dat voor het eerst meedeed"),
    "learning": (2.8, 2.7, 2.9, 3.5, (18, 24, 31), "procent projecten met gepubliceerde lessen"),
    "clear": (2.9, 2.8, 3.1, 3.7, (64, 67, 71), "procent toezeggingen op tijd beantwoord"),
}
_OTHERS = {"initiators": 74, "professionals": 58, "officials": 62}
"""How many of the other groups are asked; residents are asked in every wijk."""
_SD = {"residents": 1.05, "initiators": 1.0, "professionals": 0.9, "officials": 0.8}
_NOT_ASKED = {(2021, "initiators", "learning"), (2021, "professionals", "learning")}
_NOT_NOTED = {(2021, "initiators")}
"""Whose spread nobody noted."""
_FEW = {4: 0.16, 10: 0.05}
"""Wijken where few residents took part, in every edition: the part of the usual number."""


def municipality_scan(edition: int) -> list[dict]:
    """Scores per point and judge; that of residents in the whole town is the mean over its wijken."""
    rows = []
    for point, (usual, *others, figures, unit) in POINTS.items():
        wijken = [_residents_of(point, usual, wijk, edition) for wijk in WIJK_NAMES]
        rows.append(_residents_together(point, wijken, edition))
        for (judge, number), score in zip(_OTHERS.items(), others, strict=True):
            if (edition, judge, point) not in _NOT_ASKED:
                rows.append(_judged_by(judge, point, score, number, edition))
        rows[-1] |= {"hard_figure": figures[EDITIONS.index(edition)], "hard_figure_unit": unit}
        rows += wijken
    return rows


def _judged_by(judge: str, point: str, score: float, number: int, edition: int) -> dict:
    chance = Chance("scan", point, judge, edition)
    here = score + 0.05 * EDITIONS.index(edition) + chance.normal(0.0, 0.05)
    n = number + chance.whole(-9, 9)
    spread = Chance("scan spread", point, judge, edition).between(-0.1, 0.1)
    sd = "" if (edition, judge) in _NOT_NOTED else f"{_SD[judge] + spread:.2f}"
    return {"point": point, "judge": judge, "score": f"{here:.2f}", "sd": sd, "n": n}


def _residents_of(point: str, usual: float, wijk: int, edition: int) -> dict:
    chance = Chance("scan", point, wijk, edition)
    here = usual - 0.02 * EDITIONS.index(edition) + 0.6 * BONDS[wijk].municipality + chance.normal(0.0, 0.08)
    spread = Chance("scan spread", point, wijk, edition).between(-0.12, 0.12)
    return {
        "point": point,
        "judge": "residents",
        "wijk_code": wijk_code(wijk),
        "score": f"{here:.2f}",
        "sd": f"{_SD['residents'] + spread:.2f}",
        "n": int((148 + chance.whole(-40, 40)) * _FEW.get(wijk, 1.0)),
    }


def _residents_together(point: str, wijken: list[dict], edition: int) -> dict:
    """The mean over the wijken, and over a few residents of whom the wijk is not known."""
    unknown = Chance("scan without wijk", point, edition).whole(12, 28)
    numbers = [row["n"] for row in wijken]
    score = fsum(float(row["score"]) * row["n"] for row in wijken) / sum(numbers)
    return {
        "point": point,
        "judge": "residents",
        "score": f"{score:.2f}",
        "sd": f"{_SD['residents'] + 0.04:.2f}",
        "n": sum(numbers) + unknown,
    }
