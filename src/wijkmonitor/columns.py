"""The columns of the tables in a snapshot: name, type and meaning, declared once.

The CSV files, the schemas in ``datapackage.json`` and the data dictionary all derive from :data:`TABLES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from wijkmonitor.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, Frictionless type and what it means."""

    name: str
    type: Literal["string", "number", "integer", "date"]
    about: Text

    def schema(self) -> dict[str, Any]:
        """As a Frictionless Table Schema field."""
        return {"name": self.name, "type": self.type, "title": self.about.en, "description": self.about.nl}


def _field(name: str, kind: Literal["string", "number", "integer", "date"], nl: str, en: str) -> Field:
    return Field(name=name, type=kind, about=Text(nl=nl, en=en))


_EDITION = _field("edition", "string", "editie", "edition")
_INDICATOR = _field(
    "indicator", "string", "sleutel van de indicator, zie indicators.json", "key of the indicator, see indicators.json"
)
_LEVEL = _field("level", "string", "niveau: gemeente, wijk of buurt", "level: gemeente, wijk or buurt")
_AREA = (
    _field("area", "string", "CBS-code van het gebied", "CBS code of the area"),
    _LEVEL,
    _field("vintage", "integer", "jaar van de gebiedsindeling", "year of the division into areas"),
)
_LOCATION = (
    _field("buurt", "string", "code van de buurt waarin het ligt", "code of the buurt it lies in"),
    _field("wijk", "string", "code van de wijk waarin het ligt", "code of the wijk it lies in"),
    _field("lat", "number", "breedtegraad (WGS84)", "latitude (WGS84)"),
    _field("lon", "number", "lengtegraad (WGS84)", "longitude (WGS84)"),
)

TABLES: dict[str, tuple[Field, ...]] = {
    "estimates": (
        _INDICATOR,
        *_AREA,
        _EDITION,
        _field("group", "string", "groep: all, of dimensie:categorie", "group: all, or dimension:category"),
        _field("value", "number", "waarde; aandelen van 0 tot 1", "value; shares from 0 to 1"),
        _field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
        _field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
        _field("n_band", "string", "aantal antwoorden, in klassen", "number of answers, banded"),
        _field(
            "n_eff",
            "number",
            "effectief aantal antwoorden, op vijftallen",
            "effective number of answers, to the nearest five",
        ),
        _field(
            "shrinkage",
            "number",
            "bij een modelschatting: welk deel uit de antwoorden van het gebied zelf komt (0 = niets, 1 = alles)",
            "of a model estimate: the part that comes from the area's own answers (0 = none, 1 = all)",
        ),
        _field("kind", "string", "observed, modelled of register", "observed, modelled or register"),
        _field("instrument", "string", "de gebruikte vragenlijst", "the item set used"),
        _field("verdict", "string", "mag je dit zeggen?", "may this be said?"),
        _field("reason", "string", "waarom er geen waarde is", "why there is no value"),
        _field(
            "difference",
            "string",
            "vergeleken met de hele gemeente: higher, lower, not_demonstrable of leeg (niet getoetst)",
            "against the municipality as a whole: higher, lower, not_demonstrable or empty (not tested)",
        ),
        _field(
            "change",
            "number",
            "verschil met de vorige editie (zelfde vragenlijst), in de eenheid van de waarde",
            "difference with the previous edition (same item set), in the unit of the value",
        ),
        _field("change_low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
        _field("change_high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
        _field(
            "changed",
            "string",
            "vergeleken met de vorige editie: higher, lower, not_demonstrable of leeg (niet getoetst)",
            "against the previous edition: higher, lower, not_demonstrable or empty (not tested)",
        ),
    ),
    "models": (
        _INDICATOR,
        *_AREA,
        _EDITION,
        _field("value", "number", "modelschatting; aandelen van 0 tot 1", "model estimate; shares from 0 to 1"),
        _field("low", "number", "ondergrens van het 95%-interval", "lower end of the 95% interval"),
        _field("high", "number", "bovengrens van het 95%-interval", "upper end of the 95% interval"),
        _field("rmse", "number", "geschatte fout van de modelschatting", "estimated error of the model estimate"),
        _field(
            "shrinkage",
            "number",
            "welk deel uit de antwoorden van het gebied zelf komt (0 = niets, 1 = alles)",
            "the part that comes from the area's own answers (0 = none, 1 = all)",
        ),
        _field(
            "basis",
            "string",
            "area: antwoorden en model samen; synthetic: alleen het model",
            "area: answers and model together; synthetic: the model only",
        ),
    ),
    "statistics": (
        _INDICATOR,
        _EDITION,
        _LEVEL,
        _AREA[0],
        _field("statistic", "string", "wat er is berekend", "what was worked out"),
        _field("value", "number", "waarde", "value"),
        _field("low", "number", "ondergrens van het interval", "lower end of the interval"),
        _field("high", "number", "bovengrens van het interval", "upper end of the interval"),
    ),
    "clusters": (
        _INDICATOR,
        _EDITION,
        _LEVEL,
        _AREA[0],
        _field(
            "cluster",
            "string",
            "high_high, low_low, high_low, low_high of leeg (niet aantoonbaar)",
            "high_high, low_low, high_low, low_high or empty (not demonstrable)",
        ),
        _field(
            "p",
            "number",
            "p-waarde na correctie voor het aantal gebieden",
            "p value, corrected for the number of areas",
        ),
    ),
    "places": (
        _EDITION,
        _field("place_id", "string", "sleutel van de plek", "key of the place"),
        _field("name", "string", "naam", "name"),
        _field("type", "string", "soort plek", "type of place"),
        *_LOCATION,
        _field("low_threshold", "number", "lage drempel, 0 tot 4", "low threshold, 0 to 4"),
        _field("free_entry", "number", "gratis binnenlopen, 0 tot 4", "free to enter, 0 to 4"),
        _field("comfortable", "number", "prettig om te zijn, 0 tot 4", "comfortable, 0 to 4"),
        _field("known_and_new", "number", "bekende en nieuwe mensen, 0 tot 4", "known and new people, 0 to 4"),
        _field("quality", "number", "kwaliteit, 0 tot 100", "quality, 0 to 100"),
        _field("quality_staff", "number", "kwaliteit volgens medewerkers", "quality according to staff"),
        _field("quality_resident", "number", "kwaliteit volgens bewoners", "quality according to residents"),
        _field("opening_hours", "string", "openingstijden (OSM-notatie)", "opening hours (OSM syntax)"),
        _field("capacity_persons", "number", "aantal personen dat erin past", "number of people it holds"),
        _field("address", "string", "adres", "address"),
        _field("source", "string", "bron", "source"),
        _field("last_checked", "date", "laatst nagekeken", "last checked"),
    ),
    "initiatives": (
        _EDITION,
        _field("initiative_id", "string", "sleutel van het initiatief", "key of the initiative"),
        _field("name", "string", "naam", "name"),
        _field("start", "date", "begonnen op", "started on"),
        _field("end", "date", "gestopt op", "ended on"),
        _field(
            "state",
            "string",
            "active, unconfirmed, paused, ended of planned",
            "active, unconfirmed, paused, ended or planned",
        ),
        _field("last_confirmed", "date", "laatst bevestigd op", "last confirmed on"),
        _field("approach", "string", "aanpak", "approach (aanpak)"),
        _field("theme", "string", "onderwerp", "theme"),
        _field(
            "lead",
            "string",
            "wie trekt het: residents, professional of joint",
            "who leads: residents, professional or joint",
        ),
        _field("target_groups", "string", "voor wie, gescheiden door ;", "for whom, separated by ;"),
        _field("organisation_id", "string", "sleutel van de organisatie", "key of the organisation"),
        _field("meeting_place_id", "string", "sleutel van de ontmoetingsplek", "key of the meeting place"),
        *_LOCATION,
        _field(
            "public_location", "string", "staat de plek op de kaart: yes of no", "is the location public: yes or no"
        ),
        _field("subsidised", "string", "krijgt subsidie: yes, no of leeg", "receives a subsidy: yes, no or empty"),
    ),
}
