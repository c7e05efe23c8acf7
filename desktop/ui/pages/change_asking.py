"""Questions of the map of changes that change it: measurements added, moved and removed, papers asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.messages import _
from desktop.models.change_map import Measurement, Proposal
from desktop.presenters.change_map import ChangeMaps
from desktop.rules.change_map import next_moment
from desktop.ui.kit.buttons import Button
from desktop.ui.pages.change_dialogs import MeasurementDialog, ProposalsDialog, taken_words


class ChangeAsking:
    """Opens its dialogs over `parent`; `typed` is told after every change, with the day of a new measurement."""

    def __init__(
        self, maps: ChangeMaps, parent: QWidget, typed: Callable[[date | None], None], told: Callable[[str], None]
    ) -> None:
        self.maps, self._parent, self._typed, self._told = maps, parent, typed, told

    def add(self) -> None:
        """A new column of the table."""
        if self._may_write():
            at = Measurement(self.maps.desk.today, next_moment(self.maps.map))
            MeasurementDialog(self.maps.desk, at, self._add, self._parent).open()

    def _add(self, on: date, moment: str, with_whom: str) -> bool:
        done = self.maps.add_measurement(on, moment, with_whom)
        if done:
            self._typed(on)
        return done

    def change(self, on: object) -> None:
        """Another day or moment; also how a measurement goes."""
        at = self._measured(on)
        if at is None:
            return

        def taken(day: date, moment: str, whom: str) -> bool:
            done = self.maps.change_measurement(at.on, day, moment, whom)
            if done:
                self._typed(None)
            return done

        dialog = MeasurementDialog(self.maps.desk, at, taken, self._parent, new=False)
        gone = Button(_("Remove the measurement"), "danger", parent=dialog)
        gone.clicked.connect(lambda: self._remove(at, dialog.reject))
        dialog.body.addWidget(gone, 0, Qt.AlignmentFlag.AlignLeft)
        dialog.open()

    def _remove(self, at: Measurement, close: Callable[[], None]) -> None:
        close()
        self.maps.remove_measurement(at.on)
        self._typed(None)
        words = _("The measurement of {day} was removed with its marks. Ctrl+Z brings it back.")
        self._told(words.format(day=f"{at.on:%d.%m.%Y}"))

    def suggest(self, on: object) -> None:
        """What the office's papers say near a measurement."""
        at = self._measured(on)
        if at is None:
            return
        found = self.maps.proposals(at)
        if not found:
            self._told(_("No paper filled near this day says anything of the spheres without a mark"))
            return
        desk = self.maps.desk
        ProposalsDialog(desk, found, self.source, lambda chosen: self._take(chosen, at), self._parent).open()

    def source(self, one: Proposal) -> str:
        """Which paper of which day it is, and about whom."""
        words = [self.maps.desk.form(one.form).title, f"{one.on:%d.%m.%Y}", one.about]
        return ", ".join(_(word) for word in words if word)

    def _take(self, chosen: tuple[Proposal, ...], at: Measurement) -> None:
        many = self.maps.take(chosen, at, self.source)
        self._typed(None)
        self._told(taken_words(many))

    def _measured(self, on: object) -> Measurement | None:
        return self.maps.map.at(on) if isinstance(on, date) and self._may_write() else None

    def _may_write(self) -> bool:
        return self.maps.filling is not None and not self.maps.filling.signed
