"""Dialogs of statements: what was said about one field, a new one, and why one is accepted or rejected."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Placed
from desktop.models.fields import Field as Described
from desktop.models.snapshots import Changes
from desktop.models.statements import Matter, Said
from desktop.presenters.offers import References
from desktop.presenters.statement_marks import BoxOfCard
from desktop.presenters.statements import NewStatementDraft, Sources
from desktop.ui.forms.offers import Offers
from desktop.ui.forms.view import FormView
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.statements_matter import Deciding, MatterView, sentence, writes_card


class ReasonDialog(PageDialog):
    """Why a statement is accepted or rejected: asked always, kept with it."""

    def __init__(
        self, shell: Shell, title: str, about: str, caption: str,
        act: Callable[[str, Callable[[Changes], None], Callable[[Exception], None]], None], done: Callable[[Changes], None],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(title, caption, parent)
        self._shell, self._act, self._done = shell, act, done
        self.body.addWidget(PlainLabel(about, self, wrap=True))
        grid = FieldGrid(1, self)
        self.reason = LongText(self, min_lines=2, max_length=2000)
        self.reason_field = grid.add(Field(_("Reason"), self.reason, grid, required=True))
        self.body.addWidget(grid)
        self.reason.setFocus()

    @override
    def act(self) -> None:
        words = self.reason.value().strip()
        if not words:
            self.reason_field.set_error(_("Write the reason"))
            self.reason.setFocus()
            return
        self.button.setEnabled(False)
        self._act(words, self._made, self._refused)

    def _made(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)


class NewStatementDialog(PageDialog):
    """Somebody said something: the value in the field's own editor, who said it, when and how."""

    def __init__(
        self,
        shell: Shell,
        draft: NewStatementDraft,
        title: str,
        done: Callable[[Changes], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("New statement: {about}").format(about=title), _("Write it down"), parent, width=720)
        self._shell, self._draft, self._done = shell, draft, done
        references = References(shell.desk, draft.sources.page)
        opposable = draft.opposable()

        def candidates(field: Described) -> tuple[tuple[UUID, str], ...]:
            return opposable if field.to == "statement" else references.candidates(field)

        def caption(field: Described, id_: UUID) -> str:
            return next((name for known, name in candidates(field) if known == id_), "")

        self.form = FormView(draft.form, Offers(shell.desk.choices, candidates, caption), self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(theme.px(340))
        area.setWidget(self.form)
        self.form.shown_box.connect(lambda box: area.ensureWidgetVisible(box, 20, 60))
        self.body.addWidget(area)
        self.form.focus_first()

    @override
    def act(self) -> None:
        self.form.settle()
        self.button.setEnabled(False)
        if not self._draft.save(self._made, self._refused):
            self.button.setEnabled(True)

    def _made(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)
        finding = next(iter(getattr(error, "findings", ())), None)
        if finding is not None and finding.path:
            self.form.focus(finding.path)


class Decisions:
    """Opens the question that belongs to each decision; `changed` is told when something was written."""

    def __init__(self, shell: Shell, sources: Sources, parent: QWidget, changed: Callable[[Changes], None]) -> None:
        self._shell, self._sources, self._parent, self._changed = shell, sources, parent, changed

    def of(self, matter: Callable[[Said], Matter | None]) -> Deciding:
        """What can be done with the statements of a matter."""
        return Deciding(
            lambda said: self.accept(said, matter(said)),
            lambda said: self.reject(said, matter(said)),
            lambda said: self._sources.reopen(said, self._changed),
            self.remove,
        )

    def accept(self, said: Said, matter: Matter | None) -> None:
        """Ask for the reason, then write the value onto the card."""
        value = self._sources.words.said(said).value
        about = _("Accepted: {value} ({who}).").format(value=value, who=said.said_by)
        if matter is not None and writes_card(said, matter):
            about += " " + _("This value is written onto the card; what contradicts it is settled.")
        title = _("Accept: {about}").format(about=self._sources.words.title(matter)) if matter else _("Accept")
        ReasonDialog(
            self._shell, title, about, _("Accept it"),
            lambda reason, done, failed: self._sources.accept(said, reason, done, failed), self._changed, self._parent,
        ).open()  # fmt: skip

    def reject(self, said: Said, matter: Matter | None) -> None:
        """Ask for the reason, then reject."""
        value = self._sources.words.said(said).value
        about = _("Rejected: {value} ({who}). The card stays as it is.").format(value=value, who=said.said_by)
        title = _("Reject: {about}").format(about=sentence(self._sources.words, matter)) if matter else _("Reject")
        ReasonDialog(
            self._shell, title, about, _("Reject it"),
            lambda reason, done, failed: self._sources.reject(said, reason, done, failed), self._changed, self._parent,
        ).open()  # fmt: skip

    def remove(self, said: Said) -> None:
        """Ask, then take it out of the lists."""
        Ask(
            self._parent,
            _("Remove the statement?"),
            _("It was written by mistake: it leaves the lists and stays in the journal of changes."),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Remove"), lambda: self._sources.remove(said, self._changed), "danger"),
            ),
        ).open()


class SourcesDialog(PageDialog):
    """Everything said about one box of a card; another one can be added, one can be accepted."""

    def __init__(self, shell: Shell, sources: Sources, box: BoxOfCard, label: str, parent: QWidget) -> None:
        super().__init__(_("Sources: {field}").format(field=label), _("Add a statement…"), parent, width=820)
        self._shell, self._sources, self._box, self._label = shell, sources, box, label
        self.matter: Matter | None = None
        self.view: MatterView | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.empty = PlainLabel(_("Nobody said anything else about it yet."), self._inside, ink="second", wrap=True)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(theme.px(320))
        area.setWidget(self._inside)
        self.body.addWidget(area)
        self._decisions = Decisions(shell, sources, self, self._changed)
        self.finished.connect(lambda _result: sources.close())
        self.button.setFocus()
        self.load()

    def load(self) -> None:
        """Read again what was said."""
        self._sources.load(self._load_field)

    def _load_field(self) -> None:
        self._sources.load_field(self._box.kind, self._box.subject, self._box.placed.key, self._show)

    def _show(self, matter: Matter) -> None:
        self.matter = matter
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = MatterView(self._sources.words, matter, self._decisions.of(lambda _said: self.matter), self._inside)
        self._column.insertWidget(0, self.view)
        self.empty.setVisible(not matter.statements)

    def _changed(self, changes: Changes) -> None:
        announce(self, _(changes.label))
        self.load()

    @override
    def act(self) -> None:
        """Add a statement; the dialog stays."""
        placed: Placed = self._box.placed
        draft = NewStatementDraft(self._sources, self._box.kind, self._box.subject, placed.key, placed)
        NewStatementDialog(self._shell, draft, self._label, self._changed, self).open()


class AboutDialog(PageDialog):
    """Whom and what the new statement is about: one field of a card, or a sphere of life."""

    def __init__(self, shell: Shell, sources: Sources, changed: Callable[[Changes], None], parent: QWidget) -> None:
        super().__init__(_("What was said, and about whom?"), _("Go on"), parent)
        self._shell, self._sources, self._changed, self._page = shell, sources, changed, parent
        grid = FieldGrid(1, self)
        self.whose = Choice(sources.whom(), self)
        self.whose_field = grid.add(Field(_("About whom"), self.whose, grid, required=True))
        self.field = Choice([], self)
        grid.add(Field(_("Field of the card"), self.field, grid, hint=_("Empty: about a sphere of life, in words")))
        self.body.addWidget(grid)
        self.whose.edited.connect(self._whose_chosen)
        self.whose.set_value(str(sources.family))
        self._whose_chosen()
        self.field.setFocus()

    def _whose_chosen(self) -> None:
        self._boxes = self._sources.boxes_about(self.whose.value() or "")
        self.field.set_items([(key, caption) for key, (caption, _box) in self._boxes.items()])
        self.field.set_value(None)

    @override
    def act(self) -> None:
        for box in (self.whose, self.field):
            if box.hasFocus():
                box.settle()
        whose = self.whose.value()
        if whose is None:
            self.whose_field.set_error(_("Choose about whom"))
            self.whose.setFocus()
            return
        caption, about = self._boxes.get(self.field.value() or "", ("", None))
        kind = "family" if whose == str(self._sources.family) else "person"
        draft = (
            NewStatementDraft(self._sources, about.kind, about.subject, about.placed.key, about.placed)
            if about is not None
            else NewStatementDraft(self._sources, kind, UUID(whose))
        )
        self.accept()
        title = caption or self.whose.caption()
        NewStatementDialog(self._shell, draft, title, self._changed, self._page).open()
