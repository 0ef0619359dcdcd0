"""The data dictionary as a document, made from the schemas and from the columns of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable

from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset
from wijkmonitor.sources import dictionary
from wijkmonitor.text import Lang, Text

_TITLE = Text(nl="Gegevenswoordenboek", en="Data dictionary")
_INTRO = Text(
    nl="Gemaakt met `python -m wijkmonitor dictionary --lang nl`. Vet: verplicht.",
    en="Made by `python -m wijkmonitor dictionary --lang en`. Bold: required.",
)
_SOURCES = Text(nl="Wat u aanlevert", en="What you supply")
_SNAPSHOT = Text(nl="Wat een momentopname bevat", en="What a snapshot holds")
_COLUMN = Text(nl="kolom", en="column")
_MEANING = Text(nl="betekenis", en="meaning")
_EXPECTED = Text(nl="verwacht", en="expected")
_EXAMPLE = Text(nl="voorbeeld", en="example")
_TYPE = Text(nl="soort", en="type")


def as_markdown(lang: Lang) -> str:
    """Every column of every source file and of every table in a snapshot, as one Markdown document."""
    parts = [f"# {_TITLE(lang)}", _INTRO(lang), f"## {_SOURCES(lang)}"]
    for dataset in Dataset:
        rows = [row for row in dictionary() if row["dataset"] == dataset.value]
        heads = (_COLUMN, _MEANING, _EXPECTED, _EXAMPLE)
        cells = (
            (
                f"**{row['column']}**" if row["required"] else row["column"],
                row["about"](lang) + (f" ({row['unit'](lang)})" if row["unit"] else ""),
                row["expected"](lang),
                row["example"],
            )
            for row in rows
        )
        parts += [f"### `{dataset.value}`: {dataset.text(lang)}", _table(heads, cells, lang)]
    parts.append(f"## {_SNAPSHOT(lang)}")
    for name, fields in TABLES.items():
        told = ((field.name, field.about(lang), str(field.type)) for field in fields)
        parts += [f"### `{name}.csv`", _table((_COLUMN, _MEANING, _TYPE), told, lang)]
    return "\n\n".join(parts) + "\n"


def _table(heads: tuple[Text, ...], rows: Iterable[tuple[str, ...]], lang: Lang) -> str:
    lines = [[head(lang) for head in heads], ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
