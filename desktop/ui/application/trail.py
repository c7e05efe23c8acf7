"""Where one has been: back and forward through places and families, as in any browser."""

from __future__ import annotations

from typing import Final
from uuid import UUID

Where = tuple[str, UUID | None]  # a place of the navigation, or ("family", its id)
_STEPS: Final = 30
_NOT_AGAIN: Final = "new"  # a page that is begun is not come back to


class Trail:
    """The places one came from and went back from; `here` is where one is."""

    def __init__(self) -> None:
        self.here: Where = ("", None)
        self._been: list[Where] = []
        self._ahead: list[Where] = []

    def go(self, where: Where) -> None:
        """One goes somewhere by oneself: what was ahead is forgotten."""
        if where != self.here and self.here[0] and self.here[0] != _NOT_AGAIN:
            self._been = [*self._been[-_STEPS:], self.here]
            self._ahead.clear()
        self.here = where

    def back(self) -> Where | None:
        """Where one was before, or None when one has just come."""
        return self._step(self._been, self._ahead)

    def forward(self) -> Where | None:
        """Where one was before going back."""
        return self._step(self._ahead, self._been)

    def _step(self, taken: list[Where], left: list[Where]) -> Where | None:
        if not taken:
            return None
        left.append(self.here)
        self.here = taken.pop()
        return self.here
