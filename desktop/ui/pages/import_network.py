"""A network of another program is taken onto the map: a file, what would come of it, a new draft version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.messages import N_, _
from desktop.models.snapshots import Changes
from desktop.presenters.networks import STEPS, NetworkIncoming
from desktop.services.networks import NetworkPlan
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.import_parts import PlanParts
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_PARTS = (
    ("known", N_("Known already"), N_("Nobody of the file was found in the card or on the map.")),
    ("new", N_("New on the map"), N_("There is nobody new in the file.")),
    ("ties", N_("Ties"), N_("The file names no ties.")),
    ("remarks", N_("Remarks"), N_("Everything in the file was understood.")),
)


def network_words() -> str:
    """The menu entry, the same in every place it stands."""
    return _("Take in a network (Network Canvas, GraphML)…")


def ask_for_network(shell: Shell, family: UUID, parent: QWidget, taken: Callable[[UUID], None]) -> None:
    """Choose a file, then show what would come of it; `taken` gets the new version of the map."""
    _choose(parent, "", lambda path: ImportNetwork(shell, family, path, parent, taken).open())


def _choose(parent: QWidget, folder: str, chosen: Callable[[Path], None]) -> None:
    kinds = _("Networks (*.graphml *.xml *.zip *.csv);;All files (*)")
    dialog = QFileDialog(parent, _("Choose a network"), folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


class ImportNetwork(PageDialog):
    """What would come of one file; Ctrl+Enter takes it in, Esc leaves and stops the reading."""

    def __init__(self, shell: Shell, family: UUID, path: Path, parent: QWidget, taken: Callable[[UUID], None]) -> None:
        super().__init__(_("Take a network onto the map"), _("Take in as a draft"), parent, width=780)
        self._shell, self._taken_in = shell, taken
        self.incoming = NetworkIncoming(shell.desk, family, path)
        row = QHBoxLayout()
        self.file = PlainLabel(self.incoming.name, self, bold=True, wrap=True)
        another = Button(_("Another file…"), parent=self)
        another.clicked.connect(lambda: _choose(self, str(self.incoming.path.parent), self.take_file))
        row.addWidget(self.file, 1)
        row.addWidget(another)
        self.body.addLayout(row)
        self.summary = PlainLabel("", self, wrap=True)
        self.body.addWidget(self.summary)
        note = _("A new version of the map is made; the versions that stand stay as they are.")
        self.body.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self.parts = PlanParts(_PARTS, self, ("remarks",))
        self.body.addWidget(self.parts, 1)
        self.incoming.planned.subscribe(self._planned)
        self.incoming.failed.subscribe(self._failed)
        self.incoming.step.subscribe(self.summary.setText)
        self.finished.connect(lambda _result: self.incoming.close())
        self.read()

    def take_file(self, path: Path) -> None:
        """Read another file."""
        self.incoming.path = path
        self.file.setText(path.name)
        self.read()

    def read(self) -> None:
        """Read the file; until it is read nothing can be taken in."""
        self.say("")
        self.button.set_reason(_(STEPS[0]))
        self.summary.setText(_(STEPS[0]))
        self.incoming.read()

    def _planned(self, _plan: NetworkPlan) -> None:
        self.summary.setText(self.incoming.summary())
        self.parts.show_parts(self.incoming.parts())
        self.button.set_reason("")
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
        if self.incoming.plan is None or not self.button.isEnabled():
            return
        self.button.set_reason(_("It is being taken in…"))
        self.incoming.take_in(self._taken, self._refused)

    def _taken(self, changes: Changes) -> None:
        words, shell, taken = self.incoming.summary(), self._shell, self._taken_in
        self.accept()
        shell.say(_("Taken in. {what}").format(what=words))
        if changes.result is not None:
            taken(changes.result)

    def _refused(self, error: Exception) -> None:
        self.button.set_reason("")
        self.refused(error, self._shell.fail)
