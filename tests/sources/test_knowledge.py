"""Approaches and examples: every shipped file is sound, and every mistake in one is told with file, line and remedy."""

from pathlib import Path

import pytest

from tests.sources.village import CODES, assert_told, only
from tests.sources.village import write_village as write
from wijkmonitor import build, catalogue, snapshot
from wijkmonitor.fault import InputFaults, errors
from wijkmonitor.groups import APPROACH
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.sources import knowledge

DATA = Path(__file__).resolve().parents[2] / "data"
APPROACH_FILE = (DATA / "voorbeeldstad" / "approaches" / "soepronde.md").read_text(encoding="utf-8")
EXAMPLE_FILE = (DATA / "voorbeeldstad" / "examples" / "kade-keuken.md").read_text(encoding="utf-8")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def faults(folder: Path) -> list:
    return list(knowledge.read(DATA, folder, REGISTRY).faults)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_every_shipped_file_is_sound():
    told = knowledge.read(DATA, DATA / "voorbeeldstad", REGISTRY)
    assert told.faults == ()
    assert set(APPROACH.categories) - {"other", "none"} <= set(told.approaches)
    assert {"selwerd", "krachtstation", "elsrijk", "zuid-doet-samen", "vitale-verbindingen", "de-buren"} < set(
        told.examples
    )
    assert told.own_keys == ("soepronde",)
    assert [key for key, one in told.approaches.items() if one["own"]] == ["soepronde"]


def test_every_text_is_there_in_two_different_languages():
    told = knowledge.read(DATA, DATA / "voorbeeldstad", REGISTRY)
    for one in [*told.approaches.values(), *told.examples.values()]:
        for pair in (one["text"], one["source"], one.get("summary") or one["what"]):
            assert pair["nl"]
            assert pair["en"]
            assert pair["nl"] != pair["en"]


def test_every_approach_has_conditions_a_figure_tells_and_one_that_none_does():
    for one in knowledge.read(DATA, DATA, REGISTRY).approaches.values():
        named = [condition["indicator"] for condition in one["conditions"]]
        assert "" in named
        assert any(key in REGISTRY for key in named)


def test_an_unknown_key_is_named_with_the_likely_one(tmp_path):
    text = changed(APPROACH_FILE, "for_whom =", "for_who =")
    found = faults(put(tmp_path, "approaches/soep.md", text))
    assert {one.column for one in found} == {"for_whom", "for_who"}
    fault = only(found, column="for_who")
    assert_told(fault, "approaches/soep.md", "Did you mean for_whom?")
    assert fault.row == line_of(text, "for_who =")
    assert_told(only(found, column="for_whom"), "Add for_whom")


def test_a_missing_language_is_named(tmp_path):
    text = changed(APPROACH_FILE, ', en = "Soup round"', "")
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert fault.column == "title.en"
    assert fault.row == 2
    assert_told(fault, "both languages")


def test_a_missing_language_deep_in_a_list_is_named_with_its_line(tmp_path):
    text = changed(APPROACH_FILE, 'en = "Less than half of the dwellings are owner-occupied"\n', "")
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert fault.column == "conditions.en"
    assert text.splitlines()[fault.row - 1] == "[[conditions]]"
    assert fault.row == line_of(text, "Minder dan de helft") - 1


def test_what_is_no_toml_is_named_with_its_line(tmp_path):
    text = changed(APPROACH_FILE, "asks = {", "asks = nl {")
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert fault.row == line_of(text, "asks = nl")
    assert_told(fault, "valid TOML")


@pytest.mark.parametrize("text", ["", "# Nederlands\n\nTekst\n", "---\ntitle: x\n---\n", "+++\ntitle = 1\n"])
def test_a_file_without_facts_is_told_how_to_start(tmp_path, text):
    assert_told(only(faults(put(tmp_path, "approaches/soep.md", text))), "two lines of +++")


def test_an_unknown_indicator_is_named_with_the_likely_one(tmp_path):
    text = changed(APPROACH_FILE, '"single_households"', '"single_household"')
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert_told(fault, "single_household", "single_households")
    assert fault.row == line_of(text, '"single_household"')


def test_a_condition_is_whole_or_words_alone(tmp_path):
    text = changed(APPROACH_FILE, 'is = "above"\n', "")
    assert_told(only(faults(put(tmp_path, "approaches/soep.md", text))), "indicator and is")


@pytest.mark.parametrize(
    ("than", "words"), [("50", "0.5 is 50%"), ("nan", '"municipality" or a number'), ('"x"', "number")]
)
def test_a_threshold_no_value_can_reach_is_a_fault(tmp_path, than, words):
    text = changed(APPROACH_FILE, "than = 0.5", f"than = {than}")
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert fault.row == line_of(text, f"than = {than}")
    assert_told(fault, words)


@pytest.mark.parametrize(("old", "new", "words"), [
    ("lat = 52.0", "lat = 48.9", "50.7 to 53.6"),
    ("lon = 5.66", "lon = 52.0", "3.3 to 7.3"),
    ("as_of = 2025", 'as_of = "vorig jaar"', "such as 2020"),
    ('municipality = "Voorbeeldstad"', 'municipality = ""', "municipality"),
])  # fmt: skip
def test_a_place_outside_the_netherlands_is_a_fault(tmp_path, old, new, words):
    text = changed(EXAMPLE_FILE, old, new).replace('approaches = ["soepronde"]', "")
    fault = only(faults(put(tmp_path, "examples/keuken.md", text)))
    assert fault.row == line_of(text, new.split(" =")[0])
    assert_told(fault, words)


def test_an_example_names_approaches_that_exist(tmp_path):
    text = changed(EXAMPLE_FILE, '"soepronde"', '"buurtcirkels"')
    fault = only(faults(put(tmp_path, "examples/keuken.md", text)))
    assert_told(fault, "Did you mean buurtcirkel?")
    put(tmp_path, "approaches/soepronde.md", APPROACH_FILE)
    put(tmp_path, "examples/keuken.md", EXAMPLE_FILE)
    assert faults(tmp_path) == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_empty_text_is_a_fault(tmp_path, lang):
    heading = {"nl": "# Nederlands", "en": "# English"}[lang]
    lines = APPROACH_FILE.splitlines()
    start = lines.index(heading)
    stop = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("# ")), len(lines))
    text = "\n".join([*lines[: start + 1], *lines[stop:]])
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert (fault.column, fault.row) == (f"text.{lang}", start + 1)
    assert_told(fault, heading)


@pytest.mark.parametrize(
    "mark_up", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://x/y.png)", "<!-- -->"]
)
def test_html_and_images_are_refused(tmp_path, mark_up):
    text = changed(APPROACH_FILE, "Zo gaat de pan", f"{mark_up} Zo gaat de pan")
    fault = only(faults(put(tmp_path, "approaches/soep.md", text)))
    assert fault.row == line_of(text, mark_up)
    assert_told(fault, "without HTML")
    inside = changed(APPROACH_FILE, "Verzonnen voorbeeld:", mark_up.replace('"', ""))
    assert_told(only(faults(put(tmp_path, "approaches/soep.md", inside))), "without HTML")


def test_less_than_and_more_than_are_no_html(tmp_path):
    text = changed(APPROACH_FILE, "Zo gaat de pan", "Als 3 < 5 en 5 > 3 gaat de pan")
    assert faults(put(tmp_path, "approaches/soep.md", text)) == []


def test_a_file_of_40_mb_is_not_read(tmp_path, monkeypatch):
    put(tmp_path, "approaches/groot.md", b"")
    with (tmp_path / "approaches" / "groot.md").open("wb") as stream:
        stream.truncate(40_000_000)
    read_bytes = Path.read_bytes

    def careful(path):
        assert path.stat().st_size < 1_000_000, "read whole into memory"
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", careful)
    assert_told(only(faults(tmp_path)), "40000000 bytes", "at most 200 kB")


def test_what_is_no_text_is_told(tmp_path):
    assert_told(only(faults(put(tmp_path, "approaches/soep.md", b"+++\n\xff\xfe"))), "UTF-8")


@pytest.mark.parametrize("name", ["Soep Ronde", "other", "none", "1soep", "x" * 41])
def test_a_file_name_is_a_key(tmp_path, name):
    assert_told(only(faults(put(tmp_path, f"approaches/{name}.md", APPROACH_FILE))), "small letters")


def test_every_mistake_is_told_at_once(tmp_path):
    text = changed(APPROACH_FILE, '"single_households"', '"single"').replace("summary =", "samenvatting =")
    put(tmp_path, "approaches/soep.md", text)
    put(tmp_path, "examples/keuken.md", changed(EXAMPLE_FILE, "lat = 52.0", "lat = 0"))
    assert {(one.file, one.column) for one in faults(tmp_path)} == {
        ("approaches/soep.md", "conditions.indicator"),
        ("approaches/soep.md", "summary"),
        ("approaches/soep.md", "samenvatting"),
        ("examples/keuken.md", "lat"),
        ("examples/keuken.md", "approaches"),
    }


def test_a_file_with_the_name_of_ours_takes_its_place_and_is_told(tmp_path):
    put(tmp_path, "approaches/abcd.md", APPROACH_FILE)
    told = knowledge.read(DATA, tmp_path, REGISTRY)
    assert told.approaches["abcd"]["title"]["nl"] == "Soepronde"
    assert told.own_keys == ()
    fault = only(told.faults)
    assert fault.severity == "warning"
    assert_told(fault, "takes the place")


INITIATIVES = (
    f"initiative_id,name,status,approach,last_confirmed,buurt_code\nI1,Soep,active,soepronde,2024-12-01,{CODES[0]}\n"
)


def test_a_municipality_with_an_approach_of_its_own(tmp_path):
    folder = write(tmp_path / "dorp", {"initiatives": ("i.csv", INITIATIVES + f"I2,B,active,ABCD,,{CODES[1]}\n", "")})
    unknown = only(build.check(folder))
    assert_told(unknown, "soepronde", "buurtcirkel")
    put(folder, "approaches/soepronde.md", APPROACH_FILE)
    assert build.check(folder) == ()
    opened = snapshot.load(build.build(folder).path)
    assert opened.approaches()["soepronde"]["own"] is True
    assert opened.approaches()["bruis"]["own"] is False
    rows = opened.initiatives.set_index("initiative_id")
    assert rows[["approach", "own_approach"]].to_numpy().tolist() == [["other", "soepronde"], ["abcd", ""]]
    assert "approaches/soepronde.md" in opened.package["wijkmonitor"]["source_files"]
    assert not catalogue.is_outdated(folder)
    put(folder, "examples/keuken.md", EXAMPLE_FILE)
    assert catalogue.is_outdated(folder), "a new text asks for a new snapshot"
    build.build(folder)
    assert not catalogue.is_outdated(folder)
    put(folder, "examples/keuken.md", EXAMPLE_FILE.replace("verzonnen", "bedacht"))
    assert catalogue.is_outdated(folder), "so does a changed one"


def test_a_wrong_text_stops_a_build_and_changes_nothing(tmp_path):
    folder = write(tmp_path / "dorp", {})
    first = build.build(folder)
    put(folder, "approaches/soep.md", changed(APPROACH_FILE, "summary =", "samenvatting ="))
    assert {one.column for one in errors(build.check(folder))} == {"summary", "samenvatting"}
    with pytest.raises(InputFaults) as stopped:
        build.build(folder)
    assert {one.file for one in stopped.value.faults} == {"approaches/soep.md"}
    assert catalogue.current_id(folder) == first.snapshot_id
    assert catalogue.snapshot_ids(folder) == [first.snapshot_id]


def test_an_unknown_approach_names_the_own_ones_too(tmp_path):
    folder = write(tmp_path / "dorp", {"initiatives": ("i.csv", INITIATIVES.replace("soepronde", "soeprond"), "")})
    put(folder, "approaches/soepronde.md", APPROACH_FILE)
    assert_told(only(build.check(folder)), "soeprond", "soepronde")


def test_our_own_texts_are_part_of_the_program(tmp_path, monkeypatch):
    def fingerprint():
        catalogue.program.cache_clear()
        return catalogue.program()["fingerprint"]

    monkeypatch.setattr(catalogue, "PROJECT_DATA", tmp_path)
    before = fingerprint()
    put(tmp_path, "approaches/abcd.md", "a")
    first = fingerprint()
    put(tmp_path, "approaches/abcd.md", "b")
    assert len({before, first, fingerprint()}) == 3
    catalogue.program.cache_clear()


def test_the_texts_are_no_municipality():
    assert {"approaches", "examples"}.isdisjoint(catalogue.municipalities())
