"""What an area measured beside what one would expect of an area with these residents; words and strips.

The expectation itself is ``analysis.expected``: from the other areas of the level, the area itself left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pandas as pd

from wijkmonitor.analysis import expected
from wijkmonitor.analysis.differences import significant
from wijkmonitor.analysis.expected import Expectation
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import likeness, sentences, words
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import side_by_side as lanes
from wijkmonitor.figures.measures import measured
from wijkmonitor.figures.theme import PALETTES, Mode, texture_of
from wijkmonitor.indicator import Better, Indicator, Kind
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

HIGHER, LOWER, CHANCE_HIGHER, CHANCE_LOWER, NEITHER = "higher", "lower", "chance_higher", "chance_lower", ""
_SAID = {
    HIGHER: Text(nl="hoger dan je zou verwachten", en="higher than you would expect"),
    LOWER: Text(nl="lager dan je zou verwachten", en="lower than you would expect"),
    CHANCE_HIGHER: Text(
        nl="hoger dan je zou verwachten, maar met zoveel onderwerpen kan dat toeval zijn",
        en="higher than you would expect, but with this many topics that can be chance",
    ),
    CHANCE_LOWER: Text(
        nl="lager dan je zou verwachten, maar met zoveel onderwerpen kan dat toeval zijn",
        en="lower than you would expect, but with this many topics that can be chance",
    ),
    NEITHER: Text(
        nl="niet aantoonbaar anders dan verwacht", en="not demonstrably different from what you would expect"
    ),
}
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_EXPECTED = Text(nl="verwacht tussen {low} en {high}", en="expected between {low} and {high}")
_MEASURED = Text(nl="gemeten {value}", en="measured {value}")
_OTHERWISE = Text(
    nl="{name} wijkt op {k} van de {n} onderwerpen af van wat je zou verwachten.",
    en="{name} differs from what you would expect on {k} of the {n} topics.",
)
_AS_EXPECTED = Text(
    nl="{name} is op geen van de {n} onderwerpen aantoonbaar anders dan je zou verwachten.",
    en="On none of the {n} topics is {name} demonstrably different from what you would expect.",
)
_RESTS_ON = Text(
    nl="Wat je zou verwachten volgt uit de andere {areas}, gelet op: {what}.",
    en="What you would expect follows from the other {areas}, considering: {what}.",
)
_STAND_IN = Text(
    nl="De kerncijfers zeggen niets over opleiding. {what} moet dat opvangen, en kan dat maar ten dele. Hoger of lager dan "
    "verwacht is dus een vraag om na te gaan, geen oordeel.",
    en="The key figures say nothing about education. {what} has to stand in for it, and can do so only in part. Higher or lower "
    "than expected is a question to look into, not a judgement.",
)
_NO_STAND_IN = Text(
    nl="Met opleiding is geen rekening gehouden: daarover is niets bekend. Hoger of lager dan verwacht is dus een vraag om na te "
    "gaan, geen oordeel.",
    en="Education is not considered: nothing is known about it. Higher or lower than expected is a question to look into, not a "
    "judgement.",
)
_TOO_FEW = Text(
    nl="Om te zeggen wat je zou verwachten, zijn ten minste {least} {areas} nodig met een cijfer dat gezegd mag worden en met "
    "bekende kerncijfers. Die zijn er hier niet voor {name}.",
    en="To say what you would expect, at least {least} {areas} are needed with a figure that may be said and with known key "
    "figures. They are not there for {name}.",
)
_LEFT_OUT = Text(
    nl="Hierover valt niet te zeggen wat je zou verwachten: {what}.",
    en="Of these it cannot be said what you would expect: {what}.",
)
_KEY = Text(
    nl="band: wat je zou verwachten · teken: wat er is gemeten, met de marge",
    en="band: what you would expect · mark: what was measured, with its margin",
)


@dataclass(frozen=True, eq=False)
class Judged:
    """One topic of one area. ``row``: ``rows.COLUMNS`` of the area; ``areas``: of all areas; ``said``: a key of what is said."""

    indicator: Indicator
    row: pd.Series
    areas: pd.DataFrame
    expectation: Expectation
    said: str = NEITHER

    @property
    def favourable(self) -> bool:
        """Whether it does better than one would expect."""
        return (self.indicator.better, self.said) in ((Better.HIGHER, HIGHER), (Better.LOWER, LOWER))


def judged(snapshot: Snapshot, keys: Sequence[str], edition: str, level: str, area: str) -> list[Judged]:
    """Those of ``keys`` of which something can be expected in ``area``; better than expected first, then the other differences.

    Outside the 95 % prediction interval is called different only when it stands out among all topics judged here
    (Benjamini-Hochberg). Modelled values take no part. Raises ``KeyError`` for an unknown edition or indicator.
    """
    columns = [next(iter(measured(snapshot, edition, group)), "") for group in expected.COVARIATES]
    values = likeness.trait_values(snapshot, [key for key in columns if key], edition, level)
    found = [one for key in keys if (one := _judged(snapshot, key, edition, level, area, values)) is not None]
    clear = significant(np.array([one.expectation.p for one in found], dtype=float))
    told = [replace(one, said=_outcome(one.expectation, bool(firm))) for one, firm in zip(found, clear, strict=True)]
    return sorted(told, key=lambda one: (not one.favourable, one.said not in (HIGHER, LOWER), one.said == NEITHER))


def _judged(
    snapshot: Snapshot, key: str, edition: str, level: str, area: str, covariates: pd.DataFrame
) -> Judged | None:
    areas = figure_rows.shown(snapshot, key, edition, level)
    firm = areas[areas["verdict"].isin(_SPEAKING) & areas["kind"].ne(Kind.MODELLED.value)].set_index("code")
    if area not in firm.index:
        return None
    firm = firm[firm["instrument"].eq(firm.at[area, "instrument"]) & firm["kind"].eq(firm.at[area, "kind"])]
    variance = expected.sampling_variance(firm["low"], firm["high"])
    figures = pd.DataFrame({"value": firm["value"], "variance": variance}).astype(float)
    found = expected.expect(figures, covariates, area)
    row = areas[areas["code"] == area].iloc[0]
    return None if found is None else Judged(snapshot.indicators[key], row, areas, found)


def _outcome(one: Expectation, firm: bool) -> str:
    if one.low <= one.measured <= one.high:
        return NEITHER
    if one.measured > one.high:
        return HIGHER if firm else CHANCE_HIGHER
    return LOWER if firm else CHANCE_LOWER


def answer(found: Sequence[Judged], name: str, level: str, lang: Lang) -> str:
    """On how many topics the area differs from what one would expect; or why that cannot be said."""
    if not found:
        areas = Level(level).plural(lang)
        return _TOO_FEW(lang).format(name=name, areas=areas, least=number(expected.FEWEST_AREAS, lang))
    differ = sum(one.said in (HIGHER, LOWER) for one in found)
    text = _OTHERWISE if differ else _AS_EXPECTED
    return text(lang).format(name=name, k=number(differ, lang), n=number(len(found), lang))


def rests_on(found: Sequence[Judged], snapshot: Snapshot, level: str, lang: Lang) -> str:
    """Which characteristics the expectations consider, and which of them stand in for education, in sentences."""
    used = dict.fromkeys(key for one in found for key in one.expectation.covariates)
    titles = {key: sentences.spoken_title(snapshot.indicators[key], lang) for key in used}
    rests = _RESTS_ON(lang).format(areas=Level(level).plural(lang), what=listing(list(titles.values()), lang))
    instead = listing([title for key, title in titles.items() if key in expected.FOR_EDUCATION], lang)
    stand_in = _STAND_IN(lang).format(what=f"“{instead[:1].upper()}{instead[1:]}”") if instead else _NO_STAND_IN(lang)
    return f"{rests} {stand_in}"


def left_out(found: Sequence[Judged], keys: Sequence[str], snapshot: Snapshot, lang: Lang) -> str:
    """The topics of which nothing is expected, in a sentence; "" when there are none or nothing is expected at all."""
    done = {one.indicator.key for one in found}
    rest = [sentences.spoken_title(snapshot.indicators[key], lang) for key in keys if key not in done]
    return _LEFT_OUT(lang).format(what=listing(rest, lang)) if rest and found else ""


def strips(found: Sequence[Judged], lang: Lang, mode: Mode) -> str:
    """Every topic as an item: measured and expected in words, and a lane with the band of what one would expect."""
    style = f"margin:0;padding:.6rem 0;border-top:1px solid {PALETTES[mode].grid}"
    items = "".join(f'<li style="{style}">{_item(one, lang, mode)}</li>' for one in found)
    legend = f'<p style="margin:0 0 .4rem;color:{PALETTES[mode].faint}">{_KEY(lang)}</p>'
    return f'{legend}<ul style="{lanes.LIST}">{items}</ul>' if items else ""


def _item(one: Judged, lang: Lang, mode: Mode) -> str:
    low, high = within_limits(one)
    ends = [one.indicator.format(end, lang) for end in (low, high)]
    value = _MEASURED(lang).format(value=one.indicator.format(one.row["value"], lang))
    told = f"{value}, {_EXPECTED(lang).format(low=ends[0], high=ends[1])}"
    strong = "600" if one.said in (HIGHER, LOWER) else "400"
    spread = pd.concat([one.areas["value"], pd.Series([low, high], dtype=float)])
    whole = pd.Series({"value": math.nan})
    least, most = lanes.scale_ends(spread, pd.DataFrame([one.row]).infer_objects(), whole)
    at, look = lanes.placer(least, most), lanes.area_looks(1, mode)[0]
    palette = PALETTES[mode]
    band = (
        f'<rect x="{at(low)}" y="3" width="{round(at(high) - at(low), 1)}" height="{lanes.HEIGHT - 6}"'
        f' fill="{palette.nothing}" stroke="{palette.nothing_ink}" stroke-width="1"/>'
    )
    drawn = band + lanes.interval(one.row, look[0], at) + lanes.mark(one.row, look, at, mode)
    return (
        f'<div style="font-weight:600">{escape(words.titled(one.indicator, lang))}</div>'
        f'<div style="display:flex;align-items:center;gap:.45rem">'
        f"{lanes.mark_image(look, texture_of(one.row['verdict'], one.row['kind']), mode)}<span>{told}</span></div>"
        f"{lanes.image(drawn)}"
        f'<div style="font-weight:{strong}">{_SAID[one.said](lang)}</div>'
    )


def within_limits(one: Judged) -> tuple[float, float]:
    """The prediction interval, cut off where the unit ends: no share below 0 %, no rate below 0."""
    spread = one.areas["value"].dropna()
    least, most = one.indicator.unit.limits or (0.0 if len(spread) and spread.min() >= 0 else -math.inf, math.inf)
    return max(one.expectation.low, least), min(one.expectation.high, most)
