"""What is said of a difference: with the municipality as a whole, and with the edition before.

Whether a difference is demonstrable was tested once, in the build (``analysis.differences``); here it is only read, from the
columns ``difference``, ``change`` and ``changed``, and put into words. Two instruments, or a measured and a modelled value,
are never compared: :func:`comparable` and :func:`one_instrument` stand in the way.
"""

from __future__ import annotations

import pandas as pd

from wijkmonitor.estimate import Difference, Verdict
from wijkmonitor.figures import words
from wijkmonitor.indicator import Better, Indicator, Kind, Unit
from wijkmonitor.text import Lang, Text, number

_FIRM = (Verdict.SAID.value, Verdict.CARE.value)
_WHOLE = Text(nl="heel {name}", en="the whole of {name}")
_GEMEENTE = Text(nl="de hele gemeente", en="the municipality as a whole")
_AGAINST = {
    Difference.HIGHER: Text(nl="{said} dan {whole}", en="{said} than {whole}"),
    Difference.LOWER: Text(nl="{said} dan {whole}", en="{said} than {whole}"),
    Difference.NONE: Text(nl="{said} dan {whole}", en="{said} from {whole}"),
}
_HERE = {
    Difference.HIGHER: Text(nl="hier aantoonbaar hoger", en="demonstrably higher here"),
    Difference.LOWER: Text(nl="hier aantoonbaar lager", en="demonstrably lower here"),
    Difference.NONE: Difference.NONE.text,
}
_CHANGED = {
    Difference.HIGHER: Text(nl="hoger dan in {edition}: {change}", en="higher than in {edition}: {change}"),
    Difference.LOWER: Text(nl="lager dan in {edition}: {change}", en="lower than in {edition}: {change}"),
    Difference.NONE: Text(
        nl="niet aantoonbaar anders dan in {edition}", en="not demonstrably different from {edition}"
    ),
    Difference.UNTESTED: Text(nl="verschil met {edition}: {change}", en="difference with {edition}: {change}"),
}
_CHANGED_SHORT = {
    Difference.HIGHER: Text(nl="hoger: {change}", en="higher: {change}"),
    Difference.LOWER: Text(nl="lager: {change}", en="lower: {change}"),
    Difference.NONE: Text(nl="niet aantoonbaar anders: {change}", en="not demonstrably different: {change}"),
    Difference.UNTESTED: Text(nl="{change}", en="{change}"),
}
_OTHER_QUESTIONS = Text(
    nl="niet te vergelijken met {edition}: toen is iets anders gevraagd",
    en="cannot be compared with {edition}: something else was asked then",
)
_SINCE_BETWEEN = Text(nl="waarschijnlijk tussen {low} en {high}", en="probably between {low} and {high}")
_SINCE_SHORT = Text(nl="{low} tot {high}", en="{low} to {high}")
_PER_CENT_POINTS = Text(nl=" procentpunt", en=" percentage points")
_POINTS = Text(nl=" punt", en=" points")
_MOST_DECIMALS = 4


class NotComparable(ValueError):
    """Values of two instruments were about to be laid on one scale."""


def one_instrument(rows: pd.DataFrame) -> str:
    """The instrument behind all values in ``rows`` (columns value, instrument); "" when there is no value.

    Raises :class:`NotComparable` when there is more than one: then no scale, count or comparison can hold them together.
    """
    found = sorted(rows.loc[rows["value"].notna(), "instrument"].unique())
    if len(found) > 1:
        raise NotComparable(f"values of different instruments on one scale: {', '.join(map(repr, found))}")
    return str(found[0]) if found else ""


def comparable(one: pd.Series, other: pd.Series) -> bool:
    """Whether two rows (``rows.COLUMNS``) may be compared: both may be said, same instrument and kind, none modelled."""
    alike = one["instrument"] == other["instrument"] and one["kind"] == other["kind"]
    return bool(alike and one["kind"] != Kind.MODELLED.value and {one["verdict"], other["verdict"]} <= set(_FIRM))


def favourable(rows: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Per row (``rows.COLUMNS``) whether it does demonstrably better than the municipality as a whole.

    Never a modelled or untested value, and never where no direction is favourable.
    """
    wanted = {Better.HIGHER: Difference.HIGHER, Better.LOWER: Difference.LOWER}.get(indicator.better)
    if wanted is None:
        return pd.Series(False, index=rows.index)
    return rows["difference"].eq(wanted.value) & rows["kind"].ne(Kind.MODELLED.value) & rows["verdict"].isin(_FIRM)


def tested(rows: pd.DataFrame) -> pd.Series:
    """Per row (``rows.COLUMNS``) whether it was compared with the municipality as a whole."""
    return rows["difference"].ne(Difference.UNTESTED.value)


def against_whole(difference: str, lang: Lang, name: str = "") -> str:
    """``aantoonbaar hoger dan heel Voorbeeldstad``; empty when it was not tested. ``name``: that of the municipality."""
    said = Difference(difference)
    if said is Difference.UNTESTED:
        return ""
    whole = _WHOLE(lang).format(name=name) if name else _GEMEENTE(lang)
    return _AGAINST[said](lang).format(said=said.text(lang), whole=whole)


def beside_whole(difference: str, lang: Lang) -> str:
    """The same beside the value of the municipality: ``hier aantoonbaar hoger``; empty when it was not tested."""
    said = Difference(difference)
    return "" if said is Difference.UNTESTED else _HERE[said](lang)


def since(row: pd.Series, before: pd.Series | None, indicator: Indicator, lang: Lang) -> str:
    """How ``row`` changed since the edition ``before`` (see ``rows.before``), in words; empty when there is nothing to say.

    Of a modelled value nothing is ever said. Where the edition before asked other questions, that is said instead.
    """
    if before is None or words.is_modelled(row) or pd.isna(row["value"]):
        return ""
    if row["instrument"] != before["instrument"]:
        known = pd.notna(before["value"])
        return _OTHER_QUESTIONS(lang).format(edition=before["edition"]) if known else ""
    if not comparable(row, before) or not _told(row["changed"], row["change"], row["kind"]):
        return ""
    said = change_amount(row["change"], row["change_low"], row["change_high"], indicator, lang)
    return _CHANGED[Difference(row["changed"])](lang).format(edition=before["edition"], change=said)


def since_short(rows: pd.DataFrame, indicator: Indicator, lang: Lang) -> list[str]:
    """Per row (``rows.COLUMNS``) the change with its interval as it stands in a table; empty where nothing is said."""
    columns = ("changed", "change", "change_low", "change_high", "kind")
    return [
        _CHANGED_SHORT[Difference(changed)](lang).format(
            change=change_amount(change, low, high, indicator, lang, _SINCE_SHORT)
        )
        if _told(changed, change, kind)
        else ""
        for changed, change, low, high, kind in zip(*(rows[name] for name in columns), strict=True)
    ]


def _told(changed: str, change: float, kind: str) -> bool:
    """A tested change is told, and a plain difference between two counts; never that of a modelled value."""
    counted = kind == Kind.REGISTER.value
    return kind != Kind.MODELLED.value and pd.notna(change) and (changed != Difference.UNTESTED.value or counted)


def change_amount(
    change: float, low: float, high: float, indicator: Indicator, lang: Lang, between: Text = _SINCE_BETWEEN
) -> str:
    """``+6 procentpunt (waarschijnlijk tussen +1 en +11)``; as many decimals as it takes to show that it is not zero."""
    times = 100 if indicator.unit.is_share else 1
    known = [value * times for value in (change, low, high) if pd.notna(value)]
    decimals = next(
        (d for d in range(indicator.decimals, _MOST_DECIMALS) if all(round(v, d) or abs(v) < 1e-9 for v in known)),
        indicator.decimals,
    )
    signs = [_signed(value, lang, decimals) for value in known]
    amount = signs[0] + change_unit(indicator, lang)
    if len(signs) < 3:
        return amount
    return f"{amount} ({between(lang).format(low=signs[1], high=signs[2])})"


def change_unit(indicator: Indicator, lang: Lang) -> str:
    """What follows a difference between two values: `` procentpunt``, `` per 1.000 inwoners``."""
    if indicator.unit.is_share:
        return _PER_CENT_POINTS(lang)
    if indicator.unit in (Unit.PER_1000, Unit.EUR_1000):
        return words.unit_after(indicator.unit, lang)
    return _POINTS(lang) if indicator.unit in (Unit.SCALE_10, Unit.SCORE_100, Unit.INDEX) else ""


def _signed(value: float, lang: Lang, decimals: int) -> str:
    sign = "+" if round(value, decimals) > 0 else "−" if round(value, decimals) < 0 else ""
    return sign + number(abs(value), lang, decimals)
