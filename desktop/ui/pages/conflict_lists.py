"""Ways out and agreements beside a conflict map: read at a glance, opened for changing one at a time."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import Agreed, Option, OptionState, PromiseState, Reading
from desktop.presenters import conflict_words as words
from desktop.presenters.conflicts import ConflictEditor
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.text import PlainLabel


class _Row(QWidget):
    """Words, their state, and a form that opens under them."""

    def __init__(self, desk: Desk, editor: ConflictEditor, id_: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.editor, self.id = desk, editor, id_
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.label = PlainLabel("", self, wrap=True)
        self.state = Badge("", parent=self)
        self.more = PlainLabel("", self, ink="second", wrap=True, scale=0.9)
        self.change = Button(_("Change…"), "quiet", parent=self)
        self.change.setCheckable(True)
        self.form = QWidget(self)
        self.change.clicked.connect(lambda: self.open_form(open_=self.form.isHidden()))
        self._column.addWidget(self.label)
        self.line = QWidget(self)
        self.flow = FlowLayout(self.line, gap=theme.px(6), line_gap=theme.px(4))
        self.flow.addWidget(self.state)
        self._column.addWidget(self.line)
        self._column.addWidget(self.more)
        self.fields = QVBoxLayout(self.form)
        self.fields.setContentsMargins(theme.px(10), 0, 0, theme.px(4))
        self.fields.setSpacing(theme.px(4))
        self.form.hide()
        self._column.addWidget(self.form)

    def field(self, label: str, box: QWidget) -> None:
        """A field of the form under its label."""
        above = PlainLabel(label, self.form, ink="second", scale=0.9, wrap=True)
        above.setBuddy(box)
        name = getattr(box, "set_question", box.setAccessibleName)
        name(label)
        self.fields.addWidget(above)
        self.fields.addWidget(box)

    def take_away(self) -> None:
        """The last button of the form."""
        button = Button(_("Take away"), "danger", parent=self.form)
        button.clicked.connect(lambda: self.editor.delete((self.id,)))
        self.fields.addWidget(button)

    def open_form(self, *, open_: bool) -> None:
        """Show the fields, or put them away."""
        self.form.setVisible(open_)
        self.change.setChecked(open_)
        if open_ and (first := self.form.nextInFocusChain()) is not None:
            first.setFocus()


class OptionRow(_Row):
    """A way out: what became of it, the step it turned into, or the button that makes one."""

    to_plan = Signal(object)

    def __init__(self, desk: Desk, editor: ConflictEditor, id_: UUID, parent: QWidget) -> None:
        super().__init__(desk, editor, id_, parent)
        self.plan = Button(_("Into the plan"), parent=self)
        self.plan.clicked.connect(lambda: self.to_plan.emit(self.id))
        self.step = Badge("", parent=self)
        for widget in (self.step, self.plan, self.change):
            self.flow.addWidget(widget)
        self.words = LongText(self.form, min_lines=1, max_lines=4, max_length=500)
        self.decision = Choice(desk.choices("option_states"), self.form)
        self.until = DateEdit(lambda: editor.today, None, self.form)
        self.who, self.proposed = TextEdit1(self.form, max_length=200), TextEdit1(self.form, max_length=200)
        self.field(_("Way out"), self.words)
        self.field(_("State"), self.decision)
        self.field(_("By when"), self.until)
        self.field(_("Who does it"), self.who)
        self.field(_("Who proposed it"), self.proposed)
        self.take_away()
        self.words.edited.connect(lambda: editor.change_option(id_, words=" ".join(self.words.value().split())))
        self.decision.edited.connect(self._decided)
        self.until.edited.connect(lambda: editor.change_option(id_, until=self.until.day()))
        self.who.editingFinished.connect(lambda: editor.change_option(id_, who=self.who.value()))
        self.proposed.editingFinished.connect(lambda: editor.change_option(id_, proposed_by=self.proposed.value()))

    def show_option(self, number: int, option: Option) -> None:
        """Show it; what is being typed right now is left alone."""
        captions, today = self.desk.caption, self.editor.today
        self.label.setText(f"{number}. {option.words}")
        said = words.option_state(option, captions, today)
        self.state.say(said.words, said.tone)
        step = words.step_words(option, self.editor.steps, captions)
        self.step.say(step.words if step else "", step.tone if step else "plain")
        if option.step is not None and self.plan.hasFocus():
            self.change.setFocus()  # the button goes away, the keyboard stays in its line
        self.plan.setVisible(option.step is None and option.state not in ("refused", "done"))
        self.plan.setAccessibleName(_("Into the plan: {words}").format(words=option.words))
        proposed = _("proposed by {who}").format(who=option.proposed_by) if option.proposed_by else ""
        who = ", ".join(word for word in (option.who, proposed) if word)
        self.more.setText(who)
        self.more.setVisible(bool(who))
        self.decision.set_value(option.state)
        for box, text in (
            (self.words, option.words), (self.who, option.who), (self.proposed, option.proposed_by),
            (self.until, words.day_words(option.until)),
        ):  # fmt: skip
            if not box.hasFocus() and box.value() != text:
                box.set_value(text)

    def _decided(self) -> None:
        if chosen := self.decision.value():
            self.editor.change_option(self.id, state=cast("OptionState", chosen))


class AgreedRow(_Row):
    """What was agreed, by whom, by when, and what became of it."""

    def __init__(self, desk: Desk, editor: ConflictEditor, id_: UUID, parent: QWidget) -> None:
        super().__init__(desk, editor, id_, parent)
        self.flow.addWidget(self.change)
        self.words = LongText(self.form, min_lines=1, max_lines=5, max_length=1000)
        self.kept = Choice(desk.choices("promise_states"), self.form)
        self.until = DateEdit(lambda: editor.today, None, self.form)
        self.field(_("What was agreed"), self.words)
        self.field(_("State"), self.kept)
        self.field(_("By when"), self.until)
        self.parties = QWidget(self.form)
        self.parties.setAccessibleName(_("Who agreed"))
        self._boxes: dict[UUID, QCheckBox] = {}
        self._names = QVBoxLayout(self.parties)
        self._names.setContentsMargins(0, 0, 0, 0)
        self.field(_("Who agreed"), self.parties)
        self.take_away()
        self.words.edited.connect(lambda: editor.change_agreement(id_, words=" ".join(self.words.value().split())))
        self.kept.edited.connect(lambda: editor.change_agreement(id_, state=cast("PromiseState", self.kept.value() or "")))
        self.until.edited.connect(lambda: editor.change_agreement(id_, until=self.until.day()))

    def show_agreed(self, agreed: Agreed) -> None:
        """Show it; what is being typed right now is left alone."""
        captions = self.desk.caption
        self.label.setText(agreed.words)
        state = captions("promise_states", agreed.state) if agreed.state else ""
        self.state.say(state, words.PROMISE_TONE.get(agreed.state, "plain"))
        names = ", ".join(party_name(p) for one in agreed.parties if (p := self.editor.data.party(one)) is not None)
        until = _("by {day}").format(day=words.day_words(agreed.until)) if agreed.until else ""
        self.more.setText(", ".join(word for word in (names, until) if word))
        self.kept.set_value(agreed.state or None)
        if not self.words.hasFocus() and self.words.value() != agreed.words:
            self.words.set_value(agreed.words)
        if not self.until.hasFocus():
            self.until.set_day(agreed.until)
        self._show_parties(agreed)

    def _show_parties(self, agreed: Agreed) -> None:
        parties = {party.id: party_name(party) for party in self.editor.data.parties}
        for id_ in [one for one in self._boxes if one not in parties]:
            self._boxes.pop(id_).deleteLater()
        for id_, name in parties.items():
            if id_ not in self._boxes:
                box = self._boxes[id_] = QCheckBox(self.parties)
                box.clicked.connect(self._agreed)
                self._names.addWidget(box)
            self._boxes[id_].setText(name.replace("&", "&&"))
            self._boxes[id_].setChecked(id_ in agreed.parties)

    def _agreed(self) -> None:
        chosen = tuple(id_ for id_, box in self._boxes.items() if box.isChecked())
        self.editor.change_agreement(self.id, parties=chosen)


class ReadingRow(QWidget):
    """How strong it was on a day, and a button that takes the note away."""

    def __init__(self, editor: ConflictEditor, id_: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.label = PlainLabel("", self, wrap=True, scale=0.9)
        self.gone = Button(_("Take away"), "quiet", parent=self)
        self.gone.clicked.connect(lambda: editor.delete((id_,)))
        line.addWidget(self.label, 1)
        line.addWidget(self.gone)

    def show_reading(self, reading: Reading) -> None:
        """«12.09.2026: 8 of 10, a quarrel»."""
        said = _("{day}: {n} of 10").format(day=words.day_words(reading.on), n=reading.intensity)
        self.label.setText(", ".join(word for word in (said, reading.note) if word))
        self.gone.setAccessibleName(_("Take away: {what}").format(what=said))
