"""Who answered the residents' survey: a sample per wijk, uneven over buurten and ages, with the weights that mend it."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from generator.chance import Chance, split_whole
from generator.profiles import RESIDENTS
from generator.residents import Figures, figures_of
from generator.town import WIJK_NAMES

RESPONDENTS = {2021: 3210, 2023: 3405, 2025: 3612}
AGE_CLASSES = ((18, 24), (25, 44), (45, 64), (65, 74), (75, 94))
_ADULT_SHARE = (0.7, 1.0, 1.0, 1.0, 0.97)
_RESPONSE_BY_AGE = (0.50, 0.68, 1.05, 1.40, 1.00)
EDUCATION = ("low", "middle", "high")
ORIGIN = ("dutch", "european", "non_european")


@dataclass(frozen=True)
class Person:
    """A respondent: background as it is, whether or not it was filled in."""

    buurt: str
    cell: str
    wijk: int
    weight: float
    age: int
    gender: str
    education: str
    origin: str
    income_third: int
    limitation: bool


def respondents_of(edition: int) -> list[Person]:
    """All respondents, in an order that tells nothing."""
    drawn = []
    for wijk, number in _sample_sizes(edition).items():
        drawn += _draw_cells_of(wijk, number, edition)
    weights = _weights(drawn, edition)
    people = [
        _person(part, age_class, weights[part.buurt.wijk, age_class], Chance("person", edition, i))
        for i, (part, age_class) in enumerate(drawn)
    ]
    return Chance("order", edition).shuffled(people)


def _sample_sizes(edition: int) -> dict[int, int]:
    """Small wijken are sampled more heavily than large ones."""
    totals = {wijk: fsum(_adults(part)[i] for part in _parts(wijk, edition) for i in range(5)) for wijk in WIJK_NAMES}
    mean = fsum(totals.values()) / len(totals)
    shares = [0.5 * total + 0.5 * mean for total in totals.values()]
    return dict(zip(totals, split_whole(RESPONDENTS[edition], shares), strict=True))


def _parts(wijk: int, edition: int) -> list[Figures]:
    return [part for part in figures_of(edition) if part.buurt.wijk == wijk]


def _adults(part: Figures) -> list[float]:
    """Residents of 18 and over per age class."""
    return [count * share for count, share in zip(part.ages[1:], _ADULT_SHARE, strict=True)]


def _draw_cells_of(wijk: int, number: int, edition: int) -> list[tuple[Figures, int]]:
    chance = Chance("sample", wijk, edition)
    options, chances = [], []
    for part in _parts(wijk, edition):
        willing = part.buurt.cells[0].response * Chance("response", part.buurt.cells[0].code).between(0.65, 1.35)
        for age_class, adults in enumerate(_adults(part)):
            options.append((part, age_class))
            chances.append(adults * _RESPONSE_BY_AGE[age_class] * willing)
    return [chance.pick_by_weight(options, chances) for _ in range(number)]


def _weights(drawn: list[tuple[Figures, int]], edition: int) -> dict[tuple[int, int], float]:
    """Residents per respondent in each wijk and age class, scaled to a mean of 1."""
    answers: dict[tuple[int, int], int] = {}
    for part, age_class in drawn:
        key = (part.buurt.wijk, age_class)
        answers[key] = answers.get(key, 0) + 1
    adults = {
        (wijk, age_class): fsum(_adults(part)[age_class] for part in _parts(wijk, edition))
        for wijk in WIJK_NAMES
        for age_class in range(5)
    }
    scale = len(drawn) / fsum(adults[key] for key in answers)
    return {key: max(0.05, scale * adults[key] / count) for key, count in answers.items()}


def _person(part: Figures, age_class: int, weight: float, chance: Chance) -> Person:
    profile = RESIDENTS[part.buurt.wijk]
    lowest, highest = AGE_CLASSES[age_class]
    age = (
        min(chance.whole(lowest, highest), chance.whole(lowest, highest))
        if age_class == 4
        else chance.whole(lowest, highest)
    )
    low, middle, high = profile.education
    older = (0.7, 0.75, 1.0, 1.5, 2.0)[age_class]
    education = chance.pick_by_weight(EDUCATION, (low * older, middle, high / older))
    rich = profile.income_eur_1000 / 32.0 * {"low": 0.65, "middle": 0.95, "high": 1.4}[education]
    cells = part.buurt.cells
    return Person(
        buurt=part.buurt.code,
        cell=chance.pick_by_weight(cells, [cell.residents for cell in cells]).code,
        wijk=part.buurt.wijk,
        weight=weight,
        age=age,
        gender=chance.pick_by_weight("fmx", (0.515, 0.478, 0.007)),
        education=education,
        origin=chance.pick_by_weight(ORIGIN, profile.origin),
        income_third=chance.pick_by_weight((1, 2, 3), (1 / rich, 1.0, rich)),
        limitation=chance.happens(profile.limitation * (0.5, 0.65, 1.05, 1.3, 1.9)[age_class]),
    )
