"""Pieces of the page that compares areas: the choices, why areas are alike, areas side by side, expected and measured."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import comparing, expecting, likeness, method_pages, side_by_side
from wijkmonitor.figures.comparing import Comparison
from wijkmonitor.figures.theme import Mode
from wijkmonitor.indicator import Theme
from wijkmonitor.level import Level
from wijkmonitor.text import Text, same
from wijkmonitor.ui import controls, download, layers, methods, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import MOST_AREAS

_NEAREST, _CHOSEN = "nearest", "chosen"
_AGAINST = Text(nl="Naast", en="Beside")
_WITH_NEAREST = Text(nl="vergelijkbare {areas}", en="comparable {areas}")
_WITH_CHOSEN = Text(nl="zelf gekozen {areas}", en="{areas} I choose")
_AREAS = Text(nl="{areas} naast elkaar (hoogstens {most})", en="{areas} side by side (at most {most})")
_TRAITS = Text(nl="Vergelijkbaar in", en="Comparable in")
_THEMES = Text(nl="Thema's", en="Themes")
_ALIKE = Text(nl="Waarom deze {areas}?", en="Why these {areas}?")
_WHO = Text(nl="Wie wonen er?", en="Who live there?")
_ALL_COUNT = Text(
    nl="Elk thema telt even zwaar. Alleen gebieden met genoeg cijfers om te vergelijken doen mee. Kies hieronder zelf op welke "
    "kenmerken ze moeten lijken.",
    en="Each theme counts the same. Only areas with enough figures to compare take part. Choose below on which characteristics "
    "they should be alike.",
)
_SIDE = Text(nl="Naast elkaar", en="Side by side")
_NO_TOPICS = Text(
    nl="Over deze thema's is in {e} niets gemeten.", en="Nothing has been measured about these themes in {e}."
)
_EXPECTED = Text(nl="Gemeten en verwacht: {name}", en="Measured and expected: {name}")
_BY_BUURT = Text(nl="Bekijk dit voor buurten, daar zijn er meer van.", en="Look at buurten: there are more of them.")
_TABLE = Text(nl="De cijfers", en="The figures")
_AS_TABLE = Text(nl="Alle {n} onderwerpen in een tabel", en="All {n} topics in a table")
_MOST_OPEN = 3
_WHICH_FIRST = Text(
    nl="Van elk thema ziet u hoogstens {most} onderwerpen: eerst wat sterk is, dan de index en haar onderdelen, dan van elke "
    "vragenlijst één. De andere staan eronder, dichtgevouwen.",
    en="Of each theme you see at most {most} topics: first what is strong, then the index and its parts, then one of each "
    "questionnaire. The others are folded below them.",
)
_REST = Text(nl="Toon ook de andere {n} onderwerpen ({t})", en="Show the other {n} topics too ({t})")
_ONE_MORE = Text(nl="Toon ook het andere onderwerp ({t})", en="Show the other topic too ({t})")
_HOW = Text(nl="Hoe wordt hier vergeleken?", en="How is the comparison made?")
_METHOD = Text(
    nl="**Aantoonbaar hoger of lager:** de marge van het verschil (95 procent zeker) gaat niet over nul, ook als je rekening "
    "houdt met het aantal vergelijkingen op deze pagina. Alleen cijfers die gezegd mogen worden, op dezelfde manier zijn "
    "gemeten en een marge hebben, worden getoetst. Niet aantoonbaar verschillend is iets anders dan gelijk.\n\n"
    "**Vergelijkbaar:** per kenmerk tellen we hoe ver twee gebieden uit elkaar liggen, gemeten naar hoe alle gebieden "
    "verschillen. Het gemiddelde over de thema's bepaalt de volgorde.\n\n"
    "**Verwacht:** uit de andere gebieden volgt hoe een cijfer samenhangt met wie er wonen. Daaruit volgt welk cijfer je in "
    "dit gebied zou meten, met een marge. Het gebied zelf telt daarin niet mee. Een samenhang is geen oorzaak.",
    en="**Demonstrably higher or lower:** the margin of the difference (95 per cent certain) leaves out zero, also when the "
    "number of comparisons on this page is taken into account. Only figures that may be said, were measured in the same way and "
    "have a margin are tested. Not demonstrably different is something else than equal.\n\n"
    "**Comparable:** per characteristic we take how far two areas are apart, measured by how all areas differ. The mean over "
    "the themes decides the order.\n\n"
    "**Expected:** the other areas tell how a figure goes together with who live there. From that follows which figure one "
    "would measure in this area, with a margin. The area itself does not count. Going together is not a cause.",
)


def _choose_area(page: Page, level: str) -> str:
    """The area that is looked at, always one of the level: the first in the alphabet unless the address names another."""
    names = _names(page, level)
    label = Text(nl=Level(level).text.nl.capitalize(), en=Level(level).text.en.capitalize())
    return controls.choose("area", label, names, page.view.area, page.view.lang, after=_forget_areas)


def choose_compared(page: Page, level: str, traits: Sequence[str]) -> tuple[list[str], bool]:
    """The areas to lay side by side and whether the reader chose all of them (``own``).

    When not, the first is the area that is looked at, and the others are most like it.
    """
    view = page.view
    names = _names(page, level)
    own = [code for code in view.areas if code in names]
    area = own[0] if own else _choose_area(page, level)
    alike = page.keep(level, area, *traits)("nearest", lambda: _nearest(page, level, area, traits))
    plural = Level(level).plural
    options = {_NEAREST: _WITH_NEAREST.fill(areas=plural), _CHOSEN: _WITH_CHOSEN.fill(areas=plural)}
    # Which of the two is on follows from the areas in the address, so that it needs no parameter of its own.
    after = {_NEAREST: None, _CHOSEN: ",".join([area, *alike])}
    mode = _CHOSEN if own else _NEAREST
    controls.choose(
        "beside",
        _AGAINST,
        options,
        mode,
        view.lang,
        after=lambda one: {"beside": None, "area": area, "areas": after[one]},
    )
    return (own, True) if own else ([area, *alike], False)


def _nearest(page: Page, level: str, area: str, traits: Sequence[str]) -> list[str]:
    snapshot, edition = page.snapshot, page.view.edition
    keys = [key for theme in comparing.topics(snapshot, edition, ()).values() for key in theme]
    among = comparing.telling(snapshot, keys, edition, level)
    return likeness.most_like(snapshot, traits, edition, level, area, MOST_AREAS - 1, among)


def choose_areas(page: Page, level: str, codes: Sequence[str]) -> None:
    """Which areas, when the reader chooses all of them."""
    label = _AREAS.fill(areas=Level(level).plural, most=MOST_AREAS)
    controls.choose_several("areas", _capital(label), _names(page, level), codes, page.view.lang)


def choose_themes(page: Page) -> None:
    """Which themes; all of them unless the address names some."""
    known = {theme.value: theme.text for theme in comparing.topics(page.snapshot, page.view.edition, ())}
    controls.choose_several("themes", _THEMES, known, page.view.themes or list(known), page.view.lang)


def chosen_traits(page: Page) -> list[str]:
    """The characteristics that make areas comparable: those in the address that are known, otherwise all that are."""
    known = likeness.known_traits(page.snapshot, page.view.edition)
    return [key for key in known if key in page.view.traits] or known


def show_likeness(page: Page, codes: Sequence[str], traits: Sequence[str], *, own: bool) -> None:
    """Who live in the areas ``codes`` and, unless the reader chose them (``own``), why they are comparable; what is missing."""
    view, snapshot, level = page.view, page.snapshot, page.view.level
    heading = _WHO if own else _ALIKE.fill(areas=Level(level).plural)
    st.subheader(page.say(heading), anchor=False)
    if not traits:
        layers.say(likeness.none_alike(page.area_name(codes[0]), level, view.edition, traits, view.lang))
        layers.show_empty(page, Dataset.KEY_FIGURES, _WHO)
        return
    if not own:
        others = [page.area_name(code) for code in codes[1:]]
        name = page.area_name(codes[0])
        if others:
            layers.say(likeness.alike(name, others, traits, snapshot, view.lang))
        else:
            layers.say(likeness.none_alike(name, level, view.edition, traits, view.lang))
    if own or len(codes) > 1:
        table = page.keep(*codes, *traits)(
            "alike", lambda: likeness.why(snapshot, traits, view.edition, level, codes, view.lang)
        )
        widgets.show_plain_table(table, page.say(heading))
    known = likeness.known_traits(snapshot, view.edition)
    if not own:
        st.caption(page.say(_ALL_COUNT))
        titles = {key: snapshot.indicators[key].title for key in known}
        controls.choose_several("traits", _TRAITS, titles, traits, view.lang)
    if missing := likeness.absent_themes(known, view.lang):
        st.caption(missing)


def compare(page: Page, keys: Sequence[str], codes: Sequence[str], *, own: bool) -> list[Comparison]:
    """All topics in the areas; the first area is the one the others are compared with, unless the reader chose them."""
    view, snapshot, top = page.view, page.snapshot, page.top
    focus = "" if own else codes[0]
    return page.keep(*codes, *keys, focus)(
        "compared", lambda: comparing.compared(snapshot, keys, view.edition, view.level, codes, top, focus)
    )


def show_side_by_side(page: Page, found: Sequence[Comparison], topics: dict[Theme, list[str]], mode: Mode) -> None:
    """Legend, then per theme the leading topics with a lane per area; the others are folded under them."""
    lang, by_key = page.view.lang, {one.indicator.key: one for one in found}
    st.subheader(page.say(_SIDE), anchor=False)
    if not found:
        st.info(page.say(_NO_TOPICS.fill(e=page.view.edition)))
        return
    codes = found[0].rows["code"].tolist()
    keep = page.keep(*codes, found[0].focus, *by_key, mode)
    widgets.show_html(keep("key", lambda: side_by_side.key(found, lang, mode)))
    if any(len(keys) > _MOST_OPEN for keys in topics.values()):
        st.caption(page.say(_WHICH_FIRST.fill(most=_MOST_OPEN)))
    for theme, keys in topics.items():
        first, rest = comparing.leading([by_key[key] for key in keys], _MOST_OPEN)
        st.html(f'<h4 style="font-size:1.15rem;margin:.4rem 0 0">{theme.text(lang)}</h4>')
        widgets.show_html(keep(f"lanes-{theme.value}", partial(side_by_side.listed, first, lang, mode)))
        if not rest:
            continue
        folded = st.expander(
            page.say((_REST if len(rest) > 1 else _ONE_MORE).fill(n=len(rest), t=theme.text)),
            key=f"meer-{theme.value}",
            on_change="rerun",
        )
        if folded.open:
            with folded:
                widgets.show_html(keep(f"rest-{theme.value}", partial(side_by_side.listed, rest, lang, mode)))


def show_expected(page: Page, keys: Sequence[str], area: str, mode: Mode) -> None:
    """What the area measured beside what one would expect; or why that cannot be said."""
    view, snapshot = page.view, page.snapshot
    name = page.area_name(area)
    st.subheader(page.say(_EXPECTED.fill(name=name)), anchor=False)
    keep = page.keep(area, *keys, mode)
    found = keep("judged", lambda: expecting.judged(snapshot, keys, view.edition, view.level, area))
    layers.say(expecting.answer(found, name, view.level, view.lang))
    if not found:
        if view.level != Level.BUURT.value:
            st.caption(page.say(_BY_BUURT))
        return
    st.caption(expecting.rests_on(found, snapshot, view.level, view.lang))
    widgets.show_html(keep("expected", lambda: expecting.strips(found, view.lang, mode)))
    if rest := expecting.left_out(found, keys, snapshot, view.lang):
        layers.say(rest)


def show_table_and_downloads(page: Page, found: Sequence[Comparison]) -> None:
    """All figures of the page in one table, and as a file."""
    if not found:
        return
    view, keys = page.view, [one.indicator.key for one in found]
    codes = found[0].rows["code"].tolist()
    st.subheader(page.say(_TABLE), anchor=False)
    keep = page.keep(*codes, *keys)
    folded = st.expander(page.say(_AS_TABLE.fill(n=len(found))), key="tabel", on_change="rerun")
    if folded.open:
        with folded:
            widgets.show_plain_table(keep("table", lambda: comparing.table(found, view.lang)), page.say(_TABLE))
    estimates = keep("estimates", lambda: _estimates(page, keys, [*codes, page.top]))
    name = "-".join((view.municipality, "vergelijken", *codes, view.edition))
    download.show_downloads(page.snapshot, estimates, view.lang, name, key="vergelijken", keep=keep)


def show_method(page: Page) -> None:
    """The folded explanation."""
    with st.expander(page.say(_HOW)):
        st.markdown(page.say(_METHOD))
        methods.show_links(page, method_pages.COMPARING)


def _estimates(page: Page, keys: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    return comparing.estimates_of(page.snapshot, keys, codes, page.view.edition)


def _names(page: Page, level: str) -> dict[str, Text]:
    areas = page.offer.areas_in(page.view.edition)
    names = areas.loc[areas["level"] == level, "name"].sort_values()
    return {str(code): same(str(name)) for code, name in names.items()}


def _forget_areas(_area: str) -> dict[str, str | None]:
    """Another area has other comparable ones."""
    return {"areas": None}


def _capital(text: Text) -> Text:
    return Text(nl=text.nl[:1].upper() + text.nl[1:], en=text.en[:1].upper() + text.en[1:])
