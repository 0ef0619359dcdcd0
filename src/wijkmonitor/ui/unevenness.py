"""How uneven it is: over the buurten, between groups of residents, and on the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from wijkmonitor.analysis import unevenness as measures
from wijkmonitor.figures import clusters, gap, unevenness
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import controls, layers, widgets
from wijkmonitor.ui.categories import show_categories
from wijkmonitor.ui.page import Page

_UNEVEN = Text(nl="Hoe ongelijk is het verdeeld?", en="How unevenly is it spread?")
_TOPIC = Text(nl="Verdeling van", en="Spread of")
_NO_MODELS = Text(
    nl="Hiervoor is een enquête nodig met antwoorden uit genoeg buurten. Die is er in {e} niet. Hier ziet u straks hoe ver "
    "buurten uit elkaar liggen, met de onzekerheid erbij.",
    en="This needs a survey with answers from enough buurten. In {e} there is none. Here you will see how far apart buurten are, "
    "with the uncertainty.",
)
_FROM_MODELS = Text(
    nl="Uitgerekend uit modelschattingen van alle buurten, die steeds opnieuw getrokken zijn binnen hun marge. Losse cijfers per "
    "buurt zouden de verschillen veel te groot maken: daar zit toeval in. De marge hier is 90%.",
    en="Worked out from model estimates of all buurten, drawn anew within their margin. Separate figures per buurt would make "
    "the differences far too large: they hold chance. The margin here is 90%.",
)
_GAP = Text(nl="Verschil naar opleiding", en="Gap by education")
_NO_GAP = Text(
    nl="Over het verschil naar opleiding is in {e} niets te zeggen: daarvoor zijn cijfers per opleiding nodig, uit een enquête "
    "met genoeg antwoorden.",
    en="Nothing can be said about the gap by education in {e}: it needs figures by education, from a survey with enough answers.",
)
_GAP_IS = Text(
    nl="Voor de hele gemeente. ‘Afgezet tegen wie niet’ is de kansverhouding (odds ratio): hoeveel mensen het wel zeggen op elke "
    "mens die het niet zegt, in de ene groep vergeleken met de andere. Opleiding hangt ook samen met leeftijd en inkomen: dit is "
    "geen bewijs van een oorzaak.",
    en="For the municipality as a whole. ‘Set against those who do not’ is the odds ratio: how many people say so for every "
    "person who does not, in one group compared with the other. Education also goes along with age and income: this is no proof "
    "of a cause.",
)
_SPACE = Text(nl="Liggen hoge en lage buurten bij elkaar?", en="Do high and low buurten lie together?")
_NO_PATTERN = Text(
    nl="Het patroon op de kaart is voor {t} in {e} niet uitgerekend. Daarvoor is een cijfer in ten minste acht buurten nodig.",
    en="The pattern on the map was not worked out for {t} in {e}. It needs a figure in at least eight buurten.",
)
_CORRECTED = Text(
    nl="Er is rekening gehouden met het aantal gebieden: van de gekleurde is hooguit één op de tien dat door toeval. De cijfers "
    "zijn ook modelschattingen.",
    en="The number of areas was taken into account: of those coloured at most one in ten is so by chance. The figures include "
    "model estimates.",
)


def show_unevenness(page: Page, asked: str, mode: Mode) -> None:
    """The Lorenz curve and the measures of one survey indicator over the buurten; or what is missing. ``asked``: its key."""
    view, snapshot, lang = page.view, page.snapshot, page.view.lang
    st.subheader(page.say(_UNEVEN), anchor=False)
    options = page.keep()("uneven-options", lambda: unevenness.options(snapshot, view.edition))
    if not options:
        st.info(page.say(_NO_MODELS.fill(e=view.edition)))
        return
    with page.row():
        key = controls.choose("uneven", _TOPIC, {one: snapshot.indicators[one].title for one in options}, asked, lang)
    indicator, keep = snapshot.indicators[key], page.keep("uneven", key, mode)
    areas = keep("areas", lambda: unevenness.inputs(snapshot, key, view.edition))
    scale = indicator.unit.limits or (0.0, 1.0)
    found = keep("found", lambda: measures.uneven(areas, scale=scale))
    band = keep("band", lambda: measures.lorenz_band(areas, scale=scale))
    layers.say(unevenness.answer(found, indicator, lang))
    st.caption(page.say(unevenness.ABOUT_AREAS))
    left, right = st.columns([3, 2], gap="large")
    with left:
        widgets.show_chart(
            keep("lorenz", lambda: unevenness.lorenz_chart(band, lang, mode)),
            alt=unevenness.lorenz_alt(band, indicator, lang),
            key="doenvermogen-lorenz",
        )
    with right:
        widgets.show_html(unevenness.listed(found, lang))
    if areas["income"].isna().all():
        st.caption(page.say(unevenness.NO_INCOME))
    st.caption(page.say(_FROM_MODELS))


def show_gap(page: Page, keys: Sequence[str], mode: Mode) -> None:
    """The gap by education in the municipality as a whole for those of ``keys`` that can tell of it; or why not."""
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_GAP), anchor=False)
    keep = page.keep("gap", mode, *keys)
    found = keep("found", lambda: gap.gaps(page.snapshot, keys, view.edition, page.top))
    if not found:
        st.info(page.say(_NO_GAP.fill(e=view.edition)))
        return
    for one in found:
        layers.say(gap.sentence(one, lang))
    widgets.show_chart(
        keep("chart", lambda: gap.chart(found, lang, mode)),
        alt=gap.chart_alt(found, lang),
        key="doenvermogen-opleiding",
    )
    st.caption(page.say(_GAP_IS))


def show_pattern(page: Page, keys: Sequence[str], mode: Mode) -> None:
    """Whether areas resemble their neighbours, for the first of ``keys`` of which it was worked out; or that it was not."""
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_SPACE), anchor=False)
    tried = (clusters.find_pattern(page.snapshot, key, view.edition, view.level) for key in keys)
    pattern = next((one for one in tried if one is not None), None)
    if pattern is None:
        title = page.snapshot.indicators[keys[0]].title
        st.info(page.say(_NO_PATTERN.fill(t=title, e=view.edition)))
        return
    layers.say(clusters.answer(pattern, lang))
    if not pattern.clustered:
        layers.say(clusters.elsewhere(page.snapshot, keys, view.edition, lang))
        st.caption(clusters.measured(pattern, lang))
        return
    areas = page.offer.areas_in(view.edition)
    show_categories(
        page, clusters.layer(pattern, areas[areas["level"] == pattern.level]), pattern.level, mode, clusters.READ_OUT,
        unnamed=[clusters.NONE], key="doenvermogen-patroon", keep=page.keep("pattern", pattern.indicator.key, mode),
    )  # fmt: skip
    st.caption(f"{clusters.measured(pattern, lang)} {page.say(_CORRECTED)}")
