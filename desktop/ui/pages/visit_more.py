"""What is seldom said of a visit: its place, purpose and functions, trust and resistance. Folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.fields import Value
from desktop.presenters.visit_state import FIELDS
from desktop.presenters.visits import VisitEntry
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.many import ManyChoice
from desktop.ui.kit.segments import Option, Segmented

KEYS = ("functions", "place", "purpose", "trust", "resistance", "signed")


class MoreAboutVisit(QWidget):
    """A button and, under it, the questions; open by itself when one of them is answered."""

    typed = Signal()

    def __init__(self, entry: VisitEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        desk = entry.desk
        self.button = Button("", "quiet", parent=self)
        self.button.clicked.connect(self._turn)
        self.grid = FieldGrid(2, self)
        self.place = Choice(desk.choices("visit_places"), self.grid)
        self.signed = Choice(desk.choices("signature_states"), self.grid)
        self.functions = ManyChoice(desk.choices("visit_functions"), self.grid)
        self.trust = Segmented([Option(str(n), str(n)) for n in range(1, 6)], self.grid)
        self.purpose, self.resistance = (LongText(self.grid, min_lines=1) for _n in range(2))
        self._ask("place", self.place, self.place.value)
        self._ask("signed", self.signed, self.signed.value)
        self._ask("functions", self.functions, self.functions.value)
        self._ask("trust", self.trust, lambda: int(self.trust.value() or 0) or None)
        self._ask("purpose", self.purpose, self.purpose.value)
        self._ask("resistance", self.resistance, self.resistance.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.button)
        column.addWidget(self.grid)
        self._open(opened=False)

    def _ask(self, key: str, editor: Choice | ManyChoice | LongText | Segmented, value: Callable[[], Value]) -> None:
        def typed() -> None:
            self._entry.answer(key, value())
            self.typed.emit()

        editor.edited.connect(typed)
        self.grid.add(Field(_(FIELDS[key].label), editor, self.grid))

    def show_values(self, values: Mapping[str, Value]) -> None:
        """What was answered."""
        if self.grid.isHidden() and any(key in values for key in KEYS if key != "place"):
            self._open(opened=True)
        place, signed, trust = values.get("place"), values.get("signed"), values.get("trust")
        for choice, code in ((self.place, place), (self.signed, signed)):
            wanted = code if isinstance(code, str) else None
            if choice.value() != wanted:
                choice.set_value(wanted)
        functions = values.get("functions") or ()
        if isinstance(functions, tuple) and self.functions.value() != functions:
            self.functions.set_value(functions)
        said = str(trust) if trust is not None else None
        if self.trust.value() != said:
            self.trust.set_value(said)
        for text, key in ((self.purpose, "purpose"), (self.resistance, "resistance")):
            if text.value() != (values.get(key) or ""):
                text.set_value(str(values.get(key) or ""))

    def _turn(self) -> None:
        self._open(opened=self.grid.isHidden())
        if not self.grid.isHidden():
            self.place.setFocus()

    def _open(self, *, opened: bool) -> None:
        self.grid.setVisible(opened)
        words = _("Hide what is seldom said") if opened else _("More: place, purpose, functions, trust, resistance…")
        self.button.set_caption(words)
