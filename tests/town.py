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
    """Four in Noord: two active, one unconfirmed, one ended; one active in Zuid with a private address."""

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
        }
        return row | more

    return [
        one(1, 170_100, 441_100),
        one(2, 170_200, 441_200, lead="professional", approach="none", subsidy_eur=500),
        one(3, 170_300, 441_300, last_confirmed="2022-01-01"),
        one(4, 170_400, 441_400, status="ended", end="2023-01-01"),
        one(5, 170_500, 440_500, public_location="no"),
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
    return folder
