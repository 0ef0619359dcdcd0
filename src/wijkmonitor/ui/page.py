"""What a page works with: the view it was asked for, the snapshot it reads, and the controls of its one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wijkmonitor.estimate import ALL
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text, same
from wijkmonitor.ui import cache, controls, menu
from wijkmonitor.ui.cache import Keep, T
from wijkmonitor.ui.maps import Click
from wijkmonitor.ui.offer import Offer
from wijkmonitor.ui.view import View, address, move_area

_EVERYBODY = Text(nl="alle bewoners", en="all residents")


@dataclass(frozen=True)
class Page:
    """One page on screen. ``view`` is checked: every value in it exists in ``snapshot``."""

    view: View
    snapshot: Snapshot
    offer: Offer

    def keep(self, *name: str) -> Keep:
        """Keeps what is drawn for this view: ``page.keep("dots", mode)("figure", make)`` makes it once for all visitors."""

        def kept(piece: str, make: Callable[[], T]) -> T:
            return cache.made(self.view, (*name, piece), make)

        return kept

    def say(self, text: Text) -> str:
        """A text in the reader's language."""
        return text(self.view.lang)

    @property
    def top(self) -> str:
        """Code of the whole municipality."""
        return self.offer.top(self.view.edition)

    def area_name(self, code: str) -> str:
        """Name of an area in the edition of the view; its code when it is not there."""
        areas = self.offer.areas_in(self.view.edition)
        return str(areas.at[code, "name"]) if code in areas.index else code

    def loaded(self) -> frozenset[str]:
        """The datasets (``edition.Dataset`` values) that were read for the edition of the view."""
        editions = {one["edition"]: one for one in self.snapshot.report["editions"]}
        return frozenset(source["dataset"] for source in editions[self.view.edition]["loaded"])

    def row(self) -> DeltaGenerator:
        """Container for the controls: beside each other, below each other on a phone. ``with page.row(): ...``"""
        return st.container(horizontal=True, vertical_alignment="bottom")

    def choose_level(self, only: Sequence[Level] = tuple(Level)) -> str:
        """Level of area (``Level`` value); a chosen area moves along to the one it lies in."""
        options = {one.value: one.plural for one in self.offer.levels(self.view.edition) if one in only}
        return self._choose("level", Text(nl="Gebieden", en="Areas"), options, self.view.level, after=self._move_area)

    def choose_indicator(self, options: Sequence[str], label: Text | None = None) -> str:
        """One of the indicators ``options`` that are in the snapshot; the first unless the address names another."""
        titles = {key: self.offer.topics[key] for key in options if key in self.offer.topics}
        return self._choose("indicator", label or Text(nl="Onderwerp", en="Topic"), titles, self.view.indicator)

    def choose_group(self, options: Mapping[str, Text], label: Text | None = None) -> str:
        """For whom: everybody, or one of ``options`` (words per group) that are in the snapshot."""
        present = {key: words for key, words in options.items() if key in self.offer.groups and key != ALL}
        chosen = {ALL: options.get(ALL, _EVERYBODY), **present}
        return self._choose("group", label or Text(nl="Voor wie", en="For whom"), chosen, self.view.group)

    def choose_edition(self, label: Text | None = None) -> str:
        """Edition; newest first."""
        editions = {name: same(name) for name in reversed(self.offer.editions)}
        return self._choose("edition", label or Text(nl="Editie", en="Edition"), editions, self.view.edition)

    def choose_area(self, level: str | None = None) -> str:
        """An area of ``level`` (that of the view by default), in alphabetical order; "" for the whole municipality."""
        level = level or self.view.level
        areas = self.offer.areas_in(self.view.edition)
        names = areas.loc[areas["level"] == level, "name"].sort_values()
        options = {str(code): same(str(name)) for code, name in names.items()}
        chosen = move_area(self.view.area, level, areas)
        label = Level(level).text if level in set(Level) else Text(nl="gebied", en="area")
        label = Text(nl=label.nl.capitalize(), en=label.en.capitalize())
        whole = Text(nl="{name} (geheel)", en="{name} (whole)").fill(name=self.area_name(self.top))
        return self._choose("area", label, options, chosen, nothing=whole)

    def with_choices(self, **choices: object) -> Page:
        """The same page with choices of its own controls put into the view."""
        return replace(self, view=replace(self.view, **choices))  # type: ignore[arg-type]

    def put_clicked(self, click: Click) -> None:
        """Choose what was clicked on a map: an area, or a thing that can be opened, such as a place.

        Called before the script runs again; it changes the address.
        """
        if click.what == "area" and click.key in self.offer.areas_in(self.view.edition).index:
            controls.put(area=click.key)
        elif click.key in self.offer.things.get(click.what, ()):
            controls.put(**{click.what: click.key})

    def link(self, stem: str, label: Text, **changes: str | None) -> None:
        """A link to another page, which keeps the rest of the view; nothing when that page does not exist."""
        for entry, path in menu.existing().items():
            if entry.stem == stem:
                st.page_link(path, label=self.say(label), query_params=address(st.query_params, **changes))

    def _move_area(self, level: str) -> dict[str, str | None]:
        return {"area": move_area(self.view.area, level, self.offer.areas_in(self.view.edition))}

    def _choose(self, name: str, label: Text, options: Mapping[str, Text], chosen: str, **more: object) -> str:
        return controls.choose(name, label, options, chosen, self.view.lang, **more)  # type: ignore[arg-type]
