"""Approaches and practice examples: the project's own and those a municipality adds, one Markdown file each.

``approaches/<key>.md`` and ``examples/<key>.md``; docs/own-approaches.md explains what goes in. Everything wrong with every file
is told at once.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic

from wijkmonitor.expectations import EXPECTED, own_errors
from wijkmonitor.fault import Fault, errors
from wijkmonitor.groups import APPROACH
from wijkmonitor.indicator import Indicator, Unit
from wijkmonitor.sources import front_matter
from wijkmonitor.text import Text, same

APPROACHES, EXAMPLES = "approaches", "examples"
_KEY = re.compile(r"[a-z][a-z0-9_-]{1,39}")
_RESERVED = ("other", "none")
_Line = Annotated[str, pydantic.Field(min_length=1)]
_CHANGE = Text(nl="Pas deze regel aan.", en="Change this line.")
_BOTH = Text(nl="tekst in beide talen, nl en en", en="words in both languages, nl and en")
_AN_INDICATOR = Text(nl="de sleutel van een indicator", en="the key of an indicator")


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Words(_Strict):
    nl: _Line
    en: _Line


class _Condition(_Words):
    """A condition the figures may tell (``indicator``, ``is``, ``than``), or one that no figure tells (words alone)."""

    indicator: str = ""
    side: Literal["above", "below", ""] = pydantic.Field(default="", alias="is")
    than: Literal["municipality"] | Annotated[float, pydantic.Field(allow_inf_nan=False)] = "municipality"


class _Approach(_Strict):
    title: _Words
    summary: _Words
    for_whom: _Words
    asks: _Words
    evidence: _Words
    source: _Words
    elements: tuple[_Words, ...] = pydantic.Field(min_length=1)
    conditions: tuple[_Condition, ...] = pydantic.Field(min_length=1)


class _Example(_Strict):
    title: _Words
    municipality: _Line
    wijk: str = ""
    lat: float = pydantic.Field(ge=50.7, le=53.6)
    lon: float = pydantic.Field(ge=3.3, le=7.3)
    approaches: tuple[str, ...] = ()
    what: _Words
    works: tuple[_Words, ...] = pydantic.Field(min_length=1)
    figures: tuple[_Words, ...] = ()
    as_of: int = pydantic.Field(ge=1980, le=2100)
    source: _Words


_MODELS: dict[str, type[_Strict]] = {APPROACHES: _Approach, EXAMPLES: _Example}
_OWN_WORDS = {
    "lat": Text(nl="een breedtegraad in Nederland: 50,7 tot 53,6", en="a latitude in the Netherlands: 50.7 to 53.6"),
    "lon": Text(nl="een lengtegraad in Nederland: 3,3 tot 7,3", en="a longitude in the Netherlands: 3.3 to 7.3"),
    "as_of": Text(nl="een jaartal, zoals 2020", en="a year, such as 2020"),
    "than": Text(nl='"municipality" of een getal, zoals 0.5', en='"municipality" or a number, such as 0.5'),
    "is": Text(nl='"above" of "below"', en='"above" or "below"'),
}


@dataclass(frozen=True)
class Knowledge:
    """What was read. ``approaches`` and ``examples``: per key plain JSON types, with ``text`` ({nl, en}) and ``own`` (whether
    the municipality wrote it). ``own_keys``: the approaches that only the municipality has."""

    approaches: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    own_keys: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def read(project: Path, municipality: Path, indicators: Mapping[str, Indicator]) -> Knowledge:
    """Read the files of the project's data folder and of a municipality's own, with every fault in them.

    ``indicators``: those a condition may name. A municipality's file with the name of a project's one takes its place, which a
    warning tells.
    """
    read_in: dict[str, dict[str, dict[str, Any]]] = {}
    faults: list[Fault] = []
    ours: dict[str, set[str]] = {}
    pages: dict[str, dict[str, front_matter.Page]] = {}
    for kind in _MODELS:
        first, of_project, wrong = _folder(project / kind, f"data/{kind}", kind)
        second, of_municipality, also_wrong = _folder(municipality / kind, kind, kind, own=True)
        read_in[kind], pages[kind] = {**first, **second}, {**of_project, **of_municipality}
        ours[kind] = set(of_project)
        faults += [*wrong, *also_wrong, *_replacing(kind, set(of_project) & set(of_municipality))]
    for page in pages[APPROACHES].values():
        faults += _unknown_indicators(page, indicators)
    for page in pages[EXAMPLES].values():
        faults += _unknown_approaches(page, [*APPROACH.categories, *pages[APPROACHES]])
    own = tuple(sorted(set(pages[APPROACHES]) - ours[APPROACHES] - set(APPROACH.categories)))
    return Knowledge(read_in[APPROACHES], read_in[EXAMPLES], own, tuple(faults))


def _folder(
    folder: Path, shown: str, kind: str, *, own: bool = False
) -> tuple[dict[str, dict[str, Any]], dict[str, front_matter.Page], list[Fault]]:
    """The sound files of one folder by key, every page that could be opened, and all faults."""
    sound, pages, faults = {}, {}, []
    for path in sorted(one for one in folder.glob("*.md") if one.is_file()):
        name = f"{shown}/{path.name}"
        page, wrong = front_matter.read(path, name)
        wrong = [*wrong, *_wrong_key(path.stem, name)]
        if page is not None:
            pages[path.stem] = page
            try:
                checked = _MODELS[kind].model_validate(page.facts)
            except pydantic.ValidationError as failed:
                wrong += dict.fromkeys(_fault_of(error, page, kind) for error in own_errors(failed))
            else:
                wrong += list(_half_conditions(checked, page))
                plain = checked.model_dump(mode="json", by_alias=True)
                sound[path.stem] = plain | {"text": page.text, "own": own}
        faults += wrong
        if errors(wrong):
            sound.pop(path.stem, None)
    return sound, pages, faults


def _wrong_key(key: str, shown: str) -> Iterator[Fault]:
    if not _KEY.fullmatch(key) or key in _RESERVED:
        expected = Text(
            nl="een bestandsnaam van kleine letters, cijfers, - en _, niet other of none",
            en="a file name of small letters, digits, - and _, not other or none",
        )
        remedy = Text(nl="Geef het bestand een andere naam.", en="Give the file another name.")
        yield Fault(shown, key[:80], expected, remedy)


def _replacing(kind: str, keys: set[str]) -> Iterator[Fault]:
    for key in sorted(keys):
        expected = Text(nl="een eigen naam", en="a name of its own")
        remedy = Text(
            nl="Uw bestand komt in de plaats van de tekst van wijkmonitor. Wilt u dat niet, geef het dan een andere naam.",
            en="Your file takes the place of the text of wijkmonitor. If you do not want that, give it another name.",
        )
        yield Fault(f"{kind}/{key}.md", same(key), expected, remedy, severity="warning")


def _fault_of(error: dict[str, Any], page: front_matter.Page, kind: str) -> Fault:
    """One pydantic error as a fault; the column is the path of the key."""
    path = tuple(error["loc"])
    names = [
        str(part) for part in path if not isinstance(part, int) and part not in ("float", "literal['municipality']")
    ]
    column, last = ".".join(names), names[-1] if names else ""
    row = page.row(path)
    if error["type"] == "extra_forbidden":
        return _unknown_key(names, page.shown, row, kind)
    context = {key: str(value) for key, value in (error.get("ctx") or {}).items()}
    known = EXPECTED.get(error["type"])
    expected = _OWN_WORDS.get(last) or (known.fill(**context) if known else same(error["msg"]))
    if error["type"] == "model_type" or last in ("nl", "en"):
        expected = _BOTH
    missing = error["type"] == "missing"
    absent = Text(nl="niets", en="nothing")
    remedy = Text(nl="Voeg {k} toe.", en="Add {k}.").fill(k=column) if missing else _CHANGE
    return Fault(page.shown, absent if missing else str(error["input"])[:80], expected, remedy, row, column)


def _unknown_key(names: list[str], shown: str, row: int | None, kind: str) -> Fault:
    model = _MODELS[kind]
    known = list(model.model_fields)
    if len(names) > 1:
        known = ["nl", "en", "indicator", "is", "than"] if names[0] == "conditions" else ["nl", "en"]
    expected = Text(nl="een van: {k}", en="one of: {k}").fill(k=", ".join(known))
    close = difflib.get_close_matches(names[-1], known, n=1)
    remedy = Text(nl="Haal deze regel weg.", en="Remove this line.")
    if close:
        remedy = Text(nl="Bedoelde u {k}?", en="Did you mean {k}?").fill(k=close[0])
    return Fault(shown, names[-1][:80], expected, remedy, row, ".".join(names))


def _half_conditions(checked: Any, page: front_matter.Page) -> Iterator[Fault]:
    """A condition that names an indicator and not which side of what, or the other way round."""
    for place, one in enumerate(getattr(checked, "conditions", ())):
        if bool(one.indicator) == bool(one.side):
            continue
        expected = Text(nl="indicator en is, of geen van beide", en="indicator and is, or neither of them")
        remedy = Text(
            nl='Schrijf bijvoorbeeld indicator = "low_income", is = "above", than = "municipality".',
            en='Write for instance indicator = "low_income", is = "above", than = "municipality".',
        )
        found = one.indicator or one.side
        yield Fault(page.shown, found, expected, remedy, page.row(("conditions", place)), "conditions")


def _unknown_indicators(page: front_matter.Page, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    for place, condition in enumerate(_listed(page, "conditions")):
        if not isinstance(condition, dict) or not isinstance(key := condition.get("indicator"), str):
            continue
        if key not in indicators:
            near = difflib.get_close_matches(key, indicators, n=3) or list(indicators)[:3]
            remedy = Text(nl="Kies een sleutel als {k}.", en="Choose a key such as {k}.").fill(k=", ".join(near))
            row = page.row(("conditions", place, "indicator"))
            yield Fault(page.shown, key[:80], _AN_INDICATOR, remedy, row, "conditions.indicator")
        else:
            row = page.row(("conditions", place, "than"))
            yield from _beyond_limits(condition.get("than"), indicators[key].unit, page.shown, row)


def _beyond_limits(than: Any, unit: Unit, shown: str, row: int | None) -> Iterator[Fault]:
    """A threshold that no value of the indicator can reach, such as 50 for a share."""
    if (
        not isinstance(than, (int, float))
        or not math.isfinite(than)
        or unit.limits is None
        or unit.limits[0] <= than <= unit.limits[1]
    ):
        return
    low, high = (f"{one:g}" for one in unit.limits)
    expected = Text(nl="een getal van {a} tot en met {b}", en="a number from {a} to {b}").fill(a=low, b=high)
    share = Text(nl="Schrijf een deel van 0 tot 1: 0.5 is 50%.", en="Write a share of 0 to 1: 0.5 is 50%.")
    yield Fault(shown, f"{than:g}", expected, share if unit.is_share else _CHANGE, row, "conditions.than")


def _listed(page: front_matter.Page, key: str) -> list[Any]:
    found = page.facts.get(key)
    return found if isinstance(found, list) else []


def _unknown_approaches(page: front_matter.Page, known: list[str]) -> Iterator[Fault]:
    usable = [key for key in known if key not in _RESERVED]
    for key in _listed(page, "approaches"):
        if key in usable or not isinstance(key, str):
            continue
        near = difflib.get_close_matches(key, usable, n=1)
        expected = Text(nl="een van: {k}", en="one of: {k}").fill(k=", ".join(dict.fromkeys(usable)))
        remedy = Text(nl="Of voeg approaches/{k}.md toe.", en="Or add approaches/{k}.md.").fill(k=key[:40])
        if near:
            remedy = Text(nl="Bedoelde u {k}?", en="Did you mean {k}?").fill(k=near[0])
        yield Fault(page.shown, key[:80], expected, remedy, page.row(("approaches",)), "approaches")
