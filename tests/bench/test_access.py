"""The measurement of reach and supply runs, and both ways find the same."""

import json

from bench.access import Size, made_up, measure


def test_a_small_country(capsys):
    size = Size(buurten=60, towns=3, places=300, sample=30)
    country = made_up(size)
    assert len(country.homes) == 60 * 49
    measure(size)
    told = {line["what"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert told["same"]["difference"] < 1e-12
    assert {"reach", "supply", "reach by a loop", "supply by a loop"} <= set(told)
