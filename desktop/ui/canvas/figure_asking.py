"""What a figure asks in its small list: whom to connect, whom to find, one of several kinds, a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF

from desktop.base.messages import _
from desktop.presenters.map_editing import folded
from desktop.ui.canvas.picker import Picker, Question, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.presenters.drawings import Drawing


class Place(Protocol):
    """The canvas that asks."""

    @property
    def drawing(self) -> Drawing: ...
    def connect_two(self, source: UUID, target: UUID) -> None: ...
    def pixel_of(self, point: QPointF) -> QPoint: ...
    def show_thing(self, id_: UUID) -> None: ...


class FigureAsking:
    """The questions of one figure."""

    def __init__(self, canvas: Place, picker: Picker) -> None:
        self._canvas = canvas
        self.picker = picker

    def connect(self, source: UUID) -> None:
        """Ask with whom to connect, by name."""
        name = self._canvas.drawing.name(source)
        self.one_of_all(
            _("Connect {name} with").format(name=name),
            lambda target: self._canvas.connect_two(source, target),
            without=(source,),
            under=source,
        )

    def find(self) -> None:
        """Ask a name and bring who bears it into sight."""

        def take(found: UUID) -> None:
            self._canvas.drawing.select((found,))
            self._canvas.show_thing(found)

        self.one_of_all(_("Find on the drawing"), take)

    def one_of_all(
        self,
        prompt: str,
        chosen: Callable[[UUID], object],
        without: Iterable[UUID] = (),
        under: UUID | None = None,
    ) -> None:
        """Ask for one of those who are on the drawing, by the beginning of any word of the name."""
        drawing, left_out = self._canvas.drawing, set(without)
        known = [(i, drawing.name(i)) for i in drawing.order() if i not in left_out]

        def rows(typed: str) -> Sequence[Row]:
            return [Row(i, name) for i, name in known if matches(typed, name)]

        def take(row: Row | None, _text: str) -> None:
            if row is not None and isinstance(row.key, UUID):
                chosen(row.key)

        self.picker.ask(Question(prompt, rows, take, lambda: None), self._under(under))

    def kind(
        self,
        prompt: str,
        kinds: Sequence[tuple[str, str]],
        chosen: Callable[[str], object],
        under: UUID | None = None,
        now: str = "",
    ) -> None:
        """Ask for one of a few kinds, each a code and its words; digits choose."""
        rows = [Row(code, words) for code, words in kinds]

        def take(row: Row | None, _text: str) -> None:
            if row is not None:
                chosen(str(row.key))

        first = next((n for n, (code, _words) in enumerate(kinds) if code == now), 0)
        question = Question(prompt, lambda _typed: rows, take, lambda: None, typed=False, first=first)
        self.picker.ask(question, self._under(under))

    def words(
        self,
        prompt: str,
        chosen: Callable[[str], object],
        under: UUID | None = None,
        text: str = "",
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask for a few words in place; going elsewhere takes what was typed, Esc takes nothing."""

        def take(_row: Row | None, typed: str) -> None:
            if typed.strip():
                chosen(typed.strip())
            else:
                cancelled()

        question = Question(
            prompt,
            lambda _typed: (),
            take,
            cancelled,
            text=text,
            free=True,
            leaving=lambda typed: take(None, typed),
        )
        self.picker.ask(question, self._under(under))

    def _under(self, id_: UUID | None) -> QPoint:
        """Where the list is put: below the thing, at the middle of a line, above all if it is about nothing."""
        drawing = self._canvas.drawing
        if id_ is not None and (box := drawing.boxes().get(id_)) is not None:
            return self._canvas.pixel_of(QPointF((box[0] + box[2]) / 2, box[3] + 1.5))
        if id_ is not None and (way := drawing.lines().get(id_)):
            return self._canvas.pixel_of(QPointF(*way[len(way) // 2]))
        return QPoint(self.picker.canvas.width() // 2, 8)


def matches(typed: str, name: str) -> bool:
    """Whether every word typed begins a word of the name."""
    parts = folded(name).split()
    return all(any(part.startswith(word) for part in parts) for word in folded(typed).split())
