"""What every figure means and from when it may be said, in words made from the indicators and the enums themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from wijkmonitor.estimate import BANDS, EDGE, K, Reason, Verdict
from wijkmonitor.figures import words
from wijkmonitor.figures.legend import swatch
from wijkmonitor.figures.theme import Mode, class_colours, texture_of
from wijkmonitor.groups import DIMENSIONS
from wijkmonitor.indicator import NO_INSTRUMENT, Better, Floors, Indicator, Kind, Theme, Unit
from wijkmonitor.text import Lang, Text, listing, number, percent, same

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
_ANSWERS, _RESIDENTS = Text(nl="antwoorden", en="answers"), Text(nl="inwoners", en="residents")
_SAID = Text(
    nl="vanaf {n} {of}{eff} als de marge hooguit {w} breed is",
    en="from {n} {of}{eff} when the margin is at most {w} wide",
)
_EFFECTIVE = Text(nl=" (die na weging tellen als ten minste {e})", en=" (that count as at least {e} after weighting)")
_CARE = Text(
    nl="vanaf {n} {of} als de marge hooguit {w} breed is", en="from {n} {of} when the margin is at most {w} wide"
)
_MODEL = Text(
    nl="vanaf {n} {of}; een rechtstreeks gemeten cijfer wordt dan niet getoond",
    en="from {n} {of}; a figure measured directly is then not shown",
)
_NOT = Text(nl="bij minder dan {n} {of}", en="with fewer than {n} {of}")
_ALWAYS_MODEL = Text(nl="altijd, want het is een schatting met een model", en="always, because a model estimated it")
_COMPOSITE = Text(
    nl="een samengesteld cijfer: het is nooit zekerder dan de onderdelen",
    en="a composite figure: it is never more certain than its parts",
)
_COUNTED = Text(
    nl="een telling. Rust het cijfer op een aanname of op heel weinig gevallen, dan geldt: {care}",
    en="a count. When the figure rests on an assumption or on very few cases, then: {care}",
)
_POINTS = Text(nl="{w} procentpunten", en="{w} percentage points")
_SUMMARY = Text(
    nl="Van de {n} cijfers in deze momentopname mag je er {said} zeggen, {care} met voorzichtigheid en {model} alleen als "
    "modelschatting. Bij {nothing} mag je niets zeggen.",
    en="Of the {n} figures in this snapshot {said} may be said, {care} with care and {model} as a model estimate only. Of "
    "{nothing} nothing may be said.",
)
_TIERS = {
    Verdict.SAID: Text(
        nl="Er zijn genoeg antwoorden en de marge is smal. U kunt dit cijfer gewoon gebruiken.",
        en="There are enough answers and the margin is narrow. You can simply use this figure.",
    ),
    Verdict.CARE: Text(
        nl="Het geeft een richting aan, geen hard getal. Noem de marge erbij.",
        en="It shows a direction, not a hard number. Mention the margin with it.",
    ),
    Verdict.MODEL: Text(
        nl="Het is berekend uit andere gegevens en niet hier gemeten. Een model ziet niet wat een buurt bijzonder maakt.",
        en="It was computed from other data and not measured here. A model does not see what sets a buurt apart.",
    ),
    Verdict.NOT: Text(
        nl="Er staat geen cijfer. De reden staat erbij.",
        en="There is no figure. The reason is given.",
    ),
}
_REASONS = {
    Reason.NOT_MEASURED: Text(
        nl="er is geen bestand met dit gegeven voor dit gebied", en="there is no file with this for this area"
    ),
    Reason.TOO_FEW: Text(
        nl="het cijfer zou te onzeker zijn; met meer antwoorden kan het er wel komen",
        en="the figure would be too uncertain; with more answers it can be given",
    ),
    Reason.SUPPRESSED: Text(
        nl="het cijfer gaat over zo weinig mensen dat iemand te herkennen kan zijn, ook door totalen van elkaar af te trekken",
        en="the figure is about so few people that somebody could be recognised, also by subtracting totals",
    ),
    Reason.NO_RESIDENTS: Text(
        nl="een cijfer per inwoner zegt hier niets", en="a figure per resident means nothing here"
    ),
}
RULES: tuple[tuple[Text, Text], ...] = (
    (
        Text(nl="De marge", en="The margin"),
        Text(
            nl="“Waarschijnlijk tussen” is een 95%-interval. Bij een enquête antwoordt niet iedereen. Zou de enquête vaak "
            "worden herhaald, dan ligt de echte waarde in 95 van de 100 keer binnen de marge. Is een verschil kleiner dan de "
            "marge van dat verschil, dan zeggen we “niet aantoonbaar anders”, nooit “gelijk”.",
            en="“Probably between” is a 95% interval. Not everybody answers a survey. If the survey were repeated often, the "
            "real value would lie within the margin 95 times out of 100. When a difference is smaller than its own margin "
            "we say “not demonstrably different”, never “equal”.",
        ),
    ),
    (
        Text(nl="Afronden", en="Rounding"),
        Text(
            nl="Percentages uit een enquête zijn hele procenten. Onder {low} en boven {high} staat er {low} of {high}: dan is "
            "nooit te lezen dat iedereen of niemand iets antwoordde.",
            en="Percentages from a survey are whole per cents. Below {low} and above {high} it says {low} or {high}: so it can "
            "never be read that everybody or nobody gave an answer.",
        ),
    ),
    (
        Text(nl="Niemand herkenbaar", en="Nobody recognisable"),
        Text(
            nl="Over minder dan {k} mensen die antwoordden wordt niets getoond. Een uitsplitsing opent alleen waar elke groep "
            "ten minste {k} antwoorden telt. Het aantal antwoorden staat er alleen in klassen: {bands}.",
            en="Nothing is shown about fewer than {k} people who answered. A split opens only where every group counts at least "
            "{k} answers. The number of answers is given in bands only: {bands}.",
        ),
    ),
    (
        Text(nl="Vergelijken", en="Comparing"),
        Text(
            nl="Cijfers worden alleen vergeleken als ze met precies dezelfde vragen zijn gemeten. Er zijn geen ranglijsten.",
            en="Figures are compared only when they were measured with exactly the same questions. There are no rankings.",
        ),
    ),
)  # fmt: skip
"""How figures are to be read; ``rules`` fills in the numbers."""


def rules(lang: Lang) -> list[tuple[str, str]]:
    """Heading and text of every rule, with the numbers the program works with."""
    bands = listing([name.replace("-", "–") for _, name in BANDS], lang)
    fill = {"k": K, "low": percent(EDGE, lang), "high": percent(1 - EDGE, lang), "bands": bands}
    return [(heading(lang), body.fill(**fill)(lang)) for heading, body in RULES]


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


def tiers(lang: Lang, mode: Mode) -> str:
    """Every verdict with its texture and what it means, as an HTML list."""
    items = []
    for verdict in Verdict:
        sign = swatch(class_colours(1, mode)[0], texture_of(verdict.value, Kind.OBSERVED.value), mode)
        told = f"<span><strong>{escape(verdict.text(lang))}</strong>: {escape(_TIERS[verdict](lang))}</span>"
        items.append(f'<li style="display:flex;gap:.6rem;align-items:center;margin:.35rem 0">{sign}{told}</li>')
    return f'<ul style="list-style:none;margin:0;padding:0">{"".join(items)}</ul>'


def reasons(lang: Lang) -> pd.DataFrame:
    """Every reason why there is no figure, as it is written on screen, with what it means."""
    heads = (Text(nl="Er staat", en="It says"), Text(nl="Dat betekent", en="That means"))
    lines = [(reason.text(lang), meaning(lang)) for reason, meaning in _REASONS.items()]
    return pd.DataFrame(lines, columns=[head(lang) for head in heads])


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


def said_from(indicator: Indicator, lang: Lang) -> list[str]:
    """From how many answers or residents each verdict applies to an indicator; a line each."""
    if indicator.kind is Kind.MODELLED:
        return [f"{Verdict.MODEL.text(lang)}: {_ALWAYS_MODEL(lang)}"]
    if indicator.inputs:
        return [_COMPOSITE(lang)]
    if indicator.floors is None:
        return [_COUNTED(lang).format(care=Verdict.CARE.text(lang))]
    return _floors(indicator, indicator.floors, lang)


def _floors(indicator: Indicator, floors: Floors, lang: Lang) -> list[str]:
    of = (_ANSWERS if indicator.kind is Kind.OBSERVED else _RESIDENTS)(lang)

    def told(verdict: Verdict, sentence: Text, n: float, width: float = 0.0, effective: float = 0.0) -> str:
        eff = _EFFECTIVE(lang).format(e=number(effective, lang)) if effective else ""
        said = sentence(lang).format(n=number(n, lang), of=of, eff=eff, w=_width(width, indicator, lang))
        return f"{verdict.text(lang)}: {said}"

    lines = [
        told(Verdict.SAID, _SAID, floors.n_said, floors.width_said, floors.n_eff_said),
        told(Verdict.CARE, _CARE, floors.n_care, floors.width_care),
    ]
    if floors.n_model < floors.n_care:
        lines.append(told(Verdict.MODEL, _MODEL, floors.n_model))
    return [*lines, told(Verdict.NOT, _NOT, floors.n_model)]


def _width(width: float, indicator: Indicator, lang: Lang) -> str:
    if indicator.unit.is_share:
        return _POINTS(lang).format(w=number(width * 100, lang))
    after = words.unit_after(indicator.unit, lang) if indicator.unit is Unit.PER_1000 else ""
    return number(width, lang, 0 if width == int(width) else 1) + after


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
