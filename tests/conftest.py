"""Fixtures for all tests: the town to count by hand, and the real Dutch files beside the project."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.town import write_town
from tests.two_editions import write_two_editions
from wijkmonitor.snapshot import Snapshot, load

PROJECT = Path(__file__).resolve().parents[1]
_REAL_DATA = PROJECT.parent / "shared" / "real-data"
_PEERS = PROJECT.parent / "shared" / "peer-reference"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder with real Dutch open data; its tests are skipped, saying so, where it is absent."""
    if not _REAL_DATA.is_dir():
        pytest.skip("the real Dutch files are not beside the project (../shared/real-data)")
    return _REAL_DATA


@pytest.fixture(scope="session")
def peer_reference() -> Path:
    """Folder with inputs and results of other programs; its tests are skipped, saying so, where it is absent."""
    if not _PEERS.is_dir():
        pytest.skip("the results of other programs are not beside the project (../shared/peer-reference)")
    return _PEERS


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the town of tests/town.py. Read only: copy it before changing anything."""
    return write_town(tmp_path_factory.mktemp("data") / "rekenstad")


@pytest.fixture(scope="session")
def town_snapshot(town: Path) -> Snapshot:
    """The town's published snapshot."""
    from wijkmonitor.build import build

    return load(build(town).path)


@pytest.fixture
def to_withdraw(town: Path, town_snapshot: Snapshot, tmp_path: Path) -> Path:
    """Folder of a copy of the town with its snapshot, for tests that withdraw that."""
    folder = tmp_path / "ingetrokken" / town.name
    shutil.copytree(town, folder)
    assert (folder / "snapshots" / town_snapshot.id).is_dir()
    return folder


@pytest.fixture(scope="session")
def two_editions(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the town with an edition of before its borders changed (tests/two_editions.py), published."""
    from wijkmonitor.build import build

    folder = write_two_editions(town, tmp_path_factory.mktemp("data") / "tweestad")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def in_ci() -> bool:
    """Whether a missing browser is a failure."""
    return os.environ.get("CI", "").lower() == "true"
