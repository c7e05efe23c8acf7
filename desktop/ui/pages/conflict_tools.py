"""The line above a conflict map, its keys and its menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.messages import N_, _, message
from desktop.models.conflict_data import PartyRole, Phase, RelationKind, Template
from desktop.models.map_data import NodeKind, Place
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.map_editing import folded
from desktop.presenters.map_twin import NAMES_HIDDEN
from desktop.services.desk import Desk
from desktop.ui.canvas.figure_asking import matches
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_menu import Entry
from desktop.ui.canvas.picker import Question, Row
from desktop.ui.canvas.steps import show_steps
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.flow import FlowLayout

_DIGITS = (
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8,
    Qt.Key.Key_9, Qt.Key.Key_0,
)  # fmt: skip
_NOT_PEOPLE: Final[tuple[NodeKind, ...]] = ("agency", "group")


class ConflictTools:
    """What a hand does on the map of a conflict: the same acts from keys, menus and buttons."""

    def __init__(self, desk: Desk, editor: ConflictEditor, canvas: FigureCanvas) -> None:
        self._desk, self._editor, self._canvas = desk, editor, canvas
        self.remove: Callable[[], object] | None = None  # the page takes a draft away
        self.common: Callable[[], object] = lambda: None  # the panel asks what the parties have in common
        keys = canvas.keys
        keys.letters |= {"P": self.ask_party, "N": self.ask_party, "J": self.join}
        keys.ctrl["G"] = lambda: self.common()  # noqa: PLW0108  the page says later what it is
        keys.plain[Qt.Key.Key_Insert] = self.ask_party
        for number, key in enumerate(_DIGITS, 1):
            keys.plain[key] = partial(self.set_intensity, number)
        canvas.connect_with = self.connect
        canvas.menu = self.menu
        canvas.insert_asked.connect(self._ask_party_at)
        canvas.rename_asked.connect(self.rename)

    # Parties and relations

    def ask_party(self, place: Place | None = None) -> None:
        """Ask who it is: somebody of the card by the beginning of the name, or any words."""
        editor = self._editor

        def rows(typed: str) -> Sequence[Row]:
            offered = () if editor.names_hidden else editor.free_candidates()  # then the whole name has to be typed
            known = [Row(one.ref, one.name) for one in offered if matches(typed, one.name)]
            name = typed.strip()
            if not name:
                return known
            several = [Row(kind, f"{self._desk.caption('node_kinds', kind)}: {name}") for kind in _NOT_PEOPLE]
            return [*known, Row(None, _("new: {name}").format(name=name)), *several]

        def take(row: Row | None, typed: str) -> None:
            same = next((one for one in editor.free_candidates() if folded(one.name) == folded(typed.strip())), None)
            ref = row.key if row is not None else same.ref if same is not None else None
            if isinstance(ref, UUID):
                editor.add_party("", ref=ref, place=place)
            elif row is not None and row.key in _NOT_PEOPLE:
                editor.add_party(typed, kind=row.key, place=place)
            elif typed.strip():
                editor.add_party(typed, place=place)

        question = Question(_("Who is in the conflict?"), rows, take, lambda: None)
        self._canvas.picker.ask(question, self._canvas.rect().center() if place is None else self._pixel(place))

    def _pixel(self, place: Place) -> QPoint:
        origin = self._editor.picture().origin
        return self._canvas.pixel_of(QPointF(place.x + origin[0], place.y + origin[1]))

    def _ask_party_at(self, point: QPointF) -> None:
        """A double click on nothing: the card is put there."""
        origin = self._editor.picture().origin
        self.ask_party(Place(round(point.x() - origin[0], 2), round(point.y() - origin[1], 2), pinned=True))

    def connect(self, source: UUID, target: UUID) -> None:
        """Draw a relation and ask of which kind it is; Esc leaves it as the last one was."""
        editor = self._editor
        id_ = editor.connect(source, target)
        if id_ is not None:
            self._canvas.asking.kind(
                _("What is between them? Then 1 to 9: how strong"), self._desk.choices("conflict_relations"),
                lambda kind: editor.change_relation(id_, kind=cast("RelationKind", kind)), id_, editor.last_kind,
            )  # fmt: skip

    def set_intensity(self, number: int) -> None:
        """A digit on a selected relation, or on the issue: how strong; 0 stands for ten."""
        editor = self._editor
        done = False
        for id_ in editor.selected:
            if editor.relation(id_) is not None:
                done = editor.change_relation(id_, intensity=number) or done
            elif id_ == editor.data.conflict:
                done = editor.describe(intensity=number) or done
        if done:
            self._canvas.tell(message(N_("Intensity {n} of 10"), n=number))

    def rename(self, id_: object) -> None:
        """F2: other words in place; for a relation its form."""
        editor = self._editor
        if not isinstance(id_, UUID):
            return
        party = editor.data.party(id_)
        if party is None and id_ != editor.data.conflict:
            self._canvas.ask_inspect()
            return
        if editor.names_hidden:
            self._canvas.tell(message(NAMES_HIDDEN))
            return
        prompt = _("Name of the party") if party is not None else _("What is the conflict about?")
        text = party.name if party is not None else editor.about
        self._canvas.asking.words(prompt, lambda typed: editor.rename(id_, typed), id_, text)

    def join(self) -> None:
        """Those who are selected stand in one card because their needs coincide; one alone is asked with whom."""
        parties = [id_ for id_ in self._editor.selected if self._editor.data.party(id_) is not None]
        if len(parties) == 1:
            self.ask_join(parties[0])
        else:
            self._editor.join_all(parties)

    def ask_join(self, id_: UUID) -> None:
        """Ask in whose card this party stands."""
        editor = self._editor
        known = [(str(one.id), editor.name(one.id)) for one in editor.data.parties if one.id != id_]
        self._canvas.asking.kind(
            _("In one card with whom?"), [("", _("a card of its own")), *known],
            lambda chosen: editor.join(id_, UUID(chosen) if chosen else None), id_,
        )  # fmt: skip

    # The menu

    def menu(self) -> Sequence[Entry]:
        """What can be done with what is selected."""
        editor = self._editor
        one = editor.selected[0] if len(editor.selected) == 1 else None
        if one is None:
            return self._general_menu()
        if one == editor.data.conflict:
            return self._issue_menu()
        return self._party_menu(one) if editor.data.party(one) is not None else self._relation_menu(one)

    def _general_menu(self) -> Sequence[Entry]:
        """Nothing is selected, or several."""
        editor = self._editor
        parties = [id_ for id_ in editor.selected if editor.data.party(id_) is not None]
        several = (Entry(_("Into one card: their needs coincide"), "J", self.join),) if len(parties) > 1 else ()
        some = (Entry(), Entry(_("Delete"), "Del", editor.delete)) if editor.selected else ()
        return (
            *several, Entry(_("New party"), "P", self.ask_party), Entry(_("Mark as common…"), "Ctrl+G", self.common),
            Entry(_("Lay out"), "F5", self._canvas.ask_layout), *some,
        )  # fmt: skip

    def _of(self, dictionary: str, now: str, choose: Callable[[str], object]) -> tuple[Entry, ...]:
        """The words of a dictionary, the one that holds now ticked."""
        return tuple(
            Entry(words, run=partial(choose, code), checked=code == now) for code, words in self._desk.choices(dictionary)
        )

    def _issue_menu(self) -> Sequence[Entry]:
        editor, data = self._editor, self._editor.data
        stages = self._of("conflict_stages", data.phase, lambda code: editor.describe(phase=cast("Phase", code)))
        schemes = self._of("conflict_templates", data.template, lambda code: editor.describe(template=cast("Template", code)))
        return (
            Entry(_("Change…"), "Enter", self._canvas.ask_inspect), Entry(_("Other words"), "F2", self._canvas.ask_rename),
            Entry(_("Stage of the conflict"), inside=stages), Entry(_("Scheme"), inside=schemes), *self._away(),
        )  # fmt: skip

    def _away(self) -> tuple[Entry, ...]:
        """Only a draft that was saved can be taken away."""
        data = self._editor.data
        if self.remove is None or not data.version or data.stage != "draft":
            return ()
        return Entry(), Entry(_("Take this draft away…"), run=self.remove)

    def _party_menu(self, id_: UUID) -> Sequence[Entry]:
        editor = self._editor
        party = editor.data.party(id_)
        assert party is not None  # noqa: S101  for the type checker: the menu is of a party
        roles = self._of("conflict_roles", party.role, lambda code: editor.change_party(id_, role=cast("PartyRole", code)))
        held = party.place is not None and party.place.pinned
        return (
            Entry(_("Needs and fears"), "Enter", self._canvas.ask_inspect), Entry(_("Rename"), "F2", self._canvas.ask_rename),
            Entry(_("Relation with"), "L", self._canvas.keys.connect), Entry(_("Part in the conflict"), inside=roles),
            Entry(_("In one card with"), "J", self.join), *self._apart(id_),
            Entry(_("Mark as common…"), "Ctrl+G", self.common),
            Entry(_("Hold in place"), run=lambda: editor.pin((id_,), pinned=not held), checked=held),
            Entry(), Entry(_("Delete"), "Del", editor.delete),
        )  # fmt: skip

    def _apart(self, id_: UUID) -> tuple[Entry, ...]:
        """Whoever shares a card can get one of its own."""
        if not self._editor.shares(id_):
            return ()
        return (Entry(_("A card of its own"), run=lambda: self._editor.join(id_, None)),)

    def _relation_menu(self, id_: UUID) -> Sequence[Entry]:
        editor = self._editor
        relation = editor.relation(id_)
        kinds = self._of(
            "conflict_relations", relation.kind if relation is not None else "",
            lambda code: editor.change_relation(id_, kind=cast("RelationKind", code)),
        )  # fmt: skip
        return (*kinds, Entry(), Entry(_("Change…"), "Enter", self._canvas.ask_inspect), Entry(_("Delete"), "Del", editor.delete))


class ConflictToolbar(QWidget):
    """The tools of one canvas; the page adds its own with `add`."""

    def __init__(self, tools: ConflictTools, editor: ConflictEditor, canvas: FigureCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._canvas = editor, canvas
        self._flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))
        for caption, keys, run in (
            (_("Party"), "P", tools.ask_party), (_("Draw a relation"), "L", canvas.keys.connect),
            (_("Lay out"), "F5", canvas.ask_layout),
        ):  # fmt: skip
            button = Button(caption, keys=keys, parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, run=run: run())
            self.add(button)
        self._add_zoom()
        canvas.zoom_changed.connect(lambda _zoom: self.settle())
        self._leaving = editor.stack.changed.subscribe(lambda _stack: self.settle())
        self.settle()

    def add(self, widget: QWidget) -> None:
        """One more thing at the end of the line."""
        self._flow.addWidget(widget)

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._leaving()

    def settle(self) -> None:
        """Show what can be undone, and the zoom."""
        show_steps(self._editor.stack, self.undo, self.redo)
        self._percent.set_caption(f"{round(self._canvas.zoom * 100)}\u202f%")

    def _add_zoom(self) -> None:
        group = QWidget(self)
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        self.undo = IconButton("undo", _("Undo"), keys="Ctrl+Z", parent=group)
        self.redo = IconButton("redo", _("Redo"), keys="Ctrl+Y", parent=group)
        nearer = IconButton("zoom-in", _("Nearer"), keys="Ctrl++", parent=group)
        farther = IconButton("zoom-out", _("Farther"), keys="Ctrl+-", parent=group)
        self._percent = Button("100\u202f%", "quiet", parent=group)
        self._percent.setToolTip(_("The whole map (F)"))
        self._percent.setAccessibleDescription(_("The whole map (F)"))
        self._percent.setMinimumWidth(theme.px(60))
        self.undo.clicked.connect(self._editor.undo)
        self.redo.clicked.connect(self._editor.redo)
        nearer.clicked.connect(lambda: self._canvas.zoom_by(1.25))
        farther.clicked.connect(lambda: self._canvas.zoom_by(0.8))
        self._percent.clicked.connect(self._canvas.fit)
        for part in (self.undo, self.redo, farther, self._percent, nearer):
            line.addWidget(part)
        self.add(group)
