"""What changed since the edition before, and where: only what was tested, with the same questions, and is demonstrable."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.estimate import Difference
from wijkmonitor.figures import measures, sentences, significance
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.indicator import Kind, Theme
from wijkmonitor.level import Level
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.report.trend_slides import headline
from wijkmonitor.text import Text, listing, number

_MOST_NAMED = 6
_TOPIC = Text(nl="Wat is er veranderd?", en="What has changed?")
_WHERE_TOPIC = Text(nl="Waar is het veranderd?", en="Where has it changed?")
_FIRST = Text(
    nl="Dit is de eerste editie waarin dit is gemeten: over verandering is nog niets te zeggen.",
    en="This is the first edition in which this was measured: nothing can be said about change yet.",
)
_CHANGED = Text(
    nl="In heel {name} is {k} van de {n} onderwerpen die twee keer zijn gemeten, aantoonbaar veranderd.",
    en="In the whole of {name} {k} of the {n} topics that were measured twice changed demonstrably.",
)
_CHANGED_SEVERAL = Text(
    nl="In heel {name} zijn {k} van de {n} onderwerpen die twee keer zijn gemeten, aantoonbaar veranderd.",
    en="In the whole of {name} {k} of the {n} topics that were measured twice changed demonstrably.",
)
_NONE = Text(
    nl="In heel {name} is op geen van de {n} onderwerpen die twee keer zijn gemeten, een verandering aan te tonen. Dat is "
    "iets anders dan dat alles gelijk bleef.",
    en="In the whole of {name} no change can be demonstrated on any of the {n} topics that were measured twice. That is not "
    "the same as everything having stayed as it was.",
)
_WHERE = Text(
    nl="In {u} is ten minste één onderwerp aantoonbaar veranderd sinds de vorige editie.",
    en="In {u} at least one topic changed demonstrably since the previous edition.",
)
_NOWHERE = Text(
    nl="In geen van de {areas} is een verandering aan te tonen.",
    en="In none of the {areas} can a change be demonstrated.",
)
_NOT_SHOWN = Text(nl=" Nog {n} veranderingen staan in het dashboard.", en=" Another {n} changes are in the dashboard.")
_OTHER = Text(
    nl="Toen is iets anders gevraagd, dus niet te vergelijken: {what}.",
    en="Something else was asked then, so it cannot be compared: {what}.",
)
_TESTED = Text(nl="Niet aantoonbaar anders: {what}.", en="Not demonstrably different: {what}.")
_MORE = Text(nl="nog {n}", en="{n} more")
_HEADER = (
    Text(nl="Onderwerp", en="Topic"),
    Text(nl="Toen", en="Then"),
    Text(nl="Nu", en="Now"),
    Text(nl="Verandering", en="Change"),
)
_WHERE_HEADER = (Text(nl="Gebied", en="Area"), Text(nl="Onderwerp", en="Topic"), Text(nl="Verandering", en="Change"))
_IN_EDITION = Text(nl="{edition}: {value}", en="{edition}: {value}")
_DEMONSTRABLE = (Difference.HIGHER.value, Difference.LOWER.value)


def slides(telling: Telling) -> list[Slide]:
    """The municipality as a whole, one measure through the years, then the areas; none when nothing was measured twice."""
    capacity = measures.of_theme(telling.snapshot, telling.known, Theme.CAPACITY)
    keys = [
        key
        for key in dict.fromkeys([*telling.headlines, *capacity])
        if telling.indicator(key).kind is not Kind.MODELLED
    ]
    if not keys or not telling.top:
        return []
    through_years = headline(telling)
    return [*_whole(telling, keys), *([through_years] if through_years else []), *_areas(telling, keys)]


def _whole(telling: Telling, keys: Sequence[str]) -> list[Slide]:
    rows = {key: telling.one(key) for key in keys}
    before = {key: figure_rows.before(telling.snapshot, key, telling.edition, telling.top) for key in keys}
    tested = [key for key in keys if rows[key]["changed"] != Difference.UNTESTED.value]
    changed = [key for key in tested if rows[key]["changed"] in _DEMONSTRABLE and before[key] is not None]
    other = [key for key in keys if _other_questions(rows[key], before[key])]
    if not tested and not other:
        return []
    said = _sentence(telling, len(changed), len(tested))
    shown = telling.estimates(tested, [telling.top])
    if not changed:
        lines = [line for line in (_titles(telling, _TESTED, tested), _titles(telling, _OTHER, other)) if line]
        told = (notes.of_snapshot(telling),)
        body = WordsBody(tuple(lines))
        return [Slide("veranderd", telling.say(_TOPIC), said, body, " ".join([said, *lines]), told, shown)]
    earlier = [telling.estimates([key], [telling.top], str(before[key]["edition"])) for key in changed]  # type: ignore[index]
    table = [_row(telling, key, rows[key], before[key]) for key in changed]
    header = [telling.say(one) for one in _HEADER]
    right = (False, True, True, False)
    together = tables.together(shown, *earlier)
    return tables.slides(telling, "veranderd", telling.say(_TOPIC), said, header, table, right, changed, together)


def _other_questions(row: pd.Series, before: pd.Series | None) -> bool:
    if before is None or pd.isna(before["value"]) or pd.isna(row["value"]):
        return False
    return bool(row["instrument"] != before["instrument"])


def _sentence(telling: Telling, changed: int, tested: int) -> str:
    if not tested:
        return telling.say(_FIRST)
    said = _NONE if not changed else _CHANGED if changed == 1 else _CHANGED_SEVERAL
    k, n = (number(one, telling.lang) for one in (changed, tested))
    return telling.say(said, name=telling.name, k=k, n=n)


def _titles(telling: Telling, sentence: Text, keys: Sequence[str]) -> str:
    """The topics by name, so many as fit; "" when there are none."""
    titles = [sentences.spoken_title(telling.indicator(key), telling.lang) for key in keys]
    rest = len(titles) - _MOST_NAMED
    named = titles if rest <= 0 else [*titles[:_MOST_NAMED], telling.say(_MORE, n=number(rest, telling.lang))]
    return telling.say(sentence, what=listing(named, telling.lang)) if named else ""


def _row(telling: Telling, key: str, row: pd.Series, before: pd.Series | None) -> tuple[str, ...]:
    about, lang = telling.indicator(key), telling.lang
    then = "–" if before is None else tables.figure(before, about, lang)
    then = then if before is None else telling.say(_IN_EDITION, value=then, edition=before["edition"])
    now = telling.say(_IN_EDITION, value=tables.figure(row, about, lang), edition=telling.edition)
    return about.title(lang), then, now, significance.since_short(pd.DataFrame([row]), about, lang)[0]


def _areas(telling: Telling, keys: Sequence[str]) -> list[Slide]:
    """Every demonstrable change in an area, chosen areas first, then in the order of names."""
    if not telling.level:
        return []
    found = []
    for key in keys:
        rows = telling.rows(key)
        for row in rows[rows["changed"].isin(_DEMONSTRABLE)].to_dict("records"):
            found.append((row["code"] not in telling.areas, row["name"], row["code"], key, row))
    if not any(telling.rows(key)["changed"].ne(Difference.UNTESTED.value).any() for key in keys):
        return []
    found.sort(key=lambda one: (one[0], str(one[1]).casefold(), one[2]))
    areas = {one[2] for one in found}
    plural = Level(telling.level).plural
    if not found:
        said = telling.say(_NOWHERE, areas=plural)
        told = (notes.of_snapshot(telling),)
        return [Slide("veranderd-gebieden", telling.say(_WHERE_TOPIC), said, WordsBody(()), said, told)]
    shown = found[: tables.MOST_ROWS]
    said = telling.say(_WHERE, u=sentences.counted(telling.level, len(areas), telling.lang))
    rest = len(found) - len(shown)
    said += telling.say(_NOT_SHOWN, n=number(rest, telling.lang)) if rest else ""
    table = [_area_row(telling, key, pd.Series(row)) for *_, key, row in shown]
    rows_shown = tables.together(*(telling.estimates([key], [code]) for _, _, code, key, _ in shown))
    topics = list(dict.fromkeys(key for *_, key, _ in shown))
    header = [telling.say(one) for one in _WHERE_HEADER]
    right = (False, False, False)
    topic = telling.say(_WHERE_TOPIC)
    return tables.slides(telling, "veranderd-gebieden", topic, said, header, table, right, topics, rows_shown)


def _area_row(telling: Telling, key: str, row: pd.Series) -> tuple[str, ...]:
    about = telling.indicator(key)
    change = significance.since_short(pd.DataFrame([row]), about, telling.lang)[0]
    return str(row["name"]), about.title(telling.lang), change
