"""Finding the area of every respondent, initiative and place; a row that cannot be found is told, never dropped."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa

from wijkmonitor import areas
from wijkmonitor.edition import Dataset
from wijkmonitor.sources import columns, coordinates
from wijkmonitor.sources.checked import Table
from wijkmonitor.text import Text

OUTSIDE = Text(nl="ligt buiten de gemeente", en="lies outside the municipality")
UNKNOWN_POSTCODE = Text(nl="onbekende postcode", en="unknown postcode")
ONLY_ADDRESS = Text(nl="alleen een adres", en="only an address")
NOWHERE = Text(nl="geen plaats opgegeven", en="no place stated")


def coordinate_columns() -> dict[str, pa.Column]:
    """The columns for a point, in degrees or in metres."""
    return {
        "lat": columns.number("Breedtegraad", "Latitude", "52.0914", unit=columns.DEGREES, kind="coordinate"),
        "lon": columns.number("Lengtegraad", "Longitude", "5.1216", unit=columns.DEGREES, kind="coordinate"),
        "x_rd": columns.number(
            "X in het Rijksdriehoekstelsel", "X in the Dutch grid", "", unit=columns.METRES, kind="coordinate"
        ),
        "y_rd": columns.number(
            "Y in het Rijksdriehoekstelsel", "Y in the Dutch grid", "", unit=columns.METRES, kind="coordinate"
        ),
    }


def place_columns() -> dict[str, pa.Column]:
    """The columns that tell where an initiative or a place is; any one way will do."""
    return coordinate_columns() | {
        "address": columns.text("Adres; alleen om te tonen", "Address; only to show", ""),
        "pc6": columns.code("Postcode (6 tekens)", "Postcode (6 signs)", ""),
        "buurt_code": columns.code("CBS-code van de buurt", "CBS code of the buurt", ""),
    }


def tidy_pc6(cells: pd.Series) -> pd.Series:
    """Postcodes as ``1011AB``: capitals, no spaces."""
    return cells.map(lambda cell: "".join(cell.split()).upper() if isinstance(cell, str) else None)


def locate(
    frame: pd.DataFrame, area_frame: gpd.GeoDataFrame, postcodes: pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.Series]:
    """Add ``x_rd``, ``y_rd`` (metres), ``located_by`` (point, pc6, code) and a column per level to each row.

    The first of these that leads to an area counts: the coordinates, the postcode (through ``postcodes``), the area code.
    Returns the frame and, per row that leads nowhere, the reason (a Text); located and unlocated rows together are all rows.
    """
    blank = pd.Series(None, index=frame.index, dtype="object")
    frame = frame.assign(**{name: blank for name in (*ADDED, "x_rd", "y_rd") if name not in frame})
    points = coordinates.to_rd(frame)
    by_postcode = _by_postcode(frame, postcodes, area_frame)
    stated = frame["buurt_code"].where(frame["buurt_code"].notna(), frame["wijk_code"])
    options = {
        "point": _of_points(points, area_frame),
        "pc6": by_postcode["code"],
        "code": stated.where(stated.isin(area_frame.index)),
    }
    code, by = blank.copy(), blank.copy()
    for name, codes in options.items():
        new = code.isna() & codes.notna()
        code, by = code.where(~new, codes), by.where(~new, name)
    through = (by == "pc6") & points["x_rd"].isna()
    x = points["x_rd"].where(~through, by_postcode["x_rd"])
    y = points["y_rd"].where(~through, by_postcode["y_rd"])
    placed = areas.with_levels(frame.assign(x_rd=x, y_rd=y, located_by=by), code, area_frame)
    return placed, _reasons(frame[code.isna()], points)


KEYS = {
    Dataset.INITIATIVES: "initiative_id",
    Dataset.MEETING_PLACES: "place_id",
    Dataset.CANDIDATE_SITES: "site_id",
}
"""The column that names a row, in the datasets of things that have a place."""
ADDED = ("lat", "lon", "pc6", "buurt_code", "wijk_code", "address")
"""Columns that ``locate`` fills in where a dataset lacks them."""


def _of_points(points: pd.DataFrame, area_frame: gpd.GeoDataFrame) -> pd.Series:
    codes = pd.Series(None, index=points.index, dtype="object")
    there = points["x_rd"].notna()
    if there.any():
        codes[there] = areas.locate(points.loc[there, "x_rd"], points.loc[there, "y_rd"], area_frame)
    return codes


def _by_postcode(frame: pd.DataFrame, postcodes: pd.DataFrame | None, area_frame: gpd.GeoDataFrame) -> pd.DataFrame:
    if postcodes is None or not frame["pc6"].notna().any():
        return pd.DataFrame({"code": None, "x_rd": np.nan, "y_rd": np.nan}, index=frame.index)
    table = postcodes.drop_duplicates("pc6").set_index("pc6")
    codes = table["buurt_code"].where(table["buurt_code"].isin(area_frame.index))
    codes = codes.where(codes.notna(), _of_points(table[["x_rd", "y_rd"]], area_frame))
    found = table[["x_rd", "y_rd"]].assign(code=codes).reindex(tidy_pc6(frame["pc6"]).to_numpy())
    found.index = frame.index
    return found


def _reasons(lost: pd.DataFrame, points: pd.DataFrame) -> pd.Series:
    reasons = pd.Series(NOWHERE, index=lost.index, dtype="object")
    for mask, reason in (
        (lost["address"].notna(), ONLY_ADDRESS),
        (lost["buurt_code"].notna() | lost["wijk_code"].notna(), OUTSIDE),
        (lost["pc6"].notna(), UNKNOWN_POSTCODE),
        (points.loc[lost.index, "x_rd"].notna(), OUTSIDE),
    ):
        reasons[mask] = reason
    return reasons


def unlocated(dataset: Dataset, table: Table, reasons: pd.Series) -> list[dict[str, Any]]:
    """What is reported of rows without an area: each initiative and place by name, respondents only by number."""
    if dataset is Dataset.SURVEY:
        counts = reasons.groupby(reasons.map(lambda text: text.nl)).agg(["first", "size"])
        file = table.origin["file"].iloc[0] if len(table.origin) else ""
        return [
            _entry(dataset, "", "", reason, file, None, int(rows)) for reason, rows in counts.itertuples(index=False)
        ]
    key = KEYS[dataset]
    entries: dict[tuple[str, Text], dict[str, Any]] = {}
    for place, reason in reasons.items():
        row, origin = table.frame.loc[place], table.origin.loc[place]
        name = row["name"] if isinstance(row["name"], str) else ""
        again = entries.get((str(row[key]), reason))
        if again is None:
            entry = _entry(dataset, str(row[key]), name, reason, origin["file"], int(origin["row"]), 1)
            entries[str(row[key]), reason] = entry
        else:
            again["rows"] += 1
    return list(entries.values())


def _entry(
    dataset: Dataset, identity: str, name: str, reason: Text, file: str, row: int | None, rows: int
) -> dict[str, Any]:
    return {
        "dataset": dataset.value,
        "id": identity,
        "name": name,
        "reason": reason,
        "file": file,
        "row": row,
        "rows": rows,
    }
