"""Slowing down somebody who guesses a password at this computer.

After each failure the next try waits 1, 2, 4 … 60 seconds; the count outlives the program. Honest limit: a
copied office is not slowed; there only the price of a guess and the password itself help.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from desktop.base.files import replace_file

LONGEST = 60  # seconds


def pause(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    return 0 if failures <= 0 else min(LONGEST, 2 ** min(failures - 1, 10))


class Attempts:
    """Failed sign-ins of one office on this computer, by user, in a small file. Moments are aware."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wait(self, user: str, now: datetime) -> float:
        """Seconds this user still has to wait; the window shows them counting down."""
        failures, last = self._kept().get(_key(user), (0, now))
        passed = (now - last).total_seconds()
        return 0.0 if passed < 0 else max(0.0, pause(failures) - passed)

    def failed(self, user: str, now: datetime) -> int:
        """Count a failure; returns the seconds to wait."""
        kept = self._kept()
        failures = kept.get(_key(user), (0, now))[0] + 1
        self._keep({**kept, _key(user): (failures, now)})
        return pause(failures)

    def succeeded(self, user: str) -> None:
        """Start from nothing."""
        kept = self._kept()
        if kept.pop(_key(user), None) is not None:
            self._keep(kept)

    def _kept(self) -> dict[str, tuple[int, datetime]]:
        try:
            whole = json.loads(self._path.read_bytes())
            return {str(user): (int(n), _aware(str(last))) for user, (n, last) in whole.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}  # a lost count must not lock anybody out

    def _keep(self, kept: dict[str, tuple[int, datetime]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        whole = {user: (failures, last.isoformat()) for user, (failures, last) in kept.items()}
        replace_file(self._path, json.dumps(whole, ensure_ascii=False).encode())


def _key(user: str) -> str:
    return " ".join(user.split()).casefold()


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
