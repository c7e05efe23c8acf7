"""A stage of the case: its algorithm, who is expected, what is there already; beginning it and ending it.

Stages overlap and recur: nothing forces an order, and what is missing is said, not forbidden.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.snapshots import Snapshot
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.pathways import PaperLine, StageState, StageWork
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.close_case import CloseCaseDialog
from desktop.ui.pages.shell import Shell

ENDING = frozenset({"exit", "closing", "case_completion", "observation"})  # stages at which a case is closed


class StageDialog(QDialog):
    """What the stage is for, what it expects, and one button: begin it, or end it."""

    def __init__(
        self, shell: Shell, family: FamilyPresenter, stage: StageState, go: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._shell, self._family, self._state, self._go = shell, family, stage, go
        page = family.page
        if page is None:
            raise TypeError("A stage is shown of a family that was read")
        self.work = StageWork(shell.desk, page, stage.code)
        self.setWindowTitle(_("Stage"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(620))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(Heading(stage.caption, 2, self))
        if stage.note:
            self.column.addWidget(PlainLabel(stage.note, self, ink="second"))
        self._build_inside()
        self.note = LongText(self, min_lines=2)
        self.column.addWidget(Field(_("Note"), self.note, self))
        self._build_buttons(page.case)
        self.finished.connect(self.work.close)
        self.work.load(self._show_papers, shell.fail)
        self._show_papers()
        self.note.setFocus()

    # What stands here

    def _build_inside(self) -> None:
        """The algorithm scrolls where the screen is low; the note and the buttons stay."""
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, theme.px(8), 0)
        self._inner.setSpacing(theme.px(8))
        stage = self.work.stage
        if stage is not None and stage.about:
            self._inner.addWidget(PlainLabel(stage.about, inside, ink="second", wrap=True))
        for words in self.work.remarks():
            self._inner.addWidget(PlainLabel(words, inside, ink="amber", wrap=True))
        self._build_seats(inside)
        self._papers_said = PlainLabel("", inside, bold=True)
        self._inner.addWidget(self._papers_said)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._inner.addLayout(self._grid)
        self._inner.addStretch(1)
        self._ticks: list[PlainLabel] = []
        self._names: list[PlainLabel] = []
        self.buttons: list[Button] = []
        for row, line in enumerate(self.work.papers()):
            self._add_paper(row, line, inside)
        self._papers_said.setVisible(bool(self.buttons))
        self._area.setWidget(inside)
        self.column.addWidget(self._area, 1)

    def _build_seats(self, inside: QWidget) -> None:
        seats = self.work.seats()
        if not seats:
            return
        self._inner.addWidget(PlainLabel(_("Who is expected"), inside, bold=True))
        for seat in seats:
            role = _("{role}, coordinator").format(role=seat.role) if seat.coordinates else seat.role
            words = _("{role}: {names}").format(role=role, names=seat.names or _("nobody in the team yet"))
            self._inner.addWidget(PlainLabel(words, inside, ink="ink" if seat.names else "second", wrap=True))

    def _add_paper(self, row: int, line: PaperLine, inside: QWidget) -> None:
        tick, name = PlainLabel("", inside, ink="green"), PlainLabel("", inside, wrap=True)
        button = Button(_("Go there"), "quiet", parent=inside)
        button.setAccessibleName(_("Go to where it is made: {paper}").format(paper=line.caption))
        button.clicked.connect(lambda: self._leave_for(line.section))
        tick.setFixedWidth(theme.px(18))
        self._grid.addWidget(tick, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, row, 1)
        self._grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignTop)
        self._ticks.append(tick)
        self._names.append(name)
        self.buttons.append(button)

    def _show_papers(self) -> None:
        lines = self.work.papers()
        for line, tick, name in zip(lines, self._ticks, self._names, strict=True):
            tick.setText("\u2713" if line.there else "\u00b7")
            tick.setAccessibleName(_("is there") if line.there else _("is not there yet"))
            name.setText(line.caption if line.there is not False else f"{line.caption}\n{line.why}")
        missing = sum(line.there is False for line in lines)
        said = _("What the stage leaves")
        if missing:
            said += " \u00b7 " + ngettext("{n} paper is not there yet", "{n} papers are not there yet", missing).format(n=missing)
        elif lines and lines[0].there is not None:
            said += " \u00b7 " + _("everything is there")
        self._papers_said.setText(said)
        self._fit()

    def _fit(self) -> None:
        """As high as what it says, but never higher than the screen."""
        wanted = self._inner.sizeHint()
        width = max(self.minimumWidth() - theme.px(56), 1)
        height = self._inner.heightForWidth(width) if self._inner.hasHeightForWidth() else wanted.height()
        screen = self.screen().availableGeometry().height()
        self._area.setMinimumHeight(min(height, max(theme.px(120), screen - theme.px(360))))
        self.adjustSize()

    def _build_buttons(self, case: Snapshot | None) -> None:
        row = QHBoxLayout()
        if self._state.code in ENDING and case is not None and case.values["closed_on"] is None:
            close = Button(_("Close the case…"), parent=self)
            close.clicked.connect(lambda: self._close_case(case))
            row.addWidget(close)
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        row.addWidget(back)
        captions = {"end": _("End the stage"), "again": _("Begin again"), "begin": _("Begin the stage")}
        self.act = Button(captions[self.work.step or "end"], "primary", keys="Ctrl+Enter", parent=self)
        self.act.clicked.connect(self._change)
        self.act.setVisible(self.work.step is not None)
        row.addWidget(self.act)
        self.column.addLayout(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.work.step is not None:
                self._change()
        else:
            super().keyPressEvent(event)

    # What it does

    def _leave_for(self, section: str) -> None:
        self.reject()
        self._go(section)

    def _close_case(self, case: Snapshot) -> None:
        parent = self.parentWidget() or self
        self.reject()
        CloseCaseDialog(self._shell, case, parent).open()

    def _change(self) -> None:
        self._family.change_stage(
            self._state.code,
            opened=self.work.step != "end",
            note=self.note.value(),
            done=lambda _changes: self.accept(),
            failed=self._shell.fail,
        )
