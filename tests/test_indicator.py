import pytest

from wijkmonitor.indicator import Indicator
from wijkmonitor.indicators import REGISTRY


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (0.046, "0,05", "0.05"),
        (0.0, "0,0", "0.0"),
        (2.66, "2,7", "2.7"),
        (0.1, "0,1", "0.1"),
        (0.005, "0,005", "0.005"),
    ],
)
def test_a_small_rate_never_reads_as_nothing(value, nl, en):
    density = REGISTRY["initiative_density"]
    assert density.format(value, "nl") == nl
    assert density.format(value, "en") == en


@pytest.mark.parametrize("key", REGISTRY)
def test_a_snapshot_can_describe_every_indicator(key):
    indicator = REGISTRY[key]
    again = Indicator.from_description(indicator.describe())
    assert again.describe() == indicator.describe()
    assert again.compute is None
    assert again.derive is None
