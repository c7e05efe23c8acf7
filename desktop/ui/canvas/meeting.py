"""The map at a meeting: full screen, looked at and not changed, so that nobody's hand spoils it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.canvas.view import MapView

if TYPE_CHECKING:
    from desktop.presenters.maps import MapEditor


class MeetingWindow(QWidget):
    """A window of its own over everything; Esc or F11 closes it."""

    def __init__(self, editor: MapEditor, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(editor.told.title or _("Map of social connections"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = MapView(editor, self)
        self.view.read_only = True
        self.view.overlays.tray.hide_for_good()
        self.view.meeting_asked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def open(self) -> None:
        """Over the whole screen."""
        self.showFullScreen()
        self.view.setFocus()
        self.view.fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.view.leave()
        super().closeEvent(event)
