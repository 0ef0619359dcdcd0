"""Meeting places: where they are, how long they have existed, and how staff and residents judge them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.chance import Chance, split_whole
from generator.ground import point_near, postcodes_of_cell
from generator.town import CELLS, Cell

TYPES = ("buurthuis", "library", "cafe", "park", "garden", "sports", "religious", "school", "shop", "workshop", "other")
CRITERIA = ("low_threshold", "free_entry", "comfortable", "known_and_new")
# Oldenburg's other marks; the town started to judge them in 2025, in buurthuizen and other places it visits itself.
OPTIONAL = ("conversation", "equal_footing", "low_profile", "playful")
COLUMNS = (
    "place_id", "name", "type", "x_rd", "y_rd", "address", *CRITERIA, *OPTIONAL, "rater", "opening_hours", "capacity_persons",
    "source", "last_checked",
)  # fmt: skip
# Per wijk: number of places in 2025 and the weights of the types, in the order of TYPES.
_SUPPLY = {
    1: (46, (3, 1, 14, 3, 2, 1, 4, 1, 6, 3, 3)),
    2: (18, (2, 0, 5, 2, 1, 2, 1, 1, 2, 4, 1)),
    3: (26, (5, 1, 1, 3, 5, 2, 3, 2, 2, 3, 2)),
    4: (6, (1, 0, 1, 3, 0, 2, 1, 1, 0, 0, 0)),
    5: (21, (3, 1, 2, 3, 3, 3, 2, 3, 2, 1, 1)),
    6: (19, (4, 1, 1, 3, 3, 3, 2, 3, 1, 1, 1)),
    7: (9, (1, 0, 1, 3, 2, 1, 0, 3, 1, 0, 0)),
    8: (14, (2, 1, 1, 3, 2, 3, 1, 2, 1, 1, 0)),
    9: (15, (3, 1, 1, 2, 3, 1, 3, 2, 1, 1, 1)),
    10: (13, (2, 1, 2, 1, 2, 3, 2, 2, 1, 0, 1)),
}
# Base score on the four criteria (0-4), in the order of CRITERIA.
_SCORES = {
    "buurthuis": (3.1, 3.4, 2.7, 2.7), "library": (3.3, 3.7, 3.3, 2.2), "cafe": (2.3, 1.5, 3.2, 2.6),
    "park": (3.6, 4.0, 2.3, 1.9), "garden": (3.0, 3.6, 2.8, 2.9), "sports": (2.2, 1.7, 2.5, 2.5),
    "religious": (2.3, 3.4, 2.7, 2.1), "school": (2.1, 2.8, 2.4, 2.3), "shop": (2.9, 2.4, 2.5, 2.3),
    "workshop": (2.8, 2.9, 2.5, 2.9), "other": (2.6, 2.8, 2.5, 2.4),
}  # fmt: skip
_KINDS = {
    "buurthuis": ("Buurthuis {}", "Wijkcentrum {}", "Dorpshuis {}", "Buurtkamer {}"),
    "library": ("Bibliotheek {}", "Leeszaal {}"),
    "cafe": ("Café {}", "Eetcafé {}", "Koffiehuis {}", "Theehuis {}"),
    "park": ("Park {}", "Plantsoen {}", "Speelveld {}"),
    "garden": ("Buurttuin {}", "Moestuin {}", "Pluktuin {}"),
    "sports": ("Sporthal {}", "Sportpark {}", "Speeltuin {}"),
    "religious": ("Kerkzaal {}", "Ontmoetingskerk {}", "Gebedshuis {}"),
    "school": ("Brede school {}", "Schoolplein {}"),
    "shop": ("Weggeefwinkel {}", "Buurtwinkel {}", "Kringloophoek {}"),
    "workshop": ("Buurtwerkplaats {}", "Fietsenwerkplaats {}", "Naaiatelier {}"),
    "other": ("Wachtlokaal {}", "Muziekkoepel {}", "Ontmoetingshoek {}"),
}
_WORDS = (
    "De Garenklos", "Het Weefgetouw", "'t Turfschip", "De Stoomfluit", "Het Keerpunt", "De Kromme Elzen",
    "Het Zevende Hek", "De Lange Tafel", "'t Achterom", "De Losse Draad", "Het Ketelhuisje", "De Bonte Kade",
    "De Vlasschuur", "Het Sluisje", "De Open Luiken", "De Wilgenkap", "Het Veerhokje", "De Koperen Ketel",
    "'t Groene Hekje", "De Stapelstoelen", "Het Klompenpad", "De Zandloper", "De Elzenkatjes", "Het Hooivak",
    "De Dubbele Bel", "De Rietpluim", "Het Waterrad", "De Scheve Schoorsteen", "'t Zomerbankje", "De Kruisbes",
    "Het Roggeveldje", "De Blauwe Luifel", "De Spinklos", "Het Kanteel", "De Mosterdzaadjes", "De Trekschuit",
)  # fmt: skip
_HOURS = {
    "buurthuis": ("Mo-Fr 09:00-17:00", "Mo-Th 09:00-22:00; Fr 09:00-17:00", "Tu-Sa 10:00-17:00,19:00-22:00"),
    "library": ("Mo-Fr 10:00-18:00; Sa 10:00-16:00", "Tu-Fr 13:00-18:00; Sa 10:00-14:00"),
    "cafe": ("Mo-Su 10:00-23:00", "We-Su 11:00-24:00", "Tu-Sa 09:00-18:00; Su 11:00-17:00"),
    "park": ("24/7",),
    "garden": ("We 13:00-17:00; Sa 10:00-16:00", "Apr-Oct: Mo-Sa 09:00-18:00", "sunrise-sunset"),
    "sports": ("Mo-Fr 16:00-22:30; Sa-Su 09:00-18:00", "Mo-Su 09:00-22:00"),
    "religious": ("Su 09:30-12:00; We 14:00-16:00", "Tu,Th 10:00-12:00; Su 10:00-12:30"),
    "school": ("Mo-Fr 08:00-18:00", "Mo-Fr 08:00-17:00; PH off"),
    "shop": ("Tu-Sa 10:00-17:00", "Mo-Sa 09:00-18:00"),
    "workshop": ("Tu,Th 13:00-17:00; Fr 19:00-21:30", "We-Sa 10:00-16:00"),
    "other": ("Mo-Su 08:00-20:00", "Fr-Su 13:00-18:00"),
}
_HOURS_KNOWN = {"cafe": 0.8, "park": 0.6, "library": 1.0}
_SIZE = {"buurthuis": (60, 220), "library": (30, 90), "cafe": (25, 110), "sports": (80, 400), "religious": (60, 300)}


@dataclass(frozen=True)
class Place:
    """A meeting place through the years; ``last`` is the last edition it was in."""

    place_id: str
    name: str
    type: str
    cell: Cell
    x: float
    y: float
    first: int
    last: int
    address: str = ""


@cache
def all_places() -> tuple[Place, ...]:
    """Every place there was in any edition."""
    places: list[Place] = []
    taken: set[str] = set()
    for wijk, (number, weights) in _SUPPLY.items():
        cells = [cell for cell in CELLS if cell.wijk == wijk]
        closed = round(number * 0.08)
        for cell, count in zip(cells, split_whole(number + closed, [c.residents + 150 for c in cells]), strict=True):
            places += [_place(cell, i, weights, taken, len(places) + i) for i in range(count)]
    places.append(
        Place(
            "P900",
            "Zomerterras aan het Veer",
            "other",
            places[0].cell,
            0.0,
            0.0,
            2021,
            2025,
            "Veerstoep, Voorbeeldstad",
        )
    )
    return tuple(places)


def _place(cell: Cell, number: int, weights: tuple[int, ...], taken: set[str], serial: int) -> Place:
    chance = Chance("place", cell.code, number)
    kind = chance.pick_by_weight(TYPES, weights)
    start = chance.pick(postcodes_of_cell(cell))
    x, y = point_near((start.x, start.y), cell.code, chance, 70.0)
    first = chance.pick_by_weight((2021, 2023, 2025), (0.86, 0.08, 0.06))
    last = 2025 if first != 2021 else chance.pick_by_weight((2025, 2023, 2021), (0.91, 0.05, 0.04))
    return Place(f"P{serial + 1:03}", _name(kind, cell, chance, taken), kind, cell, x, y, first, last)


def _name(kind: str, cell: Cell, chance: Chance, taken: set[str]) -> str:
    for _ in range(400):
        word = cell.name if chance.happens(0.3) else chance.pick(_WORDS)
        name = chance.pick([k for k in _KINDS[kind] if cell.wijk == 10 or "Dorps" not in k]).format(word)
        if name not in taken:
            taken.add(name)
            return name
    raise RuntimeError("no name left for a place")


def places_in(edition: int) -> list[Place]:
    return [place for place in all_places() if place.first <= edition <= place.last]


def meeting_places(edition: int) -> list[dict]:
    """A row per place and rater."""
    rows = []
    for place in places_in(edition):
        chance = Chance("raters", place.place_id, edition)
        raters = ["staff"] if place.type not in ("park", "shop") or chance.happens(0.5) else ["resident"]
        if raters == ["staff"] and Chance("rated by residents", place.place_id).happens(0.42):
            raters.append("resident")
        if chance.happens(0.06):
            raters.append("non_visitor")
        rows += [_row(place, rater, edition) for rater in raters]
    return rows


def _row(place: Place, rater: str, edition: int) -> dict:
    lasting = Chance("place facts", place.place_id)
    known = lasting.happens(_HOURS_KNOWN.get(place.type, 0.7))
    hours = lasting.pick(_HOURS[place.type])
    smallest, largest = _SIZE.get(place.type, (10, 60))
    size = 5 * (lasting.whole(smallest, largest) // 5)
    has_size = place.type != "park" and lasting.happens(0.7)
    row = {
        "place_id": place.place_id,
        "name": place.name,
        "type": place.type,
        "rater": rater,
        "opening_hours": hours if known else "",
        "capacity_persons": size if has_size else "",
        "source": "rondgang wijkteam" if rater == "staff" else "bewonerspanel",
        "last_checked": f"{edition - 1}-{lasting.whole(4, 11):02}-{lasting.whole(1, 28):02}",
    }
    row |= {"address": place.address} if place.address else {"x_rd": f"{place.x:.1f}", "y_rd": f"{place.y:.1f}"}
    return row | _scores(place, rater, edition) | _optional_scores(place, rater, edition)


def _optional_scores(place: Place, rater: str, edition: int) -> dict[str, int]:
    """Some of the optional marks of some places, as one finds them in real lists."""
    chance = Chance("optional scores", place.place_id, rater, edition)
    likely = {"buurthuis": 0.9, "workshop": 0.7, "garden": 0.6}.get(place.type, 0.2)
    if edition < 2025 or not chance.happens(likely):
        return {}
    own = 2.6 + Chance("optional quality", place.place_id).normal(0.0, 0.5)
    return {name: max(0, min(4, int(own + chance.normal(0.0, 0.7) + 0.5))) for name in OPTIONAL}


def _scores(place: Place, rater: str, edition: int) -> dict[str, int | str]:
    chance = Chance("scores", place.place_id, rater, edition)
    own = Chance("place quality", place.place_id).normal(0.0, 0.45)
    view = {"staff": 0.25, "resident": -0.15, "non_visitor": -0.55}[rater]
    gap = 0.30 if chance.happens(0.06) else 0.025
    scores: dict[str, int | str] = {}
    for criterion, base in zip(CRITERIA, _SCORES[place.type], strict=True):
        score = int(base + own + view + chance.normal(0.0, 0.45) + 0.5)
        scores[criterion] = "" if chance.happens(gap) else max(0, min(4, score))
    return scores
