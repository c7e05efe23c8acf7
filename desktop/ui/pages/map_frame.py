"""What stands over the opened map: the head with its views, the two maps, and everything that can be done besides."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.map_data import Aim
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_words import AIM
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.pages.drawing_section import DrawingSection
from desktop.ui.pages.map_body import VIEWS, MapBody
from desktop.ui.pages.map_more import MoreMenu


class MapFrame(DrawingSection):
    """The page of the map without what it does; `map` is made by the page before it builds."""

    map: FamilyMap
    body: MapBody | None

    def _build_head(self) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(2))
        self._head.setSpacing(theme.px(14))
        self.views = Segmented([Option(key, _(word)) for key, word in VIEWS.items()], self, clearable=False)
        self.views.setAccessibleName(_("View of the map"))
        self.views.setToolTip(_("Ctrl+F1 to Ctrl+F4"))
        self.views.edited.connect(self._choose_view)
        self.aims = Segmented([Option(key, _(word)) for key, word in AIM.items()], self, clearable=False)
        self.aims.setAccessibleName(_("Which map is shown"))
        self.aims.setToolTip(_("{keys} changes between them").format(keys="Ctrl+F9"))
        self.aims.edited.connect(lambda: self.show_aim("wish" if self.aims.value() == "wish" else "real"))
        line, seat = QWidget(self), QWidget(self)
        flow = FlowLayout(line, gap=10, line_gap=6)
        self._seat = QHBoxLayout(seat)
        self._seat.setContentsMargins(0, 0, 0, 0)
        self._bar = QWidget(seat)
        self._seat.addWidget(self._bar)
        for part in (self.views, self.aims, seat):
            flow.addWidget(part)
        self.more = MoreMenu(self, self)
        self._head.addWidget(line, 1)
        self._head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._column.insertLayout(self._column.indexOf(self._body), self._head)

    @override
    def strip_buttons(self) -> Sequence[Button]:
        picture = Button(_("Picture…"), keys="Ctrl+E", parent=self)
        picture.clicked.connect(self.export)
        return (picture,)

    @override
    def above(self) -> Sequence[Button]:
        return (self.more,)

    def _say_view(self) -> None:
        if self.body is not None:
            self.views.set_value(self.body.shown)
        self.aims.set_value(self.map.aim)
        for bar in (self.views, self.aims):
            segments = (part.sizeHint().width() for part in bar.findChildren(QRadioButton))
            bar.setMinimumWidth(min(sum(segments), self.width()))  # their neighbours must not break them into two lines

    # What the page does ---------------------------------------------------------------------------------

    @abstractmethod
    def _choose_view(self) -> None: ...
    @abstractmethod
    def show_aim(self, aim: Aim) -> None:
        """The map that is, or the one the family wishes for."""

    @abstractmethod
    def print_grid(self) -> None:
        """The grid on paper."""

    @abstractmethod
    def meet(self) -> None:
        """A meeting of the network."""

    @abstractmethod
    def take_network(self) -> None:
        """A network of another program."""

    @abstractmethod
    def save_network(self) -> None:
        """The map for other programs."""

    @abstractmethod
    def hide_names(self, *, hidden: bool) -> None:
        """Codes in the place of names."""
