"""The list of files, and ``municipality.toml`` that describes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator import candidate_sites, initiatives, partners, places, promises, residents, scan, survey_answers
from generator.ground import postcodes_in
from generator.logo import ACCENT, PRIMARY
from generator.town import EDITIONS, GEMEENTE, GEMEENTE_NAME

POSTCODE_COLUMNS = ("pc6", "buurt_code", "x_rd", "y_rd", "residents")


@dataclass(frozen=True)
class Table:
    """A CSV file of every edition from ``since`` on; ``years_back``: how long before the edition its figures were gathered."""

    dataset: str
    file: str
    columns: Sequence[str]
    rows: Callable[[int], list[dict]]
    years_back: int = 0
    since: int = EDITIONS[0]


def postcodes(edition: int) -> list[dict]:
    return [
        dict(zip(POSTCODE_COLUMNS, (p.pc6, code, f"{p.x:.1f}", f"{p.y:.1f}", number), strict=True))
        for p, code, number in postcodes_in(edition)
    ]


TABLES = (
    Table("postcodes", "postcodes.csv", POSTCODE_COLUMNS, postcodes),
    Table("key_figures", "kerncijfers.csv", residents.KEY_FIGURE_COLUMNS, residents.key_figures),
    Table("survey", "enquete.csv", survey_answers.COLUMNS, survey_answers.survey, 1),
    Table("initiatives", "initiatieven.csv", initiatives.COLUMNS, initiatives.initiatives),
    Table("meeting_places", "ontmoetingsplekken.csv", places.COLUMNS, places.meeting_places, 1),
    Table(
        "candidate_sites", "kandidaatplekken.csv", candidate_sites.COLUMNS, candidate_sites.candidate_sites, since=2025
    ),
    Table("modelled_figures", "modelschattingen.csv", residents.MODELLED_COLUMNS, residents.modelled_figures, 1),
    Table("organisations", "organisaties.csv", partners.ORGANISATION_COLUMNS, lambda _: list(partners.organisations())),
    Table("ties", "samenwerkingen.csv", partners.TIE_COLUMNS, partners.ties, 1),
    Table("municipality_scan", "gemeentescan.csv", scan.COLUMNS, scan.municipality_scan, 1),
    Table("promises", "toezeggingen.csv", promises.COLUMNS, promises.promises),
)
BOUNDARIES_FILE = "buurten.geojson"
LOGO_FILE = "logo.png"


def tables_of(edition: int) -> list[Table]:
    """The CSV files of one edition."""
    return [table for table in TABLES if table.since <= edition]


_SOURCE = '{ nl = "Verzonnen voor deze demo; geen echte gegevens", en = "Invented for this demo; no real data" }'


def municipality_toml() -> str:
    lines = [
        "# Written by make.py. Voorbeeldstad does not exist; every figure in this folder is invented.",
        "[municipality]",
        f'code = "{GEMEENTE}"',
        f'name = "{GEMEENTE_NAME}"',
        "fictional = true",
        "background_map = false",
        "",
        "[municipality.style]",
        f'primary = "{PRIMARY}"',
        f'accent = "{ACCENT}"',
        f'logo = "{LOGO_FILE}"',
    ]
    for edition in EDITIONS:
        lines += ["", f"[editions.{edition}]", f"date = {edition}-01-01", f"vintage = {edition}"]
        lines += ['calibrate = ["wijk", "age", "gender"]']
        lines += _dataset(edition, "boundaries", BOUNDARIES_FILE, edition, 'crs = "EPSG:28992"')
        for table in tables_of(edition):
            lines += _dataset(edition, table.dataset, table.file, edition - table.years_back)
    return "\n".join(lines) + "\n"


def _dataset(edition: int, dataset: str, file: str, period: int, *more: str) -> list[str]:
    return [
        "",
        f"[editions.{edition}.{dataset}]",
        f'file = "{edition}/{file}"',
        *more,
        f'period = "{period}"',
        'licence = "CC0-1.0"',
        f"source = {_SOURCE}",
    ]
