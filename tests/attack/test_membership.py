import datetime as dt
import os
import stat

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from tests.attack.town import crowd, membership
from wijkmonitor.attack.membership import load_record, members_of, salt_of, save_record
from wijkmonitor.edition import Dataset, Edition


def edition() -> Edition:
    areas = gpd.GeoDataFrame(
        {"level": ["gemeente", "buurt", "buurt"], "population": [3.0, 1.0, 2.0]}, index=["GM1", "BU1", "BU2"]
    )
    survey = pd.DataFrame(
        {"respondent_id": ["a", "b", "c"], "buurt": ["BU2", None, "BU1"], "age": [80.0, 30.0, np.nan], "tie": [1, 1, 0]}
    )
    return Edition("2025", dt.date(2025, 1, 1), 2025, areas, {Dataset.SURVEY: survey})


def test_who_counts_where_is_read_from_an_edition():
    members = members_of(edition(), {"ties": np.array([True, False, True])}, b"salt")
    assert members.areas["buurt"].tolist() == ["BU2", "", "BU1"]
    assert members.areas["gemeente"].tolist() == ["GM1", "", "GM1"]
    assert members.groups["age"].tolist() == ["75+", "18-34", ""]
    assert members.answered["ties"].tolist() == [True, False, True]
    assert not {"a", "b", "c"} & set(members.keys)
    assert set(members.keys) != set(members_of(edition(), {}, b"other").keys)


def test_a_record_is_kept_for_its_owner_only_and_read_back(tmp_path):
    own = membership(crowd(B1_y=3, B2_u=2))
    path = save_record(tmp_path, "abc", {"2025": own, "2023": membership(crowd(B1_o=1))})
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    again = load_record(tmp_path, "abc")
    assert again is not None
    assert set(again) == {"2023", "2025"}
    for name in ("areas", "groups", "answered"):
        pd.testing.assert_frame_equal(getattr(again["2025"], name), getattr(own, name), check_dtype=False)
    assert again["2025"].keys.tolist() == own.keys.tolist()


@pytest.mark.parametrize("content", [None, b"", b"no parquet"])
def test_a_record_that_is_absent_or_damaged_is_none(tmp_path, content):
    if content is not None:
        (tmp_path / ".audit").mkdir()
        (tmp_path / ".audit" / "abc.parquet").write_bytes(content)
    assert load_record(tmp_path, "abc") is None


def test_the_salt_stays_the_same(tmp_path):
    assert salt_of(tmp_path) == salt_of(tmp_path)
    assert len(salt_of(tmp_path)) == 32
