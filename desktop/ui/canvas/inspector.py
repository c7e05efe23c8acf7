"""The panel beside the canvas: what is selected, or the network in numbers when nothing is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.canvas.network import NetworkPanel
from desktop.ui.canvas.panels import NodePanel, TiePanel
from desktop.ui.kit.following import Follower, SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from uuid import UUID

    from desktop.models.map_data import MapData
    from desktop.presenters.maps import MapEditor

_SOON_MS: Final = 150
_P = TypeVar("_P", NodePanel, TiePanel)


class Inspector(SidePanel):
    """The panel of one editor; it follows the selection."""

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        super().__init__(296, parent)
        self._editor = editor
        self.network = NetworkPanel(editor)
        self.put(self.network)
        self._follower = Follower(
            self, self.settle, editor.changed, editor.looks_changed, editor.selection_changed, editor.view_changed,
            editor.stack.changed,
        )  # fmt: skip
        self.settle()
        self._others = iter((lambda: self.node, lambda: self.tie))  # each in a turn of its own, before it is asked for
        self._soon = QTimer(self)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._make_another)
        self._soon.start()

    @cached_property
    def node(self) -> NodePanel:
        """What stands here when a node is selected; made a little later, so that a map opens sooner."""
        return self._with(NodePanel(self._editor))

    @cached_property
    def tie(self) -> TiePanel:
        """What stands here when a tie is selected."""
        return self._with(TiePanel(self._editor))

    def _with(self, panel: _P) -> _P:
        self._pages.addWidget(panel)
        panel.hide()
        return panel

    def _make_another(self) -> None:
        make = next(self._others, None)
        self._soon.stop() if make is None else make()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._soon.stop()
        self.network.leave()
        self._follower.leave()

    def compare(self, before: MapData | None) -> None:
        """With which version the network is compared when nothing is selected."""
        self.network.before = before
        self._follower.start()

    def knows(self, concerns: Mapping[UUID, Collection[str]], caption: Callable[[str], str]) -> None:
        """What the card says of its persons and what such a code is called: a need without a tie is said by it."""
        self.network.concerns, self.network.caption = concerns, caption
        self._follower.start()

    def settle(self) -> None:
        """Show what is selected now; during a gesture it waits."""
        if self._editor.in_gesture:
            return
        nodes, ties = self._editor.selected_nodes, self._editor.selected_ties
        if len(ties) == 1 and not nodes:
            self.tie.show_tie(ties[0])
            self.show_page(self.tie)
        elif len(nodes) == 1:
            self.node.show_node(nodes[0])
            self.show_page(self.node)
        else:
            self.network.show_map()
            self.show_page(self.network)

    def take_focus(self) -> None:
        """The keyboard goes to the first field of what is shown."""
        self.settle()
        if isinstance(self._shown, NodePanel | TiePanel):
            first = self._shown.name if isinstance(self._shown, NodePanel) else self._shown.quality
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
