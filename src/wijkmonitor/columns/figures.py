"""Tables of figures: estimates, and what was worked out with them."""

from __future__ import annotations

from wijkmonitor.columns.field import AREA, EDITION, INDICATOR, LEVEL, field

ESTIMATES = (
    INDICATOR,
    *AREA,
    EDITION,
    field("group", "string", "groep: all, of dimensie:categorie", "group: all, or dimension:category"),
    field("value", "number", "waarde; aandelen van 0 tot 1", "value; shares from 0 to 1"),
    field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
    field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
    field("n_band", "string", "aantal antwoorden, in klassen", "number of answers, banded"),
    field(
        "n_eff",
        "number",
        "effectief aantal antwoorden, op vijftallen",
        "effective number of answers, to the nearest five",
    ),
    field(
        "shrinkage",
        "number",
        "bij een modelschatting: welk deel uit de antwoorden van het gebied zelf komt (0 = niets, 1 = alles)",
        "of a model estimate: the part that comes from the area's own answers (0 = none, 1 = all)",
    ),
    field("kind", "string", "observed, modelled of register", "observed, modelled or register"),
    field("instrument", "string", "de gebruikte vragenlijst", "the item set used"),
    field("verdict", "string", "mag je dit zeggen?", "may this be said?"),
    field("reason", "string", "waarom er geen waarde is", "why there is no value"),
    field(
        "difference",
        "string",
        "vergeleken met de hele gemeente: higher, lower, not_demonstrable of leeg (niet getoetst)",
        "against the municipality as a whole: higher, lower, not_demonstrable or empty (not tested)",
    ),
    field(
        "change",
        "number",
        "verschil met de vorige editie (zelfde vragenlijst), in de eenheid van de waarde",
        "difference with the previous edition (same item set), in the unit of the value",
    ),
    field("change_low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
    field("change_high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
    field(
        "changed",
        "string",
        "vergeleken met de vorige editie: higher, lower, not_demonstrable of leeg (niet getoetst)",
        "against the previous edition: higher, lower, not_demonstrable or empty (not tested)",
    ),
)

MODELS = (
    INDICATOR,
    *AREA,
    EDITION,
    field("value", "number", "modelschatting; aandelen van 0 tot 1", "model estimate; shares from 0 to 1"),
    field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
    field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
    field("rmse", "number", "geschatte fout van de modelschatting", "estimated error of the model estimate"),
    field(
        "shrinkage",
        "number",
        "welk deel uit de antwoorden van het gebied zelf komt (0 = niets, 1 = alles)",
        "the part that comes from the area's own answers (0 = none, 1 = all)",
    ),
    field(
        "basis",
        "string",
        "area: antwoorden en model samen; synthetic: alleen het model",
        "area: answers and model together; synthetic: the model only",
    ),
)

STATISTICS = (
    INDICATOR,
    EDITION,
    LEVEL,
    AREA[0],
    field("statistic", "string", "wat er is berekend", "what was worked out"),
    field("value", "number", "waarde", "value"),
    field("low", "number", "ondergrens van het interval", "lower end of the interval"),
    field("high", "number", "bovengrens van het interval", "upper end of the interval"),
)

CLUSTERS = (
    INDICATOR,
    EDITION,
    LEVEL,
    AREA[0],
    field(
        "cluster",
        "string",
        "high_high, low_low, high_low, low_high of leeg (niet aantoonbaar)",
        "high_high, low_low, high_low, low_high or empty (not demonstrable)",
    ),
    field(
        "p",
        "number",
        "p-waarde na correctie voor het aantal gebieden",
        "p value, corrected for the number of areas",
    ),
)
