"""Another pathway for a case, with the reason; a new case for a family whose last one is closed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.pathways import PathwayChoice, usual_pathway
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell


class _ChoosingDialog(PageDialog):
    """A pathway is chosen; its stages are said while choosing."""

    def __init__(self, shell: Shell, page: FamilyPage, title: str, caption: str, parent: QWidget) -> None:
        super().__init__(title, caption, parent, width=660)
        self._shell, self._choice = shell, PathwayChoice(shell.desk, page)
        self.fields: dict[str, Field] = {}
        self.grid = FieldGrid(1, self)
        self.pathway = Choice(self._choice.offered(), self)
        self.fields["pathway"] = self.grid.add(Field(_("Pathway"), self.pathway, self.grid, required=True))
        self.body.addWidget(self.grid)
        self.about = PlainLabel("", self, ink="second", wrap=True)
        self.body.addWidget(self.about)
        self.effect = PlainLabel("", self, wrap=True)
        self.body.addWidget(self.effect)
        self.pathway.edited.connect(self.show_about)

    def show_about(self) -> None:
        """Say which stages the chosen pathway has."""
        key = self.pathway.value()
        self.about.setText(self._choice.about(key) if key else "")

    def chosen(self) -> str | None:
        """The pathway, or None after saying that there is none."""
        if self.pathway.hasFocus():
            self.pathway.settle()
        for field in self.fields.values():
            field.set_error("")
        key = self.pathway.value()
        if key is None:
            self.fields["pathway"].set_error(_("Choose the pathway"))
            self.pathway.setFocus()
        return key

    def done_well(self, _changes: Changes) -> None:
        """It is written."""
        self.accept()

    def failed(self, error: Exception) -> None:
        """A refusal is said beside its box."""
        found = error.findings[0] if isinstance(error, Rejected) and error.findings else None
        if found is not None and found.path and found.path[0] in self.fields:
            self.fields[found.path[0]].set_error(found.message.words())
            self.fields[found.path[0]].focus_editor()
        else:
            self.refused(error, self._shell.fail)


class ChangePathwayDialog(_ChoosingDialog):
    """The case goes on under another pathway: stages that both know keep their periods."""

    def __init__(self, shell: Shell, page: FamilyPage, parent: QWidget) -> None:
        super().__init__(shell, page, _("Pathway of the case"), _("Change the pathway"), parent)
        self.reason = LongText(self, min_lines=2)
        self.fields["pathway_reason"] = self.grid.add(
            Field(_("Why the pathway was changed"), self.reason, self.grid, required=True)
        )
        self.pathway.set_value(str(page.case.values.get("pathway") or "") if page.case is not None else None)
        self.show_about()
        self.pathway.setFocus()

    @override
    def show_about(self) -> None:
        """Its stages, and what becomes of those that are open."""
        super().show_about()
        key = self.pathway.value()
        kept, ended = self._choice.effect(key) if key else ("", "")
        said = [_("Go on: {stages}.").format(stages=kept)] if kept else []
        said += [_("End today: {stages}.").format(stages=ended)] if ended else []
        self.effect.setText(" ".join(said))

    @override
    def act(self) -> None:
        """Write it."""
        if (key := self.chosen()) is not None:
            self._choice.change(key, self.reason.value() or "", self.done_well, self.failed)


class NewCaseDialog(_ChoosingDialog):
    """A new episode of work: what was written in the closed case stays there."""

    def __init__(self, shell: Shell, page: FamilyPage, parent: QWidget) -> None:
        super().__init__(shell, page, _("New case of the family"), _("Open the case"), parent)
        desk = shell.desk
        staff = sorted(((str(id_), name) for id_, (name, _position) in desk.staff.items()), key=lambda one: one[1])
        self.curator = Choice(staff, self)
        self.opened_on = DateEdit(lambda: desk.today, None, self, past=True)
        self.fields["curator"] = self.grid.add(Field(_("Curator"), self.curator, self.grid))
        self.fields["opened_on"] = self.grid.add(Field(_("Date of application"), self.opened_on, self.grid))
        self.pathway.set_value(usual_pathway(desk) or None)
        self.curator.set_value(str(desk.actor.id) if desk.actor.id else None)
        self.opened_on.set_day(desk.today)
        self.show_about()
        self.pathway.setFocus()

    @override
    def act(self) -> None:
        """Write it."""
        key = self.chosen()
        if key is None:
            return
        for box in (self.curator, self.opened_on):
            if box.hasFocus():
                box.settle()
        curator = self.curator.value()
        self._choice.begin(key, UUID(curator) if curator else None, self.opened_on.day(), self.done_well, self.failed)
