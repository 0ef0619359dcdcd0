"""A synthetic edition and what would be published of it."""

import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor import cube
from wijkmonitor.edition import Edition
from wijkmonitor.indicators import REGISTRY


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Two wijken of four buurten, 1,600 respondents."""
    areas = strip_town.areas_of(wijken=2, buurten=4)
    return strip_town.edition_of(areas, respondents=1600)


@pytest.fixture(scope="session")
def raw(edition: Edition) -> dict[str, pd.DataFrame]:
    """What every direct indicator computes for the edition."""
    return {key: one.compute(edition) for key, one in REGISTRY.items() if one.compute is not None}


@pytest.fixture(scope="session")
def published(edition: Edition) -> pd.DataFrame:
    """The estimates as a snapshot holds them."""
    return cube.make([edition], lambda _done, _said: None).tables["estimates"]
