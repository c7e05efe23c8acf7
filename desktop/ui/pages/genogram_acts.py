"""What can be done to whoever is selected on a genogram: by a key, from the menu, from the line of tools.

One table holds the words, the key and the act, so that the menu, the keys and the help never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.messages import N_, _, message
from desktop.models.kin_data import EmotionalTie, KinLoss, KinPerson, KinUnion
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.drawing_acts import DrawingActs
from desktop.presenters.genogram import Asked, GenogramEditor
from desktop.presenters.kin_around import branch
from desktop.presenters.map_twin import NAMES_HIDDEN
from desktop.services import kin_acts
from desktop.services.cards import open_card
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_items import rect_of
from desktop.ui.canvas.figure_menu import Entry
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.pages.export_file import ask_where_tree, tree_out_words
from desktop.ui.pages.genogram_dialogs import (
    ChildDialog,
    ParentDialog,
    PartnerDialog,
    RelativeDialog,
    SiblingDialog,
    TwinDialog,
)
from desktop.ui.pages.genogram_facts import DeathDialog, LossDialog, MarksDialog, PersonDialog, UnionDialog
from desktop.ui.pages.genogram_heading import HeadingDialog, heading_words
from desktop.ui.pages.import_tree import ask_for_tree, tree_words
from desktop.ui.pages.shell import Shell

_BONDS: Final = (
    ("marriage", N_("a married couple")), ("cohabitation", N_("a couple without marriage")),
    ("parent", N_("the first is a parent of the second")), ("twins", N_("twins")),
)  # fmt: skip
_NOBODY: Final = N_("Select somebody first: Tab goes from one to the next")
_NEW: Final[tuple[tuple[str, str, str, type[RelativeDialog]], ...]] = (
    ("parent", N_("Parent"), "P", ParentDialog),
    ("partner", N_("Partner"), "U", PartnerDialog),
    ("child", N_("Child"), "C", ChildDialog),
    ("sibling", N_("Brother or sister"), "S", SiblingDialog),
    ("twin", N_("Twin"), "T", TwinDialog),
)


class GenogramActs(QWidget):
    """The acts on one genogram. `card_asked(person)`: the full card is wanted."""

    card_asked = Signal(object)

    def __init__(self, shell: Shell, editor: GenogramEditor, canvas: FigureCanvas, writes: DrawingActs) -> None:
        super().__init__(canvas)
        self.hide()
        self._shell, self._editor, self._canvas, self._writes = shell, editor, canvas, writes
        canvas.menu = self.menu
        canvas.connect_with = self._ask_line
        canvas.rename_asked.connect(self._mend)
        canvas.insert_asked.connect(self._insert)
        for code, _words, key, _kind in _NEW:
            canvas.keys.letters[key] = partial(self.add, code)
        canvas.keys.letters |= {
            "G": self.loss, "D": self.died, "E": self.union, "K": self.marks, "I": self.index, "H": self.hide_branch,
            "O": self.open_card, "W": self.whose, "A": self.head,
        }  # fmt: skip
        self._end = editor.asked.subscribe(self._asked)

    def leave(self) -> None:
        """The canvas goes."""
        self._end()

    # Who is meant ---------------------------------------------------------------------------------------

    def person(self) -> KinPerson | None:
        """The person selected last."""
        return next((p for i in reversed(self._editor.selected) if (p := self._editor.person(i)) is not None), None)

    def people(self) -> tuple[KinPerson, ...]:
        """Everybody who is selected."""
        return tuple(p for i in self._editor.selected if (p := self._editor.person(i)) is not None)

    def union_now(self) -> KinUnion | None:
        """The couple that is meant: the line selected, the couple of two selected, the last one of one selected."""
        chosen, unions = set(self._editor.selected), self._editor.data.kin.unions
        found = [u for u in unions if u.id in chosen] or [u for u in unions if {u.first, u.second} <= chosen]
        if not found and (person := self.person()) is not None:
            found = [u for u in unions if person.id in (u.first, u.second)]
            found.sort(key=lambda u: (not u.ended, u.since.kept() if u.since else ""))
        return found[-1] if found else None

    def loss_now(self) -> KinLoss | None:
        """The pregnancy that is selected."""
        return next((x for x in self._editor.data.kin.losses if x.id in self._editor.selected), None)

    def feeling_now(self) -> EmotionalTie | None:
        """The emotional line that is selected."""
        return next((t for t in self._editor.data.feelings if t.id in self._editor.selected), None)

    def _spot(self, id_: UUID) -> QRect:
        """Where somebody stands on the screen."""
        box, port = self._editor.boxes().get(id_), self._canvas.viewport()
        if box is None:
            middle = self._canvas.figure_scene.middle_of(id_) or QPointF()
            return QRect(port.mapToGlobal(self._canvas.pixel_of(middle)), port.mapToGlobal(self._canvas.pixel_of(middle)))
        shown = self._canvas.mapFromScene(rect_of(box)).boundingRect()
        return QRect(port.mapToGlobal(shown.topLeft()), shown.size())

    def _with_person(self, act: Callable[[KinPerson], object]) -> None:
        person = self.person()
        if person is None:
            self._canvas.tell(message(_NOBODY))
        else:
            self._canvas.settle()
            act(person)

    def write(self, label: str, act: Any, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """One act on the card; a step of undo."""

        def said(changes: Changes) -> None:
            self._canvas.tell(message(label))
            done(changes)
            self._canvas.setFocus()

        self._writes.write(label, act, said, failed)

    # Relatives ------------------------------------------------------------------------------------------

    def add(self, code: str) -> None:
        """A relative of whoever is selected."""
        kind = next(kind for known, _words, _key, kind in _NEW if known == code)
        self._with_person(
            lambda person: kind(self._shell, self._editor, person, self.write, self._canvas, self._spot(person.id)).open()  # type: ignore[call-arg]
        )

    def _insert(self, _at: QPointF) -> None:
        """Insert asks whose relative and which: somebody new always hangs on somebody."""
        person = self.person()
        if person is None:
            self._canvas.tell(message(_NOBODY))
            return
        kinds = [(code, _(words)) for code, words, _key, _kind in _NEW]
        prompt = _("Who is new to {name}?").format(name=self._editor.name(person.id))
        self._canvas.asking.kind(prompt, kinds, self.add, person.id)

    def loss(self) -> None:
        """A pregnancy, or what came of it."""

        def ask(person: KinPerson) -> None:
            mother = self._mother(person)
            if mother is None:
                self._canvas.tell(message(N_("A pregnancy is written with the mother")))
                return
            LossDialog(self._shell, self._editor, mother, self.write, self._canvas, self._spot(mother.id)).open()

        self._with_person(ask)

    def _mother(self, person: KinPerson) -> KinPerson | None:
        return person if person.sex != "male" else next((p for p in self.people() if p.sex != "male"), None)

    def died(self) -> None:
        """When somebody died."""
        self._with_person(lambda p: DeathDialog(self._shell, self._editor, p, self.write, self._canvas, self._spot(p.id)).open())

    def union(self) -> None:
        """A couple: married, parted, together again."""
        found = self.union_now()
        if found is None:
            self._canvas.tell(message(N_("No couple is selected: press U to write a partner down")))
            return
        self._canvas.settle()
        UnionDialog(self._shell, self._editor, found, self.write, self._canvas, self._spot(found.id)).open()

    def _mend(self, id_: object) -> None:
        """F2 and a double click: names and days of a person, the words of a line."""
        if self.union_now() is not None and id_ == getattr(self.union_now(), "id", None):
            self.union()
        elif (loss := self.loss_now()) is not None and loss.id == id_:
            mother = self._editor.person(loss.mother)
            if mother is not None:
                LossDialog(self._shell, self._editor, mother, self.write, self._canvas, self._spot(loss.id), loss).open()
        elif (tie := self.feeling_now()) is not None:
            self._ask_kind(tie)
        elif isinstance(id_, UUID) and self._editor.person(id_) is not None:
            self.mend(id_)

    def mend(self, id_: UUID) -> None:
        """Names, sex and days of somebody; hidden names are not opened for writing."""
        if self._editor.style.names != "shown":
            self._canvas.tell(message(NAMES_HIDDEN))
            return

        def opened(card: Snapshot | None) -> None:
            if card is not None:
                PersonDialog(self._shell, card, self.write, self._canvas, self._spot(id_)).open()

        self._shell.desk.open(lambda reading: open_card(reading, "person", id_), opened, self._shell.fail, self._writes.owner)

    # The drawing's own ----------------------------------------------------------------------------------

    def marks(self) -> None:
        """Conditions of whoever is selected."""
        self._with_person(lambda p: MarksDialog(self._shell, self._editor, p, self._canvas, self._spot(p.id)).open())

    def index(self) -> None:
        """About whom the genogram is drawn."""
        self._with_person(lambda person: self._editor.set_index(person.id))

    def hide_branch(self) -> None:
        """Leave somebody out with all who hang on them alone."""
        kin = self._editor.data.kin
        self._with_person(lambda person: self._editor.hide({person.id, *branch(kin, person.id)}))

    def open_card(self) -> None:
        """The full card of whoever is selected."""
        self._with_person(lambda person: self.card_asked.emit(person.id))

    def whose(self) -> None:
        """How two are related: of one selected, the other is asked."""

        def ask(person: KinPerson) -> None:
            prompt = _("How are they related: {name} and …").format(name=self._editor.name(person.id))
            self._canvas.asking.one_of_all(
                prompt, lambda other: self._editor.select((person.id, other)), without=(person.id,), under=person.id
            )

        if len(self.people()) != 2:
            self._with_person(ask)

    # Lines between two ----------------------------------------------------------------------------------

    def _ask_line(self, source: UUID, target: UUID) -> None:
        """Which line: a feeling is drawn at once, kinship is written into the card."""
        kinds = [*self._shell.desk.choices("emotional_lines"), *((code, _(words)) for code, words in _BONDS)]

        def chosen(kind: str) -> None:
            self._editor.tie = kind  # type: ignore[assignment]  # a code of one of the two lists
            self._editor.connect(source, target)

        self._canvas.asking.kind(_("Which line between them?"), kinds, chosen, target, str(self._editor.tie))

    def _ask_kind(self, tie: EmotionalTie) -> None:
        kinds = self._shell.desk.choices("emotional_lines")

        def chosen(kind: str) -> None:
            self._editor.change_feeling(tie.id, kind=kind)  # type: ignore[arg-type]  # a code of the list

        self._canvas.asking.kind(_("Which line between them?"), kinds, chosen, tie.id, tie.kind)

    def _asked(self, asked: Asked) -> None:
        """What the drawing asks of the card: a bond of two, or that something goes."""
        if asked.what == "remove":
            self._ask_remove(asked.ids)
            return
        one, other = asked.ids
        acts: dict[str, Callable[[Any], UUID]] = {
            "parent": lambda unit: kin_acts.bind_parent(unit, one, other),
            "twins": lambda unit: kin_acts.bind_twins(unit, one, other),
        }
        act = acts.get(asked.what) or (lambda unit: kin_acts.bind_union(unit, one, other, asked.what))  # type: ignore[arg-type]
        self.write(N_("Kinship was written down"), act, lambda _changes: None, self._shell.fail)

    def _ask_remove(self, ids: Sequence[UUID]) -> None:
        kin = self._editor.data.kin
        losses = [loss for loss in kin.losses if loss.id in ids]
        bonds = [id_ for id_ in ids if id_ not in {loss.id for loss in losses}]

        def remove(unit: Any) -> UUID:
            for loss in losses:
                kin_acts.change_pregnancy(unit, loss.mother, loss.id, None, None)
            return kin_acts.remove_bonds(unit, bonds) if bonds else losses[0].mother

        Ask(
            self._canvas,
            _("Remove this bond?"),
            _("Remove it only if it was written by mistake. A divorce or a separation is an ending: open the bond and write it."),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Remove"), lambda: self.write(N_("A bond was removed"), remove, _nothing, self._shell.fail), "danger"),
            ),
        ).open()

    def remove_person(self) -> None:
        """Somebody who was written by mistake leaves the card with all bonds."""

        def ask(person: KinPerson) -> None:
            Ask(
                self._canvas,
                _("Was {name} written by mistake?").format(name=self._editor.name(person.id)),
                _("They leave the card with all their bonds. To leave them out of this drawing only, press Del."),
                (
                    Answer(_("Leave as it is"), None, default=True, cancels=True),
                    Answer(_("Remove"), lambda: self._remove(person.id), "danger"),
                ),
            ).open()

        self._with_person(ask)

    def _remove(self, person: UUID) -> None:
        act: Callable[[Any], UUID] = lambda unit: kin_acts.remove_relative(unit, person)  # noqa: E731
        self.write(N_("A relative was removed"), act, _nothing, self._shell.fail)

    def take_tree_in(self) -> None:
        """Kin of this family from a file of another program."""
        self._canvas.settle()
        ask_for_tree(self._shell, self._editor.data.family, self._canvas, self.write)

    def save_tree(self) -> None:
        """The family tree, as the card has it, for other programs; names are what it is made of, so hidden ones forbid it."""
        if self._editor.style.names != "shown":
            said = N_("Names are hidden, and a family tree for other programs carries them: show the names first")
            self._canvas.tell(message(said))
            return
        ask_where_tree(self._shell, self._editor.data.family, "", self._canvas)

    def head(self) -> None:
        """Title, day, with whom it was drawn, note."""
        self._canvas.settle()
        HeadingDialog(self._shell, self._editor, self._canvas).open()

    def of_all(self) -> Sequence[Entry]:
        """What is about the whole drawing: its heading, and its way to other programs and from them."""
        files = Entry(tree_words(), "", self.take_tree_in), Entry(tree_out_words(), "", self.save_tree)
        return Entry(heading_words(), "A", self.head), *files

    # The menu -------------------------------------------------------------------------------------------

    def menu(self) -> Sequence[Entry]:
        """What can be done with what is selected."""
        if self.people():
            return self._menu_of_people()
        if (tie := self.feeling_now()) is not None:
            return (
                Entry(_("Another kind of line…"), "F2", lambda: self._ask_kind(tie)),
                Entry(_("Take off the drawing"), "Del", self._editor.delete),
            )
        if self.union_now() is not None:
            return (
                Entry(_("The couple: parted, together again…"), "E", self.union),
                Entry(_("Written by mistake…"), "Del", self._editor.delete),
            )
        if (loss := self.loss_now()) is not None:
            return (
                Entry(_("What came of the pregnancy…"), "F2", lambda: self._mend(loss.id)),
                Entry(_("Written by mistake…"), "Del", self._editor.delete),
            )
        if self._editor.selected:
            return (Entry(_("Written by mistake…"), "Del", self._editor.delete),)
        return self._menu_of_nothing()

    def _menu_of_people(self) -> Sequence[Entry]:
        keys = self._canvas.keys
        relatives = [Entry(_(words) + "…", key, partial(self.add, code)) for code, words, key, _kind in _NEW]
        person = self.person()
        index = person is not None and self._editor.data.index == person.id
        return (
            *relatives,
            Entry(_("Pregnancy, loss…"), "G", self.loss),
            Entry(),
            Entry(_("Names and dates…"), "F2", self._canvas.ask_rename),
            Entry(_("Died…"), "D", self.died),
            Entry(_("The couple: parted, together again…"), "E", self.union, enabled=self.union_now() is not None),
            Entry(_("Conditions…"), "K", self.marks),
            Entry(),
            Entry(_("Line of a relation with…"), "L", keys.connect),
            Entry(_("How are they related…"), "W", self.whose),
            Entry(_("Drawn about this person"), "I", self.index, checked=index),
            Entry(_("Full card"), "O", self.open_card),
            Entry(),
            Entry(_("Hide the branch"), "H", self.hide_branch),
            Entry(_("Leave out of the drawing"), "Del", self._editor.delete),
            Entry(_("Written by mistake…"), "", self.remove_person),
        )

    def _menu_of_nothing(self) -> Sequence[Entry]:
        hidden = len(self._editor.data.hidden)
        return (
            Entry(_("Select everybody"), "Ctrl+A", self._canvas.keys.select_all),
            Entry(_("Find…"), "Ctrl+F", self._canvas.asking.find),
            Entry(_("Lay out again"), "F5", self._canvas.ask_layout),
            Entry(_("Show those left out ({n})").format(n=hidden), "", self._editor.show_all, enabled=hidden > 0),
            Entry(),
            Entry(_("Whole drawing"), "F", self._canvas.fit),
            Entry(_("Undo"), "Ctrl+Z", self._canvas.keys.undo),
            Entry(),
            *self.of_all(),
        )


def _nothing(_changes: Changes) -> None:
    """Nothing more follows."""
