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
from desktop.presenters.map_words import CLOSENESS, DIRECTION, FREQUENCY, KNOWN, LEVEL, QUALITY, VIEW, day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desktop.models.map_data import MapData, Tie, View
    from desktop.presenters.map_editing import TieChanges
    from desktop.presenters.maps import MapEditor

Column = Literal[
    "source", "quality", "target", "direction", "frequency", "concrete", "emotional", "information", "criticism",
    "closeness", "known", "view", "told_on", "note",
]  # fmt: skip
HEADINGS: Final[Mapping[Column, str]] = {
    "source": N_("Who"),
    "quality": N_("Tie"),
    "target": N_("With whom"),
    "direction": N_("Help"),
    "frequency": N_("Contacts"),
    "concrete": N_("Deeds"),
    "emotional": N_("Emotional"),
    "information": N_("Advice"),
    "criticism": N_("Criticism"),
    "closeness": N_("Closeness"),
    "known": N_("Known for"),
    "view": N_("Whose view"),
    "told_on": N_("Told on"),
    "note": N_("Note"),
}
NAMES_HIDDEN: Final = N_("Names are hidden: show them before you write names or notes")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie in words; `cells` has every column."""

    id: UUID
    cells: Mapping[Column, str]


def rows(editor: MapEditor) -> tuple[TieRow, ...]:
    """The ties that are shown, in the order they were drawn."""
    told = editor.told
    names = {n.id: n.name for n in told.nodes}
    return tuple(TieRow(t.id, _cells(told, shown, names)) for t in editor.visible_ties() if (shown := told.tie(t.id)))


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
            return tuple(_view_words(editor.told).values())
        case "closeness":
            return ("", *(_(w) for w in CLOSENESS.values()))
        case "known":
            return ("", *(_(w) for w in KNOWN.values()))
        case "concrete" | "emotional" | "information" | "criticism":
            return ("", *(_(w) for w in LEVEL.values()))
        case "told_on" | "note":
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
            return editor.change_tie(tie, quality=known(QUALITY, text, column))
        case "direction":
            return editor.change_tie(tie, direction=known(DIRECTION, text, column))
        case "frequency":
            return editor.change_tie(tie, frequency=known(FREQUENCY, text, column))
        case "view":
            view, viewer = _viewed(editor.told, text)
            return editor.change_tie(tie, view=view, viewer=viewer)
        case "known":
            return editor.change_tie(tie, known=known(KNOWN, text, column) if text.strip() else "")
        case "closeness" | "concrete" | "emotional" | "information" | "criticism":
            words = CLOSENESS if column == "closeness" else LEVEL
            return editor.change_tie(tie, **cast("TieChanges", {column: numbered(words, text, column)}))
        case "told_on":
            return _told(editor, tie, text.strip())
        case "note":
            refuse_names(editor)
            return editor.change_tie(tie, note=text)


def _cells(map_: MapData, tie: Tie, names: Mapping[UUID, str]) -> Mapping[Column, str]:
    return {
        "source": names.get(tie.source, ""),
        "quality": _(QUALITY[tie.quality]),
        "target": names.get(tie.target, ""),
        "direction": _(DIRECTION[tie.direction]),
        "frequency": _(FREQUENCY[tie.frequency]),
        "concrete": level_words(tie.concrete),
        "emotional": level_words(tie.emotional),
        "information": level_words(tie.information),
        "criticism": level_words(tie.criticism),
        "closeness": "" if tie.closeness is None else _(CLOSENESS[tie.closeness]),
        "known": _(KNOWN[tie.known]) if tie.known else "",
        "view": _view_words(map_).get((tie.view, tie.viewer), _(VIEW[tie.view])),
        "told_on": day(tie.told_on),
        "note": tie.note,
    }


def level_words(level: int | None) -> str:
    """How often a support or criticism comes; nothing where it was not asked."""
    return "" if level is None else _(LEVEL.get(level, ""))


def _view_words(map_: MapData) -> dict[tuple[View, UUID | None], str]:
    """Whose view a tie can be told in: the family's, the worker's, each member's by name."""
    words: dict[tuple[View, UUID | None], str] = {("family", None): _(VIEW["family"]), ("worker", None): _(VIEW["worker"])}
    for node in map_.household():
        words["member", node.id] = _("{name}'s view").format(name=node.name)
    words["member", None] = _(VIEW["member"])
    return words


def _viewed(map_: MapData, text: str) -> tuple[View, UUID | None]:
    return known(_view_words(map_), text, "view", spoken=True)


def refuse_names(editor: MapEditor) -> None:
    """Names and notes are not written while they are hidden: what is seen would be written over them.

    Raises:
        Rejected: they are hidden.
    """
    if editor.names_hidden:
        raise Rejected(Finding((), message(NAMES_HIDDEN)))


def numbered(words: Mapping[int, str], text: str, column: str) -> int | None:
    """A level by its word or its number; an empty text is an answer not given."""
    text = text.strip()
    if not text:
        return None
    if text.isdigit() and int(text) in words:
        return int(text)
    return known(words, text, column)


def known(words: Mapping[K, str], text: str, column: str, *, spoken: bool = False) -> K:
    """The code of a word; the beginning of a word is enough when only one begins so.

    Raises:
        Rejected: the column has no such word.
    """
    wanted = folded(text)
    said = {code: folded(word if spoken else _(word)) for code, word in words.items()}
    for code, word in said.items():
        if word == wanted:
            return code
    begun = [code for code, word in said.items() if wanted and word.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise Rejected(Finding((column,), message(N_("\u201c{text}\u201d is not one of the words of this column"), text=text)))


def _reattach(editor: MapEditor, tie: UUID, column: Literal["source", "target"], text: str) -> bool:
    node = next((n for n in editor.told.nodes if folded(n.name) == folded(text)), None)
    if node is None:
        raise Rejected(Finding((column,), message(N_("There is no \u201c{name}\u201d on the map"), name=text)))
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
