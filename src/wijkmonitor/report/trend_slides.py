"""One topic through the editions on one slide: the municipality and the chosen areas, each a line with its margins.

A value that was worked out for other borders is not in the snapshot. The slide draws it as such, its notes say so, and its
estimates hold the published figures it was worked out from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import capacity, social_capital, through_years, trend, words
from wijkmonitor.figures.comparisons import why_broken
from wijkmonitor.indicator import NO_INSTRUMENT, Indicator, Kind
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide, TrendBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text, listing, number

MOST_AREAS = 3
"""As many chosen areas as have a line that reads, beside that of the municipality."""
_MOST_NAMED = 6
_TOPIC = Text(nl="{title} door de jaren", en="{title} through the years")
_PART = Text(
    nl=" De grafiek toont de eerste {most} van de {n} gekozen gebieden.",
    en=" The chart shows the first {most} of the {n} chosen areas.",
)
_ASKED = Text(nl="Vragenlijst per editie: {each}.", en="Questionnaire per edition: {each}.")
_ASKED_ALIKE = Text(nl="In {editions} is hetzelfde gevraagd: {what}.", en="In {editions} the same was asked: {what}.")
_IN_EDITION = Text(nl="{edition}: {what}", en="{edition}: {what}")
_BROKEN = Text(
    nl="De lijn van {name} is gebroken tussen {a} en {b}: {why}.",
    en="The line of {name} is broken between {a} and {b}: {why}.",
)
_VERDICTS = Text(nl="Cijfers van {name}: {counts}.", en="Figures of {name}: {counts}.")
_WORKED_OUT = Text(
    nl="{name}, {edition}: omgerekend naar de grenzen van {borders}, uit de cijfers van toen van {areas}. Die staan in het "
    "bestand met cijfers; de omgerekende waarde niet.",
    en="{name}, {edition}: worked out for the borders of {borders}, from the figures of then of {areas}. Those are in the file "
    "with figures; the value worked out is not.",
)
_MORE = Text(nl="nog {n}", en="{n} more")


def trend_slide(telling: Telling, key: str) -> Slide | None:
    """The editions of a topic; None when fewer than two have a figure of the municipality or of a chosen area.

    Nor of what is a model estimate everywhere: a model that tells from who lives there what to expect shows no change.
    """
    codes = _drawn(telling)
    if not codes or key not in telling.known or telling.indicator(key).kind is Kind.MODELLED:
        return None
    points, about = _points(telling, key, codes), telling.indicator(key)
    known = points[points["value"].notna()]
    if known["edition"].nunique() < 2:
        return None
    others = len([code for code in telling.areas if code != telling.top])
    part = telling.say(_PART, most=number(MOST_AREAS, telling.lang), n=number(others, telling.lang))
    subject = codes[-1]
    return Slide(
        key=f"{key.replace('_', '-')}-jaren",
        topic=telling.say(_TOPIC, title=about.title),
        sentence=_sentence(telling, key, subject) + (part if others > MOST_AREAS else ""),
        body=TrendBody(points, about),
        alt=trend.alt(points, about, telling.lang),
        notes=(
            *(_sentence(telling, key, code) for code in codes if code != subject),
            *_asked(telling, known, about),
            *_broken(telling, known),
            *_of_areas(telling, key, codes),
            *notes.of_source(telling, about),
            *notes.answers(telling, key),
            *notes.cautions(telling, about),
            notes.of_snapshot(telling),
        ),
        estimates=_estimates(telling, key, codes),
    )


def headline(telling: Telling) -> Slide | None:
    """The first measure that speaks for ties or capacity of which a change can be told, else the first that has a line.

    What residents answered comes before the index, in which several sources are put together. There has to be a municipality.
    """
    index = capacity.headline(telling.snapshot.indicators, telling.known)
    keys = [key for key in (social_capital.BONDING, social_capital.BRIDGING, index) if key in telling.known]
    keys.sort(key=lambda key: through_years.compared(_rows(telling, key, telling.top)) is None)
    return next((one for one in (trend_slide(telling, key) for key in keys) if one is not None), None)


def _drawn(telling: Telling) -> tuple[str, ...]:
    """Codes of the areas with a line: the first of those chosen, and last the municipality, of which the sentence is."""
    chosen = [code for code in telling.areas if code != telling.top][:MOST_AREAS]
    return tuple(code for code in (*chosen, telling.top) if code)


def _rows(telling: Telling, key: str, code: str) -> pd.DataFrame:
    """Every edition for the areas of the level of one of them: ``through_years.COLUMNS``."""
    level = str(telling.every_area.at[code, "level"])
    return _sayable(through_years.rows(telling.snapshot, key, telling.edition, level))


def _points(telling: Telling, key: str, codes: Sequence[str]) -> pd.DataFrame:
    """What is drawn: ``through_years.POINT_COLUMNS``."""
    return _sayable(through_years.points(telling.snapshot, key, codes, telling.edition))


def _sayable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without a value where nothing may be said."""
    silent = rows["verdict"].eq(Verdict.NOT.value)
    return rows.assign(**{name: rows[name].mask(silent) for name in ("value", "low", "high")})


def _sentence(telling: Telling, key: str, code: str) -> str:
    found = _rows(telling, key, code)
    return trend.sentence(found, code, through_years.compared(found), telling.indicator(key), telling.lang)


def _asked(telling: Telling, known: pd.DataFrame, about: Indicator) -> list[str]:
    """What was asked in each edition; nothing where nobody was asked."""
    found = known[known["instrument"].ne(NO_INSTRUMENT.key)].sort_values("date").drop_duplicates("edition")
    editions = [str(name) for name in found["edition"]]
    each = [words.instrument(str(one), about, telling.lang) for one in found["instrument"]]
    if not each:
        return []
    if len(set(each)) == 1:
        return [telling.say(_ASKED_ALIKE, editions=listing(editions, telling.lang), what=each[0])]
    said = [telling.say(_IN_EDITION, edition=name, what=what) for name, what in zip(editions, each, strict=True)]
    return [telling.say(_ASKED, each="; ".join(said))]


def _broken(telling: Telling, known: pd.DataFrame) -> Iterator[str]:
    """Where a line is broken and why; a line without a figure in between says that with its verdicts."""
    for name, rows in known.groupby("series", sort=False):
        for one, other in pairwise(row for _, row in rows.iterrows()):
            if why := why_broken(one, other):
                yield telling.say(_BROKEN, name=name, a=one["edition"], b=other["edition"], why=why)


def _of_areas(telling: Telling, key: str, codes: Sequence[str]) -> Iterator[str]:
    """How firm the figures of each line are, and which were worked out for other borders, from which areas."""
    for code in codes:
        found = _rows(telling, key, code)
        mine = found[found["code"] == code]
        yield telling.say(_VERDICTS, name=telling.name_of(code), counts=notes.verdicts(telling, mine))
        worked_out = mine[mine["bridged"].astype(bool) & mine["value"].notna()]
        for edition in worked_out["edition"]:
            areas = _names(telling, str(edition), _made_of(telling, str(edition), code))
            yield telling.say(
                _WORKED_OUT, name=telling.name_of(code), edition=edition, borders=telling.edition, areas=areas
            )


def _names(telling: Telling, edition: str, codes: Sequence[str]) -> str:
    known = telling.snapshot.areas_of(through_years.vintage_of(telling.snapshot, edition))["name"]
    said = sorted(str(known.get(code, code)) for code in codes)
    more = len(said) - _MOST_NAMED
    rest = [telling.say(_MORE, n=number(more, telling.lang))] if more > 0 else []
    return listing([*said[:_MOST_NAMED], *rest], telling.lang)


def _made_of(telling: Telling, edition: str, code: str) -> list[str]:
    """The areas of ``edition`` that an area of the story was made of: itself where the borders are of the same year."""
    own = through_years.vintage_of(telling.snapshot, edition)
    if own == telling.vintage:
        return [code]
    level = str(telling.every_area.at[code, "level"])
    links = through_years.links_between(telling.snapshot, own, telling.vintage, level)
    return [str(one) for one in links.loc[links["area_to"] == code, "area_from"]]


def _estimates(telling: Telling, key: str, codes: Sequence[str]) -> pd.DataFrame:
    """The published figures behind every point: ``estimate.COLUMNS``."""
    editions = through_years.editions_of(telling.snapshot, key)
    return tables.together(
        *(
            telling.estimates([key], [one for code in codes for one in _made_of(telling, edition, code)], edition)
            for edition in editions
        )
    )
