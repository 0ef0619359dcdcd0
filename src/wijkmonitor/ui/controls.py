"""Choices a reader makes, each bound to the address.

The address holds keys (``?level=wijk``), never words, so that a link works in both languages. That is why Streamlit's
own ``bind="query-params"`` is not used: it writes the words of a selectbox into the address. Here the widget is set from
the address before it is drawn, and a choice is written to the address before the script runs again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import streamlit as st

from wijkmonitor.text import Lang, Text

_PREFIX = "choose_"
_SHORT_LIST = 10
"""Above this many options a reader can type to find one."""


def choose(
    name: str,
    label: Text,
    options: Mapping[str, Text],
    chosen: str,
    lang: Lang,
    *,
    nothing: Text | None = None,
    after: Callable[[str], dict[str, str | None]] | None = None,
) -> str:
    """A list to choose from, bound to the parameter ``name`` of the address; returns the key chosen.

    ``options``: words per key; ``nothing``: words for "no choice" (key ""), placed first; ``after``: given the new
    key, says which other parameters change along.
    """
    words = dict(options) if nothing is None else {"": nothing, **options}
    if not words:
        return ""
    if chosen not in words:
        chosen = next(iter(words))
    widget = _PREFIX + name
    st.session_state[widget] = chosen
    spoken = _distinct({key: text(lang) for key, text in words.items()})
    st.selectbox(
        label(lang),
        list(words),
        format_func=spoken.__getitem__,
        key=widget,
        on_change=_write,
        args=(name, widget, after),
        filter_mode="contains" if len(words) > _SHORT_LIST else None,
    )
    return chosen


def _distinct(words: dict[str, str]) -> dict[str, str]:
    """Streamlit tells options apart by their words: two areas of the same name get their code behind it."""
    times = Counter(words.values())
    return {key: f"{said} ({key})" if times[said] > 1 else said for key, said in words.items()}


def put(**changes: str | None) -> None:
    """Change parameters of the address, for instance after a click on a map; None or "" takes one away.

    All at once, so that the browser's back button undoes all of it.
    """
    merged = {**st.query_params.to_dict(), **changes}
    st.query_params.from_dict({name: value for name, value in merged.items() if value})


def _write(name: str, widget: str, after: Callable[[str], dict[str, str | None]] | None) -> None:
    value = str(st.session_state[widget])
    along = after(value) if after is not None else {}
    put(**{name: value, **along})
