"""Weerwoord beside a figure or an area: what was said back to it, and the form with which anybody can."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from wijkmonitor import responses
from wijkmonitor.figures import responses as figures
from wijkmonitor.responses import Draft, Response, Role, database, rules, store
from wijkmonitor.responses.visits import Turns
from wijkmonitor.text import Text
from wijkmonitor.ui import access, cache, layers
from wijkmonitor.ui.page import Page

_MOST_OPEN = 5
_HOUR_S = 3600
TURNS = Turns(most=3, within_s=_HOUR_S)
"""Per session."""
ADDRESS_TURNS = Turns(most=20, within_s=_HOUR_S)
"""Per address on the internet, from which a whole library may come."""

_RECEIVED = "weerwoord-received"
"""Where a session keeps the number of the response that was handed in last."""

_HEADING = Text(nl="Weerwoord", en="Responses")
_MORE = Text(nl="Nog {n} keer weerwoord", en="{n} more responses")
_FOLDED = Text(nl="Herkent u dit? Geef weerwoord", en="Do you recognise this? Respond")
_ABOUT = Text(nl="Uw weerwoord gaat {about}.", en="Your response is {about}.")
_ROLE = Text(nl="Ik schrijf als", en="I write as")
_CHOOSE = Text(nl="Kies", en="Choose")
_WORDS = Text(nl="Wat herkent u wel of niet?", en="What do you recognise, or not?")
_SEND = Text(nl="Verstuur", en="Send")
_HOW = Text(
    nl="Een medewerker van de gemeente leest uw weerwoord en besluit of het hier komt te staan. Laat namen, adressen en "
    "telefoonnummers weg. We bewaren alleen uw tekst, of u bewoner of professional bent, en wanneer u schreef. Meer vragen we "
    "niet.",
    en="A member of staff of the municipality reads your response and decides whether it will be shown here. Leave out names, "
    "addresses and telephone numbers. We keep only your text, whether you are a resident or a professional, and when you wrote. "
    "We ask nothing else.",
)
_THANKS = Text(
    nl="Dank u wel. Uw weerwoord is ontvangen, onder nummer {n}. Met dat nummer kunt u er bij de gemeente naar vragen.",
    en="Thank you. Your response has been received, under number {n}. With that number you can ask the municipality about it.",
)
_ENOUGH = Text(
    nl="U heeft in korte tijd vaak weerwoord gegeven. Probeer het over een uur nog eens; uw tekst blijft hier staan.",
    en="You have responded often in a short time. Try again in an hour; your text stays here.",
)


def folder_of(page: Page) -> Path:
    """The folder of the municipality on screen."""
    return cache.municipalities()[page.view.municipality]


def stay_on(page: str) -> None:
    """Called at every run with the page that is open: the number of a response stays in sight until that page is left."""
    received = st.session_state.get(_RECEIVED)
    if received is not None and received.setdefault("page", page) != page:
        del st.session_state[_RECEIVED]


def show_responses(page: Page, *, area: str = "", indicator: str = "", folded: bool = True) -> None:
    """Accepted responses about an area and an indicator, and the folded form to give one.

    ``area``: "" shows those about any area, and the form is about the municipality; ``indicator``: "" shows those about
    anything, and the form is about the area as a whole; ``folded``: beyond the first few the rest is folded. Never kept for other
    visitors: a response may be withdrawn any moment.
    """
    found = responses.accepted(folder_of(page), area=area, indicator=indicator)
    if found:
        st.subheader(page.say(_HEADING), anchor=False)
        show_quotes(page, found[::-1], told=not (area and indicator), most=_MOST_OPEN if folded else len(found))
    show_form(page, area=area, indicator=indicator)


def show_form(page: Page, *, area: str = "", indicator: str = "") -> None:
    """The folded form to give a response about an area ("": the municipality) and an indicator ("": the area as a whole)."""
    with st.container(key=f"respond-{area}-{indicator}"):
        with st.container():  # a place of its own, so that the form stays as open as it is
            if received := st.session_state.get(_RECEIVED):
                st.success(page.say(_THANKS.fill(n=received["number"])))
        with st.expander(page.say(_FOLDED)):
            _draw_form(page, area or page.top, indicator)


def show_area(page: Page, name: str, found: Sequence[Response]) -> None:
    """The responses about one area under its name, each with its topic."""
    st.html(f'<h3 style="margin:.5rem 0;padding:0;font-size:1.15rem">{escape(name)}</h3>')
    show_quotes(page, found, told=True)


def show_quotes(page: Page, found: Sequence[Response], *, told: bool, most: int = _MOST_OPEN) -> None:
    """Responses below each other; beyond the first ``most`` the rest is folded. ``told``: say what each is about."""
    lang = page.view.lang

    def quotes(some: Sequence[Response]) -> str:
        drawn = []
        for one in some:
            about = figures.about(page.snapshot, one.area, one.indicator, lang)
            drawn.append(figures.quote(one, page.snapshot, lang, facts=[about] if told else []))
        return "".join(drawn)

    st.html(quotes(found[:most]))
    if rest := found[most:]:
        with st.expander(page.say(_MORE.fill(n=len(rest)))):
            st.html(quotes(rest))


def _draw_form(page: Page, area: str, indicator: str) -> None:
    """The form; what is wrong stands above it after sending."""
    view, name = page.view, f"weerwoord-{area}-{indicator}"
    draft = Draft(view.snapshot, view.edition, area, indicator, "", "")
    for fault in st.session_state.pop(f"{name}-faults", ()):
        st.warning(page.say(fault))
    about = figures.about(page.snapshot, area, indicator, view.lang)
    layers.say(_ABOUT(view.lang).format(about=about))
    roles = {role.value: role.text(view.lang) for role in Role}
    with st.form(name, border=False, enter_to_submit=False):
        st.selectbox(
            page.say(_ROLE),
            list(roles),
            format_func=roles.__getitem__,
            index=None,
            placeholder=page.say(_CHOOSE),
            key=f"{name}-role",
        )
        st.text_area(page.say(_WORDS), max_chars=rules.MOST, key=f"{name}-words")
        st.caption(page.say(_HOW))
        st.form_submit_button(page.say(_SEND), on_click=_hand_in, args=(folder_of(page), draft, name))


def _hand_in(folder: Path, draft: Draft, name: str) -> None:
    """Called when the form is sent: keep the response, or remember what is wrong; the words stay on screen then."""
    role, typed = st.session_state.get(f"{name}-role"), str(st.session_state.get(f"{name}-words") or "")
    filled = replace(draft, role=str(role or ""), words=typed)
    st.session_state.pop(_RECEIVED, None)
    wrong = rules.faults(rules.tidy(filled.words), filled.role)
    if not wrong and not _may_hand_in():
        wrong = (_ENOUGH,)
    if not wrong:
        try:
            st.session_state[_RECEIVED] = {"number": store.receive(folder, filled)}
            st.session_state[f"{name}-words"] = ""
        except store.Refused as refused:
            wrong = refused.faults
        except database.Unavailable as problem:
            wrong = (problem.said,)
    st.session_state[f"{name}-faults"] = wrong


def _may_hand_in() -> bool:
    """Whether this visitor has a turn left. An address inside a network is that of a proxy, and says nothing."""
    if not TURNS.take(access.session_id()):
        return False
    address = st.context.ip_address
    try:
        known = address is not None and ipaddress.ip_address(address).is_global
    except ValueError:
        known = False
    return not known or ADDRESS_TURNS.take(str(address))
