"""The map of changes on the page: the table of spheres, the drawing beside it, the sphere that is chosen, what is counted."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.figures import change_bars, change_words
from desktop.figures.primitives import Figure
from desktop.models.change_map import OF_NOW, SPHERES, Measurement, Pair
from desktop.presenters.change_map import ChangeMaps
from desktop.rules import change_map as rules
from desktop.ui.forms.binder import Binder
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.change_sphere import SpherePanel
from desktop.ui.pages.conflict_rows import Drawn
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable
from desktop.ui.tables.wide import WideTable

_ON: Final = "on:"  # before the day in the key of a column of scores
_FIGURE_MM: Final = 96.0
_NARROW: Final = 820  # at 100 %: the drawing goes below the table
_TONES: Final = {"better": "green", "worse": "red", "same": "plain", "other": "plain", "": "plain"}


class _Bars(Drawn):
    """As high as its width asks for: the page scrolls, the drawing is never cut."""

    @override
    def show_figure(self, figure: Figure) -> None:
        super().show_figure(figure)
        self.setFixedHeight(self.heightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))


class ChangeBoard(QWidget):
    """Above the conclusion; `edited` when a person changed something here."""

    edited = Signal()
    add_wanted = Signal()
    change_wanted = Signal(object)  # the day of a measurement
    suggest_wanted = Signal(object)
    print_wanted = Signal()  # of the two measurements that are compared
    told = Signal(str)

    def __init__(self, maps: ChangeMaps, binder: Binder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps, self._binder = maps, binder
        self._ends: tuple[date | None, date | None] = (None, None)  # chosen for comparing; None: by themselves
        self._columns: object = None
        self._read_only = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(10))
        column.addWidget(self._build_days())
        self.remarks = PlainLabel("", self, ink="amber", scale=0.92, wrap=True)
        column.addWidget(self.remarks)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.px(16))
        self._held = QVBoxLayout()
        self.table: WideTable | None = None
        self._beside.addLayout(self._held, 13)
        self.figure = _Bars(self)
        drawn = QVBoxLayout()
        drawn.addWidget(self.figure)
        drawn.addStretch(1)
        self._beside.addLayout(drawn, 8)
        column.addLayout(self._beside)
        self.tally = PlainLabel("", self, bold=True, wrap=True)
        column.addWidget(self.tally)
        self.panel = SpherePanel(maps, binder, self)
        self.panel.edited.connect(self.edited)
        column.addWidget(self.panel)
        column.addWidget(Heading(_("What the program counted"), 2, self))
        self.pairs = SmallTable(
            (
                Column("what", _("What is counted"), 240, bold=True, stretch=True),
                Column("first", _("First"), 220, stretch=True),
                Column("last", _("Last"), 220, stretch=True),
                Column("change", _("Change"), 150),
            ),
            _("What the program counted"), self, rows_shown=16, empty=_("Nothing is counted yet"),
        )  # fmt: skip
        column.addWidget(self.pairs)
        self._follower = Follower(self, self.settle, maps.draft.field_changed, maps.counted)
        self.settle()

    def _build_days(self) -> QWidget:
        bar = QWidget(self)
        flow = FlowLayout(bar, gap=theme.px(8), line_gap=theme.px(6))
        self.add = Button(_("New measurement…"), keys="Ins", parent=bar)
        self.add.clicked.connect(self.add_wanted)
        self.change = Button(_("Change the measurement…"), "quiet", keys="Shift+F2", parent=bar)
        self.change.clicked.connect(lambda: self.change_wanted.emit(self.day_here()))
        self.suggest = Button(_("What papers suggest…"), "quiet", keys="Ctrl+G", parent=bar)
        self.suggest.clicked.connect(lambda: self.suggest_wanted.emit(self.day_here()))
        self.first, self.last = (Choice([], bar, placeholder=_("measurement")) for _end in range(2))
        for box, question in ((self.first, _("Compare")), (self.last, _("with measurement"))):
            box.set_question(question)
            box.setFixedWidth(theme.px(228))
            box.edited.connect(self._choose_ends)
        for widget in (self.add, self.change, self.suggest):
            flow.addWidget(widget)
        pair = QWidget(bar)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for label, box in ((_("Compare"), self.first), (_("with measurement"), self.last)):
            row.addWidget(PlainLabel(label, pair, ink="second"))
            row.addWidget(box)
        self.paper = Button(_("Print these two…"), "quiet", parent=pair)
        self.paper.clicked.connect(self.print_wanted)
        row.addWidget(self.paper)
        flow.addWidget(pair)
        self._compared = pair
        return bar

    def leave(self) -> None:
        """Follow the sheet no longer."""
        self._follower.leave()

    # Showing

    def ends(self) -> tuple[Measurement | None, Measurement | None]:
        """Which two measurements are compared: those that were chosen, else entrance and exit."""
        map_ = self._maps.map
        first, last = rules.ends(map_)
        chosen = (map_.at(self._ends[0]), map_.at(self._ends[1]))
        return chosen[0] or first, chosen[1] or last

    def settle(self) -> None:
        """Show what the sheet says now."""
        self._show_days()
        self._show_table()
        first, last = self.ends()
        map_ = self._maps.map
        self.figure.setVisible(bool(map_.measurements))
        self.figure.show_figure(change_bars.draw(map_, self._maps.desk.caption, first, last, width=_FIGURE_MM))
        self.tally.setText(change_words.tally_words(rules.tally(map_, first, last)) if last is not None else "")
        self.tally.setVisible(last is not None)
        found = [one.message.words() for one in self._maps.findings() if one.path[:1] != ("spheres",)]
        self.remarks.setText("\n".join(found))
        self.remarks.setVisible(bool(found))
        self.panel.show_sphere(self.sphere_here())
        self.panel.set_read_only(self._read_only)
        self._show_pairs()

    def _show_days(self) -> None:
        map_, caption = self._maps.map, self._maps.desk.caption
        items = [(one.on.isoformat(), change_words.day_words(one, caption)) for one in map_.measurements]
        self._compared.setVisible(len(items) > 2)
        for box, end in zip((self.first, self.last), self.ends(), strict=True):
            if not box.hasFocus():
                box.set_items(items)
                box.set_value(end.on.isoformat() if end is not None else None)
        any_day = bool(map_.measurements)
        self.change.set_reason("" if any_day else _("There is no measurement yet"))
        self.suggest.set_reason("" if any_day else _("There is no measurement yet"))

    def _choose_ends(self) -> None:
        chosen = [date.fromisoformat(value) if (value := box.value()) else None for box in (self.first, self.last)]
        self._ends = (chosen[0], chosen[1])
        self._follower.start()

    def _show_table(self) -> None:
        map_ = self._maps.map
        if map_.measurements != self._columns or self.table is None:
            self._columns = map_.measurements
            self._new_table()
        table = self.table
        assert table is not None  # noqa: S101  for the type checker
        first, last = self.ends()
        rows: list[dict[str, str | Mark]] = []
        for line in map_.lines:
            found = rules.change(line, first, last)
            way = rules.verdict(found)
            words = change_words.signed(found) if found is not None else ""
            cells: dict[str, str | Mark] = {"sphere": self._maps.desk.caption(SPHERES, line.code)}
            for at in map_.measurements:
                score = line.mark(at).score
                cells[f"{_ON}{at.on.isoformat()}"] = "" if score is None else str(score)
            cells["change"] = Mark(words, _TONES[way]) if words else ""  # type: ignore[arg-type]
            rows.append(cells)
        table.blockSignals(True)
        table.set_rows(rows, [line.code for line in map_.lines])
        table.blockSignals(False)

    def _new_table(self) -> None:
        """Another number of measurements is another table; the keyboard stays where it was."""
        old, here, day = self.table, self.sphere_here(), self.day_here()
        columns = [Column("sphere", _("Sphere"), 176, bold=True, stretch=True)]
        caption = self._maps.desk.caption
        columns += [
            Column(f"{_ON}{one.on.isoformat()}", change_words.column_words(one, caption), 100, align="center",
                   editable=not self._read_only)
            for one in self._maps.map.measurements
        ]  # fmt: skip
        columns.append(Column("change", _("Change"), 92))
        self.table = WideTable(columns, _("Spheres"), lambda _key: (), self, rows_shown=20)
        self.table.cell_edited.connect(self._edit)
        self.table.chosen.connect(self._chosen)
        self.table.insert_requested.connect(self.add_wanted)
        self.table.installEventFilter(self._binder)
        self._held.addWidget(self.table)
        self.table.show()  # what is not shown yet takes no keyboard
        self.table.set_rows([{"sphere": ""} for _line in self._maps.map.lines], [line.code for line in self._maps.map.lines])
        if old is None:
            return
        self.table.go_to(here, f"{_ON}{day.isoformat()}" if day else "sphere")
        if old.hasFocus():
            self.table.setFocus()
        self._held.removeWidget(old)
        old.hide()
        old.deleteLater()

    def sphere_here(self) -> str:
        """The sphere under the keyboard, else the first one."""
        key = self.table.current_key() if self.table is not None else None
        lines = self._maps.map.lines
        return str(key) if isinstance(key, str) else lines[0].code if lines else ""

    def day_here(self) -> date | None:
        """The measurement whose column has the keyboard, else the newest one."""
        days = self._maps.map.measurements
        if self.table is not None and self.table.currentIndex().isValid():
            at = self.table.currentIndex().column() - 1
            if 0 <= at < len(days):
                return days[at].on
        return days[-1].on if days else None

    def _chosen(self) -> None:
        self.panel.show_sphere(self.sphere_here())
        self.panel.set_read_only(self._read_only)

    def _edit(self, key: object, column: str, text: str) -> None:
        if not isinstance(key, str) or not column.startswith(_ON):
            return
        least, most = self._maps.map.borders
        typed = text.strip()
        if typed and not (typed.isdecimal() and least <= int(typed) <= most):
            self.told.emit(_("A score is a number from {least} to {most}").format(least=least, most=most))
            self._follower.start()
            return
        self._maps.set_score(key, date.fromisoformat(column.removeprefix(_ON)), int(typed) if typed else None)
        self.edited.emit()

    def _show_pairs(self) -> None:
        caption = self._maps.desk.caption
        rows = []
        for pair in self._maps.beside.pairs:
            way = rules.pair_verdict(pair)
            words = change_words.pair_change(pair)
            rows.append({
                "what": change_words.pair_label(pair), "first": self._side(pair),
                "last": change_words.last_words(pair, caption),
                "change": Mark(words, _TONES[way]) if words else "",  # type: ignore[arg-type]
            })  # fmt: skip
        self.pairs.set_rows(rows)

    def _side(self, pair: Pair) -> str:
        if pair.kind in OF_NOW:
            return change_words.DASH
        return change_words.dated_words(pair, pair.first, self._maps.desk.caption)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  as in Qt
        """Look, but type nothing: a signed sheet."""
        if read_only != self._read_only:
            self._read_only, self._columns = read_only, None
            for button in (self.add, self.change, self.suggest):
                button.setVisible(not read_only)
            self.settle()

    def go_to_day(self, on: date) -> None:
        """The keyboard to the first sphere at this measurement: its marks are typed from there down."""
        if self.table is not None and self._maps.map.lines:
            self.table.go_to(self._maps.map.lines[0].code, f"{_ON}{on.isoformat()}")
            self.table.setFocus()

    def enter(self) -> None:
        """The keyboard into the table."""
        if self.table is not None:
            self.table.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
