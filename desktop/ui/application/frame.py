"""The frame: navigation at the left, search and actions at the top, a page in the middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import Message, _
from desktop.models.snapshots import Snapshot
from desktop.presenters.search import Search, Target
from desktop.services.desk import Desk
from desktop.services.signals import counters
from desktop.ui.application.commands import frame_commands, write_contact
from desktop.ui.application.parts import Opening
from desktop.ui.application.places import PLACES
from desktop.ui.application.saying import Saying
from desktop.ui.application.trail import Trail, Where
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import close_dialogs
from desktop.ui.kit.finder import CommandPalette
from desktop.ui.kit.narrow import PageStack, WhenNarrow, tighten
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.shortcuts import Command, Commands
from desktop.ui.kit.sidebar import NavItem, Sidebar
from desktop.ui.kit.topbar import TopBar
from desktop.ui.pages.family import FamilyPageView
from desktop.ui.pages.new_family import NewFamilyPage
from desktop.ui.pages.print_dossier import PrintDossier
from desktop.ui.pages.search_popup import SearchPopup
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.sections import SECTION_PAGES

_PAGE: Final = "page."
_HOME: Final = "families"
_NARROW: Final = 1100  # pixels at 100 %: below them the page needs the room more than the navigation


class Frame(QMainWindow):
    """One office on the screen; the shell of every page."""

    def __init__(self, session: Opening, desk: Desk, address: str) -> None:
        super().__init__()
        self.session, self.desk, self.address = session, desk, address
        self.commands = Commands(self)
        self.makers: Mapping[str, type[SectionPage]] = SECTION_PAGES
        self._owner = Owner()
        self._trail = Trail()
        self._places: dict[str, QWidget] = {}
        self._family: FamilyPageView | None = None
        self.setWindowTitle(self._title())
        self._build()
        frame_commands(self)
        self._ends = [desk.changed.subscribe(lambda _changes: self._count()), desk.unsaved.subscribe(self.fail)]
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._lock_when_idle)
        self._restart_idle()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.go("families")
        self._count()

    def _title(self) -> str:
        mark = _(" — DEMONSTRATION") if self.desk.office.demonstration else ""
        return f"{_('Opora')} — {self.desk.office.name}{mark}"

    # Building

    def _build(self) -> None:
        wanted = QSize(theme.px(1440), theme.px(900))
        room = self.screen().availableSize()
        self.resize(wanted.boundedTo(room))
        if wanted.width() > room.width() or wanted.height() + theme.px(40) > room.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        items = [NavItem(key, _(place.caption), place.bottom) for key, place in PLACES.items()]
        self.sidebar = Sidebar(_("Opora"), items, whole)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.set_person(self.desk.actor.name, self._person_line())
        self.sidebar.set_mark(_("demonstration") if self.desk.office.demonstration else "")
        row.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.topbar = TopBar(_("Find a family, a person, an address, a number…"), whole)
        self._print = Button(_("Print the dossier…"), keys="Ctrl+P", parent=self.topbar)
        self._print.clicked.connect(self.print_current)
        self._visit = Button(_("Write a visit"), "primary", keys="F7", parent=self.topbar)
        self._visit.clicked.connect(self.write_visit)
        self._new = Button(_("New family"), "primary", keys="Ctrl+N", parent=self.topbar)
        self._new.clicked.connect(self._begin_family)
        contact = Button(_("Contact…"), keys="F6", parent=self.topbar)
        contact.clicked.connect(lambda: write_contact(self))
        self.topbar.set_actions([contact, self._print, self._visit, self._new])
        right.addWidget(self.topbar)
        self.banner = Banner(whole)
        self._saying = Saying(self, self.banner)
        right.addWidget(self.banner)
        self.stack = PageStack(whole)
        right.addWidget(self.stack, 1)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        WhenNarrow(whole, _NARROW, self._narrow)
        self._build_search(whole)

    def _narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        self.sidebar.set_narrow(narrow=narrow)
        tighten(self.topbar.findChildren(Button), tight=narrow)

    def _person_line(self) -> str:
        parts = [self.desk.actor.position, self.desk.actor.district]
        return " · ".join(part for part in parts if part) or self.desk.office.name

    def _build_search(self, whole: QWidget) -> None:
        self.search = Search(self.desk)
        self.popup = SearchPopup(self.search, self.topbar.search, whole)
        self.popup.opened.connect(self._open_target)
        self.popup.left.connect(self._leave_search)

    def _leave_search(self) -> None:
        self.popup.hide()
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus()

    def _open_target(self, target: object) -> None:
        if isinstance(target, Target):
            self.popup.hide()
            family = target.family_id if target.kind != "family" else target.record
            if family is not None:
                self.open_family(family, "members" if target.kind == "person" else "")

    # The shell

    def window_widget(self) -> QWidget:
        """The parent of dialogs."""
        return self

    def go(self, place: str) -> None:
        """Show a place of the navigation."""
        self._trail.go((place, None))
        page = self._place(place)
        self.stack.setCurrentWidget(page)
        self.sidebar.set_current(place)
        self._actions(family=False)
        self._offer_commands(page)
        enter = getattr(page, "entered", None)
        if enter is not None:
            enter()
        else:
            page.setFocus()

    def _offer_commands(self, page: QWidget) -> None:
        """What can be done on this page, by keys that nothing else of the window has."""
        self.commands.remove_all(_PAGE)
        offered: Callable[[], tuple[Command, ...]] | None = getattr(page, "commands", None)
        if offered is None:
            return
        taken = {keys for command in self.commands.all() for keys in command.keys}
        for command in offered():
            free = tuple(keys for keys in command.keys if keys not in taken and keys != "Ins")
            self.commands.add(Command(_PAGE + command.id, command.caption, command.run, free, page.isVisible))

    def _place(self, place: str) -> QWidget:
        if place not in self._places:
            page = PLACES.get(place, PLACES[_HOME]).make(self)
            self._places[place] = page
            self.stack.addWidget(page)
        return self._places[place]

    def open_family(self, family: UUID, section: str = "") -> None:
        """Show the page of a family."""
        if self._family is not None and self._family.presenter.family == family:
            self._trail.go(("family", family))
            self._show_family(section)
            return
        self._close_family()
        self._trail.go(("family", family))
        self._family = FamilyPageView(self, family, self.makers, section, self)
        self.stack.addWidget(self._family)
        self._show_family("")

    def _show_family(self, section: str) -> None:
        if self._family is None:
            return
        self.stack.setCurrentWidget(self._family)
        self.sidebar.set_current("families")
        self._actions(family=True)
        self.commands.remove_all(_PAGE)
        if section:
            self._family.show_section(section)

    def _close_family(self) -> None:
        if self._family is not None:
            old, self._family = self._family, None
            old.close_page()
            self.stack.removeWidget(old)
            old.deleteLater()

    @property
    def family(self) -> FamilyPageView | None:
        """The family in view, if one is."""
        return self._family if self._family is not None and self.stack.currentWidget() is self._family else None

    def new_family(self, signal: Snapshot | None = None) -> None:
        """Register a family, perhaps from a signal."""
        self._trail.go(("new", None))
        page = self._places.get("new")
        if not isinstance(page, NewFamilyPage) or not page.stands_for(signal):
            if isinstance(page, NewFamilyPage):
                page.close_page()
                page.deleteLater()
            page = self._places["new"] = NewFamilyPage(self, signal, self)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.sidebar.set_current("families")
        self._actions(family=False)
        self.commands.remove_all(_PAGE)
        page.entered()

    def _begin_family(self) -> None:
        self.new_family()

    def write_visit(self) -> None:
        """F7: the log of visits of the family in view, with a new entry begun."""
        if self._family is not None:
            self._show_family("visits")
            begin = getattr(self._family.section("visits"), "begin", None)
            if begin is not None:
                begin()

    def print_current(self) -> None:
        """Ctrl+P: the dossier of the family in view or of those chosen in the list, or what the page prints."""
        if self.family is not None:
            self.print_dossier((self.family.presenter.family,))
            return
        page = self.stack.currentWidget()
        printing: Callable[[], None] | None = getattr(page, "print_current", None)
        if printing is not None:
            printing()
            return
        chosen: Callable[[], tuple[UUID, ...]] | None = getattr(page, "selected_families", None)
        if chosen is not None and (families := chosen()):
            self.print_dossier(families)

    def print_dossier(self, families: tuple[UUID, ...]) -> None:
        """Choose sections, preview, print or save."""
        PrintDossier(self, families, self).open()

    def _actions(self, *, family: bool) -> None:
        self._visit.setVisible(family)
        self._new.setVisible(not family)

    # Going back and forward

    def back(self) -> None:
        """Where one was before."""
        self._revisit(self._trail.back())

    def forward(self) -> None:
        """Where one was before going back."""
        self._revisit(self._trail.forward())

    def _revisit(self, where: Where | None) -> None:
        if where is None:
            return
        if where[1] is not None:
            self.open_family(where[1])
        else:
            self.go(where[0])

    # Saying things

    def say(self, words: str) -> None:
        """A short notice that goes away by itself."""
        self._saying.say(words)

    def fail(self, error: Exception, retry: Callable[[], None] | None = None) -> None:
        """Say what went wrong: a refusal, an unreachable office with a retry, or a bug."""
        self._saying.fail(error, retry)

    def office_lost(self, words: Message) -> None:
        """The office stopped answering."""
        self._saying.lost(words)

    def office_back(self) -> None:
        """It answers again; pages read what they missed."""
        self.say(_("The office answers again"))
        if self._family is not None:
            self._family.presenter.load()

    def find_command(self) -> None:
        """Ctrl+Q: type what is to be done."""
        CommandPalette(self.commands, self).open_finder()

    # Following the office

    def _count(self) -> None:
        self.desk.browse(counters, self._counted, lambda _error: None, self._owner, "counters")

    def _counted(self, numbers: Mapping[str, int]) -> None:
        self.sidebar.set_count("signals", numbers["signals"] or None, "red" if numbers["urgent"] else "")
        self.sidebar.set_count("families", numbers["families"] or None)

    # Locking and leaving

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._restart_idle()
        return super().eventFilter(watched, event)

    def _restart_idle(self) -> None:
        self._idle.start(self.session.wiring.preferences.lock_after_minutes * 60_000)

    def _lock_when_idle(self) -> None:
        if not self.desk.office.demonstration:
            self.session.lock()

    def leave(self) -> None:
        """Keep what is typed as drafts and let go of everything."""
        close_dialogs(self)
        self._idle.stop()
        self._saying.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._close_family()
        for page in self._places.values():
            close = getattr(page, "close_page", None)
            if close is not None:
                close()
        for end in self._ends:
            end()
        self.search.close()
        self._owner.close()
        self.hide()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._family is not None:
            self._family.keep_drafts()
        super().closeEvent(event)
