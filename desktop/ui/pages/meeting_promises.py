"""From the minutes of a network meeting to the plan: a promise is chosen, the plan opens with a step for it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card
from desktop.presenters.offers import References
from desktop.presenters.plans import day_words
from desktop.presenters.promises import MeetingPromises, Promise
from desktop.ui.kit import theme
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable

_ROWS: Final = 8


def offer_promises(shell: Shell, page: QWidget, meeting: UUID) -> None:
    """Read what was promised and ask which of it goes into the plan."""
    MeetingPromises(shell.desk, meeting, lambda promises: _ready(shell, page, promises), shell.fail)


def _ready(shell: Shell, page: QWidget, promises: MeetingPromises) -> None:
    if promises.promises():
        PromisesDialog(shell, promises, page).open()
    else:
        promises.close()
        shell.say(_("Nobody promised anything at this meeting"))


class PromisesDialog(PageDialog):
    """The promises of a meeting; Enter takes one into the plan."""

    def __init__(self, shell: Shell, promises: MeetingPromises, parent: QWidget) -> None:
        super().__init__(_("A promise into the plan"), _("Into the plan…"), parent, width=760)
        self._shell, self._promises, self._page = shell, promises, parent
        said = _("The plan of the family opens with a step for the promise; nothing is written before you save it.")
        self.body.addWidget(PlainLabel(said, self, ink="second", wrap=True))
        columns = (
            Column("who", _("Who promised"), 170), Column("words", _("What was promised"), 290),
            Column("until", _("Term"), 95), Column("state", _("State"), 130),
        )  # fmt: skip
        self.table = SmallTable(columns, _("Promises of the meeting"), self, rows_shown=_ROWS)
        found = promises.promises()
        self.table.set_rows([_row(one) for one in found], [one.id for one in found])
        first = next((one for one in found if not one.planned), found[0])
        self.table.select_key(first.id)
        self.table.opened.connect(lambda _key: self.act())
        self.body.addWidget(self.table)
        self.whole = PlainLabel("", self, wrap=True)  # long words are cut in the table
        self.body.addWidget(self.whole)
        self.table.chosen.connect(self._show_whole)
        self._show_whole()
        self.button.set_keys("Enter")
        self.finished.connect(self._left)
        self._taken = False
        self.table.setFocus()

    def _chosen(self) -> Promise | None:
        key = self.table.current_key()
        return next((one for one in self._promises.promises() if one.id == key), None)

    def _show_whole(self) -> None:
        promise = self._chosen()
        self.whole.setText(": ".join(word for word in (promise.who, promise.words) if word) if promise is not None else "")

    @override
    def act(self) -> None:
        promise = self._chosen()
        if promise is None:
            self.say(_("Choose a line"))
            return
        try:
            card = self._promises.plan(promise)
        except Rejected as refused:
            self._no_plan(refused.words())
            return
        self._taken = True
        self.accept()
        PlanDialog(self._shell, self._promises, card, self._promises.references(), promise, self._page).open()

    def _no_plan(self, words: str) -> None:
        family = self._promises.family
        shell = self._shell
        self.accept()
        Ask(
            self._page,
            _("There is no plan yet"),
            words,
            (
                Answer(
                    _("To the plan"), lambda: shell.open_family(family.family, "agreements") if family else None, "primary",
                    default=True,
                ),
                Answer(_("Back to the meeting"), None, cancels=True),
            ),
        ).open()  # fmt: skip

    def _left(self) -> None:
        if not self._taken:
            self._promises.close()


def _row(promise: Promise) -> dict[str, str]:
    state = _("in the plan") if promise.planned else promise.state
    return {"who": promise.who, "words": promise.words, "until": day_words(promise.until), "state": state}


class PlanDialog(QDialog):
    """The plan of the family over the page, with the new step; Esc leaves it unsaved as a draft."""

    def __init__(
        self, shell: Shell, promises: MeetingPromises, card: Card, references: References, promise: Promise,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._shell, self._promises = shell, promises
        title = _("A step of the plan: {name}").format(name=promise.words)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = shell.window_widget().size()
        self.resize(min(theme.px(1100), room.width() - theme.px(60)), min(theme.px(820), room.height() - theme.px(60)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        self.view = CardView(shell, card, references, leave=self.reject, parent=self)
        heading = Heading(title, 2, self.view)
        heading.setWordWrap(True)
        self.view.add_above(heading)
        self.view.saved.connect(self._saved)
        column.addWidget(self.view)
        self.finished.connect(self._left)
        for keys in ("Ctrl+S", "F10"):  # the commands of the window do not reach over a dialog
            QShortcut(QKeySequence(keys), self, self.view.save)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.view, self.view.focus_first)  # once its boxes stand there

    def _saved(self, _changes: Changes) -> None:
        self._shell.say(_("The step stands in the plan"))
        self.accept()

    def _left(self) -> None:
        self.view.close_view()
        self._promises.close()
