"""A network of another program is taken onto the map: a file, what would come of it, a new draft version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.base.messages import N_, _
from desktop.presenters.networks import NetworkIncoming
from desktop.services.networks import NetworkPlan
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.import_parts import Files, ImportDialog, PlanParts
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


def _files() -> Files:
    return Files(_("Choose a network"), _("Networks (*.graphml *.xml *.zip *.csv);;All files (*)"))


def ask_for_network(shell: Shell, family: UUID, parent: QWidget, taken: Callable[[UUID], None]) -> None:
    """Choose a file, then show what would come of it; `taken` gets the new version of the map."""
    _files().ask(parent, "", lambda path: ImportNetwork(shell, family, path, parent, taken).open())


class ImportNetwork(ImportDialog[NetworkPlan]):
    """A network for the map of this family."""

    def __init__(self, shell: Shell, family: UUID, path: Path, parent: QWidget, taken: Callable[[UUID], None]) -> None:
        incoming = NetworkIncoming(shell.desk, family, path)
        title, caption = _("Take a network onto the map"), _("Take in as a draft")
        super().__init__(title, caption, _files(), incoming, shell, parent, taken)
        self.incoming = incoming
        note = _("A new version of the map is made; the versions that stand stay as they are.")
        self.body.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self.begin(PlanParts(_PARTS, self, ("remarks",)))
