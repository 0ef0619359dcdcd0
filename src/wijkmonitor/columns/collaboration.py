"""Tables of organisations and the ties between them."""

from __future__ import annotations

from wijkmonitor.columns.field import EDITION, field

_WIJK = field("wijk", "string", "code van de wijk; leeg voor de hele gemeente", "code of the wijk; empty for the whole")

ORGANISATIONS = (
    EDITION,
    field("organisation_id", "string", "sleutel van de organisatie", "key of the organisation"),
    field("name", "string", "naam", "name"),
    field("kind", "string", "formal of informal", "formal or informal"),
    _WIJK,
    field("x", "number", "plaats in de tekening, van -1 tot 1", "place in the drawing, from -1 to 1"),
    field("y", "number", "plaats in de tekening, van -1 tot 1", "place in the drawing, from -1 to 1"),
)

# What one organisation thinks of another is published only as a figure of many ties together, never per tie.
TIES = (
    EDITION,
    field("from", "string", "organisatie die de band noemt", "organisation that names the tie"),
    field("to", "string", "organisatie over wie het gaat", "organisation it is about"),
    _WIJK,
    field("year", "integer", "jaar waarin het is gevraagd", "year in which it was asked"),
)
