"""Hours by hand, and against minutes that are counted one by one."""

import datetime as dt
import json
import math
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from opening_hours import OpeningHours

from wijkmonitor.methods import opening_hours as hours

SINCE = dt.date(2025, 1, 1)


def of(text: str, since: dt.date = SINCE) -> tuple[float, ...]:
    return tuple(hours.hours_per_week(pd.Series([text]), since).iloc[0])


@pytest.mark.parametrize(
    ("text", "weekday", "evening", "weekend"),
    [
        ("24/7", 50, 35, 20),
        ("Mo-Fr 09:00-17:00", 40, 0, 0),
        ("Mo-Th 09:00-22:00; Fr 09:00-17:00", 44, 16, 0),
        ("Tu-Sa 10:00-17:00,19:00-22:00", 28, 15, 7),
        ("Mo-Fr 10:00-18:00; Sa 10:00-16:00", 40, 0, 6),
        ("Mo-Su 10:00-23:00", 40, 35, 16),
        ("We-Su 11:00-24:00", 21, 25, 14),
        ("Fr-Su 13:00-18:00", 5, 0, 10),
        ("Su 09:30-12:00; We 14:00-16:00", 2, 0, 2.5),
        ("Tu,Th 13:00-17:00; Fr 19:00-21:30", 8, 2.5, 0),
        ("Mo-Su 08:00-20:00", 50, 14, 20),
        ("Fr 22:00-02:00", 0, 1, 0),  # what is left of the night counts for nobody
        ("Sa 22:00-10:00", 0, 1, 2),  # and into the next morning
        ("Mo-Fr 17:00+", 5, 25, 0),  # an open end lasts the evening
        ("off", 0, 0, 0),
        ("Mo 10:00-12:00 open", 2, 0, 0),
    ],
)
def test_by_hand(text, weekday, evening, weekend):
    assert of(text) == pytest.approx((weekday, evening, weekend), abs=0.03)


def test_months_weeks_and_first_mondays():
    assert of("Apr-Oct: Mo-Sa 09:00-18:00")[0] == pytest.approx(45 * 214 / 364, abs=0.3)
    assert of("Apr-Oct: Mo-Sa 09:00-18:00", dt.date(2025, 7, 1))[0] == pytest.approx(45 * 214 / 364, abs=0.3)
    assert of("Mo[1] 10:00-12:00")[0] == pytest.approx(12 * 2 / 52, abs=0.01)
    assert of("week 01-10 Mo 09:00-12:00")[0] == pytest.approx(10 * 3 / 52, abs=0.06)


def test_public_holidays_of_the_netherlands():
    always, without = of("Mo-Fr 08:00-17:00")[0], of("Mo-Fr 08:00-17:00; PH off")[0]
    # On a weekday in these weeks of 2025: 1 January, Easter Monday, Liberation Day (once in five years), Ascension Day,
    # Whit Monday, and both days of Christmas; King's Day fell on a Saturday.
    assert (always - without) * 52 / 9 == pytest.approx(7, abs=1.01)


def test_the_sun_is_that_of_the_netherlands():
    weekday, evening, weekend = of("sunrise-sunset")
    assert 44 < weekday < 50
    assert 8 < evening < 14
    assert weekend == pytest.approx(weekday / 5 * 2, abs=0.4)


@pytest.mark.parametrize("text", ["sunrise-sunset", "Tu-Sa 10:00-17:00,19:00-22:00; PH off", "Sa 22:00-10:00", "24/7"])
def test_against_counting_quarters_of_an_hour(text):
    rules = OpeningHours(text, timezone=ZoneInfo("Europe/Amsterdam"), country="NL", coords=(52.1, 5.3))
    found = dict.fromkeys(hours.COLUMNS, 0.0)
    moment = dt.datetime.combine(SINCE, dt.time(0, 7, 30))
    for _ in range(364 * 96):
        if rules.is_open(moment):
            day, hour = moment.weekday(), moment.hour
            found["weekday"] += 0.25 * (day < 5 and 8 <= hour < 18)
            found["evening"] += 0.25 * (18 <= hour < 23)
            found["weekend"] += 0.25 * (day >= 5 and 8 <= hour < 18)
        moment += dt.timedelta(minutes=15)
    assert of(text) == pytest.approx([amount / 52 for amount in found.values()], abs=0.1)


@pytest.mark.parametrize(
    "text", ["ma-vr 09:00-17:00", "9-17", "op afspraak", '"op afspraak"', "Mo-Fr 25:00-26:00", "?"]
)
def test_what_cannot_be_read_is_unknown(text):
    assert all(math.isnan(one) for one in of(text))
    assert hours.unreadable([text, "24/7"]) == {text}


def test_unknown_is_not_closed():
    assert all(math.isnan(one) for one in of("Mo 10:00-12:00 unknown"))
    empty = hours.hours_per_week(pd.Series([None, "", "24/7"], dtype="object"), SINCE)
    assert empty["hours_weekday"].isna().tolist() == [True, True, False]
    assert hours.is_open(pd.Series([math.nan, 2.9, 3.0])).tolist() == [False, False, True]


@pytest.mark.real_data
def test_hours_of_the_parks_of_amsterdam_can_be_read(real_data):
    files = sorted((real_data / "amsterdam-cbs-2020-2024").glob("amsterdam_green_*_parks_only.json"))
    elements = [one for file in files for one in json.loads(file.read_text(encoding="utf-8"))["elements"]]
    written = {one["tags"]["opening_hours"] for one in elements if "opening_hours" in one.get("tags", {})}
    assert written
    assert not hours.unreadable(written)


def test_hours_of_the_demo_can_be_read():
    demo = Path(__file__).resolve().parents[2] / "data" / "voorbeeldstad"
    files = sorted(demo.glob("*/ontmoetingsplekken.csv"))
    written = pd.concat([pd.read_csv(file)["opening_hours"] for file in files]).dropna().unique()
    assert len(written) > 20
    assert not hours.unreadable(written)
