"""The sentence under the title: who has a place now and where one more would help, or what a plan changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkmonitor.analysis.coverage import Town
from wijkmonitor.analysis.plan_effect import GroupRow, Outcome, Question
from wijkmonitor.figures.plan_words import around, capital, group_words, in_a_sentence, site_words, walk_words
from wijkmonitor.figures.sentences import caution
from wijkmonitor.text import Lang, Text, percent

_NOW = Text(
    nl="Nu kan {share} van de bewoners naar een ontmoetingsplek lopen ({walk}). {without} bewoners hebben er geen.",
    en="Now {share} of the residents can walk to a meeting place ({walk}). {without} residents have none.",
)
_ALL_NOW = Text(
    nl="Alle bewoners kunnen nu naar een ontmoetingsplek lopen ({walk}).",
    en="All residents can walk to a meeting place now ({walk}).",
)
_GAIN = Text(
    nl="Met {plan} krijgen {gained} bewoners een ontmoetingsplek op loopafstand ({walk}) die dat nu niet hebben.",
    en="With {plan} {gained} residents who have none now get a meeting place within a walk ({walk}).",
)
_NO_GAIN = Text(
    nl="Met {plan} krijgt niemand er een ontmoetingsplek op loopafstand bij ({walk}).",
    en="With {plan} nobody gets a meeting place within a walk who has none now ({walk}).",
)
_LOSE = Text(nl=" {lost} bewoners verliezen er een.", en=" {lost} residents lose theirs.")
_LEFT = Text(nl=" {without} bewoners hebben daarna nog niets.", en=" {without} residents then still have none.")
_NOBODY_LEFT = Text(nl=" Daarna heeft iedereen er een.", en=" Then everybody has one.")
_AMONG = Text(nl=" Bij de groep “{group}” zijn dat er {people}.", en=" For the group “{group}” it is {people}.")
_BEST = Text(
    nl=" Eén plek erbij helpt het meest hier: {site}. Dan krijgen {gained} {who} er een.",
    en=" One more place helps most here: {site}. Then {gained} {who} get one.",
)
_RESIDENTS, _OF_GROUP = Text(nl="bewoners", en="residents"), Text(nl="mensen ({group})", en="people ({group})")
_THIS_PLAN = Text(nl="dit plan", en="this plan")


def now(at: Town, rows: Sequence[GroupRow], question: Question, lang: Lang) -> str:
    """Which part of the residents has a place within a walk, and how many have none. Without its verdict, see :func:`best`."""
    everybody, walk = rows[0], walk_words(question, lang)
    if everybody.without.value < 0.5:
        return _ALL_NOW(lang).format(walk=walk)
    share = percent(everybody.before.value / float(at.homes["residents"].sum()), lang)
    return _NOW(lang).format(share=share, walk=walk, without=capital(around(everybody.without.value, lang)))


def best(outcome: Outcome, question: Question, names: Mapping[str, str], lang: Lang) -> str:
    """Where one more place helps most: the one site of ``outcome``; "" when none reaches anybody. ``names``: of areas."""
    if not outcome.sites:
        return ""
    site = outcome.sites[0]
    area, words = names.get(site.area, ""), site_words(site, names, lang)
    where = f"{words}, {area}" if area and area not in words else words
    group = question.audience
    who = _RESIDENTS(lang) if group is None else _OF_GROUP(lang).format(group=group_words(group, question, lang))
    return _BEST(lang).format(site=where, gained=around(site.added, lang), who=who)


def doubt(rows: Sequence[GroupRow], question: Question, lang: Lang) -> str:
    """What the sentences about now have to add: they rest on where everybody lives, and on the shares of a group."""
    told = [rows[0].without.verdict, rows[0].before.verdict]
    told += [row.without.verdict for row in rows if row.audience is not None and row.audience == question.audience]
    return caution([one.value for one in told], lang)


def changed(outcome: Outcome, rows: Sequence[GroupRow], question: Question, lang: Lang) -> str:
    """What a plan changes, with its verdict."""
    everybody, walk = rows[0], walk_words(question, lang)
    name = outcome.plan.name or _THIS_PLAN(lang)
    gains = _GAIN if everybody.gained.value >= 0.5 else _NO_GAIN
    said = gains(lang).format(plan=name, gained=around(everybody.gained.value, lang), walk=walk)
    mine = [row for row in rows if row.audience and row.audience == question.audience and row.gained.known]
    for row in mine:
        group = group_words(row.audience, question, lang)
        said += _AMONG(lang).format(people=in_a_sentence(row.gained, lang), group=group)
    if everybody.lost.value >= 0.5:
        said += _LOSE(lang).format(lost=capital(around(everybody.lost.value, lang)))
    left = _LEFT if everybody.without.value >= 0.5 else _NOBODY_LEFT
    said += left(lang).format(without=capital(around(everybody.without.value, lang)))
    return said + caution([one.gained.verdict.value for one in (everybody, *mine)], lang)
