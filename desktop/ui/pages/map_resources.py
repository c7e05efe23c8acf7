"""Resources of the network: who helps already, who could and was not asked yet; the latter become steps of the plan."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.map_data import Node
from desktop.presenters.map_acts import resources
from desktop.presenters.map_words import SPHERE
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import Heading, PlainLabel


class ResourcesPanel(QScrollArea):
    """`step_wanted(id)`: a step of the plan for this resource; `left` when Esc was pressed."""

    step_wanted = Signal(object)
    left = Signal()

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Resources"))
        self._follower = Follower(self, self.settle, editor.changed, editor.looks_changed)
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show the resources of the map as it is."""
        used, unused = resources(self._editor.told)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(6))
        column.addWidget(Heading(_("Resources"), 2, inside))
        self._list(column, inside, _("Used: {n}").format(n=len(used)), used)
        self._list(column, inside, _("Not used yet: {n}").format(n=len(unused)), unused, offered=True)
        if not used and not unused:
            words = _("Say of a person or an agency in the panel or in the grid whether they help already or could help.")
            column.addWidget(PlainLabel(words, inside, ink="second", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)

    def _list(
        self, column: QVBoxLayout, inside: QWidget, caption: str, nodes: tuple[Node, ...], *, offered: bool = False
    ) -> None:
        column.addSpacing(theme.px(6))
        column.addWidget(Heading(caption, 3, inside))
        for node in nodes:
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            sphere = _("household") if node.inside else _(SPHERE.get(node.sphere, SPHERE[""]))
            go = Button(node.name, "quiet", parent=inside)
            go.setToolTip(_("Show on the map"))
            go.setAccessibleDescription(sphere)
            go.clicked.connect(lambda _on=False, id_=node.id: self._editor.select((id_,)))
            line.addWidget(go)
            line.addWidget(PlainLabel(sphere, inside, ink="second", scale=0.9), 1)
            column.addLayout(line)
            if offered:
                step = Button(_("Into the plan…"), parent=inside)
                step.setAccessibleName(_("A step of the plan: {name}").format(name=node.name))
                step.clicked.connect(lambda _on=False, id_=node.id: self._ask(id_))
                column.addWidget(step, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self, id_: UUID) -> None:
        self.step_wanted.emit(id_)

    def enter(self) -> None:
        """The keyboard to the first button."""
        inside = self.widget()
        buttons = inside.findChildren(Button) if inside is not None else []
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
