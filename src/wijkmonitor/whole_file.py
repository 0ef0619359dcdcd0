"""Writing a file whole or not at all: whoever looks meanwhile, or after a full disk or a power cut, finds the old one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MODE = 0o644


def write(path: Path, data: bytes) -> None:
    """Put ``data`` in ``path`` in one step; raises ``OSError`` and leaves what was there when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(_MODE)  # mkstemp makes files only their owner can read
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
