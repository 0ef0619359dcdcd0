"""A file of boundaries opened, its shapes not yet built: attributes first, so that only what is needed is built."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Built:
    """Shapes (None where one cannot be built) and how many degenerate holes and parts were dropped from them."""

    shapes: np.ndarray
    dropped: int


@dataclass(frozen=True)
class Layer:
    """``attributes``: a row per feature (text); ``crs`` as the file states it; ``build``: positions -> shapes."""

    attributes: pd.DataFrame
    crs: str | None
    build: Callable[[np.ndarray], Built]


def looks_like_json(head: bytes) -> bool:
    """True when a file starts as a JSON object does."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def as_text(values: dict[str, object]) -> dict[str, str | None]:
    """Attributes as text; nested ones as JSON."""
    return {
        str(key): None if value is None else value if isinstance(value, str) else json.dumps(value)
        for key, value in values.items()
    }
