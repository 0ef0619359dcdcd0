"""A whole snapshot in one file to keep: figures in both kinds of CSV, what every column means, registers, areas, responses."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.columns import Field
from wijkmonitor.columns.field import field
from wijkmonitor.export.dialects import Dialect, to_csv
from wijkmonitor.export.dictionary import COLUMN_FIELDS, INDICATOR_FIELDS, dictionary_frame, indicators_frame
from wijkmonitor.export.frame import FIELDS, export_frame, in_words
from wijkmonitor.export.letter import COLUMNS, EXCEL, FIGURES, INDICATORS, LETTER, RESPONSES, letter
from wijkmonitor.export.package import Table, describe, kept_files
from wijkmonitor.export.zipped import zipped
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.responses import Response
from wijkmonitor.responses.as_frame import accepted_frame
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang

RESPONSE_FIELDS = (
    field("number", "integer", "nummer van de reactie", "number of the response"),
    field("snapshot", "string", "momentopname waarop is gereageerd", "snapshot that was responded to"),
    field("edition", "string", "editie", "edition"),
    field("area", "string", "CBS-code van het gebied", "CBS code of the area"),
    field("indicator", "string", "indicator; leeg: het gebied als geheel", "indicator; empty: the area as a whole"),
    field("role", "string", "resident (bewoner) of professional (beroepskracht)", "resident or professional"),
    field("words", "string", "wat er is gezegd", "what was said"),
    field("received", "date", "ontvangen op", "received on"),
    field("reason", "string", "toelichting van de gemeente", "explanation by the municipality"),
)


def archive(snapshot: Snapshot, lang: Lang, responses: Sequence[Response] = (), warning: str = "") -> bytes:
    """A ZIP of the snapshot with its ``datapackage.json`` and a letter to the reader; equal input gives equal bytes.

    ``responses``: the accepted responses of the municipality; those to an edition of this snapshot travel along. ``warning``:
    what a reader must know before anything else, such as that the snapshot was withdrawn.
    """
    heard = _of_snapshot(snapshot, responses)
    tables = [*_tables(snapshot, lang, heard, "open_data"), *_tables(snapshot, lang, heard, "excel_nl")]
    files = {table.path: table.data or b"" for table in tables}
    files |= {name: (snapshot.path / name).read_bytes() for name in kept_files(snapshot)}
    first = {
        LETTER(lang): letter(snapshot, lang, len(heard), warning).encode("utf-8-sig"),
        MANIFEST: describe(snapshot, tables),
    }
    return zipped({**first, **files})


def _of_snapshot(snapshot: Snapshot, responses: Sequence[Response]) -> list[Response]:
    editions = {str(one["name"]) for one in snapshot.editions}
    return [one for one in responses if one.edition in editions]


def _tables(snapshot: Snapshot, lang: Lang, heard: Sequence[Response], dialect: Dialect) -> list[Table]:
    figures = export_frame(snapshot, snapshot.estimates, lang)
    dutch = dialect == "excel_nl"
    made: dict[str, tuple[pd.DataFrame, tuple[Field, ...]]] = {
        FIGURES(lang): (in_words(figures, lang) if dutch else figures, FIELDS),
        COLUMNS(lang): (dictionary_frame(snapshot), COLUMN_FIELDS),
        INDICATORS(lang): (indicators_frame(snapshot), INDICATOR_FIELDS),
        RESPONSES(lang): (accepted_frame(heard), RESPONSE_FIELDS),
    }
    folder = f"{EXCEL}/" if dutch else ""
    return [Table(folder + name, columns, dialect, to_csv(frame, dialect)) for name, (frame, columns) in made.items()]
