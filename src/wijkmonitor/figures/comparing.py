"""Up to four areas beside each other, topic by topic, and what may be said about the differences between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.analysis import pairs
from wijkmonitor.estimate import ALL, Difference, Reason, Verdict
from wijkmonitor.figures import capacity, measures, sentences, words
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.theme import TEXTURES, texture_of
from wijkmonitor.indicator import LAYERS, Better, Indicator, Kind, Theme
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

THEMES = (*LAYERS, Theme.CAPACITY)
"""What areas are compared on; the plain facts about who live there are what makes them comparable."""

_HIGHER_IN = Text(nl="Aantoonbaar hoger in {one} dan in {others}.", en="Demonstrably higher in {one} than in {others}.")
_HIGHER_THAN = Text(nl="Aantoonbaar hoger dan in {others}.", en="Demonstrably higher than in {others}.")
_LOWER_THAN = Text(nl="Aantoonbaar lager dan in {others}.", en="Demonstrably lower than in {others}.")
_ALIKE = Text(nl="Niet aantoonbaar verschillend.", en="Not demonstrably different.")
_REST = Text(nl="Verder niet aantoonbaar verschillend.", en="Otherwise not demonstrably different.")
_LEFT_OUT = Text(nl="Niet vergeleken: {names} ({why}).", en="Not compared: {names} ({why}).")
_WHY = {
    pairs.NO_FIGURE: Text(
        nl="Geen verschil te toetsen: er zijn te weinig cijfers.", en="No difference to test: too few figures."
    ),
    pairs.MODELLED: Text(
        nl="Een modelschatting zegt niets over verschillen tussen gebieden.",
        en="A model estimate says nothing about differences between areas.",
    ),
    pairs.NO_MARGIN: Text(
        nl="Geteld of berekend zonder marge: een verschil wordt hier niet getoetst.",
        en="Counted or worked out without a margin: a difference is not tested here.",
    ),
    pairs.OTHER_INSTRUMENT: Text(
        nl="Niet op dezelfde manier gemeten, dus niet te vergelijken.",
        en="Not measured in the same way, so not comparable.",
    ),
}
_WHY_SHORT = {
    pairs.NO_FIGURE: Text(nl="geen cijfer", en="no figure"),
    pairs.MODELLED: Text(nl="modelschatting", en="model estimate"),
    pairs.NO_MARGIN: Text(nl="zonder marge", en="without a margin"),
    pairs.OTHER_INSTRUMENT: Text(nl="anders gemeten", en="measured differently"),
}
_STRONG = Text(
    nl="Sterk in {name}: {what}. Daar doet {name} het aantoonbaar beter dan {others}.",
    en="Strong in {name}: {what}. There {name} does demonstrably better than {others}.",
)
_NOTHING_STRONG = Text(
    nl="{name} doet het op geen van de {n} onderwerpen aantoonbaar beter dan {others}.",
    en="On none of the {n} topics does {name} do demonstrably better than {others}.",
)
_NOTHING_DIFFERS = Text(
    nl="{name} verschilt op geen van de {n} onderwerpen aantoonbaar van {others}.",
    en="On none of the {n} topics does {name} differ demonstrably from {others}.",
)
_OR = Text(nl="{first} of {last}", en="{first} or {last}")
_DIFFER = Text(
    nl="Op {k} van de {n} onderwerpen die te vergelijken zijn, verschillen deze gebieden aantoonbaar.",
    en="On {k} of the {n} topics that can be compared, these areas differ demonstrably.",
)
_ALONE = Text(
    nl="Hieronder staan de cijfers van {name}. Kies andere gebieden om ernaast te leggen.",
    en="Below are the figures of {name}. Choose other areas to lay beside it.",
)
_NOT_TESTED = Text(
    nl="Tussen deze gebieden kan nog geen enkel verschil worden getoetst.",
    en="No difference between these areas can be tested yet.",
)
_ENOUGH = 0.5
_FIRM = (Verdict.SAID.value, Verdict.CARE.value)
_DIFFERENT = (Difference.HIGHER.value, Difference.LOWER.value)
_TOPIC = Text(nl="Onderwerp", en="Topic")
_MOST_NAMED = 5
_AND_MORE = Text(nl="nog {n}", en="{n} more")


@dataclass(frozen=True, eq=False)
class Comparison:
    """One topic in a few areas. ``rows``: ``rows.COLUMNS`` of each area, in the order of the reader; ``whole``: that of the
    municipality; ``areas``: of every area of the level; ``tests``: ``pairs.COLUMNS`` of this topic; ``focus``: code of the
    area that the others are compared with, "" when all are compared with all."""

    indicator: Indicator
    rows: pd.DataFrame
    whole: pd.Series
    areas: pd.DataFrame
    tests: pd.DataFrame
    focus: str

    @property
    def strong(self) -> bool:
        """Whether the area in focus does demonstrably better than one of the others, and worse than none."""
        signs = {Better.HIGHER: Difference.HIGHER, Better.LOWER: Difference.LOWER}
        better = signs.get(self.indicator.better)
        said = set(self.tests["said"]) & set(_DIFFERENT)
        return bool(self.focus) and better is not None and said == {better.value}

    @property
    def tested(self) -> bool:
        """Whether any two of the areas could be tested."""
        return bool(self.tests["why"].eq("").any())


def topics(snapshot: Snapshot, edition: str, themes: Sequence[str]) -> dict[Theme, list[str]]:
    """Per theme of :data:`THEMES` (those in ``themes``, all when empty) the indicators with a figure in the edition.

    What a model alone gave is left out of a theme where something was asked or counted.
    """
    found = measures.headlines(snapshot, edition)
    known = measures.measured(snapshot, edition)
    mine = measures.of_theme(snapshot, known, Theme.CAPACITY)
    real = [key for key in mine if snapshot.indicators[key].kind is not Kind.MODELLED]
    found[Theme.CAPACITY] = capacity.in_order(real or mine, snapshot.indicators)
    return {theme: found[theme] for theme in THEMES if found[theme] and (not themes or theme.value in themes)}


def telling(snapshot: Snapshot, keys: Sequence[str], edition: str, level: str) -> list[str]:
    """The areas of a level with enough to compare: at least half as many figures that may be said as the best-known area."""
    table = snapshot.estimates
    mine = table["edition"].eq(edition) & table["level"].eq(level) & table["group"].eq(ALL)
    firm = table[mine & table["verdict"].isin(_FIRM) & table["indicator"].isin(list(keys))]
    known = firm["area"].value_counts()
    return sorted(known.index[known >= known.max() * _ENOUGH]) if len(known) else []


def compared(
    snapshot: Snapshot, keys: Sequence[str], edition: str, level: str, codes: Sequence[str], top: str, focus: str
) -> list[Comparison]:
    """``keys`` in the areas ``codes``, tested together (see ``pairs.compare_pairs``); order of ``keys``.

    ``focus``: "" or one of ``codes``. Raises ``KeyError`` for an unknown edition, indicator or area.
    """
    areas = {key: figure_rows.shown(snapshot, key, edition, level) for key in keys}
    chosen = {key: rows.set_index("code").loc[list(codes)].reset_index() for key, rows in areas.items()}
    if not chosen:
        return []
    tests = pairs.compare_pairs(pd.concat([rows.assign(indicator=key) for key, rows in chosen.items()]), focus)
    return [
        Comparison(
            indicator=snapshot.indicators[key],
            rows=chosen[key],
            whole=figure_rows.one(snapshot, key, edition, top),
            areas=areas[key],
            tests=tests[tests["indicator"] == key],
            focus=focus,
        )
        for key in keys
    ]


def difference(one: Comparison, lang: Lang) -> str:
    """What may be said about the differences on one topic: who is demonstrably higher or lower, or why nothing is said."""
    tests, names = one.tests, dict(zip(one.rows["code"], one.rows["name"], strict=True))
    if tests.empty:
        return ""
    if not one.tested:
        return _WHY[_commonest(tests["why"])](lang)
    said = _said_of_focus(one, names, lang) if one.focus else _said_of_all(tests, names, lang)
    open_ones = tests["said"].eq(Difference.NONE.value).any()
    said += [] if not open_ones else [_REST(lang) if said else _ALIKE(lang)]
    tried = set(tests.loc[tests["why"].eq(""), ["first", "second"]].to_numpy().ravel())
    silent = tests[~tests["first"].isin(tried) | ~tests["second"].isin(tried)]
    left = [code for code in names if code not in tried]
    if left:
        why = _WHY_SHORT[_commonest(silent["why"])](lang)
        said.append(_LEFT_OUT(lang).format(names=listing([names[code] for code in left], lang), why=why))
    return " ".join(said)


def _said_of_focus(one: Comparison, names: Mapping[str, str], lang: Lang) -> list[str]:
    said = []
    for outcome, text in ((Difference.HIGHER, _HIGHER_THAN), (Difference.LOWER, _LOWER_THAN)):
        others = [names[code] for code in one.tests.loc[one.tests["said"].eq(outcome.value), "second"]]
        if others:
            said.append(text(lang).format(others=listing(others, lang)))
    return said


def _said_of_all(tests: pd.DataFrame, names: Mapping[str, str], lang: Lang) -> list[str]:
    higher: dict[str, list[str]] = {}
    for row in tests.itertuples():
        if row.said in _DIFFERENT:
            pair = (str(row.first), str(row.second))
            most, least = pair if row.said == Difference.HIGHER.value else pair[::-1]
            higher.setdefault(most, []).append(names[least])
    return [
        _HIGHER_IN(lang).format(one=names[code], others=listing(higher[code], lang)) for code in names if code in higher
    ]


def _commonest(why: pd.Series) -> str:
    return str(why[why.ne("")].mode().iloc[0])


def strong_first(found: Sequence[Comparison]) -> list[Comparison]:
    """Strong topics first, then those with a test, further as they came."""
    return sorted(found, key=lambda one: (not one.strong, not one.tested))


def leading(found: Sequence[Comparison], most: int) -> tuple[list[Comparison], list[Comparison]]:
    """The ``most`` topics of one theme to show first, and the rest: strong ones, what is made of other topics, one of each
    questionnaire, then the others; in each as in :func:`strong_first`."""
    asked: set[str] = set()
    first = []
    for one in found:
        instrument = one.indicator.instrument.key
        first.append(bool(one.indicator.inputs) or not instrument or instrument not in asked)
        asked.add(instrument)
    ranked = sorted(
        zip(found, first, strict=True),
        key=lambda pair: (not pair[0].strong, not pair[0].indicator.inputs, not pair[1], not pair[0].tested),
    )
    ordered = [one for one, _ in ranked]
    return strong_first(ordered[:most]), strong_first(ordered[most:])


def answer(found: Sequence[Comparison], names: Sequence[str], lang: Lang) -> str:
    """The sentence under the title; ``names`` of the areas, the one in focus first."""
    tested = [one for one in found if one.tested]
    if len(names) < 2:
        return _ALONE(lang).format(name=names[0])
    if not tested:
        return _NOT_TESTED(lang)
    differ = [one for one in tested if one.tests["said"].isin(_DIFFERENT).any()]
    if not tested[0].focus:
        return _DIFFER(lang).format(k=number(len(differ), lang), n=number(len(tested), lang))
    others, strong = _any_of(names[1:], lang), [one for one in tested if one.strong]
    if not strong:
        return (_NOTHING_STRONG if differ else _NOTHING_DIFFERS)(lang).format(
            name=names[0], others=others, n=number(len(tested), lang)
        )
    titles = [sentences.spoken_title(one.indicator, lang) for one in strong]
    if len(titles) > _MOST_NAMED:
        titles = [*titles[:_MOST_NAMED], _AND_MORE(lang).format(n=number(len(titles) - _MOST_NAMED, lang))]
    verdicts = [verdict for one in strong for verdict in one.rows["verdict"] if verdict in _FIRM]
    said = _STRONG(lang).format(name=names[0], others=others, what=listing(titles, lang))
    return said + sentences.caution(verdicts, lang)


def _any_of(names: Sequence[str], lang: Lang) -> str:
    first, last = ", ".join(names[:-1]), names[-1]
    return _OR(lang).format(first=first, last=last) if first else last


def table(found: Sequence[Comparison], lang: Lang) -> pd.DataFrame:
    """All topics with a column per area and one for the municipality: value, interval and verdict in words."""
    told = []
    for one in found:
        cells = {_TOPIC(lang): words.titled(one.indicator, lang)}
        for _, row in one.rows.iterrows():
            name = str(row["name"])
            cells[name if name not in cells else f"{name} ({row['code']})"] = cell(row, one.indicator, lang)
        cells[str(one.whole["name"])] = cell(one.whole, one.indicator, lang)
        told.append(cells)
    return pd.DataFrame(told)


def cell(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """Value, interval and verdict of one figure (a row of ``rows.COLUMNS``), or the reason why there is none."""
    if pd.isna(row["value"]):
        return Reason(row["reason"] or Reason.NOT_MEASURED.value).text(lang)
    ends = between(row, indicator, lang)
    verdict = TEXTURES[texture_of(row["verdict"], row["kind"])].words(lang)
    return f"{indicator.format(row['value'], lang)}{f' ({ends})' if ends else ''}, {verdict}"


def between(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """The interval as ``50% – 64%``; "" when there is none."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return ""
    return f"{indicator.format(row['low'], lang)} – {indicator.format(row['high'], lang)}"


def estimates_of(snapshot: Snapshot, keys: Sequence[str], codes: Sequence[str], edition: str) -> pd.DataFrame:
    """The rows behind a comparison, everybody together: ``estimate.COLUMNS``, for download."""
    table = snapshot.estimates
    mine = table["edition"].eq(edition) & table["group"].eq(ALL)
    return table[mine & table["indicator"].isin(list(keys)) & table["area"].isin(list(codes))]
