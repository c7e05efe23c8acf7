"""The panel beside the canvas: what is selected, or the network in numbers when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.ui.canvas.network import NetworkPanel
from desktop.ui.canvas.panels import NodePanel, TiePanel
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from uuid import UUID

    from desktop.models.map_data import MapData
    from desktop.presenters.maps import MapEditor


class Inspector(QScrollArea):
    """The panel of one editor; it follows the selection."""

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.network, self.node, self.tie = NetworkPanel(editor), NodePanel(editor), TiePanel(editor)
        # No stack: it would be as high as its highest panel, and a short one would have something to scroll.
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget = self.network
        for panel in (self.network, self.node, self.tie):
            column.addWidget(panel)
            panel.setVisible(panel is self._shown)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(296))
        self.setAccessibleName(_("What is selected"))
        self._later = QTimer(self)  # many changes in one gesture, one look at them
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.settle)
        self._leaving = [
            editor.changed.subscribe(lambda _change: self._later.start()),
            editor.looks_changed.subscribe(lambda _looks: self._later.start()),
            editor.selection_changed.subscribe(lambda _ids: self._later.start()),
            editor.view_changed.subscribe(lambda _view: self._later.start()),
            editor.stack.changed.subscribe(lambda _stack: self._later.start()),
        ]
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._later.stop()
        self.network.leave()
        while self._leaving:
            self._leaving.pop()()

    def compare(self, before: MapData | None) -> None:
        """With which version the network is compared when nothing is selected."""
        self.network.before = before
        self._later.start()

    def knows(self, concerns: Mapping[UUID, Collection[str]], caption: Callable[[str], str]) -> None:
        """What the card says of its persons and what such a code is called: a need without a tie is said by it."""
        self.network.concerns, self.network.caption = concerns, caption
        self._later.start()

    def settle(self) -> None:
        """Show what is selected now; during a gesture it waits."""
        if self._editor.in_gesture:
            return
        nodes, ties = self._editor.selected_nodes, self._editor.selected_ties
        if len(ties) == 1 and not nodes:
            self.tie.show_tie(ties[0])
            self._show(self.tie)
        elif len(nodes) == 1:
            self.node.show_node(nodes[0])
            self._show(self.node)
        else:
            self.network.show_map()
            self._show(self.network)

    def take_focus(self) -> None:
        """The keyboard goes to the first field of what is shown."""
        self.settle()
        panel = self._shown
        if panel is not self.network:
            first = self.node.name if panel is self.node else self.tie.quality
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, panel: QWidget) -> None:
        if self._shown is not panel:
            self._shown.hide()
            self._shown = panel
            panel.show()
            self.verticalScrollBar().setValue(0)
