"""Organisations and the ties between them."""

from __future__ import annotations

from functools import cache

from generator.chance import Chance
from generator.profiles import BONDS
from generator.town import EDITIONS, WIJK_NAMES, wijk_code

ORGANISATION_COLUMNS = ("organisation_id", "name", "kind", "wijk_code")
TIE_COLUMNS = ("from", "to", "wijk_code", "year", "knows_well", "disagreement", "shared_goal")
_CITY_WIDE = (
    "Gemeente Voorbeeldstad", "Stichting Welzijn Voorbeeldstad", "Voorbeeldstadse Woonstichting", "Wooncoöperatie De Drie Oevers",
    "Bibliotheek Voorbeeldstad", "Thuiszorg Voorbeeldstad", "Sportbedrijf Voorbeeldstad",
)  # fmt: skip
_FORMAL = ("Wijkteam {}", "Basisschool {}", "Zorgpost {}")
_INFORMAL = (
    "Bewonersgroep {}", "Huurdersplatform {}", "Werkgroep Groen {}", "Ouderenkring {}", "Speeltuinvereniging {}",
    "Burenhulp {}", "Bewonersbedrijf {}",
)  # fmt: skip
_INFORMAL_PER_WIJK = {1: 3, 2: 3, 3: 7, 4: 2, 5: 4, 6: 3, 7: 2, 8: 3, 9: 3, 10: 4}
_TIES_PER_WIJK = {1: 16, 2: 13, 3: 30, 4: 7, 5: 17, 6: 14, 7: 9, 8: 12, 9: 16, 10: 14}


@cache
def organisations() -> tuple[dict, ...]:
    """All organisations; those for the whole town have no wijk."""
    named = [(name, "formal", "") for name in _CITY_WIDE]
    for wijk, wijk_name in WIJK_NAMES.items():
        short = wijk_name.split(" en ")[0]
        named += [
            (pattern.format(short), "formal", wijk_code(wijk)) for pattern in _FORMAL[: 3 if wijk in (3, 9) else 2]
        ]
        kinds = Chance("organisations", wijk).shuffled(_INFORMAL)[: _INFORMAL_PER_WIJK[wijk]]
        named += [(pattern.format(short), "informal", wijk_code(wijk)) for pattern in sorted(kinds)]
    return tuple(
        {"organisation_id": f"O{number:02}", "name": name, "kind": kind, "wijk_code": code}
        for number, (name, kind, code) in enumerate(named, start=1)
    )


def organisation_for(wijk: int, kind: str, chance: Chance) -> str:
    """An organisation of that kind that works in the wijk."""
    near = [o for o in organisations() if o["kind"] == kind and o["wijk_code"] in (wijk_code(wijk), "")]
    return chance.pick(near)["organisation_id"]


def ties(edition: int) -> list[dict]:
    """Directed ties per wijk; half of them is answered from the other side."""
    rows = {}
    for wijk, most in _TIES_PER_WIJK.items():
        here = [o for o in organisations() if o["wijk_code"] == wijk_code(wijk)]
        partners = here + [o for o in organisations() if not o["wijk_code"]]
        for number in range(most):
            lasting = Chance("tie", wijk, number)
            if lasting.happens(0.12 * (EDITIONS[-1] - edition) / 2):
                continue
            one, other = lasting.pick(here), lasting.pick(partners)
            if one is not other:
                _add_tie(rows, one, other, wijk, edition)
                if lasting.happens(0.62 if one["kind"] == other["kind"] else 0.45):
                    _add_tie(rows, other, one, wijk, edition)
    return [rows[key] for key in sorted(rows)]


def _add_tie(rows: dict, one: dict, other: dict, wijk: int, edition: int) -> None:
    chance = Chance("tie view", one["organisation_id"], other["organisation_id"], wijk, edition)
    crossing = one["kind"] != other["kind"]
    knows = 2.5 - (0.6 if crossing else 0.0) + 0.5 * BONDS[wijk].ties + chance.normal(0.0, 0.9)
    clash = 1.1 + (0.4 if crossing else 0.0) - 0.5 * BONDS[wijk].municipality + chance.normal(0.0, 0.9)
    goal = chance.happens((0.58 if crossing else 0.74) + 0.02 * (edition - EDITIONS[0]) / 2)
    key = (wijk_code(wijk), one["organisation_id"], other["organisation_id"])
    rows[key] = {
        "from": one["organisation_id"],
        "to": other["organisation_id"],
        "wijk_code": wijk_code(wijk),
        "year": edition - 1,
        "knows_well": "" if chance.happens(0.03) else _within(knows, 0, 4),
        "disagreement": "" if chance.happens(0.05) else _within(clash, 0, 4),
        "shared_goal": "" if chance.happens(0.03) else "yes" if goal else "no",
    }


def _within(score: float, lowest: int, highest: int) -> int:
    return max(lowest, min(highest, int(score + 0.5)))
