"""The entries of a dictionary: the office adds its own and stops offering what it does not need."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.definitions import EntryRow
from desktop.models.snapshots import Changes
from desktop.presenters.definitions import Definitions
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class EntriesPanel(QWidget):
    """A table and three acts; the code of an entry is given once and never again."""

    def __init__(self, shell: Shell, definitions: Definitions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._definitions, self._key = shell, definitions, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.table = SmallTable(
            (
                Column("caption", _("What it is called"), 220, stretch=True, editable=True),
                Column("code", _("Code"), 120, second=True),
                Column("state", "", 130),
            ),
            _("Entries of the dictionary"), self, rows_shown=16,
        )  # fmt: skip
        self.table.insert_requested.connect(self.add)
        self.table.delete_requested.connect(lambda _key: self.retire())
        self.table.cell_edited.connect(self._renamed)
        self.table.chosen.connect(self._picked)
        column.addWidget(self.table)
        buttons = QHBoxLayout()
        new = Button(_("Add an entry…"), keys="Ins", parent=self)
        new.clicked.connect(self.add)
        self.toggle = Button(_("Stop offering"), "quiet", keys="Del", parent=self)
        self.toggle.clicked.connect(self.retire)
        buttons.addWidget(new)
        buttons.addWidget(self.toggle)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.hide()

    def show_dictionary(self, key: str) -> None:
        """The entries of this dictionary; an empty key hides the panel."""
        self._key = key
        self.setVisible(bool(key))
        rows = self._definitions.entries_of(key) if key else ()
        self.table.set_rows(
            [{"caption": row.caption, "code": row.code, "state": _state(row)} for row in rows], [row.id for row in rows]
        )
        self._picked()

    def _row(self, key: object) -> EntryRow | None:
        return next((row for row in self._definitions.entries if row.id == key), None)

    def _picked(self) -> None:
        row = self._row(self.table.current_key())
        self.toggle.set_reason("" if row else _("Choose an entry"))
        self.toggle.set_caption(_("Offer again") if row is not None and row.retired else _("Stop offering"))

    def add(self) -> None:
        """An entry of the office's own."""
        if self._key:
            EntryDialog(self._definitions, self._key, self).open()

    def retire(self) -> None:
        """Stop offering the entry, or offer it again; records that have it keep it."""
        row = self._row(self.table.current_key())
        if row is not None:
            self._definitions.change_entry(row, row.caption, retired=not row.retired, done=self._done, failed=self._shell.fail)

    def _renamed(self, key: object, _column: str, caption: str) -> None:
        row = self._row(key)
        if row is not None and caption.strip() and caption != row.caption:
            self._definitions.change_entry(row, caption, retired=row.retired, done=self._done, failed=self._shell.fail)

    def _done(self, _changes: Changes) -> None:
        self._shell.say(_("The dictionary is changed for everybody in the office"))


def _state(row: EntryRow) -> Mark | str:
    if row.retired:
        return Mark(_("not offered"), "amber")
    return Mark(_("of the office"), "accent") if row.own else ""


class EntryDialog(PageDialog):
    """Code and caption."""

    def __init__(self, definitions: Definitions, dictionary: str, parent: QWidget) -> None:
        super().__init__(_("A new entry"), _("Add"), parent)
        self._definitions, self._dictionary = definitions, dictionary
        self.caption = TextEdit1(self, max_length=300)
        self.caption_field = Field(_("What it is called"), self.caption, self, required=True)
        self.code = TextEdit1(self, max_length=60)
        hint = _("Small Latin letters, digits and «_»; it is never shown to people and never changes")
        self.code_field = Field(_("Code"), self.code, self, required=True, hint=hint)
        self.body.addWidget(self.caption_field)
        self.body.addWidget(self.code_field)
        self.caption.setFocus()

    @override
    def act(self) -> None:
        self.caption_field.set_error("")
        self.code_field.set_error("")
        self._definitions.add_entry(
            self._dictionary, self.code.value().strip(), self.caption.value(), lambda _changes: self.accept(), self._failed
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Rejected):
            self._definitions.failed(error)
            return
        for finding in error.findings:
            field = self.code_field if finding.path == ("code",) else self.caption_field
            field.set_error(finding.message.words())
            field.focus_editor()
