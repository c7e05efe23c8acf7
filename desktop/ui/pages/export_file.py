"""Where a family's map or tree goes for another program: a name is asked, the file is written, the window says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.files import safe_name
from desktop.base.messages import _
from desktop.models.map_data import MapData
from desktop.presenters.exchange_files import save_network, save_tree
from desktop.presenters.family import FamilyPresenter
from desktop.ui.pages.shell import Shell


def tree_out_words() -> str:
    """The menu entry, the same in every place it stands."""
    return _("Save the family tree for other programs (GEDCOM)…")


def ask_where_tree(shell: Shell, family: UUID, name: str, parent: QWidget) -> None:
    """The family tree, as the card has it, in GEDCOM 7."""
    kinds = {_("Family tree GEDCOM (*.ged)"): ".ged"}
    _ask(parent, f"{name} {_('family tree')}", kinds, lambda path: save_tree(shell.desk, family, path, _said(shell), shell.fail))


def ask_where_network(shell: Shell, map_: MapData, family: FamilyPresenter, parent: QWidget) -> None:
    """The map that is open, as a graph or as lists."""
    kinds = {_("Graph GraphML (*.graphml)"): ".graphml", _("Archive of Network Canvas (*.zip)"): ".zip"}
    name = f"{family.number()} {_('map of connections')} {map_.drawn_on:%d.%m.%Y}"
    _ask(parent, name, kinds, lambda path: save_network(shell.desk, map_, path, _said(shell), shell.fail))


def _said(shell: Shell) -> Callable[[Path], None]:
    return lambda path: shell.say(_("Saved: {name}").format(name=path.name))


def _ask(parent: QWidget, name: str, kinds: dict[str, str], save: Callable[[Path], None]) -> None:
    first = next(iter(kinds.values()))
    dialog = QFileDialog(parent, _("Save for other programs"), safe_name(name.strip()) + first, ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(first)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(kinds.get(chosen, first)))

    def named(chosen: str) -> None:
        path = Path(chosen)
        known = path.suffix.casefold() in kinds.values()
        save(path if known else path.with_name(path.name + kinds.get(dialog.selectedNameFilter(), first)))

    dialog.fileSelected.connect(named)
    dialog.open()
