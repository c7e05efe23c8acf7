"""The page of a family: a head that never scrolls away, the ribbon of stages, sections at the left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.family import SECTIONS, FamilyPresenter
from desktop.presenters.pathways import is_over
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.narrow import PageStack, WhenLow, WhenNarrow
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.ribbon import Stage, StageRibbon
from desktop.ui.kit.sections import Section, SectionList
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.alerts import AlertBar
from desktop.ui.pages.pathway_dialogs import ChangePathwayDialog, NewCaseDialog
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.stage_dialog import StageDialog

FULL_SIZE: Final = frozenset(
    {
        "map",
        "genogram",
        "conflicts",
        "changes",
        "card",
        "members",
        "needs",
        "sheets",
        "agreements",
        "help",
        "visits",
        "contacts",
        "consents",
        "care",
    }
)  # sections that fill the page themselves instead of scrolling in it
_NARROW: Final = 900  # pixels at 100 %: below them the list of sections is narrower
_LOW: Final = 620  # below them the head is one line, which unfolds
_LEAST: Final = 120
_LIST: Final = 214
_LIST_NARROW: Final = 152


class Head(QWidget):
    """Name, badges, curator, next visit, children last seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self._top = QWidget(self)
        self._badge_row = FlowLayout(self._top, gap=8, line_gap=4)
        self._title = Heading("", 1, self._top)
        self._badge_row.addWidget(self._title)
        self.unfold = IconButton("chevron-down", _("More about the family"), checkable=True, parent=self._top)
        self.unfold.toggled.connect(self._show_seen)
        self._badge_row.addWidget(self.unfold)
        self._soon = Badge("", "plain", self._top)  # a visit that calls, where the line that says it is folded
        self._badge_row.addWidget(self._soon)
        self._is_low = self._has_next = False
        column.addWidget(self._top)
        self._seen = QWidget(self)
        self._seen_row = FlowLayout(self._seen, gap=8, line_gap=4)
        self._state = PlainLabel("", self._seen, ink="second")
        self._next = Badge("", "plain", self._seen)
        self._seen_row.addWidget(self._next)
        self._seen_row.addWidget(self._state)
        self.pathway = Button("", "quiet", parent=self._seen)
        self.pathway.setToolTip(_("Change the pathway of the case"))
        self._seen_row.addWidget(self.pathway)
        self.new_case = Button(_("New case…"), parent=self._seen)
        self._seen_row.addWidget(self.new_case)
        column.addWidget(self._seen)
        self._column = column
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """In a low window one line, the rest of which unfolds."""
        self._is_low = low
        side = theme.px(22)
        self._column.setContentsMargins(side, theme.px(4 if low else 14), side, theme.px(2 if low else 6))
        self._column.setSpacing(theme.px(2 if low else 6))
        self.unfold.setVisible(low)
        self._show_seen()

    def _show_seen(self) -> None:
        folded = self._is_low and not self.unfold.isChecked()
        self._seen.setVisible(not folded)
        self._soon.setVisible(folded and self._has_next)

    def show_head(self, presenter: FamilyPresenter) -> None:
        """Say what is known now."""
        self._title.setText(presenter.title())
        self._state.setText(presenter.state())
        following = presenter.next_visit()
        self._next.setVisible(following is not None)
        if following:
            self._next.say(following.text, following.tone)
            self._soon.say(following.text, following.tone)
        self._has_next = following is not None and following.tone in {"red", "amber"}
        self._show_seen()
        over, pathway = is_over(presenter.page), presenter.pathway()
        self.pathway.set_caption(_("Pathway: {title}").format(title=pathway))
        self.pathway.setVisible(bool(pathway) and not over)
        self.new_case.setVisible(over)
        _refill(self._badge_row, 3, [Badge(b.text, b.tone, self._top) for b in presenter.badges()])
        seen = presenter.children_seen()
        said: list[QWidget] = [PlainLabel(_("Children:"), self._seen, ink="second")] if seen else []
        _refill(self._seen_row, 4, [*said, *(Badge(badge.text, badge.tone, self._seen) for badge in seen)])


def _refill(row: FlowLayout, standing: int, widgets: Sequence[QWidget]) -> None:
    """Other widgets after the first ones, which stay."""
    while row.count() > standing:
        item = row.takeAt(standing)
        if item is not None and (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        row.addWidget(widget)
        widget.show()
    row.invalidate()


class FamilyPageView(QWidget):
    """Everything about one family."""

    def __init__(
        self,
        shell: Shell,
        family: UUID,
        makers: Mapping[str, type[SectionPage]],
        section: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shell, self._makers = shell, makers
        self.presenter = FamilyPresenter(shell.desk, family)
        self._pages: dict[str, SectionPage] = {}
        self._holders: dict[str, QWidget] = {}
        self._wanted = section if section in makers else "chronology"
        self._build()
        self.presenter.loaded.subscribe(self._show)
        self.presenter.failed.subscribe(lambda error: shell.fail(error, self.presenter.load))
        self.presenter.told.subscribe(self._told)
        self.presenter.load()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = Head(self)
        self.head.pathway.clicked.connect(lambda: self._open_dialog(ChangePathwayDialog))
        self.head.new_case.clicked.connect(lambda: self._open_dialog(NewCaseDialog))
        self.ribbon = StageRibbon((), self)
        self.ribbon.setContentsMargins(theme.px(22), 0, theme.px(22), theme.px(8))
        self.ribbon.chosen.connect(self._stage_chosen)
        self.alerts = AlertBar(self.shell, self)
        self.banner = Banner(self)
        for widget in (self.head, self.ribbon, self.alerts, self.banner):
            column.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        self.sections = SectionList(self._section_items(), self)
        self.sections.chosen.connect(self.show_section)
        self.stack = PageStack(self, least=_LEAST)  # a section says less where it has less room
        self._list_area = _list_area(self.sections)
        WhenNarrow(self, _NARROW, self._narrow)
        WhenLow(self, _LOW, self._low)
        body.addWidget(self._list_area)
        body.addWidget(self.stack, 1)
        column.addLayout(body, 1)

    def _narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        self.sections.set_narrow(narrow=narrow)
        self._list_area.setFixedWidth(theme.px(_LIST_NARROW if narrow else _LIST))

    def _low(self, low: bool) -> None:  # noqa: FBT001  told by the watcher
        """In a low window what is above the section takes a third of its height, so that a drawing has the rest."""
        self.head.set_low(low=low)
        self.ribbon.set_low(low=low)
        side = theme.px(22)
        self.ribbon.setContentsMargins(side, 0, side, theme.px(2 if low else 8))
        self.alerts.set_low(low=low)

    def _section_items(self) -> list[Section]:
        counts = self.presenter.counts()
        return [Section(key, _(caption), counts.get(key) or None) for key, caption in SECTIONS if key in self._makers]

    def _show(self, page: FamilyPage) -> None:
        self.head.show_head(self.presenter)
        self.ribbon.set_stages([Stage(s.code, s.caption, s.state, s.note, s.short) for s in self.presenter.stages()])
        self.ribbon.setVisible(page.case is not None)
        self.alerts.show_alerts(page.alerts)
        counts = self.presenter.counts()
        for key, _caption in SECTIONS:
            if key in counts and key in self._makers and key not in self._pages:
                self.sections.set_count(key, counts[key] or None)
        for section in self._pages.values():
            section.show_page(page)
        if not self._pages:
            self.show_section(self._wanted)
        else:
            for key in self._pages:
                self._count(key)

    def _count(self, key: str, missing: int | None = None) -> None:
        kept = self._pages[key].property("missing") or 0 if missing is None else missing
        self._pages[key].setProperty("missing", kept)
        self.sections.set_count(key, self.presenter.counts().get(key) or None, kept)

    def show_section(self, key: str) -> None:
        """Go to a section; it is built the first time."""
        page = self.presenter.page
        if page is None or key not in self._makers:
            self._wanted = key or self._wanted
            return
        if key not in self._pages:
            area = None if key in FULL_SIZE else _scrolling(self.stack)
            # at its place before it is filled: moving it later dresses everything again
            section = self._makers[key](self.shell, self.presenter, area.viewport() if area is not None else self.stack)
            section.missing_changed.connect(lambda n, key=key: self._count(key, n))
            section.go_section.connect(self.show_section)
            self._pages[key] = section
            if area is not None:
                area.setWidget(section)
            self._holders[key] = area or section
            self.stack.addWidget(self._holders[key])
            section.show_page(page)
            self._count(key)
        self.sections.set_current(key)
        self._list_area.ensureWidgetVisible(self.sections.button(key), 0, theme.px(40))
        self.stack.setCurrentWidget(self._holders[key])
        self._pages[key].entered()

    @property
    def current(self) -> SectionPage | None:
        """The section in view."""
        return self._pages.get(self.sections.current())

    def section(self, key: str) -> SectionPage | None:
        """A section that was built already."""
        return self._pages.get(key)

    def go(self, step: int) -> None:
        """The next or the previous section."""
        self.sections.go(step)

    def _stage_chosen(self, code: str) -> None:
        stage = next((s for s in self.presenter.stages() if s.code == code), None)
        if stage is not None:
            StageDialog(self.shell, self.presenter, stage, self.show_section, self).open()

    def _open_dialog(self, kind: type[ChangePathwayDialog | NewCaseDialog]) -> None:
        if self.presenter.page is not None:
            kind(self.shell, self.presenter.page, self).open()

    def _told(self, changes: Changes) -> None:
        words = _("{who} changed this family: {what}").format(who=changes.who, what=_(changes.label))
        self.banner.show_notice(words, "accent")
        announce(self, words)

    def is_dirty(self) -> bool:
        """Whether some section has something unsaved."""
        return any(section.is_dirty() for section in self._pages.values())

    def keep_drafts(self) -> None:
        """Keep everything that is typed on this computer."""
        for section in self._pages.values():
            section.keep_draft()

    def close_page(self) -> None:
        """Leave the family."""
        self.keep_drafts()
        for section in self._pages.values():
            section.close_section()
        self.presenter.close()


def _list_area(sections: SectionList) -> QScrollArea:
    """The list of sections keeps its place at the left and scrolls by itself where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(sections)
    area.setFixedWidth(theme.px(_LIST))
    return area


def _scrolling(parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
