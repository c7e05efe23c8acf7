"""Two people changed the same box: both are shown, a person chooses; everything else is put together already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.definitions import Path
from desktop.models.kinds import to_text
from desktop.models.snapshots import Snapshot
from desktop.presenters.cards import Card, Merging
from desktop.presenters.offers import References
from desktop.rules.merging import Clash, Side
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.shell import Shell


class MergeDialog(QDialog):
    """One line for each box that both changed: what it was, mine, theirs."""

    def __init__(self, shell: Shell, card: Card, merging: Merging, references: References, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._references = references
        self._card, self._merging, self._shell = card, merging, shell
        self._choices: dict[Path, Segmented] = {}
        self.setWindowTitle(_("Two people changed the same"))
        self.setMinimumWidth(theme.px(760))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_("{who} saved this card while you were typing").format(who=merging.who or "?"), 2, self))
        words = _("Everything else is put together already. Choose what stands where both of you changed the same.")
        column.addWidget(PlainLabel(words, self, ink="second", wrap=True))
        column.addWidget(self._table(), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(_("Back to the form"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        save = Button(_("Save so"), "primary", keys="Ctrl+Enter", parent=self)
        save.setShortcut("Ctrl+Return")
        save.clicked.connect(self._save)
        row.addWidget(back)
        row.addWidget(save)
        column.addLayout(row)

    def _table(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(10))
        for place, caption in enumerate((_("Field"), _("It was"), _("You typed"), _("They saved"), _("What stands"))):
            grid.addWidget(PlainLabel(caption, inside, ink="second"), 0, place)
        for line, clash in enumerate(self._merging.clashes, 1):
            label = self._label(clash)
            grid.addWidget(PlainLabel(label, inside, bold=True, wrap=True), line, 0)
            for place, side in enumerate((clash.base, clash.mine, clash.theirs), 1):
                grid.addWidget(PlainLabel(self._words(clash, side), inside, wrap=True, selectable=True), line, place)
            choice = Segmented((Option("mine", _("what I typed")), Option("theirs", _("theirs"))), inside, clearable=False)
            choice.set_value("mine")
            choice.set_question(label)
            self._choices[clash.path] = choice
            grid.addWidget(choice, line, 4)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        area.setMinimumHeight(min(theme.px(420), inside.sizeHint().height() + theme.px(8)))
        return area

    def _label(self, clash: Clash) -> str:
        definition = self._merging.form.definition
        field = definition.field(clash.path)
        if field is not None:
            return _(field.label)
        rows = definition.rows(clash.path[0])
        return _(rows.label) if rows is not None else clash.path[-1]

    def _words(self, clash: Clash, side: Any) -> str:
        if side is None:
            return _("removed") if clash.is_row else _("empty")
        if isinstance(side, Snapshot):
            rows = self._merging.form.definition.rows(clash.path[0])
            parts = []
            for key in rows.columns if rows else ():
                field = rows.field(key) if rows else None
                if field is not None and (text := to_text(field, side.values.get(key), self._shell.desk.reader)):
                    parts.append(text)
            return ", ".join(parts)
        field = self._merging.form.definition.field(clash.path)
        if field is None:
            return str(side)
        if field.kind == "reference" and isinstance(side, UUID):
            return self._references.caption(field, side) or _("not named here")
        return to_text(field, side, self._shell.desk.reader)

    def _save(self) -> None:
        chosen: dict[Path, Side] = {
            path: "theirs" if choice.value() == "theirs" else "mine" for path, choice in self._choices.items()
        }
        self.accept()
        self._card.decide(self._merging, chosen)
