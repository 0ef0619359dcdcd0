"""Responses on the command line: read them, decide about them, erase their words. It works where nobody is staff on screen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkmonitor import catalogue
from wijkmonitor.responses import Kept, State, database, store
from wijkmonitor.text import Lang, Text, date

STAFF = "medewerker"
"""The function in the history when the command does not name one."""
DECISIONS = {
    "accept": State.ACCEPTED,
    "decline": State.DECLINED,
    "hide": State.HIDDEN,
    "withdraw": State.WITHDRAWN,
}
ACTIONS = ("list", "history", *DECISIONS, "erase")
_NO_MUNICIPALITY = Text(
    nl="{folder} is geen map van een gemeente: er staat geen municipality.toml in.",
    en="{folder} is not the folder of a municipality: it holds no municipality.toml.",
)
_NAME_ONE = Text(nl="Noem het nummer van het weerwoord.", en="Name the number of the response.")
_NONE = Text(nl="Er is nog geen weerwoord.", en="There are no responses yet.")
_ERASED = Text(nl="(tekst gewist)", en="(words erased)")
_WHOLE = Text(nl="het gebied als geheel", en="the area as a whole")
_DONE = Text(nl="Weerwoord {n}: {state}.", en="Response {n}: {state}.")


def run(chosen: argparse.Namespace) -> int:
    """Do what was asked; the exit code is 1 when it was refused or could not be done, 2 for a mistaken command."""
    lang: Lang = chosen.lang
    if not (chosen.folder / catalogue.SPECIFICATION).is_file():
        return _say(2, _NO_MUNICIPALITY.fill(folder=chosen.folder), lang=lang)
    if chosen.number is None and chosen.action not in ("list", "history"):
        return _say(2, _NAME_ONE, lang=lang)
    try:
        if chosen.action == "list":
            return _list(chosen.folder, lang)
        if chosen.action == "history":
            return _history(chosen.folder, chosen.number, lang)
        return _change(chosen.folder, chosen.action, chosen.number, chosen.by or STAFF, chosen.reason or "", lang)
    except store.Refused as refused:
        return _say(1, *refused.faults, lang=lang)
    except database.Unavailable as problem:
        return _say(1, problem.said, lang=lang)


def _change(folder: Path, action: str, number: int, by: str, reason: str, lang: Lang) -> int:
    if action == "erase":
        store.erase(folder, number, by=by, reason=reason)
        print(_DONE.fill(n=number, state=_ERASED)(lang))
        return 0
    expected = store.one(folder, number).state
    store.decide(folder, number, DECISIONS[action], expected=expected, by=by, reason=reason)
    print(_DONE.fill(n=number, state=DECISIONS[action].text)(lang))
    return 0


def _list(folder: Path, lang: Lang) -> int:
    kept = store.kept(folder)
    for one in kept:
        print(_line(one, lang))
    if not kept:
        print(_NONE(lang))
    return 0


def _line(kept: Kept, lang: Lang) -> str:
    one = kept.response
    about = (one.area, one.indicator or _WHOLE(lang), one.edition, one.snapshot)
    words = _ERASED(lang) if kept.erased else one.words
    return f"{one.number}  {kept.state.text(lang)}  {date(one.received, lang)}  {' / '.join(about)}\n    {words}"


def _history(folder: Path, number: int | None, lang: Lang) -> int:
    events = store.history(folder, number)
    for event in events:
        told = (str(event.number), event.at.isoformat(), event.text(lang), event.by, event.reason)
        print("  ".join(part for part in told if part))
    if not events:
        print(_NONE(lang))
    return 0


def _say(code: int, *said: Text, lang: Lang) -> int:
    for one in said:
        print(one(lang), file=sys.stderr)
    return code
