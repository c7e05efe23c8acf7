"""The section «Journal of changes»: who, when, what it was and became; an act can be taken back while nothing follows it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.history import Entry, History
from desktop.presenters.offers import full_name
from desktop.services.history import ActRow, journal_of_family
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable


class JournalSection(SectionPage):
    """Acts at the top, the fields of the chosen one below."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self._owner, self._history = Owner(), History(shell.desk, self._name_of)
        self._acts: list[ActRow] = []
        self._entries: tuple[Entry, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.addWidget(Heading(_("Journal of changes"), 2, self))
        row.addStretch(1)
        self._openings = QCheckBox(_("Show who looked"), self)
        self._openings.toggled.connect(self._fill)
        row.addWidget(self._openings)
        self._undo = Button(_("Take back"), icon="undo", parent=self)
        self._undo.clicked.connect(self._ask)
        self._undo.setEnabled(False)
        row.addWidget(self._undo)
        column.addLayout(row)
        self._table = SmallTable(
            (
                Column("number", "№", 60, align="right", second=True),
                Column("when", _("When"), 130),
                Column("who", _("Who"), 170, bold=True),
                Column("what", _("What was done"), 300, stretch=True),
                Column("fields", _("Fields"), 70, align="right", second=True),
            ),
            _("Journal of changes"),
            rows_shown=14,
            empty=_("Nothing has been changed in this family yet"),
            parent=self,
        )
        self._table.chosen.connect(self._show_fields)
        column.addWidget(self._table)
        self._caption = PlainLabel("", self, ink="second")
        column.addWidget(self._caption)
        self._fields = SmallTable(
            (
                Column("where", _("Record"), 190, second=True),
                Column("field", _("Field"), 190, bold=True),
                Column("before", _("It was"), 220, stretch=True),
                Column("after", _("It became"), 220, stretch=True),
            ),
            _("What changed"),
            rows_shown=100,
            parent=self,
        )
        column.addWidget(self._fields)
        column.addStretch(1)

    @override
    def show_page(self, page: FamilyPage) -> None:
        family = page.family.id
        self.desk.open(lambda reading: journal_of_family(reading, family), self._arrived, self.shell.fail, self._owner)

    def _arrived(self, acts: list[ActRow]) -> None:
        self._acts = acts
        self._fill()

    def _fill(self) -> None:
        self._entries = self._history.entries(self._acts, openings=self._openings.isChecked())
        self._table.set_rows(
            [
                {
                    "number": e.number,
                    "when": e.when,
                    "who": e.who,
                    "what": e.what,
                    "fields": len(e.changes) or None,
                }
                for e in self._entries
            ],
            [e.number for e in self._entries],
        )
        if self._entries:
            self._table.select_key(self._entries[0].number)
        self._show_fields()

    def _name_of(self, person: UUID) -> str:
        page = self.family.page
        member = next((m for m in page.members if m.person.id == person), None) if page else None
        return full_name(member) if member else ""

    def _chosen(self) -> Entry | None:
        key = self._table.current_key()
        return next((entry for entry in self._entries if entry.number == key), None)

    def _show_fields(self) -> None:
        entry = self._chosen()
        self._undo.setEnabled(entry is not None and entry.undoable)
        self._undo.set_reason(
            "" if entry is None or entry.undoable else _("Numbered, printed or signed: make a new entry instead")
        )
        self._caption.setText(f"{entry.when} · {entry.who} · {entry.what}" if entry else "")
        self._fields.set_rows(
            [{"where": c.where, "field": c.field, "before": c.before, "after": c.after} for c in (entry.changes if entry else ())]
        )
        self._fields.setVisible(bool(entry and entry.changes))

    def _ask(self) -> None:
        entry = self._chosen()
        if entry is None:
            return
        sentence = _("{what}, {when}, {who}. The records will stand as before; this is written into the journal too.")
        Ask(
            self,
            _("Take this back?"),
            sentence.format(what=entry.what, when=entry.when, who=entry.who),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(
                    _("Take back"),
                    lambda: self._history.undo(entry.number, self._undone, self.shell.fail),
                    "danger",
                ),
            ),
        ).open()

    def _undone(self, _changes: object) -> None:
        self.shell.say(_("Taken back"))

    @override
    def entered(self) -> None:
        self._table.setFocus()

    @override
    def close_section(self) -> None:
        self._owner.close()
