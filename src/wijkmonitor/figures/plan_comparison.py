"""Plans beside each other, and groups beside all residents: what is demonstrably more, less or neither."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.analysis import audience
from wijkmonitor.analysis.plan_effect import GroupRow, Question
from wijkmonitor.analysis.scenario import Plan
from wijkmonitor.estimate import Difference, K
from wijkmonitor.figures.plan_words import GAINS, LOSES, STILL, group_words, plan_name, with_margin
from wijkmonitor.figures.sentences import caution
from wijkmonitor.text import Lang, Text, listing

_OFTEN = {
    Difference.HIGHER: Text(
        nl="{groups}: krijgt er naar verhouding aantoonbaar vaker een plek bij dan bewoners gemiddeld.",
        en="{groups}: gets a place demonstrably more often than residents on average.",
    ),
    Difference.LOWER: Text(
        nl="{groups}: krijgt er naar verhouding aantoonbaar minder vaak een plek bij dan bewoners gemiddeld.",
        en="{groups}: gets a place demonstrably less often than residents on average.",
    ),
    Difference.NONE: Text(
        nl="{groups}: niet aantoonbaar anders dan bewoners gemiddeld.",
        en="{groups}: not demonstrably different from residents on average.",
    ),
}
_THAN_FIRST = {
    Difference.HIGHER: Text(nl="aantoonbaar meer dan het eerste plan", en="demonstrably more than the first plan"),
    Difference.LOWER: Text(nl="aantoonbaar minder dan het eerste plan", en="demonstrably fewer than the first plan"),
    Difference.NONE: Text(
        nl="niet aantoonbaar anders dan het eerste plan", en="not demonstrably different from the first plan"
    ),
}
WHAT = Text(nl="Wat", en="What")
HOLDS = Text(nl="Wat erin zit", en="What it holds")


def even_handed(rows: Sequence[GroupRow], lang: Lang) -> str:
    """Whether groups who walk as far as others get a place demonstrably more or less often; "" when none can be tested."""
    everybody, groups = rows[0], [row for row in rows[1:] if row.audience and not row.audience.walks_less_far]
    if everybody.gained.value < K:
        return ""
    found = audience.against([row.part for row in groups], everybody.part.value)
    said = []
    for direction, words in _OFTEN.items():
        named = [
            row.audience.text(lang) for row, one in zip(groups, found, strict=True) if row.audience and one is direction
        ]
        together = listing(named, lang)
        said += [words(lang).format(groups=together[:1].upper() + together[1:])] if named else []
    return " ".join(said) + caution([row.part.verdict.value for row in groups], lang) if said else ""


def side_by_side(
    plans: Sequence[tuple[Plan, Sequence[GroupRow], str]],
    differences: Sequence[Sequence[Difference]],
    question: Question,
    lang: Lang,
) -> pd.DataFrame:
    """The plans beside each other: what each holds (given in words), who gains, who loses and who still has nothing.

    ``differences``: per plan and row whether more gain than in the first plan.
    """
    gaining = [f"{GAINS(lang)}: {group_words(row.audience, question, lang)}" for row in plans[0][1]]
    table = {WHAT(lang): [HOLDS(lang), *gaining, LOSES(lang), STILL(lang)]}
    for place, (plan, rows, holds) in enumerate(plans):
        gained = zip(rows, differences[place], strict=True)
        cells = [holds, *(with_margin(row.gained, lang) + _than_first(than, lang) for row, than in gained)]
        cells += [with_margin(rows[0].lost, lang), with_margin(rows[0].without, lang)]
        name = plan_name(plan, place)(lang)
        table[name if name not in table else f"{name} ({place + 1})"] = cells
    return pd.DataFrame(table)


def _than_first(difference: Difference, lang: Lang) -> str:
    return "; " + _THAN_FIRST[difference](lang) if difference in _THAN_FIRST else ""
