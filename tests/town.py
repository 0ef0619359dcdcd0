"""A town small enough to count by hand: two wijken, four buurten of 1 x 1 km, one of them without residents.

      BU00420101 Noord   1,000 residents, 60 respondents      | BU00420201 Oost  2,000 residents, 12 respondents
      BU00420102 Zuid    1,000 residents, 40 respondents      | BU00420202 Haven     0 residents, no respondents

Every answer follows from the respondent's number, so that expected values can be worked out on paper; see ``answers``.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

CODE = "GM0042"
BUURTEN = {
    "BU00420101": ("Noord", 170_000, 441_000, 1000),
    "BU00420102": ("Zuid", 170_000, 440_000, 1000),
    "BU00420201": ("Oost", 171_000, 441_000, 2000),
    "BU00420202": ("Haven", 171_000, 440_000, 0),
}
RESPONDENTS = {"BU00420101": 60, "BU00420102": 40, "BU00420201": 12}
SIZE_M = 1000

TOML = """\
[municipality]
code = "GM0042"
name = "Rekenstad"
fictional = true
background_map = false

[editions.2025]
date = 2025-01-01
vintage = 2025

[editions.2025.boundaries]
file = "buurten.geojson"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.key_figures]
file = "kerncijfers.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.survey]
file = "enquete.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.initiatives]
file = "initiatieven.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.meeting_places]
file = "ontmoetingsplekken.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.modelled_figures]
file = "modelschattingen.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.municipality_scan]
file = "gemeentescan.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.promises]
file = "toezeggingen.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.organisations]
file = "organisaties.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.ties]
file = "samenwerkingen.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }

[editions.2025.candidate_sites]
file = "kandidaatplekken.csv"
licence = "CC0-1.0"
source = { nl = "Verzonnen", en = "Invented" }
"""

YES_NO = (
    "tie_help tie_care tie_talk bridge_education bridge_origin bridge_age bridge_income "
    "active_last_year volunteered would_like_active"
).split()
LONELY = ("lonely_social_1", "lonely_social_2", "lonely_social_3")
AGREE = (
    "cohesion_hardly_know cohesion_pleasant cohesion_together cohesion_at_home cohesion_key cohesion_contact feels_at_home "
    "avoids_contact capacity_efficacy capacity_know_start capacity_time capacity_people capacity_setbacks municipality_contact "
    "municipality_room municipality_simple municipality_fun municipality_learning municipality_clear"
).split()


def square(x: float, y: float) -> list[list[float]]:
    """Ring of a buurt, from its south-west corner."""
    return [[x, y], [x + SIZE_M, y], [x + SIZE_M, y + SIZE_M], [x, y + SIZE_M], [x, y]]


def answers(number: int, buurt: str) -> dict[str, Any]:
    """One respondent. Three in four say yes to every yes/no item and agree (4) with every statement; the fourth does not."""
    yes = number % 4 != 0
    row: dict[str, Any] = {
        "respondent_id": f"{buurt}-{number}",
        "wave": "2025",
        "buurt_code": buurt,
        "weight": 1,
        "age": 30 if number % 2 else 70,
        "gender": "f",
        "education": ("low", "middle", "high")[number % 3],
        "origin": "dutch",
        "income_third": number % 3 + 1,
        "limitation": "yes" if number % 2 else "no",
    }
    row |= dict.fromkeys(YES_NO, int(yes))
    row |= dict.fromkeys(LONELY, 1 if yes else 3)
    row |= dict.fromkeys(AGREE, 4 if yes else 2)
    row["cohesion_hardly_know"] = 2 if yes else 4
    row["recognised_last_week"] = 10 if yes else 2
    return row


def initiatives() -> list[dict[str, Any]]:
    """Four in Noord: two active, one unconfirmed, one ended; one active in Zuid with a private address.

    The first meets in the buurthuis and bridges age and origin, the one in Zuid bridges nothing; of the others it is not known.
    """

    def one(number: int, x: float | str, y: float | str, **more: Any) -> dict[str, Any]:
        row = {
            "initiative_id": f"i{number}",
            "name": f"Initiatief {number}",
            "start": "2020-05-01",
            "end": "",
            "status": "active",
            "last_confirmed": "2024-06-01",
            "approach": "abcd",
            "theme": "meeting",
            "target_groups": "all",
            "lead": "residents",
            "x_rd": x,
            "y_rd": y,
            "buurt_code": "",
            "subsidy_eur": 0,
            "public_location": "yes",
            "meeting_place_id": "",
            "abcd_1": "",
            "abcd_2": "",
            "bridges": "",
        }
        return row | more

    return [
        one(1, 170_100, 441_100, meeting_place_id="p1", abcd_1=1, abcd_2=0, bridges="age;origin"),
        one(2, 170_200, 441_200, lead="professional", approach="none", subsidy_eur=500),
        one(3, 170_300, 441_300, last_confirmed="2022-01-01"),
        one(4, 170_400, 441_400, status="ended", end="2023-01-01"),
        one(5, 170_500, 440_500, public_location="no", bridges="none"),
        one(6, "", "", name="Alleen een adres"),
    ]


def places() -> list[dict[str, Any]]:
    """One buurthuis in the middle of Noord, rated by staff (all fours: 100) and a resident (all twos: 50); open on weekdays."""

    def one(rater: str, grade: int) -> dict[str, Any]:
        grades = dict.fromkeys(("low_threshold", "free_entry", "comfortable", "known_and_new"), grade)
        where = {"x_rd": 170_500, "y_rd": 441_500}
        hours = {"opening_hours": "Mo-Fr 09:00-17:00"}
        return {
            "place_id": "p1",
            "name": "De Huiskamer",
            "type": "buurthuis",
            **where,
            **grades,
            "rater": rater,
            **hours,
        }

    return [one("staff", 4), one("resident", 2)]


def organisations() -> list[dict[str, Any]]:
    """Four formal ones, two of them for the whole town; four informal ones, of which o8 works with nobody."""
    rows = (
        ("o1", "Gemeente Rekenstad", "formal", ""),
        ("o2", "Welzijn Rekenstad", "formal", ""),
        ("o3", "Wijkteam Noord", "formal", "WK004201"),
        ("o4", "School Oost", "formal", "WK004202"),
        ("o5", "Bewonersgroep Noord", "informal", "WK004201"),
        ("o6", "Burenhulp Zuid", "informal", "WK004201"),
        ("o7", "Tuin Oost", "informal", "WK004202"),
        ("o8", "Moestuin", "informal", "WK004202"),
    )
    return [dict(zip(("organisation_id", "name", "kind", "wijk_code"), row, strict=True)) for row in rows]


def ties() -> list[dict[str, Any]]:
    """Fourteen named ties of 2024 between nine pairs, of which six cross the kinds; and an older one that 2024 replaces.

    Eleven are in the wijk of Noord and Zuid, three in that of Oost, of which no opinions can be told.
    """
    noord, oost = "WK004201", "WK004202"
    rows = (
        ("o1", "o5", noord, 2022, 4, 0, "yes"),
        ("o1", "o3", noord, 2024, 4, 0, "yes"),
        ("o3", "o1", noord, 2024, 4, 0, "yes"),
        ("o2", "o3", noord, 2024, 3, 1, "yes"),
        ("o1", "o5", noord, 2024, 1, 3, "no"),
        ("o5", "o1", noord, 2024, 2, 4, "no"),
        ("o2", "o5", noord, 2024, 1, 1, "yes"),
        ("o3", "o6", noord, 2024, 0, 0, "yes"),
        ("o6", "o3", noord, 2024, 3, 0, "yes"),
        ("o5", "o6", noord, 2024, 4, 1, "yes"),
        ("o6", "o5", noord, 2024, 4, 1, ""),
        ("o3", "o5", noord, 2024, "", 2, "yes"),
        ("o4", "o7", oost, 2024, 2, 2, "no"),
        ("o7", "o4", oost, 2024, 3, 1, "yes"),
        ("o1", "o7", oost, 2024, 1, 3, "yes"),
    )
    names = ("from", "to", "wijk_code", "year", "knows_well", "disagreement", "shared_goal")
    return [dict(zip(names, row, strict=True)) for row in rows]


def candidate_sites() -> list[dict[str, Any]]:
    """A school in the middle of Oost and an empty shop in that of Zuid."""
    return [
        {"site_id": "k1", "name": "De Oude School", "kind": "school", "x_rd": 171_500, "y_rd": 441_500},
        {"site_id": "k2", "name": "De Lege Winkel", "kind": "empty_shop", "x_rd": 170_500, "y_rd": 440_500},
    ]


def boundaries() -> dict[str, Any]:
    """The four squares as GeoJSON in RD."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": [square(x, y)]},
        }
        for code, (name, x, y, _) in BUURTEN.items()
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return {"type": "FeatureCollection", "crs": crs, "features": features}


def key_figures() -> list[dict[str, Any]]:
    """Residents per buurt; a quarter is 65 or older."""
    return [
        {
            "area_code": code,
            "name": name,
            "population": population,
            "age_65_plus": population // 4,
            "households": population // 2,
            "households_single": population // 5,
            "low_income_pct": 10,
        }
        for code, (name, _, _, population) in BUURTEN.items()
    ]


def municipality_scan() -> list[dict[str, Any]]:
    """Officials a 3.5 (64 of them) and residents a 2.5 (100) on every point, so a gap of 1.0.

    On ``contact`` the wijken can be told apart (64 and 36 residents); on ``simple`` 93 and 7, so neither may be shown. Nine
    initiators are too few, forty professionals without a spread are not enough, and nobody noted how many officials judged
    ``clear``.
    """

    def one(point: str, judge: str, score: float, sd: float | str, n: int | str, wijk: str = "") -> dict[str, Any]:
        return {"point": point, "judge": judge, "wijk_code": wijk, "score": score, "sd": sd, "n": n}

    rows = []
    for point in ("contact", "room", "simple", "fun", "learning", "clear"):
        figure = {"hard_figure": 21, "hard_figure_unit": "dagen"} if point == "simple" else {}
        rows += [
            one(point, "residents", 2.5, 1.0, 100),
            one(point, "officials", 3.5, 0.8, 64 if point != "clear" else "") | figure,
        ]
    rows += [one("contact", "initiators", 3.0, 0.9, 9), one("contact", "professionals", 3.0, "", 40)]
    for point, sizes in (("contact", (64, 36)), ("simple", (93, 7))):
        scores = zip(("WK004201", "WK004202"), (2.6, 2.3), (0.8, 0.9), sizes, strict=True)
        rows += [one(point, "residents", score, sd, n, wijk) for wijk, score, sd, n in scores]
    return [{"hard_figure": "", "hard_figure_unit": ""} | row for row in rows]


def promises() -> list[dict[str, Any]]:
    """Of the four that were due one was kept; one is not due yet, and one had no term. See ``state`` of the published table."""

    def one(
        number: int, point: str, wijk: str, promised: str, due: str, done: str, dropped: str = "no"
    ) -> dict[str, Any]:
        days = {"promised_on": promised, "due": due, "done_on": done, "dropped": dropped}
        return {"promise_id": f"t{number}", "point": point, "wijk_code": wijk, "what": f"Toezegging {number}", **days}

    return [
        one(1, "contact", "WK004201", "2023-01-10", "2023-06-01", "2023-05-01"),
        one(2, "simple", "WK004201", "2023-02-01", "2023-06-01", "2023-07-01"),
        one(3, "clear", "", "2024-01-01", "2024-06-01", ""),
        one(4, "fun", "WK004202", "2024-10-01", "2025-06-01", ""),
        one(5, "room", "", "2024-02-01", "2024-08-01", "", "yes"),
        one(6, "learning", "", "2024-03-01", "", "2024-05-01"),
    ]


def write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as the demo's files are written: comma, UTF-8, LF."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_town(folder: Path) -> Path:
    """Write the whole town into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "municipality.toml").write_text(TOML, encoding="utf-8")
    (folder / "buurten.geojson").write_text(json.dumps(boundaries()), encoding="utf-8")
    survey = [answers(number, buurt) for buurt, count in RESPONDENTS.items() for number in range(count)]
    write_csv(folder / "kerncijfers.csv", key_figures())
    write_csv(folder / "enquete.csv", survey)
    write_csv(folder / "initiatieven.csv", initiatives())
    write_csv(folder / "ontmoetingsplekken.csv", places())
    write_csv(folder / "kandidaatplekken.csv", candidate_sites())
    modelled = [
        {
            "area_code": code,
            "control_over_life_pct": 90,
            "lonely_pct": 40,
            "volunteers_pct": 25,
            "informal_carers_pct": 14,
        }
        for code in (CODE, *BUURTEN)
    ]
    write_csv(folder / "modelschattingen.csv", modelled)
    write_csv(folder / "gemeentescan.csv", municipality_scan())
    write_csv(folder / "toezeggingen.csv", promises())
    write_csv(folder / "organisaties.csv", organisations())
    write_csv(folder / "samenwerkingen.csv", ties())
    return folder
