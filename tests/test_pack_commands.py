"""The pack from the command line: complete, or the old file as it was; every mistake named."""

import errno
import io
import os
import signal
import subprocess
import sys
import textwrap
import zipfile

import pytest

from wijkmonitor import catalogue, whole_file
from wijkmonitor.__main__ import main
from wijkmonitor.report import pack as packs
from wijkmonitor.report.pack import Pack
from wijkmonitor.report.progress import quiet

pytestmark = pytest.mark.usefixtures("town_snapshot")
OLD = b"the pack of last month"


@pytest.fixture
def small_pack(monkeypatch):
    """A pack that costs no time; remembers for which decks it was asked."""
    asked = []

    def made(deck, _snapshot, _accepted, _progress=quiet):
        asked.append(deck)
        return Pack("raadspakket-klein", b"PK new", b"pptx", b"pdf")

    monkeypatch.setattr(packs, "pack", made)
    return asked


def test_makes_the_whole_pack(town, town_snapshot, tmp_path, capsys):
    out = tmp_path / "raad.zip"
    assert main(["pack", str(town), "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    name = f"raadspakket-rekenstad-{town_snapshot.id}"
    assert {"LEESMIJ.txt", "kolommen.csv", f"{name}.pptx", f"{name}.pdf"} <= set(names)
    assert any(one.startswith("cijfers/") for one in names)
    told = capsys.readouterr()
    assert f"Het pakket staat in {out}" in told.out
    assert "100% Het pakket is klaar" in told.err


def test_what_is_asked_is_what_is_told(town, town_snapshot, tmp_path, small_pack):
    asked = "--story own --area BU00420102 --area BU00420101 --topic strong_ties --lang en".split()
    assert main(["pack", str(town), *asked, "--snapshot", town_snapshot.id, "-o", str(tmp_path / "p.zip")]) == 0
    assert small_pack[0].lang == "en"
    told = [slide.topic for slide in small_pack[0].slides]
    assert told.index(next(one for one in told if "Zuid" in one)) < told.index(
        next(one for one in told if "Noord" in one)
    )


def test_a_folder_of_a_snapshot_will_do_and_the_name_is_that_of_the_pack(
    town_snapshot, tmp_path, monkeypatch, small_pack
):
    monkeypatch.chdir(tmp_path)
    assert main(["pack", str(town_snapshot.path)]) == 0
    assert (tmp_path / "raadspakket-klein.zip").read_bytes() == b"PK new"
    assert small_pack[0].snapshot_id == town_snapshot.id


def test_of_a_withdrawn_snapshot_it_says_so(to_withdraw, town_snapshot, tmp_path, capsys, small_pack):
    catalogue.withdraw(to_withdraw, town_snapshot.id, reason="Dubbel geteld")
    asked = [str(to_withdraw), "--snapshot", town_snapshot.id, "--lang", "en", "-o", str(tmp_path / "p.zip")]
    assert main(["pack", *asked]) == 0
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("MIND: this snapshot was withdrawn on ")
    assert "Dubbel geteld" in told
    assert "Dubbel geteld" in small_pack[0].withdrawn
    assert small_pack[0].slides[0].key == "ingetrokken"


@pytest.mark.usefixtures("small_pack")
def test_every_value_that_does_not_exist_is_named_at_once(town, tmp_path, capsys):
    wrong = "--story sprookje --edition 1999 --level straat --area BU1 --area BU2 --topic geluk".split()
    out = tmp_path / "p.zip"
    assert main(["pack", str(town), *wrong, "-o", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 6
    named = ("verhaal sprookje", "editie 1999", "niveau straat", "gebied BU1", "gebied BU2", "onderwerp geluk")
    for line, value in zip(told, named, strict=True):
        assert line.startswith(f"{value} staat niet in de momentopname; wel: ")
    assert "BU00420101" in told[3]
    assert not out.exists()


@pytest.mark.parametrize(
    ("extra", "says"), [([], "is geen momentopname"), (["--snapshot", "abc"], "is geen momentopname")]
)
def test_a_folder_without_a_snapshot_is_told(tmp_path, capsys, extra, says):
    assert main(["pack", str(tmp_path), *extra]) == 2
    assert says in capsys.readouterr().err


def test_another_snapshot_than_there_is_is_told(town, town_snapshot, capsys):
    assert main(["pack", str(town), "--snapshot", "000000000000", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "there is no snapshot 000000000000; there are: " in said
    assert town_snapshot.id in said


@pytest.mark.usefixtures("small_pack")
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_pack_and_says_so_once(town, tmp_path, monkeypatch, capsys, step):
    out = tmp_path / "raad.zip"
    out.write_bytes(OLD)

    def full(*_given, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "write":
        real = os.fdopen

        class Full(io.BytesIO):
            write = full

        def opened(handle, mode):
            real(handle, mode).close()
            return Full()

        monkeypatch.setattr(os, "fdopen", opened)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr("pathlib.Path.replace", full)
    assert main(["pack", str(town), "-o", str(out)]) == 1
    monkeypatch.undo()
    told = [line for line in capsys.readouterr().err.splitlines() if "%" not in line]
    assert told == [f"{out} kon niet worden geschreven: No space left on device. Wat er stond is niet veranderd."]
    assert out.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["raad.zip"]


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
def test_a_write_that_the_system_refuses_half_way_leaves_the_old_pack(town, tmp_path):
    """Not a stand-in: the kernel takes the first 100 kB and refuses the rest."""
    out = tmp_path / "raad.zip"
    out.write_bytes(OLD)
    script = f"""
        import os, resource, sys
        from wijkmonitor.report import pack
        pack.pack = lambda *_given: pack.Pack("p", os.urandom(8_000_000), b"", b"")
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        from wijkmonitor.__main__ import main
        sys.exit(main(["pack", {str(town)!r}, "-o", {str(out)!r}]))
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "kon niet worden geschreven" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert out.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["raad.zip"]


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_killed_while_the_pack_is_written_leaves_the_old_one(town, tmp_path):
    out = tmp_path / "raad.zip"
    out.write_bytes(OLD)
    script = f"""
        import os, signal, sys
        from wijkmonitor import whole_file
        from wijkmonitor.report import pack
        big = pack.Pack("p", os.urandom(8_000_000), b"", b"")
        pack.pack = lambda *_given: big
        real = os.fdopen
        def half(handle, mode):
            stream = real(handle, mode)
            class Half:
                def __enter__(self): return self
                def __exit__(self, *_): return False
                def write(self, data):
                    stream.write(data[: len(data) // 2]); stream.flush()
                    print("half", flush=True)
                    signal.pause()
            return Half()
        whole_file.os.fdopen = half
        from wijkmonitor.__main__ import main
        sys.exit(main(["pack", {str(town)!r}, "-o", {str(out)!r}]))
    """
    started = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"half\n"
    left = [one for one in tmp_path.iterdir() if one != out]
    assert [one.stat().st_size for one in left] == [4_000_000]
    started.send_signal(signal.SIGKILL)
    assert started.wait() == -signal.SIGKILL
    assert out.read_bytes() == OLD
    os.utime(left[0], (0, 0))
    whole_file.write(out, b"PK new")
    assert [one.name for one in tmp_path.iterdir()] == ["raad.zip"]
    assert out.read_bytes() == b"PK new"
