"""The page «Forms»: everything the office's forms, journals and dictionaries are made of, and a way to install more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.files import safe_name
from desktop.base.messages import _, ngettext
from desktop.models.snapshots import Changes
from desktop.presenters.definitions import KINDS, Definitions, Look
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.kit.topbar import SearchLine
from desktop.ui.pages.definition_entries import EntriesPanel
from desktop.ui.pages.paper_preview import PaperPreview
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable

_ENDING = ".toml"


class DefinitionsPage(QWidget):
    """The list at the left; at the right what a dropped file says, or the entries of the chosen dictionary."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.definitions = Definitions(shell.desk, shell.fail)
        self.look: Look | None = None
        self.setAcceptDrops(True)
        inside = QWidget(self)
        area = QScrollArea(self)  # large letters on a small screen: the window does not outgrow it
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        row = QHBoxLayout(inside)
        row.setContentsMargins(theme.px(22), theme.px(16), theme.px(22), theme.px(16))
        row.setSpacing(theme.px(18))
        left = QVBoxLayout()
        left.setSpacing(theme.px(10))
        row.addLayout(left, 5)
        self._build(left)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        row.addLayout(right, 2)
        self._build_side(right)
        self._ends: list[Callable[[], None]] = [shell.desk.changed.subscribe(self._changed)]
        self.definitions.load(self._fill)

    # Building

    def _build(self, left: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Heading(_("Forms and dictionaries"), 1, self))
        self._badge = CountBadge(None, self)
        head.addWidget(self._badge)
        head.addStretch(1)
        self.install_button = Button(_("Install…"), "primary", keys="Ins", parent=self)
        self.install_button.clicked.connect(self.choose)
        self.install_button.setShortcut("Ins")  # from the line of search too, where the page begins
        head.addWidget(self.install_button)
        left.addLayout(head)
        self.kind = Segmented([Option(kind, _(caption)) for kind, caption in KINDS.items()], self)
        self.kind.edited.connect(self._fill)
        left.addWidget(self.kind)
        self.line = SearchLine(_("Name or key"), self)
        self.line.textChanged.connect(lambda _text: self._fill())
        left.addWidget(self.line)
        self.table = SmallTable(
            (
                Column("kind", _("Kind"), 100, second=True),
                Column("title", _("Title"), 260, bold=True, stretch=True),
                Column("key", _("Key"), 120, second=True),
                Column("version", _("Version"), 70, align="right"),
                Column("older", _("Earlier versions"), 90, second=True),
                Column("whose", _("Comes from"), 120),
                Column("since", _("Installed on"), 98, kind="date"),
            ),
            _("Forms and dictionaries"), self, rows_shown=14, empty=_("Nothing fits"),
        )  # fmt: skip
        self.table.chosen.connect(self._picked)
        self.table.opened.connect(lambda _key: self.preview())
        left.addWidget(self.table)
        hint = _("Drop a file with a form here, or press Ins · Enter shows the blank")
        left.addWidget(PlainLabel(hint, self, ink="second", scale=0.92, wrap=True))
        left.addStretch(1)

    def _build_side(self, right: QVBoxLayout) -> None:
        self.about = PlainLabel("", self, bold=True, wrap=True)
        right.addWidget(self.about)
        buttons = QHBoxLayout()
        self.blank = Button(_("Show the blank…"), parent=self)
        self.blank.clicked.connect(self.preview)
        self.export = Button(_("Write to a file for editing…"), parent=self)
        self.export.clicked.connect(self.ask_export)
        buttons.addWidget(self.blank)
        buttons.addWidget(self.export)
        buttons.addStretch(1)
        right.addLayout(buttons)
        self.entries = EntriesPanel(self.shell, self.definitions, self)
        right.addWidget(self.entries)
        self.panel = QWidget(self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.looked = Heading("", 2, self.panel)
        self.looked.setWordWrap(True)
        self.said = PlainLabel("", self.panel, wrap=True, selectable=True)
        self.accept = Button(_("Install this file"), "primary", keys="Ctrl+Enter", parent=self.panel)
        self.accept.setShortcut("Ctrl+Return")
        self.accept.clicked.connect(self.install)
        for widget in (self.looked, self.said, self.accept):
            column.addWidget(widget)
        self.panel.hide()
        right.addWidget(self.panel)
        right.addStretch(1)

    # What is shown

    def _changed(self, changes: Changes) -> None:
        if any(root.kind in ("definition", "dictionary_entry") for root in changes.roots):
            self.definitions.load(self._fill)

    def _fill(self) -> None:
        chosen = self.table.current_key()
        lines = self.definitions.lines(self.kind.value() or "", self.line.text())
        self.table.set_rows(
            [
                {"kind": line.kind, "title": line.title, "key": line.row.key, "version": line.version, "older": line.older,
                 "whose": line.whose if line.row.shipped else Mark(line.whose, "accent"), "since": line.since}
                for line in lines
            ],
            [line.row.id for line in lines],
        )  # fmt: skip
        self._badge.count(len(lines) or None)
        if chosen is not None and self.definitions.row(chosen) is not None:
            self.table.select_key(chosen)
        self._picked()

    def _picked(self) -> None:
        row = self.definitions.row(self.table.current_key())
        self.about.setText(_(row.title) if row else _("Choose a form or a dictionary"))
        self.blank.setVisible(row is not None and row.kind == "form")
        self.export.set_reason("" if row else _("Choose a form or a dictionary"))
        self.entries.show_dictionary(row.key if row is not None and row.kind == "dictionary" else "")

    # Acts

    def choose(self) -> None:
        """Choose a file of this computer."""
        dialog = QFileDialog(self, _("Install…"), "", f"TOML (*{_ENDING})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Look at a file: what is new in it, or what is to be mended."""
        self.definitions.look(path, self._looked)

    def _looked(self, look: Look) -> None:
        self.look = look
        wrong = len(look.problems)
        if wrong:
            words = ngettext("{name}: {n} place to mend", "{name}: {n} places to mend", wrong)
            self.looked.setText(words.format(name=look.file_name, n=wrong))
        else:
            self.looked.setText(look.title)
        self.said.setText("\n".join(look.problems or look.news))
        self.said.set_ink("red" if wrong else "ink")
        self.accept.setVisible(look.installable)
        self.panel.show()
        if look.installable:
            self.accept.setFocus()

    def install(self) -> None:
        """Install the file that was looked at; every desk of the office sees it."""
        if self.look is not None and self.look.installable:
            self.definitions.install(self.look, self._installed)

    def _installed(self, _changes: Changes) -> None:
        title = self.look.title if self.look else ""
        self.look = None
        self.panel.hide()
        self.shell.say(_("Installed: {title}").format(title=title))

    def preview(self) -> None:
        """The chosen form as an empty paper."""
        row = self.definitions.row(self.table.current_key())
        if row is not None and row.kind == "form":
            PaperPreview(self.shell, _(row.title), self.definitions.blank(row), self).open()

    def ask_export(self) -> None:
        """Where the text of the chosen definition is written."""
        row = self.definitions.row(self.table.current_key())
        if row is None:
            return
        dialog = QFileDialog(self, _("Write to a file for editing…"), safe_name(row.key) + _ENDING, f"TOML (*{_ENDING})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_ENDING[1:])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write the chosen definition there."""
        row = self.definitions.row(self.table.current_key())
        if row is not None:
            self.definitions.export(row, path, lambda: self.shell.say(_("Saved: {name}").format(name=path.name)))

    # Dropping

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.take(path)

    # What the window asks

    def entered(self) -> None:
        """The keyboard where one looks for something."""
        self.line.setFocus()

    def close_page(self) -> None:
        """The page goes."""
        for end in self._ends:
            end()
        self.definitions.close()


def _dropped(event: QDropEvent) -> str:
    """The one file of a drop that may be a definition."""
    paths = [url.toLocalFile() for url in event.mimeData().urls()]
    fitting = [path for path in paths if path.casefold().endswith(_ENDING)]
    return fitting[0] if fitting else ""
