"""A family tree of another program is taken in: a file, what would come of it, one act.

Nothing is written before «Take in»; whatever of the file was not understood is shown and never dropped in silence.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.presenters.incoming import Write
from desktop.presenters.trees import ENCODINGS, TreeIncoming
from desktop.services.trees import TreePlan
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.import_parts import Files, ImportDialog, PlanParts
from desktop.ui.pages.shell import Shell

_PARTS = (
    ("known", N_("Known already"), N_("Nobody of the file was found in the card.")),
    ("new", N_("New people"), N_("There is nobody new in the file.")),
    ("unions", N_("Couples"), N_("The file names no couples.")),
    ("parents", N_("Parents"), N_("The file names nobody\u2019s parents.")),
    ("remarks", N_("Remarks"), N_("Everything in the file was understood.")),
)


def tree_words() -> str:
    """The menu entry, the same in every place it stands."""
    return _("Take in a family tree (GEDCOM)…")


def _files() -> Files:
    return Files(_("Choose a family tree"), _("Family trees GEDCOM (*.ged *.gedcom);;All files (*)"))


def ask_for_tree(shell: Shell, family: UUID | None, parent: QWidget, write: Write | None = None) -> None:
    """Choose a file, then show what would come of it: for this family, or for a new one."""
    _files().ask(parent, "", lambda path: ImportTree(shell, family, path, parent, write).open())


class ImportTree(ImportDialog[TreePlan]):
    """A family tree: the kin of this family, or a new family."""

    def __init__(self, shell: Shell, family: UUID | None, path: Path, parent: QWidget, write: Write | None = None) -> None:
        incoming = TreeIncoming(shell.desk, family, path)
        title, caption = _("Take in a family tree"), _("Take in")
        super().__init__(title, caption, _files(), incoming, shell, parent, self._open_new, write)
        self.incoming = incoming
        self.notice = Banner(self)
        self.body.addWidget(self.notice)
        self._build_choices()
        self.begin(PlanParts(_PARTS if family is not None else _PARTS[1:], self, ("unions", "remarks")))

    def _open_new(self, made: UUID) -> None:
        if self.incoming.family is None:
            self._shell.open_family(made)

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

    @override
    def take_file(self, path: Path) -> None:
        """Read another file; what was chosen for the old one is forgotten."""
        self.incoming.forget()
        self.encoding.set_value("auto")
        super().take_file(path)

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

    @override
    def read(self) -> None:
        self.notice.clear_notice()
        super().read()

    @override
    def show_more(self, plan: TreePlan) -> tuple[str, bool]:
        incoming = self.incoming
        self.names.setText(incoming.first_names())
        self.around.set_items(incoming.around())
        self.theirs.set_items(incoming.around())
        self.mine.set_items(incoming.of_the_card())
        if plan.family is None:
            self.around.set_value(incoming.about or plan.about)
            self.household.setText(incoming.household())
        strange = _("The file has nobody of this family: say below who of the file is in the card.")
        reason = strange if incoming.is_strange else ""
        wrong = _("The names look wrong: choose the letters in which the file was written.") if incoming.looks_wrong else ""
        if wrong or reason:
            self.notice.show_notice(wrong or reason, "amber")
        return reason, not (wrong or reason)
