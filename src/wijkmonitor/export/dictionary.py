"""The data dictionary of exported files: every column with its codes, and every indicator."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from wijkmonitor.columns import Field
from wijkmonitor.columns.field import field
from wijkmonitor.estimate import BANDS
from wijkmonitor.export.frame import FIELDS, WORDS
from wijkmonitor.groups import group_text
from wijkmonitor.indicator import NO_INSTRUMENT, Indicator
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, same

_BETWEEN_CODES = " | "
_ANSWERS = Text(nl="antwoorden", en="answers")
_AS_VALUE = Text(nl="die van de waarde, zie kolom unit", en="that of the value, see column unit")
_UNITS = {
    **dict.fromkeys(("value", "low", "high", "change", "change_low", "change_high"), _AS_VALUE),
    "vintage": Text(nl="jaar", en="year"),
    "n_band": _ANSWERS,
    "n_eff": _ANSWERS,
    "shrinkage": Text(nl="deel van 0 tot 1", en="part from 0 to 1"),
}

COLUMN_FIELDS = (
    field("column", "string", "kolom in het bestand met cijfers", "column of the file with figures"),
    field("type", "string", "soort: string, integer of number", "type: string, integer or number"),
    field("meaning_nl", "string", "betekenis, Nederlands", "meaning, Dutch"),
    field("meaning_en", "string", "betekenis, Engels", "meaning, English"),
    field("unit_nl", "string", "eenheid, Nederlands", "unit, Dutch"),
    field("unit_en", "string", "eenheid, Engels", "unit, English"),
    field("codes_nl", "string", "codes met hun woorden, Nederlands", "codes with their words, Dutch"),
    field("codes_en", "string", "codes met hun woorden, Engels", "codes with their words, English"),
)
INDICATOR_FIELDS = (
    field("indicator", "string", "sleutel van de indicator", "key of the indicator"),
    field("title_nl", "string", "naam, Nederlands", "title, Dutch"),
    field("title_en", "string", "naam, Engels", "title, English"),
    field("theme", "string", "thema", "theme"),
    field("definition_nl", "string", "wat het is, Nederlands", "what it is, Dutch"),
    field("definition_en", "string", "wat het is, Engels", "what it is, English"),
    field("unit", "string", "eenheid", "unit"),
    field("unit_nl", "string", "eenheid in woorden, Nederlands", "unit in words, Dutch"),
    field("unit_en", "string", "eenheid in woorden, Engels", "unit in words, English"),
    field("kind", "string", "observed, modelled of register", "observed, modelled or register"),
    field(
        "better", "string", "higher, lower of neither: wat gunstiger is", "higher, lower or neither: what is favourable"
    ),
    field("instrument", "string", "de gebruikte vragenlijst", "the item set used"),
    field("instrument_nl", "string", "vragenlijst in woorden, Nederlands", "item set in words, Dutch"),
    field("instrument_en", "string", "vragenlijst in woorden, Engels", "item set in words, English"),
    field("source_nl", "string", "bron, Nederlands", "source, Dutch"),
    field("source_en", "string", "bron, Engels", "source, English"),
    field("caveats_nl", "string", "let op, Nederlands", "caveats, Dutch"),
    field("caveats_en", "string", "let op, Engels", "caveats, English"),
)


def codes_of(snapshot: Snapshot) -> dict[str, dict[str, Text]]:
    """Per column of an exported table of figures that holds codes: the codes, in their own order, and their words."""
    indicators = snapshot.indicators.values()
    instruments = {one.instrument.key: one.instrument.text for one in indicators if one.instrument != NO_INSTRUMENT}
    used = sorted({str(key) for key in snapshot.estimates["instrument"]} - {"", *instruments})
    words: dict[str, dict[str, Text]] = {
        "level": {one.value: one.text for one in Level if one.value in set(snapshot.estimates["level"])},
        "unit": {one.unit.value: one.unit.text for one in indicators},
        "group": {group: _of_group(group) for group in sorted(set(snapshot.estimates["group"]))},
        "n_band": _bands(),
        "instrument": instruments | {key: same(key) for key in used},
        **WORDS,
    }
    return {one.name: words[one.name] for one in FIELDS if one.name in words}


def dictionary_frame(snapshot: Snapshot) -> pd.DataFrame:
    """One row per column of an exported table of figures, in the order of the file; columns of :data:`COLUMN_FIELDS`."""
    codes = codes_of(snapshot)
    rows = (_column(one, codes.get(one.name, {})) for one in FIELDS)
    return pd.DataFrame(rows, columns=_names(COLUMN_FIELDS), dtype="str")


def indicators_frame(snapshot: Snapshot) -> pd.DataFrame:
    """One row per indicator of the snapshot: definition, unit, item set, source, caveats; columns of :data:`INDICATOR_FIELDS`."""
    rows = (_indicator(one) for one in snapshot.indicators.values())
    return pd.DataFrame(rows, columns=_names(INDICATOR_FIELDS), dtype="str")


def _names(fields: Iterable[Field]) -> list[str]:
    return [one.name for one in fields]


def _column(one: Field, codes: dict[str, Text]) -> dict[str, str]:
    unit = _UNITS.get(one.name, same(""))
    meant = Text(nl=_listed(codes, "nl"), en=_listed(codes, "en"))
    return {
        "column": one.name,
        "type": one.type,
        **_both("meaning", one.about),
        **_both("unit", unit),
        **_both("codes", meant),
    }


def _indicator(one: Indicator) -> dict[str, str]:
    caveats = Text(nl=" ".join(c.nl for c in one.caveats), en=" ".join(c.en for c in one.caveats))
    return {
        "indicator": one.key,
        **_both("title", one.title),
        "theme": one.theme.value,
        **_both("definition", one.about),
        "unit": one.unit.value,
        **_both("unit", one.unit.text),
        "kind": one.kind.value,
        "better": one.better.value,
        "instrument": one.instrument.key,
        **_both("instrument", one.instrument.text),
        **_both("source", one.source),
        **_both("caveats", caveats),
    }


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_nl": text.nl, f"{name}_en": text.en}


def _listed(codes: dict[str, Text], lang: Lang) -> str:
    return _BETWEEN_CODES.join(f"{code} = {words(lang)}" for code, words in codes.items())


def _of_group(group: str) -> Text:
    try:
        return group_text(group)
    except KeyError:  # of a snapshot made by another version
        return same(group)


def _bands() -> dict[str, Text]:
    words: dict[str, Text] = {}
    for place, (lower, name) in enumerate(BANDS):
        if place + 1 < len(BANDS):
            upper = BANDS[place + 1][0] - 1
            words[name] = Text(nl=f"{lower} tot en met {upper} antwoorden", en=f"{lower} to {upper} answers")
        else:
            words[name] = Text(nl=f"{lower} of meer antwoorden", en=f"{lower} answers or more")
    return words
