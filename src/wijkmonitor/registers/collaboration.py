"""Organisations and their ties as a snapshot publishes them: who works with whom, not what they think of each other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.analysis import partners
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import network_layout
from wijkmonitor.registers.shared_form import together


def organisations(editions: Sequence[Edition]) -> pd.DataFrame:
    """Organisations of all editions: columns of ``columns.TABLES["organisations"]``, one row per organisation and edition.

    An organisation stands in the same place of the drawing in every edition: places follow from all editions together.
    """
    listed = {edition.name: _organisations_of(edition) for edition in editions}
    every = sorted({key for one in listed.values() if one is not None for key in one["organisation_id"]})
    named = [one for one in (_ties_of(edition) for edition in editions) if one is not None]
    pairs = partners.pairs(pd.concat(named, ignore_index=True)) if named else pd.DataFrame(columns=["one", "other"])
    place = network_layout.positions(every, pairs).reset_index()
    tables = [
        one.merge(place, on="organisation_id", how="left").assign(edition=name)
        for name, one in listed.items()
        if one is not None
    ]
    return together("organisations", tables)


def ties(editions: Sequence[Edition]) -> pd.DataFrame:
    """Ties of all editions: columns of ``columns.TABLES["ties"]``, the last year of each named tie in a wijk.

    An edition without a list of organisations has none: nobody could tell between whom they are.
    """
    found = [(edition, _ties_of(edition)) for edition in editions]
    return together("ties", [one.assign(edition=edition.name) for edition, one in found if one is not None])


def _organisations_of(edition: Edition) -> pd.DataFrame | None:
    table = edition.get(Dataset.ORGANISATIONS)
    return None if table is None else table.rename(columns={"wijk_code": "wijk"}).fillna({"wijk": ""})


def _ties_of(edition: Edition) -> pd.DataFrame | None:
    table = edition.get(Dataset.TIES)
    if table is None or edition.get(Dataset.ORGANISATIONS) is None:
        return None
    named = partners.latest(table.rename(columns={"wijk_code": "wijk"}).fillna({"wijk": ""}))
    return named.assign(year=named["year"].astype("Int64"))
