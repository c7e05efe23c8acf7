"""Two fillings of one questionnaire side by side: question, then, now, what changed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.sheet_filling import Names, SheetFilling
from desktop.rules.sheets import FILLED_ON
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class SheetCompare(QWidget):
    """A table that is filled when it is shown."""

    def __init__(self, filling: SheetFilling, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling, self._names, self._only = filling, names, False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(8))
        self.heading = Heading("", 3, self)
        column.addWidget(self.heading)
        self.narrow = Button(_("Only what changed"), "quiet", parent=self)
        self.narrow.clicked.connect(self._toggle)
        column.addWidget(self.narrow)
        self.table = SmallTable(
            (
                Column("section", _("Section"), 150, second=True),
                Column("question", _("Question"), 220, stretch=True),
                Column("then", _("Then"), 200, stretch=True),
                Column("now", _("Now"), 200, stretch=True),
                Column("change", _("Change"), 90),
            ),
            _("Two fillings"), self, rows_shown=22, empty=_("Nothing differs"),
        )  # fmt: skip
        column.addWidget(self.table)
        column.addStretch(1)

    def fill(self) -> None:
        """Compare what stands on the form now."""
        before = self._filling.before
        day = before.values.get(FILLED_ON) if before else None
        self.heading.setText(_("Compared with {day}").format(day=f"{day:%d.%m.%Y}") if day else "")
        rows = self._filling.compared(self._names, only_changed=self._only)
        self.table.set_rows(
            [
                {"section": one.section, "question": one.question, "then": _line(one.then), "now": _line(one.now),
                 "change": Mark(one.change, "accent") if one.change else ""}
                for one in rows
            ]
        )  # fmt: skip

    def _toggle(self) -> None:
        self._only = not self._only
        self.narrow.set_caption(_("Show every question") if self._only else _("Only what changed"))
        self.fill()


def _line(words: str) -> str:
    return "; ".join(words.splitlines())
