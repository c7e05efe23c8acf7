"""The list to Excel: exactly the families that the list shows, in its order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.base.files import replace_file
from desktop.base.jobs import Job, Owner
from desktop.base.messages import _, ngettext
from desktop.models.documents import Workbook
from desktop.services.printing import register_workbook
from desktop.ui.kit.dialogs import Progress
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.shell import Shell


def save_register(shell: Shell, page: FamiliesPage) -> None:
    """Ask for a name and write the workbook off the window's thread."""
    dialog = QFileDialog(page, _("Save the list"), _("families") + ".xlsx", _("Excel workbook (*.xlsx)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.fileSelected.connect(lambda path: write_register(shell, page, Path(path)))
    dialog.open()


def write_register(shell: Shell, page: FamiliesPage, target: Path) -> None:
    """Write the families of the list, as filtered and sorted now, into this file."""
    families = page.shown_families()
    chosen = "; ".join(words for _key, words in page.presenter.chips())
    progress = Progress(page, _("The list is being written"), lambda: gathering.cancel())  # noqa: PLW0108  made below

    def make(workbook: Workbook, job: Job) -> int:
        from desktop.documents.workbooks import to_xlsx  # noqa: PLC0415  openpyxl only when something is written

        job.step(0, 1)
        content = to_xlsx(workbook)
        job.step(1, 2)
        replace_file(target, content)
        return len(workbook.sheets[0].rows)

    def done(rows: int) -> None:
        progress.finish()
        words = ngettext("{name}: {n} family", "{name}: {n} families", rows)
        shell.say(words.format(name=target.name, n=rows))

    def failed(error: Exception) -> None:
        progress.finish()
        shell.fail(error, lambda: write_register(shell, page, target))

    def stopped() -> None:
        progress.finish()
        shell.say(_("The list was not written"))

    progress.open()
    gathering = shell.desk.gather(
        lambda reading: register_workbook(reading, shell.desk.caption, families, chosen),
        make,
        done,
        failed,
        Owner(),
        stopped=stopped,
    )
