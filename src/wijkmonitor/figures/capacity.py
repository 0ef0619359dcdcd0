"""Capacity to take part: its sentence, the pillars of every area beside the index, and what stands against initiatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkmonitor import groups
from wijkmonitor.estimate import ALL, Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, words
from wijkmonitor.indicator import Indicator, Kind, Theme, Unit
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

INDEX = "capacity_index"
INITIATIVES = "initiative_density"
CORNERS = {
    "low_high": Text(nl="meer initiatieven", en="more initiatives"),
    "high_high": Text(nl="van beide meer", en="more of both"),
    "low_low": Text(nl="van beide minder", en="less of both"),
    "high_low": Text(nl="meer doenvermogen", en="more capacity"),
}
"""Words in the corners of the quadrant, across is capacity and up are initiatives; short, to fit a phone."""

_INDEX_IS = Text(
    nl="De index doenvermogen van {name} is {value}, waarschijnlijk tussen {low} en {high}. 50 is de gemiddelde buurt in de "
    "eerste editie.",
    en="The capacity index of {name} is {value}, probably between {low} and {high}. 50 is the average buurt in the "
    "first edition.",
)
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_AREA = Text(nl="Gebied", en="Area")
_MADE_OF = Text(nl="{pillar}: {inputs}", en="{pillar}: {inputs}")
_NO_FIGURE_YET = Text(
    nl="Niet gemeten in {edition}: {what}. Wat daarvoor ontbreekt: {files}.",
    en="Not measured in {edition}: {what}. What is missing for it: {files}.",
)
_ALT = Text(
    nl="{n} gebieden: {x} tegen {y}. De stippellijnen zijn de middelste waarden.",
    en="{n} areas: {x} against {y}. The dashed lines are the middle values.",
)


def answer(municipal: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """The sentence under the title: the value of the municipality with its margin and verdict."""
    spoken = municipal["verdict"] in _SPEAKING and pd.notna(municipal["low"]) and pd.notna(municipal["high"])
    if indicator.key != INDEX or not spoken:
        return sentences.whole(municipal, indicator, lang)
    value, low, high = (indicator.format(municipal[end], lang) for end in ("value", "low", "high"))
    said = _INDEX_IS(lang).format(name=municipal["name"], value=value, low=low, high=high)
    return said + sentences.caution([municipal["verdict"]], lang)


def pillars(indicators: Mapping[str, Indicator]) -> list[str]:
    """The parts of the index: derived indicators whose inputs are all inputs of the index."""
    whole = set(indicators[INDEX].inputs) if INDEX in indicators else set()
    return [k for k, one in indicators.items() if k != INDEX and one.inputs and set(one.inputs) <= whole]


def in_order(keys: Sequence[str], indicators: Mapping[str, Indicator]) -> list[str]:
    """The indicators of the page: the index, its pillars, then the rest in the order of the registry."""
    first = [INDEX, *pillars(indicators)]
    return [key for key in first if key in keys] + [key for key in keys if key not in first]


def headline(indicators: Mapping[str, Indicator], known: Sequence[str]) -> str:
    """The one measure of capacity that speaks for it: the first of ``known`` in the order of the page, else the index."""
    mine = [key for key in known if indicators[key].theme is Theme.CAPACITY]
    return next(iter(in_order(mine, indicators)), INDEX)


def group_choices(indicator: Indicator) -> dict[str, Text]:
    """The groups of residents an indicator is also shown for."""
    dimensions = (groups.DIMENSIONS[key] for key in indicator.groups)
    return {one: groups.group_text(one) for dimension in dimensions for one in dimension.groups}


def made_of(indicators: Mapping[str, Indicator], lang: Lang) -> list[str]:
    """What each pillar is made of, from the inputs it declares."""
    return [
        _MADE_OF(lang).format(
            pillar=indicators[key].title(lang),
            inputs=listing([sentences.spoken_title(indicators[one], lang) for one in indicators[key].inputs], lang),
        )
        for key in pillars(indicators)
    ]


def needs(indicator: Indicator, indicators: Mapping[str, Indicator]) -> list[str]:
    """The datasets (``edition.Dataset`` values) an indicator rests on, those of its inputs included."""
    parts = [indicator, *(indicators[key] for key in indicator.inputs)]
    return list(dict.fromkeys(need.value for part in parts for need in part.needs))


def not_measured(
    absent: Sequence[str], indicators: Mapping[str, Indicator], loaded: frozenset[str], edition: str, lang: Lang
) -> list[str]:
    """Per set of missing files a sentence that names the topics which wait for them; topics whose files are there stay out."""
    waiting: dict[tuple[str, ...], list[str]] = {}
    for key in absent:
        missing = tuple(need for need in needs(indicators[key], indicators) if need not in loaded)
        if missing:
            waiting.setdefault(missing, []).append(sentences.spoken_title(indicators[key], lang).partition(":")[0])
    said = []
    for missing, titles in waiting.items():
        files = listing([_dataset_words(indicators, need)(lang) for need in missing], lang)
        said.append(_NO_FIGURE_YET(lang).format(edition=edition, what=listing(titles, lang), files=files))
    return said


def _dataset_words(indicators: Mapping[str, Indicator], need: str) -> Text:
    return next(one.text for indicator in indicators.values() for one in indicator.needs if one.value == need)


def table(snapshot: Snapshot, keys: Sequence[str], edition: str, level: str, lang: Lang) -> pd.DataFrame:
    """All areas of a level with a column per indicator of ``keys``, as a reader writes them; a dash where nothing may be said."""
    columns: dict[str, pd.Series] = {}
    for key in keys:
        rows = figure_rows.shown(snapshot, key, edition, level, ALL)
        columns.setdefault(_AREA(lang), rows["name"])
        written = words.formatted(rows["value"], snapshot.indicators[key], lang).replace("", "–")
        care = rows["verdict"].eq(Verdict.CARE.value).map({True: " *", False: ""})
        columns[short_title(snapshot.indicators[key], lang)] = written + care
    return pd.DataFrame(columns)


def short_title(indicator: Indicator, lang: Lang) -> str:
    """The title up to its colon: ``Kunnen`` of ``Kunnen: doenvermogen en weten waar te beginnen``."""
    return indicator.title(lang).partition(":")[0]


def across(indicators: Mapping[str, Indicator], known: Sequence[str]) -> str | None:
    """The indicator to lay against the density of initiatives; None when there is none.

    The first pillar without initiatives in it: the index itself counts initiatives, and would agree with them by
    construction. Without pillars, another measure of capacity in the order of the registry, what was asked before what was
    modelled.
    """
    free = [k for k in pillars(indicators) if INITIATIVES not in indicators[k].inputs]
    rest = [k for k in known if not indicators[k].inputs and indicators[k].unit is not Unit.COUNT]
    asked = sorted(rest, key=lambda k: indicators[k].kind is Kind.MODELLED)
    return next((key for key in (*free, *asked) if key in known), None)


def quadrant_alt(x: tuple[pd.DataFrame, Indicator], y: tuple[pd.DataFrame, Indicator], lang: Lang) -> str:
    """What the quadrant shows, in words."""
    both = set(x[0].loc[x[0]["value"].notna(), "code"]) & set(y[0].loc[y[0]["value"].notna(), "code"])
    titles = {"x": x[1].title(lang), "y": y[1].title(lang)}
    return _ALT(lang).format(n=number(len(both), lang), **titles)


def is_modelled(indicator: Indicator) -> bool:
    """Whether a model, not a resident, gave the figure."""
    return indicator.kind is Kind.MODELLED
