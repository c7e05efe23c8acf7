"""The attendance sheet of a group on its way to paper: preview, PDF, workbook."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from typing_extensions import override

from desktop.base.files import replace_file
from desktop.base.jobs import Job, Owner
from desktop.base.messages import _
from desktop.models.documents import Workbook
from desktop.presenters.papers import PaperPrinting
from desktop.services import groups, printing
from desktop.services.desk import Desk


class AttendancePrinting(PaperPrinting):
    """The sheet of all sessions of one group; what left the office is remembered with the group."""

    def __init__(self, desk: Desk, group: UUID) -> None:
        self.group = group
        super().__init__(
            desk, group, _("Attendance sheet"), "attendance",
            lambda reading: groups.attendance_print(reading, group, None, None, desk.caption),
        )  # fmt: skip

    @override
    def save(self, path: Path) -> None:
        """A PDF of what the preview shows, or a workbook with every session as a column."""
        if path.suffix.lower() != ".xlsx":
            super().save(path)
            return

        def write(workbook: Workbook, _job: Job) -> Path:
            from desktop.documents.workbooks import to_xlsx  # noqa: PLC0415  openpyxl only when a workbook is made

            replace_file(path, to_xlsx(workbook))
            self._record(path.name)
            return path

        self.desk.gather(
            lambda reading: groups.attendance_book(reading, self.group, None, None, self.desk.caption),
            write, self.finished.tell, self.failed.tell, Owner(),
        )  # fmt: skip

    @override
    def _record(self, name: str) -> None:
        self.desk.act(
            printing.PRINTED, lambda unit: groups.record_sheet(unit, self.group, name), lambda _changes: None,
            self.failed.tell, undoable=False,
        )  # fmt: skip
