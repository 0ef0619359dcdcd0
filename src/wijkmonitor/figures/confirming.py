"""How fresh the register of initiatives is: how many were confirmed lately, and which to ask."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from wijkmonitor.analysis import freshness
from wijkmonitor.text import Lang, Text, date, number

COLUMNS = (
    "initiative_id",
    "name",
    "organisation_id",
    "organisation",
    "last_confirmed",
    "months_overdue",
    "meeting_place",
    "buurt",
)
"""What is handed out to ask for a confirmation: of organisations and places, never of persons."""

_TITLES = {
    "initiative_id": Text(nl="Nummer", en="Number"),
    "name": Text(nl="Initiatief", en="Initiative"),
    "organisation": Text(nl="Organisatie", en="Organisation"),
    "last_confirmed": Text(nl="Laatst bevestigd", en="Last confirmed"),
    "months_overdue": Text(nl="Maanden te laat", en="Months overdue"),
    "meeting_place": Text(nl="Ontmoetingsplek", en="Meeting place"),
    "buurt": Text(nl="Buurt", en="Buurt"),
}
_CONFIRMED = Text(
    nl="{x} van de {y} initiatieven {a} zijn bevestigd in de {m} maanden voor {d}.",
    en="{x} of the {y} initiatives {a} were confirmed in the {m} months before {d}.",
)
_ONE = Text(
    nl="{x} van de {y} initiatieven {a} is bevestigd in de {m} maanden voor {d}.",
    en="{x} of the {y} initiatives {a} was confirmed in the {m} months before {d}.",
)
_NEVER = Text(nl="nooit", en="never")


def sentence(alive: pd.DataFrame, day: dt.date, where: Text, lang: Lang) -> str:
    """How many of the initiatives that started and did not end were confirmed lately; empty when there are none."""
    if alive.empty:
        return ""
    known = int(freshness.confirmed(alive["last_confirmed"], day).sum())
    said = _ONE if known == 1 else _CONFIRMED
    months = freshness.CONFIRMED_WITHIN_MONTHS
    return said(lang).format(
        x=number(known, lang), y=number(len(alive), lang), a=where(lang), m=months, d=date(day, lang)
    )


def to_ask(
    alive: pd.DataFrame, day: dt.date, organisations: pd.DataFrame, places: pd.DataFrame, area_names: pd.Series
) -> pd.DataFrame:
    """The initiatives that nobody confirmed lately: :data:`COLUMNS`, in the order of names.

    ``organisations``, ``places``: tables of the snapshot in the same edition, maybe empty; ``area_names``: name per area code.
    ``months_overdue`` is missing, and ``last_confirmed`` empty, when it was never confirmed.
    """
    due = alive[~freshness.confirmed(alive["last_confirmed"], day)].sort_values("name", kind="stable")
    called = organisations.drop_duplicates("organisation_id").set_index("organisation_id")["name"]
    housed = places.drop_duplicates("place_id").set_index("place_id")["name"]
    told = due.assign(
        organisation=due["organisation_id"].map(called).astype("object").fillna(""),
        meeting_place=due["meeting_place_id"].map(housed).astype("object").fillna(""),
        months_overdue=freshness.months_overdue(due["last_confirmed"], day),
        buurt=due["buurt"].map(area_names).fillna(due["wijk"].map(area_names)).astype("object").fillna(""),
    )
    return told[list(COLUMNS)].reset_index(drop=True)


def worded(asked: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """:func:`to_ask` as a table to read, without the columns in which nothing is known."""
    days = pd.to_datetime(asked["last_confirmed"], errors="coerce")
    told = asked.assign(
        last_confirmed=[date(day.date(), lang) if pd.notna(day) else _NEVER(lang) for day in days],
        months_overdue=[number(months, lang) if pd.notna(months) else "–" for months in asked["months_overdue"]],
    )[list(_TITLES)]
    empty = [column for column in told if told[column].eq("").all()]
    return told.drop(columns=empty).rename(columns={name: title(lang) for name, title in _TITLES.items()})
