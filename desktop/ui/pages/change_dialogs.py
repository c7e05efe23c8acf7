"""Questions of the map of changes: a measurement and its day, and what papers suggest for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.change_map import MOMENTS, SPHERES, Measurement, Proposal
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog


class MeasurementDialog(PageDialog):
    """The day of a measurement, when it was in the work, who took part."""

    def __init__(
        self,
        desk: Desk,
        at: Measurement,
        taken: Callable[[date, str, str], bool],
        parent: QWidget,
        *,
        new: bool = True,
    ) -> None:
        title = _("New measurement") if new else _("Change the measurement")
        super().__init__(title, _("Add") if new else _("Change it"), parent)
        self._taken = taken
        self.on = DateEdit(lambda: desk.today, None, self, past=True)
        self.on.set_day(at.on)
        self.moment = Segmented([Option(code, caption) for code, caption in desk.choices(MOMENTS)], self, numbered=True)
        self.moment.set_value(at.moment or None)
        self.moment.set_question(_("When it was measured"))
        self.whom = TextEdit1(self, max_length=300)
        self.whom.set_value(at.with_whom)
        self.day = Field(_("Date"), self.on, self, required=True)
        self.body.addWidget(self.day)
        self.body.addWidget(Field(_("When it was measured"), self.moment, self))
        self.body.addWidget(Field(_("Who took part"), self.whom, self, hint=_("The family, the school, the clinic…")))
        self._today = desk.today
        self.on.setFocus()
        self.on.selectAll()

    @override
    def act(self) -> None:
        day = self.on.day()
        if day is None or day > self._today:
            self.day.set_error(_("Write a day that is not in the future"))
            self.on.setFocus()
            return
        if not self._taken(day, self.moment.value() or "", self.whom.value()):
            self.day.set_error(_("This day has a measurement already"))
            self.on.setFocus()
            return
        self.accept()


class ProposalsDialog(PageDialog):
    """What the office's papers say near a measurement; nothing is ticked beforehand."""

    def __init__(
        self,
        desk: Desk,
        found: Sequence[Proposal],
        source: Callable[[Proposal], str],
        taken: Callable[[tuple[Proposal, ...]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("What papers suggest"), _("Take what is ticked"), parent, width=720)
        self._found, self._taken = tuple(found), taken
        said = _("Spheres without a mark only. The source goes into the fact; you can change both afterwards.")
        self.body.addWidget(PlainLabel(said, self, ink="second", wrap=True))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme.px(300))
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(10), 0)
        column.setSpacing(theme.px(4))
        self.boxes: list[QCheckBox] = []
        for one in self._found:
            score = "" if one.score is None else _("score {n}").format(n=one.score)
            caption = " \u00b7 ".join(words for words in (desk.caption(SPHERES, one.sphere), score, source(one)) if words)
            box = QCheckBox(caption, inside)
            box.setAccessibleDescription(one.fact)
            self.boxes.append(box)
            column.addWidget(box)
            if one.fact:
                fact = PlainLabel(one.fact, inside, ink="second", scale=0.92, wrap=True)
                fact.setContentsMargins(theme.px(26), 0, 0, theme.px(4))
                column.addWidget(fact)
            box.toggled.connect(lambda _on: self._count())
        column.addStretch(1)
        area.setWidget(inside)
        self.body.addWidget(area)
        self._count()
        if self.boxes:
            self.boxes[0].setFocus()

    def _chosen(self) -> tuple[Proposal, ...]:
        return tuple(one for one, box in zip(self._found, self.boxes, strict=True) if box.isChecked())

    def _count(self) -> None:
        many = len(self._chosen())
        self.button.set_reason("" if many else _("Nothing is ticked"))
        self.say("")

    @override
    def act(self) -> None:
        chosen = self._chosen()
        if not chosen:
            self.say(_("Tick what is to be taken"))
            return
        self.accept()
        self._taken(chosen)


def taken_words(many: int) -> str:
    """What the status line says after papers were asked."""
    return ngettext("{n} sphere was marked from papers", "{n} spheres were marked from papers", many).format(n=many)
