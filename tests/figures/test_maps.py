"""What travels to the browser: constant base, compact painting, nothing that can run."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from tests.figures.sample import HOSTILE, an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures.classes import Classes
from wijkmonitor.figures.maps import AreaLayer, Drawing, MapBase, area_map, describe, pack_codes, pack_words, packed
from wijkmonitor.figures.points import Hollow, Pin, PointLayer, SpotLayer, marks
from wijkmonitor.figures.significance import NotComparable
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.text import LANGS, same

BASE = MapBase(lang="nl", background_map=False, scripts=("../../assets/map.js",), styles=("../../assets/map.css",))


def a_drawing(**changes: object) -> Drawing:
    layer = AreaLayer(sample_rows(), an_indicator(), Classes(an_indicator(), (0.25, 0.4, 0.6)))
    given = {
        "title": "Kaart",
        "place": "x",
        "url": "../../maps/x/1/areas-2025-buurt.topojson",
        "mode": "light",
        "areas": layer,
    }
    return Drawing(**(given | changes))  # type: ignore[arg-type]


def unpack_codes(text: str) -> list[str]:
    codes, before = [], ""
    for part in text.split(","):
        before = before[: int(part[0], 36)] + part[1:]
        codes.append(before)
    return codes


def mapped(base, drawing):
    return area_map(base, packed(drawing, base))


def test_codes_come_out_as_they_went_in():
    codes = ["BU00030000", "BU00030001", "BU0363AA01", "WK051801"]
    assert pack_codes(codes) == "0BU00030000,91,3363AA01,0WK051801"
    assert unpack_codes(pack_codes(codes)) == codes


@pytest.mark.parametrize("texts", [["57%", "57%", "57%", "", "60%"], ["1", "2", "3"], []])
def test_words_come_out_as_they_went_in(texts):
    packed = pack_words(texts)
    assert [packed["words"][i] for i in packed["at"]] == texts if "at" in packed else packed["words"] == texts


def test_what_is_told_of_each_area():
    told = describe(a_drawing(selected="BU00420102"), BASE)
    areas = told["areas"]
    assert told["selected"] == "BU00420102"
    assert areas["classes"] == "012--"  # 0.396 is shown as 40%, so it is in the class from 40%
    words = [areas["states"][int(state)]["words"] for state in areas["state"]]
    assert words == [
        "mag je zeggen",
        "met voorzichtigheid (indicatief)",
        "mag je zeggen",
        "mag je niet zeggen: te weinig antwoorden voor een betrouwbaar cijfer",
        "mag je niet zeggen: hier niet gemeten",
    ]
    textures = [areas["states"][int(state)]["texture"] for state in areas["state"]]
    assert textures == ["full", "hatched", "full", "grey", "grey"]
    assert areas["unit"] == " van de bewoners"
    assert "model" not in areas, "nothing is modelled here"


def told_of(rows, lang="nl", whole="Voorbeeldstad"):
    layer = AreaLayer(rows, an_indicator(), Classes(an_indicator(), (0.4, 0.5)), whole=whole)
    areas = describe(a_drawing(areas=layer), replace(BASE, lang=lang))["areas"]
    model = unpack_words(areas["model"]) if "model" in areas else [""] * len(rows)
    states = [areas["states"][int(state, 36)] for state in areas["state"]]
    return [
        (state["texture"], words or state["words"], state["difference"])
        for state, words in zip(states, model, strict=True)
    ]


def unpack_words(column):
    return [column["words"][at] for at in column["at"]] if "at" in column else column["words"]


def test_a_modelled_area_among_measured_ones_has_its_own_texture_and_words():
    told = told_of(mixed_rows())
    assert [texture for texture, _, _ in told] == ["hatched", "full", "dotted", "dotted", "grey"]
    assert told[2][1] == "alleen als modelschatting: 32% uit antwoorden hier, de rest uit vergelijkbare buurten"
    assert told[3][1].endswith("dit komt geheel uit het model")
    assert told_of(mixed_rows(), "en")[2][1].startswith("as a model estimate only: 32% from answers here")


def test_verdict_and_difference_are_told_as_two_facts():
    told = told_of(mixed_rows())
    assert told[0][1:] == ("met voorzichtigheid (indicatief)", "aantoonbaar hoger dan heel Voorbeeldstad")
    assert told[1][1:] == ("mag je zeggen", ""), "not tested: nothing is said of a difference"
    assert {difference for _, _, difference in told[2:]} == {""}


def test_the_state_of_an_area_without_an_estimate_is_the_one_for_unknown_codes():
    areas = describe(a_drawing(), BASE)["areas"]
    assert areas["states"][areas["unknown"]]["words"] == "mag je niet zeggen: hier niet gemeten"


def test_values_of_another_instrument_do_not_fit_the_classes():
    with pytest.raises(NotComparable):
        AreaLayer(sample_rows().assign(instrument="q2"), an_indicator(), Classes(an_indicator(), (0.2,)))
    AreaLayer(sample_rows().assign(instrument="q2"), an_indicator(), Classes(an_indicator(), (0.2,), "q2"))
    two = sample_rows().assign(instrument=["q1", "q1", "q2", "q1", "q1"])
    with pytest.raises(NotComparable):
        AreaLayer(two, an_indicator(), Classes(an_indicator(), (0.2,)))


@pytest.mark.parametrize("lang", LANGS)
def test_no_missing_value_is_ever_sent_as_a_word(lang):
    sent = packed(
        a_drawing(areas=AreaLayer(mixed_rows(), an_indicator(), Classes(an_indicator(), (0.4,)))),
        replace(BASE, lang=lang),
    )
    assert not re.search(r"\b(nan|NaN|None|null|undefined)\b", sent.replace('"selected":null', ""))


def test_the_map_stays_while_everything_else_changes():
    first, _ = mapped(BASE, a_drawing())
    second, _ = mapped(BASE, a_drawing(mode="dark", selected="BU00420101", url="elsewhere", title="Other"))
    assert generate_js_hash(_get_map_string(first), "k") == generate_js_hash(_get_map_string(second), "k")


def test_only_our_own_server_is_asked():
    drawn, paintings = mapped(BASE, a_drawing())
    page = _get_map_string(drawn) + _get_feature_group_string(paintings[0], drawn)
    assert "http" not in page
    assert [url for _, url in drawn.default_js + drawn.default_css] == [*BASE.scripts, *BASE.styles]
    assert "user-scalable" not in drawn.get_root().render()


def test_the_background_map_is_asked_only_when_switched_on():
    drawn, _ = mapped(MapBase("nl", True, (), ()), a_drawing())
    assert "https://service.pdok.nl/" in _get_map_string(drawn)


def test_hostile_words_stay_words():
    kinds = {"park": same("</script><script>alert(1)</script>")}
    points = PointLayer("u", "type", kinds, hollow=Hollow("state", ("unconfirmed",), same(HOSTILE)))
    drawn, paintings = mapped(BASE, a_drawing(title="{{ 7 * 7 }}{% raw %}{{{ 'x' }}</script>", points=(points,)))
    script = _get_feature_group_string(paintings[0], drawn)
    assert "<" not in script.split("wijkmonitor.paint(")[1].split("map_div")[0]
    assert "49" not in script
    assert r"\u007b{ 7 * 7 }}\u007b% raw %}\u007b\u007b{ \u0027x\u0027 }}" in script


@pytest.mark.parametrize(("areas", "most_bytes"), [(150, 10_000), (3_300, 100_000), (14_500, 250_000)])
def test_a_rerun_stays_small(areas, most_bytes):
    rng = np.random.default_rng(3)
    value = rng.beta(6, 4, areas)
    rows = pd.DataFrame(
        {
            "code": [f"BU{i // 40:04d}{i % 40 // 6:02d}{i % 6:02d}" for i in range(areas)],
            "value": value,
            "low": value - 0.08,
            "high": value + 0.08,
            "kind": "observed",
            "verdict": rng.choice(["may_be_said", "with_care"], areas),
            "reason": "",
            "instrument": "q1",
            "shrinkage": np.nan,
            "difference": rng.choice(["higher", "lower", "not_demonstrable", ""], areas),
        }
    )
    layer = AreaLayer(rows, an_indicator(), Classes(an_indicator(), (0.1, 0.3, 0.5, 0.6, 0.8)))
    drawn, paintings = mapped(BASE, a_drawing(areas=layer))
    assert len(_get_feature_group_string(paintings[0], drawn).encode()) <= most_bytes


def test_each_kind_of_place_has_a_mark_of_its_own():
    kinds = {
        k: same(k) for k in "buurthuis bibliotheek cafe park tuin sport kerk school winkel werkplaats anders".split()
    }
    found = marks(kinds, "light", "nl")
    assert len({mark.letter for mark in found.values()}) == len(kinds)
    assert len({(mark.shape, mark.fill) for mark in found.values()}) == len(kinds)
    assert {mark.fill for mark in found.values()} <= set(PALETTES["light"].categorical)


def test_hidden_kinds_are_not_sent_and_keep_the_marks_of_the_rest():
    kinds = {k: same(k) for k in ("park", "school", "shop")}
    told = describe(a_drawing(points=(PointLayer("u", "type", kinds, visible=("shop",)),)), BASE)["points"][0]
    assert list(told["kinds"]) == ["shop"]
    assert told["kinds"]["shop"]["fill"] == marks(kinds, "light", "nl")["shop"].fill
    json.dumps(told)


def test_dots_come_back_where_they_were():
    lat, lon = np.array([52.12345, 52.0, 51.99999]), np.array([5.1, 5.12345, 4.9])
    sent = describe(a_drawing(spots=(SpotLayer(lat, lon, same(HOSTILE)),)), BASE)["spots"][0]
    steps = np.array(sent["steps"]).reshape(-1, 2).cumsum(axis=0) / 100_000
    assert np.allclose(steps, np.column_stack([lat, lon]), atol=5e-6)
    json.dumps(sent)


def test_a_pin_and_pick_mode_are_told():
    told = describe(a_drawing(pins=(Pin(52.1, 5.1, "A", same("Plek A")),), pick=True), BASE)
    assert (told["pins"][0]["word"], told["pins"][0]["letter"], told["pick"]) == ("Plek A", "A", True)
