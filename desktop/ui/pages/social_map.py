"""The section «Social connections»: the canvas, its tools, what is selected, dated versions."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas.inspector import Inspector
from desktop.ui.canvas.toolbar import MapToolbar
from desktop.ui.canvas.view import MapView
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.pages.map_files import save_picture
from desktop.ui.pages.map_table import MapTable
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell

_DRAFT_AFTER: Final = 3_000  # milliseconds after the last change


class MapSection(SectionPage):
    """One version of the map, edited; others are one choice away."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.map = FamilyMap(shell.desk, family)
        self.view: MapView | None = None
        self.table: MapTable | None = None
        self.inspector: Inspector | None = None
        self._toolbar: MapToolbar | None = None
        self._stack: QStackedWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(self.map.keep_draft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        self._column.addWidget(self.banner)
        self._body = QWidget(self)
        self._column.addWidget(self._body, 1)
        self._build_strip()
        self.map.opened.subscribe(self._opened)
        self.map.listed.subscribe(lambda _rows: self._listed())
        self.map.state_changed.subscribe(self._state)
        self.map.stale.subscribe(self._stale)
        self.map.failed.subscribe(shell.fail)
        self._asked = False
        self._said_of: UUID | None = None  # the finished version that was spoken of

    def _build_strip(self) -> None:
        self.strip = StatusStrip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        self.versions = Choice([], self, placeholder=_("version"))
        self.versions.set_question(_("Version of the map"))
        self.versions.setFixedWidth(theme.px(230))
        self.versions.edited.connect(self._choose_version)
        self.strip.add_right(self.versions)
        picture = Button(_("Picture…"), keys="Ctrl+E", parent=self)
        picture.clicked.connect(self.export)
        finish = Button(_("Finish this version"), parent=self)
        finish.clicked.connect(self._finish)
        save = Button(_("Save"), "primary", keys="Ctrl+S", parent=self)
        save.clicked.connect(self.save)
        for button in (picture, finish, save):
            self.strip.add_right(button)
        self._column.addWidget(self.strip)

    @override
    def show_page(self, page: FamilyPage) -> None:
        if not self._asked:
            self._asked = True
            self.map.open()
        else:
            self.map.refresh()

    def _opened(self, editor: MapEditor) -> None:
        as_table = self._stack is not None and self._stack.currentIndex() == 1
        self._leave_canvas()
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        view = MapView(editor, body)
        view.layout_asked.connect(self._ask_layout)
        view.told.connect(self.strip.say)
        self._toolbar = MapToolbar(editor, view, body)
        self._toolbar.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(6))
        left.addWidget(self._toolbar)
        left.addWidget(self._views(editor, view, body), 1)
        row.addLayout(left, 1)
        self.inspector = Inspector(editor, body)
        self.inspector.compare(self.map.before)
        view.inspect_asked.connect(self.inspector.take_focus)
        row.addWidget(self.inspector)
        editor.changed.subscribe(lambda _change: self._timer.start())
        self._column.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body, self.view = body, view
        self._list_versions()
        self._offer_draft()
        if as_table:
            self.show_table()
        elif self.isVisible():
            view.setFocus()

    def _views(self, editor: MapEditor, view: MapView, body: QWidget) -> QWidget:
        """The drawing and the table of the same ties; one of them is shown."""
        self._stack = QStackedWidget(body)
        self.table = MapTable(editor, self._stack)
        self.table.told.connect(self._tell)
        self._stack.addWidget(view)
        self._stack.addWidget(self.table)
        self.as_table = Button(_("Table"), keys="Ctrl+T", parent=self._toolbar)
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(_("The ties as a table: the same map in words"))
        self.as_table.clicked.connect(self.show_table)
        if self._toolbar is not None:
            self._toolbar.add(self.as_table)
        return self._stack

    def _tell(self, words: str) -> None:
        self.strip.say(words)
        announce(self, words)

    def show_table(self) -> None:
        """The ties as a table, or the drawing again."""
        if self._stack is None or self.view is None or self.table is None:
            return
        table = self._stack.currentIndex() == 0
        self.view.settle()
        self._stack.setCurrentIndex(1 if table else 0)
        self.as_table.setChecked(table)
        if self.inspector is not None:
            self.inspector.setVisible(not table)  # everything it says is in the table, which needs the room
        if table:
            self.table.enter()
        else:
            self.view.setFocus()

    def _leave_canvas(self) -> None:
        for part in (self.view, self._toolbar, self.inspector, self.table):
            if part is not None:
                part.leave()
        self.view = self._toolbar = self.inspector = self.table = None

    def _listed(self) -> None:
        self._list_versions()
        if self.inspector is not None:
            self.inspector.compare(self.map.before)

    def _list_versions(self) -> None:
        editor = self.map.editor
        finished, draft = _("finished"), _("being drawn")
        self.versions.set_items(
            [(str(row.id), f"{row.drawn_on:%d.%m.%Y} · {finished if row.final else draft}") for row in self.map.versions]
        )
        if editor is not None:
            self.versions.set_value(str(editor.data.id) if editor.data.version else None)

    def _choose_version(self) -> None:
        chosen = self.versions.value()
        editor = self.map.editor
        if chosen is None or editor is None or UUID(chosen) == editor.data.id:
            return
        self._settle()

        def go() -> None:
            self.map.open(UUID(chosen))

        def drop() -> None:
            self._timer.stop()
            self.map.drop_draft()
            go()

        if self.map.is_dirty:
            Ask(
                self,
                _("Save the changes of this map first?"),
                _("You changed the version that is open."),
                (
                    Answer(_("Save and open"), lambda: self.map.save(after=go), "primary", default=True),
                    Answer(_("Open without saving"), drop, "danger"),
                    Answer(_("Stay here"), self._list_versions, cancels=True),
                ),
            ).open()
        else:
            go()

    def _offer_draft(self) -> None:
        at = self.map.offered()
        if at:
            self.banner.show_notice(_("There is a map drawn on {day} and not saved.").format(day=at), "amber", _("Show it"))

    def _take_draft(self) -> None:
        self.banner.clear_notice()
        self.map.take_draft()

    def _state(self, state: str) -> None:
        match state:
            case "saved" if self.map.said:
                self.state.saved(self.map.said)
            case "saved":
                self.state.quiet()
            case "unsaved":
                self.state.unsaved()
                self._say_finished()
            case "draft":
                self.state.draft(self.map.said)
            case "saving":
                self.state.saving()
            case _:
                self.state.failed(self.map.said)

    def _say_finished(self) -> None:
        """Once for each finished version that somebody begins to change."""
        editor = self.map.editor
        if editor is not None and editor.data.final and editor.dirty and self._said_of != editor.data.id:
            self._said_of = editor.data.id
            self.shell.say(_("This version is finished: what you change becomes a new one"))

    def _stale(self, who: str) -> None:
        sentence = _("{who} saved this version while you were drawing. Your map can be kept as a version of its own.")
        Ask(
            self,
            _("Two people drew the same map"),
            sentence.format(who=who),
            (
                Answer(_("Keep mine as a new version"), self.map.save_as_new, "primary", default=True),
                Answer(_("Back to the map"), None, cancels=True),
            ),
        ).open()

    def _ask_layout(self) -> None:
        editor = self.map.editor
        if editor is None:
            return
        if not editor.hand_placed:
            editor.lay_out()
            return
        Ask(
            self,
            _("Lay the map out anew?"),
            _("What was placed by hand stays where it is; the rest finds new places. Ctrl+Z brings everything back."),
            (
                Answer(_("Lay out"), self._do_layout, "primary", default=True),
                Answer(_("Leave as it is"), None, cancels=True),
            ),
        ).open()

    def _do_layout(self) -> None:
        if self.map.editor is not None:
            self.map.editor.lay_out()

    def _finish(self) -> None:
        self._settle()
        Ask(
            self,
            _("Finish this version?"),
            _("A finished version stays as it is for printing and comparing. The next change begins a new version."),
            (
                Answer(_("Finish"), lambda: self.map.save(final=True), "primary", default=True),
                Answer(_("Go on drawing"), None, cancels=True),
            ),
        ).open()

    def export(self) -> None:
        """Save the map as a picture: SVG, PDF or PNG."""
        if self.map.editor is not None:
            save_picture(self.shell, self.map.editor.data, self.family, self)

    @override
    def entered(self) -> None:
        if self.table is not None and self.table.isVisible():
            self.table.enter()
        elif self.view is not None:
            self.view.setFocus()
            announce(self, _("Map of social connections"))

    @override
    def is_dirty(self) -> bool:
        return self.map.is_dirty

    @override
    def save(self) -> None:
        self._settle()
        self.map.save()

    def _settle(self) -> None:
        """Take the name being typed and a cell being edited before the map is saved or left."""
        if self.view is not None:
            self.view.settle()
        if self.table is not None and self.table.table.isAncestorOf(self.focusWidget()):
            self.table.table.setFocus()
        self._timer.stop()

    @override
    def undo(self) -> None:
        if self.map.editor is not None:
            self.map.editor.undo()

    @override
    def redo(self) -> None:
        if self.map.editor is not None:
            self.map.editor.redo()

    @override
    def keep_draft(self) -> None:
        if self.view is not None:
            self.view.settle()
        self.map.keep_draft()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        taken = {keys for command in self.shell.commands.all() for keys in command.keys}
        for name, caption, run, keys in (
            ("map.table", _("The ties as a table"), self.show_table, ("Ctrl+T", "F3")),
            ("map.picture", _("Save the map as a picture"), self.export, ("Ctrl+E", "F12")),
        ):
            free = tuple(key for key in keys if key not in taken)  # two owners of a key would have none
            self.shell.commands.add(Command(name, caption, run, free, self.isVisible))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shell.commands.remove_all("map.")

    @override
    def close_section(self) -> None:
        self._timer.stop()
        self._leave_canvas()
        self.map.close()
