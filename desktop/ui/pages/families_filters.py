"""Filters above the list of families: chips, the menu that adds them, and the filters somebody keeps.

FilterRow(presenter, parent=None)      show_filters(): chips and kept filters as the presenter has them now
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.families_list import FamiliesList, grouped
from desktop.presenters.family_filters import TEXT, FilterOffer, SavedFilter
from desktop.ui.kit import theme
from desktop.ui.kit.badges import ChipBar
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel

_SHOWN = 3  # kept filters beside the chips; the others are in the menu
_NAME_SIZE = 60


class FilterRow(QWidget):
    """What is filtered by at the left, the filters one keeps at the right."""

    def __init__(self, presenter: FamiliesList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.chips = ChipBar(parent=self)
        self.chips.removed.connect(presenter.drop)
        self.chips.add_requested.connect(self.open_menu)
        self._mine = QWidget(self)
        self._mine_row = QHBoxLayout(self._mine)
        self._mine_row.setContentsMargins(0, 0, 0, 0)
        self._mine_row.setSpacing(0)
        self._signature: tuple[object, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.chips, 1)
        row.addWidget(self._mine, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_filters(self) -> None:
        """Chips and kept filters as they are now; the words stand in the search line, not in a chip."""
        chips = [(key, text) for key, text in self._presenter.chips() if key != TEXT]
        signature = (*chips, *self._presenter.saved, self._presenter.in_use)
        if signature == self._signature:
            return  # making widgets anew would take the keyboard away from them
        self._signature = signature
        self.chips.set_chips(chips)
        self._show_saved(self._presenter.saved)

    def _show_saved(self, saved: tuple[SavedFilter, ...]) -> None:
        while (item := self._mine_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not saved:
            return
        self._mine_row.addWidget(PlainLabel(_("My filters:"), self._mine, ink="second"))
        for one in saved[:_SHOWN]:
            self._mine_row.addWidget(self._saved_button(one))
        if len(saved) > _SHOWN:
            more = Button(_("more"), "quiet", parent=self._mine)
            more.clicked.connect(lambda: self._open_more(more))
            self._mine_row.addWidget(more)

    def _saved_button(self, one: SavedFilter) -> Button:
        button = Button(_said(one), "quiet", parent=self._mine)
        button.clicked.connect(lambda: self._presenter.use_saved(one.name))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda at: self._open_forget(one, button.mapToGlobal(at)))
        return button

    def _open_more(self, button: Button) -> None:
        menu = _menu(self)
        for one in self._presenter.saved[_SHOWN:]:
            _add(menu, _said(one), partial(self._presenter.use_saved, one.name))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _open_forget(self, one: SavedFilter, at: QPoint) -> None:
        menu = _menu(self)
        _add(menu, _("Keep it no longer"), partial(self._presenter.forget, one.name))
        menu.popup(at)

    # the menu

    def open_menu(self) -> None:
        """Everything that can be filtered by, under the button."""
        button = self.chips.add_button
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self) -> QMenu:
        """Questions with their choices, flags, and what is done with the whole filter."""
        menu = _menu(self)
        offers = self._presenter.offers()
        for offer in offers:
            if not offer.flag:
                self._add_choices(menu.addMenu(offer.caption), offer)
        menu.addSeparator()
        for offer in offers:
            if offer.flag:
                self._add_choices(menu, offer)
        menu.addSeparator()
        keep = _add(menu, _("Keep this filter\u2026"), self.ask_name)
        keep.setEnabled(not self._presenter.filter.empty and not self._presenter.in_use)
        if self._presenter.saved:
            forget = menu.addMenu(_("Keep no longer"))
            for one in self._presenter.saved:
                _add(forget, one.name, partial(self._presenter.forget, one.name))
        clear = _add(menu, _("Show all families"), self._presenter.clear)
        clear.setEnabled(not self._presenter.filter.empty)
        return menu

    def _add_choices(self, menu: QMenu, offer: FilterOffer) -> None:
        on = self._presenter.filter.conditions.get(offer.key, ())
        for code, caption in offer.choices:
            action = _add(menu, caption, partial(self._presenter.toggle, offer.key, code))
            action.setCheckable(True)
            action.setChecked(code in on)

    def ask_name(self) -> None:
        """Under which name to keep the filter that is on."""
        NameFilter(self._presenter, self).open()


class NameFilter(QDialog):
    """A name for a filter; Enter keeps it, Esc does not."""

    def __init__(self, presenter: FamiliesList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keep the filter"))
        self._presenter = presenter
        self.name = TextEdit1(self)
        self.name.setAccessibleName(_("Name of the filter"))
        self.name.setMaxLength(_NAME_SIZE)
        self.name.set_value(presenter.suggested_name[:_NAME_SIZE])
        self.name.selectAll()
        keep = Button(_("Keep"), "primary", keys="Enter", parent=self)
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        leave = Button(_("Do not keep"), keys="Esc", parent=self)
        leave.clicked.connect(self.reject)
        self.accepted.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_("Name of the filter"), 2, self))
        column.addWidget(self.name)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(keep)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(420))

    def _keep(self) -> None:
        if name := self.name.value().strip():
            self._presenter.save(name)


def _said(one: SavedFilter) -> str:
    return one.name if one.count is None else f"{one.name} {grouped(one.count)}"


def _add(menu: QMenu, caption: str, run: Callable[[], object]) -> QAction:
    """An entry with its words as they are: what people typed is no mnemonic, «checked» no argument."""
    action = menu.addAction(caption.replace("&", "&&"))
    action.triggered.connect(lambda _checked: run())
    return action


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
