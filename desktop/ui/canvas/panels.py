"""What stands in the panel beside the canvas when something is selected: a node, a tie.

A panel is made once and shows one thing after another; what a person changes goes straight to the editor, and
what comes back from the editor is shown without telling anybody.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeVar, Unpack, cast
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QGridLayout

from desktop.base.messages import N_, _
from desktop.models.map_data import (
    SPHERES,
    Direction,
    Frequency,
    Known,
    Node,
    NodeKind,
    Quality,
    Resource,
    Sex,
    Tie,
    View,
)
from desktop.presenters import map_words as words
from desktop.ui.canvas.menus import TINTS
from desktop.ui.canvas.network import Panel
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.presenters.map_editing import NodeChanges, TieChanges
    from desktop.presenters.maps import MapEditor

T = TypeVar("T")
_HOUSEHOLD = "household"
Level = Literal["concrete", "emotional", "information", "criticism"]
LEVELS: Final[Mapping[Level, str]] = MappingProxyType(
    {
        "concrete": N_("Deeds"),
        "emotional": N_("Emotional"),
        "information": N_("Advice"),
        "criticism": N_("Criticism"),
    }
)


class NodePanel(Panel):
    """One node: name, whom of the card it is, sphere, sex, note."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__(editor)
        self._id: UUID | None = None
        self._said = PlainLabel("", self, ink="second", wrap=True, scale=0.9)
        self.column.addWidget(self._said)
        self.name = TextEdit1(self, max_length=300)
        spheres = [(_HOUSEHOLD, _("household")), *((s, _(words.SPHERE[s])) for s in SPHERES)]
        self.sphere = Choice(spheres, self)
        self.card = Choice((), self, placeholder=_("nobody of the card"))
        kinds = (("person", _("person")), ("agency", _("agency")), ("group", _("group of people")))
        self.kind = Segmented([Option(code, word) for code, word in kinds], self, clearable=False)
        self.sex = Segmented([Option(s, _(w)) for s, w in words.SEX.items()], self, clearable=False)
        self.resource = Choice([(r, _(w)) for r, w in words.RESOURCE.items() if r], self, placeholder=_("not a resource"))
        self.tint = Choice([(t, _(w)) for t, w in TINTS.items() if t], self, placeholder=_("no filling"))
        self.child = QCheckBox(_("child"), self)
        self.gone = QCheckBox(_("no longer alive"), self)
        self.pinned = QCheckBox(_("hold in place"), self)
        self.note = LongText(self, min_lines=2, max_lines=6)
        self.row(_("Name"), self.name)
        self.row(_("Who this is in the family card"), self.card)
        self.row(_("Sphere"), self.sphere)
        self.row(_("What it is"), self.kind)
        self.row(_("Sex"), self.sex)
        self.column.addWidget(self.child)
        self.column.addWidget(self.gone)
        self.row(_("Resource"), self.resource)
        self.row(_("Filling"), self.tint)
        self.column.addWidget(self.pinned)
        self.row(_("Note"), self.note)
        self.column.addStretch(1)
        self.name.editingFinished.connect(self._renamed)
        self.sphere.edited.connect(self._moved)
        self.card.edited.connect(self._known)
        self.kind.edited.connect(lambda: self._change_kind(self.kind.value()))
        self.sex.edited.connect(lambda: self._change_sex(self.sex.value()))
        self.resource.edited.connect(self._change_resource)
        self.tint.edited.connect(lambda: self._set(tint=self.tint.value() or ""))
        self.child.clicked.connect(lambda on: self._set(child=bool(on)))
        self.gone.clicked.connect(lambda on: self._set(alive=not on))
        self.pinned.clicked.connect(self._pin)
        self.note.edited.connect(self._noted)

    def show_node(self, node: Node) -> None:
        """Show this node; what is being typed right now is left alone."""
        again, self._id = self._id == node.id, node.id
        hidden = self.editor.names_hidden
        node = self.editor.told.node(node.id) or node
        self.heading.setText(node.name)
        self._said.setText(words.node_sentence(self.editor, node.id, self.editor.told))
        for field in (self.name, self.card, self.note):
            field.setEnabled(not hidden)
        if not (again and self.name.hasFocus()):
            self.name.set_value(node.name)
        self.sphere.set_value(_HOUSEHOLD if node.inside else node.sphere or None)
        free = [(str(c.ref), c.name) for c in self.editor.free_candidates()]
        own = [(str(c.ref), c.name) for c in self.editor.candidates if c.ref == node.ref]
        self.card.set_items([] if hidden else [*own, *free])
        self.card.set_value(str(node.ref) if node.ref else None, node.name)
        self.kind.set_value(node.kind)
        self.sex.set_value(node.sex)
        person = node.kind == "person"
        for widget in (self.sex, self.child, self.gone):
            widget.setEnabled(person)
        self.child.setChecked(node.child)
        self.gone.setChecked(not node.alive)
        self.resource.set_value(node.resource or None)
        self.tint.set_value(node.tint or None)
        self.pinned.setChecked(node.place is not None and node.place.pinned)
        if not (again and self.note.hasFocus()):
            self.note.set_value(node.note)

    def _renamed(self) -> None:
        if self._id is not None and self.name.isEnabled():
            self.editor.rename(self._id, self.name.value())

    def _pin(self, on: bool) -> None:  # noqa: FBT001  a slot of Qt
        if self._id is not None:
            self.editor.pin((self._id,), pinned=on)

    def _noted(self) -> None:
        if self._id is not None:
            self.editor.change_node(self._id, note=self.note.value())

    def _moved(self) -> None:
        sphere = self.sphere.value()
        if self._id is not None:
            inside = sphere == _HOUSEHOLD
            self.editor.change_node(self._id, sphere="" if inside else sphere or "", inside=inside)

    def _known(self) -> None:
        if self._id is None:
            return
        who = next((c for c in self.editor.candidates if str(c.ref) == self.card.value()), None)
        if who is None:
            self.editor.change_node(self._id, ref=None)
        else:
            self.editor.become(self._id, who)

    def _change_kind(self, kind: str | None) -> None:
        if self._id is not None and kind:
            self.editor.change_node(self._id, kind=cast("NodeKind", kind))

    def _change_resource(self) -> None:
        self._set(resource=cast("Resource", self.resource.value() or ""))

    def _set(self, **changes: Unpack[NodeChanges]) -> None:
        if self._id is not None:
            self.editor.change_node(self._id, **changes)

    def _change_sex(self, sex: str | None) -> None:
        if self._id is not None and sex:
            self.editor.change_node(self._id, sex=cast("Sex", sex))


class TiePanel(Panel):
    """One tie: its kind, who helps whom, with what and how often, since when, in whose view, from which contact."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__(editor)
        self._id: UUID | None = None
        self.quality = Segmented(_options(words.QUALITY_SHORT), self, numbered=True, clearable=False)
        self.direction = Segmented(_options(words.DIRECTION_SHORT), self, clearable=False)
        self.frequency = Choice([(f, _(w)) for f, w in words.FREQUENCY.items() if f], self, placeholder=_("not asked"))
        levels = [(str(level), _(w)) for level, w in words.LEVEL.items()]
        self.levels = {name: Choice(levels, self, placeholder=_("not asked")) for name in LEVELS}
        self.known = Choice([(k, _(w)) for k, w in words.KNOWN.items() if k], self, placeholder=_("not asked"))
        self.closeness = Segmented([Option(str(c), _(w)) for c, w in words.CLOSENESS_SHORT.items()], self)
        self.view = Segmented(_options(words.VIEW_SHORT), self, clearable=False)
        self.viewer = Choice((), self, placeholder=_("which member"))
        self.contact = Choice([(str(c.id), c.words) for c in editor.contacts], self, placeholder=_("not from a visit"))
        self.told_on = DateEdit(lambda: editor.today, None, self, past=True)
        self.note = LongText(self, min_lines=2, max_lines=6)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.row(_("Tie"), self.quality)
        self.row(_("Help"), self.direction)
        self.row(_("Contacts"), self.frequency)
        self.row(_("Closeness"), self.closeness)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        rows = [(_(LEVELS[name]), choice) for name, choice in self.levels.items()]
        for at, (label, choice) in enumerate([*rows, (_("Known for"), self.known)]):
            beside = PlainLabel(label, self, ink="second", scale=0.9, wrap=True)
            beside.setFixedWidth(theme.px(92))
            beside.setBuddy(choice)
            choice.setAccessibleName(label)
            grid.addWidget(beside, at, 0)
            grid.addWidget(choice, at, 1)
        self.column.addLayout(grid)
        self.row(_("Whose view"), self.view)
        self.column.addWidget(self.viewer)
        self.row(_("From which visit"), self.contact)
        self.row(_("Told on"), self.told_on)
        self.row(_("Note"), self.note)
        self.column.addStretch(1)

    def _listen(self) -> None:
        editor = self.editor
        self.quality.edited.connect(
            lambda: self._id and editor.change_tie(self._id, quality=cast("Quality", self.quality.value()))
        )
        self.direction.edited.connect(
            lambda: self._id and editor.change_tie(self._id, direction=cast("Direction", self.direction.value()))
        )
        self.frequency.edited.connect(
            lambda: self._id and editor.change_tie(self._id, frequency=cast("Frequency", self.frequency.value() or ""))
        )
        for name, choice in self.levels.items():
            choice.edited.connect(lambda name=name: self._graded(name))
        self.known.edited.connect(lambda: self._id and editor.change_tie(self._id, known=cast("Known", self.known.value() or "")))
        self.closeness.edited.connect(self._close)
        self.view.edited.connect(lambda: self._id and editor.change_tie(self._id, view=cast("View", self.view.value())))
        self.viewer.edited.connect(
            lambda: self._id and editor.change_tie(self._id, view="member", viewer=_id(self.viewer.value()))
        )
        self.contact.edited.connect(self._from_contact)
        self.told_on.edited.connect(self._told)
        self.note.edited.connect(lambda: self._id and editor.change_tie(self._id, note=self.note.value()))

    def show_tie(self, tie: Tie) -> None:
        """Show this tie; what is being typed right now is left alone."""
        again, self._id = self._id == tie.id, tie.id
        data = self.editor.told
        tie = data.tie(tie.id) or tie
        self.note.setEnabled(not self.editor.names_hidden)
        source, target = data.node(tie.source), data.node(tie.target)
        self.heading.setText(f"{source.name if source else ''} \u2014 {target.name if target else ''}")
        self.quality.set_value(tie.quality)
        self.direction.set_value(tie.direction)
        self.frequency.set_value(tie.frequency or None)
        for name, choice in self.levels.items():
            level = getattr(tie, name)
            choice.set_value(str(level) if level else None)
        self.known.set_value(tie.known or None)
        self.closeness.set_value(str(tie.closeness) if tie.closeness else None)
        self.view.set_value(tie.view)
        self.viewer.set_items([(str(n.id), n.name) for n in data.household()])
        self.viewer.set_value(str(tie.viewer) if tie.viewer else None)
        self.viewer.setVisible(tie.view == "member")
        self.contact.set_items([(str(c.id), c.words) for c in self.editor.contacts])
        self.contact.set_value(str(tie.contact) if tie.contact else None, _("another visit"))
        if not (again and self.told_on.hasFocus()):
            self.told_on.set_day(tie.told_on)
        if not (again and self.note.hasFocus()):
            self.note.set_value(tie.note)

    def _graded(self, name: Level) -> None:
        """How often a support or criticism comes over the tie, or that it was not asked."""
        chosen = self.levels[name].value()
        if self._id is not None:
            changes: TieChanges = {}
            changes[name] = int(chosen) if chosen else None
            self.editor.change_tie(self._id, **changes)

    def _close(self) -> None:
        if self._id is not None:
            chosen = self.closeness.value()
            self.editor.change_tie(self._id, closeness=int(chosen) if chosen else None)

    def _from_contact(self) -> None:
        """A visit says the day too."""
        if self._id is None:
            return
        contact = next((c for c in self.editor.contacts if str(c.id) == self.contact.value()), None)
        if contact is None:
            self.editor.change_tie(self._id, contact=None)
        else:
            self.editor.change_tie(self._id, contact=contact.id, told_on=contact.on)

    def _told(self) -> None:
        if self._id is not None and (self.told_on.day() is not None or not self.told_on.value()):
            self.editor.change_tie(self._id, told_on=self.told_on.day())


def _options(known: Mapping[T, str]) -> list[Option]:
    return [Option(str(code), _(word)) for code, word in known.items()]


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
