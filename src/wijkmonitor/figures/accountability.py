"""What every figure means and where it comes from, in words made from the indicators themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures.floors import said_from
from wijkmonitor.groups import DIMENSIONS
from wijkmonitor.indicator import NO_INSTRUMENT, Better, Indicator, Theme
from wijkmonitor.text import Lang, Text, listing, number, same

_TOPIC = Text(nl="Onderwerp", en="Topic")
_THEME = Text(nl="Thema", en="Theme")
_UNIT = Text(nl="Eenheid", en="Unit")
_KIND = Text(nl="Hoe verkregen", en="How obtained")
_KEY = Text(nl="Sleutel", en="Key")
_DEFINITION = Text(nl="Wat is het", en="What it is")
_READ = Text(nl="Hoe te lezen", en="How to read it")
_INSTRUMENT = Text(nl="Vragenlijst", en="Questionnaire")
_PARTS = Text(nl="Opgebouwd uit", en="Made of")
_NEEDS = Text(nl="Nodig", en="Needs")
_GROUPS = Text(nl="Uit te splitsen naar", en="Can be split by")
_FLOORS = Text(nl="Mag je dit zeggen?", en="May this be said?")
_SOURCE = Text(nl="Bron", en="Source")
_CAVEATS = Text(nl="Let op", en="Mind")
_READINGS = {
    Better.HIGHER: Text(nl="hoger is gunstig", en="higher is favourable"),
    Better.LOWER: Text(nl="lager is gunstig", en="lower is favourable"),
    Better.NEITHER: Text(nl="een feit, niet goed of slecht", en="a fact, neither good nor bad"),
}
_SUMMARY = Text(
    nl="Van de {n} cijfers in deze momentopname mag je er {said} zeggen, {care} met voorzichtigheid en {model} alleen als "
    "modelschatting. Bij {nothing} mag je niets zeggen.",
    en="Of the {n} figures in this snapshot {said} may be said, {care} with care and {model} as a model estimate only. Of "
    "{nothing} nothing may be said.",
)


def summary(estimates: pd.DataFrame, lang: Lang) -> str:
    """How many figures there are of each verdict, in a sentence; ``estimates``: columns of ``estimate.COLUMNS``."""
    found = estimates["verdict"].value_counts()
    counts = {one: number(int(found.get(one.value, 0)), lang) for one in Verdict}
    return _SUMMARY(lang).format(
        n=number(len(estimates), lang),
        said=counts[Verdict.SAID],
        care=counts[Verdict.CARE],
        model=counts[Verdict.MODEL],
        nothing=counts[Verdict.NOT],
    )


def by_theme(indicators: Iterable[Indicator]) -> dict[Theme, list[Indicator]]:
    """The indicators per theme, both in their own order; themes without any are left out."""
    known = list(indicators)
    grouped = {theme: [one for one in known if one.theme is theme] for theme in Theme}
    return {theme: mine for theme, mine in grouped.items() if mine}


def overview(indicators: Iterable[Indicator], lang: Lang) -> pd.DataFrame:
    """Every indicator in a compact table: theme, topic, unit, how obtained, key."""
    heads = [head(lang) for head in (_THEME, _TOPIC, _UNIT, _KIND, _KEY)]
    lines = [
        (theme.text(lang), one.title(lang), one.unit.text(lang), one.kind.text(lang), one.key)
        for theme, mine in by_theme(indicators).items()
        for one in mine
    ]
    return pd.DataFrame(lines, columns=heads)


def facts(indicator: Indicator, known: Mapping[str, Indicator], lang: Lang) -> dict[str, list[str]]:
    """Everything a reader may want to know of one indicator: heading -> lines; headings without anything are left out.

    ``known``: all indicators by key, to name the parts of a composite.
    """
    parts = [known[key] for key in indicator.inputs if key in known]
    needs = dict.fromkeys(need for one in (indicator, *parts) for need in one.needs)
    instrument = indicator.instrument.text if indicator.instrument != NO_INSTRUMENT else same("")
    told = {
        _DEFINITION: [indicator.about(lang)],
        _UNIT: [indicator.unit.text(lang)],
        _READ: [_READINGS[indicator.better](lang)],
        _KIND: [indicator.kind.text(lang)],
        _INSTRUMENT: [instrument(lang)],
        _PARTS: [part.title(lang) for part in parts],
        _NEEDS: [listing([need.text(lang) for need in needs], lang)],
        _GROUPS: [listing([DIMENSIONS[key].text(lang).lower() for key in indicator.groups], lang)],
        _FLOORS: said_from(indicator, lang),
        _SOURCE: [indicator.source(lang)],
        _CAVEATS: [caveat(lang) for caveat in indicator.caveats],
    }
    return {heading(lang): lines for heading, lines in told.items() if any(lines)}


def for_download(indicators: Mapping[str, Indicator], lang: Lang) -> pd.DataFrame:
    """Every indicator with all that is known of it: one row each, one column per heading of :func:`facts`."""
    lines = [
        {
            _KEY(lang): one.key,
            _THEME(lang): one.theme.text(lang),
            _TOPIC(lang): one.title(lang),
            **{heading: " | ".join(said) for heading, said in facts(one, indicators, lang).items()},
        }
        for one in indicators.values()
    ]
    columns = [
        head(lang) for head in (_KEY, _THEME, _TOPIC, _DEFINITION, _UNIT, _READ, _KIND, _INSTRUMENT, _PARTS, _NEEDS)
    ]
    columns += [head(lang) for head in (_GROUPS, _FLOORS, _SOURCE, _CAVEATS)]
    return pd.DataFrame(lines, columns=columns).fillna("")
