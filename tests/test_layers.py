"""The house stands because imports go one way. No exceptions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "wijkmonitor"

# From the ground up: a module imports modules of lower floors only.
FLOORS = [
    {"text", "colour"},
    {
        "level",
        "fault",
        "groups",
        "manifest",
        "approach_marks",
        "house_style",
        "whole_file",
        "file_lock",
        "responses",
        "expectations",
    },
    {"areas", "edition", "attention", "municipal_style", "publications"},
    {"indicator", "columns"},
    {"estimate"},
    {"analysis"},
    {"snapshot", "methods", "municipality", "disclosure", "display"},
    {"catalogue", "sources", "indicators", "registers", "export", "modelling", "patterns"},
    {"attack", "cube", "publishing"},
    {"build", "figures", "dictionary"},
    {"report"},
    {"commands", "ui"},
    {"pack_commands", "profile_commands", "snapshot_commands", "response_commands"},
    {"command_runners"},
    {"arguments"},
    {"__main__"},
]
SHOW_HALF = {"figures", "report", "ui"}
BUILD_HALF = {
    "sources",
    "methods",
    "indicators",
    "municipality",
    "municipal_style",
    "registers",
    "areas",
    "display",
    "disclosure",
    "modelling",
    "patterns",
    "attack",
    "cube",
}


def imported_modules(file: Path) -> set[str]:
    """Top-level module names under ``wijkmonitor`` that a file imports, and ``streamlit`` when it imports that."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            names = [[*parts, alias.name] for alias in node.names] if parts == ["wijkmonitor"] else [parts]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        for parts in names:
            if parts[0] == "wijkmonitor" and len(parts) > 1:
                found.add(parts[1])
            elif parts[0].startswith("streamlit"):
                found.add("streamlit")
    return found


def room_of(file: Path) -> str:
    relative = file.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def package_files() -> list[Path]:
    return [f for f in sorted(PACKAGE.rglob("*.py")) if f.relative_to(PACKAGE).as_posix() != "__init__.py"]


def floor_of(room: str) -> int:
    return next(place for place, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("file", package_files(), ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(file):
    room = room_of(file)
    assert any(room in rooms for rooms in FLOORS), f"{room} has no floor yet: add it to FLOORS"
    for other in imported_modules(file) - {room, "streamlit"}:
        assert floor_of(other) < floor_of(room), f"{room} may not import {other}"


@pytest.mark.parametrize("file", package_files(), ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_streamlit_stays_in_the_ui(file):
    if room_of(file) != "ui":
        assert "streamlit" not in imported_modules(file)


@pytest.mark.parametrize("folder", ["figures", "report", "ui", "../../pages"])
def test_the_show_half_never_reads_respondents(folder):
    for file in sorted((PACKAGE / folder).resolve().rglob("*.py")):
        assert not imported_modules(file) & BUILD_HALF, f"{file.name} imports the build half"


def test_indicator_files_do_not_import_each_other():
    for file in sorted((PACKAGE / "indicators").glob("*.py")):
        if file.name != "__init__.py":
            assert "indicators" not in imported_modules(file), file.name


def test_pages_do_not_import_each_other_and_hold_no_arithmetic():
    for file in sorted((ROOT / "pages").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                assert not any(name.startswith("pages") for name in names), file.name
            assert not (isinstance(node, ast.Attribute) and node.attr in {"groupby", "merge", "pivot"}), file.name
            arithmetic = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div, ast.Sub, ast.Pow))
            assert not arithmetic, f"{file.name}:{getattr(node, 'lineno', 0)} does arithmetic"


def test_rooms_stay_small():
    for file in [*package_files(), *sorted((ROOT / "pages").rglob("*.py")), ROOT / "app.py"]:
        lines = file.read_text(encoding="utf-8").count("\n")
        most = 120 if "pages" in file.relative_to(ROOT).parts else 300
        assert lines <= most, f"{file.relative_to(ROOT)}: {lines} lines"
