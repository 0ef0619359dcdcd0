"""Pieces of the page on collaboration: the network with the card of one organisation, the reasons, the editions, the list."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import collaboration as figures
from wijkmonitor.figures import comparisons, measures, network, organisations
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.chart_style import CONFIG
from wijkmonitor.figures.charts import dots_alt
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.organisations import Network
from wijkmonitor.level import Level
from wijkmonitor.text import Text, same
from wijkmonitor.ui import controls, download, layers, widgets
from wijkmonitor.ui.cache import Keep
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.topic import Topic

_KEY = "samenwerking-net"
_MOST_TABLE_ROWS = 15
_ORGANISATION = Text(nl="Organisatie", en="Organisation")
_NONE_CHOSEN = Text(nl="geen gekozen", en="none chosen")
_CHOOSE = Text(
    nl="Klik op een organisatie in de tekening of kies er hierboven een.",
    en="Click on an organisation in the drawing or choose one above.",
)
_HERE = Text(nl="{n} organisaties, {t} banden", en="{n} organisations, {t} ties")
_ONE_EACH = Text(
    nl="De grootte van een teken past bij het aantal partners.",
    en="The size of a mark goes with the number of partners.",
)
_PLACE = Text(
    nl="Wie dicht bij elkaar staan, zijn via weinig stappen verbonden. Elke organisatie staat in elke editie op dezelfde plek; "
    "het nummer is dat in de lijst onder aan de pagina.",
    en="Those who stand close together are few steps apart. Every organisation stands in the same place in every edition; the "
    "number is that in the list at the foot of the page.",
)
_INITIATIVES = Text(nl="De initiatieven van deze organisatie ({n})", en="The initiatives of this organisation ({n})")
_STRUCTURE = Text(nl="Hoe het netwerk in elkaar zit", en="How the network is made up")
_REASONS = Text(nl="Waar samenwerken op stukloopt", en="What working together founders on")
_WHY_REASONS = Text(
    nl="Samenwerken lukt vaak niet als partners elkaar nauwelijks kennen, het oneens zijn of geen doel delen. Hieronder per "
    "wijk hoe vaak dat voorkomt. Een klein deel is gewoon; het gaat om waar een gesprek iets kan opleveren.",
    en="Working together often fails when partners hardly know each other, disagree or share no goal. Below is how often that "
    "occurs in each wijk. A small part is normal; it is about where a talk may help.",
)
_ORDER = Text(
    nl="Wijken staan op naam. Een open rondje: met voorzichtigheid, want het gaat om minder dan 20 banden. Een streepje: geen "
    "cijfer, omdat het om te weinig organisaties gaat.",
    en="Wijken are in the order of their names. An open circle: with care, as it is about fewer than 20 ties. A dash: no "
    "figure, as it is about too few organisations.",
)
_SMALL = Text(
    nl="Een klein netwerk hangt vanzelf meer aan één organisatie dan een groot. Vergelijk daarin dus geen wijk met de hele "
    "gemeente.",
    en="A small network hangs on one organisation more than a large one by itself. So do not compare a wijk with the whole "
    "municipality in that.",
)
_EDITIONS = Text(nl="Door de jaren heen: {t}", en="Through the years: {t}")
_LIST = Text(nl="De organisaties van {name}", en="The organisations of {name}")


def choose_organisation(page: Page, known: Network) -> str:
    """One of the organisations of the view, by name; "" for none."""
    options = {str(key): same(str(name)) for key, name in known.here["name"].items()}
    return controls.choose(
        "organisation", _ORGANISATION, options, page.view.organisation, page.view.lang, nothing=_NONE_CHOSEN
    )


def show_answer(page: Page, known: Network) -> None:
    """What holds first, then whether ties cross between the kinds."""
    view, area = page.view, page.view.area or page.top
    name = page.area_name(area)
    layers.say(figures.holds(page.snapshot, view.edition, area, view.lang))
    layers.say(figures.answer(page.snapshot, known, view.edition, area, name, view.lang))


def show_network(topic: Topic, known: Network) -> None:
    """The drawing (3/5) beside the card of the chosen organisation (2/5)."""
    page, keep = topic.page, topic.page.keep(_KEY, topic.mode)
    lang, chosen = page.view.lang, page.view.organisation
    areas = page.offer.areas_in(page.view.edition)
    wijken = keep("wijken", lambda: organisations.wijk_names(known, areas, lang))
    left, right = st.columns([3, 2], gap="large")
    with left:
        figure = keep("figure", lambda: network.drawing(known, wijken, lang, topic.mode, chosen))
        alt = keep("alt", lambda: network.drawing_alt(known, lang, chosen))
        st.plotly_chart(
            figure, theme=None, config=CONFIG, alt=alt, key=_KEY, on_select=_put_chosen, selection_mode="points"
        )
        widgets.show_html(keep("legend", lambda: network.legend(lang, topic.mode)))
        st.caption(f"{page.say(_ONE_EACH)} {page.say(_PLACE)}")
    with right, st.container(border=True):
        if chosen:
            where = page.area_name(page.view.area) if page.view.area else ""
            st.html(keep("card", lambda: figures.card(known, chosen, wijken, lang, where)))
            _link_initiatives(page, chosen)
        else:
            _show_whole(page, known)


def _put_chosen() -> None:
    """A click on an organisation chooses it; a click beside one leaves the choice as it is."""
    points = st.session_state[_KEY]["selection"]["points"]
    if points and points[0].get("customdata"):
        controls.put(organisation=str(points[0]["customdata"][0]))


def _link_initiatives(page: Page, key: str) -> None:
    table = page.snapshot.initiatives
    mine = table[table["organisation_id"].eq(key) & table["edition"].eq(page.view.edition)]
    if len(mine):
        page.link("initiatieven", _INITIATIVES.fill(n=len(mine)), organisation=key, indicator=None)


def _show_whole(page: Page, known: Network) -> None:
    """The card while no organisation is chosen."""
    counts = _HERE.fill(n=len(known.here), t=len(known.pairs))
    st.markdown(f"**{page.say(counts)}**")
    layers.say(figures.connecting(known, page.view.lang))
    st.caption(page.say(_CHOOSE))


def show_structure(page: Page, topic: Topic) -> None:
    """How the network is made up, as strips against all wijken."""
    st.subheader(page.say(_STRUCTURE), anchor=False)
    layers.show_strip_key(page, page.view.area, topic.mode)
    layers.show_measures(_found(page, figures.HOLDS), page, topic.mode, in_order=True)
    st.caption(page.say(_SMALL))


def show_reasons(page: Page, topic: Topic) -> None:
    """The three reasons beside each other, a dot per wijk and the municipality as a line."""
    st.subheader(page.say(_REASONS), anchor=False)
    st.caption(f"{page.say(_WHY_REASONS)} {page.say(_ORDER)}")
    found, keep = _found(page, figures.FAILURES), page.keep("reden", topic.mode)
    told = [one for one in found if one.areas["value"].notna().any()]
    span = figures.reason_span(told)
    for column, one in zip(st.columns(len(figures.FAILURES), gap="medium"), told, strict=False):
        with column:
            _show_reason(page, topic, one, span, keep)
    for line in measures.without_value(found, page.view.lang):
        layers.say(line)


def _show_reason(page: Page, topic: Topic, one: Measure, span: tuple[float, float], keep: Keep) -> None:
    lang, key = page.view.lang, one.indicator.key
    whole = figure_rows.one(page.snapshot, key, page.view.edition, page.top)

    def chart() -> go.Figure:
        return figures.reason_chart(one, whole, span, lang, topic.mode, page.view.area)

    st.markdown(f"**{page.say(one.indicator.title)}**")
    alt = dots_alt(one.areas, one.indicator, lang, (str(whole["name"]), float(whole["value"])))
    widgets.show_chart(keep(key, chart), alt=alt, key=f"reden-{key}")


def _found(page: Page, keys: Sequence[str]) -> list[measures.Measure]:
    known = [key for key in keys if key in page.snapshot.indicators]
    return measures.of_area(page.snapshot, known, page.view.edition, Level.WIJK.value, page.view.area, page.top)


def show_editions(topic: Topic) -> None:
    """The topic of the view through the editions: the chosen wijk and the municipality."""
    page, key = topic.page, topic.indicator.key
    names = [str(one["name"]) for one in page.snapshot.editions]
    if len(names) < 2:
        return
    heading = _EDITIONS.fill(t=topic.indicator.title)
    st.subheader(page.say(heading), anchor=False)

    def series() -> dict[str, pd.DataFrame]:
        places = dict.fromkeys([page.view.area or page.top, page.top])
        found = {}
        for code in places:
            at = [one for one in names if code in page.offer.areas_in(one).index]
            rows = pd.DataFrame([figure_rows.one(page.snapshot, key, one, code) for one in at]).infer_objects()
            found[page.area_name(code)] = rows.assign(edition=at)
        return found

    keep, lang = topic.keep("edities"), page.view.lang
    lines = keep("series", series)
    figure = keep("figure", lambda: figures.through_editions(lines, topic.indicator, lang, topic.mode))
    widgets.show_chart(figure, alt=comparisons.trend_alt(lines, topic.indicator, lang), key="samenwerking-edities")


def show_list(page: Page, known: Network) -> None:
    """The organisations of the view as a table with its downloads."""
    name, keep = page.area_name(page.view.area or page.top), page.keep("organisaties")
    st.subheader(page.say(_LIST).format(name=name), anchor=False)
    areas = page.offer.areas_in(page.view.edition)
    table = keep("table", lambda: organisations.listed(known, areas, page.view.lang))
    written = table.rename(columns={column: page.say(heading) for column, heading in organisations.LIST.items()})
    if len(table) <= _MOST_TABLE_ROWS:
        widgets.show_plain_table(written, ", ".join(written.columns))
    else:
        st.dataframe(written, hide_index=True, height=430, alt=", ".join(written.columns), placeholder="–")
    file = "-".join((page.view.municipality, "organisaties", page.view.edition))
    download.show_list_downloads(
        page.snapshot, organisations.to_download(known), page.view.lang, file, key="samenwerking-lijst"
    )


def missing(page: Page) -> Dataset | None:
    """The file without which there is no network in this edition; None when both are there.

    A snapshot from before there were figures about them misses them too.
    """
    if not page.view.indicator:
        return Dataset.TIES
    return next((one for one in (Dataset.TIES, Dataset.ORGANISATIONS) if one.value not in page.loaded()), None)
