"""The section «Genogram»: the family drawn from its card; whoever is added on it stands in the card at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.models.kin_data import GenogramData, mark_key
from desktop.models.map_codes import Codes
from desktop.models.map_style import MapStyle
from desktop.models.snapshots import Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.drawing_acts import DrawingActs
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.genogram_page import FamilyGenogram
from desktop.presenters.kin_papers import comparing, to_print
from desktop.presenters.map_style import keep_office_style, keep_style, style_of
from desktop.presenters.members import missing_parents
from desktop.presenters.offers import References
from desktop.services.cards import open_card
from desktop.services.families import bind_parents
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_frame import PAPERS
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import Heading
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.drawing_section import DrawingSection
from desktop.ui.pages.export_file import tree_out_words
from desktop.ui.pages.genogram_acts import GenogramActs
from desktop.ui.pages.genogram_bar import GenogramBar
from desktop.ui.pages.genogram_heading import heading_words
from desktop.ui.pages.genogram_legend import GenogramLegend
from desktop.ui.pages.genogram_panel import GenogramPanel
from desktop.ui.pages.genogram_table import GenogramTable
from desktop.ui.pages.import_tree import tree_words
from desktop.ui.pages.map_comparing import ComparisonOver
from desktop.ui.pages.map_files import print_map
from desktop.ui.pages.shell import Shell

_DRAWING, _TABLE = range(2)


class GenogramSection(DrawingSection):
    """One version of the genogram, worked on; others are one choice away."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        self.genogram = FamilyGenogram(shell.desk, family)
        super().__init__(shell, family, self.genogram, _("Version of the genogram"), parent)
        self.canvas: FigureCanvas | None = None
        self.bar: GenogramBar | None = None
        self.panel: GenogramPanel | None = None
        self.table: GenogramTable | None = None
        self.acts: GenogramActs | None = None
        self.card: CardView | None = None
        self.compared: ComparisonOver | None = None
        self.legend: GenogramLegend | None = None
        self._stack = QStackedWidget(self)
        self._references = References(self.desk, lambda: self.family.page)
        self.genogram.opened.subscribe(self._opened)

    @property
    def editor(self) -> GenogramEditor | None:
        """What is being drawn."""
        return self.genogram.editor

    # What is shown --------------------------------------------------------------------------------------

    def _opened(self, editor: GenogramEditor) -> None:
        self._leave_parts()
        desk = self.desk
        marks = {mark_key(code): words for code, words in desk.choices("genogram_marks")}
        editor.words = marks | dict(desk.choices("emotional_lines"))
        editor.show_style(style_of(desk, self.family.page))
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.canvas = FigureCanvas(editor, _("Genogram"), body)
        self.acts = GenogramActs(self.shell, editor, self.canvas, self._writes(editor))
        self.acts.card_asked.connect(self._open_card)
        self.bar = GenogramBar(editor, self.canvas, self.acts, editor.style, body)
        self.bar.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(6))
        self.bar.table_asked.connect(self.show_table)
        self.bar.style_changed.connect(self._restyle)
        self.bar.conditions_asked.connect(lambda: editor.show_style(editor.style, conditions=not editor.conditions))
        self.hint = Banner(body)
        self.hint.acted.connect(self._bind_parents)
        column.addWidget(self.bar)  # over the panel too: fewer lines of tools leave the drawing more height
        column.addLayout(row, 1)
        row.addLayout(left, 1)
        left.addWidget(self.hint)
        self._stack = QStackedWidget(body)
        self.table = GenogramTable(editor, desk, self.acts, self._stack)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.table)
        left.addWidget(self._stack, 1)
        self.legend = GenogramLegend(editor, body)
        self.legend.folded.connect(lambda folded: self._restyle(replace(editor.style, legend=not folded)))
        self.panel = GenogramPanel(editor, desk, self.acts, body)
        self.panel.lit.connect(self.canvas.light)
        row.addWidget(self.panel)
        column.addWidget(self.legend)  # under the panel too: a wider key is a lower one
        self._listen(editor, self.canvas)
        pages = QStackedWidget(self)
        pages.addWidget(body)
        self.compared = ComparisonOver(self.shell, pages, body, self.family)
        self.put_body(pages)
        self.list_versions()
        self.offer_draft()
        self._show_page_frame()
        if self.isVisible():
            self.canvas.setFocus()

    def _writes(self, editor: GenogramEditor) -> DrawingActs:
        return DrawingActs(self.desk, self.genogram.owner, editor.stack, self.shell.fail)

    def _listen(self, editor: GenogramEditor, canvas: FigureCanvas) -> None:
        canvas.told.connect(self.strip.say)
        canvas.layout_asked.connect(self._ask_layout)
        canvas.copy_asked.connect(self.export)  # the dialog shows the picture before it is copied
        if self.panel is not None:
            canvas.inspect_asked.connect(self.panel.take_focus)
        editor.changed.subscribe(self._changed)
        self._changed(editor.data)

    def _changed(self, data: GenogramData) -> None:
        self.touched()
        self._advise(data)

    def _advise(self, data: GenogramData) -> None:
        """A family of one person says what to do next; one whose kinship nobody wrote is asked about it."""
        people, page = data.kin.people, self.family.page
        pairs = missing_parents(page) if page is not None else ()
        if len(people) > 1 and pairs:
            many = len({child.person.id for _parent, child in pairs})
            words = ngettext(
                "Kinship is not written for {n} child: are the mother and the father of the household the parents?",
                "Kinship is not written for {n} children: are the mother and the father of the household the parents?",
                many,
            )
            self.hint.show_notice(words.format(n=many), "accent", _("Yes, write it down"))
        elif len(people) > 1:
            self.hint.clear_notice()
        elif people:
            words = _("There is only {name} here yet. Select them and press P for a parent, U for a partner, C for a child.")
            self.hint.show_notice(words.format(name=people[0].name or "?"), "accent")
        else:
            self.hint.show_notice(_("Nobody is written in the card yet: add the members of the family first."), "amber")

    def _bind_parents(self) -> None:
        page = self.family.page
        if page is not None and self.acts is not None and (pairs := missing_parents(page)):
            ids = [(parent.person.id, child.person.id) for parent, child in pairs]
            label = N_("Kinship was written down")
            self.acts.write(label, lambda unit: bind_parents(unit, ids), lambda _changes: None, self.shell.fail)

    def _leave_parts(self) -> None:
        self.leave_card()
        if self.compared is not None:
            self.compared.leave()
        for part in (self.canvas, self.bar, self.panel, self.table, self.acts, self.legend):
            if part is not None:
                part.leave()
        self.canvas = self.bar = self.panel = self.table = self.acts = self.legend = self.compared = None

    # Looks ----------------------------------------------------------------------------------------------

    def _restyle(self, style: MapStyle) -> None:
        if self.editor is not None:
            office = style_of(self.desk)
            if style.symbols != office.symbols:
                keep_office_style(self.desk, style)
            keep_style(self.desk, style)
            style = replace(style, codes=self.editor.style.codes)  # the bar has those of when it was made
            self.editor.show_style(style, conditions=self.editor.conditions)
            if self.bar is not None:
                self.bar.style_now = style
            self._show_page_frame()

    def _show_page_frame(self) -> None:
        if self.canvas is not None and self.editor is not None:
            self.canvas.show_page(PAPERS.get(self.editor.style.frame))

    def _ask_layout(self) -> None:
        editor = self.editor
        if editor is None or not editor.data.shifts:
            self.tell(_("Everybody stands where the layout puts them"))
            return
        Ask(
            self,
            _("Lay the genogram out again?"),
            _("Whoever was shifted by hand goes back to where the layout puts them. Ctrl+Z brings it back."),
            (
                Answer(_("Lay out"), lambda: self._tidy(editor), "primary", default=True),
                Answer(_("Leave as it is"), None, cancels=True),
            ),
        ).open()

    @staticmethod
    def _tidy(editor: GenogramEditor) -> None:
        editor.tidy()

    @override
    def show_table(self) -> None:
        if self.table is None or self.canvas is None or self.bar is None or self.panel is None:
            return
        as_table = self._stack.currentIndex() == _DRAWING
        self.canvas.settle()
        self._stack.setCurrentIndex(_TABLE if as_table else _DRAWING)
        self.bar.table.setChecked(as_table)
        for part in (self.panel, self.legend):
            if part is not None:
                part.setVisible(not as_table)  # everything it says is in the table, which needs the room
        if as_table:
            self.table.enter()
        else:
            self.canvas.setFocus()

    # The card of a person -------------------------------------------------------------------------------

    def _open_card(self, person: object) -> None:
        def opened(card: Snapshot | None) -> None:
            if card is not None:
                self._show_card(card)

        if isinstance(person, UUID):
            self.desk.open(lambda reading: open_card(reading, "person", person), opened, self.shell.fail, self.genogram.owner)

    def _show_card(self, snapshot: Snapshot) -> None:
        self.leave_card()
        kin = next((p for p in (self.editor.data.kin.people if self.editor else ()) if p.id == snapshot.id), None)
        form = "child_card" if kin is not None and kin.child else "person_card"
        card = Card(self.desk, N_("The card of a person was changed"), [Filled(form, snapshot)])
        view = CardView(self.shell, card, self._references, leave=self.leave_card, parent=self)
        view.mark_sources(self.sources)
        view.add_above(Heading(kin.full_name or kin.name if kin is not None else "", 2, view))
        self.card = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._show_tools(shown=False)
        view.focus_first()

    def leave_card(self) -> None:
        """Back to the drawing."""
        view, self.card = self.card, None
        if view is None:
            return
        view.close_view()
        self._back_from(view)

    # Two versions, paper --------------------------------------------------------------------------------

    @override
    def compare(self) -> None:
        """Two dated versions of the genogram side by side or over each other."""
        editor, over = self.editor, self.compared
        if editor is None or over is None or len(self.genogram.versions) < 2:
            return
        self.settle()
        self.strip.hide()
        shown = comparing(self.desk, editor, self.genogram.versions)
        over.show(shown, _("Two versions of the genogram"), after=editor.data.id, left=self._compared)

    def _compared(self) -> None:
        self.strip.show()
        if self.canvas is not None:
            self.canvas.setFocus()

    @override
    def export(self) -> None:
        editor = self.editor
        if editor is None:
            return
        self.settle()
        if self.compared is not None and self.compared.view is not None:
            self.compared.print_out()
            return
        print_map(self.shell, self.family, to_print(editor, self.genogram.mark_printed), self)

    def _back_from(self, view: QWidget) -> None:
        self._stack.removeWidget(view)
        view.deleteLater()
        self._show_tools(shown=True)
        self._stack.setCurrentIndex(_DRAWING)
        if self.canvas is not None:
            self.canvas.setFocus()

    def _show_tools(self, *, shown: bool) -> None:
        for part in (self.bar, self.panel, self.legend):
            if part is not None:
                part.setVisible(shown)
        self.strip.setVisible(shown)

    # The page -------------------------------------------------------------------------------------------

    @override
    def shown_id(self) -> UUID | None:
        return self.editor.data.id if self.editor is not None else None

    @override
    def shown_final(self) -> bool:
        return self.editor is not None and self.editor.dirty and self.editor.data.stage != "draft"

    @override
    def settle(self) -> None:
        if self.canvas is not None:
            self.canvas.settle()

    @override
    def show_page(self, page: FamilyPage) -> None:
        super().show_page(page)
        if self.editor is not None:
            self.genogram.refresh()
            self._advise(self.editor.data)

    @override
    def codes_came(self, codes: Codes) -> None:
        if self.editor is not None:
            self.editor.show_style(replace(self.editor.style, codes=codes), conditions=self.editor.conditions)

    @override
    def entered(self) -> None:
        if self.card is not None:
            self.card.focus_first()
        elif self.compared is not None and self.compared.view is not None:
            self.compared.view.enter()
        elif self.table is not None and self.table.isVisible():
            self.table.enter()
        elif self.canvas is not None:
            self.canvas.setFocus()
            announce(self, _("Genogram"))

    @override
    def is_dirty(self) -> bool:
        return super().is_dirty() or (self.card is not None and self.card.card.is_dirty)

    @override
    def save(self) -> None:
        if self.card is not None:
            self.card.save()
        else:
            super().save()

    @override
    def keep_draft(self) -> None:
        if self.card is not None:
            self.card.card.keep_draft()
        super().keep_draft()

    @override
    def undo(self) -> None:
        if self.card is not None:
            self.card.undo()
        elif self.editor is not None:
            self.editor.undo()

    @override
    def redo(self) -> None:
        if self.card is not None:
            self.card.redo()
        elif self.editor is not None:
            self.editor.redo()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.card is not None and event.key() == Qt.Key.Key_Escape:
            self.leave_card()
        else:
            super().keyPressEvent(event)

    @override
    def commands(self) -> Sequence[tuple[str, str, Callable[[], None], tuple[str, ...]]]:
        acts = self.acts
        more = [] if acts is None else [
            ("drawing.heading", heading_words(), acts.head, ()),
            ("drawing.tree_in", tree_words(), acts.take_tree_in, ()), ("drawing.tree_out", tree_out_words(), acts.save_tree, ()),
        ]  # fmt: skip
        return (*super().commands(), *more)

    @override
    def close_section(self) -> None:
        super().close_section()
        self._leave_parts()
