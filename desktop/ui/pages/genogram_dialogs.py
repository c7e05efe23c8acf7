"""What is asked when somebody is added to a genogram: parent, partner, child, brother or sister, twin."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.models.kin_data import KinPerson, ParentNature, UnionEnd, UnionNature
from desktop.models.lists import SearchHit
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_around import BOND_FIELDS, Around, partners_of, surname_hint
from desktop.presenters.lookalikes import Lookalikes
from desktop.presenters.members import PERSON_FIELDS, read_typed, sex_of, sought_of, surname_for
from desktop.services import kin_acts
from desktop.services.cards import open_card
from desktop.services.desk import ActFunction
from desktop.services.kin_acts import Relative
from desktop.ui.forms.editors import PartialDateEdit
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.pages.genogram_beside import BesideDialog
from desktop.ui.pages.member_editor import PersonEditor
from desktop.ui.pages.member_known import KnownHits, known_caption
from desktop.ui.pages.shell import Shell

Write = Callable[[str, ActFunction, Callable[[Changes], None], Callable[[Exception], None]], None]
_NATURES = ("birth", "adoptive", "foster", "step", "guardian")
UNIONS = ("marriage", "cohabitation", "relationship")
ENDS = ("divorce", "separation", "death")


class RelativeDialog(BesideDialog):
    """Somebody new on a genogram. Without a name they are somebody unknown: that they lived is known."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect,
        title: str,
    ) -> None:  # fmt: skip
        words = _("{what} · {name}").format(what=title, name=editor.name(person.id))
        super().__init__(shell, words, _("Write into the card"), parent, spot)
        self._editor, self._person, self._write = editor, person, write
        self._owner = Owner()
        self.around = Around(editor.data.kin, person.id)
        desk = shell.desk
        self.who = PersonEditor(desk, self)
        self.who.role.hide()
        self.who.number.hide()
        for key in ("surname", "given_name", "patronymic", "sex", "born"):
            self.ask(key, self.who.caption(key), self.who.boxes()[key])
        self.who.given_name.setPlaceholderText(_("empty: unknown, «?»"))
        self.died = PartialDateEdit(PERSON_FIELDS["died"], desk.reader, self)
        self.ask("died", _("Date of death"), self.died)
        self.dead = QCheckBox(_("Died, it is not known when"), self)
        self.ask("dead", "", self.dead)
        self.standing = Choice(self._others(), self, placeholder=_("somebody new"))
        self.ask("standing", _("Or already drawn"), self.standing)
        self.known = KnownHits(known_caption(), self)
        self.known.chosen.connect(self._take)
        self.known.left.connect(self.who.given_name.setFocus)
        kept = self.known.sizePolicy()  # the room of one is kept: the button stays where it is while somebody types
        kept.setRetainSizeWhenHidden(True)
        self.known.setSizePolicy(kept)
        self.known.setMinimumHeight(theme.px(50))
        self.body.addWidget(self.known)
        self.body.addStretch(1)
        self._suggested = ""  # the surname that nobody typed
        self._lookalikes = Lookalikes(desk, self.known.show_hits, shell.fail)
        self.who.named.connect(self._look)
        self.installEventFilter(self)
        self.finished.connect(self._lookalikes.close)

    def suggest(self, sex: str, of: KinPerson | None = None) -> None:
        """What is likely: the sex, and the surname of the family in its form for that sex."""
        typed = self.who.surname.value()
        self.who.sex.set_value(sex or None)
        if typed not in {"", self._suggested_now()}:
            return
        hidden = self._editor.style.names != "shown"
        self._suggested = "" if hidden else surname_for(surname_hint(of or self._person), sex)
        self.who.surname.set_value(self._suggested)
        (self.who.given_name if self._suggested else self.who.surname).setFocus()

    def _others(self) -> list[tuple[str, str]]:
        return [(str(p.id), self._editor.name(p.id)) for p in self._editor.data.kin.people if p.id != self._person.id]

    def _look(self) -> None:
        typed = self.who.typed()
        named = typed.given_name and typed.person is None
        line = f"{typed.surname} {typed.given_name} {typed.patronymic}" if named else ""
        self._lookalikes.look(line, ("person",), sought=sought_of(typed, self.shell.desk.reader))

    def _take(self, hit: SearchHit) -> None:
        def opened(person: Snapshot | None) -> None:
            if person is not None:
                self.who.take(person)
                self.known.show_hits(())
                self.button.setFocus()

        self.shell.desk.open(lambda reading: open_card(reading, "person", hit.record), opened, self.shell.fail, self._owner)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        return down and self.known.enter()

    def relative(self) -> Relative:
        """Who was typed; the surname the program put there alone makes nobody known."""
        self.who.settle()
        if (standing := self.standing.value()) is not None:
            return Relative(person=UUID(standing))
        typed = self.who.typed()
        if typed.person is not None:
            return Relative(person=typed.person)
        reader = self.shell.desk.reader
        born = read_typed(PERSON_FIELDS["born"], typed.born, reader)[0]
        died = read_typed(PERSON_FIELDS["died"], self.died.value(), reader)[0]
        known = typed.given_name or typed.patronymic or typed.surname not in {"", self._suggested_now()}
        return Relative(
            typed.given_name, typed.surname if known else "", typed.patronymic, typed.sex,
            born if isinstance(born, PartialDate) else None, died if isinstance(died, PartialDate) else None,
            dead=self.dead.isChecked(),
        )  # fmt: skip

    def _suggested_now(self) -> str:
        return surname_for(self._suggested, self.who.sex.value() or "") if self._suggested else ""

    def complaints(self) -> bool:
        """What is typed and is no day, no word of a list."""
        typed = self.who.typed()
        wrong = {"sex": typed.sex_words}
        for key, text in (("born", typed.born), ("died", self.died.value())):
            said = read_typed(PERSON_FIELDS[key], text, self.shell.desk.reader)[1] if text else None
            wrong[key] = said.words() if said is not None else ""
        for key, words in wrong.items():
            self.fields[key].set_error(words and (words if key != "sex" else _("Choose from the list")))
        first = next((key for key, words in wrong.items() if words), None)
        if first is not None:
            self.fields[first].focus_editor()
        return first is not None

    @abstractmethod
    def label(self) -> str:
        """The act, as the journal of changes calls it."""

    @abstractmethod
    def doing(self, who: Relative) -> ActFunction:
        """The act."""

    @override
    def act(self) -> None:
        self.settle()
        if not self.complaints():
            self._write(self.label(), self.doing(self.relative()), self._written, self.failed)

    def _written(self, changes: Changes) -> None:
        self.saved()
        made = changes.result
        if made is not None and self._editor.person(made) is not None:
            self._editor.select((made,))


class ParentDialog(RelativeDialog):
    """A parent: by birth, adoptive, foster, step or guardian."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        super().__init__(shell, editor, person, write, parent, spot, _("Parent"))
        self.nature = Choice(entries(shell, "bond_natures", _NATURES), self)
        standing = self.around.birth_parents
        self.nature.set_value("birth" if len(standing) < 2 else "adoptive")
        self.ask("nature", _("What kind of parent"), self.nature)
        self.union: Segmented | None = None
        if len(standing) == 1:
            self.union = segments(shell, "bond_natures", UNIONS, self)
            self.union.set_value("marriage")
            self.ask("union", _("With the other parent"), self.union)
        other = standing[0].sex if len(standing) == 1 else ""
        self._likely = "" if standing else "female"  # nothing but a habit speaks for it
        self.suggest({"female": "male", "male": "female"}.get(other, self._likely))
        self.who.given_name.editingFinished.connect(self._doubt)

    def _doubt(self) -> None:
        """A name of either sex takes back what nobody said."""
        typed = self.who.typed()
        if self._likely and typed.given_name and not self.who.said_by_hand("sex"):
            self._likely = ""
            if not sex_of("", "", typed.given_name, typed.patronymic):
                self.who.sex.set_value(None)

    @override
    def relative(self) -> Relative:
        self._doubt()
        return super().relative()

    @override
    def label(self) -> str:
        return N_("A parent was written down")

    @override
    def doing(self, who: Relative) -> ActFunction:
        child, nature = self._person.id, cast("ParentNature", self.nature.value() or "birth")
        union = cast("UnionNature | None", self.union.value()) if self.union is not None and nature == "birth" else None
        return lambda unit: kin_acts.add_parents(unit, child, (who,), nature, union=union)


class PartnerDialog(RelativeDialog):
    """A husband, a wife or a partner, of now or of once."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        super().__init__(shell, editor, person, write, parent, spot, _("Partner"))
        reader = shell.desk.reader
        self.nature = Choice(entries(shell, "bond_natures", UNIONS), self)
        self.nature.set_value("marriage")
        self.since = PartialDateEdit(BOND_FIELDS["since"], reader, self)
        self.ended = segments(shell, "bond_endings", ENDS, self)
        self.till = PartialDateEdit(BOND_FIELDS["till"], reader, self)
        self.ask("nature", _("What kind of couple"), self.nature)
        self.ask("since", _("Together since"), self.since)
        self.ask("ended", _("How the union ended"), self.ended)
        self.ask("till", _("Till"), self.till)
        self.suggest({"female": "male", "male": "female"}.get(person.sex, ""))

    @override
    def label(self) -> str:
        return N_("A partner was written down")

    @override
    def doing(self, who: Relative) -> ActFunction:
        person, nature = self._person.id, cast("UnionNature", self.nature.value() or "marriage")
        since, till = day_of(self.since, self.shell), day_of(self.till, self.shell)
        ended = cast("UnionEnd", self.ended.value() or "")
        return lambda unit: kin_acts.add_partner(unit, person, who, nature, since=since, till=till, ended=ended)


class ChildDialog(RelativeDialog):
    """A child of one person or of a couple."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        super().__init__(shell, editor, person, write, parent, spot, _("Child"))
        partners = partners_of(editor.data.kin, person.id)
        chosen = [p for p in partners if p.id in editor.selected]
        self.other = Choice([(str(p.id), editor.name(p.id)) for p in partners], self, placeholder=_("not known"))
        self.other.set_value(str((chosen or partners)[-1].id) if partners else None)
        self.ask("other", _("The other parent"), self.other)
        self.nature = Choice(entries(shell, "bond_natures", _NATURES), self)
        self.nature.set_value("birth")
        self.ask("nature", _("What kind of parent"), self.nature)
        self.other.edited.connect(self._bend)
        self._bend()

    def _bend(self) -> None:
        """A child is likely to bear the surname of the father, if he is known."""
        other = self._editor.person(UUID(chosen)) if (chosen := self.other.value()) else None
        father = next((p for p in (other, self._person) if p is not None and p.sex == "male"), self._person)
        self.suggest(self.who.sex.value() or "", father)

    @override
    def label(self) -> str:
        return N_("A child was written down")

    @override
    def doing(self, who: Relative) -> ActFunction:
        nature = cast("ParentNature", self.nature.value() or "birth")
        other = self.other.value()
        parents = (self._person.id, *((UUID(other),) if other else ()))
        return lambda unit: kin_acts.add_child(unit, parents, who, nature)


class SiblingDialog(RelativeDialog):
    """A brother or a sister: of the same parents, or of one of them."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        super().__init__(shell, editor, person, write, parent, spot, _("Brother or sister"))
        self.through: Segmented | None = None
        parents = self.around.birth_parents
        if len(parents) == 2:
            options = [Option("both", _("both parents")), *(Option(str(p.id), p.name or "?") for p in parents)]
            self.through = Segmented(options, self, clearable=False)
            self.through.set_value("both")
            self.ask("through", _("In common"), self.through)
        self.suggest("")

    @override
    def label(self) -> str:
        return N_("A brother or a sister was written down")

    @override
    def doing(self, who: Relative) -> ActFunction:
        person, through = self._person.id, self.through.value() if self.through is not None else None
        half: Sequence[UUID] | None = (UUID(through),) if through and through != "both" else None
        return lambda unit: kin_acts.add_sibling(unit, person, who, through=half)


class TwinDialog(RelativeDialog):
    """A twin: born the same day."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        super().__init__(shell, editor, person, write, parent, spot, _("Twin"))
        self.kind = Choice(entries(shell, "bond_natures", ("identical", "fraternal")), self, placeholder=_("not known"))
        self.ask("kind", _("Twins"), self.kind)
        self.suggest(person.sex if person.sex != "unknown" else "")

    @override
    def label(self) -> str:
        return N_("A twin was written down")

    @override
    def doing(self, who: Relative) -> ActFunction:
        person, twin = self._person.id, self.kind.value() or ""
        return lambda unit: kin_acts.add_sibling(unit, person, who, twin=twin)


def day_of(editor: PartialDateEdit, shell: Shell) -> PartialDate | None:
    """The day or year that stands in a line of a bond."""
    value = read_typed(BOND_FIELDS["since"], editor.value(), shell.desk.reader)[0] if editor.value() else None
    return value if isinstance(value, PartialDate) else None


def entries(shell: Shell, dictionary: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Some entries of a dictionary, as the office calls them."""
    known = dict(shell.desk.choices(dictionary))
    return [(code, known[code]) for code in codes if code in known]


def segments(shell: Shell, dictionary: str, codes: Sequence[str], parent: QWidget) -> Segmented:
    """Some entries of a dictionary as buttons; none of them may be the answer."""
    return Segmented([Option(code, words) for code, words in entries(shell, dictionary, codes)], parent)
