"""Beside the conflict map: what the parties share, ways out, agreements, the course, hints; or the form of what is selected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from desktop.base.messages import Finding, _
from desktop.figures import conflict_curve
from desktop.models.conflict_data import NeedKind
from desktop.presenters import conflict_words as words
from desktop.presenters.conflict_common import shared_with
from desktop.presenters.conflicts import ConflictEditor
from desktop.rules import conflicts as rules
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.following import Follower, SidePanel
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.palettes import Tone
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.conflict_common import CommonDialog
from desktop.ui.pages.conflict_forms import IssueForm, PartyForm, RelationForm
from desktop.ui.pages.conflict_lists import AgreedRow, OptionRow, ReadingRow
from desktop.ui.pages.conflict_rows import AddLine, Drawn, Panel, Rows


class Overview(Panel):
    """What holds for the whole conflict, as it is read in a talk about it."""

    to_plan = Signal(object)
    show_thing = Signal(object)
    common_asked = Signal(object)  # what is common and is changed, or None

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._desk = desk
        self.heading(_("What the parties share"))
        self.shared = QVBoxLayout()
        self.shared.setSpacing(theme.px(6))
        self.column.addLayout(self.shared)
        self._shared_now: object = None
        self.mark = Button(_("Mark as common…"), keys="Ctrl+G", parent=self)
        self.mark.setToolTip(_("Say which needs or fears of different parties are one and the same"))
        self.mark.clicked.connect(lambda: self.common_asked.emit(None))
        self.column.addWidget(self.mark)
        self.heading(_("Ways out"))
        self.options: Rows[UUID, OptionRow] = Rows(self._option_row, self)
        self.column.addWidget(self.options)
        self.add_option = AddLine(_("another way out, Enter"), self)
        self.add_option.added.connect(editor.add_option)
        self.column.addWidget(self.add_option)
        self.heading(_("What was agreed upon"))
        self.agreements: Rows[UUID, AgreedRow] = Rows(lambda id_: AgreedRow(desk, editor, id_, self), self)
        self.column.addWidget(self.agreements)
        self.add_agreement = AddLine(_("what was agreed, Enter"), self, max_length=1000)
        self.add_agreement.added.connect(editor.add_agreement)
        self.column.addWidget(self.add_agreement)
        self._build_curve()
        self.hints_heading = self.heading(_("Hints"))
        self.hints = QVBoxLayout()
        self.hints.setSpacing(theme.px(6))
        self.column.addLayout(self.hints)
        self._hints_now: tuple[Finding, ...] | None = None
        self.column.addStretch(1)

    def _build_curve(self) -> None:
        self.heading(_("Course of the conflict"))
        self.curve = Drawn(self)
        self.column.addWidget(self.curve)
        self.note = Button(_("Note the intensity of a day…"), "quiet", parent=self)
        self.note.setCheckable(True)
        self.column.addWidget(self.note)
        self.reading = QWidget(self)
        fields = QVBoxLayout(self.reading)
        fields.setContentsMargins(theme.px(10), 0, 0, 0)
        fields.setSpacing(theme.px(4))
        self.read_on = DateEdit(lambda: self.editor.today, None, self.reading, past=True)
        self.read_on.setAccessibleName(_("Date"))
        self.strength = Segmented([Option(str(n), str(n)) for n in range(11)], self.reading, scale=True)
        self.strength.set_question(_("Intensity, 0 to 10"))
        self.happened = TextEdit1(self.reading, max_length=300)
        self.happened.setPlaceholderText(_("What happened"))
        self.happened.setAccessibleName(_("What happened"))
        take = Button(_("Note it"), parent=self.reading)
        for widget in (self.read_on, self.strength, self.happened, take):
            fields.addWidget(widget)
        self.readings: Rows[UUID, ReadingRow] = Rows(lambda id_: ReadingRow(self.editor, id_, self.reading), self.reading)
        fields.addWidget(self.readings)
        self.reading.hide()
        self.column.addWidget(self.reading)
        self.note.clicked.connect(self._open_reading)
        take.clicked.connect(self._take_reading)

    def _open_reading(self) -> None:
        self.reading.setVisible(self.reading.isHidden())
        self.note.setChecked(not self.reading.isHidden())
        if not self.reading.isHidden():
            self.read_on.set_day(self.read_on.day() or self.editor.today)
            self.strength.setFocus()

    def _take_reading(self) -> None:
        day, strength = self.read_on.day(), self.strength.value()
        if day is None or strength is None:
            (self.read_on if day is None else self.strength).setFocus()
            return
        self.editor.read_intensity(min(day, self.editor.today), int(strength), self.happened.value())
        self.happened.set_value("")
        self.strength.set_value(None)
        self.reading.hide()
        self.note.setChecked(False)
        self.note.setFocus()

    def _option_row(self, id_: UUID) -> OptionRow:
        row = OptionRow(self._desk, self.editor, id_, self)
        row.to_plan.connect(self.to_plan)
        return row

    def settle(self) -> None:
        """Show what the map says now."""
        data = self.editor.data
        self._show_shared()
        self.options.show_keys([option.id for option in data.options])
        for number, option in enumerate(data.options, 1):
            self.options.rows[option.id].show_option(number, option)
        self.agreements.show_keys([agreed.id for agreed in data.agreements])
        for agreed in data.agreements:
            self.agreements.rows[agreed.id].show_agreed(agreed)
        self.readings.show_keys([reading.id for reading in data.readings])
        for reading in data.readings:
            self.readings.rows[reading.id].show_reading(reading)
        points = self.editor.curve()
        self.curve.setVisible(bool(points))
        self.curve.show_figure(conflict_curve.draw(points, self._desk.caption, width=78, height=40))
        self._show_hints()

    def _show_shared(self) -> None:
        data = self.editor.data
        found, alike = rules.common(data), rules.alike(data)
        names = tuple((party.id, party.name) for party in data.parties)
        if (now := (found, alike, names)) == self._shared_now:
            return
        self._shared_now = now
        self._hold_keyboard(self.shared)
        emptied(self.shared)
        for one in found:
            kind = _("common need") if one.kind == "need" else _("common fear")
            apart = Button(_("Part"), "quiet", parent=self)
            apart.setToolTip(_("These are not the same after all"))
            apart.clicked.connect(partial(self.editor.part, one))
            change = Button(_("Change…"), "quiet", parent=self)
            change.setToolTip(_("Other words, one more party, one less"))
            change.setAccessibleName(_("Change what is common: {words}").format(words=one.words))
            change.clicked.connect(partial(self.common_asked.emit, one))
            tone: Tone = "green" if one.kind == "need" else "red"
            self.shared.addLayout(self._line(kind, tone, words.common_words(data, one), change, apart))
        for one in alike:
            yes = Button(_("Common"), "quiet", parent=self)
            yes.setToolTip(_("They are one and the same: mark them as common"))
            yes.clicked.connect(partial(self.editor.confirm, one))
            self.shared.addLayout(self._line(_("the same?"), "plain", words.alike_words(data, one), yes))
        for group in rules.alliances(data):
            named = ", ".join(name for id_, name in names if id_ in group)
            self.shared.addLayout(self._line(_("together"), "accent", named))
        if not found and not alike:
            self.shared.addLayout(self._line("", "plain", _("Nothing common is found yet: ask everybody for needs and fears.")))

    def _hold_keyboard(self, lines: QVBoxLayout) -> None:
        """A button that was pressed and goes away leaves the keyboard near, not at the end of the panel."""
        typed = QApplication.focusWidget()
        if isinstance(typed, Button) and any(typed in _widgets(lines.itemAt(at)) for at in range(lines.count())):
            self.mark.setFocus()

    def _line(self, sign: str, tone: Tone, text: str, *buttons: Button) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        if sign:
            line = QHBoxLayout()
            line.addWidget(Badge(sign, tone, self))
            line.addStretch(1)
            for button in buttons[:1]:
                line.addWidget(button)
            column.addLayout(line)
        column.addWidget(PlainLabel(text, self, wrap=True, ink="ink" if sign else "second"))
        for button in buttons[1:]:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return column

    def _show_hints(self) -> None:
        found = self.editor.findings()
        if found == self._hints_now:
            return
        self._hints_now = found
        self._hold_keyboard(self.hints)
        emptied(self.hints)
        for finding in found:
            line = QHBoxLayout()
            danger = finding.path == ("phase",)
            line.addWidget(PlainLabel(finding.message.words(), self, wrap=True, ink="red" if danger else "amber"), 1)
            if (target := target_of(finding)) is not None:
                show = Button(_("Show"), "quiet", parent=self)
                show.clicked.connect(partial(self.show_thing.emit, target))
                line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
            self.hints.addLayout(line)
        self.hints_heading.setVisible(bool(found))


def target_of(finding: Finding) -> UUID | None:
    """The party a hint is about."""
    return UUID(finding.path[1]) if len(finding.path) > 1 and finding.path[0] == "parties" else None


def emptied(layout: QVBoxLayout) -> None:
    """Take everything out of the layout."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if isinstance(inner, QHBoxLayout | QVBoxLayout):
            _empty(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _widgets(item: QLayoutItem | None) -> Iterator[QWidget]:
    """Everything that stands in a line, whatever lines it has inside."""
    if item is None:
        return
    if (widget := item.widget()) is not None:
        yield widget
    if (inner := item.layout()) is not None:
        for at in range(inner.count()):
            yield from _widgets(inner.itemAt(at))


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if isinstance(inner, QHBoxLayout | QVBoxLayout):
            _empty(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class ConflictPanel(SidePanel):
    """The panel of one editor; it follows the selection."""

    left = Signal()
    to_plan = Signal(object)

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(312, parent)
        self._editor = editor
        self.overview = Overview(desk, editor)
        self.issue, self.party, self.relation = IssueForm(desk, editor), PartyForm(desk, editor), RelationForm(desk, editor)
        words = _("Names are hidden: the words of the conflict are read and written here when the names are shown.")
        self.hidden = PlainLabel(words, self, ink="second", wrap=True)
        self.put(self.overview, self.issue, self.party, self.relation, self.hidden)
        for panel in (self.overview, self.issue, self.party, self.relation):
            panel.left.connect(self.left)
        self.overview.to_plan.connect(self.to_plan)
        self.overview.common_asked.connect(lambda shared: self.ask_common(shared=shared, back=self.overview.mark))
        self.party.common_asked.connect(lambda need, kind: self.ask_common(need, kind, back=self.party.needs[kind]))
        common = QShortcut(QKeySequence("Ctrl+G"), self)
        common.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        common.activated.connect(self._common_here)
        self.overview.show_thing.connect(self._go_to)
        self._follower = Follower(self, self.settle, editor.changed, editor.selection_changed, editor.stack.changed)
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show what is selected now; during a gesture it waits."""
        editor = self._editor
        if editor.in_gesture:
            return
        if editor.names_hidden:
            self.show_page(self.hidden)
            return
        one = editor.selected[0] if len(editor.selected) == 1 else None
        party = editor.data.party(one) if one is not None else None
        relation = editor.relation(one) if one is not None else None
        if party is not None:
            self.party.show_party(party)
            self.show_page(self.party)
        elif relation is not None:
            self.relation.show_relation(relation)
            self.show_page(self.relation)
        elif one == editor.data.conflict and one is not None:
            self.issue.show_issue()
            self.show_page(self.issue)
        else:
            self.overview.settle()
            self.show_page(self.overview)

    def take_focus(self) -> None:
        """The keyboard goes to the first field of what is shown."""
        self.settle()
        match self._shown:
            case PartyForm() | RelationForm() | IssueForm():
                self._shown.enter()
            case _:
                self.overview.add_option.setFocus()

    def _go_to(self, id_: UUID) -> None:
        """The party a hint is about is selected, and the keyboard goes to what is known of it."""
        self._editor.select((id_,))
        self.take_focus()

    def _common_here(self) -> None:
        """The key, from whatever is being typed."""
        if self._shown is self.party:
            self.party.ask_common()
        else:
            self.ask_common(back=self.overview.mark if self._shown is self.overview else self._shown)

    def ask_common(
        self, need: UUID | None = None, kind: NeedKind = "need", *, shared: rules.Common | None = None,
        back: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Ask what several parties have in common; `need` is ticked already, `shared` is common and is changed."""
        editor = self._editor
        shared = shared or (shared_with(editor.data, need) if need is not None else None)
        ticked = shared.needs if shared is not None else (need,) if need is not None else ()
        one = editor.selected[0] if len(editor.selected) == 1 else None
        dialog = CommonDialog(
            editor, self.window(), kind=shared.kind if shared is not None else kind, ticked=ticked,
            was=shared.needs if shared is not None else (), party=one,
        )  # fmt: skip
        if back is not None:
            dialog.finished.connect(lambda _result: back.setFocus())
        dialog.open()
