"""Social capital: the topics of the page, its answer, mixing against chance, and how well a scale hangs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkmonitor.estimate import Difference, Reason, Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, words
from wijkmonitor.indicator import Better, Indicator, Kind, Theme
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

BONDING, BRIDGING, RATIO, COHESION = "strong_ties", "bridging", "bridging_ratio", "cohesion_vm2021"
AT_HOME, AVOIDS = "feels_at_home", "avoids_contact"
BY_CHANCE = 1.0
"""The bridging ratio when everybody in the municipality mixes at random."""

CHANCE_WORDS = Text(nl="als bij toeval", en="as by chance")
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_BOTH = Text(
    nl="In {name} heeft {x} van de bewoners iemand om op terug te vallen, en {y} kent mensen die anders zijn dan zijzelf.",
    en="In {name} {x} of residents have someone to fall back on, and {y} know people unlike themselves.",
)
_AGAINST = Text(
    nl=" Vergeleken met heel {whole} is de steun dichtbij {x} en het contact met mensen die anders zijn {y}.",
    en=" Compared with the whole of {whole}, support close by is {x} and ties with people who are different are {y}.",
)
_RATIO = Text(
    nl="In {name} is de verhouding {value} (waarschijnlijk tussen {low} en {high}; 1 is als bij toeval): {said}.",
    en="In {name} the ratio is {value} (probably between {low} and {high}; 1 is as by chance): {said}.",
)
_RATIO_MODELLED = Text(
    nl="In {name} is de verhouding {value} volgens het model. Of dat anders is dan bij toeval, valt niet te zeggen.",
    en="In {name} the ratio is {value} according to the model. Whether that differs from chance cannot be said.",
)
_RATIO_NOT = Text(nl="{name}: geen verhouding te geven ({why}).", en="{name}: no ratio can be given ({why}).")
_BELOW = Text(
    nl="aantoonbaar minder contact over groepen heen dan bij toeval",
    en="demonstrably fewer ties across groups than by chance",
)
_ABOVE = Text(
    nl="aantoonbaar meer contact over groepen heen dan bij toeval",
    en="demonstrably more ties across groups than by chance",
)
_CHANCE = Text(
    nl="niet aantoonbaar minder contact over groepen heen dan bij toeval",
    en="not demonstrably fewer ties across groups than by chance",
)
_ALPHA = "cronbach_alpha"
_WELL, _FAIRLY = 0.8, 0.7
"""From which Cronbach's alpha a scale hangs together well, and fairly well (Nunnally 1978)."""

_ALPHA_IS = Text(
    nl="In {name} hangen de stellingen {how} samen: alfa {value}{between}.",
    en="In {name} the statements hang together {how}: alpha {value}{between}.",
)
_HOW = (Text(nl="goed", en="well"), Text(nl="redelijk", en="fairly well"), Text(nl="matig", en="poorly"))
_READ_WITH_CARE = Text(
    nl=" Lees de score daar met voorzichtigheid: bewoners antwoorden op de stellingen niet steeds in dezelfde richting.",
    en=" Read the score there with care: residents do not always answer the statements in the same direction.",
)
_ALPHA_BETWEEN = Text(nl=" (waarschijnlijk tussen {low} en {high})", en=" (probably between {low} and {high})")
_INSTRUMENT = Text(
    nl="Vragenlijst: {which}. Andere vragenlijsten met dezelfde naam zijn hiermee niet te vergelijken.",
    en="Questionnaire: {which}. Other questionnaires of the same name cannot be compared with it.",
)


_OTHERS = Text(nl="contact met mensen die anders zijn", en="ties with people unlike oneself")


def axes(indicators: Mapping[str, Indicator]) -> list[str]:
    """The axes on which people can be bridged, in the order of the registry."""
    return [key for key in indicators if key.startswith(f"{BRIDGING}_") and key != RATIO]


def topics(indicators: Mapping[str, Indicator]) -> list[str]:
    """Every indicator of ties in the order of the page: what was asked first, strengths before shortages, models last."""
    story = [BONDING, BRIDGING, RATIO, *axes(indicators), COHESION, AT_HOME, AVOIDS]
    mine = [key for key, one in indicators.items() if one.theme is Theme.TIES]
    rest = [key for key in mine if key not in story]
    last = (lambda k: indicators[k].kind is Kind.MODELLED, lambda k: indicators[k].better is Better.LOWER)
    return [key for key in story if key in mine] + sorted(rest, key=lambda k: tuple(one(k) for one in last))


def asked(keys: Sequence[str], indicators: Mapping[str, Indicator]) -> list[str]:
    """Those of ``keys`` that residents were asked about, rather than a model."""
    return [key for key in keys if indicators[key].kind is Kind.OBSERVED]


def answer(both: Sequence[pd.Series], about: Sequence[Indicator], whole: str, lang: Lang) -> str:
    """Support close by and ties with others in one place, and how both compare with the municipality called ``whole``.

    ``both``: the rows (``rows.COLUMNS``) of :func:`pair`, ``about`` their indicators. Empty when either has no value.
    """
    if any(pd.isna(row["value"]) for row in both):
        return ""
    x, y = (one.format(row["value"], lang) for row, one in zip(both, about, strict=True))
    said = _BOTH(lang).format(name=both[0]["name"], x=x, y=y)
    tested = [Difference(row["difference"]) for row in both]
    if Difference.UNTESTED not in tested:
        x, y = (one.text(lang) for one in tested)
        said += _AGAINST(lang).format(whole=whole, x=x, y=y)
    return said + sentences.caution([str(row["verdict"]) for row in both], lang)


def against_chance(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """The bridging ratio of one place (a row of ``rows.COLUMNS``) against random mixing, in a sentence.

    A claim is made only when the figure may be said and its whole interval lies on one side of 1.
    """
    value, low, high = (indicator.format(row[end], lang) for end in ("value", "low", "high"))
    if pd.isna(row["value"]):
        why = Reason(row["reason"] or Reason.NOT_MEASURED).text(lang)
        return _RATIO_NOT(lang).format(name=row["name"], why=why)
    if row["verdict"] not in _SPEAKING:
        return _RATIO_MODELLED(lang).format(name=row["name"], value=value)
    said = _BELOW if row["high"] < BY_CHANCE else _ABOVE if row["low"] > BY_CHANCE else _CHANCE
    told = _RATIO(lang).format(name=row["name"], value=value, low=low, high=high, said=said(lang))
    return told + sentences.caution([str(row["verdict"])], lang)


def alphas(snapshot: Snapshot, edition: str, places: Mapping[str, str], lang: Lang) -> list[str]:
    """Per place (code -> name) how well the statements of the cohesion scale hang together; only where it was worked out."""
    table = snapshot.statistics
    mine = table[table["indicator"].eq(COHESION) & table["edition"].eq(edition) & table["statistic"].eq(_ALPHA)]
    known = mine[mine["value"].notna()].set_index("area")
    return [_alpha(known.loc[code], name, lang) for code, name in places.items() if code in known.index]


def _alpha(found: pd.Series, name: str, lang: Lang) -> str:
    value, low, high = (number(found[end], lang, 2) for end in ("value", "low", "high"))
    margin = found[["low", "high"]].notna().all()
    between = _ALPHA_BETWEEN(lang).format(low=low, high=high) if margin else ""
    alpha = float(found["value"])
    how = _HOW[0] if alpha >= _WELL else _HOW[1] if alpha >= _FAIRLY else _HOW[2]
    said = _ALPHA_IS(lang).format(how=how(lang), name=name, value=value, between=between)
    return said + (_READ_WITH_CARE(lang) if alpha < _FAIRLY else "")


def instrument(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """Which questionnaire a value of cohesion comes from, and that others of the same name are another measure."""
    return _INSTRUMENT(lang).format(which=words.instrument(row["instrument"], indicator, lang))


def absent_words(keys: Sequence[str], indicators: Mapping[str, Indicator], lang: Lang) -> str:
    """The topics ``keys`` in a list; those a snapshot does not know are called by what they measure together."""
    known = [sentences.spoken_title(indicators[key], lang) for key in keys if key in indicators]
    return listing(known, lang) if known else _OTHERS(lang)


def pair(snapshot: Snapshot, edition: str, area: str) -> tuple[pd.Series, pd.Series]:
    """The rows of support close by and of ties with others, for all residents of one area; see ``rows.one``."""
    return tuple(figure_rows.one(snapshot, key, edition, area) for key in (BONDING, BRIDGING))
