"""Identities that sort by the moment they were made (RFC 9562, version 7)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID


class Ids:
    """Clock and randomness are given: a seeded office has the same identities every time."""

    def __init__(self, milliseconds: Callable[[], int], random_bits: Callable[[int], int]) -> None:
        self._ms = milliseconds
        self._bits = random_bits
        self._last = 0
        self._count = 0
        self._lock = threading.Lock()

    def __call__(self) -> UUID:
        """The next identity; later than every one given before."""
        with self._lock:
            ms = self._ms()
            if ms > self._last:
                self._last, self._count = ms, self._bits(11)
            else:  # same millisecond, or the clock went back
                self._count += 1
                if self._count > 0xFFF:
                    self._last, self._count = self._last + 1, 0
            return UUID(int=self._last << 80 | 7 << 76 | self._count << 64 | 2 << 62 | self._bits(62))
