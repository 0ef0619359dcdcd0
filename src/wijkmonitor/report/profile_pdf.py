"""The profile of one area as PDF: A4, two pages for most areas, tagged for screen readers (PDF/UA-1), in the house style.

Content comes from ``figures.profile``; here it is laid out as data for ``templates/profile.typ``. Everything a municipality or a
resident wrote travels as a string, which typst never reads as markup.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from wijkmonitor.figures import daily_life, foot, legend, locator, profile_words, strips
from wijkmonitor.figures.assets import Asset
from wijkmonitor.figures.measure_words import told
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.profile import LayerPart, Profile
from wijkmonitor.figures.still_map import short_name
from wijkmonitor.figures.theme import (
    PALETTES,
    Mode,
    Texture,
    class_colours,
    contrast,
    texture_for,
)
from wijkmonitor.publications import Withdrawal
from wijkmonitor.report import typesetting
from wijkmonitor.report.legible import EXPLAINED, holds_stand_in, legible
from wijkmonitor.responses import Response
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing

TEMPLATE = "profile.typ"
_MODE: Mode = "light"
_LONGEST_SLUG = 60
_LONGEST_HEAD = 28
"""Letters of a name above a column; the whole name stands above the profile."""
_LEAST_CONTRAST = 4.5
"""Of text on paper (WCAG 2.1); a lighter colour of a municipality is not used for words."""
_TITLE = Text(nl="Wijkprofiel {name}", en="Area profile {name}")
_PAGE = Text(nl="pagina", en="page")
_EDITION = Text(nl="Editie {e}", en="Edition {e}")
_TOPIC = Text(nl="Onderwerp", en="Topic")
_FIGURE = Text(nl="Cijfer (waarschijnlijk tussen)", en="Figure (probably between)")
_SAY = Text(nl="Mag je dit zeggen?", en="May this be said?")
_SPREAD = Text(nl="Spreiding", en="Spread")
_COMPARED = Text(nl="Vergeleken", en="Compared")
_STRONG_IN = Text(nl="Waar dit sterk is", en="Where this is strong")
_LINES = Text(
    nl="Stip en dikke lijn: {name} met de marge. Dunne lijn: van de laagste tot de hoogste gemeten {level}.",
    en="Dot and thick line: {name} with its margin. Thin line: from the lowest to the highest measured {level}.",
)
_DASHED = Text(nl=" Streepjes: {whole}.", en=" Dashes: {whole}.")


def file_name(profile: Profile) -> str:
    """Code, name and edition of the area, safe on every system: ``BU00420101-noord-2025.pdf``."""
    plain = unicodedata.normalize("NFKD", profile.name).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].rstrip("-")
    parts = (profile.code, slug, re.sub(r"[^A-Za-z0-9]+", "-", profile.edition).strip("-"), profile.lang)
    return "-".join(part for part in parts if part) + ".pdf"


def pdf(
    snapshot: Snapshot, profile: Profile, responses: Sequence[Response] = (), wrong: Withdrawal | None = None
) -> bytes:
    """A profile as PDF/UA-1; the same input gives the same bytes, and the document is dated on the reference day.

    ``responses``: what was said back about the area, in order; ``wrong``: the withdrawal of the snapshot, which is then told
    above the figures and at the foot of every page. A character that no font has is replaced (``legible``).
    """
    drawn: dict[str, str] = {}
    data = _data(snapshot, profile, responses, drawn)
    data["withdrawn"] = foot.withdrawn(wrong, profile.lang)
    data["foot"] = foot.line(snapshot, profile.edition, profile.lang, wrong)
    try:
        return _set(snapshot, profile, legible(data), legible(drawn))
    except typesetting.Refused:  # words that can be set one by one, but not together
        return _set(snapshot, profile, legible(data, strictly=True), legible(drawn, strictly=True))


def _set(snapshot: Snapshot, profile: Profile, data: dict[str, Any], drawn: dict[str, str]) -> bytes:
    if holds_stand_in([data, drawn]):
        data["mind"] += f" {EXPLAINED(profile.lang)}"
    files = {name: svg.encode() for name, svg in drawn.items()}
    if logo := snapshot.house_style().logo:
        files[data["style"]["logo"]] = logo
    day = foot.reference_day(snapshot, profile.edition)
    return typesetting.pdf(TEMPLATE, data, files, dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))


def _data(
    snapshot: Snapshot, profile: Profile, responses: Sequence[Response], pictures: dict[str, str]
) -> dict[str, Any]:
    lang, municipality = profile.lang, snapshot.municipality
    fictional = profile_words.FICTIONAL(lang).format(n=municipality["name"]) if municipality["fictional"] else ""
    return {
        "lang": lang,
        "title": _TITLE(lang).format(name=profile.name),
        "name": profile.name,
        "place": profile.place,
        "edition": _EDITION(lang).format(e=profile.edition),
        "fictional": fictional,
        "answer": profile.answer,
        "mind": profile_words.MIND(lang),
        "page": _PAGE(lang),
        "style": _style(snapshot),
        "map": _map(snapshot, profile, pictures),
        "life": _daily_life(profile, pictures),
        "layers": _layers(profile, pictures),
        "assets": {"heading": profile_words.THERE_IS(lang), "parts": [_asset(one, lang) for one in profile.assets]},
        "changes": {
            "heading": profile_words.SINCE(lang),
            "lines": [{"said": one.said, "rows": [list(row) for row in one.rows]} for one in profile.changes],
        },
        "alike": _alike(profile),
        "sayable": _sayable(profile, pictures),
        "responses": _responses(snapshot, responses, lang),
    }


def _style(snapshot: Snapshot) -> dict[str, str]:
    style = snapshot.house_style()
    logo = ""
    if style.logo:
        logo = "logo.png" if style.logo_type == "image/png" else "logo.jpg"
    ink = PALETTES[_MODE].text if contrast(style.primary, PALETTES[_MODE].surface) < _LEAST_CONTRAST else style.primary
    return {"primary": ink, "logo": logo}


def _map(snapshot: Snapshot, profile: Profile, pictures: dict[str, str]) -> dict[str, str]:
    where = (snapshot, profile.edition, profile.code, profile.lang)
    drawn = locator.svg(*where, _MODE)
    if drawn:
        pictures["map.svg"] = drawn
    return {"file": "map.svg" if drawn else "", "alt": locator.about(*where)}


def _daily_life(profile: Profile, pictures: dict[str, str]) -> dict[str, Any]:
    life, lang = profile.daily_life, profile.lang
    places = [short_name(one, _LONGEST_HEAD) for one in (profile.name, profile.whole) if one]
    ages = []
    for number, age in enumerate(life.ages):
        drawn = daily_life.bar(age, daily_life.most(life.ages), _MODE)
        file = _kept(pictures, f"age-{number}", drawn, daily_life.BAR_WIDTH, daily_life.BAR_HEIGHT)
        ages.append({"cells": [age.title, age.here, age.whole][: len(places) + 1], "bar": file})
    missing = profile_words.FACTS_MISSING(lang).format(e=profile.edition)
    return {
        "heading": profile_words.WHO(lang),
        "head": [daily_life.FACT(lang), *places],
        "facts": [[one.title, one.here, one.whole][: len(places) + 1] for one in life.facts],
        "ages_head": [daily_life.AGE(lang), *places],
        "ages": ages,
        "mind": profile_words.AGES_MIND(lang).format(whole=profile.whole) if ages and profile.whole else "",
        "why": life.why_missing if life.facts or ages else missing,
    }


def _layers(profile: Profile, pictures: dict[str, str]) -> dict[str, Any]:
    lang = profile.lang
    lines = _LINES(lang).format(name=profile.name, level=profile.level)
    beside = [short_name(profile.whole, _LONGEST_HEAD), _COMPARED(lang)] if profile.whole else [_STRONG_IN(lang)]
    lines += _DASHED(lang).format(whole=profile.whole) if profile.whole else ""
    return {
        "heading": profile_words.LAYERS(lang),
        "lines": lines if profile.measures else "",
        "head": [text(lang) for text in (_TOPIC, _FIGURE, _SAY, _SPREAD)] + beside,
        "compared": bool(profile.whole),
        "strong": profile_words.STRONG(lang),
        "parts": [_layer(part, lang, pictures) for part in profile.layers],
    }


def _layer(part: LayerPart, lang: Lang, pictures: dict[str, str]) -> dict[str, Any]:
    return {
        "title": part.layer.theme.text(lang),
        "about": part.layer.about(lang),
        "rows": [_row(one, lang, pictures) for one in part.measures],
        "notes": [*part.without, *([part.missing] if part.missing else [])],
    }


def _row(one: Measure, lang: Lang, pictures: dict[str, str]) -> dict[str, Any]:
    said = told(one, lang)
    drawn = strips.drawing(one, _MODE)
    return {
        "title": said.title,
        "strong": said.strong,
        "value": said.value,
        "unit": said.unit,
        "between": f" ({said.between})" if said.between else "",
        "verdict": said.verdict,
        "mark": _swatch(pictures, said.texture),
        "strip": _kept(pictures, f"strip-{one.indicator.key}", drawn, strips.WIDTH, strips.HEIGHT),
        "beside": [said.strong_in or said.rests_on]
        if one.whole is None
        else [said.whole, said.compared or said.rests_on],
    }


def _asset(one: Asset, lang: Lang) -> dict[str, str]:
    return {
        "title": one.title(lang),
        "amount": one.amount,
        "said": " ".join([f"{one.what}." if one.amount else "", *one.said]).strip(),
        "names": listing([link.name for link in one.links], lang),
    }


def _alike(profile: Profile) -> dict[str, Any]:
    found = profile.alike
    if found is None:
        return {"heading": "", "said": "", "head": [], "rows": []}
    rows = [[str(cell) for cell in row] for row in found.table.itertuples(index=False)]
    # The last column holds a sentence with a name in it, the ones before a name.
    longest = [_LONGEST_HEAD] * (len(found.table.columns) - 1) + [2 * _LONGEST_HEAD]
    head = [short_name(str(one), most) for one, most in zip(found.table.columns, longest, strict=False)]
    heading = profile_words.alike(profile.level, profile.lang)
    return {"heading": heading, "said": found.said, "head": head, "rows": rows}


def _sayable(profile: Profile, pictures: dict[str, str]) -> dict[str, Any]:
    heading = profile_words.SAYABLE(profile.lang).format(name=profile.name)
    parts = [
        {
            "mark": _swatch(pictures, texture_for(one.verdict)),
            "heading": one.heading,
            "advice": one.advice,
            "topics": one.spoken(profile.lang),
        }
        for one in profile.sayable
    ]
    return {"heading": heading, "parts": parts}


def _responses(snapshot: Snapshot, responses: Sequence[Response], lang: Lang) -> dict[str, Any]:
    topics = {key: one.title for key, one in snapshot.indicators.items()}
    told = [
        {
            "words": one.words,
            "said": profile_words.spoken_response(one, topics, lang),
            "answer": profile_words.DECIDED(lang).format(reason=one.reason) if one.reason else "",
        }
        for one in responses
    ]
    return {"heading": profile_words.RESPONSES(lang), "told": told}


def _swatch(pictures: dict[str, str], texture: Texture) -> str:
    drawn = legend.swatch_drawing(class_colours(1, _MODE)[0], texture, _MODE)
    return _kept(pictures, f"mark-{texture.value}", drawn, legend.SWATCH_WIDTH, legend.SWATCH_HEIGHT)


def _kept(pictures: dict[str, str], name: str, drawn: str, width: int, height: int) -> str:
    """Put a drawing among the pictures; returns its file name."""
    file = f"{name}.svg"
    pictures[file] = legend.svg_document(drawn, f"0 0 {width} {height}", width, height)
    return file
