"""Pieces of the page on social capital: the quadrant, who is bridged, cohesion, belonging, and any topic by group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from wijkmonitor import groups
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import bonding_bridging, by_group, measures, sentences
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import social_capital as figures
from wijkmonitor.figures.by_group import Split
from wijkmonitor.figures.theme import Mode
from wijkmonitor.groups import Dimension
from wijkmonitor.text import Text
from wijkmonitor.ui import layers, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.topic import Topic

_QUADRANT = Text(nl="Steun dichtbij en contact met mensen die anders zijn", en="Support close by and ties with others")
_WHY_BOTH = Text(
    nl="Van links naar rechts: {x}. Van onder naar boven: {y}. Het eerste heet bonding, het tweede bridging (Putnam, 2000). "
    "Ze zijn allebei waardevol, op hun eigen manier: geen hoek is de goede of de slechte. Elk punt is een gebied, met zijn "
    "marge; de stippellijnen zijn {whole} als geheel. Het gaat over alle bewoners samen.",
    en="From left to right: {x}. From bottom to top: {y}. The first is called bonding, the second bridging (Putnam, 2000). "
    "Both are of value in their own way: no corner is the right or the wrong one. Every point is an area with its margin; the "
    "dashed lines are {whole} as a whole. It is about all residents together.",
)
_WHO = Text(nl="Wie kent wie?", en="Who knows whom?")
_FOUR = Text(
    nl="Vier keer de vraag of iemand een gunst kan vragen aan een ander die op dat punt verschilt. Over alle bewoners samen.",
    en="Four times the question whether someone can ask a favour of a person who differs on that point. About all residents "
    "together.",
)
_MIXING = Text(nl="Meer of minder contact dan bij toeval?", en="More or fewer ties than by chance?")
_COHESION = Text(nl="Kennen en vertrouwen buren elkaar?", en="Do neighbours know and trust each other?")
_BELONGING = Text(nl="Erbij horen, met en zonder beperking", en="Belonging, with and without a limitation")
_WHY_BELONGING = Text(
    nl="Een buurt kan prettig zijn voor de meesten en toch niet voor iedereen. Wie contact uit de weg gaat, kan daar goede "
    "redenen voor hebben (Bredewold, 2014).",
    en="A buurt can be pleasant for most and yet not for everybody. Who avoids contact may have good reasons to "
    "(Bredewold, 2014).",
)
_BY_GROUP = Text(nl="{t}, per groep", en="{t}, by group")
_ONE_AT_A_TIME = Text(
    nl="Kies een kenmerk van bewoners. In kleine gebieden zijn groepen vaak niet te tonen: dan zou iemand herkenbaar zijn.",
    en="Choose a background of residents. In small areas groups often cannot be shown: somebody would be recognisable.",
)
_WITHHELD = Text(
    nl="Voor wie: {g}. In een gebied zonder cijfer gaven te weinig van hen antwoord, of het cijfer is niet getoond zodat niemand "
    "herkenbaar is.",
    en="For whom: {g}. In an area without a figure too few of them answered, or the figure is not shown so that nobody can be "
    "recognised.",
)
_NOT_HERE = Text(nl="Niet gemeten in {e}: {what}.", en="Not measured in {e}: {what}.")


def show_answer(topic: Topic) -> None:
    """The sentence under the title: support and ties in the chosen area, or the chosen topic when those are not known."""
    page, edition = topic.page, topic.page.view.edition
    about = [page.snapshot.indicators[key] for key in (figures.BONDING, figures.BRIDGING)]
    code, whole = page.view.area or page.top, page.area_name(page.top)

    def made() -> str:
        both = figures.pair(page.snapshot, edition, code)
        said = figures.answer(both, about, whole, page.view.lang)
        return said or sentences.whole(topic.chosen, topic.indicator, page.view.lang)

    layers.say(page.keep("answer", topic.indicator.key)("words", made))


def show_without_group(topic: Topic) -> None:
    """What a missing figure means when the topic is shown for one group: it may have been withheld."""
    if topic.page.view.group != ALL and topic.rows["value"].isna().any():
        words = groups.group_text(topic.page.view.group)
        st.caption(topic.page.say(_WITHHELD.fill(g=words)))


def show_quadrant(page: Page, mode: Mode) -> None:
    """Support close by against ties with others for every area, and what may be claimed of it."""
    view, keys = page.view, (figures.BONDING, figures.BRIDGING)
    st.subheader(page.say(_QUADRANT), anchor=False)
    if not _measured(page, keys):
        return
    about = [page.snapshot.indicators[key] for key in keys]
    x, y = ((figure_rows.shown(page.snapshot, one.key, view.edition, view.level), one) for one in about)
    whole, name = figures.pair(page.snapshot, view.edition, page.top), page.area_name(page.top)
    keep = page.keep("bonding-bridging", mode)
    for claim in keep("claims", lambda: bonding_bridging.claims(x[0], y[0], name, view.level, view.lang)):
        layers.say(claim)
    widgets.show_chart(
        keep("figure", lambda: bonding_bridging.figure(x, y, whole, view.lang, mode, view.area or None)),
        alt=keep("alt", lambda: bonding_bridging.figure_alt(x, y, name, view.level, view.lang)),
        key="kwadrant",
    )
    for sentence in keep("left-out", lambda: bonding_bridging.left_out(x[0], y[0], view.level, view.lang)):
        layers.say(sentence)
    layers.say(page.say(_WHY_BOTH.fill(x=about[0].title, y=about[1].title, whole=name)))


def show_who_is_bridged(page: Page, mode: Mode) -> None:
    """The axes on which people differ for the chosen area, and the ratio to what chance would give."""
    view, snapshot = page.view, page.snapshot
    st.subheader(page.say(_WHO), anchor=False)
    axes = figures.axes(snapshot.indicators)
    if keys := measures.measured(snapshot, view.edition, axes):
        st.caption(page.say(_FOUR))
        _show_strips(page, keys, mode)
    else:
        _tell_absent(page, axes)
    if measures.measured(snapshot, view.edition, [figures.RATIO]):
        _show_mixing(page, mode)


def _show_mixing(page: Page, mode: Mode) -> None:
    """The bridging ratio of the area and the municipality on a line with 1 marked, each with its sentence."""
    indicator, lang = page.snapshot.indicators[figures.RATIO], page.view.lang
    rows = [figure_rows.one(page.snapshot, figures.RATIO, page.view.edition, code) for code in _places(page)]
    keep, reference = page.keep("ratio", mode), (page.say(figures.CHANCE_WORDS), figures.BY_CHANCE)
    split = Split(page.say(indicator.title), indicator, pd.DataFrame(rows).infer_objects().reset_index(drop=True))
    st.markdown(f"**{page.say(_MIXING)}**")
    for row in rows:
        layers.say(figures.against_chance(row, indicator, lang))
    if split.known:
        widgets.show_chart(
            keep("figure", lambda: by_group.chart([split], lang, mode, reference=reference)),
            alt=by_group.chart_alt([split], lang, reference=reference),
            key="verhouding",
        )
    st.caption(page.say(indicator.about))


def show_cohesion(page: Page, mode: Mode) -> None:
    """The cohesion scale of the chosen area, its questionnaire, and how well its statements hang together."""
    view, keys = page.view, (figures.COHESION,)
    st.subheader(page.say(_COHESION), anchor=False)
    if not _measured(page, keys):
        return
    _show_strips(page, keys, mode)
    indicator, places = (
        page.snapshot.indicators[figures.COHESION],
        {code: page.area_name(code) for code in _places(page)},
    )
    row = figure_rows.one(page.snapshot, figures.COHESION, view.edition, page.top)
    layers.say(figures.instrument(row, indicator, view.lang))
    for sentence in page.keep("alpha")("words", lambda: figures.alphas(page.snapshot, view.edition, places, view.lang)):
        layers.say(sentence)


def show_belonging(page: Page, mode: Mode) -> None:
    """Feeling at home and avoiding contact, people with a limitation beside those without."""
    keys = (figures.AT_HOME, figures.AVOIDS)
    st.subheader(page.say(_BELONGING), anchor=False)
    known = measures.measured(page.snapshot, page.view.edition, keys)
    if not known and not _measured(page, keys):
        return
    st.caption(page.say(_WHY_BELONGING))
    for column, key in zip(st.columns(len(known), gap="large"), known, strict=True):
        with column:
            st.markdown(f"**{page.say(page.snapshot.indicators[key].title)}**")
            _show_groups(page, key, groups.LIMITATION, mode, gap_among=known)


def show_by_group(topic: Topic) -> None:
    """The topic by one background at a time: that of the chosen group first, the others a click away."""
    page, indicator = topic.page, topic.indicator
    shown = [groups.DIMENSIONS[key] for key in indicator.groups]
    if not shown or not topic.measured:
        return
    st.subheader(page.say(_BY_GROUP.fill(t=indicator.title)), anchor=False)
    st.caption(page.say(_ONE_AT_A_TIME))
    chosen = next((one for one in shown if page.view.group in one.groups), shown[0])
    tabs = st.tabs(
        [page.say(one.text) for one in shown], default=page.say(chosen.text), key="per-groep", on_change="rerun"
    )
    for tab, dimension in zip(tabs, shown, strict=True):
        if tab.open:
            with tab:
                _show_groups(page, indicator.key, dimension, topic.mode)


def _show_groups(page: Page, key: str, dimension: Dimension, mode: Mode, gap_among: Sequence[str] = ()) -> None:
    """One indicator by one background in the chosen area and the municipality; closed filters say why.

    ``gap_among``: the indicators that are tested together for a gap between the first two groups; none when empty.
    """
    snapshot, edition, lang = page.snapshot, page.view.edition, page.view.lang
    keep = page.keep("groups", key, dimension.key, mode, *gap_among)

    def split(code: str, one: str = key) -> Split:
        return by_group.by_group(snapshot, one, edition, code, dimension, lang)

    splits = keep("splits", lambda: [split(code) for code in _places(page)])
    known = [one for one in splits if one.known]
    if known:
        widgets.show_chart(
            keep("figure", lambda: by_group.chart(known, lang, mode)),
            alt=keep("alt", lambda: by_group.chart_alt(known, lang)),
            key=f"groepen-{key}-{dimension.key}-{bool(gap_among)}",
        )
    if gap_among:
        for sentence in keep(
            "gaps", lambda: _gaps(splits, [[split(c, k) for k in gap_among] for c in _places(page)], page)
        ):
            layers.say(sentence)
    for sentence in keep("closed", lambda: _closed(page, splits, key, dimension)):
        layers.say(sentence)


def _gaps(splits: Sequence[Split], together: Sequence[Sequence[Split]], page: Page) -> list[str]:
    """The gap in each place for the indicator of ``splits``, tested together with the others of that place."""
    said = [by_group.gaps(one, page.view.lang) for one in together]
    return [told[split.indicator.key] for split, told in zip(splits, said, strict=True) if split.indicator.key in told]


def _closed(page: Page, splits: Sequence[Split], key: str, dimension: Dimension) -> list[str]:
    snapshot, edition = page.snapshot, page.view.edition
    asked = figure_rows.is_asked(snapshot, edition, dimension)
    said = []
    for code, split in zip(_places(page), splits, strict=True):
        whole = figure_rows.one(snapshot, key, edition, code)
        said.append(by_group.without_value(split, whole, dimension, edition, page.view.lang, asked=asked))
    return list(dict.fromkeys(one for one in said if one))


def _places(page: Page) -> list[str]:
    """The chosen area and the municipality; the municipality alone when no area is chosen."""
    return [page.view.area, page.top] if page.view.area else [page.top]


def _show_strips(page: Page, keys: Sequence[str], mode: Mode) -> None:
    """Indicators of the chosen area as strips against the municipality, with their legend."""
    view, snapshot = page.view, page.snapshot
    keep = page.keep(*keys)
    found = keep("found", lambda: measures.of_area(snapshot, keys, view.edition, view.level, view.area, page.top))
    layers.show_strip_key(page, view.area, mode)
    layers.show_measures(found, page, mode, in_order=True)


def _measured(page: Page, keys: Sequence[str]) -> bool:
    """Whether all of ``keys`` are measured in this edition; tells which are not."""
    known = measures.measured(page.snapshot, page.view.edition, keys)
    if len(known) < len(keys):
        _tell_absent(page, [key for key in keys if key not in known])
    return len(known) == len(keys)


def _tell_absent(page: Page, keys: Sequence[str]) -> None:
    said = figures.absent_words(keys, page.snapshot.indicators, page.view.lang)
    st.info(page.say(_NOT_HERE.fill(e=page.view.edition, what=said)))
