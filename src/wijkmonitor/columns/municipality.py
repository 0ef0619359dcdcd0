"""Tables about the municipality itself: how four groups judge it, and what it promised and did."""

from __future__ import annotations

from wijkmonitor.columns.field import AREA, EDITION, field

SCAN = (
    EDITION,
    *AREA,
    field("point", "string", "aandachtspunt", "point of attention"),
    field(
        "judge",
        "string",
        "wie oordeelt: residents, initiators, professionals, officials; gap = officials min residents",
        "who judges: residents, initiators, professionals, officials; gap = officials minus residents",
    ),
    field("score", "number", "gemiddeld oordeel van 1 tot 5", "mean judgement from 1 to 5"),
    field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
    field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
    field("n_band", "string", "aantal oordelen, in klassen", "number of judgements, banded"),
    field(
        "basis",
        "string",
        "waar het oordeel vandaan komt: scan of survey",
        "where the judgement comes from: scan or survey",
    ),
    field(
        "spread",
        "string",
        "spreiding achter de marge: given (opgegeven) of largest (zo groot als die kan zijn)",
        "spread behind the margin: given, or largest (as large as it can be)",
    ),
    field("verdict", "string", "mag je dit zeggen?", "may this be said?"),
    field("reason", "string", "waarom er geen waarde is", "why there is no value"),
    field(
        "difference",
        "string",
        "bij gap: oordelen ambtenaren aantoonbaar gunstiger (higher), minder gunstig (lower) of niet (not_demonstrable)",
        "for gap: whether officials judge demonstrably more (higher), less (lower) or not (not_demonstrable) favourably",
    ),
    field("hard_figure", "number", "hard cijfer bij dit punt", "hard figure for this point"),
    field("hard_figure_unit", "string", "eenheid van het harde cijfer", "unit of the hard figure"),
)

PROMISES = (
    EDITION,
    field("promise_id", "string", "sleutel van de toezegging", "key of the promise"),
    field("point", "string", "aandachtspunt", "point of attention"),
    field("wijk", "string", "code van de wijk; leeg voor de hele gemeente", "code of the wijk; empty for the whole"),
    field("what", "string", "wat is toegezegd", "what was promised"),
    field("promised_on", "date", "toegezegd op", "promised on"),
    field("due", "date", "beloofd voor", "promised by"),
    field("done_on", "date", "gedaan op", "done on"),
    field("state", "string", "kept, late, open, overdue of dropped", "kept, late, open, overdue or dropped"),
    field(
        "due_passed",
        "string",
        "yes: de termijn was voorbij op de datum van de editie",
        "yes: it was past due at the date of the edition",
    ),
    field("result", "string", "wat ervan kwam", "what came of it"),
)
