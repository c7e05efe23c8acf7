"""The section «Map of changes»: begun at the entrance, measured between, concluded and printed at the exit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.documents.change_sheet import Paper
from desktop.models.change_map import FORM
from desktop.models.documents import Document
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.change_map import LISTS, ChangeMaps
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.offers import References
from desktop.presenters.sheet_filling import SheetFilling
from desktop.services.change_printing import Days
from desktop.services.desk import Question
from desktop.services.form_printing import sheet_document, sheet_print
from desktop.ui.kit import native, theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.change_asking import ChangeAsking
from desktop.ui.pages.change_board import ChangeBoard
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell


class ChangesSection(SectionPage):
    """Nothing yet and a button to begin; or the map that is open, with its table, drawing and conclusion."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.maps = ChangeMaps(self.desk, lambda: self.family.page, shell.fail)
        self.references = References(self.desk, lambda: self.family.page)
        self.card: CardView | None = None
        self.board: ChangeBoard | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = self._head()
        column.addWidget(self.head)
        self.empty = self._nothing()
        column.addWidget(self.empty, 1)
        self._column = column
        self.maps.listed.subscribe(lambda _rows: self._show_state())
        self.maps.opened.subscribe(self._opened)
        self._show_state()

    def _head(self) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(22), theme.px(10), theme.px(22), theme.px(6))
        self._head_row = row
        row.setSpacing(theme.px(10))
        row.addWidget(Heading(_("Map of changes"), 2, head), 0, Qt.AlignmentFlag.AlignTop)
        self.state = Badge("", parent=head)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QWidget(head)
        flow = FlowLayout(buttons, gap=theme.px(8), line_gap=theme.px(6))
        self.which = Choice([], buttons, placeholder=_("which map"))
        self.which.set_question(_("Which map of changes is open"))
        self.which.setFixedWidth(theme.px(190))
        self.which.edited.connect(self._choose)
        self.finish = Button(_("Filled completely"), parent=buttons)
        self.finish.clicked.connect(lambda: self._after_saving(lambda: self.maps.finish(self._acted(_("The form is filled")))))
        self.sign = Button(_("Sign…"), parent=buttons)
        self.sign.clicked.connect(self.ask_sign)
        self.paper = Button(_("Print…"), keys="Ctrl+E", parent=buttons)
        self.paper.clicked.connect(self.print_current)
        self.large = Button(_("Print on A3…"), "quiet", parent=buttons)
        self.large.clicked.connect(lambda: self._after_saving(lambda: self._preview("a3")))
        self.again = Button(_("Begin another"), "quiet", parent=buttons)
        self.again.clicked.connect(self.begin)
        self.blank = Button(_("Print a blank…"), "quiet", parent=buttons)
        self.blank.clicked.connect(self.print_blank)
        for widget in (self.which, self.finish, self.sign, self.paper, self.large, self.again, self.blank):
            flow.addWidget(widget)
        row.addWidget(buttons, 1)
        return head

    def _nothing(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(22), theme.px(16), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        said = _(
            "The map of changes is begun when the work with the family begins and is presented to the commission at the end. "
            "Networks, conflicts, risk, living conditions and the plan are counted by the program."
        )
        column.addWidget(PlainLabel(said, page, ink="second", wrap=True))
        self.start = Button(_("Begin the map of changes"), "primary", keys="Ins", parent=page)
        self.start.clicked.connect(self.begin)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    # The page

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.maps.load()

    def begin(self) -> None:
        """Begin a new map; the one that is open is kept as a draft."""
        if self.card is not None:
            self.card.card.keep_draft()
        self.maps.begin()

    def _choose(self) -> None:
        chosen = next((row for row in self.maps.rows if str(row.id) == self.which.value()), None)
        if chosen is not None and (self.maps.filling is None or self.maps.filling.base.id != chosen.id):
            if self.card is not None:
                self.card.card.keep_draft()
            self.maps.open(chosen.id)

    def _opened(self, filling: SheetFilling) -> None:
        self._drop()
        self.card = CardView(self.shell, filling.card, self.references, without=LISTS, parent=self)
        form = self.card.forms[0]
        self.board = ChangeBoard(self.maps, form.binder, self.card)
        self.card.add_above(self.board)
        self.card.add_above(self.head)  # it scrolls with the page: a low window has little room for it
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self.head.show()
        self.board.edited.connect(form.edited)  # a draft is kept after the last key here too
        self.board.add_wanted.connect(lambda: self.asking().add())
        self.board.change_wanted.connect(lambda on: self.asking().change(on))
        self.board.suggest_wanted.connect(lambda on: self.asking().suggest(on))
        self.board.print_wanted.connect(self.print_compared)
        self.board.told.connect(self._tell)
        self.card.saved.connect(self._saved)
        self._column.addWidget(self.card, 1)
        self._show_state()
        if filling.is_new and self.isVisible():
            self.board.enter()

    def _drop(self) -> None:
        if self.board is not None:
            self.board.leave()
            self.board = None
        if self.card is not None:
            self.card.close_view()
            self._column.insertWidget(0, self.head)
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def _show_state(self) -> None:
        filling = self.maps.filling
        self.empty.setVisible(filling is None and self.maps.read)
        rows = self.maps.rows
        self.which.setVisible(len(rows) > 1 or (len(rows) == 1 and filling is not None and filling.is_new))
        state = self.desk.caption("sheet_states", filling.state) if filling is not None else ""
        tone = {"draft": "amber", "finished": "accent", "signed": "green"}[filling.state] if filling is not None else "plain"
        self.state.say(state, tone)  # type: ignore[arg-type]
        self.state.setVisible(filling is not None)
        signed = filling is not None and filling.signed
        for button in (self.finish, self.sign):
            button.setVisible(filling is not None and not signed)
        self.finish.setVisible(filling is not None and filling.state == "draft")
        for button in (self.paper, self.large):
            button.setVisible(filling is not None)
        self.again.setVisible(signed)
        items = [(str(row.id), f"{row.filled_on:%d.%m.%Y} \u00b7 {self.desk.caption('sheet_states', row.state)}") for row in rows]
        self.which.set_items(items)
        self.which.set_value(str(filling.base.id) if filling is not None and not filling.is_new else None)
        if self.card is not None and self.board is not None:
            self.card.forms[0].set_read_only(signed)
            self.card.button.setVisible(not signed)
            self.board.set_read_only(signed)

    def _saved(self, _changes: Changes) -> None:
        self.maps.load()  # the list, and pairs up to the exit

    def _tell(self, words: str) -> None:
        self.shell.say(words)
        announce(self, words)

    # Measurements and papers

    def asking(self) -> ChangeAsking:
        """Questions about measurements and papers, over this page."""
        return ChangeAsking(self.maps, self, self._typed, self._tell)

    def _typed(self, on: date | None) -> None:
        """Something was typed by a dialog: a draft is kept, the keyboard goes to the new measurement."""
        if self.card is not None and self.board is not None:
            self.card.forms[0].edited.emit()
            if on is not None:
                self.board.settle()
                self.board.go_to_day(on)

    # Acts and paper

    def _is_signed(self) -> bool:
        return self.maps.filling is not None and self.maps.filling.signed

    def _after_saving(self, act: Callable[[], None]) -> None:
        view, filling = self.card, self.maps.filling
        if view is not None and filling is not None:
            for form in view.forms:
                form.settle()
            filling.after_saving(view.save, act, view.say_unread)

    def _acted(self, words: str) -> Callable[[], None]:
        def done() -> None:
            self._tell(words)
            self._show_state()
            self.maps.load()

        return done

    def ask_sign(self) -> None:
        """A signed map is never rewritten: asked once."""
        filling = self.maps.filling
        if filling is None or self.card is None:
            return
        missing = filling.missing()
        if missing:
            self.shell.say(_("Not everything is filled for signing: F8 goes to what is left"))
            self.card.forms[0].build_all()
            if not self.card.forms[0].focus(missing[0]) and self.board is not None:
                self.board.enter()
            return
        Ask(
            self,
            _("Sign the map of changes?"),
            _("A signed map stays as it is; a new one is begun for another period."),
            (
                Answer(_("Go on filling"), None, default=True, cancels=True),
                Answer(
                    _("Sign"), lambda: self._after_saving(lambda: self.maps.sign(self._acted(_("The form is signed")))), "primary"
                ),
            ),
        ).open()

    def print_current(self) -> None:
        """The whole map on one sheet for the commission; unsaved answers are saved first."""
        if self.maps.filling is not None:
            self._after_saving(self._preview)

    def print_compared(self) -> None:
        """The same sheet with the two measurements that are compared in the place of entrance and exit."""
        if self.board is not None:
            first, last = (one.on if one is not None else None for one in self.board.ends())
            self._after_saving(lambda: self._preview(measured=(first, last)))

    def _preview(self, paper: Paper = "a4", measured: Days | None = None) -> None:
        filling = self.maps.filling
        if filling is None or filling.is_new:
            return
        id_, desk = filling.base.id, self.desk
        build: Question[Document] = lambda reading: sheet_print(  # noqa: E731
            reading, id_, desk.reader, desk.language, paper=paper, measured=measured
        ).document()
        name = f"{FORM} {self.family.number()}"
        preview_paper(self.shell, self, _(filling.form.title), name, self.family.family, build, FORM)

    def print_blank(self) -> None:
        """The empty sheet for filling in by hand."""
        desk, form = self.desk, self.desk.form(FORM)
        preview_paper(
            self.shell, self, _(form.title), FORM, self.family.family,
            lambda reading: sheet_document(reading, None, desk.reader, desk.language, form=form), FORM,
        )  # fmt: skip

    # Keys and what the page of the family asks

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.asking().add() if self.board is not None else self.begin()
        elif event.key() == Qt.Key.Key_F2 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier and self.board is not None:
            self.asking().change(self.board.day_here())
        elif native.letter(event) == "G" and event.modifiers() == Qt.KeyboardModifier.ControlModifier and self.board is not None:
            self.asking().suggest(self.board.day_here())
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.board is not None:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and native.letter(event) == "G":
                event.accept()
                return True
        return super().event(event)

    def commands(self) -> Sequence[tuple[str, str, Callable[[], None], tuple[str, ...]]]:
        """What the window offers while the section is shown."""
        return (("changes.print", _("Print the map of changes"), self.print_current, ("Ctrl+E",)),)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        taken = {keys for command in self.shell.commands.all() for keys in command.keys}
        for name, caption, run, keys in self.commands():
            free = tuple(key for key in keys if key not in taken)
            self.shell.commands.add(Command(name, caption, run, free, self.isVisible))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shell.commands.remove_all("changes.")

    @override
    def entered(self) -> None:
        if self.board is not None:
            self.board.enter()
        else:
            self.start.setFocus()

    @override
    def is_dirty(self) -> bool:
        return self.card is not None and self.card.card.is_dirty

    @override
    def save(self) -> None:
        if self.card is not None and not self._is_signed():
            self.card.save()

    @override
    def undo(self) -> None:
        if self.card is not None:
            self.card.undo()

    @override
    def redo(self) -> None:
        if self.card is not None:
            self.card.redo()

    @override
    def keep_draft(self) -> None:
        if self.card is not None:
            self.card.card.keep_draft()

    @override
    def close_section(self) -> None:
        self._drop()
        self.maps.close()
