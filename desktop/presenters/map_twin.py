"""The text twin of a map: its ties as rows of a table that is read and edited like any other.

Whoever does not see the drawing, or finds a table quicker, works here; both go through the same editor, so
undo, the selection and the drawing follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.presenters.map_editing import folded
from desktop.presenters.map_words import CLOSENESS, DIRECTION, FREQUENCY, QUALITY, SUPPORT, VIEW, day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desktop.models.map_data import Support, Tie
    from desktop.presenters.maps import MapEditor

Column = Literal[
    "source", "quality", "target", "direction", "frequency", "support", "closeness", "view", "told_on", "note"
]
HEADINGS: Final[Mapping[Column, str]] = {
    "source": N_("Who"),
    "quality": N_("Tie"),
    "target": N_("With whom"),
    "direction": N_("Help"),
    "frequency": N_("Contacts"),
    "support": N_("Support"),
    "closeness": N_("Closeness"),
    "view": N_("Whose view"),
    "told_on": N_("Told on"),
    "note": N_("Note"),
}
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie in words; `cells` has every column."""

    id: UUID
    cells: Mapping[Column, str]


def rows(editor: MapEditor) -> tuple[TieRow, ...]:
    """The ties that are shown, in the order they were drawn."""
    names = {n.id: n.name for n in editor.data.nodes}
    return tuple(TieRow(t.id, _cells(t, names)) for t in editor.visible_ties())


def choices(editor: MapEditor, column: Column) -> tuple[str, ...]:  # noqa: PLR0911  one for each column
    """The words a cell of this column can hold; empty where anything can be typed."""
    match column:
        case "source" | "target":
            return tuple(n.name for n in editor.find(""))
        case "quality":
            return tuple(_(w) for w in QUALITY.values())
        case "direction":
            return tuple(_(w) for w in DIRECTION.values())
        case "frequency":
            return tuple(_(w) for w in FREQUENCY.values())
        case "view":
            return tuple(_(w) for w in VIEW.values())
        case "closeness":
            return ("", *(_(w) for w in CLOSENESS.values()))
        case "support" | "told_on" | "note":
            return ()


def edit(editor: MapEditor, tie: UUID, column: Column, text: str) -> bool:  # noqa: PLR0911  one for each
    """Take what was typed or chosen in a cell.

    Raises:
        Rejected: the words are not known in this column.
    """
    match column:
        case "source" | "target":
            return _reattach(editor, tie, column, text)
        case "quality":
            return editor.change_tie(tie, quality=_known(QUALITY, text, column))
        case "direction":
            return editor.change_tie(tie, direction=_known(DIRECTION, text, column))
        case "frequency":
            return editor.change_tie(tie, frequency=_known(FREQUENCY, text, column))
        case "view":
            return editor.change_tie(tie, view=_known(VIEW, text, column))
        case "closeness":
            return editor.change_tie(tie, closeness=_known(CLOSENESS, text, column) if text.strip() else None)
        case "support":
            parts = [p for p in text.replace(";", ",").split(",") if p.strip()]
            chosen = {_known(SUPPORT, p, column) for p in parts}
            return editor.set_support(tie, cast("tuple[Support, ...]", tuple(s for s in SUPPORT if s in chosen)))
        case "told_on":
            return _told(editor, tie, text.strip())
        case "note":
            return editor.change_tie(tie, note=text)


def _cells(tie: Tie, names: Mapping[UUID, str]) -> Mapping[Column, str]:
    return {
        "source": names.get(tie.source, ""),
        "quality": _(QUALITY[tie.quality]),
        "target": names.get(tie.target, ""),
        "direction": _(DIRECTION[tie.direction]),
        "frequency": _(FREQUENCY[tie.frequency]),
        "support": ", ".join(_(SUPPORT[s]) for s in tie.support),
        "closeness": "" if tie.closeness is None else _(CLOSENESS[tie.closeness]),
        "view": _(VIEW[tie.view]),
        "told_on": day(tie.told_on),
        "note": tie.note,
    }


def _known(words: Mapping[K, str], text: str, column: Column) -> K:
    wanted = folded(text)
    for code, word in words.items():
        if folded(_(word)) == wanted:
            return code
    raise Rejected(
        Finding(
            (column,), message(N_("\u201c{text}\u201d is not one of the words of this column"), text=text)
        )
    )


def _reattach(editor: MapEditor, tie: UUID, column: Literal["source", "target"], text: str) -> bool:
    node = next((n for n in editor.data.nodes if folded(n.name) == folded(text)), None)
    if node is None:
        raise Rejected(
            Finding((column,), message(N_("There is no \u201c{name}\u201d on the map"), name=text))
        )
    return editor.reattach(tie, column, node.id)


def _told(editor: MapEditor, tie: UUID, text: str) -> bool:
    if not text:
        return editor.change_tie(tie, told_on=None)
    try:
        told = datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Rejected(Finding(("told_on",), message(N_("Write the day as 05.11.2026")))) from None
    if told > editor.today:
        raise Rejected(Finding(("told_on",), message(N_("This day has not come yet"))))
    return editor.change_tie(tie, told_on=told)
