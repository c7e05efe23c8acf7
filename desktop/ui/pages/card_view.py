"""A card on the page: forms one under another, the state of saving always visible, nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import Finding, _, ngettext
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card, Merging, State
from desktop.presenters.offers import References
from desktop.presenters.statements import Sources
from desktop.ui.forms.offers import Offers
from desktop.ui.forms.view import FormView
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.pages.merge_dialog import MergeDialog
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.statements_marks import CardMarking

DRAFT_AFTER: Final = 3_000  # milliseconds after the last key
DRAFT_AT_LAST: Final = 15_000  # milliseconds after the first key not kept yet: who types without a pause is kept too


def offers_of(shell: Shell, references: References, owner: Owner) -> Offers:
    """What the forms of a page offer for choosing."""
    return Offers(
        shell.desk.choices, references.candidates, references.caption, references.searches,
        lambda field, text, done: references.search(field, text, done, owner),
    )  # fmt: skip


def ask_throw(parent: QWidget, throw: Callable[[], None]) -> None:
    """Ask before a draft goes: it exists nowhere else."""
    Ask(
        parent,
        _("Throw away the text that was not saved?"),
        _("It is kept on this computer only and cannot be brought back."),
        (
            Answer(_("Leave as it is"), None, default=True, cancels=True),
            Answer(_("Throw away"), throw, "danger"),
        ),
    ).open()


class CardView(QWidget):
    """Forms of a card, the draft that was kept, and the strip with «Saved 10:42»."""

    saved = Signal(object)  # Changes
    missing_changed = Signal(int)

    def __init__(
        self, shell: Shell, card: Card, references: References, *, caption: str = "", leave: Callable[[], None] | None = None,
        without: frozenset[str] = frozenset(), parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.shell, self.card, self._leave, self._without = shell, card, leave, without
        self._references = references
        self._ends: list[Callable[[], None]] = []
        self.forms: list[FormView] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self._keep_draft)
        self._ceiling = QTimer(self)
        self._ceiling.setSingleShot(True)
        self._ceiling.setInterval(DRAFT_AT_LAST)
        self._ceiling.timeout.connect(self._keep_draft)
        self._build(offers_of(shell, references, card.owner), caption or _("Save"))
        self._listen()
        self._offer_draft()
        self._state(card.state)
        self.marks: CardMarking | None = None

    def mark_sources(self, sources: Callable[[], Sources]) -> None:
        """Boxes about which something was said carry a mark; Alt+Enter in a box shows who said what."""
        self.marks = CardMarking(self.shell, self.card, self.forms, sources, self)
        self._ends.append(self.marks.close)

    def _build(self, offers: Offers, caption: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        self.throw = Button(_("Throw away…"), "quiet", parent=self.banner)
        self.throw.clicked.connect(self._ask_throw)
        self.banner.put_beside(self.throw)
        self.notice = Banner(self)
        column.addWidget(self.banner)
        column.addWidget(self.notice)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget(self.area.viewport())  # at its place before it is filled: moving it later dresses everything again
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        self._inside.setSpacing(theme.px(10))
        for draft in self.card.forms:
            form = FormView(draft, offers, inside, without=self._without)
            form.edited.connect(self._edited)
            form.shown_box.connect(lambda box: self.area.ensureWidgetVisible(box, 20, 60))
            self.forms.append(form)
            self._inside.addWidget(form)
        self._inside.addStretch(1)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        self.strip = StatusStrip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        self.missing = Button("", "quiet", keys="F8", parent=self)
        self.missing.clicked.connect(self.next_missing)
        self.strip.add_left(self.missing)
        if self._leave is not None:
            back = Button(_("Back"), keys="Esc", parent=self)
            back.clicked.connect(self._leave)
            self.strip.add_right(back)
        self.button = Button(caption, "primary", keys="Ctrl+S", parent=self)
        self.button.clicked.connect(self.save)
        self.strip.add_right(self.button)
        column.addWidget(self.strip)

    def _listen(self) -> None:
        card = self.card
        self._ends += [
            card.state_changed.subscribe(self._state),
            card.refused.subscribe(self._refused),
            card.merging.subscribe(self._merge),
            card.came.subscribe(self._came),
            card.saved.subscribe(self._saved),
        ]

    def add_above(self, widget: QWidget) -> None:
        """Put something of the page above the forms, scrolling with them."""
        self._inside.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something of the page below the forms."""
        self._inside.insertWidget(self._inside.count() - 1, widget)

    def _edited(self) -> None:
        self._timer.start()
        if not self._ceiling.isActive():
            self._ceiling.start()
        self._count()

    def _keep_draft(self) -> None:
        self._timer.stop()
        self._ceiling.stop()
        self.card.keep_draft()

    def _count(self) -> None:
        missing = self.card.missing()
        words = ngettext("{n} field left to fill for printing", "{n} fields left to fill for printing", missing)
        self.missing.set_caption(words.format(n=missing))
        self.missing.setVisible(missing > 0)
        self.missing_changed.emit(missing)

    def _state(self, state: State) -> None:
        self.state.follow(state, self.card.said)
        self._count()

    def _offer_draft(self) -> None:
        if (at := self.card.offered()) is not None:
            self.banner.offer_typed(at.astimezone(self.shell.desk.office.zone))

    def _take_draft(self) -> None:
        self.banner.clear_notice()
        self.card.take_draft()
        if self.forms:
            self.forms[0].focus_first()

    def _ask_throw(self) -> None:
        ask_throw(self, self._throw)

    def _throw(self) -> None:
        self.banner.clear_notice()
        self.card.drop_offer()

    def save(self) -> None:
        """Write what was typed."""
        for form in self.forms:
            form.settle()
        self._timer.stop()
        self._ceiling.stop()
        self.card.save()

    def _saved(self, changes: Changes) -> None:
        left = self.card.said if self.card.state == "failed" else ""
        announce(self, left or _("Saved"), urgent=bool(left))
        self.saved.emit(changes)

    def say_unread(self) -> None:
        """The keyboard goes to the first box whose words were not saved."""
        self._refused(tuple(one for draft in self.card.forms for one in draft.findings() if one.path in draft.unreadable))

    def _refused(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            for form in self.forms:
                if finding.path and form.focus(finding.path):
                    announce(self, finding.message.words(), urgent=True)
                    return

    def _merge(self, merging: Merging) -> None:
        MergeDialog(self.shell, self.card, merging, self._references, self).open()

    def _came(self, words: str) -> None:
        self.notice.show_notice(words, "accent")
        announce(self, words)

    def next_missing(self) -> None:
        """To the next box that is needed for printing."""
        if not self.forms:
            return
        here = self.forms.index(self._focused())
        if self.forms[here].focus_next_missing(again=False):
            return
        for form in (*self.forms[here + 1 :], *self.forms[: here + 1]):
            if form.focus_next_missing():
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8 and not event.modifiers():
            self.next_missing()
        elif event.key() == Qt.Key.Key_Escape and self._leave is not None:
            self._leave()
        else:
            super().keyPressEvent(event)

    def undo(self) -> None:
        """One step back in the form that has the keyboard."""
        self._focused().undo()

    def redo(self) -> None:
        """One step forward."""
        self._focused().redo()

    def _focused(self) -> FormView:
        return next((form for form in self.forms if form.isAncestorOf(self.focusWidget())), self.forms[0])

    def focus_first(self) -> None:
        """The keyboard into the first box."""
        if self.forms:
            self.forms[0].focus_first()

    def close_view(self) -> None:
        """Leave: what is typed is kept as a draft."""
        self._keep_draft()
        for end in self._ends:
            end()
        self.card.close()


class HoldsCard:
    """A page over which the card of one record may be open: saving, undo and drafts are that card's."""

    view: CardView | None

    def is_dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self.view is not None and self.view.card.is_dirty

    def save(self) -> None:
        """Ctrl+S."""
        if self.view is not None:
            self.view.save()

    def undo(self) -> None:
        """Ctrl+Z."""
        if self.view is not None:
            self.view.undo()

    def redo(self) -> None:
        """Ctrl+Y."""
        if self.view is not None:
            self.view.redo()

    def keep_draft(self) -> None:
        """The window closes or three seconds passed."""
        if self.view is not None:
            self.view.card.keep_draft()

    def put_card_away(self, stack: QStackedWidget, under: QWidget) -> bool:
        """What was under the card is shown again, what is typed stays as a draft; whether there was a card."""
        if self.view is None:
            return False
        view, self.view = self.view, None
        view.close_view()
        stack.setCurrentWidget(under)
        stack.removeWidget(view)
        view.deleteLater()
        return True

    def close_card(self) -> None:
        """The page goes."""
        if self.view is not None:
            self.view.close_view()


def ask_to_remove(parent: QWidget, remove: Callable[[], None]) -> None:
    """A line is about to be taken out of a journal."""
    Ask(
        parent,
        _("Remove this record?"),
        _("It leaves the list; the journal of changes keeps it. Ctrl+Z brings it back."),
        (
            Answer(_("Leave it"), None, default=True, cancels=True),
            Answer(_("Remove"), remove, "danger"),
        ),
    ).open()
