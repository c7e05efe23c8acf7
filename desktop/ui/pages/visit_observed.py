"""What was observed at a visit: dwelling, hygiene, food, adults, children; five short choices on one line."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.fields import Value
from desktop.presenters.visit_given import OBSERVED
from desktop.presenters.visit_state import FIELDS
from desktop.presenters.visits import VisitEntry
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import PlainLabel


class VisitObserved(QWidget):
    """Nothing is answered beforehand: an empty choice was not looked at."""

    typed = Signal()

    def __init__(self, entry: VisitEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        flow = FlowLayout(self, gap=theme.px(14), line_gap=theme.px(6))
        self.choices: dict[str, Choice] = {}
        for key in OBSERVED:
            words = _(FIELDS[key].label)
            box = QWidget(self)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(2))
            choice = Choice(entry.desk.choices("observed_states"), box)
            choice.setFixedWidth(theme.px(176))
            choice.set_question(words)
            choice.edited.connect(lambda key=key, choice=choice: self._answered(key, choice))
            column.addWidget(PlainLabel(words, box, ink="second"))
            column.addWidget(choice)
            flow.addWidget(box)
            self.choices[key] = choice
        self.setFocusProxy(self.choices[OBSERVED[0]])
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_question(self, name: str) -> None:
        """What the row is about, for a screen reader."""
        self.setAccessibleName(name)

    def _answered(self, key: str, choice: Choice) -> None:
        self._entry.answer(key, choice.value())
        self.typed.emit()

    def show_values(self, values: Mapping[str, Value]) -> None:
        """What was answered."""
        for key, choice in self.choices.items():
            wanted = values.get(key)
            code = wanted if isinstance(wanted, str) else None
            if choice.value() != code:
                choice.set_value(code)
