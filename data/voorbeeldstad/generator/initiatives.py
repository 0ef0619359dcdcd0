"""The register of initiatives: what is done, by whom, where; and how the register ages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from generator.chance import Chance
from generator.ground import point_near, postcodes_of_cell
from generator.partners import organisation_for
from generator.places import Place, all_places
from generator.town import CELLS, EDITIONS, WIJK_NAMES, Cell, buurt_by_cell

COLUMNS = (
    "initiative_id", "name", "start", "end", "status", "last_confirmed", "approach", "theme", "target_groups", "lead",
    "organisation_id", "meeting_place_id", "x_rd", "y_rd", "address", "pc6", "buurt_code", "participants", "volunteers",
    "paid_hours_week", "subsidy_eur", "profit_share_to_wijk", "public_location", "volunteer", "coach", "temporary",
    "housing_complex", "clubs", "abcd_1", "abcd_2", "abcd_3", "abcd_4", "abcd_5", "abcd_6", "bridges",
)  # fmt: skip
UNKNOWN_ADDRESS = ("I005", "I128")
"""Initiatives of which only an address is known that no map knows."""
LEADS = ("residents", "professional", "joint")
# Per wijk: how many initiatives there ever were, who leads them (weights of LEADS), share without subsidy if led by residents.
_EFFORT = {
    1: (28, (0.40, 0.28, 0.32), 0.45),
    2: (21, (0.45, 0.20, 0.35), 0.45),
    3: (61, (0.72, 0.10, 0.18), 0.80),
    4: (13, (0.60, 0.15, 0.25), 0.55),
    5: (33, (0.50, 0.18, 0.32), 0.45),
    6: (32, (0.35, 0.32, 0.33), 0.40),
    7: (18, (0.42, 0.30, 0.28), 0.50),
    8: (22, (0.42, 0.26, 0.32), 0.45),
    9: (29, (0.28, 0.44, 0.28), 0.35),
    10: (30, (0.66, 0.10, 0.24), 0.60),
}
_APPROACHES = {"none": 0.60, "buurtcirkel": 0.09, "abcd": 0.10, "bruis": 0.05, "wijkeconomie": 0.06, "other": 0.10}
_THEMES = {  # theme: (weight, names, target groups with weights by order)
    "meeting": (24, ("Koffietafel", "Buurtborrel", "Straatdiner", "Spelmiddag", "Buurtfeest"), ("all", "65plus", "newcomers")),
    "food": (14, ("Eettafel", "Soepgroep", "Samen koken", "Buurtkeuken", "Broodrondje"), ("all", "low_income", "75plus")),
    "green": (14, ("Groene stoep", "Geveltuintjes", "Bijenlint", "Schone straat"), ("all", "parents", "youth")),
    "care": (12, ("Klussendienst", "Vervoersmaatjes", "Wandelmaatjes", "Zorgcafé"), ("75plus", "limitation", "65plus")),
    "culture": (8, ("Buurtkoor", "Fanfareclub", "Open atelier", "Straattheater"), ("all", "youth", "65plus")),
    "sport": (8, ("Beweegclub", "Wandelclub", "Straatvoetbal", "Fietsploeg"), ("youth", "65plus", "all")),
    "learning": (9, ("Taalcafé", "Huiswerkhoek", "Digihulp", "Fietsles"), ("newcomers", "youth", "65plus;low_income")),
    "work": (4, ("Naaiatelier", "Kluswerkplaats", "Fietsenmaker", "Wasserij"), ("low_income", "newcomers", "limitation")),
    "safety": (4, ("Buurtpreventie", "Avondwandeling", "Oversteekploeg"), ("all", "parents", "all")),
    "energy": (4, ("Energiecoaches", "Isolatieploeg", "Zonnedakgroep"), ("all", "low_income", "all")),
    "other": (3, ("Ruilkast", "Spullendeler", "Buurtkrant"), ("all", "all", "parents")),
}  # fmt: skip


_AXES = {"age": 1.1, "education": 0.8, "origin": 0.9, "income": 0.7}
"""The differences an initiative can bridge, and how common that is beside the others."""

_OFTEN_EMPTY = {
    "coach",
    "temporary",
    "housing_complex",
    "clubs",
    "profit_share_to_wijk",
    *(f"abcd_{n}" for n in range(1, 7)),
}
"""Columns about an approach that whoever fills in the register sometimes does not know."""


@dataclass(frozen=True)
class Initiative:
    """An initiative through the years. ``site``: the columns that say where it is (buurt_code is filled in per edition)."""

    initiative_id: str
    name: str
    cell: Cell
    start: dt.date
    end: dt.date | None
    unconfirmed_from: int
    paused_in: int
    site: dict[str, str]
    facts: dict[str, object] = field(default_factory=dict)


@cache
def all_initiatives() -> tuple[Initiative, ...]:
    """Every initiative that was ever in the register."""
    made: list[Initiative] = []
    taken: set[str] = set()
    for wijk, (number, leads, free) in _EFFORT.items():
        cells = [cell for cell in CELLS if cell.wijk == wijk]
        for count in range(number):
            chance = Chance("initiative", wijk, count)
            cell = chance.pick_by_weight(cells, [c.residents + 80 for c in cells])
            lead = chance.pick_by_weight(LEADS, leads)
            made.append(_initiative(f"I{len(made) + 1:03}", cell, lead, free, chance, taken))
    return tuple(made)


def _initiative(key: str, cell: Cell, lead: str, free: float, chance: Chance, taken: set[str]) -> Initiative:
    theme = chance.pick_by_weight(tuple(_THEMES), [weight for weight, _, _ in _THEMES.values()])
    start = dt.date(2007, 6, 1) + dt.timedelta(days=int(chance.between(0, 6400)))
    years = chance.between(1.5, 9.0) if chance.happens(0.32) else 0
    end = start + dt.timedelta(days=int(365 * years)) if years else None
    end = end if end and end < dt.date(EDITIONS[-1], 1, 1) else None
    found = _place_for(cell, chance)
    place = None if key in UNKNOWN_ADDRESS else found
    facts: dict[str, object] = {"theme": theme, "lead": lead, "meeting_place_id": place.place_id if place else ""}
    groups = chance.pick_by_weight(_THEMES[theme][2], (6, 3, 2))
    facts |= {"target_groups": groups} | _effort(lead, free, chance) | _approach(theme, cell, chance)
    facts["organisation_id"] = _organisation(cell.wijk, lead, chance)
    facts["bridges"] = _bridges(key, lead)
    facts |= {name: "" for name in facts if name in _OFTEN_EMPTY and Chance("left empty", name, key).happens(0.08)}
    unconfirmed = chance.pick_by_weight((0, 2025, 2023, 2021), (0.84, 0.08, 0.05, 0.03))
    paused = chance.pick_by_weight((0, 2021, 2023, 2025), (0.91, 0.04, 0.02, 0.03))
    name = _name(theme, cell, chance, taken)
    return Initiative(key, name, cell, start, end, unconfirmed, paused, _site(key, cell, place, chance), facts)


def _name(theme: str, cell: Cell, chance: Chance, taken: set[str]) -> str:
    for _ in range(60):
        area = WIJK_NAMES[cell.wijk].split(" en ")[0] if chance.happens(0.25) else cell.name
        name = f"{chance.pick(_THEMES[theme][1])} {area}"
        if name not in taken:
            break
    else:
        name = f"{name} ({sum(other.startswith(name) for other in taken) + 1})"
    taken.add(name)
    return name


def _place_for(cell: Cell, chance: Chance) -> Place | None:
    near = [place for place in all_places() if place.cell == cell and place.first == 2021 and place.last == 2025]
    fitting = [place for place in near if place.type not in ("park", "shop") and not place.address]
    return chance.pick(fitting) if fitting and chance.happens(0.42) else None


def _site(key: str, cell: Cell, place: Place | None, chance: Chance) -> dict[str, str]:
    if place:
        return {"x_rd": f"{place.x:.1f}", "y_rd": f"{place.y:.1f}", "public_location": "yes"}
    postcode = chance.pick(postcodes_of_cell(cell))
    kind = chance.pick_by_weight(("point", "pc6", "private", "buurt"), (0.45, 0.22, 0.23, 0.10))
    if key in UNKNOWN_ADDRESS:
        return {"address": f"bij de oude remise, {cell.name}", "public_location": "yes"}
    if kind == "point":
        x, y = point_near((postcode.x, postcode.y), cell.code, chance, 60.0)
        return {"x_rd": f"{x:.1f}", "y_rd": f"{y:.1f}", "public_location": "yes"}
    if kind == "pc6":
        return {"pc6": postcode.pc6, "public_location": "yes" if chance.happens(0.7) else "no"}
    return {"buurt_code": "per edition", "public_location": "no" if kind == "private" else "yes"}


def _effort(lead: str, free: float, chance: Chance) -> dict[str, object]:
    participants = chance.whole(8, 60)
    volunteers = chance.whole(2, 14)
    paid = {"residents": 0, "professional": chance.whole(6, 28), "joint": chance.whole(2, 14)}[lead]
    without = chance.happens(free if lead == "residents" else 0.12)
    subsidy = (
        0 if without else 50 * chance.whole(6, 60) * (4 if lead == "professional" else 2 if lead == "joint" else 1)
    )
    return {
        "participants": "" if chance.happens(0.08) else participants,
        "volunteers": "" if chance.happens(0.06) else volunteers,
        "paid_hours_week": "" if chance.happens(0.10) else paid,
        "subsidy_eur": "" if chance.happens(0.07) else subsidy,
    }


def _approach(theme: str, cell: Cell, chance: Chance) -> dict[str, object]:
    """The approach with the facts that make it checkable; some do not fit their approach, as in any register."""
    approach = chance.pick_by_weight(tuple(_APPROACHES), tuple(_APPROACHES.values()))
    if theme == "care" and chance.happens(0.25):
        approach = "buurtcirkel"
    if theme == "work" and chance.happens(0.5):
        approach = "wijkeconomie"
    extra: dict[str, object] = {"approach": approach}
    if approach == "buurtcirkel":
        fits = chance.happens(0.8)
        extra |= {"participants": chance.whole(9, 12) if fits else chance.pick((6, 7, 15)), "volunteer": "yes"}
        extra |= {"coach": "yes" if fits else "no", "temporary": "yes" if chance.happens(0.85) else "no"}
    elif approach == "bruis":
        kind = chance.pick(("Flat", "Hof", "Complex"))
        extra |= {"housing_complex": f"{kind} {cell.name}"}
        extra |= {"clubs": chance.whole(2, 7)}
    elif approach == "wijkeconomie":
        extra |= {"paid_hours_week": chance.whole(16, 72), "profit_share_to_wijk": f"{chance.whole(4, 20) * 0.05:.2f}"}
    elif approach == "abcd":
        extra |= {f"abcd_{element}": int(chance.happens(0.68)) for element in range(1, 7)}
    return extra


def _bridges(key: str, lead: str) -> str:
    """Which differences it brings together, as far as somebody asked: ``none`` says that it was asked and there are none."""
    if not Chance("bridges asked", key).happens(0.70):
        return ""
    likely = {"residents": 0.22, "professional": 0.30, "joint": 0.36}[lead]
    axes = [axis for axis in _AXES if Chance("bridges", axis, key).happens(likely * _AXES[axis])]
    return ";".join(axes) or "none"


def _organisation(wijk: int, lead: str, chance: Chance) -> str:
    if chance.happens(0.25):
        return ""
    return organisation_for(wijk, "informal" if lead == "residents" else "formal", chance)


def initiatives(edition: int) -> list[dict]:
    """The register on 1 January of an edition; what ended stays in it for two years."""
    day = dt.date(edition, 1, 1)
    buurten = buurt_by_cell(edition)
    rows = []
    for item in all_initiatives():
        if item.start >= day or (item.end and item.end < dt.date(edition - 2, 1, 1)):
            continue
        row = {"initiative_id": item.initiative_id, "name": item.name, "start": item.start} | item.facts | item.site
        if "buurt_code" in item.site:
            row["buurt_code"] = buurten[item.cell.code].code
        ended = item.end is not None and item.end <= day
        row["status"] = "ended" if ended else "paused" if item.paused_in == edition else "active"
        rows.append(row | {"end": item.end if ended else "", "last_confirmed": _last_confirmed(item, edition, ended)})
    return rows


def _last_confirmed(item: Initiative, edition: int, ended: bool) -> dt.date | str:
    """A day within the year before the edition; earlier once nobody confirms any more; never before the start."""
    chance = Chance("confirmed", item.initiative_id, edition)
    if ended:
        return item.end
    if Chance("never confirmed", item.initiative_id).happens(0.015):
        return ""
    if item.unconfirmed_from and edition >= item.unconfirmed_from:
        lapse = dt.timedelta(days=380 + Chance("lapse", item.initiative_id).whole(0, 300))
        return max(dt.date(item.unconfirmed_from, 1, 1) - lapse, item.start)
    return max(dt.date(edition, 1, 1) - dt.timedelta(days=chance.whole(10, 340)), item.start)
