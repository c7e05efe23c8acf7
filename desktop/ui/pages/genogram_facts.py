"""What is asked about somebody who is drawn already: names and days, a death, a pregnancy, conditions, a couple."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _, message
from desktop.models import kinds
from desktop.models.fields import Value
from desktop.models.kin_data import KinLoss, KinPerson, KinUnion, Outcome, UnionEnd
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_around import BOND_FIELDS
from desktop.presenters.members import PERSON_FIELDS, read_typed
from desktop.services import kin_acts
from desktop.services.desk import ActFunction
from desktop.ui.forms.editors import PartialDateEdit
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.pages.genogram_beside import BesideDialog
from desktop.ui.pages.genogram_dialogs import ENDS, UNIONS, Write, day_of, entries, segments
from desktop.ui.pages.shell import Shell

_NAMES: Final = ("surname", "given_name", "patronymic")
_DAYS: Final = ("born", "died", "left_home")


class PersonDialog(BesideDialog):
    """Names, sex and days of somebody: what the card has, mended in place."""

    def __init__(self, shell: Shell, person: Snapshot, write: Write, parent: QWidget, spot: QRect) -> None:
        name = " ".join(str(person.values[key]) for key in _NAMES if person.values[key])
        super().__init__(shell, name or _("unknown person"), _("Write into the card"), parent, spot)
        self._before, self._write = person, write
        reader = shell.desk.reader
        self.names = {key: TextEdit1(self) for key in _NAMES}
        self.sex = Choice(shell.desk.choices("sexes"), self)
        self.days = {key: PartialDateEdit(PERSON_FIELDS[key], reader, self) for key in _DAYS}
        for key, line in self.names.items():
            line.set_value(str(person.values[key] or ""))
            self.ask(key, _(PERSON_FIELDS[key].label), line)
        self.sex.set_value(str(person.values["sex"]) if person.values["sex"] else None)
        self.ask("sex", _(PERSON_FIELDS["sex"].label), self.sex)
        for key, day in self.days.items():
            value = person.values[key]
            day.set_value(reader_text(key, value, shell))
            self.ask(key, _(PERSON_FIELDS[key].label), day)
        self.names["surname"].setFocus()

    @override
    def act(self) -> None:
        self.settle()
        before, changes = self._before.values, self._changes()
        if changes is None:
            return
        person = self._before.id

        def doing(unit: Any) -> UUID:
            for key, value in changes.items():
                kin_acts.set_fact(unit, person, key, value, before[key])
            return person

        if changes:
            self._write(N_("A person was mended on the genogram"), doing, lambda _changes: self.saved(), self.failed)
        else:
            self.saved()

    def _changes(self) -> dict[str, Value] | None:
        found: dict[str, Value] = {key: line.value() or None for key, line in self.names.items()}
        found["sex"] = self.sex.value()
        for key, day in self.days.items():
            value, said = read_typed(PERSON_FIELDS[key], day.value(), self.shell.desk.reader) if day.value() else (None, None)
            self.fields[key].set_error(said.words() if said is not None else "")
            if said is not None:
                self.fields[key].focus_editor()
                return None
            found[key] = value
        return {key: value for key, value in found.items() if value != (self._before.values[key] or None)}


class DeathDialog(BesideDialog):
    """When somebody died: the year is enough, and nobody may know even that."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, person: KinPerson, write: Write, parent: QWidget, spot: QRect
    ) -> None:
        words = _("{what} · {name}").format(what=_("Died"), name=editor.name(person.id))
        super().__init__(shell, words, _("Write into the card"), parent, spot)
        self._person, self._write = person, write
        self.day = PartialDateEdit(PERSON_FIELDS["died"], shell.desk.reader, self)
        self.day.set_value(reader_text("died", person.died, shell))
        self.ask("died", _("Date or year of death"), self.day)
        self.dead = QCheckBox(_("Died, it is not known when"), self)
        self.dead.setChecked(person.dead)
        self.ask("dead", "", self.dead)
        self.day.setFocus()

    @override
    def act(self) -> None:
        self.settle()
        value, said = read_typed(PERSON_FIELDS["died"], self.day.value(), self.shell.desk.reader)
        if said is not None:
            self.fields["died"].set_error(said.words())
            return
        person, dead = self._person, self.dead.isChecked()
        died = value if isinstance(value, PartialDate) else None
        self._write(
            N_("A death was written down"), lambda unit: kin_acts.write_death(unit, person.id, died, dead=dead, seen=person),
            lambda _changes: self.saved(), self.failed,
        )  # fmt: skip


class LossDialog(BesideDialog):
    """A pregnancy that goes on, or that brought no living child."""

    def __init__(
        self, shell: Shell, editor: GenogramEditor, mother: KinPerson, write: Write, parent: QWidget, spot: QRect,
        loss: KinLoss | None = None,
    ) -> None:  # fmt: skip
        words = _("{what} · {name}").format(what=_("Pregnancy"), name=editor.name(mother.id))
        super().__init__(shell, words, _("Write into the card"), parent, spot)
        self._mother, self._write, self._loss = mother, write, loss
        self.outcome = Choice(shell.desk.choices("pregnancy_outcomes"), self)
        self.outcome.set_value(loss.outcome if loss is not None else "expected")
        self.when = PartialDateEdit(BOND_FIELDS["since"], shell.desk.reader, self)
        if loss is not None:
            self.when.set_value(reader_text("since", loss.happened, shell))
        self.ask("outcome", _("Outcome of the pregnancy"), self.outcome)
        self.ask("happened", _("When"), self.when)
        self.outcome.setFocus()

    @override
    def act(self) -> None:
        self.settle()
        outcome, when = cast("Outcome", self.outcome.value() or "expected"), day_of(self.when, self.shell)
        mother, loss = self._mother.id, self._loss
        label = N_("A pregnancy was written down")
        doing: ActFunction = lambda unit: kin_acts.add_pregnancy(unit, mother, outcome, when)  # noqa: E731  one of two
        if loss is not None:
            doing = lambda unit: kin_acts.change_pregnancy(unit, mother, loss.id, outcome, when)  # noqa: E731
        self._write(label, doing, lambda _changes: self.saved(), self.failed)


class UnionDialog(BesideDialog):
    """A couple: what kind, since when, how and when it ended, whether they are together again."""

    def __init__(self, shell: Shell, editor: GenogramEditor, union: KinUnion, write: Write, parent: QWidget, spot: QRect) -> None:
        names = " \u2014 ".join(editor.name(id_) for id_ in (union.first, union.second))
        super().__init__(shell, names, _("Write into the card"), parent, spot)
        self._union, self._write = union, write
        desk = shell.desk
        self.nature = Choice(entries(shell, "bond_natures", UNIONS), self)
        self.nature.set_value(union.nature)
        self.ended = segments(shell, "bond_endings", ENDS, self)
        self.ended.set_value(union.ended or None)
        self.since, self.till, self.resumed = (
            PartialDateEdit(BOND_FIELDS[key], desk.reader, self) for key in ("since", "till", "resumed")
        )
        for editor_, value in ((self.since, union.since), (self.till, union.till), (self.resumed, union.resumed)):
            editor_.set_value(reader_text("since", value, shell))
        self.ask("nature", _("What kind of couple"), self.nature)
        self.ask("since", _("Together since"), self.since)
        self.ask("ended", _("How the union ended"), self.ended)
        self.ask("till", _("Till"), self.till)
        self.ask("resumed", _("Together again since"), self.resumed)
        self.ended.setFocus()

    @override
    def act(self) -> None:
        self.settle()
        union, ended = self._union.id, cast("UnionEnd", self.ended.value() or "")
        nature = self.nature.value() or "marriage"
        since, till, again = (day_of(line, self.shell) for line in (self.since, self.till, self.resumed))

        def doing(unit: Any) -> UUID:
            if (nature, since) != (self._union.nature, self._union.since):
                kin_acts.change_bond(unit, union, nature=nature, since=since)
            if (ended, till) != (self._union.ended, self._union.till) or not again:
                kin_acts.end_union(unit, union, ended, till)
            if again:
                kin_acts.resume_union(unit, union, again)
            return union

        self._write(N_("A couple was changed on the genogram"), doing, lambda _changes: self.saved(), self.failed)


class MarksDialog(BesideDialog):
    """Conditions of somebody, many at once; what the card says by itself is ticked and stays so."""

    def __init__(self, shell: Shell, editor: GenogramEditor, person: KinPerson, parent: QWidget, spot: QRect) -> None:
        words = _("{what} · {name}").format(what=_("Conditions"), name=editor.name(person.id))
        super().__init__(shell, words, _("Keep"), parent, spot)
        self.setMinimumWidth(theme.px(640))
        self._editor, self._person = editor, person
        standing = {m.kind: m for m in editor.data.marks if m.person == person.id}
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        choices = shell.desk.choices("genogram_marks")
        half = (len(choices) + 1) // 2
        for number, (code, caption) in enumerate(choices):
            box = QCheckBox(caption, self)
            box.setChecked(code in standing)
            if code in standing and standing[code].derived:
                box.setEnabled(False)
                box.setToolTip(_("The card says this: change it in the card of the person"))
                box.setAccessibleDescription(box.toolTip())
            grid.addWidget(box, number % half, number // half)
            self.boxes[code] = box
        self.body.addLayout(grid)
        self._free()[0].setFocus()

    def _free(self) -> Sequence[QCheckBox]:
        return [box for box in self.boxes.values() if box.isEnabled()] or [next(iter(self.boxes.values()))]

    @override
    def act(self) -> None:
        chosen = {code for code, box in self.boxes.items() if box.isChecked() and box.isEnabled()}
        standing = {m.kind for m in self._editor.data.marks if m.person == self._person.id and not m.derived}
        self._editor.begin()
        for code in sorted(chosen ^ standing):
            self._editor.set_mark(self._person.id, code, on=code in chosen)
        self._editor.finish(message(N_("condition")))
        self.saved()


def reader_text(key: str, value: object, shell: Shell) -> str:
    """A day or a year as people write it."""
    field = PERSON_FIELDS.get(key) or BOND_FIELDS[key]
    return kinds.to_text(field, value, shell.desk.reader) if isinstance(value, PartialDate) else ""
