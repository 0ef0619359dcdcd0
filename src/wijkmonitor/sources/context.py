"""What a reader of one dataset needs to know of the municipality."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Context:
    """``top``: code of the municipality (or NL); ``codes``: every area code, or None when the boundaries are faulty;
    ``own_approaches``: keys of the approaches it added itself."""

    top: str
    codes: pd.Index | None
    own_approaches: tuple[str, ...] = ()
