"""What a plan for meeting places does, on a page: the map, who gains, the sites chosen, the plans side by side, the method."""

from __future__ import annotations

import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import lists, method_pages, plan_answer, plan_comparison, plan_map, plan_words
from wijkmonitor.figures.legend import point_legend, spot_legend
from wijkmonitor.figures.maps import Drawing, packed
from wijkmonitor.figures.points import PointLayer
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.text import Text
from wijkmonitor.ui import layers, maps, methods, plans, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.plans import Desk

_SMALL_MARKS = 0.6
_MAP = Text(nl="Kaart: {plan}, {m}", en="Map: {plan}, {m}")
_CLICK = Text(
    nl="Klik op de kaart om daar een plek neer te zetten, of kies er hierboven een uit de lijst.",
    en="Click on the map to put a place there, or choose one from the list above.",
)
_WHO = Text(nl="Wie krijgt er een plek bij?", en="Who gets a place?")
_WHO_NOW = Text(nl="Wie heeft er nu een plek?", en="Who has a place now?")
_CHOSEN = Text(nl="De plekken die het programma koos", en="The places the program chose")
_ORDER = Text(
    nl="In deze volgorde voegt elke plek het meeste toe aan wat er al is.",
    en="In this order each place adds most to what is there already.",
)
_SIDE = Text(nl="De plannen naast elkaar", en="The plans side by side")
_NOT_TESTED = Text(
    nl="Een groep wordt alleen getoetst als haar cijfers gemeten zijn. Geteld is geteld, en een modelschatting vergelijken we "
    "niet.",
    en="A group is tested only when its figures were measured. Counted is counted, and a model estimate is not compared.",
)
_NO_LIST = Text(
    nl="Er is geen lijst met gebouwen waar een plek kan komen. Het programma kiest daarom uit plekken tussen de woningen. "
    "Voeg een bestand met kandidaatplekken toe om uit echte gebouwen te kiezen.",
    en="There is no list of buildings where a place could be made. So the program chooses among spots between the homes. Add a "
    "file of candidate sites to choose from real buildings.",
)
_HOURS_UNKNOWN = Text(
    nl="Van {n} plekken zijn de openingstijden niet bekend. Zij tellen hier niet mee.",
    en="Of {n} places the opening hours are not known. They do not count here.",
)
_OVER_STREETS = Text(
    nl="De andere pagina's rekenen over straten en paden. Deze proef rekent hemelsbreed, dus de cijfers kunnen verschillen.",
    en="The other pages reckon over streets and paths. This trial takes the straight line, so figures may differ.",
)
_NO_GROUPS = Text(
    nl="Over groepen is hier niets te zeggen: daarvoor zijn kerncijfers of een enquête nodig.",
    en="Nothing can be said about groups here: that needs key figures or a survey.",
)
_EVENLY = Text(
    nl="De aantallen zijn afgerond op tientallen; tussen haakjes staat de marge. Per groep is het een schatting: we nemen aan "
    "dat een groep gelijk over de buurt is verdeeld. Waar van een buurt geen cijfer is te geven, geldt dat van de wijk of de "
    "gemeente.",
    en="The numbers are rounded to tens; the margin is in brackets. Per group it is an estimate: we take a group to be spread "
    "evenly over the buurt. Where no figure can be given of a buurt, that of the wijk or the gemeente holds.",
)
_HOW = Text(nl="Hoe is dit gemeten?", en="How was this measured?")
_METHOD = Text(
    nl="**Lopen:** de afstand hemelsbreed, keer 1,3. Een brug, spoorlijn of hek telt dus niet mee. Wie 75 jaar of ouder is of "
    "een beperking heeft, loopt hier korter: 8 minuten waar anderen 15 minuten lopen.\n\n"
    "**Wie krijgt er een plek bij:** bewoners die nu geen plek op loopafstand hebben en met het plan wel. Een plek erbij neemt "
    "nooit iets weg; een plek die dicht gaat wel.\n\n"
    "**Laat het programma kiezen:** het zoekt de plekken die samen de meeste bewoners bereiken die nog niets hebben, en bewijst "
    "dat er geen betere keuze is (Church en ReVelle, 1974).\n\n"
    "**Let op:** hoeveel mensen er in een plek passen telt niet mee, en ook niet of iemand er graag komt. Waar de postcodes geen "
    "inwonertal hebben, zijn de bewoners gelijk over hun buurt verspreid. Een plan verandert niets aan de cijfers van dit "
    "dashboard; het staat alleen in de koppeling van deze pagina.",
    en="**Walk:** the straight line, times 1.3. So a bridge, railway or fence does not count. Those aged 75 or over and those "
    "with a limitation walk less far here: 8 minutes where others walk 15.\n\n"
    "**Who gets a place:** residents who have no place within a walk now and have one with the plan. A new place never takes "
    "anything away; a place that closes does.\n\n"
    "**Let the program choose:** it looks for the places that together reach most residents who have none yet, and proves that "
    "there is no better choice (Church and ReVelle, 1974).\n\n"
    "**Mind:** how many people a place holds does not count, nor whether anyone likes to go there. Where the postcodes have no "
    "number of residents, residents are spread evenly over their buurt. A plan changes nothing in the figures of this dashboard; "
    "it stands in the link of this page only.",
)
_WOULD_SHOW = Text(
    nl="hoeveel bewoners er een ontmoetingsplek bij krijgen als u ergens een plek neerzet",
    en="how many residents get a meeting place when you put one down somewhere",
)


def show_missing(page: Page) -> bool:
    """What is missing to make plans at all; whether something is."""
    edition, snapshot = page.view.edition, page.snapshot
    if not (snapshot.places["edition"] == edition).any():
        layers.show_empty(page, Dataset.MEETING_PLACES, _WOULD_SHOW)
    elif not (snapshot.homes["edition"] == edition).any():
        layers.show_empty(page, Dataset.KEY_FIGURES, _WOULD_SHOW)
    else:
        return False
    return True


def show_answer(desk: Desk) -> None:
    """The sentence that answers, and what of the plan could not be found."""
    lang, outcome = desk.page.view.lang, desk.outcome
    rows, question = desk.rows[desk.plans.now], desk.question
    if outcome.plan.is_empty:
        said = plan_answer.now(desk.at, rows, question, lang)
        said += plan_answer.best(desk.best, question, desk.names, lang)
        layers.say(said + plan_answer.doubt(rows, question, lang))
    else:
        layers.say(plan_answer.changed(outcome, rows, question, lang))
    for one in desk.outcomes:
        for notice in one.notices:
            st.info(notice(lang))
    if Dataset.STREETS.value in desk.page.loaded():
        st.caption(_OVER_STREETS(lang))
    if question.daypart and desk.at.hours_unknown():
        st.caption(_HOURS_UNKNOWN.fill(n=desk.at.hours_unknown())(lang))


def show_map(desk: Desk, *, key: str) -> None:
    """The places there are, a pin per new one, and a dot per home that gains, loses or still has none; a click adds a pin."""
    page, view, outcome, mode = desk.page, desk.page.view, desk.outcome, maps.colour_mode()
    listed = lists.of_area(page.snapshot.places, view.edition)
    points = PointLayer(
        url=maps.points_url(view.municipality, view.snapshot, view.edition, "places"),
        key=PLACE_TYPE.key,
        kinds=PLACE_TYPE.categories,
        visible=tuple(listed["type"].unique()),
        scale=_SMALL_MARKS,
    )
    target = desk.question.audience
    spots = plan_map.spots(desk.at, outcome, short=target is not None and target.walks_less_far)
    pins = plan_map.pins(outcome, desk.names)
    smallest = page.offer.levels(view.edition)[-1].value
    name = plan_words.plan_name(outcome.plan, desk.plans.now)
    drawing = Drawing(
        title=_MAP.fill(plan=name, m=page.area_name(page.top))(view.lang),
        place=view.municipality,
        url=maps.areas_url(view.municipality, view.snapshot, page.offer.vintage(view.edition), smallest),
        mode=mode,
        points=(points,),
        spots=spots,
        pins=pins,
        pick=True,
    )
    base = maps.map_base(view.lang, bool(page.snapshot.municipality["background_map"]))
    maps.show_map(base, packed(drawing, base), key=key, on_select=lambda click: plans.put_clicked(desk, click))
    widgets.show_html(spot_legend(spots, pins, mode, view.lang))
    widgets.show_html(point_legend(points, lists.counts(listed, PLACE_TYPE), mode, view.lang))
    st.caption(page.say(_CLICK))


def show_who_gains(desk: Desk) -> None:
    """A row per group."""
    page, rows, changes = desk.page, desk.rows[desk.plans.now], not desk.outcome.plan.is_empty
    heading = page.say(_WHO if changes else _WHO_NOW)
    st.subheader(heading, anchor=False)
    table = plan_words.groups_table(rows, desk.question, page.view.lang, changes)
    widgets.show_plain_table(table, heading)
    layers.say(plan_comparison.even_handed(rows, page.view.lang))
    st.caption(page.say(_EVENLY if len(rows) > 1 else _NO_GROUPS))


def show_chosen(desk: Desk) -> None:
    """The sites the program chose, what each adds, and how good the choice is."""
    page, outcome, lang = desk.page, desk.outcome, desk.page.view.lang
    if not outcome.plan.choose:
        return
    st.subheader(page.say(_CHOSEN), anchor=False)
    table = plan_words.sites_table(outcome, desk.question, desk.names, lang)
    if len(table):
        widgets.show_plain_table(table, page.say(_CHOSEN))
        st.caption(page.say(_ORDER))
    st.caption(plan_words.how_good(outcome, len(desk.sites), lang))
    if not desk.listed:
        st.caption(page.say(_NO_LIST))


def show_side_by_side(desk: Desk) -> None:
    """The plans beside each other, when there are several."""
    page, lang = desk.page, desk.page.view.lang
    if len(desk.plans.plans) < 2:
        return
    st.subheader(page.say(_SIDE), anchor=False)
    told = [
        (plan, rows, plan_words.holding(plan, outcome, desk.at, desk.names, lang))
        for plan, rows, outcome in zip(desk.plans.plans, desk.rows, desk.outcomes, strict=True)
    ]
    table = plan_comparison.side_by_side(told, desk.differences, desk.question, lang)
    widgets.show_plain_table(table, page.say(_SIDE))
    st.caption(page.say(_NOT_TESTED))


def show_method(page: Page) -> None:
    """The folded explanation."""
    with st.expander(page.say(_HOW)):
        st.markdown(page.say(_METHOD))
        methods.show_links(page, method_pages.PLANNING)
