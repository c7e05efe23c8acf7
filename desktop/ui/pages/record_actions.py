"""What can be done with a line of a journal beside opening it: by the table of the record, on any page that shows lines.

`RECORD_ACTIONS[root]` names the buttons; a page puts them beside its own and calls `run(shell, page, record)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.models.snapshots import Changes
from desktop.presenters.groups import AttendancePrinting
from desktop.services.groups import GROUP_WORK, give_services
from desktop.services.teamwork import finish_task
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.library_file import LibraryFileDialog
from desktop.ui.pages.meeting_promises import offer_promises
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.paper_preview import PaperPreview
from desktop.ui.pages.shell import Shell


@dataclass(frozen=True, slots=True)
class RecordAction:
    """A button and what it does with a record."""

    caption: str
    run: Callable[[Shell, QWidget, UUID], None]


class GiveServicesDialog(PageDialog):
    """One act writes the service to everybody who came to a session."""

    def __init__(self, shell: Shell, session: UUID, parent: QWidget) -> None:
        super().__init__(_("Service to those who came"), _("Write it to everybody"), parent)
        self._shell, self._session = shell, session
        said = _("Everybody who is ticked as present gets this service; whoever has it already gets no second one.")
        self.body.addWidget(PlainLabel(said, self, ink="second", wrap=True))
        grid = FieldGrid(1, self)
        self.kind = Choice(shell.desk.choices("service_kinds"), self)
        self.kind.set_value(GROUP_WORK)
        grid.add(Field(_("Kind of service"), self.kind, grid))
        self.name = TextEdit1(self, max_length=500)
        grid.add(Field(_("What was given"), self.name, grid, hint=_("Empty: the name of the group")))
        self.body.addWidget(grid)
        self.name.setFocus()

    @override
    def act(self) -> None:
        self.kind.settle()
        kind, name = self.kind.value() or GROUP_WORK, self.name.value()
        self._shell.desk.act(
            N_("A service was written to those who came"),
            lambda unit: give_services(unit, self._session, None, name, kind), self._done, self._failed,
        )  # fmt: skip

    def _done(self, changes: Changes) -> None:
        given = sum(root.kind == "service_given" for root in changes.roots)
        self._shell.say(_("Services written: {n}").format(n=given))
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.refused(error, self._shell.fail)


class FinishTaskDialog(PageDialog):
    """It is done: what came of it."""

    def __init__(self, shell: Shell, task: UUID, parent: QWidget) -> None:
        super().__init__(_("The task is done"), _("Close the task"), parent)
        self._shell, self._task = shell, task
        self.result_text = LongText(self, min_lines=3)
        self.body.addWidget(Field(_("Result"), self.result_text, self))
        self.result_text.setFocus()

    @override
    def act(self) -> None:
        said = self.result_text.value()
        self._shell.desk.act(
            N_("A task was closed"), lambda unit: finish_task(unit, self._task, None, said),
            lambda _changes: self.accept(), lambda error: self.refused(error, self._shell.fail),
        )  # fmt: skip


def _attendance(shell: Shell, page: QWidget, group: UUID) -> None:
    PaperPreview(shell, _("Attendance sheet"), AttendancePrinting(shell.desk, group), page).open()


RECORD_ACTIONS: Final[dict[str, tuple[RecordAction, ...]]] = {
    "group_programme": (RecordAction(N_("Attendance sheet…"), _attendance),),
    "group_session": (
        RecordAction(N_("Service to those who came…"), lambda shell, page, id_: GiveServicesDialog(shell, id_, page).open()),
    ),
    "library_item": (RecordAction(N_("File…"), lambda shell, page, id_: LibraryFileDialog(shell, id_, page).open()),),
    "network_meeting": (RecordAction(N_("A promise into the plan…"), offer_promises),),
    "task": (RecordAction(N_("Done…"), lambda shell, page, id_: FinishTaskDialog(shell, id_, page).open()),),
}
