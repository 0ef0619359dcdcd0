"""Small pieces of a page: the card of one area, the table of what is drawn, legends, charts, empty states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import Difference, Reason, Verdict
from wijkmonitor.figures import lists, significance, words
from wijkmonitor.figures.chart_style import CONFIG
from wijkmonitor.figures.charts import MOST_DOTS, Order, dots, dots_alt, spread
from wijkmonitor.figures.comparisons import composition, composition_alt
from wijkmonitor.figures.legend import swatch
from wijkmonitor.figures.theme import TEXTURES, Mode, class_colours, texture_of
from wijkmonitor.groups import Dimension
from wijkmonitor.indicator import NO_INSTRUMENT, Indicator
from wijkmonitor.text import Lang, Text, same
from wijkmonitor.ui.cache import Keep, anew

_MOST_TABLE_ROWS = 60
_MOST_LIST_ROWS = 15
_MOST_STYLED_ROWS = 4000
_MOST_OPEN_DOTS = 60
_LEAST_REM, _MOST_REM, _REM_PER_LETTER = 3.5, 12.0, 0.5
_ALL_DOTS = Text(nl="Toon alle {n} gebieden met hun marge", en="Show all {n} areas with their margin")
_MISSING = Text(nl="Er ontbreekt nog iets: {what}.", en="Something is still missing: {what}.")
_WOULD = Text(nl="Hier ziet u straks: {what}.", en="Here you will see: {what}.")
_ADD = Text(nl="Voeg daarvoor dit bestand toe: {what}.", en="To get there, add this file: {what}.")
_HOW = Text(nl="Hoe is dit gemeten?", en="How was this measured?")
_WHAT = Text(nl="Wat is het", en="What it is")
_BY = Text(nl="Hoe verkregen", en="How obtained")
_WITH = Text(nl="Vragenlijst", en="Questionnaire")
_WITH_IN = Text(nl="Vragenlijst in {e}", en="Questionnaire in {e}")
_FROM = Text(nl="Bron", en="Source")
_MIND = Text(nl="Let op", en="Mind")
_NONE = Text(nl="Hier is niets bekend.", en="Nothing is known here.")
_ASKED = Text(nl="gemeten met: {what}", en="measured with: {what}")
_DROPPED_WHEN_EMPTY = ("between", "n_band", "own", "difference", "since")
_COLUMNS = {
    "name": Text(nl="Gebied", en="Area"),
    "value": Text(nl="Waarde", en="Value"),
    "between": Text(nl="Waarschijnlijk tussen", en="Probably between"),
    "n_band": Text(nl="Antwoorden", en="Answers"),
    "own": Text(nl="Uit eigen antwoorden", en="From own answers"),
    "verdict": Text(nl="Mag je dit zeggen?", en="May this be said?"),
    "difference": Text(nl="Vergeleken met de hele gemeente", en="Compared with the municipality"),
    "since": Text(nl="Sinds de vorige editie", en="Since the previous edition"),
}


def _no_links() -> None:
    """What follows when there is nothing to link to."""


def show_html(html: str) -> None:
    """HTML made by ``figures`` (names already escaped), such as a legend."""
    if html:
        st.html(html)


def show_chart(figure: go.Figure, *, alt: str, key: str) -> None:
    """A chart over the full width."""
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key)


def show_areas(
    rows: pd.DataFrame,
    indicator: Indicator,
    lang: Lang,
    mode: Mode,
    *,
    selected: str | None = None,
    municipal: tuple[str, float] | None = None,
    order: Order = "name",
    key: str,
    keep: Keep = anew,
) -> None:
    """Every area as a dot with its interval. Many areas first show how they spread; the dots are one click away."""
    alt = keep("alt", lambda: dots_alt(rows, indicator, lang, municipal))

    def all_dots() -> go.Figure:
        return dots(rows, indicator, lang, mode, selected=selected, municipal=municipal, order=order)

    def all_spread() -> go.Figure:
        return spread(rows, indicator, lang, mode, selected=selected, municipal=municipal)

    if len(rows) <= _MOST_OPEN_DOTS:
        show_chart(keep("dots", all_dots), alt=alt, key=key)
        return
    show_chart(keep("spread", all_spread), alt=alt, key=f"{key}-spread")
    if len(rows) > MOST_DOTS:
        return
    folded = st.expander(_ALL_DOTS(lang).format(n=len(rows)), key=f"{key}-all", on_change="rerun")
    if folded.open:
        with folded:
            show_chart(keep("dots", all_dots), alt=alt, key=key)


def verdict_line(row: pd.Series, lang: Lang, mode: Mode) -> str:
    """The verdict with its texture as a small sign, as HTML. ``row``: one of ``rows.COLUMNS``."""
    sign = swatch(class_colours(1, mode)[0], texture_of(row["verdict"], row["kind"]), mode)
    said = escape(words.verdict(row["verdict"], row["reason"], lang, row["shrinkage"]))
    return f'<p style="display:flex;align-items:baseline;gap:.5rem;margin:.25rem 0">{sign}<span>{said}</span></p>'


def area_card(
    row: pd.Series,
    indicator: Indicator,
    lang: Lang,
    mode: Mode,
    municipal: pd.Series | None = None,
    before: pd.Series | None = None,
) -> str:
    """The chosen area as HTML: name, value, interval; then each a fact of its own: verdict, difference, change.

    ``row``, ``municipal``: rows of ``rows.COLUMNS``; ``before``: see ``rows.before``. A difference with the municipality and a
    change since ``before`` are told only where they were tested (see ``figures.significance``).
    """
    small = "margin:.25rem 0"
    lines = [
        f'<p style="margin:0;font-size:1.15rem;font-weight:600">{escape(str(row["name"]))}</p>',
        f'<p style="{small}">{escape(indicator.title(lang))}</p>',
    ]
    if row["verdict"] != Verdict.NOT.value:
        value, after = indicator.format(row["value"], lang), words.unit_after(indicator.unit, lang)
        between = words.interval(row["low"], row["high"], indicator, lang)
        lines.append(
            f'<p style="margin:.3rem 0 0"><strong style="font-size:2.2rem;line-height:1.1">{value}</strong>{escape(after)}</p>'
        )
        lines.append(f'<p style="{small}">{between}</p>' if between else "")
    lines.append(verdict_line(row, lang, mode))
    facts = []
    if row["verdict"] != Verdict.NOT.value and row["instrument"] != indicator.instrument.key:
        facts.append(_ASKED(lang).format(what=words.instrument(row["instrument"], indicator, lang)))
    if municipal is not None and municipal["verdict"] != Verdict.NOT.value:
        whole = words.amount(municipal["value"], indicator, lang)
        facts.append(f"{municipal['name']}: {whole}")
        facts.append(significance.against_whole(row["difference"], lang, str(municipal["name"])))
    facts.append(significance.since(row, before, indicator, lang))
    lines += [f'<p style="{small}">{escape(fact[:1].upper() + fact[1:])}</p>' for fact in facts if fact]
    return "".join(lines)


def show_table(rows: pd.DataFrame, indicator: Indicator, lang: Lang, keep: Keep = anew) -> None:
    """A table of exactly what is drawn, numbers as the reader writes them.

    Few rows are a plain table, which prints and reads aloud; many become a grid that sorts and searches.
    """
    shown = keep("words", lambda: worded(rows, indicator, lang))
    titles = {c: _COLUMNS[c](lang) for c in shown}
    alt = f"{indicator.title(lang)}: {', '.join(titles.values())}"
    if len(shown) > _MOST_TABLE_ROWS:
        st.dataframe(_grid(shown, titles, indicator, lang), hide_index=True, height=430, alt=alt, placeholder="–")
        return

    def plain() -> str:
        written = shown.assign(value=words.formatted(shown["value"], indicator, lang).replace("", "–"))
        return _plain_table(written.rename(columns=titles), alt)

    st.html(keep("table", plain))


def show_plain_table(written: pd.DataFrame, caption: str) -> None:
    """A short table of words, exactly as they are; ``caption`` says what it is to those who hear the page."""
    st.html(_plain_table(written, caption))


def _plain_table(written: pd.DataFrame, caption: str) -> str:
    """A table that prints, reads aloud and, on a narrow screen, scrolls by keyboard too."""
    edge = "padding:.3rem .6rem .3rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left"
    wide = [_column_rem(title, written.iloc[:, place]) for place, title in enumerate(written.columns)]
    head = "".join(
        f'<th scope="col" style="{edge};min-width:{rem}rem">{escape(title)}</th>'
        for rem, title in zip(wide, written.columns, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="{edge}">{escape(str(cell))}</td>' for cell in row) + "</tr>"
        for row in written.itertuples(index=False)
    )
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(caption)}" style="overflow-x:auto">'
        f'<table style="width:100%;border-collapse:collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _column_rem(title: str, column: pd.Series) -> float:
    """How wide a column is at least, so that long words do not become a tower on a phone."""
    longest = max(column.astype(str).str.len().max() if len(column) else 0, max(map(len, title.split()), default=0))
    return float(min(max(_LEAST_REM, longest * _REM_PER_LETTER), _MOST_REM))


def _grid(shown: pd.DataFrame, titles: dict[str, str], indicator: Indicator, lang: Lang) -> object:
    """A frame whose numbers read in the reader's language yet sort as numbers; beyond a few thousand rows as plain text."""
    if len(shown) > _MOST_STYLED_ROWS:
        return shown.assign(value=words.formatted(shown["value"], indicator, lang)).rename(columns=titles)
    return shown.rename(columns=titles).style.format({titles["value"]: lambda v: indicator.format(v, lang)})


def worded(rows: pd.DataFrame, indicator: Indicator, lang: Lang) -> pd.DataFrame:
    """What the table shows of ``rows`` (``rows.COLUMNS``): a column of words per fact, without the columns that are empty."""
    low, high = (words.formatted(rows[end], indicator, lang) for end in ("low", "high"))
    between = (low + " – " + high).where(low.ne(""), "")
    told = [
        _short_verdict(v, k, r, lang) for v, k, r in zip(rows["verdict"], rows["kind"], rows["reason"], strict=True)
    ]
    differences = [Difference(said) for said in rows["difference"]]
    shown = rows[["name", "value", "n_band"]].assign(
        between=between,
        own=[words.own_answers(share, lang) for share in rows["shrinkage"]],
        verdict=told,
        difference=["" if said is Difference.UNTESTED else said.text(lang) for said in differences],
        since=significance.since_short(rows, indicator, lang),
    )[list(_COLUMNS)]
    return shown.drop(columns=[c for c in _DROPPED_WHEN_EMPTY if not _any_known(shown[c])])


def _short_verdict(verdict: str, kind: str, reason: str, lang: Lang) -> str:
    return Reason(reason).text(lang) if reason else TEXTURES[texture_of(verdict, kind)].words(lang)


def _any_known(column: pd.Series) -> bool:
    return bool((column.notna() & column.ne("")).any())


def empty_state(what: Text, would_show: Text, dataset: Dataset, lang: Lang) -> None:
    """Why a page has nothing to show, what it would show, and which file to add."""
    said = ((_MISSING, what), (_WOULD, would_show), (_ADD, dataset.text))
    st.info(" ".join(sentence(lang).format(what=part(lang)) for sentence, part in said))


def how_measured(
    indicator: Indicator,
    lang: Lang,
    *,
    instrument: str | None = None,
    edition: str = "",
    links: Callable[[], None] = _no_links,
) -> None:
    """The folded "Hoe is dit gemeten?": definition, kind, instrument, source and caveats.

    ``instrument``: the key of the one that ``edition`` used, told when it is another than the indicator's own; ``links``
    draws what follows, such as links to the methods.
    """
    own = indicator.instrument.text if indicator.instrument != NO_INSTRUMENT else same("")
    other = instrument or indicator.instrument.key
    # A municipality names it in its own file: as code it is never read as a link.
    used = f"`{other.replace('`', '')}`" if other != indicator.instrument.key else ""
    facts = (
        (_WHAT, indicator.about),
        (_BY, indicator.kind.text),
        (_WITH, own),
        (_WITH_IN.fill(e=edition), same(used)),
        (_FROM, indicator.source),
        *((_MIND, caveat) for caveat in indicator.caveats),
    )
    with st.expander(_HOW(lang)):
        st.markdown("\n\n".join(f"**{title(lang)}:** {fact(lang)}" for title, fact in facts if fact(lang)))
        links()


def show_composition(
    rows: pd.DataFrame, dimension: Dimension, lang: Lang, mode: Mode, *, key: str, keep: Keep = anew
) -> None:
    """How the rows of a register divide over a dimension, as bars under its name."""
    counts = keep(f"{dimension.key}-counts", lambda: lists.spoken_counts(rows, dimension, lang))
    st.markdown(f"**{dimension.text(lang)}**")
    if counts:
        figure = keep(dimension.key, lambda: composition(counts, lang, mode))
        show_chart(figure, alt=composition_alt(counts, lang), key=key)
    else:
        st.caption(_NONE(lang))


def show_list(
    rows: pd.DataFrame,
    columns: Mapping[str, Text],
    dimensions: Mapping[str, Dimension],
    lang: Lang,
    keep: Keep = anew,
) -> None:
    """A register as a table: short ones whole, long ones as a grid that sorts and searches."""
    table = keep("list", lambda: lists.worded(rows, columns, dimensions, lang))
    if table.empty:
        st.caption(_NONE(lang))
    elif len(table) <= _MOST_LIST_ROWS:
        st.html(_plain_table(table, ", ".join(table.columns)))
    else:
        st.dataframe(table, hide_index=True, height=430, alt=", ".join(table.columns), placeholder="–")
