"""One at a time, between processes: a lock that the system itself lets go of when whoever held it is gone.

The lock lies on an open file, not on whether a file exists, so that a process that was killed never keeps others out.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

_PAUSE_S = 0.2
Held = AbstractContextManager[None]
"""A lock while it is held; it is let go of at the end of the ``with``."""


class Taken(Exception):
    """Somebody else holds the lock."""


def _never() -> None:
    """What happens at every look for a caller that only waits."""


@contextmanager
def held(path: Path, *, wait: bool, waiting: Callable[[], None] = _never) -> Iterator[None]:
    """Hold the lock on ``path``, a file that is made when it is not there and stays.

    ``wait``: wait until it is free, calling ``waiting`` at every look; otherwise raises :class:`Taken` at once. Raises
    ``OSError`` where the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _take(handle):
            if not wait:
                raise Taken(str(path))
            waiting()
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)  # lets go of the lock as well


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
