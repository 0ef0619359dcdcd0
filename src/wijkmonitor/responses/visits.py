"""How often one visitor may hand in something. In memory only: no address and no session is written down anywhere."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import deque
from threading import Lock

_DAY_S = 24 * 3600


class Turns:
    """At most ``most`` turns in ``within_s`` seconds for each who asks, told apart by a hash with a salt that changes daily."""

    def __init__(self, most: int, within_s: float) -> None:
        self._most, self._within_s = most, within_s
        self._lock = Lock()
        self._taken: dict[bytes, deque[float]] = {}
        self._salt, self._day = b"", -1

    def take(self, who: str, now: float | None = None) -> bool:
        """Whether ``who`` has a turn left; it is taken then. ``now``: seconds on any clock that does not go back."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            self._renew(moment)
            taken = self._taken.setdefault(hashlib.sha256(self._salt + who.encode()).digest(), deque())
            while taken and taken[0] <= moment - self._within_s:
                taken.popleft()
            if len(taken) >= self._most:
                return False
            taken.append(moment)
            return True

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._taken.clear()

    def _renew(self, moment: float) -> None:
        day = int(moment // _DAY_S)
        if day != self._day:
            self._salt, self._day = secrets.token_bytes(16), day
            self._taken.clear()
        for who in [who for who, taken in self._taken.items() if not taken or taken[-1] <= moment - self._within_s]:
            del self._taken[who]
