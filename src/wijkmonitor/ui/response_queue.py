"""What staff see of responses: those that wait, those decided about, the history of each, and the file of everything."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from wijkmonitor.export import to_csv
from wijkmonitor.figures import responses as figures
from wijkmonitor.level import Level
from wijkmonitor.responses import Kept, Response, State, database, rules, store
from wijkmonitor.responses.as_frame import history_frame
from wijkmonitor.responses.response import ERASED, NEXT
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text, listing
from wijkmonitor.ui import access, cache, layers, menu
from wijkmonitor.ui.page import Page

_MOST_SHOWN = 10
_OUTCOME = "besluit-uitkomst"
_QUEUE = Text(nl="Wacht op een besluit ({n})", en="Waiting for a decision ({n})")
_DECIDED = Text(nl="Besloten: {state} ({n})", en="Decided: {state} ({n})")
_NOTHING = Text(nl="Er wacht geen weerwoord op een besluit.", en="No response is waiting for a decision.")
_FIRST = Text(
    nl="U ziet de eerste {n}; de rest volgt als deze zijn behandeld.", en="You see the first {n}; the others follow."
)
_LAST = Text(
    nl="U ziet de laatste {n}. In het bestand hieronder staat alles.",
    en="You see the last {n}. The file below holds all.",
)
_NAMES = Text(
    nl="Namen herkent het programma niet. Lees dus elke tekst: gaat die over iemand die te herkennen is, wis hem dan.",
    en="The program does not recognise names. So read every text: if it is about somebody who can be recognised, erase it.",
)
_HINT = Text(nl="Let op: er lijkt {what} in te staan.", en="Mind: it seems to hold {what}.")
_DECISION = Text(nl="Besluit", en="Decision")
_CHOOSE = Text(nl="Kies", en="Choose")
_NO_DECISION = Text(nl="Kies een besluit voor weerwoord {n}.", en="Choose a decision for response {n}.")
_ERASE = Text(nl="tekst voorgoed wissen", en="erase the words for good")
_REASON = Text(nl="Reden (bij aannemen openbaar)", en="Reason (public when accepted)")
_KEEP = Text(nl="Bewaar besluit", en="Keep decision")
_DONE = Text(nl="Weerwoord {n}: {state}.", en="Response {n}: {state}.")
_ERASED = Text(nl="tekst gewist", en="words erased")
_NOT_STAFF = Text(
    nl="U bent niet (meer) ingelogd. Uw besluit is niet bewaard.",
    en="You are not logged in (any more). Your decision has not been kept.",
)
_OPEN = Text(nl="Bekijk dit cijfer", en="See this figure")
_OPEN_AREA = Text(nl="Bekijk dit gebied", en="See this area")
_FILE = Text(nl="Alles met geschiedenis (CSV voor Excel)", en="Everything with its history (CSV for Dutch Excel)")
_OVERVIEW = "overzicht"


def show_queue(page: Page, folder: Path) -> None:
    """What waits, then what was decided, folded per decision, and the file. For staff; others read at most that they are not."""
    _show_outcome(page)
    if access.staff(page.view.lang) is None:
        return
    kept = store.kept(folder)
    waiting = [one for one in kept if one.state is State.WAITING]
    st.subheader(page.say(_QUEUE.fill(n=len(waiting))), anchor=False)
    if not waiting:
        st.markdown(page.say(_NOTHING))
    else:
        st.caption(page.say(_NAMES))
    for one in waiting[:_MOST_SHOWN]:
        _show_one(page, folder, one)
    if len(waiting) > _MOST_SHOWN:
        st.caption(page.say(_FIRST.fill(n=_MOST_SHOWN)))
    for state in State:
        mine = [one for one in kept if one.state is state]
        if mine and state is not State.WAITING:
            _show_decided(page, folder, state, mine)
    if kept:
        _show_file(page, folder)


def _show_decided(page: Page, folder: Path, state: State, mine: list[Kept]) -> None:
    label = page.say(_DECIDED.fill(state=state.text, n=len(mine)))
    folded = st.expander(label, key=f"besloten-{state}", on_change="rerun")
    if folded.open:
        with folded:
            for one in mine[::-1][:_MOST_SHOWN]:
                _show_one(page, folder, one)
            if len(mine) > _MOST_SHOWN:
                st.caption(page.say(_LAST.fill(n=_MOST_SHOWN)))


def _show_one(page: Page, folder: Path, kept: Kept) -> None:
    response, lang = kept.response, page.view.lang
    with st.container(border=True, key=f"weerwoord-{response.number}"):
        st.html(figures.quote_for_staff(response, page.snapshot, lang))
        if hints := rules.hints(response.words):
            st.warning(page.say(_HINT).format(what=listing([hint(lang) for hint in hints], lang)))
        made_in = _snapshot_of(page, response)
        layers.say(figures.value_then(made_in, response, lang))
        _show_link(page, made_in, response)
        if not kept.erased:
            _show_form(page, folder, kept)
        for line in figures.history_lines(store.history(folder, response.number), lang):
            st.text(line)


def _show_form(page: Page, folder: Path, kept: Kept) -> None:
    lang, name = page.view.lang, f"besluit-{kept.response.number}-{kept.state}"
    words = {**{str(to): to.decision(lang) for to in NEXT[kept.state]}, ERASED: _ERASE(lang)}
    with st.form(name, border=False, enter_to_submit=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            page.say(_DECISION),
            list(words),
            format_func=words.__getitem__,
            index=None,
            placeholder=page.say(_CHOOSE),
            key=f"{name}-to",
        )
        st.text_input(page.say(_REASON), max_chars=rules.MOST_REASON, key=f"{name}-reason")
        st.form_submit_button(page.say(_KEEP), on_click=_decide, args=(folder, kept, name))


def _decide(folder: Path, kept: Kept, name: str) -> None:
    """Called when a form is sent: whoever sends it must still be staff, and the response still as it was on screen."""
    number, to, reason = kept.response.number, st.session_state[f"{name}-to"], st.session_state[f"{name}-reason"]
    by = access.staff("nl")  # the history is kept in one language
    if by is None:
        st.session_state[_OUTCOME] = (None, (_NOT_STAFF,))
        return
    if to is None:
        st.session_state[_OUTCOME] = (None, (_NO_DECISION.fill(n=number),))
        return
    try:
        if to == ERASED:
            store.erase(folder, number, by=by, reason=reason)
        else:
            store.decide(folder, number, State(to), expected=kept.state, by=by, reason=reason)
    except store.Refused as refused:
        st.session_state[_OUTCOME] = (None, refused.faults)
    except database.Unavailable as problem:
        st.session_state[_OUTCOME] = (None, (problem.said,))
    else:
        told = _ERASED if to == ERASED else State(to).text
        st.session_state[_OUTCOME] = (_DONE.fill(n=number, state=told), ())


def _show_outcome(page: Page) -> None:
    done, wrong = st.session_state.pop(_OUTCOME, (None, ()))
    if done is not None:
        st.success(page.say(done))
    for fault in wrong:
        st.warning(page.say(fault))


def _snapshot_of(page: Page, response: Response) -> Snapshot | None:
    """The snapshot in which a response was made; None when it is not on this server any more, or cannot be read."""
    if response.snapshot == page.snapshot.id:
        return page.snapshot
    if response.snapshot not in cache.published(page.view.municipality):
        return None
    try:
        return cache.open_snapshot(page.view.municipality, response.snapshot)
    except Exception:  # damaged, or of another version: staff can decide without it
        return None


def _show_link(page: Page, made_in: Snapshot | None, response: Response) -> None:
    """The way to what a response is about, in the snapshot in which it was made."""
    if made_in is None:
        return
    indicator = made_in.indicators.get(response.indicator)
    stems = [entry.stem for entry in menu.showing(indicator.theme)] if indicator is not None else []
    stem = next((one for one in stems if one in {entry.stem for entry in menu.existing()}), _OVERVIEW)
    places = made_in.areas[made_in.areas["code"] == response.area]
    level = str(places["level"].iloc[0]) if len(places) else ""
    page.link(
        stem,
        _OPEN if response.indicator else _OPEN_AREA,
        snapshot=made_in.id if made_in.id != cache.published(page.view.municipality)[0] else None,
        edition=response.edition,
        group=None,
        indicator=response.indicator,
        area=response.area if len(places) and places["parent"].iloc[0] else None,
        level=level if level in (Level.WIJK, Level.BUURT) else None,
    )


def _show_file(page: Page, folder: Path) -> None:
    def made() -> bytes:
        return to_csv(history_frame(store.kept(folder), store.history(folder), page.view.lang), "excel_nl")

    name = f"{page.view.municipality}-weerwoord.csv"
    st.download_button(page.say(_FILE), made, file_name=name, mime="text/csv", on_click="ignore", key="weerwoord-csv")
