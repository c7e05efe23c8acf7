"""A section that is a drawing with dated versions: choosing, saving, finishing, drafts, two people at once.

What is drawn is the business of the section itself; this is what the map of connections, the genogram and the conflict
map have in common.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage, MapRow
from desktop.models.map_codes import Codes
from desktop.presenters.family import FamilyPresenter
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.narrow import WhenNarrow, tighten
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell

_DRAFT_AFTER: Final = 3_000  # milliseconds after the last change
_NARROW: Final = 720  # pixels at 100 %: below them buttons say no keys
_NARROWEST: Final = 590  # pixels at 100 %
_VERSION_WIDE: Final = 200
_VERSION_NARROW: Final = 110


class Versions(Protocol):
    """The presenter of a drawing with dated versions."""

    said: str

    def listed_versions(self) -> tuple[MapRow, ...]: ...
    @property
    def opened(self) -> Event[Any]: ...
    @property
    def listed(self) -> Event[Any]: ...
    @property
    def state_changed(self) -> Event[str]: ...
    @property
    def stale(self) -> Event[str]: ...
    @property
    def failed(self) -> Event[Exception]: ...
    @property
    def is_dirty(self) -> bool: ...
    def open(self, version: UUID | None = None) -> None: ...
    def refresh(self) -> None: ...
    def save(self, *, final: bool = False, after: Callable[[], None] | None = None) -> None: ...
    def save_as_new(self) -> None: ...
    def offered(self) -> str: ...
    def take_draft(self) -> None: ...
    def drop_draft(self) -> None: ...
    def keep_draft(self) -> None: ...
    def close(self) -> None: ...


class LaidOut(Protocol):
    """An editor that can place everything anew."""

    @property
    def hand_placed(self) -> int: ...
    def lay_out(self) -> bool: ...


class _Strip(StatusStrip):
    """In a narrow window the version stands shorter too: the strip must not make the window wider than the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._version: Choice | None = None

    def hold(self, version: Choice, buttons: Sequence[Button]) -> None:
        """The version and the buttons, one after another at the right end."""
        self._version = version
        version.setFixedWidth(theme.px(_VERSION_WIDE))
        for widget in (version, *buttons):
            self.add_right(widget)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_NARROWEST), super().minimumSizeHint().height())

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if self._version is not None:
            self._version.setFixedWidth(theme.px(_VERSION_NARROW if narrow else _VERSION_WIDE))
            self._row.setSpacing(theme.px(6 if narrow else 12))


class DrawingSection(SectionPage):
    """One version of a drawing, worked on; others are one choice away."""

    prefix: ClassVar[str] = "drawing."  # of its commands

    def __init__(
        self, shell: Shell, family: FamilyPresenter, kept: Versions, question: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, family, parent)
        self._kept = kept
        self.compare_button: Button | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(kept.keep_draft)
        self._column = QVBoxLayout(self.ground())
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.banner = Banner(self._column.parentWidget())
        self.banner.acted.connect(self._take_draft)
        self._column.addWidget(self.banner)
        self._narrow = False
        WhenNarrow(self, _NARROW, self._become_narrow)
        self._body = QWidget(self)
        self._column.addWidget(self._body, 1)
        self._build_strip(question)
        kept.listed.subscribe(lambda _rows: self.list_versions())
        kept.state_changed.subscribe(self._state)
        kept.stale.subscribe(self._stale)
        kept.failed.subscribe(shell.fail)
        family.coded.subscribe(self.codes_came)
        self._asked = False
        self._said_of: UUID | None = None  # the finished version that was spoken of

    def _build_strip(self, question: str) -> None:
        self.strip = _Strip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        self.versions = Choice([], self, placeholder=_("version"))
        self.versions.set_question(question)
        self.versions.edited.connect(self._choose_version)
        save = Button(_("Save"), "primary", keys="Ctrl+S", parent=self)
        save.clicked.connect(self.save)
        self.strip.hold(self.versions, (*self.strip_buttons(), save))
        self._column.addWidget(self.strip)

    def strip_buttons(self) -> Sequence[Button]:
        """What stands in the strip between the version and «Save»."""
        self.compare_button = Button(_("Compare…"), parent=self)
        self.compare_button.clicked.connect(self.compare)
        self.print_button = Button(_("Print…"), keys="Ctrl+E", parent=self)
        self.print_button.clicked.connect(self.export)
        self.print_button.setToolTip(_("Print, picture…"))
        finish = Button(_("Finish…"), parent=self)
        finish.setToolTip(_("Finish this version"))
        finish.clicked.connect(self.finish)
        return self.compare_button, self.print_button, finish

    @abstractmethod
    def codes_came(self, codes: Codes) -> None:
        """What everybody is called while names are hidden is known, or has changed: the drawing says it so."""

    def ground(self) -> QWidget:
        """On what everything stands: the page itself, unless something can be laid over it."""
        return self

    # What the section itself says -----------------------------------------------------------------------

    @abstractmethod
    def shown_id(self) -> UUID | None:
        """Which version is open; None before anything was."""

    @abstractmethod
    def shown_final(self) -> bool:
        """Whether the version that is open is finished."""

    @abstractmethod
    def settle(self) -> None:
        """Take what is being typed and end what is being dragged."""

    @abstractmethod
    def compare(self) -> None:
        """Lay two versions beside each other."""

    @abstractmethod
    def export(self) -> None:
        """Print the drawing or save it as a picture."""

    @abstractmethod
    def show_table(self) -> None:
        """The drawing as a table, or the drawing again."""

    def _become_narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        """Keys are in the tooltips: the lines of buttons are fewer and the drawing is higher."""
        self._narrow = narrow
        tighten((*self._body.findChildren(Button), *self.above()), tight=narrow)

    def above(self) -> Sequence[Button]:
        """Buttons that stand over the drawing and are not of it."""
        return ()

    def put_body(self, body: QWidget) -> None:
        """Show this in place of what was shown."""
        self._column.replaceWidget(self._body, body)
        tighten(body.findChildren(Button), tight=self._narrow)
        self._body.deleteLater()
        self._body = body

    def touched(self) -> None:
        """Something was changed: a draft is kept three seconds after the last change."""
        self._timer.start()

    # Versions -------------------------------------------------------------------------------------------

    @override
    def show_page(self, page: FamilyPage) -> None:
        if not self._asked:
            self._asked = True
            self._kept.open()

    def list_versions(self) -> None:
        """The versions in the chooser, the open one marked."""
        rows = self._kept.listed_versions()
        self.versions.set_items([(str(row.id), version_words(row)) for row in rows])
        shown = self.shown_id()
        self.versions.set_value(str(shown) if any(row.id == shown for row in rows) else None)
        if self.compare_button is not None:
            self.compare_button.set_reason("" if len(rows) > 1 else _("There is only one version to compare"))

    def _choose_version(self) -> None:
        chosen = self.versions.value()
        if chosen is not None and UUID(chosen) != self.shown_id():
            self.settle()
            self.leave_for(lambda: self._kept.open(UUID(chosen)))

    def leave_for(self, go: Callable[[], None]) -> None:
        """Show another drawing; what is not saved is asked about first."""

        def drop() -> None:
            self._timer.stop()
            self._kept.drop_draft()
            go()

        if not self._kept.is_dirty:
            go()
            return
        Ask(
            self,
            _("Save the changes of this drawing first?"),
            _("You changed the version that is open."),
            (
                Answer(_("Save and open"), lambda: self._kept.save(after=go), "primary", default=True),
                Answer(_("Open without saving"), drop, "danger"),
                Answer(_("Stay here"), self.stay, cancels=True),
            ),
        ).open()

    def stay(self) -> None:
        """The choosers show again what is open."""
        self.list_versions()

    def offer_draft(self) -> None:
        """What was drawn before the program ended is offered."""
        if at := self._kept.offered():
            words = _("There is a drawing of {day} that was not saved.").format(day=at)
            self.banner.show_notice(words, "amber", _("Show it"))

    def _take_draft(self) -> None:
        self._kept.take_draft()  # showing it asks again whether one is kept
        self.banner.clear_notice()
        self.entered()  # the button that was pressed is gone

    def _state(self, state: str) -> None:
        if state == "saving":
            self.strip.say("")  # it told of what is being saved now
        self.state.follow(state, self._kept.said)
        if state == "draft" or (state == "saved" and not self._kept.offered()):
            self.banner.clear_notice()  # what it offered is not kept any more
        if state == "unsaved":
            self._say_finished()

    def _say_finished(self) -> None:
        """Once for each finished version that somebody begins to change."""
        shown = self.shown_id()
        if self.shown_final() and self._said_of != shown:
            self._said_of = shown
            self.shell.say(_("This version is finished: what you change becomes a new one"))

    def _stale(self, who: str) -> None:
        sentence = _("{who} saved this version while you were drawing. Your drawing can be kept as a version of its own.")
        Ask(
            self,
            _("Two people worked on the same drawing"),
            sentence.format(who=who),
            (
                Answer(_("Keep mine as a new version"), self._kept.save_as_new, "primary", default=True),
                Answer(_("Back to the drawing"), None, cancels=True),
            ),
        ).open()

    def finish(self) -> None:
        """Nobody changes this version any more; the next change begins a new one."""
        self.settle()
        Ask(
            self,
            _("Finish this version?"),
            _("A finished version stays as it is for printing and comparing. The next change begins a new version."),
            (
                Answer(_("Finish"), lambda: self._kept.save(final=True), "primary", default=True),
                Answer(_("Go on drawing"), None, cancels=True),
            ),
        ).open()

    def lay_out_anew(self, editor: LaidOut) -> None:
        """Place everything anew; asked first where somebody was placed by hand."""

        def go() -> None:
            editor.lay_out()

        if not editor.hand_placed:
            go()
            return
        Ask(
            self,
            _("Lay the map out anew?"),
            _("What was placed by hand stays where it is; the rest finds new places. Ctrl+Z brings everything back."),
            (
                Answer(_("Lay out"), go, "primary", default=True),
                Answer(_("Leave as it is"), None, cancels=True),
            ),
        ).open()

    def tell(self, words: str) -> None:
        """A sentence in the strip below, said aloud."""
        self.strip.say(words)
        announce(self, words)

    # The page -------------------------------------------------------------------------------------------

    @override
    def is_dirty(self) -> bool:
        return self._kept.is_dirty

    @override
    def save(self) -> None:
        self.settle()
        self._timer.stop()
        self._kept.save()

    @override
    def keep_draft(self) -> None:
        self.settle()
        self._kept.keep_draft()

    def commands(self) -> Sequence[tuple[str, str, Callable[[], None], tuple[str, ...]]]:
        """What the window offers while the section is shown: name, words, act, keys."""
        return (
            ("drawing.table", _("The drawing as a table"), self.show_table, ("Ctrl+T", "F3")),
            ("drawing.picture", _("Print the drawing or save it as a picture"), self.export, ("Ctrl+E", "F12")),
        )

    def allows_commands(self) -> bool:
        """Whether its keys mean the drawing now."""
        return self.isVisible()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        taken = {keys for command in self.shell.commands.all() for keys in command.keys}
        for name, caption, run, keys in self.commands():
            free = tuple(key for key in keys if key not in taken)  # two owners of a key would have none
            self.shell.commands.add(Command(name, caption, run, free, self.allows_commands))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shell.commands.remove_all(self.prefix)

    @override
    def close_section(self) -> None:
        self._timer.stop()
        self._kept.close()


def version_words(row: MapRow) -> str:
    """A version in the chooser: its day and how far it is."""
    said = {"draft": _("being drawn"), "final": _("finished"), "printed": _("printed")}
    return f"{row.drawn_on:%d.%m.%Y} · {said[row.stage]}"
