"""The section «Social connections»: the canvas, its tools, what is selected, dated versions."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
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
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.pages.map_files import save_picture
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell

_DRAFT_AFTER: Final = 3_000  # milliseconds after the last change


class MapSection(SectionPage):
    """One version of the map, edited; others are one choice away."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.map = FamilyMap(shell.desk, family)
        self.view: MapView | None = None
        self._parts: list[QWidget] = []
        self._toolbar: MapToolbar | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(self.map.keep_draft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        self.banner.closed.connect(lambda: self.desk.drop_draft(self.map.key))
        self._column.addWidget(self.banner)
        self._body = QWidget(self)
        self._column.addWidget(self._body, 1)
        self._build_strip()
        self.map.opened.subscribe(self._opened)
        self.map.state_changed.subscribe(self._state)
        self.map.stale.subscribe(self._stale)
        self.map.failed.subscribe(lambda error: shell.fail(error))
        self._asked = False

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
            return
        editor = self.map.editor
        newest = next((row for row in self.map.versions if editor is not None and row.id == editor.data.id), None)
        if editor is not None and newest is not None and not self.map.is_dirty and page.counts.get("maps"):
            self.map.open(editor.data.id)

    def _opened(self, editor: MapEditor) -> None:
        if self.view is not None and self.view.editor.data == editor.data:
            return
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
        left.addWidget(view, 1)
        row.addLayout(left, 1)
        row.addWidget(Inspector(editor, body))
        editor.changed.subscribe(lambda _change: self._timer.start())
        self._column.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body, self.view = body, view
        self._list_versions()
        self._offer_draft()
        if self.isVisible():
            view.setFocus()

    def _leave_canvas(self) -> None:
        if self.view is not None:
            self.view.leave()
            self.view = None
        if self._toolbar is not None:
            self._toolbar.leave()
            self._toolbar = None

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

        def go() -> None:
            self.map.open(UUID(chosen))

        if self.map.is_dirty:
            Ask(
                self,
                _("Save the changes of this map first?"),
                _("You changed the version that is open."),
                (
                    Answer(_("Save and open"), lambda: self.map.save(after=go), "primary", default=True),
                    Answer(_("Open without saving"), go, "danger"),
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
            case "draft":
                self.state.draft(self.map.said)
            case "saving":
                self.state.saving()
            case _:
                self.state.failed(self.map.said)
        if state == "saved":
            self._list_versions()

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
                Answer(_("Lay out"), lambda: self._do_layout(), "primary", default=True),
                Answer(_("Leave as it is"), None, cancels=True),
            ),
        ).open()

    def _do_layout(self) -> None:
        if self.map.editor is not None:
            self.map.editor.lay_out()

    def _finish(self) -> None:
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
        if self.view is not None:
            self.view.setFocus()
            announce(self, _("Map of social connections"))

    @override
    def is_dirty(self) -> bool:
        return self.map.is_dirty

    @override
    def save(self) -> None:
        if self.view is not None:
            self.view.settle()
        self._timer.stop()
        self.map.save()

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
        self.map.keep_draft()

    @override
    def close_section(self) -> None:
        self._timer.stop()
        self._leave_canvas()
        self.map.close()
