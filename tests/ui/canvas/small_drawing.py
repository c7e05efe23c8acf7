"""A drawing of a few squares and lines between them: what a test of the general canvas works on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.base.events import Event
from desktop.base.messages import N_, Message, message
from desktop.figures.primitives import Box, Figure, Line, Point, Rect, Shape, Text
from desktop.presenters.undo import UndoStack

SIDE = 10.0


@dataclass(frozen=True)
class State:
    places: tuple[tuple[UUID, str, float, float], ...]
    ties: tuple[tuple[UUID, UUID, UUID], ...] = ()


class SmallDrawing:
    """Squares by name; what stands in the first column of a row comes first in reading order."""

    def __init__(self, *names: str) -> None:
        self.changed: Event[None] = Event()
        self.selection_changed: Event[tuple[UUID, ...]] = Event()
        self.told: Event[Message] = Event()
        self.stack = UndoStack()
        self.asked = 0  # how often the figure was made
        self.margin = 0.0  # how far from the left edge places are counted
        self._next = 0
        self.state = State(tuple((self._id(), n, 20.0 + 30.0 * at, 20.0 + 7.0 * at) for at, n in enumerate(names)))
        self._selected: tuple[UUID, ...] = ()
        self._before: State | None = None

    def _id(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)

    def of(self, name: str) -> UUID:
        return next(i for i, n, _x, _y in self.state.places if n == name)

    def figure(self) -> Figure:
        self.asked += 1
        shapes: list[Shape] = [Line(*way[0], *way[1], stroke="ink", tag=str(i)) for i, way in self.lines().items()]
        for id_, name, x, y in self._drawn():
            shapes += [
                Rect(x, y, SIDE, SIDE, stroke="ink", fill="paper", tag=str(id_)),
                Text(x + SIDE / 2, y + SIDE + 4, name, align="center", fill="ink", tag=str(id_)),
            ]
        return Figure(200, 120, tuple(shapes))

    def _drawn(self) -> Sequence[tuple[UUID, str, float, float]]:
        return [(i, name, x + self.margin, y) for i, name, x, y in self.state.places]

    def origin(self) -> Point:
        return self.margin, 0.0

    def boxes(self) -> Mapping[UUID, Box]:
        return {i: (x, y, x + SIDE, y + SIDE + 5) for i, _n, x, y in self._drawn()}

    def lines(self) -> Mapping[UUID, tuple[Point, ...]]:
        at = {i: (x + SIDE / 2, y + SIDE / 2) for i, _n, x, y in self._drawn()}
        return {t: (at[a], at[b]) for t, a, b in self.state.ties}

    def order(self) -> Sequence[UUID]:
        return [i for i, *_rest in sorted(self.state.places, key=lambda p: (p[3], p[2]))]

    def name(self, id_: UUID) -> str:
        return next((n for i, n, _x, _y in self.state.places if i == id_), "")

    def sentence(self, id_: UUID) -> str:
        return f"{self.name(id_)}, квадрат"

    def note(self, id_: UUID) -> str:
        return f"<b>{self.name(id_)}</b>"

    @property
    def selected(self) -> tuple[UUID, ...]:
        return self._selected

    def select(self, ids: Iterable[UUID], *, add: bool = False) -> None:
        known = {*self.boxes(), *self.lines()}
        new = tuple(i for i in dict.fromkeys((*self._selected, *ids) if add else ids) if i in known)
        if new != self._selected:
            self._selected = new
            self.selection_changed.tell(new)

    def begin(self) -> None:
        self._before = self.state

    def finish(self, label: Message) -> bool:
        before, self._before = self._before, None
        if before is None or before == self.state:
            return False
        self.stack.push_values(label, self._show, before, self.state)
        return True

    def cancel(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._show(before)

    def _show(self, state: State) -> None:
        self.state = state
        self.changed.tell(None)
        self.select(self._selected)

    def _do(self, label: Message, state: State) -> bool:
        before = self.state
        if before == state:
            return False
        self._show(state)
        if self._before is None:
            self.stack.push_values(label, self._show, before, state)
        return True

    def move(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        places = tuple((i, n, x + dx, y + dy) if i in ids else (i, n, x, y) for i, n, x, y in self.state.places)
        return self._do(message(N_("move")), replace(self.state, places=places))

    def can_connect(self, source: UUID, target: UUID) -> Message | None:
        joined = any({a, b} == {source, target} for _t, a, b in self.state.ties)
        return message(N_("A tie needs two different ends")) if joined else None

    def connect(self, source: UUID, target: UUID) -> UUID | None:
        tie = self._id()
        self._do(message(N_("new tie")), replace(self.state, ties=(*self.state.ties, (tie, source, target))))
        self.select((tie,))
        return tie

    def delete(self, ids: Collection[UUID] | None = None) -> bool:
        gone = set(self._selected if ids is None else ids)
        places = tuple(p for p in self.state.places if p[0] not in gone)
        ties = tuple(t for t in self.state.ties if not gone & set(t))
        return self._do(message(N_("deletion")), State(places, ties))

    def undo(self) -> bool:
        return self.stack.undo()

    def redo(self) -> bool:
        return self.stack.redo()
