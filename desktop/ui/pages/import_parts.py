"""The dialog of a file that comes in from another program: what would come of it part by part, then one act.

Nothing is written before it is taken in; whatever of the file was not understood is shown and never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.messages import _
from desktop.models.snapshots import Changes
from desktop.presenters.incoming import STEPS, Incoming, Line, Write
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable

P = TypeVar("P")
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


@dataclass(frozen=True, slots=True)
class Files:
    """Which files come here: what the chooser is called, and the kinds it offers."""

    title: str
    kinds: str

    def ask(self, parent: QWidget, folder: str, chosen: Callable[[Path], None]) -> None:
        """Choose one."""
        dialog = QFileDialog(parent, self.title, folder, self.kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()


class ImportDialog(PageDialog, Generic[P]):
    """What would come of one file; Ctrl+Enter takes it in, Esc leaves and stops the reading."""

    def __init__(
        self, title: str, caption: str, files: Files, incoming: Incoming[Any, P], shell: Shell, parent: QWidget,
        came: Callable[[UUID], None], write: Write | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, caption, parent, width=780)
        self._shell, self.coming, self._came, self._write = shell, incoming, came, write
        row = QHBoxLayout()
        self.file = PlainLabel(incoming.name, self, bold=True, wrap=True)
        another = Button(_("Another file…"), parent=self)
        another.clicked.connect(lambda: files.ask(self, str(incoming.path.parent), self.take_file))
        row.addWidget(self.file, 1)
        row.addWidget(another)
        self.body.addLayout(row)
        self.summary = PlainLabel("", self, wrap=True)
        self.body.addWidget(self.summary)

    def begin(self, parts: PlanParts) -> None:
        """Everything stands: the file is read."""
        self.parts = parts
        self.body.addWidget(parts, 1)
        self.coming.planned.subscribe(self._planned)
        self.coming.failed.subscribe(self._failed)
        self.coming.step.subscribe(self.summary.setText)
        self.finished.connect(lambda _result: self.coming.close())
        self.read()

    def take_file(self, path: Path) -> None:
        """Read another file."""
        self.coming.path = path
        self.file.setText(path.name)
        self.read()

    def read(self) -> None:
        """Read the file with what is chosen; until it is read nothing can be taken in."""
        self.say("")
        self.button.set_reason(_(STEPS[0]))
        self.summary.setText(_(STEPS[0]))
        self.coming.read()

    def show_more(self, _plan: P) -> tuple[str, bool]:
        """Show what this kind of file has to show besides; why it cannot be taken in, and whether it is as it should be."""
        return "", True

    def _planned(self, plan: P) -> None:
        self.summary.setText(self.coming.summary())
        self.parts.show_parts(self.coming.parts())
        reason, sound = self.show_more(plan)
        self.button.set_reason(reason)
        if sound:
            self.button.setFocus()
        announce(self, self.summary.text())

    def _failed(self, error: Exception) -> None:
        reason = _("The file could not be read")
        self.summary.setText("")
        self.parts.show_parts({})
        self.button.set_reason(reason)
        words = error.words() if isinstance(error, OporaError) else reason
        self.say(words)
        announce(self, words)
        if not isinstance(error, OporaError):
            self._shell.fail(error)

    @override
    def act(self) -> None:
        if self.coming.plan is None or not self.button.isEnabled():
            return
        self.button.set_reason(_("It is being taken in…"))
        self.coming.take_in(self._taken, self._refused, self._write)

    def _taken(self, changes: Changes) -> None:
        words, shell, came = self.coming.summary(), self._shell, self._came
        self.accept()
        shell.say(_("Taken in. {what}").format(what=words))
        if changes.result is not None:
            came(changes.result)

    def _refused(self, error: Exception) -> None:
        self.button.set_reason("")
        self.refused(error, self._shell.fail)
