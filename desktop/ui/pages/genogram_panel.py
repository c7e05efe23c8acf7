"""The panel beside a genogram: the family in numbers and what repeats in it, one person, two people, a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.kin_data import EmotionalTie, Feeling, KinPerson
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_panel import (
    Fact,
    Pair,
    Repeated,
    facts_of,
    overview_of,
    pair_of,
    repeated_in,
    union_facts,
)
from desktop.rules.kin_patterns import CAUTION, generation_count
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.following import Follower, SidePanel
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.genogram_acts import GenogramActs

_LEAST: Final = 3  # generations
_LONG: Final = 20  # letters: a longer caption takes two lines, or it pushes the values out of the panel


class _Page(QWidget):
    """A heading and what stands under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self.column.setSpacing(theme.px(8))
        self.heading = Heading("", 2, self)
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)

    def facts(self, facts: Sequence[Fact]) -> QWidget:
        """Words and values, two columns."""
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(6))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setColumnStretch(1, 1)
        for line, fact in enumerate(facts):
            label = PlainLabel(fact.label, box, ink="second", wrap=len(fact.label) > _LONG)
            value = PlainLabel(fact.value, box, bold=fact.strong, wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, line, 0)
            grid.addWidget(value, line, 1)
        return box


class OverviewPage(_Page):
    """Nobody is selected: how many generations, what repeats."""

    lit = Signal(object)

    def __init__(self, editor: GenogramEditor, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._desk = editor, desk
        self.heading.setText(_("Genogram"))
        self._under = QWidget(self)
        self.column.addWidget(self._under)
        self.column.addStretch(1)

    def show_family(self) -> None:
        """The family as it is now."""
        under = QWidget(self)
        inner = QVBoxLayout(under)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(8))
        inner.addWidget(self.facts(overview_of(self._editor)))
        repeated = repeated_in(self._editor)
        if generation_count(self._editor.data.kin) < _LEAST:
            words = _("A genogram shows three generations at least: select the eldest and press P.")
            inner.addWidget(PlainLabel(words, under, ink="amber", wrap=True, scale=0.94))
        title = Heading(_("What repeats over generations"), 3, under)
        title.setContentsMargins(0, theme.px(8), 0, 0)
        inner.addWidget(title)
        for one in repeated:
            inner.addWidget(self._pattern(one, under))
        if repeated:
            inner.addWidget(PlainLabel(_(CAUTION), under, ink="second", wrap=True, scale=0.94))
        else:
            words = _("Nothing found yet. Conditions (K) and couples that parted (E) are compared over the generations.")
            inner.addWidget(PlainLabel(words, under, ink="second", wrap=True, scale=0.94))
        self.column.replaceWidget(self._under, under)
        self._under.hide()
        self._under.deleteLater()
        self._under = under

    def _pattern(self, one: Repeated, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(PlainLabel(one.sentence, box, wrap=True))
        show = Button(_("Show them"), "quiet", parent=box)
        show.setAccessibleName(_("Show them: {what}").format(what=one.title))
        show.clicked.connect(lambda: self.lit.emit(one.people))
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        return box


class PersonPage(_Page):
    """One person: who they are to the one it is drawn about, days, conditions; what can be done."""

    def __init__(self, editor: GenogramEditor, desk: Desk, acts: GenogramActs, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._desk = editor, desk
        self._facts: QWidget = QWidget(self)
        self.column.addWidget(self._facts)
        self.first = self._button(_("Names and dates…"), "F2", lambda: self._mend(acts))
        self._button(_("Conditions…"), "K", acts.marks)
        self._button(_("Full card"), "O", acts.open_card)
        self._button(_("How are they related…"), "W", acts.whose)
        self.column.addStretch(1)

    def _button(self, words: str, keys: str, run: Callable[[], object]) -> Button:
        button = Button(words, keys=keys, parent=self)
        button.clicked.connect(lambda: run())  # noqa: PLW0108  clicked brings a flag
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _mend(self, acts: GenogramActs) -> None:
        if (person := acts.person()) is not None:
            acts.mend(person.id)

    def show_person(self, person: KinPerson) -> None:
        """Show this person."""
        self.heading.setText(self._editor.name(person.id) or _("unknown person"))
        facts = self.facts(facts_of(self._editor, person, self._desk))
        self.column.replaceWidget(self._facts, facts)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = facts


class PairPage(_Page):
    """Two people: how they are related, in words and as a way on the drawing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading.setText(_("How are they related?"))
        self.said = PlainLabel("", self, bold=True, wrap=True, selectable=True)
        self.back = PlainLabel("", self, wrap=True, selectable=True)
        self.way = PlainLabel("", self, ink="second", wrap=True, scale=0.94)
        for label in (self.said, self.back, self.way):
            self.column.addWidget(label)
        self.column.addStretch(1)

    def show_pair(self, pair: Pair) -> None:
        """Show what they are to each other."""
        self.said.setText(pair.words)
        self.back.setText(pair.back)
        self.back.setVisible(bool(pair.back))
        self.way.setText(pair.way)
        self.way.setVisible(bool(pair.way))


class LinePage(_Page):
    """An emotional line: its kind and a note; a couple: since when, how it ended."""

    def __init__(self, editor: GenogramEditor, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._desk = editor, desk
        self._id: UUID | None = None
        self.kind = Choice(desk.choices("emotional_lines"), self)
        self.kind.set_question(_("What kind of line"))
        self.note = LongText(self, min_lines=2, max_lines=6, max_length=300)
        self.note.setAccessibleName(_("Note"))
        self._own = (PlainLabel(_("What kind of line"), self, ink="second", scale=0.94), self.kind,
                     PlainLabel(_("Note"), self, ink="second", scale=0.94), self.note)  # fmt: skip
        for widget in self._own:
            self.column.addWidget(widget)
        self._facts: QWidget = QWidget(self)
        self.column.addWidget(self._facts)
        self.column.addStretch(1)
        self.kind.edited.connect(self._kind)
        self.note.edited.connect(self._note)

    def show_feeling(self, tie: EmotionalTie) -> None:
        """Show this line; what is being typed is left alone."""
        again, self._id = self._id == tie.id, tie.id
        self.heading.setText(" \u2014 ".join(self._editor.name(i) for i in (tie.first, tie.second)))
        self.kind.set_value(tie.kind)
        if not (again and self.note.hasFocus()):
            self.note.set_value(tie.note)
        self._show(own=True, facts=())

    def show_union(self, id_: UUID) -> None:
        """Show this couple."""
        union = next(u for u in self._editor.data.kin.unions if u.id == id_)
        self._id = None
        self.heading.setText(" \u2014 ".join(self._editor.name(i) for i in (union.first, union.second)))
        self._show(own=False, facts=union_facts(union, self._desk))

    def _show(self, *, own: bool, facts: Sequence[Fact]) -> None:
        for widget in self._own:
            widget.setVisible(own)
        new = self.facts(facts)
        self.column.replaceWidget(self._facts, new)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = new

    def _kind(self) -> None:
        if self._id is not None and (kind := self.kind.value()):
            self._editor.change_feeling(self._id, kind=cast("Feeling", kind))

    def _note(self) -> None:
        if self._id is not None:
            self._editor.change_feeling(self._id, note=self.note.value())


class GenogramPanel(SidePanel):
    """The panel of one genogram; it follows the selection. `lit(ids)`: these are to be highlighted."""

    lit = Signal(object)

    def __init__(self, editor: GenogramEditor, desk: Desk, acts: GenogramActs, parent: QWidget | None = None) -> None:
        super().__init__(296, parent)
        self._editor, self._acts = editor, acts
        self.overview = OverviewPage(editor, desk, self.inner)
        self.person = PersonPage(editor, desk, acts, self.inner)
        self.pair = PairPage(self.inner)
        self.line = LinePage(editor, desk, self.inner)
        self.put(self.overview, self.person, self.pair, self.line)
        self.overview.lit.connect(self.lit)
        self._follower = Follower(self, self.settle, editor.changed, editor.selection_changed)
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show what is selected now; during a gesture it waits."""
        editor, acts = self._editor, self._acts
        if editor.in_gesture:
            return
        people = acts.people()
        if len(people) == 2:
            pair = pair_of(editor, people[0].id, people[1].id)
            self.pair.show_pair(pair)
            self.show_page(self.pair)
            self.lit.emit(pair.path)
        elif len(people) == 1:
            self.person.show_person(people[0])
            self.show_page(self.person)
        elif not people and (tie := acts.feeling_now()) is not None:
            self.line.show_feeling(tie)
            self.show_page(self.line)
        elif not people and (union := acts.union_now()) is not None:
            self.line.show_union(union.id)
            self.show_page(self.line)
        else:
            self.overview.show_family()
            self.show_page(self.overview)

    def take_focus(self) -> None:
        """Enter: the keyboard goes into the panel."""
        self.settle()
        if self._shown is self.person:
            self.person.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._shown is self.line and self.line.kind.isVisible():
            self.line.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def show_page(self, page: QWidget) -> None:
        if self._shown is self.pair and page is not self.pair:
            self.lit.emit(())
        super().show_page(page)
