"""The panel beside the canvas when nothing is selected: the network in numbers, who is alone, what has changed.

Each number has its meaning one key away; each lack can become a step of the plan, and each change of a tie is a
sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters import map_compare
from desktop.presenters import network_words as words
from desktop.presenters.map_words import age_words
from desktop.rules import network_figures as figures
from desktop.rules import social_maps
from desktop.rules.network_gaps import gaps
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from uuid import UUID

    from desktop.models.map_data import MapData
    from desktop.presenters.maps import MapEditor
    from desktop.rules.social_maps import Seen

_SENTENCES = 6  # changes said before the comparison itself has to be opened


class Panel(QWidget):
    """A heading and rows under it."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__()
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self.column.setSpacing(theme.px(8))
        self.heading = Heading("", 2, self)
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)

    def row(self, label: str, editor: QWidget) -> None:
        """An editor under its label: the panel is narrow."""
        above = PlainLabel(label, self, ink="second", scale=0.9)
        above.setBuddy(editor)
        editor.setAccessibleName(label)
        box = QVBoxLayout()
        box.setSpacing(theme.px(2))
        box.addWidget(above)
        box.addWidget(editor)
        self.column.addLayout(box)


class NetworkPanel(Panel):
    """The network in numbers, who is alone in it, what no tie answers, and what changed since the version before.

    Signals: `step_wanted(str)` with the words of a step of the plan, `compare_wanted()`.
    """

    step_wanted = Signal(object)
    compare_wanted = Signal()

    def __init__(self, editor: MapEditor) -> None:
        super().__init__(editor)
        self.before: MapData | None = None  # an earlier version to compare with
        self.concerns: Mapping[UUID, Collection[str]] = {}  # person of the card ↦ what the card says of them
        self.caption: Callable[[str], str] = str  # what such a code is called
        self._seen = editor.data
        self._was: tuple[MapData, tuple[Seen, UUID | None], figures.NetworkFigures] | None = None
        self._left_to_show: list[Callable[[], None]] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_next)
        self.heading.setText(_("Network figures"))
        self.grid = FigureGrid(self)
        self.column.addWidget(self.grid)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(4))
        self.more = Button(_("More figures"), "quiet", parent=self)
        self.more.clicked.connect(self._toggle_more)
        self.meanings = Button(_("What this means"), "quiet", parent=self)
        self.meanings.clicked.connect(self._toggle_meanings)
        for button in (self.more, self.meanings):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.column.addLayout(self._buttons)
        self._lacks = self._section()
        self._changes = self._section()
        self._hint = PlainLabel("", self, ink="second", wrap=True, scale=0.9)
        self.column.addWidget(self._hint)
        self.column.addStretch(1)

    def _section(self) -> QVBoxLayout:
        box = QWidget(self)
        section = QVBoxLayout(box)
        section.setContentsMargins(0, 0, 0, 0)
        section.setSpacing(theme.px(6))
        self.column.addWidget(box)
        return section

    def show_map(self) -> None:
        """The figures of the view that is shown now."""
        editor = self.editor
        view = editor.view or "all"
        viewer = editor.defaults.viewer if view == "member" else None
        seen, ego = figures.seen_by(editor.told, view, viewer)
        now = figures.figures_of(seen, ego)
        was = self._figures_before(view, viewer)
        node = editor.told.node(ego) if ego else None
        self.heading.setText(_("Network of {name}").format(name=node.name) if node else _("Network figures"))
        self.grid.show_rows(words.figure_rows(now, was), words.domain_rows(now))
        if editor.names_hidden:  # what is to come shows codes; what stands may have been made with names
            _emptied(self._lacks)
            _emptied(self._changes)
        self._seen, self._left_to_show = seen, [self._show_lacks, self._show_changes]
        self._next.start()
        hint = "" if editor.data.nodes else _("Double-click or press N to put somebody on the map.")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _figures_before(self, view: Seen, viewer: UUID | None) -> figures.NetworkFigures | None:
        """The figures of the version before, which do not change while this one is drawn."""
        if self.before is None:
            return None
        known = self._was
        if known is None or known[0] is not self.before or known[1] != (view, viewer):
            found = figures.figures_of(*figures.seen_by(self.before, view, viewer))
            known = self._was = (self.before, (view, viewer), found)
        return known[2]

    def _show_next(self) -> None:
        """One part after another, so that the window does not stand still on a large map."""
        if self._left_to_show:
            self._left_to_show.pop(0)()
        if self._left_to_show:
            self._next.start()

    def leave(self) -> None:
        """The panel is no longer shown."""
        self._next.stop()

    def _show_lacks(self) -> None:
        """Who may be alone, what no tie answers; each can become a step of the plan."""
        seen = self._seen
        _emptied(self._lacks)
        editor = self.editor
        found = []
        for one in figures.isolation(seen):
            node = seen.node(one.member)
            found.append(words.isolation_lack(seen, one, age_words(editor, node) if node else ""))
        found += [words.gap_lack(seen, gap, self.caption) for gap in gaps(seen, editor.today, self.concerns)]
        for lack in found:
            self._lacks.addWidget(self._lack(lack))
        if differing := social_maps.disagreements(editor.told):
            ends = [
                " \u2014 ".join(n.name for end in (ties[0].source, ties[0].target) if (n := editor.told.node(end)))
                for ties in differing
            ]
            self._lacks.addWidget(self._note(_("seen differently"), "; ".join(ends)))
        if lost := editor.without_ties():
            self._lacks.addWidget(self._note(_("no ties"), ", ".join(n.name for n in lost)))

    def _show_changes(self) -> None:
        """What became of the map since the version before, in sentences."""
        _emptied(self._changes)
        if self.before is None:
            return
        since = Heading(_("Since {day}").format(day=f"{self.before.drawn_on:%d.%m.%Y}"), 2, self)
        since.setContentsMargins(0, theme.px(8), 0, 0)
        self._changes.addWidget(since)
        told = map_compare.told(*map_compare.discreetly(self.before, self.editor.data, self.editor.style))
        spoken = [one for one in told if one.tone != "moved"]
        for label, number, tone in map_compare.counted(told):
            value = PlainLabel(number, self, bold=True, ink=tone)
            self._changes.addWidget(_line(self, PlainLabel(label, self), value))
        for one in spoken[:_SENTENCES]:
            said = PlainLabel(f"{one.sign} {one.sentence}", self, ink="second", wrap=True, scale=0.9)
            self._changes.addWidget(said)
        if not spoken:
            same = PlainLabel(_("Nothing has changed on the map"), self, ink="second", wrap=True)
            self._changes.addWidget(same)
        all_ = _("Compare\u2026") if len(spoken) <= _SENTENCES else _("All changes: {n}\u2026").format(n=len(spoken))
        button = Button(all_, "quiet", parent=self)
        button.clicked.connect(self.compare_wanted)
        self._changes.addWidget(button)

    def _lack(self, lack: words.Lack) -> QWidget:
        box = self._note(lack.badge, lack.sentence, lack.tone)
        step = Button(_("Step of the plan\u2026"), "quiet", parent=box)
        step.setToolTip(lack.step)
        step.setAccessibleDescription(lack.step)
        step.clicked.connect(lambda _checked=False, said=lack.step: self.step_wanted.emit(said))
        column = box.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(step, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _note(self, sign: str, text: str, tone: str = "plain") -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(Badge(sign, "red" if tone == "red" else "amber" if tone == "amber" else "plain", box),
                         0, Qt.AlignmentFlag.AlignLeft)  # fmt: skip
        column.addWidget(PlainLabel(text, box, wrap=True, scale=0.9))
        return box

    def _toggle_more(self) -> None:
        self.grid.show_all(whole=not self.grid.whole)
        self.more.set_caption(_("Fewer figures") if self.grid.whole else _("More figures"))

    def _toggle_meanings(self) -> None:
        self.grid.explain(explained=not self.grid.explained)
        self.meanings.set_caption(_("Without explanations") if self.grid.explained else _("What this means"))


class FigureGrid(QWidget):
    """Figures one under another; the chief ones always, the rest and their meanings when asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = self.explained = False
        self._lines: dict[str, _FigureLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_rows(self, rows: Iterable[words.FigureRow], domains: Iterable[words.FigureRow]) -> None:
        """Show these figures; a line that stands already keeps its place."""
        wanted = [*rows, *domains]
        for key in self._lines.keys() - {row.key for row in wanted}:
            gone = self._lines.pop(key)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for at, row in enumerate(wanted):
            line = self._lines.get(row.key)
            if line is None:
                line = self._lines[row.key] = _FigureLine(self)
                self._column.insertWidget(at, line)
            line.show_row(row)
            line.setVisible(self.whole or row.key in words.MAIN)
            line.explain(explained=self.explained)

    def show_all(self, *, whole: bool) -> None:
        """Show every figure, or only the chief ones."""
        self.whole = whole
        for key, line in self._lines.items():
            line.setVisible(whole or key in words.MAIN)

    def explain(self, *, explained: bool) -> None:
        """Show under each figure what it means, or no longer."""
        self.explained = explained
        for line in self._lines.values():
            line.explain(explained=explained)


class _FigureLine(QWidget):
    """One figure: its name, by how much it changed, its value; the meaning in the tooltip or under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(1))
        grid.setColumnStretch(0, 1)
        self._label = PlainLabel("", self, wrap=True)
        self._since = PlainLabel("", self, ink="second", scale=0.86)
        self._value = PlainLabel("", self, bold=True)
        self._meaning = PlainLabel("", self, ink="second", wrap=True, scale=0.86)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._since, 0, 1, right)
        grid.addWidget(self._value, 0, 2, right)
        grid.addWidget(self._meaning, 1, 0, 1, 3)

    def show_row(self, row: words.FigureRow) -> None:
        """Say this figure."""
        self._label.setText(row.label)
        self._value.setText(row.value)
        self._since.setText(row.since)
        self._since.setVisible(bool(row.since))
        self._since.setToolTip(_("since the version before"))
        self._meaning.setText(row.meaning)
        self.setToolTip(row.meaning)
        self.setAccessibleName(row.said())
        self._value.setAccessibleName(row.said())

    def explain(self, *, explained: bool) -> None:
        """Show the meaning under the figure, or no longer."""
        self._meaning.setVisible(explained and bool(self._meaning.text()))


def _line(parent: QWidget, first: QWidget, value: QWidget) -> QWidget:
    box = QWidget(parent)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(first, 1)
    line.addWidget(value)
    return box


def _emptied(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
