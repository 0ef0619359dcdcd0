"""What two snapshots differ in as a reader reads it: a card per cause, and the differing figures as a table."""

from __future__ import annotations

from html import escape

import pandas as pd

from wijkmonitor.analysis.changed import AFTER, BEFORE, Basis, State
from wijkmonitor.estimate import Difference
from wijkmonitor.figures import significance, snapshot_changes, words
from wijkmonitor.figures.snapshot_causes import Cause
from wijkmonitor.figures.snapshot_changes import Comparison
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text, number

MOST_ROWS = 200
_COLUMNS = {
    "title": Text(nl="Onderwerp", en="Topic"),
    "name": Text(nl="Gebied", en="Area"),
    "edition": Text(nl="Editie", en="Edition"),
    "before": Text(nl="Eerst", en="Before"),
    "after": Text(nl="Nu", en="Now"),
    "difference": Text(nl="Verschil", en="Difference"),
    "said": Text(nl="Hoe zeker is het verschil?", en="How sure is the difference?"),
    "causes": Text(nl="Door", en="Because of"),
}
_WIDTHS = (8.5, 6.5, 4.0, 8.5, 8.5, 7.0, 8.5, 8.0)
_EDGE = "padding:.3rem .8rem .3rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left;vertical-align:top"
_TO = Text(nl="{low} tot {high}", en="{low} to {high}")
_FROM_TO = Text(nl="{old}, nu {new}", en="{old}, now {new}")
_AROUND = Text(nl="{c} (elders of eromheen)", en="{c} (elsewhere or around it)")
_SAID = {
    Difference.HIGHER: Text(nl="aantoonbaar hoger ({b})", en="demonstrably higher ({b})"),
    Difference.LOWER: Text(nl="aantoonbaar lager ({b})", en="demonstrably lower ({b})"),
    Difference.NONE: Text(nl="niet aantoonbaar anders ({b})", en="not demonstrably different ({b})"),
}
_UNTESTED = Text(
    nl="niet getoetst: van een van beide is de marge niet bekend, of mag het niet worden gezegd",
    en="not tested: of one of them the margin is not known, or it may not be said",
)
_ONLY_VERDICT = Text(nl="hetzelfde cijfer, een andere marge of een ander oordeel",
                     en="the same figure, another margin or verdict")  # fmt: skip
_FIRST = Text(
    nl="Dit zijn de eerste {m} van {n} verschillen, op naam. In het bestand hieronder staan ze alle.",
    en="These are the first {m} of {n} differences, by name. The file below has them all.",
)
_NOT_HERE = Text(nl="Hieraan is niets veranderd.", en="Nothing changed in this.")
_NO_FIGURE = Text(nl="Geen enkel cijfer is hierdoor anders.", en="No figure is different because of this.")
_ALL_ALONE = Text(nl="{n} cijfers zijn hierdoor anders.", en="{n} figures are different because of this.")
_SOME_ALONE = Text(
    nl="{n} cijfers kunnen hierdoor anders zijn; bij {a} daarvan is dit de enige oorzaak.",
    en="{n} figures may be different because of this; of {a} of them it is the only cause.",
)
_NONE_ALONE = Text(
    nl="{n} cijfers kunnen hierdoor anders zijn; bij geen daarvan is dit de enige oorzaak.",
    en="{n} figures may be different because of this; of none of them it is the only cause.",
)
_ONE_ALONE = Text(nl="Eén cijfer is hierdoor anders.", en="One figure is different because of this.")
_HEADS = {
    Cause.DATA: Text(nl="Nieuwe gegevens", en="New data"),
    Cause.DEFINITION: Text(nl="Andere definitie", en="Another definition"),
    Cause.BOUNDARY: Text(nl="Andere grens", en="Another boundary"),
    Cause.METHOD: Text(nl="Andere werkwijze", en="Another method"),
    Cause.SETTINGS: Text(nl="Andere instellingen", en="Other settings"),
}


def cards(found: Comparison, lang: Lang) -> str:
    """A card per cause as HTML: how many figures, and what it is that differs. Names are escaped."""
    facts = snapshot_changes.facts(found, lang)
    boxes = []
    for cause in Cause:
        lines = [_counted(found, cause, facts[cause], lang)]
        if facts[cause]:
            lines.append(facts[cause][:1].upper() + facts[cause][1:] + ".")
        body = "".join(f'<p style="margin:.2rem 0 0">{escape(line)}</p>' for line in lines)
        boxes.append(
            '<div style="flex:1 1 15rem;border:1px solid rgba(128,128,128,.4);border-radius:.4rem;padding:.6rem .8rem">'
            f'<h4 style="margin:0;padding:0;font-size:1.1rem">{_HEADS[cause](lang)}</h4>{body}</div>'
        )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.7rem">{"".join(boxes)}</div>'


def _counted(found: Comparison, cause: Cause, fact: str, lang: Lang) -> str:
    total = sum(count for causes, count in found.by_cause.items() if cause in causes)
    alone = found.by_cause.get((cause,), 0)
    if not total:
        return (_NO_FIGURE if fact else _NOT_HERE)(lang)
    if total == alone:
        return (_ALL_ALONE if total > 1 else _ONE_ALONE)(lang).format(n=number(total, lang))
    return (_SOME_ALONE if alone else _NONE_ALONE)(lang).format(n=number(total, lang), a=number(alone, lang))


def table(found: Comparison, lang: Lang, indicator: str = "") -> pd.DataFrame:
    """The differing figures by name, of one ``indicator`` if named; at most :data:`MOST_ROWS`. Headings in words."""
    rows = found.differing
    rows = rows[rows["indicator"] == indicator] if indicator else rows
    told = snapshot_changes.named(found, rows, lang).head(MOST_ROWS)
    written = [_written(row, found.indicator(str(row["indicator"])), lang) for _, row in told.iterrows()]
    frame = pd.DataFrame(written, columns=list(_COLUMNS))
    return frame.rename(columns={name: heading(lang) for name, heading in _COLUMNS.items()})


def listed(found: Comparison, lang: Lang, indicator: str = "") -> str:
    """The table of :func:`table` as HTML, so that long words stay on the screen."""
    told = table(found, lang, indicator)
    head = "".join(
        f'<th scope="col" style="{_EDGE};min-width:{rem}rem">{escape(title)}</th>'
        for title, rem in zip(told.columns, _WIDTHS, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="{_EDGE}">{escape(str(cell))}</td>' for cell in row) + "</tr>"
        for row in told.itertuples(index=False)
    )
    caption = escape(", ".join(told.columns))
    return (
        f'<div role="region" tabindex="0" aria-label="{caption}" style="overflow:auto;max-height:36rem">'
        f'<table style="width:100%;border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def only_first(found: Comparison, lang: Lang, indicator: str = "") -> str:
    """That the table does not show everything; empty when it does."""
    rows = found.differing
    total = int((rows["indicator"] == indicator).sum()) if indicator else len(rows)
    if total <= MOST_ROWS:
        return ""
    return _FIRST(lang).format(m=number(MOST_ROWS, lang), n=number(total, lang))


def topics(found: Comparison) -> dict[str, Text]:
    """The indicators of which a figure differs, by title."""
    keys = found.differing["indicator"].unique()
    return dict(sorted(((key, found.indicator(key).title) for key in keys), key=lambda item: item[1].nl))


def _written(row: pd.Series, indicator: Indicator, lang: Lang) -> dict[str, str]:
    old, new = str(row["edition_before"]), str(row["edition_after"])
    return {
        "title": row["title"],
        "name": row["name"],
        "edition": (old or new) if old == new or not (old and new) else _FROM_TO(lang).format(old=old, new=new),
        "before": _figure(row, BEFORE, indicator, lang),
        "after": _figure(row, AFTER, indicator, lang),
        "difference": _difference(row, indicator, lang),
        "said": _sureness(row, lang),
        "causes": _causes(row, lang),
    }


def _figure(row: pd.Series, side: str, indicator: Indicator, lang: Lang) -> str:
    """``45% (40% – 50%), mag je zeggen``; why there is none, or a dash where there was no such figure at all."""
    verdict, reason = str(row[f"verdict{side}"]), str(row[f"reason{side}"])
    if not verdict:
        return "–"
    if pd.isna(row[f"value{side}"]):
        return words.verdict(verdict, reason, lang)
    low, high = row[f"low{side}"], row[f"high{side}"]
    between = f" ({indicator.format(low, lang)} – {indicator.format(high, lang)})" if pd.notna(low) else ""
    return f"{indicator.format(row[f'value{side}'], lang)}{between}, {words.verdict(verdict, reason, lang)}"


def _difference(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    if pd.isna(row["difference"]):
        return "–"
    if not row["difference"]:
        return _ONLY_VERDICT(lang)
    ends = (row["difference_low"], row["difference_high"])
    return significance.change_amount(row["difference"], *ends, indicator, lang, _TO)


def _sureness(row: pd.Series, lang: Lang) -> str:
    basis = Basis(row["basis"])
    if basis is Basis.ONE_SIDED:
        return State(row["state"]).text(lang)
    if basis not in (Basis.OVERLAP, Basis.INDEPENDENT):
        return basis.text(lang)
    said = _SAID.get(Difference(row["said"]), _UNTESTED)
    return said(lang).format(b=basis.text(lang))


def _causes(row: pd.Series, lang: Lang) -> str:
    named = snapshot_changes.causes_in_words(tuple(one for one in Cause if row[one]), lang)
    return _AROUND(lang).format(c=named) if row["indirect"] else named
