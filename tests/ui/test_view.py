import pytest

from wijkmonitor import catalogue, snapshot
from wijkmonitor.ui import view as views
from wijkmonitor.ui.offer import Offer


@pytest.fixture
def offer(teststad):
    return Offer.of(snapshot.load(catalogue.snapshot_path(teststad, catalogue.current_id(teststad))))


def read(offer, **asked):
    return views.read(asked, ("teststad", "abc"), offer)


def test_an_empty_address_gives_the_usual_view(offer):
    view, told = read(offer)
    assert told == []
    assert (view.lang, view.edition, view.level, view.indicator, view.group, view.area) == (
        "nl",
        "2025",
        "wijk",
        "",
        "all",
        "",
    )


def test_everything_that_exists_is_taken_over(offer):
    view, told = read(offer, lang="en", edition="2023", level="buurt", indicator="second", area="BU99980102")
    assert told == []
    assert (view.lang, view.edition, view.level, view.indicator, view.area) == (
        "en",
        "2023",
        "buurt",
        "second",
        "BU99980102",
    )


@pytest.mark.parametrize(
    ("name", "field", "fallback"),
    [
        ("edition", "edition", "2025"),
        ("level", "level", "wijk"),
        ("indicator", "indicator", ""),
        ("group", "group", "all"),
        ("area", "area", ""),
        ("method", "method", ""),
    ],
)
@pytest.mark.parametrize("asked", ["nonsense", "WK0000", "../../etc", "x" * 5000, "NaN", " "])
def test_what_does_not_exist_falls_back_and_is_told_once(offer, name, field, fallback, asked):
    view, told = read(offer, **{name: asked})
    assert getattr(view, field) == fallback
    assert len(told) == 1
    assert "bestaat" in told[0].nl
    assert "does not exist" in told[0].en
    assert len(told[0].nl) < 250


def test_a_notice_cannot_carry_a_link_or_mark_up(offer):
    _, told = read(offer, area="[klik](https://elders.example) <b>hier</b> `x`")
    assert not set("[]()<>`/") & set(told[0].nl.replace("(meer)", ""))


def test_an_unknown_language_is_dutch_without_a_word(offer):
    view, told = read(offer, lang="fr")
    assert (view.lang, told) == ("nl", [])


def test_an_empty_value_is_no_value(offer):
    assert read(offer, area="", level="", edition="")[1] == []


def test_the_whole_municipality_is_not_a_level_to_divide_it_by(offer):
    assert [level.value for level in offer.levels("2025")] == ["wijk", "buurt"]
    assert offer.top("2025") == "GM9998"


def test_an_address_keeps_what_means_something_and_drops_the_rest():
    asked = {"lang": "en", "area": "WK999801", "utm_source": "mail", "level": ""}
    assert views.address(asked, area=None, snapshot="abc") == {"lang": "en", "snapshot": "abc"}


def test_a_chosen_area_moves_to_the_one_it_lies_in(offer):
    areas = offer.areas_in("2025")
    assert views.move_area("BU99980102", "wijk", areas) == "WK999801"
    assert views.move_area("WK999801", "wijk", areas) == "WK999801"
    assert views.move_area("WK999801", "buurt", areas) == ""
    assert views.move_area("", "wijk", areas) == ""
    assert views.move_area("WK000000", "wijk", areas) == ""


def test_kinds_of_place_that_occur_can_be_in_the_address(town_snapshot):
    offer = Offer.of(town_snapshot)
    present = town_snapshot.places["type"].iloc[0]
    view, told = views.read({"kind": present}, ("rekenstad", "abc"), offer)
    assert (view.kind, told) == (present, [])
    view, told = views.read({"kind": "castle"}, ("rekenstad", "abc"), offer)
    assert view.kind == ""
    assert len(told) == 1


def test_an_address_of_before_still_opens_the_kind_of_place(town_snapshot):
    offer = Offer.of(town_snapshot)
    present = town_snapshot.places["type"].iloc[0]
    view, told = views.read({"group": f"type:{present}"}, ("rekenstad", "abc"), offer)
    assert (view.kind, view.group, told) == (present, "all", [])
    view, told = views.read({"group": "type:castle"}, ("rekenstad", "abc"), offer)
    assert (view.kind, view.group) == ("", "all")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("asked", "weights", "notices"),
    [
        ("8,3,1", (8, 3, 1), 0),
        ("0,10,5", (0, 10, 5), 0),
        ("", (), 0),
        ("5,5,5", (), 0),
        ("11,0,0", (), 1),
        ("a,b,c", (), 1),
        ("-1,2,3", (), 1),
        ("1,,2", (), 1),
        ("9" * 5000, (), 1),
    ],
)
def test_weights_are_whole_numbers_up_to_ten_and_equal_ones_are_none(offer, asked, weights, notices):
    view, told = read(offer, weights=asked)
    assert view.weights == weights
    assert len(told) == notices


def test_a_method_is_known_by_the_name_of_its_document(offer):
    view, told = read(offer, method="small_area")
    assert (view.method, told) == ("small_area", [])
    assert views.address({"method": "small_area", "lang": "en"}) == {"method": "small_area", "lang": "en"}
