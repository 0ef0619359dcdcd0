"""Tables of meeting places, and of where residents live."""

from __future__ import annotations

from wijkmonitor.columns.field import EDITION, LOCATION, field
from wijkmonitor.groups import DAYPART

PLACES = (
    EDITION,
    field("place_id", "string", "sleutel van de plek", "key of the place"),
    field("name", "string", "naam", "name"),
    field("type", "string", "soort plek", "type of place"),
    *LOCATION,
    field("low_threshold", "number", "lage drempel, 0 tot 4", "low threshold, 0 to 4"),
    field("free_entry", "number", "gratis binnenlopen, 0 tot 4", "free to enter, 0 to 4"),
    field("comfortable", "number", "prettig om te zijn, 0 tot 4", "comfortable, 0 to 4"),
    field("known_and_new", "number", "bekende en nieuwe mensen, 0 tot 4", "known and new people, 0 to 4"),
    field("conversation", "number", "er wordt gepraat, 0 tot 4 (niet verplicht)", "people talk, 0 to 4 (optional)"),
    field(
        "equal_footing",
        "number",
        "iedereen telt gelijk, 0 tot 4 (niet verplicht)",
        "on an equal footing, 0 to 4 (optional)",
    ),
    field("low_profile", "number", "gewoon en zonder opsmuk, 0 tot 4 (niet verplicht)", "plain, 0 to 4 (optional)"),
    field("playful", "number", "luchtige sfeer, 0 tot 4 (niet verplicht)", "a playful mood, 0 to 4 (optional)"),
    field("quality", "number", "kwaliteit, 0 tot 100", "quality, 0 to 100"),
    field("quality_staff", "number", "kwaliteit volgens medewerkers", "quality according to staff"),
    field("quality_resident", "number", "kwaliteit volgens bewoners", "quality according to residents"),
    field("quality_non_visitor", "number", "kwaliteit volgens wie er niet komt", "quality according to non-visitors"),
    field("opening_hours", "string", "openingstijden (OSM-notatie)", "opening hours (OSM syntax)"),
    field(
        "hours_weekday", "number", "uren per week open op werkdagen overdag", "hours a week open in daytime on weekdays"
    ),
    field("hours_evening", "number", "uren per week open in de avond", "hours a week open in the evening"),
    field("hours_weekend", "number", "uren per week open in het weekend", "hours a week open at the weekend"),
    *(
        field(
            f"open_{daypart}",
            "string",
            f"yes of no: {words.nl} ten minste 3 uur per week open; leeg als dat niet bekend is",
            f"yes or no: open for at least 3 hours a week {words.en}; empty when unknown",
        )
        for daypart, words in DAYPART.categories.items()
    ),
    field("capacity_persons", "number", "aantal personen dat erin past", "number of people it holds"),
    field("address", "string", "adres", "address"),
    field("source", "string", "bron", "source"),
    field("last_checked", "date", "laatst nagekeken", "last checked"),
)

CANDIDATE_SITES = (
    EDITION,
    field("site_id", "string", "sleutel van de kandidaatplek", "key of the candidate site"),
    field("name", "string", "naam", "name"),
    field("kind", "string", "soort gebouw", "kind of building"),
    *LOCATION,
    field("address", "string", "adres", "address"),
    field("source", "string", "bron", "source"),
)

HOMES = (
    EDITION,
    field("area", "string", "code van het kleinste gebied", "code of the smallest area"),
    field("x_rd", "number", "x in meters (Rijksdriehoek)", "x in metres (Dutch grid)"),
    field("y_rd", "number", "y in meters (Rijksdriehoek)", "y in metres (Dutch grid)"),
    field("residents", "number", "bewoners rond dit punt", "residents around this point"),
    field(
        "assumed",
        "string",
        "yes: bewoners zijn gelijk over het gebied verspreid; no: bekend per postcode",
        "yes: residents are spread evenly over the area; no: known per postcode",
    ),
)
