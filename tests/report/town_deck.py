"""A story told by hand about the town of tests/town.py: a slide of every kind, each with the estimates it shows."""

from __future__ import annotations

from dataclasses import replace

from wijkmonitor.figures import rows, words
from wijkmonitor.figures.classes import classes_for
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report.slide import ChartBody, Deck, MapBody, Slide, TableBody, WordsBody
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang

TOPIC, EDITION, LEVEL = "strong_ties", "2025", "buurt"


def town_deck(snapshot: Snapshot, lang: Lang = "nl", name: str = "") -> Deck:
    """A map, a chart, a table and words about strong ties; ``name`` takes the place of that of the first area."""
    about = snapshot.indicators[TOPIC]
    shown = rows.shown(snapshot, TOPIC, EDITION, LEVEL)
    shown = shown.assign(name=[name or shown["name"].iloc[0], *shown["name"].iloc[1:]])
    estimates = snapshot.pick(TOPIC, EDITION, LEVEL)
    classes = classes_for(snapshot.estimates, about, LEVEL)
    table = tuple(
        (
            str(row["name"]),
            words.amount(row["value"], about, lang),
            words.interval(row["low"], row["high"], about, lang),
            words.verdict(row["verdict"], row["reason"], lang),
        )
        for _, row in shown.iterrows()
    )
    whole = rows.one(snapshot, TOPIC, EDITION, "GM0042")
    municipal = snapshot.pick(TOPIC, EDITION, "gemeente")
    sentence = f"{about.title(lang)}: {words.amount(whole['value'], about, lang)}."

    def slide(key, said, body, figures):
        notes = (f"Bron: {about.source(lang)}", f"n: {whole['n_band']}", f"Momentopname {snapshot.id}")
        return Slide(key, about.title(lang), said, body, f"Kaart van {len(shown)} buurten", notes, figures)

    header = ("Buurt", "Waarde", "Marge", "Oordeel") if lang == "nl" else ("Buurt", "Value", "Margin", "Verdict")
    slides = (
        slide("kaart", sentence, MapBody(shown, about, classes, LEVEL, 2025), estimates),
        slide("grafiek", name or sentence, ChartBody(shown, about), estimates),
        slide("tabel", sentence, TableBody(header, table, (False, True, True, False)), estimates),
        slide("woorden", sentence, WordsBody((sentence, name or "Nog een zin.")), municipal),
    )
    title = f"Raadsverhaal {snapshot.municipality['name']}"
    foot = f"Bron: enquête · Momentopname {snapshot.id} · Peildatum 1 januari 2025"
    return Deck(title, "Editie 2025", foot, "Rekenstad", snapshot.id, lang, HouseStyle(), True, slides)


def of_slides(deck: Deck, count: int) -> Deck:
    """The same deck with its slides repeated until there are ``count``."""
    slides = [deck.slides[place % len(deck.slides)] for place in range(count)]
    return replace(deck, slides=tuple(replace(one, key=f"{one.key}-{n}") for n, one in enumerate(slides)))
