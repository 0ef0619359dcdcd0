"""Tables of initiatives."""

from __future__ import annotations

from wijkmonitor.columns.field import EDITION, LOCATION, field

INITIATIVES = (
    EDITION,
    field("initiative_id", "string", "sleutel van het initiatief", "key of the initiative"),
    field("name", "string", "naam", "name"),
    field("start", "date", "begonnen op", "started on"),
    field("end", "date", "gestopt op", "ended on"),
    field(
        "state",
        "string",
        "active, unconfirmed, paused, ended of planned",
        "active, unconfirmed, paused, ended or planned",
    ),
    field("last_confirmed", "date", "laatst bevestigd op", "last confirmed on"),
    field("approach", "string", "aanpak", "approach (aanpak)"),
    field(
        "own_approach",
        "string",
        "sleutel van een aanpak die de gemeente zelf heeft toegevoegd (approach is dan other)",
        "key of an approach the municipality added itself (approach is then other)",
    ),
    field("theme", "string", "onderwerp", "theme"),
    field(
        "lead",
        "string",
        "wie trekt het: residents, professional of joint",
        "who leads: residents, professional or joint",
    ),
    field("target_groups", "string", "voor wie, gescheiden door ;", "for whom, separated by ;"),
    field("organisation_id", "string", "sleutel van de organisatie", "key of the organisation"),
    field("meeting_place_id", "string", "sleutel van de ontmoetingsplek", "key of the meeting place"),
    *LOCATION,
    field("public_location", "string", "staat de plek op de kaart: yes of no", "is the location public: yes or no"),
    field("subsidised", "string", "krijgt subsidie: yes, no of leeg", "receives a subsidy: yes, no or empty"),
    field(
        "bridges",
        "string",
        "welke verschillen het overbrugt (age, education, origin, income), gescheiden door ;, of none",
        "which differences it bridges (age, education, origin, income), separated by ;, or none",
    ),
    field(
        "bridging",
        "string",
        "overbrugt het ten minste één verschil: yes, no of leeg (niet bekend)",
        "does it bridge at least one difference: yes, no or empty (not known)",
    ),
)

INITIATIVE_CHECKS = (
    EDITION,
    field("initiative_id", "string", "sleutel van het initiatief", "key of the initiative"),
    field("check", "string", "sleutel van het kenmerk van de aanpak", "key of the mark of the approach"),
    field("state", "string", "met, not_met of unknown", "met, not_met or unknown"),
)

SURVIVAL = (
    EDITION,
    field("group", "string", "groep: all, of dimensie:categorie", "group: all, or dimension:category"),
    field("years", "number", "jaren sinds het begin", "years since the start"),
    field("share", "number", "deel dat dan nog bestaat", "share that still exists then"),
    field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
    field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
    field("at_risk", "integer", "initiatieven waarop het rust", "initiatives it rests on"),
)
