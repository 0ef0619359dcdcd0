"""How a figure is to be read: the verdicts with their textures, margins, differences, changes, and why some are withheld."""

from __future__ import annotations

from html import escape

import pandas as pd

from wijkmonitor.analysis.differences import FALSE_ALARMS
from wijkmonitor.estimate import BANDS, EDGE, K, Reason, Verdict
from wijkmonitor.figures.legend import swatch
from wijkmonitor.figures.theme import Mode, class_colours, texture_of
from wijkmonitor.indicator import Kind
from wijkmonitor.text import Lang, Text, listing, percent

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
        nl="Een model heeft het geschat, geheel of voor een deel uit andere gegevens dan antwoorden van hier. Een model "
        "ziet niet wat een buurt bijzonder maakt.",
        en="A model estimated it, wholly or partly from other data than answers from here. A model does not see what sets "
        "a buurt apart.",
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
    Reason.UNCERTAIN: Text(
        nl="er is geteld, maar met zo weinig mensen of dingen dat toeval te veel uitmaakt",
        en="it was counted, but of so few people or things that chance matters too much",
    ),
    Reason.OTHER_BORDERS: Text(
        nl="het cijfer van toen gaat over een ander gebied; te weinig daarvan is bekend om het om te rekenen",
        en="the figure of then is about another area; too little of that is known to carry it over",
    ),
}
RULES: tuple[tuple[Text, Text], ...] = (
    (
        Text(nl="De marge", en="The margin"),
        Text(
            nl="“Waarschijnlijk tussen” is een 95%-interval. Bij een enquête antwoordt niet iedereen. Zou de enquête vaak "
            "worden herhaald, dan ligt de echte waarde in 95 van de 100 keer binnen de marge.",
            en="“Probably between” is a 95% interval. Not everybody answers a survey. If the survey were repeated often, "
            "the real value would lie within the margin 95 times out of 100.",
        ),
    ),
    (
        Text(nl="Afronden", en="Rounding"),
        Text(
            nl="Percentages uit een enquête zijn hele procenten. Onder {low} en boven {high} staat er {low} of {high}: dan "
            "is nooit te lezen dat iedereen of niemand iets antwoordde.",
            en="Percentages from a survey are whole per cents. Below {low} and above {high} it says {low} or {high}: so it "
            "can never be read that everybody or nobody gave an answer.",
        ),
    ),
    (
        Text(nl="Niemand herkenbaar", en="Nobody recognisable"),
        Text(
            nl="Over minder dan {k} mensen die antwoordden wordt niets getoond. Een uitsplitsing opent alleen waar elke "
            "groep ten minste {k} antwoorden telt. Het aantal antwoorden staat er alleen in klassen: {bands}.",
            en="Nothing is shown about fewer than {k} people who answered. A split opens only where every group counts at "
            "least {k} answers. The number of answers is given in bands only: {bands}.",
        ),
    ),
    (
        Text(nl="Verschil met de hele gemeente", en="Difference with the whole municipality"),
        Text(
            nl="“Mag je dit zeggen?” en “aantoonbaar hoger” of “lager” zijn twee verschillende dingen. Het ene gaat over "
            "het cijfer zelf, het andere over het verschil met de hele gemeente. Een indicatief cijfer kan aantoonbaar "
            "hoger zijn; een stevig cijfer kan niet aantoonbaar anders zijn. Dat zeggen we dan zo, nooit “gelijk”. De "
            "toets houdt er rekening mee dat een gebied zelf deel is van de gemeente en dat veel gebieden tegelijk worden "
            "vergeleken (Benjamini-Hochberg, {q}). In 1.000 nagebootste gemeenten van 48 buurten zonder enig echt verschil "
            "kreeg 2,7 tot 3,7% toch een buurt die “anders” heette. Bij een soepeler grens (10%) was dat 6,5 tot 7,9%.",
            en="“May this be said?” and “demonstrably higher” or “lower” are two different things. One is about the figure "
            "itself, the other about the difference with the municipality as a whole. An indicative figure can be "
            "demonstrably higher; a firm figure can be not demonstrably different. Then we say so, never “equal”. The test "
            "takes into account that an area is itself part of the municipality and that many areas are compared at once "
            "(Benjamini-Hochberg, {q}). Of 1,000 made-up municipalities of 48 buurten without any real difference, 2.7 to "
            "3.7% still had a buurt called “different”. With a looser limit (10%) that was 6.5 to 7.9%.",
        ),
    ),
    (
        Text(nl="Verandering", en="Change"),
        Text(
            nl="Een cijfer wordt vergeleken met de vorige editie waarin het is gemeten. Bij een aantoonbaar verschil staat "
            "hoeveel het scheelt (bij percentages in procentpunt) en tussen welke grenzen dat waarschijnlijk ligt "
            "(MOVER-interval, Zou en Donner 2008). Is toen iets anders gevraagd, dan staat er dat het niet te vergelijken "
            "is.",
            en="A figure is compared with the previous edition in which it was measured. With a demonstrable difference "
            "you see how much it is (for percentages in percentage points) and between which limits it probably lies "
            "(MOVER interval, Zou and Donner 2008). When something else was asked then, it says that they cannot be "
            "compared.",
        ),
    ),
    (
        Text(nl="Modelschatting", en="Model estimate"),
        Text(
            nl="Waar te weinig mensen antwoordden, kan er een modelschatting staan: een mengsel van antwoorden daar en van "
            "wat vergelijkbare buurten laten zien. Erbij staat welk deel uit eigen antwoorden komt. Zo’n schatting heeft "
            "een eigen patroon en een eigen legenda, wordt apart geteld en is nooit een sterk punt, een verschil of een "
            "verandering.",
            en="Where too few people answered there can be a model estimate: a mixture of answers from there and of what "
            "comparable buurten show. It says which part comes from own answers. Such an estimate has a pattern and a "
            "legend of its own, is counted apart and is never a strong point, a difference or a change.",
        ),
    ),
    (
        Text(nl="Wel en niet vergelijken", en="What is compared and what is not"),
        Text(
            nl="Cijfers worden alleen vergeleken als ze met precies dezelfde vragen zijn gemeten. Zijn de vragen "
            "veranderd, dan breekt de lijn en heeft de kaart andere klassen. Er zijn geen ranglijsten.",
            en="Figures are compared only when they were measured with exactly the same questions. When the questions "
            "changed, the line breaks and the map has other classes. There are no rankings.",
        ),
    ),
)  # fmt: skip
"""How figures are to be read; ``rules`` fills in the numbers."""


def rules(lang: Lang) -> list[tuple[str, str]]:
    """Heading and text of every rule, with the numbers the program works with."""
    bands = listing([name.replace("-", "–") for _, name in BANDS], lang)
    fill = {
        "k": K,
        "low": percent(EDGE, lang),
        "high": percent(1 - EDGE, lang),
        "bands": bands,
        "q": percent(FALSE_ALARMS, lang),
    }
    return [(heading(lang), body.fill(**fill)(lang)) for heading, body in RULES]


def meanings(lang: Lang) -> list[tuple[str, str]]:
    """Every verdict in words, with what it means for who uses the figure."""
    return [(verdict.text(lang), _TIERS[verdict](lang)) for verdict in Verdict]


def tiers(lang: Lang, mode: Mode) -> str:
    """Every verdict with its texture and what it means, as an HTML list."""
    items = []
    for verdict in Verdict:
        sign = swatch(class_colours(1, mode)[0], texture_of(verdict.value, Kind.OBSERVED.value), mode)
        told = f"<span><strong>{escape(verdict.text(lang))}</strong>: {escape(_TIERS[verdict](lang))}</span>"
        items.append(f'<li style="display:flex;gap:.6rem;align-items:baseline;margin:.35rem 0">{sign}{told}</li>')
    return f'<ul style="list-style:none;margin:0;padding:0">{"".join(items)}</ul>'


def reasons(lang: Lang) -> pd.DataFrame:
    """Every reason why there is no figure, as it is written on screen, with what it means."""
    heads = (Text(nl="Er staat", en="It says"), Text(nl="Dat betekent", en="That means"))
    lines = [(reason.text(lang), meaning(lang)) for reason, meaning in _REASONS.items()]
    return pd.DataFrame(lines, columns=[head(lang) for head in heads])
