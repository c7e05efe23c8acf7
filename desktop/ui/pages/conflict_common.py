"""A small dialog in which a person says that needs, or fears, of several parties are one and the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.conflict_data import Need, NeedKind
from desktop.presenters import conflict_common as sharing
from desktop.presenters.conflict_editing import LONGEST_LINE
from desktop.presenters.conflicts import ConflictEditor
from desktop.ui.kit import theme
from desktop.ui.kit.field import EnterMoves, Field
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog

_HIGHEST: Final = 340
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NeedCheck(QWidget):
    """One need or fear with its check box; long words go on in the next line."""

    toggled = Signal(object, bool)
    stepped = Signal(object, int)

    def __init__(self, need: Need, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.need = need
        self.box = QCheckBox(self)
        self.box.setAccessibleName(f"{name}: {need.words}")
        words = PlainLabel(need.words, self, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        if need.common.strip():
            known = _("common already: {words}").format(words=need.common.strip())
            column.addWidget(PlainLabel(known, self, ink="second", scale=0.9, wrap=True))
            self.box.setAccessibleDescription(known)
        line.addLayout(column, 1)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(lambda on: self.toggled.emit(need.id, on))
        self.box.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.stepped.emit(self.need.id, step)
                return True
        return False

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class CommonDialog(PageDialog):
    """Needs or fears of all parties by party, the words they share; Enter marks them, one step of undo.

    `was`: what is common now and is changed: other words, one more, one less; nothing ticked parts all of it.
    """

    def __init__(
        self, editor: ConflictEditor, parent: QWidget, *, kind: NeedKind = "need", ticked: Sequence[UUID] = (),
        was: Collection[UUID] = (), party: UUID | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Common to the parties"), _("Mark as common"), parent, width=520)
        self._editor, self._was, self._party = editor, tuple(was), party
        self._ticked: list[UUID] = list(ticked)
        self._by_hand = False
        self.checks: dict[UUID, NeedCheck] = {}
        self.button.set_keys("Enter")
        for moves in self.findChildren(EnterMoves):
            moves.enabled = False  # here Enter marks
        self._explain()
        self.kind = Segmented([Option(code, _(words)) for code, words in sharing.KINDS], self, clearable=False)
        self.kind.set_question(_("What is common"))
        self.kind.set_value(kind)
        self.kind.setVisible(not self._was)
        self.body.addWidget(self.kind)
        self._build_list()
        self.body.addSpacing(theme.px(6))
        self.words = TextEdit1(self, max_length=LONGEST_LINE)
        self.body.addWidget(Field(_("Common words"), self.words, self))
        self.kind.edited.connect(self._show_kind)
        self.words.textEdited.connect(self._typed)
        self._fill()
        self._suggest()
        self._begin()

    def _explain(self) -> None:
        said = (
            _("Tick one more, untick what is not the same after all, or say it in other words; nothing ticked parts them all.")
            if self._was
            else _("Tick what means the same, even when each says it in other words. Arrows walk, the space bar ticks.")
        )
        self.body.addWidget(PlainLabel(said, self, ink="second", wrap=True))

    def _build_list(self) -> None:
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.area, 1)

    # The list

    def _fill(self) -> None:
        """The lists of all parties of the kind that is chosen."""
        inside = QWidget(self.area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.px(4), theme.px(10), theme.px(4))
        column.setSpacing(theme.px(6))
        self.checks = {}
        groups = sharing.said_by_parties(self._editor.data, self._kind())
        for group in groups:
            column.addWidget(PlainLabel(group.name, inside, bold=True, wrap=True))
            for need in group.needs:
                check = self.checks[need.id] = NeedCheck(need, group.name, inside)
                check.box.setChecked(need.id in self._ticked)
                check.toggled.connect(self._toggle)
                check.stepped.connect(self._step)
                column.addWidget(check)
        if len(groups) < 2:
            column.addWidget(
                PlainLabel(_("Ask two parties at least what they need and fear: then it is seen what is common."), inside,
                           ink="second", wrap=True)
            )  # fmt: skip
        column.addStretch(1)
        self.area.setWidget(inside)
        room = inside.heightForWidth(theme.px(460)) if inside.hasHeightForWidth() else inside.sizeHint().height()
        self.area.setFixedHeight(min(max(room, theme.px(60)), theme.px(_HIGHEST)))

    def _kind(self) -> NeedKind:
        return cast("NeedKind", self.kind.value() or "need")

    def _show_kind(self) -> None:
        self._ticked = []
        self._fill()
        self._suggest()
        self.say("")

    def _toggle(self, need: UUID, on: bool) -> None:  # noqa: FBT001  the shape of the signal
        self._ticked = [*(id_ for id_ in self._ticked if id_ != need), *([need] if on else [])]
        self._suggest()
        self.say("")

    def _step(self, need: UUID, step: int) -> None:
        ids = list(self.checks)
        there = ids.index(need) + step
        if 0 <= there < len(ids):
            self.checks[ids[there]].box.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.checks[ids[there]], 0, theme.px(30))
        elif step > 0:
            self.words.setFocus()

    def _begin(self) -> None:
        """The keyboard goes to what the selected party says, to the next party after a need that is ticked already."""
        if self._was:
            self.words.setFocus()
            self.words.selectAll()
            return
        needs = [check.need for check in self.checks.values()]
        mine = {need.party for need in needs if need.id in self._ticked}
        wanted = (
            next((n for n in needs if mine and n.party not in mine), None)
            or next((n for n in needs if n.party == self._party), None)
            or next(iter(needs), None)
        )
        (self.checks[wanted.id].box if wanted is not None else self.kind).setFocus()

    # The words

    def _typed(self) -> None:
        self._by_hand = bool(self.words.value().strip())
        self.say("")

    def _suggest(self) -> None:
        if not self._by_hand:
            self.words.set_value(sharing.words_for(self._editor.data, self._ticked))

    @override
    def act(self) -> None:
        words = self.words.value()
        if why := sharing.refusal(self._editor.data, self._ticked, words, self._was):
            self.say(why)
            return
        self._editor.mark_common(self._ticked, words, self._was)
        self.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.act()
        else:
            super().keyPressEvent(event)
