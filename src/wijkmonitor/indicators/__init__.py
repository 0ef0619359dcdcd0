"""Every indicator, in the order in which they are computed and shown: one file per theme.

An indicator file declares ``Indicator`` objects beside the functions that compute them; declaring one is all it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from wijkmonitor.indicator import Indicator
from wijkmonitor.indicators import (
    background,
    bridging,
    capacity,
    collaboration,
    context,
    initiatives,
    modelled,
    municipality,
    places,
    ties,
)


def _declared_in(module: ModuleType) -> Iterator[Indicator]:
    """The indicators a module declares, alone or in a tuple, in the order of the file."""
    for value in vars(module).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Indicator):
                yield one


def _registry(*modules: ModuleType) -> dict[str, Indicator]:
    registry: dict[str, Indicator] = {}
    for indicator in (one for module in modules for one in _declared_in(module)):
        if indicator.key in registry:
            raise ValueError(f"two indicators are called {indicator.key}")
        registry[indicator.key] = indicator
    return registry


REGISTRY: dict[str, Indicator] = _registry(
    ties, bridging, places, initiatives, collaboration, municipality, capacity, modelled, context, background
)
