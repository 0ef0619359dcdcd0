"""Writing whole or not at all: a full disk and a process killed half-way leave the old file."""

import errno
import os
import subprocess
import sys
import textwrap

import pytest

from wijkmonitor import whole_file


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "new" / "pack.zip"
    whole_file.write(path, b"one")
    whole_file.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["pack.zip"]
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, broken):
    path = tmp_path / "pack.zip"
    whole_file.write(path, b"old")

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, broken, full) if broken == "fsync" else monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        whole_file.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["pack.zip"]


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_killed_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "pack.zip"
    whole_file.write(path, b"old")
    script = f"""
        import os, signal
        from pathlib import Path
        from wijkmonitor import whole_file
        os.fsync = lambda _handle: os.kill(os.getpid(), signal.SIGKILL)
        whole_file.write(Path({str(path)!r}), b"new" * 100000)
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert ended.returncode == -9
    assert path.read_bytes() == b"old"
