"""Pieces of the page with initiatives that are about time and people: confirmations, years, survival and who is active."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from wijkmonitor.figures import confirming, initiative_years, initiatives, lists, representation, survival
from wijkmonitor.text import Text
from wijkmonitor.ui import download, layers, methods, widgets
from wijkmonitor.ui.topic import Topic

_MOST_OPEN_ROWS = 15
_WHERE = Text(nl="in {a}", en="in {a}")
_CONFIRM = Text(nl="Vragen of het nog bestaat", en="Ask whether it still exists")
_CONFIRM_MIND = Text(
    nl="Mail deze lijst rond om het register bij te houden. Er staan geen namen of adressen van mensen in.",
    en="Send this list round to keep the register up to date. It holds no names or addresses of people.",
)
_ALL_CONFIRMED = Text(nl="Er is niets na te vragen.", en="There is nothing to ask.")
_ASK = Text(nl="De lijst om na te vragen ({n})", en="The list to ask ({n})")
_YEARS = Text(nl="Begonnen en gestopt, per jaar", en="Started and ended, per year")
_YEARS_MIND = Text(
    nl="Wat stopte voordat het register begon, ontbreekt. Vroeger lijken er daardoor minder initiatieven te zijn gestopt en "
    "gelopen dan er waren.",
    en="What ended before the register began is missing. That is why fewer initiatives seem to have ended and run in earlier "
    "years than there were.",
)
_NO_YEARS = Text(
    nl="Van geen enkel initiatief hier is bekend wanneer het begon (kolom `start`).",
    en="Of no initiative here is it known when it started (column `start`).",
)
_AS_TABLE = Text(nl="Als tabel", en="As a table")
_SURVIVAL = Text(nl="Hoe lang initiatieven bestaan", en="How long initiatives last")
_SURVIVAL_MIND = Text(
    nl="Let op: initiatieven die stopten voordat het register begon, ontbreken. De cijfers zijn daardoor gunstiger dan het echt "
    "was. Dit gaat over de hele gemeente; de band is de marge, de stippellijn zijn alle initiatieven samen.",
    en="Mind: initiatives that ended before the register began are missing, so the figures are more favourable than it really "
    "was. This is about the whole municipality; the band is the margin, the dotted line all initiatives together.",
)
_NO_SURVIVAL = Text(
    nl="Er zijn minder dan {n} initiatieven waarvan bekend is wanneer ze begonnen (en stopten). Dat is "
    "te weinig. Of deze momentopname is gemaakt voordat dit werd uitgerekend.",
    en="There are fewer than {n} initiatives of which it is known when they started (and ended), which is too few. Or this "
    "snapshot was made before this was worked out.",
)
_WHO = Text(nl="Wie is er actief, naast wie er woont", en="Who is active, beside who lives there")
_WHO_MIND = Text(
    nl="Van wie een initiatief begint, staat geen leeftijd of herkomst in het register: dat zijn persoonsgegevens. Dit komt uit "
    "de bewonersenquête: {i}, in {a}.",
    en="Of those who start an initiative the register holds no age or origin: those are personal data. This comes from the "
    "residents' survey: {i}, in {a}.",
)
_NOT_ASKED = Text(
    nl="In {a} is hierover geen cijfer. Met een bewonersenquête (kolom `active_last_year`) ziet u hier welke bewoners vaker of "
    "minder vaak actief zijn dan gemiddeld.",
    en="There is no figure on this in {a}. With a residents' survey (column `active_last_year`) you will see here which "
    "residents are active more or less often than average.",
)
_LEADS = Text(nl="Wie heeft de leiding over de actieve initiatieven?", en="Who leads the active initiatives?")


def reference_day(shown: Topic) -> dt.date:
    """The reference day of the edition in view."""
    return dt.date.fromisoformat(str(shown.page.offer.editions[shown.page.view.edition]["date"]))


def say_confirmed(shown: Topic, here: pd.DataFrame) -> None:
    """How many of the initiatives of an area were confirmed lately, in a sentence."""
    alive = here[here["state"].isin(initiatives.ALIVE)]
    where = _WHERE.fill(a=shown.chosen["name"])
    layers.say(confirming.sentence(alive, reference_day(shown), where, shown.page.view.lang))


def show_to_confirm(shown: Topic, here: pd.DataFrame) -> None:
    """The initiatives to ask whether they still exist, with the list as files."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_CONFIRM), anchor=False)
    say_confirmed(shown, here)
    alive = here[here["state"].isin(initiatives.ALIVE)]
    names = page.offer.areas_in(view.edition)["name"]
    organisations, places = (
        lists.of_area(table, view.edition) for table in (page.snapshot.organisations, page.snapshot.places)
    )
    asked = shown.keep("navragen")(
        "lijst", lambda: confirming.to_ask(alive, reference_day(shown), organisations, places, names)
    )
    if asked.empty:
        st.caption(page.say(_ALL_CONFIRMED))
        return
    st.caption(page.say(_CONFIRM_MIND))
    table = confirming.worded(asked, view.lang)
    title = page.say(_ASK).format(n=len(asked))
    if len(asked) <= _MOST_OPEN_ROWS:
        widgets.show_plain_table(table, title)
    else:
        with st.expander(title):
            st.dataframe(table, hide_index=True, height=430, alt=", ".join(table.columns), placeholder="–")
    name = "-".join((view.municipality, "navragen", view.edition, view.area or page.top))
    download.show_list_downloads(page.snapshot, asked, view.lang, name, key="navragen")


def show_years(shown: Topic) -> None:
    """Per year how many initiatives of the area started, ended and ran."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_YEARS), anchor=False)
    keep = shown.keep("jaren")

    def counted() -> pd.DataFrame:
        known = initiative_years.known_so_far(page.snapshot.initiatives, _editions(shown), view.area)
        return initiative_years.by_year(known, reference_day(shown))

    years = keep("geteld", counted)
    if years.empty:
        st.caption(page.say(_NO_YEARS))
        return
    st.caption(page.say(_YEARS_MIND))
    figure = keep("figuur", lambda: initiative_years.chart(years, view.lang, shown.mode))
    widgets.show_chart(figure, alt=initiative_years.chart_alt(years, view.lang), key="jaren")
    with st.expander(page.say(_AS_TABLE), key="jaren-tabel"):
        widgets.show_plain_table(initiative_years.worded(years, view.lang), page.say(_YEARS))


def _editions(shown: Topic) -> list[str]:
    """The editions up to and including the one in view, oldest first."""
    every = list(shown.page.offer.editions)
    return every[: every.index(shown.page.view.edition) + 1]


def show_survival(shown: Topic) -> None:
    """How long initiatives last, by who leads them and by approach."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_SURVIVAL), anchor=False)
    steps = survival.of_edition(page.snapshot.survival, view.edition)
    if steps.empty:
        st.caption(page.say(_NO_SURVIVAL).format(n=survival.FEWEST))
        return
    layers.say(survival.answer(steps, view.lang))
    st.caption(page.say(_SURVIVAL_MIND))
    keep = shown.keep("bestaan")
    register = lists.of_area(page.snapshot.initiatives, view.edition)
    longest = float(steps["years"].max())
    for split in survival.SPLITS:
        st.markdown(f"**{page.say(split.text)}**")
        for column, group in zip(st.columns(3) * 2, survival.drawn_groups(steps, split), strict=False):
            with column:
                st.caption(survival.name_of(group, steps, view.lang))
                drawn = partial(survival.chart, steps, group, longest, view.lang, shown.mode)
                widgets.show_chart(
                    keep(group, drawn), alt=survival.chart_alt(steps, group, view.lang), key=f"bestaan-{group}"
                )
        layers.say(survival.none_ended(steps, split, view.lang))
        layers.say(survival.too_few(steps, register, split, view.lang))
        with st.expander(page.say(_AS_TABLE), key=f"bestaan-{split.key}-tabel"):
            widgets.show_plain_table(survival.worded(steps, split, view.lang), page.say(_SURVIVAL))
    methods.show_links(page, ("survival",))


def show_who(shown: Topic, here: pd.DataFrame, everywhere: pd.DataFrame) -> None:
    """Which residents are active beside who lives there, and who leads here beside the municipality."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_WHO), anchor=False)
    keep = shown.keep("wie")
    name = str(shown.chosen["name"])
    indicator, rows = keep(
        "groepen", lambda: representation.of_area(page.snapshot, view.edition, view.area or page.top)
    )
    if indicator is None or not representation.measured(rows):
        layers.say(page.say(_NOT_ASKED).format(a=name).replace("`", ""))
    else:
        layers.say(page.say(_WHO_MIND).format(i=indicator.title(view.lang).lower(), a=name))
        st.markdown("\n".join(f"- {one}" for one in representation.differing(rows, view.lang)))
        figure = keep("figuur", lambda: representation.chart(rows, view.lang, shown.mode))
        widgets.show_chart(figure, alt=representation.chart_alt(rows, view.lang), key="wie-actief")
        with st.expander(page.say(_AS_TABLE), key="wie-tabel"):
            widgets.show_plain_table(representation.worded(rows, view.lang), page.say(_WHO))
    st.markdown(f"**{page.say(_LEADS)}**")
    active, all_active = (table[table["state"] == initiatives.ACTIVE] for table in (here, everywhere))
    table, mind = initiatives.leads_beside(active, all_active if view.area else None, view.lang)
    widgets.show_plain_table(table, page.say(_LEADS))
    layers.say(mind)
    methods.show_links(page, ("representation",))
