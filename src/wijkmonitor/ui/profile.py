"""Pieces of the page with the profile of one area: the choices, the profile itself, the PDF, and the ways on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from wijkmonitor.figures import locator, profile_html
from wijkmonitor.figures import profile as profiles
from wijkmonitor.figures.profile import Profile
from wijkmonitor.figures.theme import Mode
from wijkmonitor.report import profile_pdf
from wijkmonitor.responses import accepted
from wijkmonitor.text import Text, same
from wijkmonitor.ui import cache, layers, menu, responses, things
from wijkmonitor.ui.page import Page

_STYLE = Path(__file__).with_name("static") / "profile.css"
_PDF = Text(nl="Download als PDF", en="Download as PDF")
_PRESENT = Text(nl="Maak een presentatie van {name}", en="Make a presentation of {name}")
_COMPARE = Text(nl="Vergelijk {name} met andere gebieden", en="Compare {name} with other areas")
_BEFORE = Text(nl="Vorige: {name}", en="Previous: {name}")
_AFTER = Text(nl="Volgende: {name}", en="Next: {name}")
_WHOLE = Text(nl="Naar {name} als geheel", en="To {name} as a whole")
_PROFILE = Text(nl="Profiel van {name}", en="Profile of {name}")
_READ_ON = Text(nl="Verder lezen", en="Read on")
_LEAVE = {"place": None, "initiative": None, "organisation": None, "indicator": None}
"""What was open or chosen on another page means nothing in the profile of another area."""


def make(page: Page, code: str) -> Profile:
    """The profile of an area in the view of the page."""
    view = page.view
    return page.keep(code)(
        "profile", lambda: profiles.of_area(page.snapshot, view.edition, code, view.lang, view.level)
    )


def show_profile(page: Page, profile: Profile, mode: Mode) -> None:
    """The whole profile, part by part, as it also prints; below it what was said back, and the form to do so."""
    view, snapshot = page.view, page.snapshot

    def drawn() -> str:
        where = (snapshot, profile.edition, profile.code, view.lang)
        parts = (
            profile_html.opening(profile, locator.svg(*where, mode), locator.about(*where)),
            profile_html.daily_life_part(profile, mode),
            profile_html.layers_part(profile, mode),
            profile_html.assets_part(profile),
            profile_html.changes_part(profile),
            profile_html.alike_part(profile),
            profile_html.sayable_part(profile, mode),
        )
        return f'<article class="profile">{"".join(parts)}</article>'

    st.html(_STYLE)
    st.header(things.plain(profile.name), anchor=False)
    layers.say(profile.place)
    st.html(page.keep(profile.code, mode)("html", drawn))
    responses.show_responses(page, area=profile.code, folded=False)


def show_pdf(page: Page, profile: Profile) -> None:
    """The button that makes the PDF when it is pressed, with what by then was said back and whether the snapshot still stands."""
    key, snapshot_id = page.view.municipality, page.view.snapshot

    def made() -> bytes:
        heard = accepted(cache.municipalities()[key], area=profile.code)
        return profile_pdf.pdf(page.snapshot, profile, heard, cache.withdrawal(key, snapshot_id))

    st.download_button(
        page.say(_PDF),
        made,
        file_name=profile_pdf.file_name(profile),
        mime="application/pdf",
        on_click="ignore",
        key="profiel-pdf",
        icon=":material/download:",
    )


def show_ways(page: Page, profile: Profile) -> None:
    """To the areas before and after in the alphabet, a presentation, and the page that compares."""
    with page.row():
        for text, code in zip((_BEFORE, _AFTER), _neighbours(page, profile), strict=True):
            if code:
                page.link("wijkprofiel", _named(page, text, code), area=code, level=profile.level, **_LEAVE)
        if profile.whole:
            page.link("wijkprofiel", _named(page, _WHOLE, page.top), area=None, **_LEAVE)
        page.link("presentatie", _named(page, _PRESENT, profile.code), story_areas=profile.code, **_LEAVE)
        if profile.whole:
            here = {"area": profile.code, "level": profile.level, "areas": None}
            page.link("vergelijken", _named(page, _COMPARE, profile.code), **here, **_LEAVE)


def show_reading_on(page: Page, profile: Profile) -> None:
    """To the profiles of the areas most like this one, and to the pages that tell all of a layer."""
    st.subheader(page.say(_READ_ON), anchor=False)
    titles = {entry.stem: entry.title for entry in menu.existing()}
    with page.row():
        for code in profile.alike.codes if profile.alike else ():
            page.link("wijkprofiel", _named(page, _PROFILE, code), area=code, level=profile.level, **_LEAVE)
        for part in profile.layers:
            if part.layer.page in titles:
                page.link(part.layer.page, titles[part.layer.page], **_LEAVE)


def _neighbours(page: Page, profile: Profile) -> tuple[str, str]:
    """The areas of the same level before and after this one by name, the first after the last; "" when there is no other."""
    areas = page.offer.areas_in(profile.edition)
    codes = list(areas.index[areas["level"] == profile.level])
    ordered = sorted(codes, key=lambda code: (str(areas.at[code, "name"]).casefold(), code))
    if profile.code not in ordered:
        return "", ordered[0] if ordered else ""
    place = ordered.index(profile.code)
    beside = ordered[place - 1], ordered[(place + 1) % len(ordered)]
    return beside if len(ordered) > 2 else ("", beside[1] if len(ordered) > 1 else "")


def _named(page: Page, text: Text, code: str) -> Text:
    """A label with the name of an area in it, which is never read as mark-up."""
    return text.fill(name=same(things.plain(page.area_name(code))))
