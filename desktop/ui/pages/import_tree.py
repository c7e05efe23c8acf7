"""A family tree of another program is taken in: a file, what would come of it, one act.

Nothing is written before «Take in»; whatever of the file was not understood is shown and never dropped in silence.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.messages import N_, _
from desktop.models.snapshots import Changes
from desktop.presenters.trees import ENCODINGS, STEPS, TreeIncoming, Write
from desktop.services.trees import TreePlan
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.import_parts import PlanParts
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_PARTS = (
    ("known", N_("Known already"), N_("Nobody of the file was found in the card.")),
    ("new", N_("New people"), N_("There is nobody new in the file.")),
    ("unions", N_("Couples"), N_("The file names no couples.")),
    ("parents", N_("Parents"), N_("The file names nobody\u2019s parents.")),
    ("remarks", N_("Remarks"), N_("Everything in the file was understood.")),
)


def ask_for_tree(shell: Shell, family: UUID | None, parent: QWidget, write: Write | None = None) -> None:
    """Choose a file, then show what would come of it: for this family, or for a new one."""
    dialog = QFileDialog(parent, _("Choose a family tree"), "", _("Family trees GEDCOM (*.ged *.gedcom);;All files (*)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: ImportTree(shell, family, Path(path), parent, write).open())
    dialog.open()


class ImportTree(PageDialog):
    """What would come of one file; Ctrl+Enter takes it in, Esc leaves and stops the reading."""

    def __init__(self, shell: Shell, family: UUID | None, path: Path, parent: QWidget, write: Write | None = None) -> None:
        super().__init__(_("Take in a family tree"), _("Take in"), parent, width=780)
        self._shell, self._write = shell, write
        self.incoming = TreeIncoming(shell.desk, family, path)
        self._build_file()
        self._build_choices()
        self.parts = PlanParts(_PARTS if family is not None else _PARTS[1:], self, ("unions", "remarks"))
        self.body.addWidget(self.parts, 1)
        self.incoming.planned.subscribe(self._planned)
        self.incoming.failed.subscribe(self._failed)
        self.incoming.step.subscribe(self._say)
        self.finished.connect(lambda _result: self.incoming.close())
        self.read()

    def _build_file(self) -> None:
        row = QHBoxLayout()
        self.file = PlainLabel(self.incoming.name, self, bold=True, wrap=True)
        self.another = Button(_("Another file…"), parent=self)
        self.another.clicked.connect(self._ask_another)
        row.addWidget(self.file, 1)
        row.addWidget(self.another)
        self.body.addLayout(row)
        self.summary = PlainLabel("", self, wrap=True)
        self.body.addWidget(self.summary)
        self.notice = Banner(self)
        self.body.addWidget(self.notice)

    def _build_choices(self) -> None:
        grid = FieldGrid(2, self)
        self.encoding = Choice([(code, _(words)) for code, words in ENCODINGS], self)
        self.encoding.set_value("auto")
        self.encoding.edited.connect(self._choose_encoding)
        self.names = PlainLabel("", self, ink="second", wrap=True)
        grid.add(Field(_("Letters of the file"), self.encoding, grid))
        grid.add(Field(_("The first people of the file"), self.names, grid))
        self.around, self.mine, self.theirs = Choice([], self), Choice([], self), Choice([], self)
        if self.incoming.family is None:
            self.around_field = grid.add(Field(_("The family is around"), self.around, grid))
            self.around.edited.connect(self._choose_around)
            self.household = PlainLabel("", self, wrap=True)
            grid.add(Field(_("In the household will be"), self.household, grid))
            self.mine.hide()
            self.theirs.hide()
        else:
            self.around.hide()
            grid.add(Field(_("Somebody of the file"), self.theirs, grid, hint=_("If a person was not recognised, say who it is")))
            grid.add(Field(_("is in the card"), self.mine, grid))
            self.theirs.edited.connect(self._say_same)
            self.mine.edited.connect(self._say_same)
        self.body.addWidget(grid)

    # Choosing

    def _ask_another(self) -> None:
        folder, kinds = str(self.incoming.path.parent), _("Family trees GEDCOM (*.ged *.gedcom);;All files (*)")
        dialog = QFileDialog(self, _("Choose a family tree"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Read another file; what was chosen for the old one is forgotten."""
        self.incoming.path = path
        self.incoming.about, self.incoming.encoding = "", "auto"
        self.incoming.same.clear()
        self.encoding.set_value("auto")
        self.file.setText(path.name)
        self.read()

    def _choose_encoding(self) -> None:
        self.incoming.encoding = self.encoding.value() or "auto"
        self.read()

    def _choose_around(self) -> None:
        if (key := self.around.value()) is not None and key != self.incoming.about:
            self.incoming.about = key
            self.read()

    def _say_same(self) -> None:
        theirs, mine = self.theirs.value(), self.mine.value()
        if theirs is not None and mine is not None:
            self.incoming.same[theirs] = UUID(mine)
            self.theirs.set_value(None)
            self.mine.set_value(None)
            self.read()

    # Reading

    def read(self) -> None:
        """Read the file with what is chosen; until it is read nothing can be taken in."""
        self.say("")
        self.notice.clear_notice()
        self.button.set_reason(_(STEPS[0]))
        self._say(_(STEPS[0]))
        self.incoming.read()

    def _say(self, words: str) -> None:
        self.summary.setText(words)

    def _planned(self, plan: TreePlan) -> None:
        incoming = self.incoming
        self._say(incoming.summary())
        self.names.setText(incoming.first_names())
        self.parts.show_parts(incoming.parts())
        self.around.set_items(incoming.around())
        self.theirs.set_items(incoming.around())
        self.mine.set_items(incoming.of_the_card())
        if plan.family is None:
            self.around.set_value(incoming.about or plan.about)
            self.household.setText(incoming.household())
        strange = _("The file has nobody of this family: say below who of the file is in the card.")
        reason = strange if incoming.is_strange else ""
        if incoming.looks_wrong:
            self.notice.show_notice(_("The names look wrong: choose the letters in which the file was written."), "amber")
        elif reason:
            self.notice.show_notice(reason, "amber")
        self.button.set_reason(reason)
        if not reason and not incoming.looks_wrong:
            self.button.setFocus()
        announce(self, self.summary.text())

    def _failed(self, error: Exception) -> None:
        self._say("")
        self.parts.show_parts({})
        reason = _("The file could not be read")
        self.button.set_reason(reason)
        if isinstance(error, OporaError):
            self.say(error.words())
            announce(self, error.words())
        else:
            self.say(reason)
            self._shell.fail(error)

    # Taking in

    @override
    def act(self) -> None:
        if self.incoming.plan is None or not self.button.isEnabled():
            return
        self.button.set_reason(_("It is being taken in…"))
        self.incoming.take_in(self._write, self._taken, self._refused)

    def _taken(self, changes: Changes) -> None:
        words, family = self.incoming.summary(), self.incoming.family
        shell = self._shell
        self.accept()
        shell.say(_("Taken in. {what}").format(what=words))
        if family is None and changes.result is not None:
            shell.open_family(changes.result)

    def _refused(self, error: Exception) -> None:
        self.button.set_reason("")
        self.refused(error, self._shell.fail)


def tree_words() -> str:
    """The menu entry, the same in every place it stands."""
    return _("Take in a family tree (GEDCOM)…")
