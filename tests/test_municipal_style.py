"""Colours and logo of a municipality: what cannot be used is told, and of a logo only the pixels are kept."""

from __future__ import annotations

import io
import json
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from wijkmonitor import catalogue
from wijkmonitor.attack import unsafe_files
from wijkmonitor.build import build
from wijkmonitor.colour import contrast, darkened
from wijkmonitor.fault import Fault, InputFaults
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.municipal_style import KEPT_SIDE_PX, WrittenStyle, read
from wijkmonitor.municipality import FILE_NAME, read_municipality
from wijkmonitor.snapshot import load

SECRET = b"taken at home by somebody"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 3).save(out, kind, **more)
    return out.getvalue()


def bomb(side_px: int) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side_px, side_px, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def faults(folder: Path, **written: str) -> list[Fault]:
    style, found = read(WrittenStyle(**written), folder, FILE_NAME)
    if found:
        assert style == HouseStyle()
    return found


def told(folder: Path, content: bytes, name: str = "logo.png") -> str:
    (folder / name).write_bytes(content)
    found = faults(folder, logo=name)
    assert len(found) == 1
    assert (found[0].file, found[0].column) == (FILE_NAME, "municipality.style.logo")
    assert found[0]("nl") != found[0]("en")
    return found[0]("nl")


def test_nothing_written_is_ours(tmp_path):
    assert read(WrittenStyle(), tmp_path, FILE_NAME) == (HouseStyle(), [])


@pytest.mark.parametrize("written", ["rood", "#12345", "154273", "#15427g", "#154273\n", ""])
def test_a_colour_is_written_with_six_digits(tmp_path, written):
    for key in ("primary", "accent"):
        (found,) = faults(tmp_path, **{key: written})
        assert found.column == f"municipality.style.{key}"
        assert "#154273" in found("nl")


def test_white_letters_must_be_readable_on_the_first_colour(tmp_path):
    (found,) = faults(tmp_path, primary="#ffcc00", accent="#ffcc00")
    assert "contrast minstens 4,5; dit is 1,5" in found("nl")
    darker = darkened("#ffcc00")
    assert darker in found("nl")
    assert darker in found("en")
    assert faults(tmp_path, primary=darker) == []


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(
        4.54, abs=0.005
    )  # the lightest readable grey, as WCAG tools give it
    assert darkened("#154273") == "#154273"
    assert contrast(darkened("#ff0000"), "#ffffff") == pytest.approx(4.5, abs=0.15)


def test_a_logo_that_is_not_there(tmp_path):
    (tmp_path / "map").mkdir()
    for name in ("weg.png", "map"):
        (found,) = faults(tmp_path, logo=name)
        assert name in found("nl")
        assert "gerekend vanaf municipality.toml" in found("nl")


def test_a_logo_of_40_mb_is_refused_without_being_read(tmp_path, monkeypatch):
    with (tmp_path / "logo.png").open("wb") as file:
        file.truncate(40_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    (found,) = faults(tmp_path, logo="logo.png")
    assert "gevonden: logo.png van 40,0 MB" in found("nl")
    assert "Maak het logo kleiner dan 1 MB" in found("nl")
    assert "found: logo.png of 40.0 MB" in found("en")


@pytest.mark.parametrize(
    "content",
    [b"", b"geen plaatje", b"%PDF-1.7", picture("GIF"), picture("BMP"), picture()[:-40], picture("JPEG")[:300]],
)
def test_what_is_not_a_whole_png_or_jpeg(tmp_path, content):
    assert "een PNG of JPEG die heel is" in told(tmp_path, content)


def test_every_way_to_break_off_a_png_is_told_or_harmless(tmp_path):
    whole = picture(size=(40, 40))
    for end in range(0, len(whole), 7):
        (tmp_path / "logo.png").write_bytes(whole[:end])
        style, found = read(WrittenStyle(logo="logo.png"), tmp_path, FILE_NAME)
        assert bool(found) != bool(style.logo), end


def test_a_drawing_is_called_a_drawing(tmp_path):
    said = told(tmp_path, b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "logo.svg")
    assert "SVG" in said
    assert "Bewaar het logo als PNG" in said


@pytest.mark.parametrize("side_px", [6_000, 12_000, 60_000])
def test_a_picture_that_unpacks_to_gigabytes_is_never_unpacked(tmp_path, side_px, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was unpacked"))
    said = told(tmp_path, bomb(side_px))
    assert "hoogstens 5.000 × 5.000 beeldpunten" in said


def test_only_the_pixels_are_kept(tmp_path):
    text = PngInfo()
    text.add_text("Comment", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    for name, content in (
        ("a.png", picture(pnginfo=text, exif=exif)),
        ("b.jpg", picture("JPEG", exif=exif, comment=SECRET)),
    ):
        assert SECRET in content
        (tmp_path / name).write_bytes(content)
        style, found = read(WrittenStyle(logo=name), tmp_path, FILE_NAME)
        assert found == []
        assert SECRET not in style.logo
        before, after = (Image.open(io.BytesIO(one)).convert("RGB") for one in (content, style.logo))
        assert max(high for _, high in ImageChops.difference(before, after).getextrema()) <= 2
        assert style.logo_type == {"a.png": "image/png", "b.jpg": "image/jpeg"}[name]


def test_a_photo_on_its_side_stands_up_and_a_large_one_shrinks(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "logo.jpg").write_bytes(picture("JPEG", size=(3000, 1500), exif=exif))
    style, _ = read(WrittenStyle(logo="logo.jpg"), tmp_path, FILE_NAME)
    assert Image.open(io.BytesIO(style.logo)).size == (KEPT_SIDE_PX // 2, KEPT_SIDE_PX)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_becomes_a_logo(tmp_path, mode):
    (tmp_path / "logo").write_bytes(picture("JPEG" if mode == "CMYK" else "PNG", mode=mode))
    style, found = read(WrittenStyle(logo="logo"), tmp_path, FILE_NAME)
    assert (found, bool(style.logo)) == ([], True)


def test_every_mistake_in_municipality_toml_is_told_at_once(town, tmp_path):
    folder = shutil.copytree(town, tmp_path / "stad", ignore=shutil.ignore_patterns("snapshots"))
    toml = (folder / FILE_NAME).read_text(encoding="utf-8")
    style = '[municipality.style]\nprimary = "#ffff00"\naccent = "rood"\nlogo = "weg.png"\n\n[editions.2025]\n'
    (folder / FILE_NAME).write_text(toml.replace("[editions.2025]\n", style).replace('"enquete.csv"', '"weg.csv"'))
    with pytest.raises(InputFaults) as wrong:
        read_municipality(folder)
    assert {fault.column for fault in wrong.value.faults} == {
        "municipality.style.primary",
        "municipality.style.accent",
        "municipality.style.logo",
        "editions.2025.survey.file",
    }
    (folder / FILE_NAME).write_text(
        toml.replace("[editions.2025]\n", "[municipality.style]\ncolour = 1\n\n[editions.2025]\n")
    )
    with pytest.raises(
        InputFaults, match=r"municipality.style.colour: found: colour; expected: one of: primary, accent, logo"
    ):
        read_municipality(folder)


def test_a_snapshot_keeps_the_style_and_a_new_logo_makes_it_outdated(town, tmp_path):
    folder = shutil.copytree(town, tmp_path / "stad", ignore=shutil.ignore_patterns("snapshots"))
    toml = (folder / FILE_NAME).read_text(encoding="utf-8")
    style = '[municipality.style]\nprimary = "#005500"\nlogo = "logo.png"\n\n[editions.2025]\n'
    (folder / FILE_NAME).write_text(toml.replace("[editions.2025]\n", style))
    (folder / "logo.png").write_bytes(picture())
    built = build(folder)
    kept = load(built.path).house_style()
    assert (kept.primary, kept.accent, kept.logo_type) == ("#005500", HouseStyle().accent, "image/png")
    assert Image.open(io.BytesIO(kept.logo)).size == (60, 30)
    assert not catalogue.is_outdated(folder)
    (folder / "logo.png").write_bytes(picture(size=(61, 30)))
    assert catalogue.is_outdated(folder)


@pytest.mark.parametrize(
    "smuggled",
    [
        {"note": "respondent 7"},
        {"primary": "respondent 7"},
        {"logo": "cmVzcG9uZGVudCA3", "logo_type": "text/plain"},
        {"logo": "!!"},
        {"logo_type": "image/png"},
    ],
)
def test_a_style_that_holds_anything_else_is_a_finding(tmp_path, smuggled):
    file = tmp_path / "house_style.json"
    file.write_text(json.dumps(HouseStyle().as_json()))
    assert unsafe_files(tmp_path) == []
    file.write_text(json.dumps(HouseStyle().as_json() | smuggled))
    (finding,) = unsafe_files(tmp_path)
    assert "house_style.json" in finding.how("nl")
