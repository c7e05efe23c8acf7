"""Which kind of agreement is made, why one ends, why a step was not done: short questions over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell


class KindDialog(PageDialog):
    """The kind of the agreement that is made."""

    def __init__(self, shell: Shell, chosen: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(_("New agreement"), _("Make it"), parent, width=520)
        self._chosen = chosen
        self.kind = Choice(shell.desk.choices("agreement_kinds"), self)
        self.kind.set_value("bilateral")
        self.field = Field(_("Kind of agreement"), self.kind, self, required=True)
        self.body.addWidget(self.field)
        self.kind.setFocus()
        self.kind.selectAll()

    @override
    def act(self) -> None:
        self.kind.settle()
        kind = self.kind.value()
        if kind is None:
            self.field.set_error(_("Choose the kind of agreement"))
            return
        self.accept()
        self._chosen(kind)


class ReasonDialog(PageDialog):
    """A reason in words; `write` is given it and what to do with a refusal."""

    def __init__(
        self, title: str, question: str, caption: str, write: Callable[[str, ReasonDialog], None], parent: QWidget,
        *, required: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(title, caption, parent, width=520)
        self._write, self._required = write, required
        self.reason = LongText(self, min_lines=3)
        self.field = Field(question, self.reason, self, required=required)
        self.body.addWidget(self.field)
        self.reason.setFocus()

    @override
    def act(self) -> None:
        words = self.reason.value().strip()
        if self._required and not words:
            self.field.set_error(_("Write it in a few words"))
            self.reason.setFocus()
            return
        self._write(words, self)
