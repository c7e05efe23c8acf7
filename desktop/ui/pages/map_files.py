"""Saving the map that is on the canvas as a picture, off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Job, Owner
from desktop.base.messages import _
from desktop.models.map_data import MapData
from desktop.presenters.family import FamilyPresenter
from desktop.services import printing
from desktop.services.printing import picture_of_map, record_printing
from desktop.ui.pages.shell import Shell


def save_picture(shell: Shell, map_: MapData, family: FamilyPresenter, parent: QWidget) -> None:
    """Ask for a name; the ending chooses the kind: .svg, .pdf or .png."""
    name = safe_name(_("map {number}").format(number=family.number() or "—")) + ".png"
    dialog = QFileDialog(parent, _("Save the map as a picture"), name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Picture PNG (*.png)"), _("Drawing SVG (*.svg)"), _("Sheet PDF (*.pdf)")])
    dialog.setDefaultSuffix("png")

    def chosen(path: str) -> None:
        target = Path(path)
        office, title = shell.desk.office, family.title()
        today = shell.desk.today

        def make(_job: Job) -> str:
            replace_file(target, picture_of_map(map_, target.suffix.lower(), today, title, family.number(), office))
            return target.name

        def done(made: str) -> None:
            shell.say(_("Saved: {name}").format(name=made))
            shell.desk.act(
                printing.PRINTED, lambda unit: record_printing(unit, family.family, made, "map"), lambda _c: None, shell.fail,
                undoable=False,
            )  # fmt: skip

        shell.desk.work(make, done, shell.fail, Owner(), kept=True)

    dialog.fileSelected.connect(chosen)
    dialog.open()
