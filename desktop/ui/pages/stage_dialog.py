"""Opening or closing a stage of the case. Stages overlap and recur: nothing forces an order."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.snapshots import Snapshot
from desktop.presenters.family import FamilyPresenter, StageState
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.close_case import CloseCaseDialog
from desktop.ui.pages.shell import Shell


class StageDialog(QDialog):
    """What the stage is for, and one button: begin it, or end it."""

    def __init__(self, shell: Shell, family: FamilyPresenter, stage: StageState, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._family, self._stage = shell, family, stage
        self.setWindowTitle(_("Stage"))
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(stage.caption, 2, self))
        about = shell.desk.pathway("social_patronage").stage(stage.code)
        if about is not None and about.about:
            column.addWidget(PlainLabel(about.about, self, ink="second", wrap=True))
        if stage.note:
            column.addWidget(PlainLabel(stage.note, self, ink="second"))
        self._note = LongText(self, min_lines=2)
        column.addWidget(Field(_("Note"), self._note, self))
        row = QHBoxLayout()
        case = family.page.case if family.page is not None else None
        if stage.code == "exit" and case is not None and case.values["closed_on"] is None:
            close = Button(_("Close the case…"), parent=self)
            close.clicked.connect(lambda: self._close_case(case))
            row.addWidget(close)
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        opened = stage.state != "open"
        caption = (
            _("End the stage")
            if not opened
            else _("Begin again")
            if stage.state == "done"
            else _("Begin the stage")
        )
        act = Button(caption, "primary", keys="Ctrl+Enter", parent=self)
        act.setShortcut("Ctrl+Return")
        act.clicked.connect(lambda: self._change(opened=opened))
        row.addWidget(back)
        row.addWidget(act)
        column.addLayout(row)

    def _close_case(self, case: Snapshot) -> None:
        parent = self.parentWidget() or self
        self.reject()
        CloseCaseDialog(self._shell, case, parent).open()

    def _change(self, *, opened: bool) -> None:
        self._family.change_stage(
            self._stage.code,
            opened=opened,
            note=self._note.value(),
            done=lambda _changes: self.accept(),
            failed=self._shell.fail,
        )
