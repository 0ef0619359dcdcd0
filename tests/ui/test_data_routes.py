"""What another system gets under /data: the right bytes, headers it can rely on, and nothing from elsewhere."""

import csv
import gzip
import io
import json
import shutil
import zipfile
from datetime import UTC, date, datetime
from urllib.parse import urljoin

import pytest

from tests.ui.conftest import publish_snapshot
from wijkmonitor import catalogue, responses
from wijkmonitor.export import COLUMNS, addresses, archive, question_for
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.publications import Withdrawal
from wijkmonitor.ui import cache, data_routes, open_data


@pytest.fixture
def served(municipalities, town, town_snapshot):
    """The town's snapshot as the only one that is served."""
    municipalities[town.name] = town
    return town_snapshot


@pytest.fixture
def fetch(get, served):
    """``fetch("strong_ties.csv?level=wijk")`` asks for a file of the town's snapshot."""

    def ask(name, **more):
        return get(f"/data/{served.id}/{name}", **more)

    return ask


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8"), newline="")))


def test_a_file_of_one_indicator_holds_its_figures(fetch, served):
    answer = fetch("strong_ties.csv?level=wijk&group=all&edition=2025")
    assert answer.status == 200
    told = rows_of(answer)
    assert list(told[0]) == list(COLUMNS)
    kept = served.pick("strong_ties", "2025", "wijk")
    assert {row["area"]: row["value"] for row in told} == {
        row.area: "" if row.value != row.value else str(row.value) for row in kept.itertuples()
    }
    assert {row["snapshot"] for row in told} == {served.id}


def test_the_headers_say_what_it_is_and_how_long_it_holds(fetch, served):
    headers = fetch("strong_ties.csv?form=excel&level=wijk").headers
    assert headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert headers["content-disposition"] == (
        f'attachment; filename="rekenstad-strong_ties-{served.id}-excel.csv"; '
        f"filename*=UTF-8''rekenstad-strong_ties-{served.id}-excel.csv"
    )
    assert headers["cache-control"] == "public, max-age=86400"
    assert "immutable" not in headers["cache-control"]  # a newer program may word it otherwise
    assert set(headers["vary"].split(", ")) == {"Accept-Encoding"}
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-wijkmonitor-snapshot"] == served.id
    assert headers["etag"].startswith('"')
    assert fetch("strong_ties.geojson").headers["content-type"] == "application/geo+json"
    assert fetch("datapackage.json").headers["content-type"] == "application/json"


def test_the_tag_belongs_to_the_question_and_the_way_it_is_packed(fetch, monkeypatch):
    tags = {
        name: fetch(name).headers["etag"]
        for name in ("strong_ties.csv", "strong_ties.csv?level=wijk", "strong_ties.csv?lang=en", "residents.csv")
    }
    assert len(set(tags.values())) == len(tags)
    assert fetch("strong_ties.csv", accept_encoding="gzip").headers["etag"] != tags["strong_ties.csv"]
    turned = [
        fetch(f"strong_ties.csv?{query}").headers["etag"] for query in ("level=wijk&lang=nl", "lang=nl&level=wijk")
    ]
    assert turned[0] == turned[1]
    monkeypatch.setattr(catalogue, "program", lambda: {"version": "0.1.0", "fingerprint": "other"})
    assert fetch("strong_ties.csv").headers["etag"] != tags["strong_ties.csv"]


@pytest.mark.parametrize("weak", ["", "W/"])
def test_what_is_known_is_not_sent_again(fetch, weak):
    first = fetch("strong_ties.csv", accept_encoding="gzip")
    for encoding in ("gzip", "identity"):
        again = fetch(
            "strong_ties.csv", accept_encoding=encoding, if_none_match=f'"elsewhere", {weak}{first.headers["etag"]}'
        )
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert again.headers["access-control-allow-origin"] == "*"
    assert fetch("strong_ties.csv", if_none_match='"elsewhere"').status == 200


def test_a_file_comes_packed_when_it_may(fetch):
    plain = fetch("strong_ties.csv")
    packed = fetch("strong_ties.csv", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert int(packed.headers["content-length"]) == len(packed.body)


def test_asking_for_the_head_gives_the_same_headers_and_no_body(fetch):
    whole, head = fetch("strong_ties.csv"), fetch("strong_ties.csv", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "vary": ""} == {**whole.headers, "vary": ""}  # the server names it once more for a body
    assert int(head.headers["content-length"]) == len(whole.body) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_here(fetch, method):
    assert fetch("strong_ties.csv", method=method).status == 405


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("strong_tie.csv", "strong_ties.csv"),
        ("strong_ties.xlsx", "strong_ties.csv"),
        ("strong_ties.csv?level=straat", "buurt"),
        ("strong_ties.csv?edition=1999", "2025"),
        ("strong_ties.csv?group=age:12", "all"),
        ("strong_ties.csv?area=BU00420101&level=wijk", "WK004201"),
        ("figures.csv?indicator=nothing", "strong_ties"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(fetch, name, known):
    answer = fetch(name)
    assert answer.status == 404
    told = json.loads(answer.body)
    assert known in told["known"]
    assert told["asked"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "name",
    [
        "strong_ties.csv?levle=wijk",
        "strong_ties.csv?lang=de",
        "strong_ties.csv?lang=nl&lang=en",
        "strong_ties.csv?form=pdf",
        "strong_ties.csv?indicator=residents",
        "strong_ties.geojson?form=excel",
        "columns.csv?level=wijk",
        "places.csv?area=WK004201",
        "datapackage.json?lang=nl",
        "areas.geojson?x=1",
    ],
)
def test_a_question_that_cannot_be_understood_is_refused_in_words(fetch, name):
    answer = fetch(name)
    assert answer.status == 400
    assert json.loads(answer.body)["error"]


@pytest.mark.parametrize(
    "address",
    [
        "/data/0123456789ab/strong_ties.csv",
        "/data/0123456789ab/",
        "/data/0123456789ab",
        "/data/0123456789ab.zip",
        "/data/current/onbekend/strong_ties.csv",
        "/data/current/onbekend.zip",
        "/data/../strong_ties.csv",
        "/data/.draft-1/strong_ties.csv",
    ],
)
@pytest.mark.usefixtures("served")
def test_what_is_not_published_does_not_exist(get, address):
    assert get(address).status == 404


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../../../municipality.toml",
        "..%2f..%2fmunicipality.toml",
        "%2e%2e/current",
        "maps/areas-2025-wijk.topojson",
        "estimates.csv",
        "provenance.json",
        "indicators.json",
        "enquete.csv",
        "places.csv%00.geojson",
        "/etc/passwd",
        "",
    ],
)
def test_nothing_but_the_named_files_can_be_reached(fetch, name):
    answer = fetch(name)
    assert answer.status == (200 if name == "" else 404)
    assert b"[municipality]" not in answer.body
    assert b"root:" not in answer.body


def test_a_draft_is_not_served(get, served, town):
    draft = town / "snapshots" / "draftonly000"
    shutil.copytree(served.path, draft)
    (draft / "datapackage.json").unlink()
    try:
        cache.published.clear()
        assert get("/data/draftonly000/strong_ties.csv").status == 404
    finally:
        shutil.rmtree(draft)


def test_a_damaged_snapshot_says_so_and_gives_no_figure(get, teststad):
    made = catalogue.current_id(teststad)
    (teststad / "snapshots" / made / "places.csv").write_text("edition,name\n2025,anders\n", encoding="utf-8")
    answer = get(f"/data/{made}/first.csv")
    assert answer.status == 500
    assert str(teststad) not in answer.body.decode()


def test_every_address_in_the_index_can_be_fetched(get, fetch, served):
    told = json.loads(fetch("").body)
    assert told["snapshot"] == served.id
    assert told["current"] is True
    assert told["levels"] == ["gemeente", "wijk", "buurt"]
    first = told["indicators"][0]
    named = [*told["files"].values(), first["csv"], first["geojson"]]
    for name in named:
        answer = get(urljoin(f"/data/{served.id}/", name))
        assert (name, answer.status) == (name, 200)
    assert {one["key"] for one in told["indicators"]} == set(served.estimates["indicator"])


def test_the_first_index_leads_to_that_of_a_snapshot(get, served):
    assert get("/data").headers["location"] == "data/"
    told = json.loads(get("/data/").body)
    listed = {"snapshot": served.id, "index": f"{served.id}/", "withdrawn": None}
    assert told["municipalities"] == [{"key": "rekenstad", "name": "Rekenstad", "snapshots": [listed]}]
    assert get(f"/data/{served.id}").headers["location"] == f"{served.id}/"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (
            "/data/current/rekenstad/strong_ties.csv?level=wijk&area=WK004201",
            "strong_ties.csv?level=wijk&area=WK004201",
        ),
        ("/data/current/rekenstad/", ""),
        ("/data/current/rekenstad.zip?lang=en", None),
    ],
)
def test_the_current_address_leads_on_and_is_never_kept(get, served, address, place):
    answer = get(address)
    assert answer.status == 307
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["access-control-allow-origin"] == "*"
    fixed = f"/data/{served.id}.zip?lang=en" if place is None else f"/data/{served.id}/{place}"
    assert urljoin(address, answer.headers["location"]) == fixed
    assert get(fixed).status == 200


def test_an_older_snapshot_keeps_its_address(get, teststad):
    old = catalogue.current_id(teststad)
    new = publish_snapshot(teststad, note="another")
    cache.published.clear()
    assert json.loads(get(f"/data/{old}/").body)["current"] is False
    assert get(f"/data/{old}/columns.csv").status == 200
    location = get("/data/current/teststad/columns.csv").headers["location"]
    assert new in location


def test_the_archive_is_that_of_the_snapshot_with_the_responses_so_far(get, served, monkeypatch):
    first = get(f"/data/{served.id}.zip", accept_encoding="gzip")
    assert first.headers["content-type"] == "application/zip"
    assert "content-encoding" not in first.headers
    assert first.body == archive(served, "nl")
    said = responses.Response(1, served.id, "2025", "WK004201", "", "resident", "Mooi", date(2025, 5, 1), "")
    monkeypatch.setattr(responses, "accepted", lambda _folder: (said,))
    second = get(f"/data/{served.id}.zip", if_none_match=first.headers["etag"])
    assert second.status == 200
    assert b"Mooi" in zipfile.ZipFile(io.BytesIO(second.body)).read("weerwoord.csv")
    assert get(f"/data/{served.id}.zip?lang=xx").status == 400
    assert get(f"/data/{served.id}.zip?level=wijk").status == 400


def test_a_withdrawn_snapshot_says_so_wherever_it_is_fetched(get, fetch, served, monkeypatch):
    before = fetch("strong_ties.csv")
    assert "x-wijkmonitor-withdrawn" not in before.headers
    whole = get(f"/data/{served.id}.zip").headers["etag"]
    wrong = {"at": "2025-06-01", "reason": "verkeerde wijkgrens"}
    withdrawal = Withdrawal(served.id, datetime(2025, 6, 1, tzinfo=UTC), "", wrong["reason"])
    monkeypatch.setattr(data_routes.publications, "withdrawn", lambda _folder, _id: withdrawal)
    answer = fetch("strong_ties.csv")
    assert answer.status == 200
    assert answer.headers["x-wijkmonitor-withdrawn"] == "2025-06-01"
    assert answer.headers["cache-control"] == "no-cache"
    assert "-ingetrokken.csv" in answer.headers["content-disposition"]
    known = fetch("strong_ties.csv", if_none_match=before.headers["etag"])
    assert (known.status, known.headers["x-wijkmonitor-withdrawn"]) == (304, "2025-06-01")
    assert json.loads(fetch("").body)["withdrawn"] == wrong
    packed = get(f"/data/{served.id}.zip", if_none_match=whole)
    assert packed.status == 200
    letter = zipfile.ZipFile(io.BytesIO(packed.body)).read("LEESMIJ.txt").decode("utf-8-sig")
    assert "ingetrokken op 1 juni 2025" in letter
    assert "verkeerde wijkgrens" in letter


@pytest.mark.parametrize("key", ['súdwest "fryslân"', "a;b\r\nX-Evil: 1"])
def test_a_strange_name_of_a_folder_cannot_write_headers(key, tmp_path):
    told = data_routes._saved_as(data_routes.Published(key, tmp_path, "abc"), "x.csv", False, False)
    assert told.isascii()
    assert told.isprintable()
    assert told.count('"') == 2
    assert told.count(";") == 2


def test_a_file_is_made_once(fetch, monkeypatch):
    made = []
    monkeypatch.setattr(data_routes, "_kept", data_routes.files.KeptBytes())
    real = addresses.file
    monkeypatch.setattr(addresses, "file", lambda *asked: made.append(asked) or real(*asked))
    for _ in range(3):
        fetch("residents.csv", accept_encoding="gzip")
    assert len(made) == 1


def test_the_link_on_a_page_gives_the_figures_of_that_page(get, served):
    rows = served.pick("strong_ties", "2025", "buurt")
    link = open_data.fixed_link(served, rows, "nl")
    address = "/" + question_for(served, rows, "nl").address(served.id)
    assert address[1:] in link
    assert {row["area"] for row in rows_of(get(address))} == set(rows["area"])
    assert len(rows_of(get(address))) == len(rows)


def test_no_indicator_is_hidden_behind_another_file(served):
    taken = {
        name.rpartition(".")[0] for name in (addresses.COLUMNS, addresses.INDICATORS, *addresses.kept_files(served))
    }
    assert not {*taken, addresses.ALL_FIGURES, "datapackage"} & set(REGISTRY)
