"""What is said of a party, of a relation, of the conflict as a whole: the forms beside the map.

A form is made once and shows one thing after another; what a person changes goes straight to the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.base.messages import N_, _
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import NeedKind, Party, PartyRole, Phase, Relation, RelationKind, Template
from desktop.models.kinds import partial_words
from desktop.models.map_data import NodeKind
from desktop.presenters.conflict_common import need_at
from desktop.presenters.conflict_editing import needs_of
from desktop.presenters.conflict_words import read_partial
from desktop.presenters.conflicts import ConflictEditor
from desktop.rules.conflicts import issue_hints
from desktop.services.desk import Desk
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.conflict_rows import Panel

_STRENGTHS: Final = tuple(str(n) for n in range(11))
_APART: Final = "apart"


def options(desk: Desk, dictionary: str) -> list[Option]:
    """The words of a dictionary as segments."""
    return [Option(code, words) for code, words in desk.choices(dictionary)]


class PartyForm(Panel):
    """One party: name or person of the card, role, needs and fears line by line, position, states."""

    common_asked = Signal(object, str)  # the need of the line (or None), its kind

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._id: UUID | None = None
        self.title = self.heading("")
        self.name = TextEdit1(self, max_length=200)
        self.card = Choice((), self, placeholder=_("nobody of the card"))
        self.kind = Segmented(options(desk, "node_kinds"), self, clearable=False)
        self.role = Segmented(options(desk, "conflict_roles"), self, clearable=False)
        self.needs: dict[NeedKind, LongText] = {
            "need": LongText(self, min_lines=2, max_lines=9, placeholder=_("one on each line")),
            "fear": LongText(self, min_lines=2, max_lines=9, placeholder=_("one on each line")),
        }
        self.common: dict[NeedKind, Button] = {}
        self.position = LongText(self, min_lines=1, max_lines=5)
        self.before, self.after = LongText(self, min_lines=1, max_lines=4), LongText(self, min_lines=1, max_lines=4)
        self.joined = Choice((), self, placeholder=_("a card of its own"))
        self.pinned = QCheckBox(_("hold in place"), self)
        self.note = LongText(self, min_lines=1, max_lines=4)
        self._states: list[PlainLabel] = []
        self._position = PlainLabel("", self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.row(_("Name"), self.name)
        self.row(_("Needs: what this party wants in truth"), self.needs["need"])
        self._offer_common("need")
        self.row(_("Fears"), self.needs["fear"])
        self._offer_common("fear")
        self.row(_("Part in the conflict"), self.role)
        self.row(_("Who it is: one person, an agency, or several"), self.kind)
        self._position = self.row(_("Position: what this party demands"), self.position)
        self._states = [self.row(_("State at the beginning"), self.before), self.row(_("State now"), self.after)]
        self.row(_("Who this is in the family card"), self.card)
        self.row(_("In one card with"), self.joined)
        self.column.addWidget(self.pinned)
        self.row(_("Note"), self.note)
        self.column.addStretch(1)

    def _offer_common(self, kind: NeedKind) -> None:
        """Under a list: what its line has in common with what others say."""
        button = self.common[kind] = Button(_("Common with…"), "quiet", keys="Ctrl+G", parent=self)
        button.setToolTip(_("What the line with the cursor has in common with what other parties say"))
        button.clicked.connect(lambda: self.ask_common(kind))
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    def ask_common(self, kind: NeedKind | None = None) -> None:
        """Ask what the need of the line under the cursor has in common with others; the list that is typed in."""
        typed: list[NeedKind] = [one for one, box in self.needs.items() if box.hasFocus()]
        listed = kind or (typed[0] if typed else "need")
        line = self.needs[listed].textCursor().block().text()
        need = need_at(self.editor.data, self._id, listed, line) if self._id is not None else None
        self.common_asked.emit(need.id if need is not None else None, listed)

    def _listen(self) -> None:
        editor = self.editor
        self.name.editingFinished.connect(lambda: self._id and editor.rename(self._id, self.name.value()))
        self.role.edited.connect(lambda: self._id and editor.change_party(self._id, role=cast("PartyRole", self.role.value())))
        self.kind.edited.connect(lambda: self._id and editor.change_party(self._id, kind=cast("NodeKind", self.kind.value())))
        for kind, box in self.needs.items():
            box.edited.connect(lambda kind=kind, box=box: self._id and editor.set_needs(self._id, kind, box.value().splitlines()))
        self.position.edited.connect(lambda: self._id and editor.change_party(self._id, position=self.position.value()))
        self.before.edited.connect(lambda: self._id and editor.change_party(self._id, state_before=self.before.value()))
        self.after.edited.connect(lambda: self._id and editor.change_party(self._id, state_after=self.after.value()))
        self.note.edited.connect(lambda: self._id and editor.change_party(self._id, note=self.note.value()))
        self.pinned.clicked.connect(lambda on: self._id and editor.pin((self._id,), pinned=on))
        self.card.edited.connect(self._known)
        self.joined.edited.connect(self._join)

    def show_party(self, party: Party) -> None:
        """Show this party; what is being typed right now is left alone."""
        again, self._id = self._id == party.id, party.id
        data = self.editor.data
        self.title.setText(party_name(party))
        self.role.set_value(party.role)
        self.kind.set_value(party.kind)
        texts: list[tuple[TextEdit1 | LongText, str]] = [
            (self.name, party.name), (self.position, party.position), (self.before, party.state_before),
            (self.after, party.state_after), (self.note, party.note),
            *((box, "\n".join(need.words for need in needs_of(data, party.id, kind))) for kind, box in self.needs.items()),
        ]  # fmt: skip
        for box, text in texts:
            if not (again and box.hasFocus()) and box.value() != text:
                box.set_value(text)
        own = [(str(one.ref), one.name) for one in self.editor.candidates if one.ref == party.ref]
        self.card.set_items([*own, *((str(one.ref), one.name) for one in self.editor.free_candidates())])
        self.card.set_value(str(party.ref) if party.ref else None, party.name)
        others = [(str(one.id), party_name(one)) for one in data.parties if party.id not in {one.id, one.joined_to}]
        self.joined.set_items([(_APART, _("a card of its own")), *others])
        self.joined.set_value(str(party.joined_to) if party.joined_to else None)
        self.pinned.setChecked(party.place is not None and party.place.pinned)
        kovalev = data.template == "kovalev"
        position = _("Initial position") if kovalev else _("Position: what this party demands")
        self._position.setText(position)
        self.position.setAccessibleName(position)
        for label, box in zip(self._states, (self.before, self.after), strict=True):
            label.setVisible(kovalev)
            box.setVisible(kovalev)

    def enter(self) -> None:
        """The keyboard goes to the name when there is none, otherwise to the needs."""
        (self.needs["need"] if self.name.value() else self.name).setFocus()

    def _known(self) -> None:
        if self._id is None:
            return
        who = next((one for one in self.editor.candidates if str(one.ref) == self.card.value()), None)
        if who is None:
            self.editor.change_party(self._id, ref=None)
        else:
            self.editor.become(self._id, who)

    def _join(self) -> None:
        chosen = self.joined.value()
        if self._id is not None:
            self.editor.join(self._id, UUID(chosen) if chosen and chosen != _APART else None)


class RelationForm(Panel):
    """One relation: its kind, how strong, a note."""

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._id: UUID | None = None
        self.title = self.heading("")
        self.kind = Segmented(options(desk, "conflict_relations"), self, numbered=True, clearable=False)
        self.intensity = Segmented([Option(n, n) for n in _STRENGTHS], self, scale=True)
        self.note = LongText(self, min_lines=2, max_lines=5, max_length=300)
        self.row(_("Relation"), self.kind)
        self.row(_("Intensity, 0 to 10"), self.intensity)
        self.row(_("Note"), self.note)
        self.column.addStretch(1)
        self._listen()

    def _listen(self) -> None:
        editor = self.editor
        self.kind.edited.connect(
            lambda: self._id and editor.change_relation(self._id, kind=cast("RelationKind", self.kind.value()))
        )
        self.intensity.edited.connect(
            lambda: self._id and editor.change_relation(self._id, intensity=_number(self.intensity.value()))
        )
        self.note.edited.connect(lambda: self._id and editor.change_relation(self._id, note=self.note.value()))

    def show_relation(self, relation: Relation) -> None:
        """Show this relation; what is being typed right now is left alone."""
        again, self._id = self._id == relation.id, relation.id
        ends = (self.editor.data.party(end) for end in (relation.source, relation.target))
        self.title.setText(" \u2014 ".join(party_name(end) for end in ends))
        self.kind.set_value(relation.kind)
        self.intensity.set_value(None if relation.intensity is None else str(relation.intensity))
        if not (again and self.note.hasFocus()):
            self.note.set_value(relation.note)

    def enter(self) -> None:
        """The keyboard goes to the kind."""
        self.kind.setFocus()


class IssueForm(Panel):
    """The conflict as a whole: what it is about, the scheme, the stage, how strong, since when, who mediates."""

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._desk = desk
        self.title = self.heading(_("The conflict"))
        self.issue = LongText(self, min_lines=2, max_lines=4, max_length=300)
        self.hint = PlainLabel("", self, ink="amber", wrap=True, scale=0.9)
        self.phase = Choice(desk.choices("conflict_stages"), self)
        self.intensity = Segmented([Option(n, n) for n in _STRENGTHS], self, scale=True)
        self.began = DateEdit(lambda: editor.today, self._partial, self, past=True)
        self.mediator = Choice([(str(id_), name) for id_, (name, _position) in desk.staff.items()], self)
        self.mediator_free = TextEdit1(self, max_length=300)
        self.template = Segmented(options(desk, "conflict_templates"), self, clearable=False)
        self.texts: dict[str, LongText] = {
            key: LongText(self, min_lines=1, max_lines=5) for key in ("subject", "contradiction", "outcome", "note")
        }
        self.told_by = TextEdit1(self, max_length=300)
        self._of_scheme: list[QWidget] = []
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.row(_("What it is about, in neutral words"), self.issue)
        self.column.addWidget(self.hint)
        self.row(_("Stage of the conflict"), self.phase)
        self.row(_("Intensity, 0 to 10"), self.intensity)
        self.row(_("Began"), self.began)
        self.row(_("Mediator of the office"), self.mediator)
        self.row(_("Mediator from elsewhere"), self.mediator_free)
        self.row(_("Scheme"), self.template)
        self._of_scheme = [self.row(_(_LABELS[key]), self.texts[key]) for key in ("subject", "contradiction")]
        self._of_scheme += [self.texts["subject"], self.texts["contradiction"]]
        self.row(_("With whom it was drawn"), self.told_by)
        self.row(_(_LABELS["outcome"]), self.texts["outcome"])
        self.row(_(_LABELS["note"]), self.texts["note"])
        self.column.addStretch(1)

    def _listen(self) -> None:
        editor = self.editor
        self.issue.edited.connect(lambda: editor.describe(issue=" ".join(self.issue.value().split())))
        self.phase.edited.connect(lambda: editor.describe(phase=cast("Phase", self.phase.value() or "")))
        self.intensity.edited.connect(lambda: editor.describe(intensity=_number(self.intensity.value())))
        self.began.edited.connect(self._begun)
        self.mediator.edited.connect(self._mediated)
        self.mediator_free.editingFinished.connect(self._mediated_by)
        self.template.edited.connect(lambda: editor.describe(template=cast("Template", self.template.value())))
        changes: dict[str, Callable[[str], object]] = {
            "subject": lambda text: editor.describe(subject=text),
            "contradiction": lambda text: editor.describe(contradiction=text),
            "outcome": lambda text: editor.describe(outcome=text),
            "note": lambda text: editor.describe(note=text),
        }
        for key, box in self.texts.items():
            box.edited.connect(lambda box=box, change=changes[key]: change(box.value()))
        self.told_by.editingFinished.connect(lambda: editor.describe(told_by=self.told_by.value()))

    def show_issue(self) -> None:
        """Show what the map says; what is being typed right now is left alone."""
        data = self.editor.data
        self.phase.set_value(data.phase or None)
        self.intensity.set_value(None if data.intensity is None else str(data.intensity))
        self.template.set_value(data.template)
        self.mediator.set_value(str(data.mediator_id) if data.mediator_id else None, data.mediator)
        texts: list[tuple[TextEdit1 | LongText, str]] = [
            (self.issue, data.issue), (self.told_by, data.told_by),
            (self.mediator_free, "" if data.mediator_id else data.mediator),
            (self.began, partial_words(data.began_on) if data.began_on else ""),
            *((box, str(getattr(data, key))) for key, box in self.texts.items()),
        ]  # fmt: skip
        for box, text in texts:
            if not box.hasFocus() and box.value() != text:
                box.set_value(text)
        judged = f"{data.issue}\n{data.subject}" if data.template == "kovalev" else data.issue
        hints = " ".join(hint.words() for hint in issue_hints(judged))
        self.hint.setText(hints)
        self.hint.setVisible(bool(hints))
        for widget in self._of_scheme:
            widget.setVisible(data.template == "kovalev")

    def enter(self) -> None:
        """The keyboard goes to the words."""
        self.issue.setFocus()

    def _begun(self) -> None:
        typed = self.began.value().strip()
        meant = read_partial(typed, self._desk.reader)
        if meant is not None or not typed:
            self.editor.describe(began_on=meant)

    def _partial(self, text: str) -> str | None:
        """«2024», «09.2024», «about 2019» as they are shown; None for what is no date."""
        found = read_partial(text, self._desk.reader)
        return partial_words(found) if found is not None else None

    def _mediated(self) -> None:
        chosen = self.mediator.value()
        if chosen is None:
            self.editor.describe(mediator_id=None, mediator="")
        else:
            self.editor.describe(mediator_id=UUID(chosen), mediator=self._desk.staff[UUID(chosen)][0])

    def _mediated_by(self) -> None:
        typed = self.mediator_free.value().strip()
        if typed != ("" if self.editor.data.mediator_id else self.editor.data.mediator):
            self.editor.describe(mediator_id=None, mediator=typed)


_LABELS: Final = {
    "subject": N_("Subject of the conflict"), "contradiction": N_("The contradiction"),
    "outcome": N_("What came of it"), "note": N_("Note"),
}  # fmt: skip


def _number(code: str | None) -> int | None:
    return int(code) if code else None
