"""The section «Conflict map»: the family's conflicts, the map of one, what it says, its dated versions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.documents.maps import Paper
from desktop.figures.primitives import Figure
from desktop.models.conflict_data import ConflictRow
from desktop.models.family_page import FamilyPage
from desktop.models.map_codes import Codes
from desktop.models.map_style import MapStyle
from desktop.presenters.conflict_compare import comparing, for_paper, with_second_sheet
from desktop.presenters.conflict_page import FamilyConflicts
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_printing import MapToPrint
from desktop.presenters.map_style import style_of
from desktop.services.conflicts import NO_PLAN
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import EmptyState
from desktop.ui.pages.conflict_panel import ConflictPanel
from desktop.ui.pages.conflict_table import ConflictTable
from desktop.ui.pages.conflict_tools import ConflictToolbar, ConflictTools
from desktop.ui.pages.drawing_section import DrawingSection
from desktop.ui.pages.map_comparing import ComparisonOver
from desktop.ui.pages.map_files import print_map
from desktop.ui.pages.shell import Shell


class ConflictsSection(DrawingSection):
    """One version of one conflict, worked on; other versions and other conflicts are one choice away."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        self.conflicts = FamilyConflicts(shell.desk, family)
        super().__init__(shell, family, self.conflicts, _("Version of the conflict map"), parent)
        self.canvas: FigureCanvas | None = None
        self.table: ConflictTable | None = None
        self.panel: ConflictPanel | None = None
        self.tools: ConflictTools | None = None
        self._toolbar: ConflictToolbar | None = None
        self._stack: QStackedWidget | None = None
        self._chooser: Choice | None = None
        self._over: ComparisonOver | None = None
        self.conflicts.opened.subscribe(self._opened)
        self.conflicts.empty.subscribe(lambda _nothing: self._show_empty())
        self.conflicts.listed.subscribe(lambda _rows: self._list_conflicts())
        self.conflicts.plan_wanted.subscribe(self._ask_plan)

    # Building

    def _show_empty(self) -> None:
        empty = EmptyState(
            _("No conflict map yet"),
            _("Name the issue in neutral words, put the parties around it, ask each for needs and fears."),
            _("Begin a conflict map"), parent=self,
        )  # fmt: skip
        empty.acted.connect(self._begin)
        self.put_body(empty)
        self.strip.hide()
        self.offer_draft()
        if self.isVisible():
            self._enter_empty()

    def _enter_empty(self) -> None:
        """Enter shows what was drawn before it begins anything anew."""
        empty = self.findChild(EmptyState)
        (self.banner if self.banner.isVisible() else empty or self).setFocus()

    def _opened(self, editor: ConflictEditor) -> None:
        as_table = self._stack is not None and self._stack.currentIndex() == 1
        self._leave_canvas()
        self.strip.show()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        canvas = self.canvas = FigureCanvas(editor, _("Conflict map"), body)
        self.tools = ConflictTools(self.desk, editor, canvas)
        self.tools.remove = self._ask_remove
        self._toolbar = self._build_toolbar(editor, canvas, body)
        column.addWidget(self._toolbar)  # over the panel too: in one line where there is room for it
        column.addLayout(row, 1)
        row.addWidget(self._views(editor, canvas, body), 1)
        self.panel = ConflictPanel(self.desk, editor, body)
        self.panel.left.connect(canvas.setFocus)
        self.panel.to_plan.connect(self.conflicts.to_plan)
        row.addWidget(self.panel)
        self.tools.common = partial(self.panel.ask_common, back=canvas)
        canvas.inspect_asked.connect(self.panel.take_focus)
        canvas.layout_asked.connect(self._ask_layout)
        canvas.told.connect(self.tell)
        editor.changed.subscribe(lambda _data: self.touched())
        pages = QStackedWidget(self)
        pages.addWidget(body)
        self._over = ComparisonOver(self.shell, pages, body, self.family)
        self.put_body(pages)
        self.list_versions()
        self._list_conflicts()
        if editor.data.version or editor.dirty:
            self.offer_draft()
        if as_table:
            self.show_table()
        elif self.isVisible():
            self._take_keyboard(editor)

    def _build_toolbar(self, editor: ConflictEditor, canvas: FigureCanvas, body: QWidget) -> ConflictToolbar:
        assert self.tools is not None  # noqa: S101  for the type checker: made just before
        bar = ConflictToolbar(self.tools, editor, canvas, body)
        bar.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(6))
        self.as_table = Button(_("Table"), keys="Ctrl+T", parent=bar)
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(_("Parties and relations as tables: the same map in words"))
        self.as_table.clicked.connect(self.show_table)
        bar.add(self.as_table)
        self._chooser = Choice([], bar, placeholder=_("conflict"))
        self._chooser.set_question(_("Conflict of the family"))
        self._chooser.setFixedWidth(theme.px(230))
        self._chooser.edited.connect(self._choose_conflict)
        bar.add(self._chooser)
        another = Button(_("Another conflict"), parent=bar)
        another.clicked.connect(self._another)
        bar.add(another)
        return bar

    def _views(self, editor: ConflictEditor, canvas: FigureCanvas, body: QWidget) -> QWidget:
        """The drawing and its tables; one of them is shown."""
        self._stack = QStackedWidget(body)
        self.table = ConflictTable(self.desk, editor, self._stack)
        self.table.told.connect(self.tell)
        self._stack.addWidget(canvas)
        scrolled = QScrollArea(self._stack)  # many parties are higher than a small screen
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(self.table)
        self._stack.addWidget(scrolled)
        return self._stack

    def _leave_canvas(self) -> None:
        if self._over is not None:
            self._over.leave()
            self._over = None
        for part in (self.canvas, self._toolbar, self.panel, self.table):
            if part is not None:
                part.leave()
        self.canvas = self._toolbar = self.panel = self.table = self._chooser = None

    def _take_keyboard(self, editor: ConflictEditor) -> None:
        """A conflict without words begins with them; otherwise the drawing has the keyboard."""
        if self.panel is not None and not editor.data.issue and not editor.data.parties:
            editor.select((editor.data.conflict,))
            self.panel.take_focus()
        elif self.canvas is not None:
            self.canvas.setFocus()

    # Conflicts and versions

    @override
    def show_page(self, page: FamilyPage) -> None:
        if self._asked:
            self.conflicts.refresh()
        super().show_page(page)

    @override
    def codes_came(self, codes: Codes) -> None:
        if (editor := self.conflicts.editor) is not None:
            editor.restyle(replace(editor.style, codes=codes))

    @override
    def shown_id(self) -> UUID | None:
        return self.conflicts.editor.data.id if self.conflicts.editor is not None else None

    @override
    def shown_final(self) -> bool:
        editor = self.conflicts.editor
        return editor is not None and editor.data.stage != "draft" and editor.dirty

    def _list_conflicts(self) -> None:
        editor, chooser = self.conflicts.editor, self._chooser
        if editor is None or chooser is None:
            return
        rows = self.conflicts.conflicts
        chooser.set_items([(str(row.newest.conflict), self._conflict_words(row)) for row in rows])
        known = any(row.newest.conflict == editor.data.conflict for row in rows)
        chooser.set_value(str(editor.data.conflict) if known else None)
        chooser.setVisible(len(rows) > 1 or (bool(rows) and not known))

    def _conflict_words(self, row: ConflictRow) -> str:
        """How a conflict is called in the chooser: its words, its stage, how strong it is."""
        newest = row.newest
        stage = self.desk.caption("conflict_stages", newest.phase) if newest.phase else ""
        strength = "" if newest.intensity is None else _("{n} of 10").format(n=newest.intensity)
        editor, said = self.conflicts.editor, newest.issue.strip()
        issue = (editor.discreet(said) if editor is not None else said) or _("a conflict without words")
        return " \u00b7 ".join(word for word in (issue, stage, strength) if word)

    def _choose_conflict(self) -> None:
        chosen = self._chooser.value() if self._chooser is not None else None
        editor = self.conflicts.editor
        if chosen is not None and editor is not None and UUID(chosen) != editor.data.conflict:
            self.settle()
            self.leave_for(lambda: self.conflicts.open_conflict(UUID(chosen)))

    def _begin(self) -> None:
        """A new conflict; what is kept unsaved would be written over, so it is asked about."""
        if not (at := self.conflicts.offered()):
            self.conflicts.begin()
            return

        def anew() -> None:
            self.conflicts.drop_draft()
            self.banner.clear_notice()
            self.conflicts.begin()

        Ask(
            self,
            _("What becomes of the drawing that was not saved?"),
            _("There is a drawing of {day} that was not saved.").format(day=at),
            (
                Answer(_("Show it"), self._take_draft, "primary", default=True),
                Answer(_("Throw it away and begin anew"), anew, "danger"),
                Answer(_("Stay here"), self.stay, cancels=True),
            ),
        ).open()

    def _another(self) -> None:
        self.settle()
        self.leave_for(self._begin)

    @override
    def stay(self) -> None:
        super().stay()
        self._list_conflicts()

    # Acts

    def _ask_plan(self, option: UUID) -> None:
        Ask(
            self,
            _("Begin a plan with this step?"),
            _(NO_PLAN),
            (
                Answer(_("Begin a plan of a month"), lambda: self.conflicts.to_plan(option, begin=True), "primary", default=True),
                Answer(_("Not now"), None, cancels=True),
            ),
        ).open()

    def _ask_remove(self) -> None:
        Ask(
            self,
            _("Take this draft away?"),
            _("Versions that are finished or printed stay. What was not finished is lost."),
            (
                Answer(_("Take away"), self.conflicts.remove, "danger"),
                Answer(_("Leave as it is"), None, default=True, cancels=True),
            ),
        ).open()

    def _ask_layout(self) -> None:
        if self.conflicts.editor is not None:
            self.lay_out_anew(self.conflicts.editor)

    @override
    def show_table(self) -> None:
        """The map as tables, or the drawing again."""
        if self._stack is None or self.canvas is None or self.table is None:
            return
        table = self._stack.currentIndex() == 0
        if table and self.conflicts.editor is not None and self.conflicts.editor.names_hidden:
            self.as_table.setChecked(False)
            self.tell(_("Names are hidden: the words of the conflict are read and written here when the names are shown."))
            return
        self.canvas.settle()
        self._stack.setCurrentIndex(1 if table else 0)
        self.as_table.setChecked(table)
        if self.panel is not None:
            self.panel.setVisible(not table)  # the tables need the room
        if table:
            self.table.enter()
        else:
            self.canvas.setFocus()

    @override
    def compare(self) -> None:
        """Two dated versions of this conflict side by side or over each other."""
        editor, over = self.conflicts.editor, self._over
        if editor is None or over is None or len(self.conflicts.versions) < 2:
            return
        self.settle()
        self.strip.hide()
        shown = comparing(self.desk, self.conflicts.versions, editor.data, editor.style)
        over.show(shown, _("Changes of the conflict map"), after=editor.data.id, left=self._compared)

    def _compared(self) -> None:
        self.strip.show()
        if self.canvas is not None:
            self.canvas.setFocus()

    @override
    def export(self) -> None:
        """Print the map, save it as a picture, copy it."""
        editor = self.conflicts.editor
        if editor is None:
            return
        if self._over is not None and self._over.view is not None:
            self._over.print_out()
            return
        self.settle()
        data, captions = editor.data, self.desk.caption

        def drawn(style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
            return for_paper(data, captions, style, paper)

        curve, steps = editor.curve(), editor.steps

        def sheets(style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
            return with_second_sheet(data, curve, steps, captions, style, paper)

        source = MapToPrint(
            "conflict", _("Conflict map"), data.drawn_on, data.stage, drawn, printed=self.conflicts.mark_printed,
            style=style_of(self.desk, self.family.page), sheets=sheets,
        )  # fmt: skip
        print_map(self.shell, self.family, source, self)

    @override
    def settle(self) -> None:
        if self.canvas is not None:
            self.canvas.settle()
            self._end_typing()

    def _end_typing(self) -> None:
        """A line that is taken when the keyboard leaves it is taken before the map is saved."""
        typed = QApplication.focusWidget()
        if typed is not None and self.panel is not None and self.panel.isAncestorOf(typed):
            typed.clearFocus()
            typed.setFocus()

    # The page

    @override
    def entered(self) -> None:
        editor = self.conflicts.editor
        if editor is None:
            self._enter_empty()
        elif self.table is not None and self.table.isVisible():
            self.table.enter()
        else:
            self._take_keyboard(editor)
            announce(self, _("Conflict map"))

    @override
    def undo(self) -> None:
        if self.conflicts.editor is not None:
            self.conflicts.editor.undo()

    @override
    def redo(self) -> None:
        if self.conflicts.editor is not None:
            self.conflicts.editor.redo()

    @override
    def close_section(self) -> None:
        self._leave_canvas()
        super().close_section()
