"""Writing a file whole or not at all: whoever looks meanwhile, or after a full disk or a power cut, finds the old one."""

from __future__ import annotations

import glob
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_MODE = 0o644
_DRAFT_MAX_AGE_S = 3600


def write(path: Path, data: bytes, mode: int = _MODE) -> None:
    """Put ``data`` in ``path`` in one step; raises ``OSError`` and leaves what was there when it cannot be written.

    ``mode``: who may read it, from the first byte on.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_drafts(path)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(mode)  # mkstemp makes files only their owner can read
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    settle_names(path.parent)


def settle(folder: Path) -> None:
    """Have every file in ``folder``, at any depth, on the disk itself; raises ``OSError`` when that fails."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
        else:
            settle_names(path)
    settle_names(folder)


def settle_names(folder: Path) -> None:
    """Have the names in ``folder`` on the disk itself; nothing where the system cannot do that for a folder."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network drives refuse; the files themselves are settled by now
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear_drafts(path: Path) -> None:
    """Throw away what writes of this file left behind that were killed; nobody writes for as long as an hour."""
    for draft in path.parent.glob(f".{glob.escape(path.name)}-*"):
        try:
            if time.time() - draft.stat().st_mtime > _DRAFT_MAX_AGE_S:
                draft.unlink()
        except OSError:  # another one cleared it, or it is not ours to clear
            continue
