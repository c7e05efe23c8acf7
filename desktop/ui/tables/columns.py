"""What a list shows: its columns, its cells, and where its rows come from.

Column(key, caption, width=120, align="left", kind="text", sortable=True, bold=False, second=False,
stretch=False,
       hidden=False, editable=False)
    width in pixels at 100 %; kind: "text", "badge" (Mark), "date" (text dd.MM.yyyy), "overdue" (Mark with a
        clock)
Mark(text, tone="plain")        a cell with a tone: shown as a badge, or as coloured words with a sign
Row = Mapping[str, str | int | None | Mark]     by column key; plus "_row": a sentence for screen readers,
if any
RowSource (protocol)            request_ids(sort, descending, done), request_page(ids, done)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from desktop.ui.kit.palettes import Tone

Align = Literal["left", "right", "center"]
Kind = Literal["text", "badge", "date", "overdue"]
ID_BYTES = 16


class Mark(NamedTuple):
    """A word and its tone."""

    text: str
    tone: Tone = "plain"


Cell = str | int | Mark | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    key: str
    caption: str
    width: int = 120
    align: Align = "left"
    kind: Kind = "text"
    sortable: bool = True
    bold: bool = False
    second: bool = False  # in lighter ink: it explains, it is not looked for
    stretch: bool = False  # takes the room that is left
    hidden: bool = False  # offered in the chooser, not shown at first
    editable: bool = False  # in small tables only


def words(cell: Cell) -> str:
    """A cell as plain text: for copying, screen readers and the print of a list."""
    if isinstance(cell, Mark):
        return cell.text
    return "" if cell is None else str(cell)


class RowSource(Protocol):
    """Where a long list gets its rows; both answers may come later, on the window's thread."""

    def request_ids(
        self,
        sort: str,
        descending: bool,  # noqa: FBT001  a value on its way to the query
        done: Callable[[bytes | bytearray], None],
    ) -> None:
        """All ids in order, sixteen bytes each, one after another."""

    def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
        """The rows of these ids; one that is not in the answer no longer exists."""
