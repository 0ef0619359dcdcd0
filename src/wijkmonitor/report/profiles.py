"""The profiles of many areas in one run: a PDF each and a list of them, every file whole or not at all.

A run that is stopped leaves the profiles that were finished; the same run again writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wijkmonitor import whole_file
from wijkmonitor.export import NothingThere, to_csv
from wijkmonitor.figures import profile as figure_profile
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.publications import Withdrawal
from wijkmonitor.report import profile_pdf
from wijkmonitor.responses import Response
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, same

INDEX = "index.csv"
INDEX_COLUMNS = ("area", "name", "level", "edition", "topics", "file", "snapshot")
"""``topics``: on how many topics of the five layers the profile gives a figure."""
_EDITION = Text(nl="Editie", en="Edition")
_LEVEL = Text(nl="Niveau", en="Level")
_AREA = Text(nl="Gebied", en="Area")
_MADE = Text(nl="Profiel van {name}", en="Profile of {name}")
_LISTED = Text(nl="Lijst van profielen schrijven", en="Writing the list of profiles")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside the figures. ``responses``: what was said back about an area, by its code; ``wrong``: the withdrawal of
    the snapshot, None when it stands."""

    responses: Callable[[str], Sequence[Response]]
    wrong: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which profiles: of one edition, the areas ``codes`` in the order of their names."""

    edition: str
    codes: tuple[str, ...]
    lang: Lang


def select(
    snapshot: Snapshot, *, edition: str | None, level: str | None, areas: Sequence[str], lang: Lang
) -> Selection:
    """The areas that are asked for; all wijken and buurten of the newest edition when nothing is named.

    Raises ``NothingThere`` for an edition, level or area that the snapshot does not have.
    """
    editions = [str(one["name"]) for one in snapshot.editions]
    chosen = _known(_EDITION, edition, editions, lang) if edition else editions[-1]
    there = figure_rows.areas_in(snapshot, chosen)
    for code in areas:
        _known(_AREA, code, [str(one) for one in there.index], lang)
    if level:
        _known(_LEVEL, level, sorted({str(one) for one in there["level"]}), lang)
    wanted = there.loc[list(dict.fromkeys(areas))] if areas else there
    if level:
        wanted = wanted[wanted["level"] == level]
    elif not areas:
        wanted = wanted[wanted["parent"] != ""]
    ordered = wanted.assign(spelled=wanted["name"].str.casefold()).rename_axis("code").sort_values(["spelled", "code"])
    return Selection(chosen, tuple(str(code) for code in ordered.index), lang)


def _known(what: Text, asked: str, known: Sequence[str], lang: Lang) -> str:
    if asked not in known:
        raise NothingThere(what(lang), [asked], known)
    return asked


def write(
    snapshot: Snapshot,
    selection: Selection,
    folder: Path,
    beside: Beside,
    progress: Callable[[float, Text], None],
) -> int:
    """Write the PDF of every area in ``folder``, then the list of them; returns how many profiles were written.

    Raises ``OSError`` when a file cannot be written; what was written before it stays.
    """
    listed = []
    for place, code in enumerate(selection.codes):
        profile = figure_profile.of_area(snapshot, selection.edition, code, selection.lang)
        progress(place / len(selection.codes), _MADE.fill(name=same(profile.name)))
        name = profile_pdf.file_name(profile)
        whole_file.write(folder / name, profile_pdf.pdf(snapshot, profile, beside.responses(code), beside.wrong))
        level = str(figure_rows.areas_in(snapshot, selection.edition).at[code, "level"])
        listed.append((code, profile.name, level, selection.edition, len(profile.measures), name, snapshot.id))
    whole_file.write(folder / INDEX, to_csv(pd.DataFrame(listed, columns=list(INDEX_COLUMNS)), "open_data"))
    progress(1.0, _LISTED)
    return len(listed)
