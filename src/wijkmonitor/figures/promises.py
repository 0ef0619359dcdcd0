"""What the municipality promised and did: the sentence, the list and its file."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from wijkmonitor.attention import DROPPED, POINT, PROMISE_STATE
from wijkmonitor.columns import TABLES
from wijkmonitor.text import Lang, Text, date, number

_IN_TIME = Text(
    nl="Van {n} toezeggingen is de termijn voorbij. Daarvan op tijd gedaan: {k}",
    en="Of {n} promises the term is over. Of those done in time: {k}",
)
_ONE_IN_TIME = Text(
    nl="Van 1 toezegging is de termijn voorbij. Daarvan op tijd gedaan: {k}",
    en="Of 1 promise the term is over. Of those done in time: {k}",
)
_REST = Text(nl=", te laat: {late}, nog niet: {overdue}, vervallen: {dropped}.",
             en=", too late: {late}, not yet: {overdue}, dropped: {dropped}.")  # fmt: skip
_OTHERS = Text(nl=" Daarnaast: {m} waarvan de termijn nog niet voorbij is, of zonder termijn; daarvan gedaan: {k}.",
               en=" Besides: {m} of which the term is not over, or without one; of those done: {k}.")  # fmt: skip
_NONE_DUE = Text(
    nl="Toezeggingen: {m}. Van geen daarvan is de termijn voorbij. Al gedaan: {k}.",
    en="Promises: {m}. Of none of them the term is over. Done already: {k}.",
)
_NOTHING = Text(nl="Hier staat geen toezegging op de lijst.", en="No promise here is on the list.")
_WHOLE_TOO = Text(
    nl="Toezeggingen voor de hele gemeente, die hier niet bij staan: {m}.",
    en="Promises for the whole municipality, which are not among these: {m}.",
)
_WHOLE = Text(nl="hele gemeente", en="whole municipality")
_COLUMNS = {
    "what": Text(nl="Toezegging", en="Promise"),
    "where": Text(nl="Waar", en="Where"),
    "state": PROMISE_STATE.text,
    "due": Text(nl="Beloofd voor", en="Promised by"),
    "done_on": Text(nl="Gedaan op", en="Done on"),
    "promised_on": Text(nl="Toegezegd op", en="Promised on"),
    "point": POINT.text,
    "result": Text(nl="Wat ervan kwam", en="What came of it"),
}


def chosen(promises: pd.DataFrame, edition: str, area: str, point: str) -> pd.DataFrame:
    """The promises of an edition in one wijk ("" or another area: everywhere) on one point ("": all of them)."""
    mine = promises[promises["edition"] == edition]
    if area.startswith("WK"):
        mine = mine[mine["wijk"] == area]
    return mine[mine["point"] == point] if point else mine


def answer(found: pd.DataFrame, lang: Lang) -> str:
    """How many of the promises that were due were kept in time; a dropped one was not."""
    if found.empty:
        return _NOTHING(lang)
    due = found[found["due_passed"] == "yes"]
    others = found[found["due_passed"] != "yes"]
    rest, done = number(len(others), lang), number(int(others["done_on"].ne("").sum()), lang)
    if due.empty:
        return _NONE_DUE(lang).format(m=rest, k=done)
    states = {state: number(int(due["state"].eq(state).sum()), lang) for state in PROMISE_STATE.categories}
    said = (_ONE_IN_TIME if len(due) == 1 else _IN_TIME)(lang).format(n=number(len(due), lang), k=states["kept"])
    said += _REST(lang).format(late=states["late"], overdue=states["overdue"], dropped=states[DROPPED])
    return said + (_OTHERS(lang).format(m=rest, k=done) if len(others) else "")


def elsewhere(promises: pd.DataFrame, edition: str, area: str, point: str, lang: Lang) -> str:
    """How many promises for the whole municipality are not in the list of a wijk; empty when there are none."""
    if not area.startswith("WK"):
        return ""
    whole = chosen(promises, edition, "", point)
    count = int(whole["wijk"].eq("").sum())
    return _WHOLE_TOO(lang).format(m=number(count, lang)) if count else ""


def listed(found: pd.DataFrame, area_names: pd.Series, lang: Lang) -> pd.DataFrame:
    """The promises to read, newest first; worded columns. ``area_names``: name per area code."""
    ordered = found.sort_values(["promised_on", "promise_id"], ascending=[False, True], kind="stable")
    words = {
        "point": ordered["point"].map({key: text(lang) for key, text in POINT.categories.items()}),
        "state": ordered["state"].map({key: text(lang) for key, text in PROMISE_STATE.categories.items()}),
        "where": ordered["wijk"].map(area_names).fillna(ordered["wijk"]).mask(ordered["wijk"].eq(""), _WHOLE(lang)),
        **{day: ordered[day].map(lambda one: _day(one, lang)) for day in ("promised_on", "due", "done_on")},
    }
    told = ordered.assign(**words)[list(_COLUMNS)].replace("", "–")
    return told.rename(columns={name: title(lang) for name, title in _COLUMNS.items()}).reset_index(drop=True)


def _day(written: str, lang: Lang) -> str:
    return date(dt.date.fromisoformat(written), lang) if written else ""


def for_download(found: pd.DataFrame) -> pd.DataFrame:
    """The promises as a register to hand out: the columns of the snapshot."""
    return found[[field.name for field in TABLES["promises"]]].reset_index(drop=True)
