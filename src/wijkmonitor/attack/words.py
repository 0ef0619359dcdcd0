"""Findings in words: areas and groups, never people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkmonitor.attack.finding import FEWER, UNKNOWN_PEOPLE, Finding
from wijkmonitor.attack.systems import Cell, People, table_of
from wijkmonitor.disclosure.derivable import combination
from wijkmonitor.estimate import ALL
from wijkmonitor.groups import DIMENSIONS, group_text
from wijkmonitor.text import Text, same

_LISTED = 6
_SUPPRESS = Text(
    nl="Houd een van deze cijfers achter. Gaat het om een eerdere momentopname: haal die weg, of laat deze editie zoals ze was.",
    en="Withhold one of these figures. If an earlier snapshot is involved: remove it, or leave this edition as it was.",
)
_RESTORE = Text(
    nl="Haal deze eerdere momentopname weg, of zet haar bestand met respondenten en haar verslag (snapshots/.audit) terug.",
    en="Remove this earlier snapshot, or restore its survey file and its record (snapshots/.audit).",
)
_UNKNOWN = Text(nl="onbekend", en="unknown")
_NOBODY_KNOWN = Text(
    nl="cijfers waarvan niet bekend is over wie ze gaan", en="figures of which it is not known whom they are about"
)


@dataclass(frozen=True)
class Teller:
    """Makes findings; ``names``: words per area code, the code itself where there are none."""

    names: Mapping[str, Text]

    def no_members(self, snapshot: str, edition: str) -> Finding:
        """A snapshot of which nobody knows any more who answered."""
        how = Text(nl=f"momentopname {snapshot}", en=f"snapshot {snapshot}")
        return Finding((snapshot,), edition, "", _NOBODY_KNOWN, how, _RESTORE, UNKNOWN_PEOPLE)

    def no_mask(self, snapshot: str, edition: str, indicator: str) -> Finding:
        """An indicator of which it was not kept who answered."""
        how = Text(nl=f"momentopname {snapshot}", en=f"snapshot {snapshot}")
        return Finding((snapshot,), edition, indicator, _NOBODY_KNOWN, how, _RESTORE, UNKNOWN_PEOPLE)

    def strange(self, cell: Cell, edition: str, indicator: str) -> Finding:
        """A figure about an area or a group in which nobody is known."""
        return Finding((cell.snapshot,), edition, indicator, _NOBODY_KNOWN, self._cell(cell), _RESTORE, UNKNOWN_PEOPLE)

    def small_cell(self, cell: Cell, edition: str, indicator: str) -> Finding:
        """A published cell of fewer than K people."""
        about = self._part(cell.area, [self._group(cell.group)])
        return Finding((cell.snapshot,), edition, indicator, about, self._cell(cell), _SUPPRESS, FEWER)

    def too_much(self, indicator: str, edition: str, cells: Sequence[Cell], dimensions: tuple[str, ...]) -> Finding:
        """More cells hang together than can be tried."""
        about = Text(
            nl="zoveel cijfers samen dat ze niet na te gaan zijn", en="too many figures together to go through"
        )
        snapshots = tuple(sorted({cell.snapshot for cell in cells}))
        how = self._listed([self._dimension(key) for key in dimensions] or [self._group(ALL)])
        return Finding(snapshots, edition, indicator, about, how, _SUPPRESS, UNKNOWN_PEOPLE)

    def derived(
        self,
        indicator: str,
        edition: str,
        people: People,
        cells: Sequence[Cell],
        dimensions: tuple[str, ...],
        members: np.ndarray,
    ) -> Finding:
        """A set of people whose figure follows; ``members``: boolean per person."""
        used = self._combination(people, cells, members)
        snapshots = tuple(sorted({cell.snapshot for cell, _ in used} or set(people.snapshots)))
        about = self._set(people, dimensions, members, snapshots[-1])
        signs = {True: "+ ", False: "− "}
        parts = [self._cell(cell, signs[factor > 0], several=len(snapshots) > 1) for cell, factor in used]
        how = self._listed(parts) if parts else Text(nl="cijfers samen", en="figures together")
        return Finding(snapshots, edition, indicator, about, how, _SUPPRESS, FEWER)

    def _combination(self, people: People, cells: Sequence[Cell], members: np.ndarray) -> list[tuple[Cell, float]]:
        table = table_of(people, cells, parts=False)
        found = combination(table.cells, np.unique(table.atom_of[members]))
        return sorted(((table.cell_of[one], factor) for one, factor in found.items()), key=lambda pair: -pair[1])

    def _set(self, people: People, dimensions: tuple[str, ...], members: np.ndarray, snapshot: str) -> Text:
        """The derived set by its smallest areas and categories."""
        view = people.views[snapshot]
        parts: dict[str, set[Text]] = {}
        for person in np.flatnonzero(members):
            codes = [str(one.names[one.codes[person]]) for one in view.areas.values() if one.codes[person] >= 0]
            area = codes[-1] if codes else ""
            groups = [view.groups[key] for key in dimensions]
            named = [
                group_words(f"{key}:{one.names[one.codes[person]]}") if one.codes[person] >= 0 else self._missing(key)
                for key, one in zip(dimensions, groups, strict=True)
            ]
            parts.setdefault(area, set()).add(_joined(named, ", ") if named else self._group(ALL))
        return self._listed(
            self._part(area, sorted(words, key=lambda w: w.nl)) for area, words in sorted(parts.items())
        )

    def _part(self, area: str, groups: Sequence[Text]) -> Text:
        return _joined([self._area(area), _joined(groups, " / ")], ": ")

    def _area(self, area: str) -> Text:
        return self.names.get(area, same(area)) if area else _UNKNOWN

    def _group(self, group: str) -> Text:
        return _joined([group_words(one) for one in group.split("&")], " & ")

    def _missing(self, key: str) -> Text:
        return _joined([self._dimension(key), _UNKNOWN], " ")

    def _dimension(self, key: str) -> Text:
        return DIMENSIONS[key].text if key in DIMENSIONS else same(key)

    def _cell(self, cell: Cell, sign: str = "", several: bool = False) -> Text:
        where = f" [{cell.snapshot}]" if several else ""
        said = self._part(cell.area, [self._group(cell.group)])
        return Text(nl=f"{sign}{said.nl}{where}", en=f"{sign}{said.en}{where}")

    def _listed(self, parts: Iterable[Text]) -> Text:
        every = list(parts)
        more = len(every) - _LISTED
        rest = [Text(nl=f"en nog {more}", en=f"and {more} more")] if more > 0 else []
        return _joined([*every[:_LISTED], *rest], "; ")


def group_words(group: str) -> Text:
    """The words for one filter; the group as it is written when it is not known."""
    try:
        return group_text(group.strip())
    except KeyError:
        return same(group.strip())


def _joined(parts: Sequence[Text], between: str) -> Text:
    return Text(nl=between.join(one.nl for one in parts), en=between.join(one.en for one in parts))
