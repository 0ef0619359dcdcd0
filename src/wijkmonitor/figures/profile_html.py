"""A profile as HTML for the page, which also prints: names escaped, drawings that add nothing to the words beside them.

The classes are those of ``ui/static/profile.css``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import daily_life, profile_words, strips
from wijkmonitor.figures.assets import Asset
from wijkmonitor.figures.changes import Line
from wijkmonitor.figures.daily_life import Age, DailyLife
from wijkmonitor.figures.legend import svg_image, swatch
from wijkmonitor.figures.measure_words import told
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.profile import Alike, LayerPart, Profile
from wijkmonitor.figures.sayable import Sayable
from wijkmonitor.figures.still_map import short_name
from wijkmonitor.figures.theme import Mode, class_colours, texture_for
from wijkmonitor.text import Lang, listing

_LONGEST_HEAD = 28
"""Letters of a name above a column; the whole name stands above the profile."""


def opening(profile: Profile, located: str, about: str) -> str:
    """What is strong here, beside the small map. ``located``: an SVG document, "" without one; ``about``: its description."""
    picture = (
        f'<img class="profile-map" alt="{escape(about)}" src="data:image/svg+xml,{quote(located)}">' if located else ""
    )
    said = f'<p class="profile-answer">{escape(profile.answer)}</p><p>{profile_words.MIND(profile.lang)}</p>'
    return f'<div class="profile-opening"><div>{said}</div>{picture}</div>'


def daily_life_part(profile: Profile, mode: Mode) -> str:
    """Facts beside ages, each with the municipality; what is missing when there are none."""
    life, lang = profile.daily_life, profile.lang
    if not life.facts and not life.ages:
        return _part(
            profile_words.WHO(lang), f"<p>{escape(profile_words.FACTS_MISSING(lang).format(e=profile.edition))}</p>"
        )
    facts = _facts(profile, life) + (
        f'<p class="profile-small">{escape(life.why_missing)}</p>' if life.why_missing else ""
    )
    sides = f'<div class="profile-two"><div>{facts}</div><div>{_ages(profile, life.ages, mode)}</div></div>'
    return _part(profile_words.WHO(lang), sides)


def _facts(profile: Profile, life: DailyLife) -> str:
    rows = [(one.title, one.here, one.whole) for one in life.facts]
    return _table(profile_words.WHO(profile.lang), _heads(daily_life.FACT(profile.lang), profile), rows, numbers=True)


def _heads(first: str, profile: Profile) -> tuple[str, ...]:
    names = (profile.name, profile.whole) if profile.whole else (profile.name,)
    return (first, *(short_name(name, _LONGEST_HEAD) for name in names))


def _ages(profile: Profile, ages: Sequence[Age], mode: Mode) -> str:
    if not ages:
        return ""
    full = daily_life.most(ages)
    box = f"0 0 {daily_life.BAR_WIDTH} {daily_life.BAR_HEIGHT}"
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in _heads(daily_life.AGE(profile.lang), profile))
    body = ""
    for age in ages:
        drawn = svg_image(daily_life.bar(age, full, mode), box, daily_life.BAR_WIDTH, daily_life.BAR_HEIGHT)
        whole = f"<td>{escape(age.whole)}</td>" if profile.whole else ""
        here = f'<td>{drawn} <span class="profile-age">{escape(age.here)}</span></td>'
        body += f'<tr><th scope="row">{escape(age.title)}</th>{here}{whole}</tr>'
    mind = profile_words.AGES_MIND(profile.lang).format(whole=profile.whole) if profile.whole else ""
    small = f'<p class="profile-small">{escape(mind)}</p>' if mind else ""
    return _framed(daily_life.AGE(profile.lang), head, body, numbers=True) + small


def layers_part(profile: Profile, mode: Mode) -> str:
    """The legend of the strips, then the five layers, strong figures first."""
    lang = profile.lang
    key = strips.key(profile.name, profile.whole, profile.level, lang, mode) if profile.measures else ""
    key = f'<div class="profile-key">{key}</div>' if key else ""
    return _part(profile_words.LAYERS(lang), key + "".join(_layer(part, lang, mode) for part in profile.layers))


def _layer(part: LayerPart, lang: Lang, mode: Mode) -> str:
    said = "".join(f"<p>{escape(line)}</p>" for line in (*part.without, *([part.missing] if part.missing else [])))
    heading = f"<h4>{escape(part.layer.theme.text(lang))}</h4>"
    about = f'<p class="profile-small">{escape(part.layer.about(lang))}</p>'
    rows = "".join(f"<li>{_row(one, lang, mode)}</li>" for one in part.measures)
    listed = f'<ul class="profile-rows">{rows}</ul>' if rows else ""
    return f'<section class="profile-layer">{heading}{about}{listed}{said}</section>'


def _row(one: Measure, lang: Lang, mode: Mode) -> str:
    """Title, figure with its interval, verdict, strip, and the municipality beside it."""
    said = told(one, lang)
    title = escape(said.title)
    if said.strong:
        title = f'<strong>{title}</strong> <span class="profile-strong">{profile_words.STRONG(lang)}</span>'
    between = f' <span class="profile-between">({said.between})</span>' if said.between else ""
    mark = swatch(class_colours(1, mode)[0], said.texture, mode)
    whole = f"{one.whole['name']}: {said.whole}" if one.whole is not None else said.strong_in
    beside = f"{whole}, {said.compared}" if said.compared else whole
    parts = (
        title,
        f"<strong>{said.value}</strong>{escape(said.unit)}{between}",
        f"{mark}<span>{escape(', '.join(filter(None, (said.verdict, said.rests_on))))}</span>",
        strips.strip(one, mode),
        escape(beside),
    )
    return "".join(f"<span>{part}</span>" for part in parts)


def changes_part(profile: Profile) -> str:
    """What changed since the edition before."""
    return _part(profile_words.SINCE(profile.lang), "".join(_change(one) for one in profile.changes))


def _change(line: Line) -> str:
    """A sentence, and below it topic by topic the difference in columns."""
    rows = "".join(
        f'<li><span>{escape(topic)}</span><span class="profile-amount">{escape(amount)}</span></li>'
        for topic, amount in line.rows
    )
    return f"<p>{escape(line.said)}</p>" + (f'<ul class="profile-differences">{rows}</ul>' if rows else "")


def alike_part(profile: Profile) -> str:
    """The areas most like this one and why; nothing for the municipality itself."""
    found: Alike | None = profile.alike
    if found is None:
        return ""
    heading, table = profile_words.alike(profile.level, profile.lang), ""
    if len(found.table):
        rows = [tuple(map(str, row)) for row in found.table.itertuples(index=False)]
        heads = tuple(short_name(str(one), 2 * _LONGEST_HEAD) for one in found.table.columns)
        table = _table(heading, heads, rows)
    return _part(heading, f"<p>{escape(found.said)}</p>{table}")


def sayable_part(profile: Profile, mode: Mode) -> str:
    """What may be said, with care, as a model estimate only, and what not and why."""
    heading = profile_words.SAYABLE(profile.lang).format(name=profile.name)
    return _part(heading, "".join(_sayable(one, mode) for one in profile.sayable))


def _sayable(one: Sayable, mode: Mode) -> str:
    mark = swatch(class_colours(1, mode)[0], texture_for(one.verdict), mode)
    head = f'<p class="profile-verdict">{mark}<strong>{escape(one.heading)}.</strong> {escape(one.advice)}</p>'
    kind = "profile-reasons" if one.verdict is Verdict.NOT else "profile-topics"
    topics = "".join(f"<li>{escape(topic[:1].upper() + topic[1:])}</li>" for topic in one.topics)
    return f'{head}<ul class="{kind}">{topics}</ul>'


def assets_part(profile: Profile) -> str:
    """Meeting places, initiatives and organisations: how many, and their names."""
    said = "".join(f"<div>{_asset(one, profile.lang)}</div>" for one in profile.assets)
    return _part(profile_words.THERE_IS(profile.lang), f'<div class="profile-three">{said}</div>')


def _asset(one: Asset, lang: Lang) -> str:
    headline = f"<strong>{escape(one.amount)}</strong> {escape(one.what)}. " if one.amount else ""
    said = escape(" ".join(one.said))
    names = escape(listing([link.name for link in one.links], lang))
    named = f'<p class="profile-small">{names}</p>' if names else ""
    return f"<h4>{escape(one.title(lang))}</h4><p>{headline}{said}</p>{named}"


def _part(heading: str, body: str) -> str:
    return f'<section class="profile-part"><h3>{escape(heading)}</h3>{body}</section>' if body else ""


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, numbers: bool = False) -> str:
    """A table with as many columns as ``heads``; the first names the row. ``numbers``: whether the others are numbers."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{_together(cell)}</td>" for cell in rest[: len(heads) - 1])
        + "</tr>"
        for first, *rest in rows
    )
    return _framed(caption, head, body, numbers=numbers)


def _together(cell: str) -> str:
    """A cell in which an interval stays on one line."""
    return escape(cell).replace(" – ", "&nbsp;–&#8288;&nbsp;")  # a dash alone would let the line break after it


def _framed(caption: str, head: str, body: str, *, numbers: bool) -> str:
    """A table that scrolls by keyboard too where it is too wide."""
    kind = "profile-table numbers" if numbers else "profile-table"
    table = f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div role="region" tabindex="0" aria-label="{escape(caption)}" class="profile-wide">{table}</div>'
