"""What the municipality itself does, as residents and officials judge it: the gap per point of attention."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from wijkmonitor.attention import FROM_SURVEY, GAP, OFFICIALS, RESIDENTS
from wijkmonitor.estimate import COLUMNS, Difference
from wijkmonitor.figures import perception, perception_tables
from wijkmonitor.indicator import Kind
from wijkmonitor.level import Level
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text

_MOST_SENTENCES = 2
_TOPIC = Text(nl="De gemeente: hoe zien bewoners haar, en hoe ziet zij zichzelf?",
              en="The municipality: how do residents see it, and how does it see itself?")  # fmt: skip
_JUDGED = Text(
    nl="Oordelen van 1 tot 5 uit de gemeentescan{survey}. Verschil: ambtenaren min bewoners, met een 95%-marge.",
    en="Judgements from 1 to 5 from the municipality scan{survey}. Gap: officials minus residents, with a 95% margin.",
)
_AND_SURVEY = Text(nl=" en de bewonersenquête", en=" and the residents' survey")
_NO_SURVEY = Text(nl="", en="")
_MIND = Text(
    nl="Een verschil zegt waar het gesprek over kan gaan, niet wie er gelijk heeft.",
    en="A gap says what to talk about, not who is right.",
)


def slides(telling: Telling) -> list[Slide]:
    """One slide, or none when the municipality was not judged in this edition."""
    found = perception.of_edition(telling.snapshot, telling.edition)
    if found.empty or not perception.known_points(found, RESIDENTS):
        return []
    lang = telling.lang
    table = perception_tables.point_table(found, lang)
    survey = _AND_SURVEY if found["basis"].eq(FROM_SURVEY).any() else _NO_SURVEY
    said = perception.answer(found, lang)
    told = [telling.say(_JUDGED, survey=survey), *said[_MOST_SENTENCES:], telling.say(_MIND)]
    spread = perception.without_spread(found, lang)
    made = tables.slides(
        telling,
        "gemeente",
        telling.say(_TOPIC),
        " ".join(said[:_MOST_SENTENCES]),
        list(table.columns),
        table.to_numpy().tolist(),
        (False, True, True, True, False),
        (),
        estimates(telling, found),
    )
    spoken = (*told, *([spread] if spread else []), notes.of_snapshot(telling))
    return [replace(one, notes=spoken) for one in made]


def estimates(telling: Telling, found: pd.DataFrame) -> pd.DataFrame:
    """The judgements of residents and officials on the whole and their gap as ``estimate.COLUMNS``.

    They stand in ``Snapshot.scan``, not in its estimates: the indicator is ``scan_<point>``, the group ``judge:<who>``.
    """
    whole = found[found["level"].ne(Level.WIJK.value) & found["judge"].isin([RESIDENTS, OFFICIALS, GAP])]
    rows = perception.as_rows(whole).assign(
        indicator="scan_" + whole["point"],
        area=whole["area"],
        level=whole["level"],
        vintage=whole["vintage"],
        edition=telling.edition,
        group="judge:" + whole["judge"],
        kind=Kind.OBSERVED.value,
        difference=whole["difference"].fillna(Difference.UNTESTED.value),
    )
    return rows[list(COLUMNS)].reset_index(drop=True)
