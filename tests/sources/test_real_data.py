"""Real Dutch files, as they were published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import assert_told, only, read_village
from wijkmonitor.fault import Fault, errors
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import ReadEdition, boundaries, read_edition

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("real_data")]
FOLDERS = Path(__file__).resolve().parents[1] / "municipalities"


def _read(name: str) -> ReadEdition:
    municipality = read_municipality(FOLDERS / name)
    read = read_edition(municipality, municipality.editions[0])
    assert not errors(read.faults), "\n".join(fault("en") for fault in read.faults)
    return read


def test_amsterdam() -> None:
    read = _read("amsterdam")
    assert read.edition is not None
    population = read.edition.population
    assert population.index.str.startswith("BU").sum() == 518
    assert population[population.index.str.startswith("BU")].notna().sum() == 517
    assert population["GM0363"] == 931_298
    assert_told(only(read.faults, column="area_code"), "517 / 518", "BU0363MK06")
    figures = read.edition.key_figures
    assert figures is not None
    assert figures.loc["GM0363", ["income_per_inhabitant_eur_1000", "property_value_eur_1000"]].tolist() == [
        38.6,
        498.0,
    ]
    cafes = read.edition.initiatives
    assert cafes is not None
    assert (len(cafes), cafes["buurt"].notna().sum(), cafes["buurt"].nunique()) == (43, 42, 39)
    assert [one["name"] for one in read.unlocated if one["dataset"] == "initiatives"] == ["De Diem"]
    assert not read.edition.meeting_places["type"].eq("hotel").any()  # type: ignore[index]


def test_den_haag() -> None:
    read = _read("denhaag")
    assert read.edition is not None
    assert not read.faults
    frame = read.edition.areas
    assert frame["level"].value_counts().to_dict() == {"buurt": 114, "wijk": 44, "gemeente": 1}
    assert frame["population"].notna().all()
    assert frame.loc["BU05180170", "name"] == "Oostduinen"
    modelled = read.edition.tables["modelled_figures"]  # type: ignore[index]
    assert modelled["lonely_pct"].between(20, 80).sum() > 100


def test_the_whole_country_with_figures_of_another_year() -> None:
    read = _read("nederland")
    assert read.edition is not None
    assert (read.edition.areas["level"] == "buurt").sum() == 13_594
    assert_told(only(read.faults, found="11851 / 13594"), "1743 rows")
    assert only([f for f in read.faults if "another year" in f.remedy.en]).severity == "warning"


def _amsterdam_figures(folder: Path, file: Path, more: str) -> list[Fault]:
    return read_village(folder, {"key_figures": (file.name, file.read_bytes(), more)}).faults


def test_statline_with_regions_as_columns_is_refused(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "messy/statline-transposed-messy/nabijheid_2021_statline_transposed.csv"
    assert_told(only(_amsterdam_figures(tmp_path, file, "")), "one row per area", "regions as rows")


def test_a_file_with_names_only_is_refused(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "messy/statline-names-only/nabijheid_2021_names_only.csv"
    assert_told(only(_amsterdam_figures(tmp_path, file, ""), column="area_code"), "Names alone", "Codering")
    more = 'columns = { area_code = "Wijken en buurten", population = "Vrije tijd en cultuur/Afstand tot bibliotheek (km)" }'
    faults = _amsterdam_figures(tmp_path, file, more)
    assert_told(only(faults, column="area_code"), "Nederland, Burgwallen-Oude Zijde", "These are names")


def test_a_mac_roman_file_is_not_read_in_silence(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "messy/amsterdam-civil-society-2016/data_buurtanalyse.csv"
    mapping = 'columns = { area_code = "bc_code", name = "bc_name" }'
    warning = only(_amsterdam_figures(tmp_path, file, mapping), row=32)
    assert warning.severity == "warning"
    assert_told(warning, "Chassébuurt", 'encoding = "mac_roman"')
    fault = only(_amsterdam_figures(tmp_path, file, f'encoding = "cp1252"\n{mapping}'))
    assert_told(fault, "ChassŽbuurt", 'encoding = "mac_roman"')


def test_coordinates_with_thousands_marks_are_refused(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "messy/zwolle-names-only/subsidies.csv"
    more = 'columns = { initiative_id = "OBJECTID", name = "Aanvrager", lat = "Latitude", lon = "Longitude" }'
    more += '\nconstants = { status = "active" }'
    faults = read_village(tmp_path, {"initiatives": (file.name, file.read_bytes(), more)}).faults
    assert_told(only(faults, found="52.468.987"), "column lat", "Export again")


def test_topojson_of_2014_is_decoded_and_refused_with_counts(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "messy/nl-2014-degenerate-topojson/Buurt_2014_layer_q1e3.json"
    (tmp_path / "municipality.toml").write_text(
        '[municipality]\ncode = "NL"\nname = "Nederland"\n[editions.2014]\ndate = 2014-01-01\nvintage = 2014\n'
        f'[editions.2014.boundaries]\nfile = "{file.as_posix()}"\ncrs = "EPSG:4326"\ncolumns = {{ code = "statcode" }}\n'
    )
    spec = read_municipality(tmp_path).editions[0]
    read = boundaries.read(next(iter(spec.sources.values())), "NL", 2014)
    assert read.areas is None
    assert read.loaded[0]["rows"] == 11_691
    assert_told(only(read.faults), "rings of fewer than 4 points", "without area", "in more detail")
