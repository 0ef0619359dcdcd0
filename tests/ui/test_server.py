import gzip
import json
from pathlib import Path

import pytest

from tests.ui.conftest import write_municipality
from wijkmonitor import catalogue
from wijkmonitor.ui import cache, files, server
from wijkmonitor.ui.headers import BACKGROUND_MAP_HOST

pytestmark = pytest.mark.usefixtures("teststad")


@pytest.fixture
def map_address(teststad):
    return f"/maps/teststad/{catalogue.current_id(teststad)}/areas-2025-wijk.topojson"


def test_health_says_ok_and_the_version(get):
    answer = get("/healthz")
    assert answer.status == 200
    assert json.loads(answer.body) == {"status": "ok", "version": catalogue.version()}


@pytest.mark.parametrize(
    ("address", "lang"),
    [("/", "nl"), ("/?lang=en", "en"), ("/ontmoetingsplekken?lang=en&level=wijk", "en"), ("/diep?lang=xx", "nl")],
)
def test_the_page_tells_its_language_and_title(get, address, lang):
    answer = get(address, accept_encoding="gzip", if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert answer.status == 200
    assert f'<html lang="{lang}"'.encode() in answer.body
    assert b"<title>wijkmonitor</title>" in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers


def test_asking_for_the_head_of_a_page_gives_no_body(get):
    answer = get("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def directives(answer):
    return dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))


def test_the_page_may_load_from_this_server_only(get):
    policy = directives(get("/"))
    assert "http" not in " ".join(policy.values())
    assert "unsafe" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert "sha256-" in policy["script-src"]
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'self'"
    assert policy["object-src"] == "'none'"


@pytest.mark.parametrize(
    "address", ["/", "/healthz", "/assets/vendor/leaflet.js", "/static/js/absent.js", "/maps/x/y/z"]
)
def test_every_answer_has_the_security_headers(get, address):
    headers = get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]


def test_the_map_frame_names_the_background_map_only_when_a_municipality_wants_it(get, municipalities, tmp_path):
    component = "/component/streamlit_folium.st_folium/index.html"
    assert BACKGROUND_MAP_HOST not in get(component).headers["content-security-policy"]
    municipalities["kaartstad"] = write_municipality(tmp_path / "kaartstad", background_map=True)
    cache.municipalities.clear()
    policy = directives(get(component))
    assert policy["img-src"].split() == ["'self'", "data:", "blob:", BACKGROUND_MAP_HOST]
    assert [name for name, value in policy.items() if "http" in value] == ["img-src"]
    assert BACKGROUND_MAP_HOST not in get("/").headers["content-security-policy"]


def test_the_front_end_comes_packed_and_lasting(get):
    script = next((server._STREAMLIT_STATIC / "js").glob("index*.js"))
    answer = get(f"/static/js/{script.name}", accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert gzip.decompress(answer.body) == script.read_bytes()
    plain = get(f"/static/js/{script.name}")
    assert "content-encoding" not in plain.headers
    assert plain.body == script.read_bytes()


def test_a_map_of_a_snapshot_is_served_packed_and_lasting(get, map_address):
    answer = get(map_address, accept_encoding="gzip")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert "immutable" in answer.headers["cache-control"]
    assert json.loads(gzip.decompress(answer.body))["type"] == "Topology"


def test_a_file_that_stayed_the_same_is_not_sent_again(get):
    first = get("/assets/vendor/leaflet.css")
    assert first.headers["content-type"].startswith("text/css")
    again = get("/assets/vendor/leaflet.css", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "name",
    ["..", "../datapackage.json", "../../current", "..%2fdatapackage.json", "%2e%2e/datapackage.json", "absent.json"],
)
def test_maps_serve_nothing_but_the_maps_folder(get, map_address, name):
    assert get(map_address.rsplit("/", 1)[0] + "/" + name).status in (400, 404)


@pytest.mark.parametrize(
    "address", ["/maps/onbekend/abc/x.json", "/maps/teststad/../x.json", "/maps/teststad/.draft/x.json"]
)
def test_maps_of_unknown_municipalities_and_snapshots_do_not_exist(get, address):
    assert get(address).status in (400, 404)


@pytest.mark.parametrize(
    "address", ["/assets/../server.py", "/assets/..", "/assets/", "/assets/vendor", "/assets//etc/passwd"]
)
def test_assets_serve_nothing_but_their_folder(get, address):
    assert get(address).status in (400, 404)


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    assert files.inside(folder, "link.txt") is None
    assert files.inside(folder, str(outside)) is None
    assert files.inside(folder, "a\0b") is None


def test_packed_files_make_room_and_notice_a_change(tmp_path):
    packed = files.PackedFiles(limit_bytes=60)
    paths = [tmp_path / f"{name}.js" for name in "abc"]
    for number, path in enumerate(paths):
        path.write_text(f"content {number}")
        assert gzip.decompress(packed.get(path)).decode() == f"content {number}"
    assert len(packed._kept) < len(paths)
    paths[0].write_text("something longer")
    assert gzip.decompress(packed.get(paths[0])) == b"something longer"


def test_the_first_page_answers_to_its_own_name(get):
    answer = get("/overzicht?lang=en&area=WK999801")
    assert answer.status == 307
    assert answer.headers["location"] == "./?lang=en&area=WK999801"


def test_vendored_files_are_those_in_the_table():
    table = (server.ASSETS / "vendor" / "VERSIONS.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "sha256" not in line
    ]
    stated = {row[0]: row[4] for row in rows if len(row) == 5 and len(row[4]) == 64}
    folder = server.ASSETS / "vendor"
    present = {
        path.relative_to(folder).as_posix(): catalogue.file_sha256(path)
        for path in folder.rglob("*")
        if path.suffix in {".js", ".css", ".png", ".geojson"}
    }
    assert stated == present
    assert Path(folder / "leaflet.LICENSE").is_file()
