"""``municipality.toml``: which files a municipality has, per edition, and how their columns are to be read.

The file is checked as a whole: an unknown key, a wrong value or a file that is not on disk is a fault, and all faults are
told at once.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pydantic

from wijkmonitor import municipal_style
from wijkmonitor.edition import Dataset
from wijkmonitor.expectations import EXPECTED, own_errors
from wijkmonitor.fault import Fault, InputFaults
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.text import Text, same

FILE_NAME = "municipality.toml"
_NO_SOURCE = Text(nl="geen bron opgegeven", en="no source stated")
_SEE_MANUAL = Text(nl="Pas deze regel aan.", en="Change this line.")


@dataclass(frozen=True)
class SourceSpec:
    """One source file and how to read it. ``shown`` is the path as people see it in messages.

    ``columns`` maps our column names to those of the file; ``values`` maps, per column of ours, their values to ours;
    ``where`` names, per column of the file, the values of the rows that are kept; ``known_overlaps`` the areas whose overlap
    with a neighbour is accepted. The other fields are explained in the
    manual page on municipality.toml.
    """

    file: Path
    shown: str
    columns: dict[str, str]
    values: dict[str, dict[str, str]]
    only_mapped: tuple[str, ...]
    constants: dict[str, str]
    where: dict[str, tuple[str, ...]]
    crs: str | None
    encoding: str | None
    separator: str | None
    decimal: Literal[".", ","] | None
    sheet: str | None
    skip_rows: int
    records: str | None
    missing: tuple[str, ...]
    reversed_scale: tuple[str, ...]
    axis_order: Literal["xy", "yx"]
    known_overlaps: tuple[str, ...]
    licence: str
    source: Text
    period: str


@dataclass(frozen=True)
class EditionSpec:
    """One edition: ``date`` is its reference day, ``vintage`` the year of its area division.

    ``calibrate`` names the key figures to which the weights of respondents are fitted; ``instruments`` the item set of an
    indicator (by its key) where this edition asked other questions than the indicator says.
    """

    name: str
    date: dt.date
    vintage: int
    sources: dict[Dataset, tuple[SourceSpec, ...]]
    calibrate: tuple[str, ...] = ()
    instruments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Municipality:
    """A municipality and its editions, sorted by name; ``key`` is the name of its folder, ``logo`` the path of its logo as
    municipality.toml names it."""

    key: str
    folder: Path
    code: str
    name: str
    fictional: bool
    background_map: bool
    editions: tuple[EditionSpec, ...]
    style: HouseStyle = field(default_factory=HouseStyle)
    logo: str | None = None


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class _BothLanguages(_Strict):
    nl: str
    en: str


class _SourceTable(_Strict):
    file: str
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    only_mapped: tuple[str, ...] = ()
    constants: dict[str, str] = {}
    where: dict[str, tuple[str, ...]] = {}
    crs: str | None = None
    encoding: str | None = None
    separator: str | None = pydantic.Field(default=None, min_length=1, max_length=1)
    decimal: Literal[".", ","] | None = None
    sheet: str | None = None
    skip_rows: int = pydantic.Field(default=0, ge=0)
    records: str | None = None
    missing: tuple[str, ...] = ()
    reversed_scale: tuple[str, ...] = ()
    axis_order: Literal["xy", "yx"] = "xy"
    known_overlaps: tuple[str, ...] = ()
    licence: str = ""
    source: _BothLanguages | None = None
    period: str = ""

    @pydantic.field_validator("source", mode="before")
    @classmethod
    def _one_language_is_both(cls, value: Any) -> Any:
        return {"nl": value, "en": value} if isinstance(value, str) else value


class _EditionBase(_Strict):
    date: dt.date
    vintage: int = pydantic.Field(ge=1995, le=2100)
    calibrate: tuple[Literal["wijk", "age", "gender"], ...] = ()
    instruments: dict[str, str] = {}

    @pydantic.field_validator("*", mode="before")
    @classmethod
    def _one_table_is_a_list(cls, value: Any, info: pydantic.ValidationInfo) -> Any:
        return (value,) if info.field_name in set(Dataset) and isinstance(value, dict) else value


def _edition_model() -> type[_EditionBase]:
    """The edition table: its reference day and one field per kind of dataset; only boundaries must be there."""
    fields: dict[str, Any] = {dataset.value: (tuple[_SourceTable, ...], ()) for dataset in Dataset}
    fields[Dataset.BOUNDARIES.value] = (tuple[_SourceTable, ...], pydantic.Field(min_length=1))
    return pydantic.create_model("_EditionTable", __base__=_EditionBase, **fields)


_EditionTable = _edition_model()


class _StyleTable(_Strict):
    primary: str | None = None
    accent: str | None = None
    logo: str | None = None


class _MunicipalityTable(_Strict):
    code: str = pydantic.Field(pattern=r"^(GM\d{4}|NL)$")
    name: str = pydantic.Field(min_length=1)
    fictional: bool = False
    background_map: bool = False
    style: _StyleTable = _StyleTable()


class _File(_Strict):
    municipality: _MunicipalityTable
    editions: dict[str, _EditionTable] = pydantic.Field(min_length=1)  # type: ignore[valid-type]


def read_municipality(folder: Path) -> Municipality:
    """Read and check ``folder/municipality.toml``; raises ``InputFaults`` with everything that is wrong with it."""
    folder = Path(folder).resolve()
    content = _parse(folder / FILE_NAME)
    try:
        checked = _File.model_validate(content)
    except pydantic.ValidationError as wrong:
        raise InputFaults(_fault_of(error) for error in own_errors(wrong)) from None
    written = municipal_style.WrittenStyle(**checked.municipality.style.model_dump())
    style, wrong_style = municipal_style.read(written, folder, FILE_NAME)
    if faults := [*wrong_style, *_absent_files(checked, folder)]:
        raise InputFaults(faults)
    return Municipality(
        key=folder.name,
        folder=folder,
        code=checked.municipality.code,
        name=checked.municipality.name,
        fictional=checked.municipality.fictional,
        background_map=checked.municipality.background_map,
        editions=tuple(_edition(name, checked.editions[name], folder) for name in sorted(checked.editions)),
        style=style,
        logo=written.logo,
    )


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise InputFaults([_toml_fault("-", Text(nl="dit bestand in de map", en="this file in the folder"))]) from None
    except UnicodeDecodeError:
        expected = Text(nl="tekst in UTF-8", en="text in UTF-8")
        raise InputFaults([_toml_fault("?", expected)]) from None
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        expected = Text(nl="geldige TOML", en="valid TOML")
        raise InputFaults([_toml_fault(str(wrong), expected, row=int(line[1]) if line else None)]) from None


def _toml_fault(
    found: str, expected: Text, column: str | None = None, remedy: Text = _SEE_MANUAL, row: int | None = None
) -> Fault:
    return Fault(file=FILE_NAME, found=found, expected=expected, remedy=remedy, column=column, row=row)


def _edition(name: str, table: Any, folder: Path) -> EditionSpec:
    sources = {
        dataset: tuple(_source(one, folder) for one in getattr(table, dataset.value))
        for dataset in Dataset
        if getattr(table, dataset.value)
    }
    own = {"calibrate": table.calibrate, "instruments": table.instruments}
    return EditionSpec(name=name, date=table.date, vintage=table.vintage, sources=sources, **own)


def _source(table: _SourceTable, folder: Path) -> SourceSpec:
    fields = {name: getattr(table, name) for name in _SourceTable.model_fields if name not in ("file", "source")}
    source = _NO_SOURCE if table.source is None else Text(nl=table.source.nl, en=table.source.en)
    shown = re.sub(r"^(\.\./)+", "", Path(table.file).as_posix())
    return SourceSpec(file=(folder / table.file).resolve(), shown=shown, source=source, **fields)


def _absent_files(content: _File, folder: Path) -> Iterator[Fault]:
    for name, edition in content.editions.items():
        for dataset in Dataset:
            for table in getattr(edition, dataset.value):
                if not (folder / table.file).is_file():
                    yield _toml_fault(
                        table.file,
                        Text(nl="een bestand dat er is", en="a file that exists"),
                        f"editions.{name}.{dataset.value}.file",
                        Text(
                            nl="Zet het bestand op deze plek of verbeter het pad (gerekend vanaf municipality.toml).",
                            en="Put the file in this place or correct the path (counted from municipality.toml).",
                        ),
                    )


_KNOWN_KEYS = {
    0: tuple(_File.model_fields),
    "municipality": tuple(_MunicipalityTable.model_fields),
    "style": tuple(_StyleTable.model_fields),
    "edition": tuple(_EditionTable.model_fields),
    "source": tuple(_SourceTable.model_fields),
}


def _fault_of(error: dict[str, Any]) -> Fault:
    """Turn one pydantic error into a fault; the column is the path of the key."""
    path = [str(part) for part in error["loc"] if not isinstance(part, int)]
    column = ".".join(path)
    if error["type"] == "extra_forbidden":
        return _unknown_key(path, column)
    known = EXPECTED.get(error["type"])
    context = {key: str(value) for key, value in (error.get("ctx") or {}).items()}
    expected = known.fill(**context) if known else same(error["msg"])
    found = "-" if error["type"] == "missing" else str(error["input"])[:80]
    return _toml_fault(found, expected, column)


def _unknown_key(path: list[str], column: str) -> Fault:
    if len(path) == 1:
        known = _KNOWN_KEYS[0]
    elif path[0] == "municipality":
        known = _KNOWN_KEYS["municipality" if len(path) == 2 else "style"]
    else:
        known = _KNOWN_KEYS["edition" if len(path) == 3 else "source"]
    likely = difflib.get_close_matches(path[-1], known, n=1)
    expected = Text(nl="een van: {k}", en="one of: {k}").fill(k=", ".join(known))
    if not likely:
        return _toml_fault(path[-1], expected, column, Text(nl="Haal deze regel weg.", en="Remove this line."))
    remedy = Text(nl="Bedoelde u {k}?", en="Did you mean {k}?").fill(k=likely[0])
    return _toml_fault(path[-1], expected, column, remedy)
