"""What the respondents answered: a normal score per item, cut into answers.

The score adds up who somebody is, where somebody lives, two traits somebody brings to every item (sociable, able) and
chance; so that items belong together as in a real survey.
"""

from __future__ import annotations

from functools import cache

from generator.chance import Chance
from generator.profiles import bonds_in
from generator.survey_people import Person, respondents_of
from generator.town import wijk_code

BACKGROUND = ("age", "gender", "education", "origin", "income_third", "limitation")
YES_NO = {  # item: (score of the municipality, which bond of the area, weight of sociable, weight of able)
    "tie_help": (0.60, "ties", 0.65, 0.15),
    "tie_care": (0.70, "ties", 0.65, 0.10),
    "tie_talk": (1.12, "ties", 0.60, 0.10),
    "bridge_education": (-0.10, "bridges", 0.45, 0.30),
    "bridge_origin": (-0.32, "bridges", 0.45, 0.20),
    "bridge_age": (0.14, "bridges", 0.45, 0.10),
    "bridge_income": (-0.24, "bridges", 0.45, 0.30),
    "active_last_year": (-0.70, "active", 0.30, 0.40),
    "volunteered": (-0.54, "active", 0.25, 0.35),
    "would_like_active": (-0.70, "willing", 0.10, 0.10),
}
LONELY = {"lonely_social_1": 0.92, "lonely_social_2": 0.78, "lonely_social_3": 0.86}
AGREEMENT = {  # item: (mean of the municipality on 1-5, bond, sociable, able)
    "cohesion_hardly_know": (2.66, "cohesion", -0.50, 0.0),
    "cohesion_pleasant": (3.92, "cohesion", 0.50, 0.0),
    "cohesion_together": (3.36, "cohesion", 0.60, 0.0),
    "cohesion_at_home": (3.80, "cohesion", 0.55, 0.0),
    "cohesion_key": (3.50, "cohesion", 0.45, 0.1),
    "cohesion_contact": (3.54, "cohesion", 0.65, 0.1),
    "feels_at_home": (4.22, "home", 0.45, 0.1),
    "avoids_contact": (2.44, "home", -0.50, -0.1),
    "capacity_efficacy": (3.24, "efficacy", 0.10, 0.70),
    "capacity_know_start": (3.20, "capacity", 0.10, 0.75),
    "capacity_time": (3.08, "willing", 0.05, 0.30),
    "capacity_people": (3.38, "company", 0.45, 0.40),
    "capacity_setbacks": (3.74, "capacity", 0.10, 0.60),
    "municipality_contact": (2.92, "municipality", 0.0, 0.25),
    "municipality_room": (3.02, "municipality", 0.0, 0.20),
    "municipality_simple": (2.66, "municipality", 0.0, 0.25),
    "municipality_fun": (2.78, "municipality", 0.1, 0.20),
    "municipality_learning": (2.84, "municipality", 0.0, 0.20),
    "municipality_clear": (2.96, "municipality", 0.0, 0.25),
}
REVERSED = {"cohesion_hardly_know", "avoids_contact"}
ITEMS = (
    "tie_help", "tie_care", "tie_talk",
    "bridge_education", "bridge_origin", "bridge_age", "bridge_income",
    "active_last_year", "volunteered", "would_like_active",
    "recognised_last_week",
    *LONELY,
    *AGREEMENT,
)  # fmt: skip
COLUMNS = ("respondent_id", "wave", "buurt_code", "weight", "stratum", *BACKGROUND, *ITEMS)

_bonds = cache(bonds_in)


def survey(edition: int) -> list[dict]:
    """One row per respondent."""
    rows = []
    for number, person in enumerate(respondents_of(edition), start=1):
        chance = Chance("answers", edition, number)
        row = {
            "respondent_id": f"V{edition}-{number:05}",
            "wave": edition,
            "buurt_code": person.buurt,
            "weight": f"{person.weight:.4f}",
            "stratum": wijk_code(person.wijk),
        }
        rows.append(row | _background(person, chance) | _with_gaps(_answers(person, edition, chance), chance))
    return rows


def _background(person: Person, chance: Chance) -> dict:
    known = {
        "age": person.age,
        "gender": person.gender,
        "education": person.education,
        "origin": person.origin,
        "income_third": person.income_third,
        "limitation": "yes" if person.limitation else "no",
    }
    unknown = {
        "age": 0.012,
        "gender": 0.006,
        "education": 0.025,
        "origin": 0.02,
        "income_third": 0.055,
        "limitation": 0.02,
    }
    return {name: "" if chance.happens(unknown[name]) else value for name, value in known.items()}


def _answers(person: Person, edition: int, chance: Chance) -> dict:
    bonds = _bonds(person.cell, person.wijk, edition)
    sociable = chance.normal(0.0, 0.9)
    able = chance.normal(0.0, 0.85) + _ability(person)
    answers: dict = {}
    for item, (start, bond, by_sociable, by_able) in YES_NO.items():
        score = start + bonds[bond] + by_sociable * sociable + by_able * able + _who(item, bond, person)
        answers[item] = int(score + chance.normal(0.0, 0.85) > 0)
    if answers["active_last_year"] and chance.happens(0.75):
        answers["would_like_active"] = 0
    answers["recognised_last_week"] = _recognised(person, bonds, sociable, chance)
    for item, start in LONELY.items():
        score = start + 0.8 * bonds["ties"] + 0.6 * sociable + _who(item, "ties", person) + chance.normal(0.0, 0.8)
        answers[item] = 1 if score > 0 else 2 if score > -1.0 else 3
    for item, (mean, bond, by_sociable, by_able) in AGREEMENT.items():
        direction = -1 if item in REVERSED else 1
        area = direction * (bonds[bond] + _who(item, bond, person))
        score = mean + area + by_sociable * sociable + by_able * able + chance.normal(0.0, 0.8)
        answers[item] = max(1, min(5, int(score + 0.5)))
    return answers


def _ability(person: Person) -> float:
    by_education = {"low": -0.38, "middle": 0.0, "high": 0.36}[person.education]
    return by_education + 0.12 * (person.income_third - 2) - (0.30 if person.limitation else 0.0)


def _who(item: str, bond: str, person: Person) -> float:
    """What age, limitation and education do to an item besides what the area does."""
    effect = 0.0
    if person.limitation:
        effect += {"home": -0.42, "ties": -0.20, "cohesion": -0.12, "active": -0.15, "bridges": -0.08}.get(bond, 0.0)
    if bond == "bridges":
        effect += {"low": -0.12, "middle": 0.0, "high": 0.10}[person.education]
    if bond == "active":
        effect += 0.18 if 55 <= person.age < 75 else -0.15 if person.age < 30 else 0.0
    if bond == "willing":
        effect += 0.15 if person.age < 45 else -0.30 if person.age >= 75 else 0.0
    if item == "capacity_time":
        effect += 0.55 if 66 <= person.age < 80 else -0.25 if 30 <= person.age < 50 else 0.0
    if bond in ("cohesion", "home"):
        effect += 0.14 if person.age >= 65 else -0.16 if person.age < 30 else 0.0
    return effect


def _recognised(person: Person, bonds: dict[str, float], sociable: float, chance: Chance) -> int:
    score = 3.1 + 0.9 * bonds["familiarity"] + 0.55 * sociable + chance.normal(0.0, 0.7)
    score += 0.25 if person.age >= 65 else -0.25 if person.age < 30 else 0.0
    return max(0, min(200, int(max(0.0, score) ** 2 * 1.15)))


def _with_gaps(answers: dict, chance: Chance) -> dict:
    """Leave 1-6 % of the answers out, as 99 ("don't know") or empty; municipality items most often."""
    shown = {}
    for item in ITEMS:
        gap = 0.06 if item.startswith("municipality") else 0.035 if item.startswith("capacity") else 0.015
        if chance.happens(gap):
            shown[item] = 99 if item != "recognised_last_week" and chance.happens(0.7) else ""
        else:
            shown[item] = answers[item]
    return shown
