"""A drawing that can be worked on: what every canvas of figures asks of the editor behind it.

A genogram and a conflict map differ in what they mean and not in how a hand works on them: one protocol, one
canvas, one set of keys. The social map has its own editor and its own canvas, because its nodes move one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from desktop.base.messages import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from uuid import UUID

    from desktop.base.events import Event
    from desktop.base.messages import Message
    from desktop.figures.primitives import Box, Figure, Point

_MANY_SAID: Final = 3


class Drawing(Protocol):
    """One drawing being worked on; everything in it is told by its id.

    Whatever can be selected has a box or a line, in millimetres of the figure. A shape of the figure belongs to
    whoever's id is its `tag`. Between `begin` and `finish` everything done is one step of undo; after `cancel`
    nothing of it has happened.
    """

    @property
    def changed(self) -> Event[Any]:
        """The figure is another one now."""

    @property
    def selection_changed(self) -> Event[Any]:
        """Other things are selected now."""

    @property
    def told(self) -> Event[Message]:
        """A sentence for the status line: why something was refused, what was done besides."""

    # What is there --------------------------------------------------------------------------------------

    def figure(self) -> Figure:
        """The drawing as it is now; asked after `changed` only, and may then take its time."""

    def boxes(self) -> Mapping[UUID, Box]:
        """What can be selected and has a place: symbol and label in one box."""

    def lines(self) -> Mapping[UUID, tuple[Point, ...]]:
        """What can be selected and is a line: its way."""

    def origin(self) -> Point:
        """Where on the figure the point is from which places are counted: it wanders when the figure grows to the left."""

    def order(self) -> Sequence[UUID]:
        """Everything with a box in reading order: the way of Tab."""

    def name(self, id_: UUID) -> str:
        """How it is called in a list to choose from."""

    def sentence(self, id_: UUID) -> str:
        """It and what holds it to others, in words: for those who listen."""

    def note(self, id_: UUID) -> str:
        """What somebody wrote about it, shown when the pointer rests there; empty if nobody did."""

    # Selection ------------------------------------------------------------------------------------------

    @property
    def selected(self) -> tuple[UUID, ...]:
        """What is selected, in the order it was picked."""

    def select(self, ids: Iterable[UUID], *, add: bool = False) -> None:
        """Select these and nothing else, or these too."""

    # Gestures and acts ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """From here to `finish` or `cancel` is one gesture."""

    def finish(self, label: Message) -> bool:
        """The gesture is done; False if nothing changed."""

    def cancel(self) -> None:
        """The gesture never happened."""

    def move(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        """Shift these by millimetres; what stands where it must is left alone."""

    def can_connect(self, source: UUID, target: UUID) -> Message | None:
        """Why these two cannot be connected; None if they can."""

    def connect(self, source: UUID, target: UUID) -> UUID | None:
        """Connect two with what was chosen last, and select the new line; None if that was refused."""

    def delete(self, ids: Collection[UUID] | None = None) -> bool:
        """Take what is selected, or these, off the drawing; False if nothing of it can be taken off."""

    def undo(self) -> bool:
        """Take the last step back."""

    def redo(self) -> bool:
        """Do again what was taken back."""


def said_of_selection(drawing: Drawing) -> str:
    """What is selected, in words; of many, the first few and how many more there are."""
    chosen = drawing.selected
    said = [drawing.sentence(i) for i in chosen[:_MANY_SAID]]
    if len(chosen) > _MANY_SAID:
        said.append(_("and {n} more").format(n=len(chosen) - _MANY_SAID))
    return "; ".join(said)
