"""Telling those who asked: a list of callbacks with a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Something that happened, past tense: `saved`, `selection_changed`. Told on the caller's thread, in order."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Be told from now on; calling what is returned ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, what: T) -> None:
        """Everybody who is listening now; who leaves while being told is not told again."""
        for listener in tuple(self._listeners):
            if listener in self._listeners:
                listener(what)

    @property
    def heard(self) -> int:
        """How many listen: a test of leaks asks."""
        return len(self._listeners)
