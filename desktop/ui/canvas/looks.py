"""The menu of looking: who is highlighted, what is shown, by what nodes are filled, whether names are hidden."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.messages import N_, _
from desktop.models.map_data import QUALITIES, NodeKind, Quality
from desktop.presenters.map_looks import DECORATIONS, HIGHLIGHTS, Filter
from desktop.presenters.map_words import QUALITY
from desktop.ui.kit.text import keys_for_people

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.models.map_style import Names
    from desktop.presenters.maps import MapEditor

_NODES: dict[NodeKind, str] = {"person": N_("people"), "agency": N_("agencies"), "group": N_("groups of people")}
_NAMES: dict[Names, str] = {
    "shown": N_("Names as they are"),
    "initials": N_("Initials instead of names"),
    "codes": N_("Codes instead of names"),
}


class Canvas(Protocol):
    """The canvas that is looked at."""

    @property
    def editor(self) -> MapEditor: ...
    def viewport(self) -> QWidget: ...
    def toggle_grid(self) -> None: ...
    def toggle_page(self) -> None: ...
    def toggle_minimap(self) -> None: ...
    def meeting_asked_now(self) -> None: ...


def look_menu(canvas: Canvas) -> QMenu:
    """Every way of looking with the one that is chosen; nothing of it changes the map."""
    editor, menu = canvas.editor, QMenu(canvas.viewport())
    _choice(menu.addMenu(_("Highlight")), HIGHLIGHTS, editor.highlight, lambda code: editor.look(highlight=code))
    _choice(menu.addMenu(_("Fill")), DECORATIONS, editor.decoration, lambda code: editor.look(decoration=code))
    _filters(menu.addMenu(_("Show only")), editor)
    names = menu.addMenu(_("Names"))
    group = QActionGroup(names)
    for code, words in _NAMES.items():
        chosen = _add(names, _(words), partial(_names, editor, code))
        chosen.setCheckable(True)
        chosen.setChecked(editor.style.names == code)
        group.addAction(chosen)
    menu.addSeparator()
    _add(menu, _keyed(_("Grid"), "Shift+F8"), canvas.toggle_grid)
    _add(menu, _keyed(_("Edge of the page"), "F8"), canvas.toggle_page)
    _add(menu, _keyed(_("Minimap"), "Ctrl+M"), canvas.toggle_minimap)
    _add(menu, _keyed(_("Full screen for a meeting"), "F11"), canvas.meeting_asked_now)
    menu.addSeparator()
    everything = _add(menu, _("Show everything"), lambda: editor.look(filter_=Filter(), highlight="", decoration=""))
    everything.setEnabled(bool(editor.filter or editor.highlight or editor.decoration))
    return menu


def _filters(menu: QMenu, editor: MapEditor) -> None:
    now = editor.filter

    def quality(code: Quality) -> None:
        editor.look(filter_=replace(now, qualities=now.qualities ^ {code}))

    def kind(code: NodeKind) -> None:
        editor.look(filter_=replace(now, kinds=now.kinds ^ {code}))

    for code in QUALITIES:
        _check(menu, _(QUALITY[code]), code in now.qualities, partial(quality, code))
    menu.addSeparator()
    for node_kind, words in _NODES.items():
        _check(menu, _(words), node_kind in now.kinds, partial(kind, node_kind))
    menu.addSeparator()
    chosen = editor.selected_nodes
    for steps, words in ((1, _("The selected one and neighbours")), (2, _("Neighbours of neighbours too"))):
        around = chosen[-1].id if chosen else now.around
        on = now.around is not None and now.steps == steps
        wanted = replace(now, around=None if on else around, steps=steps)
        _check(menu, words, on, partial(_show, editor, wanted)).setEnabled(around is not None)
    menu.addSeparator()
    days = sorted({t.told_on for t in editor.data.ties if t.told_on is not None}, reverse=True)[:6]
    for day in days:
        wanted = replace(now, until=None if now.until == day else day)
        words = _("Told until {day}").format(day=f"{day:%d.%m.%Y}")
        _check(menu, words, now.until == day, partial(_show, editor, wanted))


def _names(editor: MapEditor, code: Names) -> None:
    editor.look(style=replace(editor.style, names=code))


def _show(editor: MapEditor, wanted: Filter) -> None:
    editor.look(filter_=wanted)


def _choice(menu: QMenu, codes: Mapping[str, tuple[str, object]], now: str, choose: Callable[[str], object]) -> None:
    group = QActionGroup(menu)
    for code, words in (("", N_("nothing")), *((code, entry[0]) for code, entry in codes.items())):
        action = _check(menu, _(words), code == now, partial(choose, code))
        group.addAction(action)


def _check(menu: QMenu, words: str, on: bool, act: Callable[[], object]) -> QAction:  # noqa: FBT001  as Qt says it
    action = _add(menu, words, act)
    action.setCheckable(True)
    action.setChecked(on)
    return action


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = QAction(words, menu)
    action.triggered.connect(lambda _on=False: act())
    menu.addAction(action)
    return action


def _keyed(words: str, key: str) -> str:
    return f"{words}\t{keys_for_people(key)}"
