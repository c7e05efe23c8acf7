"""The entry of a visit: every question in one column, answered by digits and Tab, nothing answered beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.models.drafts_of_acts import Named
from desktop.presenters.visit_state import FIELDS
from desktop.presenters.visits import Typed, VisitEntry
from desktop.rules.visits import DANGERS, HELD
from desktop.ui.kit import native, theme
from desktop.ui.kit.badges import Chip
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.kit.lines import LongText, ParsedLine, TimeEdit
from desktop.ui.kit.many import PersonChips
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.visit_chips import PeopleChips, StepChips
from desktop.ui.pages.visit_given import VisitGiven
from desktop.ui.pages.visit_more import MoreAboutVisit
from desktop.ui.pages.visit_observed import VisitObserved
from desktop.ui.pages.visit_rows import ChildrenRow, DangerRow, on_a_line, show_choice, show_line

# Short words on the buttons; what an office added keeps the words of its dictionary.
_OUTCOMES: Final = {
    "held": N_("held"), "partly": N_("in part"), "not_found": N_("nobody found"), "not_let_in": N_("not let in"),
    "refused": N_("refused"), "postponed": N_("put off"),
}  # fmt: skip
_ROW_OF: Final = dict.fromkeys((*DANGERS, "danger_unseen"), "danger") | {"came": "when", "left": "when", "visited_on": "when"}
_TEXTS: Final = ("observations", "done", "recommendations")


class VisitForm(QWidget):
    """What is asked about a visit; it shows what the presenter holds and gives back what is pressed and typed."""

    edited = Signal()

    def __init__(self, entry: VisitEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._rows: dict[str, Field] = {}
        self._grid = FieldGrid(1, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._head())
        column.addWidget(self._grid)
        self._ask()
        self.more = MoreAboutVisit(entry, self)
        self.more.typed.connect(self.edited)
        column.addWidget(self.more)
        self._laid: object = None
        self.after: tuple[QWidget, ...] = ()  # where Tab goes behind the entry
        EnterMoves(self)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)
        self._end = entry.changed.subscribe(lambda _nothing: self.show_entry())
        self.show_entry()

    # Building

    def _head(self) -> QHBoxLayout:
        desk = self.entry.desk
        self.title = Heading("", 2, self)
        self.planned = Choice(desk.choices("visit_plans"), self)
        self.kind = Choice(desk.choices("visit_kinds"), self)
        self.stop_amending = Button(_("Write a new visit instead"), "quiet", parent=self)
        self.stop_amending.clicked.connect(self.entry.clear)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.title)
        for choice, key, width in ((self.planned, "planned", 150), (self.kind, "kind", 250)):
            choice.setFixedWidth(theme.px(width))
            choice.set_question(_(FIELDS[key].label))
            choice.edited.connect(lambda choice=choice, key=key: self._answered(key, choice.value()))
            row.addWidget(choice)
        row.addWidget(self.stop_amending)
        row.addStretch(1)
        return row

    def _ask(self) -> None:
        desk = self.entry.desk
        self._add("when", _("Date and time"), self._when())
        outcomes = [
            Option(code, _(_OUTCOMES[code]) if code in _OUTCOMES else caption) for code, caption in desk.choices("visit_outcomes")
        ]
        self.outcome = Segmented(outcomes, self, numbered=True)
        self.outcome.edited.connect(lambda: self._answered("outcome", self.outcome.value()))
        self._add("outcome", _("Outcome of the visit"), self.outcome, required=True)
        self.reason = Choice(desk.choices("visit_reasons"), self)
        self.reason.setFixedWidth(theme.px(420))
        self.reason.edited.connect(lambda: self._answered("reason", self.reason.value()))
        self._add("reason", _(FIELDS["reason"].label), self.reason)
        self.participants = PersonChips((), self)
        self.participants.edited.connect(self._came_with)
        self._add("participants", _("Participants"), self.participants)
        self._add("met", _("Whom they met"), self._met(), required=True)
        self.children_row = ChildrenRow(self)
        self.children_row.said.connect(self._said_of_child)
        self.children_row.said_of_all.connect(self._said_of_all)
        self._add("children", _("Children"), self.children_row, required=True)
        self.danger = DangerRow({key: desk.caption("alert_kinds", key) for key in DANGERS}, self)
        self.danger.said.connect(self._answered)
        self.danger.unseen.connect(lambda said: self._answered("danger_unseen", said))
        self._add("danger", _("Danger"), self.danger, required=True)
        self.texts = {key: self._text(key) for key in ("danger_note", *_TEXTS)}
        self.observed = VisitObserved(self.entry, self)
        self.observed.typed.connect(self.edited)
        self._add("observed", _("Observed"), self.observed)
        self.given = VisitGiven(self.entry, self)
        self.given.typed.connect(self.edited)
        self._add("given", _("Services and aid"), self.given)
        self.steps = StepChips(desk.choices("step_marks"), self)
        self.steps.marked.connect(self._marked)
        self._add("steps", _("Steps of the plan"), self.steps)
        self._rows["steps"].set_note(_("1 done, 2 in part, 3 not done, 4 not due yet, Delete takes the mark back"))
        self._add("next_on", _("Next visit"), self._next(), required=True)

    def _add(self, key: str, label: str, editor: QWidget, *, required: bool = False) -> None:
        self._rows[key] = self._grid.add(Field(label, editor, self._grid, required=required))

    def _when(self) -> QWidget:
        line, row = on_a_line(self)
        today = self.entry.desk.today
        self.date = DateEdit(lambda: today, None, line, past=True)
        self.date.setFixedWidth(theme.px(140))
        self.came, self.left_at = TimeEdit(line), TimeEdit(line)
        self.duration = PlainLabel("", line, ink="second")
        self._type_into(self.date, "visited_on")
        self._type_into(self.came, "came")
        self._type_into(self.left_at, "left")
        for widget in (self.date, self.came, PlainLabel("\u2013", line, ink="second"), self.left_at, self.duration):
            row.addWidget(widget)
        row.addStretch(1)
        line.setFocusProxy(self.date)
        return line

    def _next(self) -> QWidget:
        line, row = on_a_line(self)
        today = self.entry.desk.today
        self.next_on = DateEdit(lambda: today, None, line)
        self.next_on.setFixedWidth(theme.px(140))
        self._type_into(self.next_on, "next_on")
        self.next_words = PlainLabel("", line, ink="second")
        row.addWidget(self.next_on)
        row.addWidget(self.next_words)
        row.addStretch(1)
        line.setFocusProxy(self.next_on)
        return line

    def _type_into(self, editor: ParsedLine, key: Typed) -> None:
        editor.setAccessibleName(_(FIELDS[key].label))

        def typed() -> None:
            self.entry.type(key, editor.value())
            self.edited.emit()

        editor.edited.connect(typed)

    def _met(self) -> QWidget:
        self.met = PeopleChips(self)
        self.met.toggled.connect(self._toggle_met)
        self.others = PersonChips((), self.met, placeholder=_("somebody else…"))
        self.others.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.others.edited.connect(self._met_others)
        self.others.set_question(_("Whom they met"))
        self.met.flow.addWidget(self.others)
        return self.met

    def _text(self, key: str) -> LongText:
        text = LongText(self, min_lines=3 if key == "observations" else 1, max_length=FIELDS[key].size)
        text.edited.connect(lambda: self._answered(key, text.value()))
        self._add(key, _(FIELDS[key].label), text)
        return text

    def _order(self) -> None:
        """Tab follows the reading order, also after chips and children came and went.

        Chips of people are reached by Backspace in their line, not by Tab.
        """
        for chips in (self.participants, self.others):
            for chip in chips.findChildren(Chip):
                chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        asked = [*self.children_row.asked.values(), *self.danger.asked.values()]
        chain: list[QWidget] = [self.planned, self.kind, self.date, self.came, self.left_at]
        chain += [*self.outcome.findChildren(QRadioButton), self.reason, *self.participants.findChildren(QLineEdit)]
        chain += [*self.met.chips, *self.others.findChildren(QLineEdit)]
        chain += [button for one in asked for button in one.buttons.findChildren(QRadioButton)]
        chain += [*self.danger.nobody.findChildren(QRadioButton), *self.texts.values(), *self.observed.choices.values()]
        chain += [self.given.service, self.given.aid, self.given.partner, self.given.table, *self.steps.chips, self.next_on]
        chain += [self.more.button, *self.after]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # Giving to the presenter

    def _answered(self, key: str, value: str | bool | None) -> None:  # noqa: FBT001  an answer is a value
        self.entry.answer(key, value)
        self.edited.emit()

    def _came_with(self) -> None:
        self.entry.come_with(tuple(self._named(code, name) for code, name in self.participants.value()))
        self.edited.emit()

    def _named(self, code: str | None, caption: str) -> Named:
        if code is None:
            return Named(None, caption)
        known = UUID(code)
        name, position = self.entry.desk.staff.get(known, (caption, ""))
        return Named(known, name, position)

    def _toggle_met(self, person: UUID) -> None:
        met = self.entry.state.met
        names = dict(self.entry.adults())
        without = tuple(one for one in met if one.id != person)
        adult = Named(person, names.get(person, "").split(",")[0])
        self.entry.meet(without if len(without) < len(met) else (*met, adult))
        self.edited.emit()

    def _met_others(self) -> None:
        adults = {id_ for id_, _name in self.entry.adults()}
        kept = tuple(one for one in self.entry.state.met if one.id in adults)
        self.entry.meet((*kept, *(Named(None, name) for _code, name in self.others.value())))
        self.edited.emit()

    def _said_of_child(self, child: UUID, seen: bool | None) -> None:  # noqa: FBT001  as the signal brings it
        self.entry.see(child, seen)
        self.edited.emit()

    def _said_of_all(self, seen: bool) -> None:  # noqa: FBT001  as the signal brings it
        self.entry.see_all(seen)
        self.edited.emit()

    def _marked(self, step: UUID, mark: str) -> None:
        self.entry.mark(step, mark)
        self.edited.emit()

    # Showing

    def show_entry(self) -> None:
        """Everything as the presenter has it; an editor that shows it already is left alone."""
        entry, state = self.entry, self.entry.state
        values, nobody = state.values, state.nobody_found
        self._show_title()
        for choice, key in ((self.planned, "planned"), (self.kind, "kind"), (self.reason, "reason")):
            show_choice(choice, values.get(key))
        for line, text in ((self.date, state.visited_on), (self.came, state.came), (self.left_at, state.left)):
            show_line(line, text)
        day = entry.next_on()
        show_line(self.next_on, state.next_on if state.next_on is not None else f"{day:%d.%m.%Y}" if day else "")
        self.next_words.setText(entry.next_words())
        self.duration.setText(entry.duration())
        if self.outcome.value() != state.outcome:
            self.outcome.set_value(state.outcome)
        self._show_people(nobody=nobody)
        self.children_row.show_children(entry.children(), state.children, nobody=nobody)
        held = state.outcome is None or state.outcome in HELD
        self.danger.show_dangers(values, offered=not held, cannot=state.danger_unseen, nobody=nobody)
        for key, editor in self.texts.items():
            if editor.value() != (values.get(key) or ""):
                editor.set_value(str(values.get(key) or ""))
        self.steps.show_steps(entry.steps())
        self.observed.show_values(values)
        self.given.show_given()
        self.more.show_values(values)
        self._show_rows()
        self._say_missing()
        laid = (state.participants, state.met, entry.adults(), entry.children(), entry.steps())
        if laid != self._laid:
            self._laid = laid
            self._order()

    def _show_title(self) -> None:
        amended = self.entry.state.amends
        row = next((row for row in self.entry.log if row.id == amended), None)
        words = _("Added to the visit of {day}").format(day=f"{row.visited_on:%d.%m.%Y}") if row else _("New visit")
        self.title.setText(words)
        self.stop_amending.setVisible(amended is not None)

    def _show_people(self, *, nobody: bool) -> None:
        state, adults = self.entry.state, self.entry.adults()
        known = {id_ for id_, _name in adults}
        self.participants.set_items(self.entry.colleagues())
        captions = dict(self.entry.colleagues())
        own = (person for person in state.participants if not person.partner)
        people = tuple((str(p.id) if p.id else None, captions.get(str(p.id), p.name)) for p in own)
        if self.participants.value() != people:
            self.participants.set_value(people)
        met = frozenset(one.id for one in state.met if one.id is not None and one.id in known)
        self.met.show_people(adults, frozenset() if nobody else met)
        others = tuple((None, one.name) for one in state.met if one.id not in known)
        if self.others.value() != others:
            self.others.set_value(others)
        self.met.setEnabled(not nobody)
        self._rows["met"].set_note(_("nobody was found") if nobody else "")

    def _show_rows(self) -> None:
        state = self.entry.state
        self._rows["reason"].setVisible(state.outcome not in {None, "held"})
        raised = self.entry.dangers_raised()
        self._rows["danger_note"].setVisible(bool(raised) and not state.nobody_found)
        warning = _("An alert will be raised: {what}").format(what=", ".join(raised)) if raised else ""
        self._rows["danger"].set_warning(warning)
        self._rows["steps"].setVisible(bool(self.entry.steps()))

    def _say_missing(self) -> None:
        said: dict[str, list[str]] = {}
        for finding in self.entry.findings() if self.entry.attempted else self.entry.refusals:
            key = finding.path[0] if finding.path else ""
            said.setdefault(_ROW_OF.get(key, key), []).append(finding.message.words())
        for key, row in self._rows.items():
            row.set_error(". ".join(said.get(key, ())))

    # The keyboard

    def focus_start(self) -> None:
        """The keyboard to the first question that has no answer of its own."""
        self._focus(self.outcome)

    def focus(self, path: tuple[str, ...]) -> bool:
        """The keyboard to the place of a finding; False when it has none here."""
        key = path[0] if path else ""
        places: Mapping[str, Callable[[], QWidget]] = {
            "visited_on": lambda: self.date, "came": lambda: self.came, "left": lambda: self.left_at,
            "outcome": lambda: self.outcome, "met": lambda: self.met if self.met.chips else self.others,
            "next_on": lambda: self.next_on, "danger_unseen": lambda: self.danger.nobody,
        }  # fmt: skip
        if key == "children":
            asked = next((a for id_, a in self.children_row.asked.items() if path[1:] == (str(id_),)), None)
            return asked is not None and self._focus(asked.buttons)
        if key in DANGERS:
            return self._focus(self.danger.asked[key].buttons)
        return key in places and self._focus(places[key]())

    def _focus(self, widget: QWidget) -> bool:
        target = widget
        while (further := target.focusProxy()) is not None:
            target = further
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def settle(self) -> None:
        """Take what stands in the line that has the keyboard: before saving by a key nobody has left it yet."""
        focused = self.focusWidget()
        if isinstance(focused, ParsedLine | Choice):
            focused.settle()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y belong to the entry: an editor's own undo forgets everything but its own letters."""
        if not isinstance(event, QKeyEvent) or event.type() not in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter, control = native.letter(event), Qt.KeyboardModifier.ControlModifier
        back = letter == "Z" and modifiers == control
        again = (letter, modifiers) in {("Y", control), ("Z", control | Qt.KeyboardModifier.ShiftModifier)}
        if not back and not again:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif self.entry.undo() if back else self.entry.redo():
            self.edited.emit()
        return True

    def close_form(self) -> None:
        """Nothing is told to it any more."""
        self._end()
