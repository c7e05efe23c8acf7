"""What stands around the opened map: the head with its views, the strip with versions and the state of saving."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.map_data import Aim
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_words import AIM
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.pages.map_body import VIEWS, MapBody
from desktop.ui.pages.map_more import MoreMenu
from desktop.ui.pages.section import SectionPage


class MapFrame(SectionPage):
    """The page of the map without what it does; `_column` and `map` are made by the page before it builds."""

    map: FamilyMap
    body: MapBody | None
    _column: QVBoxLayout

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
        self._column.addLayout(self._head)

    def _build_strip(self) -> None:
        self.strip = StatusStrip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        self.versions = Choice([], self, placeholder=_("version"))
        self.versions.set_question(_("Version of the map"))
        self.versions.setFixedWidth(theme.px(176))
        self.versions.edited.connect(self._choose_version)
        self.strip.add_right(self.versions)
        picture = Button(_("Picture…"), keys="Ctrl+E", parent=self)
        picture.clicked.connect(self.export)
        save = Button(_("Save"), "primary", keys="Ctrl+S", parent=self)
        save.clicked.connect(self.save)
        for button in (picture, save):
            self.strip.add_right(button)
        self._column.addWidget(self.strip)

    def _say_view(self) -> None:
        if self.body is not None:
            self.views.set_value(self.body.shown)
        self.aims.set_value(self.map.aim)
        for bar in (self.views, self.aims):
            segments = (part.sizeHint().width() for part in bar.findChildren(QRadioButton))
            bar.setMinimumWidth(min(sum(segments), self.width()))  # their neighbours must not break them into two lines

    def _list_versions(self) -> None:
        editor = self.map.editor
        said = {"final": _("finished"), "draft": _("being drawn"), "printed": _("printed")}
        self.versions.set_items(
            [
                (
                    str(row.id),
                    f"{row.drawn_on:%d.%m.%Y} · {said['printed' if row.printed_on else 'final' if row.final else 'draft']}",
                )
                for row in self.map.listed_versions()
            ]
        )
        if editor is not None:
            self.versions.set_value(str(editor.data.id) if editor.data.version else None)

    # What the page does ---------------------------------------------------------------------------------

    @abstractmethod
    def _choose_view(self) -> None: ...
    @abstractmethod
    def _choose_version(self) -> None: ...
    @abstractmethod
    def show_aim(self, aim: Aim) -> None:
        """The map that is, or the one the family wishes for."""

    @abstractmethod
    def show_table(self) -> None:
        """The ties as a table, or the drawing again."""

    @abstractmethod
    def export(self) -> None:
        """The map as a picture."""

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
    def compare(self) -> None:
        """Two versions beside each other."""

    @abstractmethod
    def finish(self) -> None:
        """Nobody changes this version any more."""

    @abstractmethod
    def hide_names(self, *, hidden: bool) -> None:
        """Codes in the place of names."""
