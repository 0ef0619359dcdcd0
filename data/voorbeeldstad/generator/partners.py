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
_TIES_PER_WIJK = {1: 26, 2: 22, 3: 46, 4: 6, 5: 28, 6: 24, 7: 15, 8: 20, 9: 26, 10: 24}
_TIES_OF_THE_TOWN = 14
_ALIKE = {3: 0.68, 5: 0.6, 10: 0.6}  # how often a partner is of the own kind; elsewhere _USUALLY_ALIKE
_USUALLY_ALIKE = 0.85


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
    """Named ties per wijk, and between organisations of the whole town; every edition brings some across the kinds."""
    rows = {}
    town = [o for o in organisations() if not o["wijk_code"]]
    for wijk, most in _TIES_PER_WIJK.items():
        here = [o for o in organisations() if o["wijk_code"] == wijk_code(wijk)]
        for number in range(most):
            lasting = Chance("tie", wijk, number)
            if not lasting.happens(0.12 * (EDITIONS[-1] - edition) / 2):
                one = lasting.pick(here)
                _name(
                    rows,
                    one,
                    _partner(one, here + town, _ALIKE.get(wijk, _USUALLY_ALIKE), lasting),
                    wijk,
                    edition,
                    lasting,
                )
        for number in range(EDITIONS.index(edition)):
            bridge = Chance("tie across", wijk, number)
            one = bridge.pick(here)
            _name(rows, one, _partner(one, here + town, 0.0, bridge), wijk, edition, bridge)
    for number in range(_TIES_OF_THE_TOWN):
        lasting = Chance("tie of the town", number)
        one = lasting.pick(town)
        _name(rows, one, _partner(one, town, 1.0, lasting), 0, edition, lasting)
    return [rows[key] for key in sorted(rows)]


def _partner(one: dict, near: list[dict], alike: float, chance: Chance) -> dict:
    others = [o for o in near if o is not one]
    same = [o for o in others if o["kind"] == one["kind"]]
    unlike = [o for o in others if o["kind"] != one["kind"]]
    return chance.pick(same if not unlike or (same and chance.happens(alike)) else unlike)


def _name(rows: dict, one: dict, other: dict, wijk: int, edition: int, chance: Chance) -> None:
    """Who names whom: often both; across the kinds the formal side names more readily than it is named."""
    both, first = chance.happens(0.62 if one["kind"] == other["kind"] else 0.5), chance.happens(0.5)
    if one["kind"] != other["kind"]:
        first = (one["kind"] == "formal") is chance.happens(0.65)
    for mine, theirs, named in ((one, other, both or first), (other, one, both or not first)):
        if named:
            _add_tie(rows, mine, theirs, wijk, edition)


def _add_tie(rows: dict, one: dict, other: dict, wijk: int, edition: int) -> None:
    chance = Chance("tie view", one["organisation_id"], other["organisation_id"], wijk, edition)
    crossing = one["kind"] != other["kind"]
    close, trust = (BONDS[wijk].ties, BONDS[wijk].municipality) if wijk else (0.0, 0.0)
    knows = 2.5 - (0.6 if crossing else 0.0) + 0.5 * close + chance.normal(0.0, 0.9)
    clash = 1.1 + (0.4 if crossing else 0.0) - 0.5 * trust + chance.normal(0.0, 0.9)
    goal = chance.happens((0.58 if crossing else 0.74) + 0.02 * (edition - EDITIONS[0]) / 2)
    code = wijk_code(wijk) if wijk else ""
    key = (code, one["organisation_id"], other["organisation_id"])
    rows[key] = {
        "from": one["organisation_id"],
        "to": other["organisation_id"],
        "wijk_code": code,
        "year": edition - 1,
        "knows_well": "" if chance.happens(0.03) else _within(knows, 0, 4),
        "disagreement": "" if chance.happens(0.05) else _within(clash, 0, 4),
        "shared_goal": "" if chance.happens(0.03) else "yes" if goal else "no",
    }


def _within(score: float, lowest: int, highest: int) -> int:
    return max(lowest, min(highest, int(score + 0.5)))
