"""How the columns of a small table share its width: a date, a badge and a number are never cut.

What gives way, in this order: room of columns that stretch, text of columns with long words, and at last the columns in
lighter ink, from the right; their words are said by the tip of the row and by a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QFontMetrics

from desktop.ui.kit import theme
from desktop.ui.tables.columns import Column, Mark, Row, words

_MARGIN: Final = 20  # at 100 %: before and after the words of a cell
_SIGN: Final = 24  # at 100 %: the sign or the round ends of a mark
_LEAST: Final = 84  # at 100 %: text narrower than this says nothing
_LEAST_NAME: Final = 150  # at 100 %: what names the row
_MOST: Final = 200  # at 100 %: a badge longer than this may be cut
_MEASURED: Final = 200  # rows


def shares(columns: Sequence[Column], rows: Sequence[Row], room: int) -> list[int]:
    """A width for each column in pixels; 0 for one that has no room."""
    metrics = QFontMetrics(theme.font(bold=True))
    least = [_least(column, rows, metrics) for column in columns]
    shown = list(range(len(columns)))
    for at in _giving_way(columns, rows):
        if sum(least[one] for one in shown) <= room or len(shown) == 1:
            break
        shown.remove(at)
    widths = {at: max(least[at], theme.px(columns[at].width)) for at in shown}
    _shrink(widths, least, room)
    rest = room - sum(widths.values())
    stretching = [at for at in shown if columns[at].stretch] or shown[-1:]
    for at in stretching if rest > 0 else ():
        widths[at] += rest // len(stretching)
    return [widths.get(at, 0) for at in range(len(columns))]


def _is_whole(column: Column, rows: Sequence[Row]) -> bool:
    return column.kind != "text" or column.align == "right" or _is_marked(column, rows)


def _is_marked(column: Column, rows: Sequence[Row]) -> bool:
    return any(isinstance(row.get(column.key), Mark) for row in rows[:_MEASURED])


def _least(column: Column, rows: Sequence[Row], metrics: QFontMetrics) -> int:
    longest = max((_wants(row.get(column.key), metrics) for row in rows[:_MEASURED]), default=0)
    if not _is_whole(column, rows):
        return min(max(longest, theme.px(36)), theme.px(_LEAST_NAME if column.bold else _LEAST))
    caption = metrics.horizontalAdvance(column.caption) + theme.px(_MARGIN)
    return min(max(longest, caption), theme.px(_MOST))


def _wants(cell: object, metrics: QFontMetrics) -> int:
    text = words(cell)  # type: ignore[arg-type]  # whatever a row has
    if not text:
        return 0
    return metrics.horizontalAdvance(text) + theme.px(_MARGIN) + (theme.px(_SIGN) if isinstance(cell, Mark) else 0)


def _giving_way(columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """Who goes when there is no room: lighter ink first, then text at the right; never what names the row or warns."""
    may = [
        at for at, column in enumerate(columns) if at and not column.bold and not column.editable and not _is_marked(column, rows)
    ]
    lighter = [at for at in reversed(may) if columns[at].second]
    others = [at for at in reversed(may) if not columns[at].second and columns[at].kind == "text"]
    return lighter + others


def _shrink(widths: dict[int, int], least: Sequence[int], room: int) -> None:
    """Take what is too much from those who can spare it, each by its share."""
    over = sum(widths.values()) - room
    spare = {at: width - least[at] for at, width in widths.items() if width > least[at]}
    whole = sum(spare.values())
    if over <= 0 or not whole:
        return
    for at, much in spare.items():
        widths[at] -= min(much, -(-over * much // whole))
