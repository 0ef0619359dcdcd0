"""The register of meeting places as a snapshot publishes it: one row per place."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.methods import opening_hours, place_quality
from wijkmonitor.registers.shared_form import dated, together, with_degrees

PROPERTIES = {"id": "place_id", "name": "name", "type": "type"} | {
    f"open_{daypart}": f"open_{daypart}" for daypart in opening_hours.COLUMNS
}
"""Properties of a place on a map and the columns they come from."""


def places(editions: Sequence[Edition]) -> pd.DataFrame:
    """Meeting places of all editions: columns of ``columns.TABLES["places"]``, one row per place and edition."""
    return together("places", [_places_of(edition) for edition in editions if edition.meeting_places is not None])


def _places_of(edition: Edition) -> pd.DataFrame:
    rated = edition.meeting_places
    assert rated is not None
    table = place_quality.one_row_per_place(rated).set_index("place_id")
    criteria = [name for name in (*place_quality.CRITERIA, *place_quality.OPTIONAL) if name in rated]
    means = rated.groupby("place_id")[criteria].mean().astype("float64").round(2)
    scores = place_quality.place_scores(rated).round(1)
    table = table.drop(columns=criteria).join(means).join(scores)
    written = table["opening_hours"] if "opening_hours" in table else pd.Series(None, index=table.index, dtype="object")
    hours = opening_hours.hours_per_week(written, edition.date)
    table = table.join(hours).assign(
        **{f"open_{one}": _told(hours[name]) for one, name in opening_hours.COLUMNS.items()}
    )
    return dated(with_degrees(table.reset_index(), edition), ["last_checked"]).assign(edition=edition.name)


def _told(hours: pd.Series) -> pd.Series:
    """``yes`` or ``no``; empty where the hours are not known."""
    return opening_hours.is_open(hours).map({True: "yes", False: "no"}).where(hours.notna(), "")
