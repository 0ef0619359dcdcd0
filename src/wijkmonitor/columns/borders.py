"""The table that tells how the areas of one year lie in those of another."""

from __future__ import annotations

from wijkmonitor.columns.field import LEVEL, field

OVERLAPS = (
    field("vintage_from", "integer", "jaar van de indeling waaruit", "year of the division from which"),
    field("area_from", "string", "code van het gebied waaruit", "code of the area from which"),
    field("vintage_to", "integer", "jaar van de indeling waarnaar", "year of the division to which"),
    field("area_to", "string", "code van het gebied waarnaar", "code of the area to which"),
    LEVEL,
    field(
        "share_of_area",
        "number",
        "welk deel van het land van area_from in area_to ligt, 0 tot 1",
        "the part of the land of area_from that lies in area_to, 0 to 1",
    ),
    field(
        "share_of_population",
        "number",
        "welk deel van de bewoners van area_from in area_to woont, 0 tot 1",
        "the part of the residents of area_from who live in area_to, 0 to 1",
    ),
    field(
        "share_of_target",
        "number",
        "welk deel van het land van area_to uit area_from komt, 0 tot 1",
        "the part of the land of area_to that comes from area_from, 0 to 1",
    ),
    field(
        "how",
        "string",
        "same: niets veranderd; recode: volgens de omzettingstabel van de gemeente; shape: over elkaar gelegd op de kaart",
        "same: nothing changed; recode: by the conversion table of the municipality; shape: laid over each other on the map",
    ),
)
