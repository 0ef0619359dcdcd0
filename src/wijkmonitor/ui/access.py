"""Who is staff: the few who decide about responses. A page asks here itself, so that rights never live in the menu alone.

Two ways in, both switched on by the municipality: its own single sign-on (OpenID Connect, with a role), or one password from the
environment. Without either nobody is staff on screen, and the command line does the same work.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from wijkmonitor.responses.visits import Turns
from wijkmonitor.text import Lang, Text

PASSWORD_VARIABLE = "WIJKMONITOR_STAFF_PASSWORD"
ROLE_VARIABLE = "WIJKMONITOR_STAFF_ROLE"
"""``claim=value``: the claim of the sign-on service that holds roles (dots for nested ones), and the role of staff."""
SHORTEST_PASSWORD = 12
_WITHIN_S = 15 * 60
TRIES = Turns(most=5, within_s=_WITHIN_S)
ALL_TRIES = Turns(most=50, within_s=_WITHIN_S)
"""A visitor gets a new session by opening the page again: all wrong guesses together are limited too."""
_PROOF = "staff-proof"
_TYPED = "staff-password"
_TOLD = "staff-told"

_FUNCTION = Text(nl="medewerker", en="member of staff")
_STAFF = Text(nl="Voor medewerkers", en="For staff")
_PASSWORD = Text(nl="Wachtwoord", en="Password")
_ENTER = Text(nl="Inloggen", en="Log in")
_LEAVE = Text(nl="Uitloggen", en="Log out")
_INSIDE = Text(nl="U bent ingelogd als {who}.", en="You are logged in as {who}.")
_WRONG = Text(nl="Dit wachtwoord klopt niet.", en="This password is not right.")
_WAIT = Text(
    nl="Er is te vaak een verkeerd wachtwoord gegeven. Wacht een kwartier en probeer het dan opnieuw.",
    en="A wrong password was given too often. Wait a quarter of an hour, then try again.",
)
_NO_ROLE = Text(
    nl="U bent ingelogd, maar uw account heeft niet de rol die hiervoor nodig is. Vraag uw beheerder.",
    en="You are logged in, but your account does not have the role this needs. Ask your administrator.",
)
_NOT_POSSIBLE = Text(
    nl="Inloggen kan nu niet: de inlogdienst is niet goed ingesteld.",
    en="Logging in is not possible now: the sign-on service is not set up well.",
)
_SWITCH_ON = Text(
    nl="Op deze server kan niemand inloggen om weerwoord te behandelen. De beheerder zet dat aan met een wachtwoord van ten "
    "minste {n} tekens in `{p}`, of met de eigen inlogdienst van de gemeente (OpenID Connect). Op de opdrachtregel kan het "
    "altijd: `python -m wijkmonitor responses`. Zie `docs/weerwoord.md`.",
    en="On this server nobody can log in to deal with responses. Whoever runs it switches that on with a password of at least "
    "{n} characters in `{p}`, or with the municipality's own sign-on service (OpenID Connect). On the command line it can "
    "always be done: `python -m wijkmonitor responses`. See `docs/weerwoord.md`.",
).fill(n=SHORTEST_PASSWORD, p=PASSWORD_VARIABLE)


def staff(lang: Lang) -> str | None:
    """The function of a visitor who may decide, in words; None for everybody else."""
    if _signs_on():
        return _role_of(st.user.to_dict())
    return _FUNCTION(lang) if _knows_password() else None


def show_door(lang: Lang) -> None:
    """The way in for staff, and out again; or how it is switched on."""
    st.subheader(_STAFF(lang), anchor=False)
    who = staff(lang)
    if who is not None:
        st.text(_INSIDE(lang).format(who=who))
        st.button(_LEAVE(lang), key="staff-leave", on_click=_leave)
    elif _signs_on():
        _show_sign_on(lang)
    elif _password():
        _show_password(lang)
    else:
        st.markdown(_SWITCH_ON(lang))


def session_id() -> str:
    """What tells the visitors of this moment apart; it is written nowhere."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def _signs_on() -> bool:
    """Whether a sign-on service is set up: only then Streamlit says whether a visitor is logged in."""
    return "is_logged_in" in st.user


def _role_of(user: dict[str, Any]) -> str | None:
    """The role that makes a user staff, when it is among the roles of the user. No role named: nobody is staff."""
    claim, _, wanted = os.environ.get(ROLE_VARIABLE, "").partition("=")
    if not user.get("is_logged_in") or not claim or not wanted:
        return None
    held: Any = user
    for part in claim.split("."):
        held = held.get(part) if isinstance(held, dict) else None
    roles = held if isinstance(held, list | tuple) else [held]
    return wanted if wanted in roles else None


def _show_sign_on(lang: Lang) -> None:
    if st.user.get("is_logged_in"):
        st.info(_NO_ROLE(lang))
        st.button(_LEAVE(lang), key="staff-leave", on_click=_leave)
    elif st.button(_ENTER(lang), key="staff-enter"):
        try:
            st.login()
        except StreamlitAuthError:
            st.warning(_NOT_POSSIBLE(lang))


def _show_password(lang: Lang) -> None:
    with st.container(key="staff-door"), st.form("staff-form", enter_to_submit=True):
        st.text_input(_PASSWORD(lang), type="password", key=_TYPED, autocomplete="current-password")
        st.form_submit_button(_ENTER(lang), on_click=_enter)
    told = st.session_state.pop(_TOLD, None)
    if told is not None:
        st.warning(told(lang))


def _enter() -> None:
    typed = str(st.session_state.get(_TYPED, ""))
    st.session_state[_TYPED] = ""
    if not TRIES.take(session_id()) or not ALL_TRIES.take(""):
        st.session_state[_TOLD] = _WAIT
    elif hmac.compare_digest(_proof(typed), _proof(_password())) and _password():
        st.session_state[_PROOF] = _proof(_password())
    else:
        st.session_state[_TOLD] = _WRONG


def _leave() -> None:
    st.session_state.pop(_PROOF, None)
    if _signs_on():
        st.logout()


def _password() -> str:
    """The password of staff; "" when there is none, or one so short that it can be guessed."""
    stated = os.environ.get(PASSWORD_VARIABLE, "")
    return stated if len(stated) >= SHORTEST_PASSWORD else ""


def _knows_password() -> bool:
    """Whether this session gave the password, and it still is the password."""
    shown = st.session_state.get(_PROOF)
    return isinstance(shown, bytes) and bool(_password()) and hmac.compare_digest(shown, _proof(_password()))


def _proof(password: str) -> bytes:
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
