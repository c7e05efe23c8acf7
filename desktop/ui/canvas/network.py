"""The panel beside the canvas when nothing is selected: the network in numbers and what changed since last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.map_words import age_words
from desktop.rules import social_maps
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.text import Heading, Ink, PlainLabel

if TYPE_CHECKING:
    from desktop.models.map_data import MapData, Node
    from desktop.presenters.maps import MapEditor


class Panel(QWidget):
    """A heading and rows under it."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__()
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self.column.setSpacing(theme.px(8))
        self.heading = Heading("", 2, self)
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)

    def row(self, label: str, editor: QWidget) -> None:
        """An editor under its label: the panel is narrow."""
        above = PlainLabel(label, self, ink="second", scale=0.9)
        above.setBuddy(editor)
        editor.setAccessibleName(label)
        box = QVBoxLayout()
        box.setSpacing(theme.px(2))
        box.addWidget(above)
        box.addWidget(editor)
        self.column.addLayout(box)


class NetworkPanel(Panel):
    """The network in numbers, who is alone in it, and who is connected with nobody yet."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__(editor)
        self.before: MapData | None = None  # an earlier version to compare with
        self.heading.setText(_("Network figures"))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(0, 1)
        self._values: dict[str, PlainLabel] = {}
        for number, (key, label) in enumerate(
            (
                ("size", _("Size of the network")),
                ("supporting", _("Supporting")),
                ("density", _("Density")),
                ("professional", _("Professionals")),
                ("conflicts", _("Conflict ties")),
                ("broken", _("Broken ties")),
            )
        ):
            value = PlainLabel("", self, bold=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(PlainLabel(label, self), number, 0)
            self._grid.addWidget(value, number, 1)
            self._values[key] = value
        self.column.addLayout(self._grid)
        self._alone = QVBoxLayout()
        self._alone.setSpacing(theme.px(6))
        self.column.addLayout(self._alone)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(theme.px(6))
        self.column.addLayout(self._changes)
        self._hint = PlainLabel("", self, ink="second", wrap=True, scale=0.9)
        self.column.addWidget(self._hint)
        self.column.addStretch(1)

    def show_map(self) -> None:
        """The figures of the view that is shown now."""
        editor = self.editor
        seen = social_maps.shown(editor.data, editor.view or "all")
        figures = social_maps.figures_of(seen)
        self._values["size"].setText(str(figures.size))
        self._values["supporting"].setText(str(figures.supporting))
        self._values["density"].setText(_share(figures.density))
        self._values["professional"].setText(_percent(figures.professional))
        self._values["conflicts"].setText(str(figures.conflicts))
        self._values["broken"].setText(str(figures.broken))
        _emptied(self._alone)
        for id_ in figures.isolated:
            if (node := editor.data.node(id_)) is not None:
                self._alone.addLayout(self._note(_("isolation"), "amber", _alone(node, editor)))
        if lost := editor.without_ties():
            names = ", ".join(n.name for n in lost)
            self._alone.addLayout(self._note(_("no ties"), "plain", names))
        self._show_changes(seen)
        hint = "" if editor.data.nodes else _("Double-click or press N to put somebody on the map.")
        self._hint.setText(hint)

    def _show_changes(self, seen: MapData) -> None:
        """What became of the ties since the version before."""
        _emptied(self._changes)
        if self.before is None:
            return
        since = Heading(_("Since {day}").format(day=f"{self.before.drawn_on:%d.%m.%Y}"), 2, self)
        since.setContentsMargins(0, theme.px(8), 0, 0)
        self._changes.addLayout(_line(since))
        change = social_maps.changed(social_maps.shown(self.before, self.editor.view or "all"), seen)
        rows: tuple[tuple[str, int, str, Ink], ...] = (
            (_("New ties"), len(change.new), "+", "green"),
            (_("Became stronger"), len(change.stronger), "", "green"),
            (_("Became weaker"), len(change.weaker), "", "amber"),
            (_("Broken off"), len(change.broken), "", "red"),
        )
        told = [row for row in rows if row[1]]
        for label, count, sign, ink in told:
            value = PlainLabel(f"{sign}{count}", self, bold=True, ink=ink)
            self._changes.addLayout(_line(PlainLabel(label, self), value))
        if not told:
            self._changes.addLayout(_line(PlainLabel(_("The ties are the same"), self, ink="second")))

    def _note(self, sign: str, tone: str, text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        badge = Badge(sign, "amber" if tone == "amber" else "plain", self)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(PlainLabel(text, self, wrap=True, scale=0.9), 1)
        return line


def _share(value: float | None) -> str:
    return "\u2014" if value is None else f"{value:.2f}".replace(".", ",")


def _percent(value: float | None) -> str:
    return "\u2014" if value is None else f"{round(value * 100)}\u202f%"


def _line(first: QWidget, value: QWidget | None = None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(first, 1)
    if value is not None:
        line.addWidget(value)
    return line


def _alone(node: Node, editor: MapEditor) -> str:
    age = age_words(editor, node)
    if not age:
        return _("{name}: no supporting tie outside the family").format(name=node.name)
    return _("{name} ({age}): no supporting tie outside the family").format(name=node.name, age=age)


def _emptied(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        while inner is not None and (part := inner.takeAt(0)) is not None:
            if (widget := part.widget()) is not None:
                widget.hide()
                widget.deleteLater()
