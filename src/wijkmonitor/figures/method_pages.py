"""The documents that say how figures are worked out, and which of them are behind one indicator.

They are the files of the project's ``docs/methods`` folder, written for researchers and in English; only their titles are
here, in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from wijkmonitor.edition import Dataset
from wijkmonitor.groups import DAYPART
from wijkmonitor.indicator import Indicator, Kind, Theme, Unit
from wijkmonitor.text import Text

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "methods"
METHODS: dict[str, Text] = {
    "survey": Text(nl="Van antwoorden naar een cijfer met een marge", en="From answers to a figure with a margin"),
    "calibration": Text(nl="Antwoorden wegen naar wie er wonen", en="Weighting answers to who live there"),
    "scales": Text(nl="Van vragen en stellingen naar een score", en="From questions and statements to a score"),
    "small_area": Text(nl="Modelschattingen van buurten", en="Model estimates of buurten"),
    "bridging_ratio": Text(nl="Meer of minder contact dan bij toeval", en="More or fewer ties than by chance"),
    "access": Text(nl="Wie een ontmoetingsplek op loopafstand heeft", en="Who has a meeting place within a walk"),
    "coverage": Text(nl="Wie er een plek bij krijgt met een plan", en="Who gets a place by a plan"),
    "opening_hours": Text(nl="Wanneer een plek open is", en="When a place is open"),
    "two_step": Text(
        nl="Hoeveel plekken er per bewoner op loopafstand zijn", en="How many places there are for each resident"
    ),
    "place_quality": Text(nl="De kwaliteit van een ontmoetingsplek", en="The quality of a meeting place"),
    "perception": Text(nl="Hoe vier groepen de gemeente beoordelen", en="How four groups judge the municipality"),
    "rates": Text(nl="Aantallen per 1.000 inwoners", en="Numbers per 1,000 residents"),
    "lifecycle": Text(nl="Of een initiatief nog bestaat", en="Whether an initiative still exists"),
    "initiatives": Text(nl="Wat het register van initiatieven zegt", en="What the register of initiatives says"),
    "survival": Text(nl="Hoe lang initiatieven bestaan", en="How long initiatives last"),
    "representation": Text(nl="Wie actief is naast wie er woont", en="Who is active beside who lives there"),
    "collaboration": Text(
        nl="Banden tussen organisaties, en wat toeval zou geven",
        en="Ties between organisations, and what chance would give",
    ),
    "composite": Text(nl="De index voor doenvermogen", en="The capacity index"),
    "robustness": Text(nl="Hoe vast de volgorde van gebieden staat", en="How firm the order of areas is"),
    "unevenness": Text(nl="Hoe ongelijk iets is verdeeld", en="How unevenly something is spread"),
    "spatial": Text(nl="Of hoge en lage buurten bij elkaar liggen", en="Whether high and low buurten lie together"),
    "against_initiatives": Text(nl="Doenvermogen naast initiatieven", en="Capacity beside initiatives"),
    "comparable": Text(nl="Welke gebieden op elkaar lijken", en="Which areas are alike"),
    "expected": Text(
        nl="Wat je zou verwachten naast wat is gemeten", en="What one would expect beside what was measured"
    ),
    "conditions": Text(
        nl="Of een gebied past bij waar een aanpak voor is gemaakt",
        en="Whether an area is what an approach was made for",
    ),
    "lens": Text(nl="Voor wie: kijken naar één groep bewoners", en="For whom: looking at one group of residents"),
    "verdict": Text(nl="Mag je dit zeggen?", en="May this be said?"),
    "differences": Text(nl="Wanneer een verschil aantoonbaar is", en="When a difference is demonstrable"),
    "border_changes": Text(nl="Cijfers omrekenen naar andere grenzen", en="Working out figures for other borders"),
    "disclosure": Text(nl="Waarom niemand herkenbaar is", en="Why nobody can be recognised"),
}
"""Title per document (the stem of its file), in the order in which they are offered."""

READING = ("verdict", "differences", "disclosure")
"""The methods behind what is said of every figure."""
ABOUT_INITIATIVES = ("survival", "representation")
"""The methods behind what is told of initiatives without being an indicator."""
COMPARING = ("comparable", "expected", "differences")
"""The methods behind a comparison of areas."""
APPROACHING = ("conditions", "differences")
"""The methods behind what an approach was made for."""
LOOKING = ("lens", "differences")
"""The methods behind the overview of an area, for everybody or one group."""
JUDGING = ("perception", "survey", "verdict", "differences", "disclosure")
"""The methods behind how the municipality is judged."""
THROUGH_YEARS = ("border_changes", "differences")
"""The methods behind a line through the editions."""
PLANNING = ("coverage", "access", "verdict")
"""The methods behind a plan for meeting places."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+ )", re.MULTILINE)
_FENCE = re.compile(r"(^```.*?^```[^\n]*$)", re.MULTILINE | re.DOTALL)

_TABLE = re.compile(r"(?:^\|[^\n]*(?:\n|\Z))+", re.MULTILINE)
# A table wider than a phone scrolls by itself, by keyboard too.
_SCROLLS = '<div role="region" tabindex="0" aria-label="Table" style="overflow-x:auto">'


def of(indicator: Indicator) -> tuple[str, ...]:
    """The methods behind one indicator, in the order of :data:`METHODS`; none for a plain fact about who live there.

    They follow from what the indicator declares: where it comes from, its unit, whether it is made of others.
    """
    needs, unit, asked = indicator.needs, indicator.unit, Dataset.SURVEY in indicator.needs
    of_places, judged = Dataset.MEETING_PLACES in needs, asked or indicator.theme is not Theme.CONTEXT
    tested = indicator.floors is not None and indicator.kind is not Kind.MODELLED
    behind = {
        "survey": asked,
        "calibration": asked,
        "scales": asked and (unit.is_share or unit is Unit.SCALE_10),
        "small_area": asked,
        "bridging_ratio": unit is Unit.RATIO,
        **dict.fromkeys(("access", "opening_hours"), of_places and DAYPART.key in indicator.groups),
        "two_step": of_places and unit is Unit.PER_1000 and DAYPART.key in indicator.groups,
        "place_quality": of_places and unit is Unit.SCORE_100,
        "rates": unit is Unit.PER_1000 and DAYPART.key not in indicator.groups,
        **dict.fromkeys(("lifecycle", "initiatives"), Dataset.INITIATIVES in needs),
        "collaboration": Dataset.TIES in needs,
        **dict.fromkeys(("composite", "robustness", "against_initiatives"), bool(indicator.inputs)),
        **dict.fromkeys(("unevenness", "spatial"), tested and indicator.theme is Theme.CAPACITY),
        "verdict": judged,
        "differences": judged and tested,
        "disclosure": asked,
    }
    return tuple(stem for stem in METHODS if behind.get(stem))


def text_of(stem: str, address: Callable[[str], str], folder: Path | None = None) -> str | None:
    """A document of :data:`METHODS` as Markdown, to show under its title; None when the folder does not have it.

    Its own title is taken off, its headings go one level down, and a wide table scrolls by itself. A link to another method
    becomes one to ``address(its stem)``, in the same tab; any other link inside the project becomes plain code. Raises
    ``KeyError`` for an unknown stem.
    """
    if stem not in METHODS:
        raise KeyError(stem)
    try:
        written = ((folder or FOLDER) / f"{stem}.md").read_text(encoding="utf-8")
    except OSError:
        return None
    body = re.sub(r"\A\s*# [^\n]*\n", "", written)
    pieces = _FENCE.split(body)  # every second piece is a block of code, which stays as it is
    return "".join(piece if place % 2 else _shown(piece, address) for place, piece in enumerate(pieces)).strip()


def _shown(piece: str, address: Callable[[str], str]) -> str:
    lower = _HEADING.sub(r"#\1", piece)
    linked = _LINK.sub(lambda found: _linked(found, address), lower)
    return _TABLE.sub(lambda table: f"{_SCROLLS}\n\n{table[0]}\n</div>\n", linked)


def _linked(found: re.Match[str], address: Callable[[str], str]) -> str:
    words, target = found.groups()
    if "://" in target:
        return found[0]
    name = Path(target.partition("#")[0])
    if name.suffix == ".md" and name.stem in METHODS and len(name.parts) == 1:
        return f'<a href="{escape(address(name.stem))}" target="_self">{escape(words)}</a>'
    return f"`{words.strip('`')}`"
