"""What would come of a file, part by part: a row of parts with how many each has, and the lines of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.trees import Line
from desktop.ui.kit import theme
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable

_ROWS = 8


class PlanParts(QWidget):
    """`parts`: key, caption, and what is said where a part is empty; those of `sentences` have one column."""

    def __init__(self, parts: Sequence[tuple[str, str, str]], parent: QWidget, sentences: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._stack = QStackedWidget(self)
        self.tables: dict[str, SmallTable] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self.chooser = self._chooser({})
        self._column.addWidget(self.chooser)
        for key, caption, empty in parts:
            who = Column("who", _(caption) if key in sentences else _("Who"), 280, bold=key not in sentences, stretch=True)
            what = Column("what", _("What is known"), 380, stretch=True)
            columns = (who,) if key in sentences else (who, what)
            table = SmallTable(columns, _(caption), self._stack, rows_shown=_ROWS, empty=_(empty))
            self.tables[key] = table
            self._stack.addWidget(table)
        self._column.addWidget(self._stack, 1)

    def _chooser(self, counts: Mapping[str, int]) -> Segmented:
        options = [
            Option(key, f"{_(caption)} · {counts[key]}" if key in counts else _(caption)) for key, caption, _empty in self._parts
        ]
        made = Segmented(options, self, clearable=False)
        made.set_question(_("What would come"))
        made.edited.connect(lambda: self.show_part(made.value() or self._parts[0][0]))
        return made

    def show_part(self, key: str) -> None:
        """Show the lines of this part."""
        self.chooser.set_value(key)
        self._stack.setCurrentWidget(self.tables[key])

    def show_parts(self, parts: Mapping[str, Sequence[Line]]) -> None:
        """New lines; the part that was looked at stays, at first the fullest of use."""
        shown = self.chooser.value()
        fresh = self._chooser({key: len(lines) for key, lines in parts.items()})
        self._column.replaceWidget(self.chooser, fresh)
        self.chooser.hide()  # it goes later, and must not be seen beneath the new one
        self.chooser.deleteLater()
        self.chooser = fresh
        for key, table in self.tables.items():
            table.set_rows([{"who": line.who, "what": line.what} for line in parts.get(key, ())])
        first = next((key for key, _c, _e in self._parts if parts.get(key)), self._parts[0][0])
        self.show_part(shown or first)
