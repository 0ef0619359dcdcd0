"""Choices a reader makes, each bound to the address.

The address holds keys (``?level=wijk``), never words, so that a link works in both languages. That is why Streamlit's
own ``bind="query-params"`` is not used: it writes the words of a selectbox into the address. Here the widget is set from
the address before it is drawn, and a choice is written to the address before the script runs again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import streamlit as st

from wijkmonitor.text import Lang, Text

_PREFIX = "choose_"
_NOTHING_CHOSEN = Text(nl="Niets gekozen", en="Nothing chosen")
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


def choose_several(name: str, label: Text, options: Mapping[str, Text], chosen: Collection[str], lang: Lang) -> None:
    """Several of a list, bound to the parameter ``name`` of the address, where their keys stand with commas between.

    ``chosen``: the keys that are on now. A new choice takes effect when the script runs again.
    """
    widget = _PREFIX + name
    st.session_state[widget] = [key for key in chosen if key in options]
    spoken = _distinct({key: text(lang) for key, text in options.items()})
    st.multiselect(
        label(lang),
        list(options),
        format_func=spoken.__getitem__,
        key=widget,
        on_change=_write_several,
        args=(name, widget),
        placeholder=_NOTHING_CHOSEN(lang),
    )


def choose_weights(name: str, labels: Sequence[str], weights: Sequence[int], most: int) -> None:
    """A slider per part, beside each other, from 0 to ``most``; bound to the parameter ``name`` of the address.

    There the numbers stand with commas between, and nothing at all when they are equal. A new choice takes effect when the
    script runs again.
    """
    widgets = [f"{_PREFIX}{name}_{place}" for place in range(len(labels))]
    for column, widget, label, weight in zip(st.columns(len(labels)), widgets, labels, weights, strict=True):
        st.session_state[widget] = weight
        column.slider(label, 0, most, key=widget, on_change=_write_weights, args=(name, widgets))


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


def _write_several(name: str, widget: str) -> None:
    put(**{name: ",".join(st.session_state[widget])})


def _write_weights(name: str, widgets: Sequence[str]) -> None:
    weights = [int(st.session_state[widget]) for widget in widgets]
    put(**{name: ",".join(map(str, weights)) if len(set(weights)) > 1 else None})
