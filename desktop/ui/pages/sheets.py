"""The section «Acts and questionnaires»: what was filled about the family, and filling one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import FormDefinition
from desktop.models.documents import Document
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.files import Files, from_disk
from desktop.presenters.offers import References
from desktop.presenters.sheet_filling import SheetFilling
from desktop.presenters.sheets import SheetLine, Sheets
from desktop.services.desk import Question
from desktop.services.form_printing import sheet_document
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.file_dialogs import NewFileDialog
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.sheet_chooser import ReasonDialog, SheetChooser
from desktop.ui.pages.sheet_view import SheetView
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class SheetsSection(SectionPage):
    """The list, and over it the sheet that is open."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.sheets = Sheets(self.desk, lambda: self.family.page, shell.fail)
        self.references = References(self.desk, lambda: self.family.page)
        self.view: SheetView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        column.addWidget(self.stack)
        self._list = self._build()
        self.stack.addWidget(self._list)
        self._ends: list[Callable[[], None]] = [self.desk.changed.subscribe(self._changed)]

    def _build(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Heading(_("Forms and questionnaires"), 2, page))
        self._badge = CountBadge(None, page)
        head.addWidget(self._badge)
        head.addStretch(1)
        self.blank = Button(_("Print a blank…"), "quiet", parent=page)
        self.blank.clicked.connect(self.choose_blank)
        head.addWidget(self.blank)
        self.fill = Button(_("Fill…"), "primary", keys="Ins", parent=page)
        self.fill.clicked.connect(self.choose)
        head.addWidget(self.fill)
        column.addLayout(head)
        self.table = SmallTable(
            (
                Column("group", _("Group"), 112, second=True),
                Column("title", _("Form"), 320, bold=True, stretch=True),
                Column("about", _("About whom"), 140, stretch=True),
                Column("filled", _("Filled on"), 116, kind="date"),
                Column("author", _("Author"), 112),
                Column("state", _("State"), 96),
                Column("points", _("Points"), 60, align="right"),
                Column("level", _("Level"), 116),
                Column("number", _("Number"), 80),
            ),
            _("Forms and questionnaires"), page, rows_shown=20,
            empty=_("Nothing has been filled yet: press Ins to choose a form"),
        )  # fmt: skip
        self.table.insert_requested.connect(self.choose)
        self.table.delete_requested.connect(self._ask_remove)
        self.table.opened.connect(self._open)
        column.addWidget(self.table)
        hint = _("Enter opens · Ins fills a new one · Del removes a draft")
        column.addWidget(PlainLabel(hint, page, ink="second", scale=0.92, wrap=True))
        column.addStretch(1)
        return page

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.sheets.load(self._fill)

    def _changed(self, changes: Changes) -> None:
        if any(root.kind in ("definition", "dictionary_entry") for root in changes.roots):
            self.sheets.load(self._fill)

    def _fill(self) -> None:
        lines = self.sheets.lines()
        self.table.set_rows(
            [
                {"group": line.group, "title": line.title, "about": line.about, "filled": line.filled_on, "author": line.author,
                 "state": Mark(line.state, line.state_tone), "points": line.points,
                 "level": Mark(line.level, line.level_tone) if line.level else "", "number": line.number}
                for line in lines
            ],
            [line.row.id for line in lines],
        )  # fmt: skip
        self._badge.count(len(lines) or None)

    # Choosing

    def choose(self) -> None:
        """Which form, about whom."""
        SheetChooser(self.sheets, self.begin, self).open()

    def begin(self, form: FormDefinition, person: UUID | None) -> None:
        """Fill a new sheet."""
        self.sheets.begin(form, person, self._show)

    def _open(self, key: object) -> None:
        row = self.sheets.row(key)
        if row is None:
            return
        if row.closed:
            title = next((line.title for line in self.sheets.lines() if line.row.id == row.id), "")
            ReasonDialog(title, lambda reason: self.sheets.open_closed(row, reason, self._show), self).open()
        else:
            self.sheets.open(row, self._show)

    def _show(self, filling: SheetFilling) -> None:
        self._drop_view()
        self.view = SheetView(self.shell, filling, self.references, self.stack)
        self.view.left.connect(self.close_sheet)
        self.view.copy_wanted.connect(lambda: self.sheets.copy(filling, self._show))
        self.view.print_wanted.connect(self.print_current)
        self.view.attach_wanted.connect(self.choose_file)
        self.view.saved.connect(lambda: self.sheets.load(self._fill))
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.view.entered()

    def close_sheet(self) -> None:
        """Back to the list; what is typed and not saved is kept as a draft."""
        id_ = self.view.filling.base.id if self.view else None
        self._drop_view()
        self.stack.setCurrentWidget(self._list)
        self.table.select_key(id_)
        self.table.setFocus()

    def _drop_view(self) -> None:
        if self.view is not None:
            self.view.close_view()
            self.stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def _ask_remove(self, key: object) -> None:
        line = next((line for line in self.sheets.lines() if line.row.id == key), None)
        if line is None or line.row.state == "signed":
            self.shell.say(_("A signed form is not removed"))
            return
        Ask(
            self, _("Remove «{title}» of {day}?").format(title=line.title, day=line.filled_on),
            _("It leaves the list and stays in the journal of changes."),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Remove"), lambda: self._remove(line), "danger"),
            ),
        ).open()  # fmt: skip

    def _remove(self, line: SheetLine) -> None:
        self.sheets.remove(line.row, lambda _changes: self.sheets.load(self._fill))

    # Paper and files

    def print_current(self) -> None:
        """Look at the sheet as a paper, then print or save it."""
        if self.view is None or self.view.filling.is_new:
            return
        filling = self.view.filling
        id_, desk = filling.base.id, self.desk

        build: Question[Document] = lambda reading: sheet_document(reading, id_, desk.reader, desk.language)  # noqa: E731
        name = f"{filling.form.key} {self.family.number()}"
        preview_paper(self.shell, self, _(filling.form.title), name, self.family.family, build, filling.form.key)

    def choose_blank(self) -> None:
        """An empty form to be filled by hand."""
        SheetChooser(self.sheets, lambda form, _person: self.print_blank(form), self).open()

    def print_blank(self, form: FormDefinition) -> None:
        """The form with lines and boxes instead of answers."""
        desk = self.desk

        preview_paper(
            self.shell, self, _(form.title), form.key, self.family.family,
            lambda reading: sheet_document(reading, None, desk.reader, desk.language, form=form), form.key,
        )  # fmt: skip

    def choose_file(self) -> None:
        """Photos and files that belong to the open sheet."""
        if self.view is None or self.view.filling.is_new:
            return
        dialog = QFileDialog(self, _("Add from the disk…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def add_files(self, paths: list[str]) -> None:
        """Keep these with the open sheet."""
        if self.view is None:
            return
        sheet = self.view.filling.base.id
        files = Files(self.desk, lambda: self.family.page, self.shell.fail, sheet=sheet)
        for path in paths:
            NewFileDialog(self.shell, files, from_disk(path), self._kept, self).open()

    def _kept(self, _changes: Changes) -> None:
        self.shell.say(_("The file is kept with the form"))

    # What the page of the family asks

    @override
    def entered(self) -> None:
        if self.view is not None:
            self.view.form.focus_first()
        else:
            self.table.setFocus()

    @override
    def is_dirty(self) -> bool:
        return self.view is not None and self.view.filling.card.is_dirty

    @override
    def save(self) -> None:
        if self.view is not None:
            self.view.save()

    @override
    def undo(self) -> None:
        if self.view is not None:
            self.view.card.undo()

    @override
    def redo(self) -> None:
        if self.view is not None:
            self.view.card.redo()

    @override
    def keep_draft(self) -> None:
        if self.view is not None:
            self.view.filling.card.keep_draft()

    @override
    def close_section(self) -> None:
        for end in self._ends:
            end()
        if self.view is not None:
            self.view.close_view()
        self.sheets.close()
