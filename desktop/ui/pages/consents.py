"""The section «Consents»: whose data is kept by which paper, and the acts of giving, refusing, withdrawing it."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.documents.consents import ConsentPaper
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card
from desktop.presenters.consents import Consents
from desktop.presenters.family import FamilyPresenter
from desktop.services.papers import consent_print
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.consent_dialogs import ConsentPaperDialog, DayDialog, WhoseDialog
from desktop.ui.pages.member_stack import CardStack
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.part import Part
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable

_PAPERS: Final[dict[str, ConsentPaper]] = {
    "consent": "consent", "withdrawal": "withdrawal", "refusal": "refusal", "notice": "notice",
}  # fmt: skip
_OPEN: Final = frozenset({"draft", "refused", "not_required"})


class ConsentsSection(CardStack):
    """A list of consents with their states; each is a paper of its own."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.consents = Consents(self.desk, lambda: self.family.page, shell.fail)
        self.part = part = Part(self.inside)
        self.missing = Banner(part)
        self.missing.acted.connect(lambda: self.consents.begin_for_all(self._begun))
        part.column.addWidget(self.missing)
        add = part.button(_("New consent\u2026"), self.insert, "Ins")
        self.give = part.button(_("It is signed\u2026"), self._ask_give)
        self.refuse = part.button(_("Refusal\u2026"), self._ask_refusal)
        self.withdraw = part.button(_("Withdrawal\u2026"), self._ask_withdrawal)
        self.need_not = part.button(_("Not needed by law\u2026"), self._ask_ground)
        self.paper = part.button(_("Print\u2026"), self._ask_paper)
        self._count = part.heading(
            _("Consents to process personal data"), add, self.give, self.refuse, self.withdraw, self.need_not, self.paper
        )
        note = _("A consent is always a paper of its own, apart from the agreement and the contract.")
        part.column.addWidget(PlainLabel(note, part, ink="second", wrap=True))
        self.table = SmallTable(
            (
                Column("number", "\u2116", 110, second=True),
                Column("whose", _("Whose data"), 210, bold=True, stretch=True),
                Column("signer", _("Who signs"), 210),
                Column("state", _("State"), 150, kind="badge"),
                Column("day", _("Date"), 92, kind="date"),
                Column("till", _("Valid till"), 92, kind="date"),
                Column("said", _("Reason, ground"), 200, second=True),
            ),
            _("Consents to process personal data"),
            part,
            rows_shown=16,
            empty=_("No consent yet: press Ins"),
        )
        self.table.insert_requested.connect(self.insert)
        self.table.opened.connect(self.open_consent)
        self.table.chosen.connect(self._show_chosen)
        part.column.addWidget(self.table)
        self.column.addWidget(part)
        self.column.addStretch(1)

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.consents.load(self._fill)

    def _fill(self) -> None:
        lines = self.consents.lines()
        self.table.set_rows(
            [
                {"number": line.number, "whose": line.whose, "signer": line.signer, "day": line.day, "till": line.till,
                 "state": Mark(line.state.text, line.state.tone), "said": line.said}
                for line in lines
            ],
            [line.consent.id for line in lines],
        )  # fmt: skip
        if lines and self.chosen() is None:
            self.table.select_key(lines[0].consent.id)
        self._count.count(len(lines) or None)
        words = self.consents.missing_words()
        if words:
            self.missing.show_notice(words, "amber", action=_("Prepare them for signing"), closable=False)
        else:
            self.missing.clear_notice()
        self._show_chosen()
        self.refresh_card(*self.consents.consents)

    def chosen(self) -> Snapshot | None:
        """The consent under the keyboard."""
        return self.consents.consent(self.table.current_key())

    def _show_chosen(self) -> None:
        one = self.chosen()
        state = one.values["state"] if one else ""
        nothing = _("There is no consent yet")
        for button in (self.give, self.refuse, self.need_not):
            button.set_reason("" if state in _OPEN else _("It is given or withdrawn already") if one else nothing)
        self.withdraw.set_reason("" if state == "given" else _("Only a consent in force is withdrawn") if one else nothing)
        self.paper.set_reason("" if one else nothing)

    # What can be done

    @override
    def insert(self) -> None:
        WhoseDialog(self.consents.people(), self.new_consent, self).open()

    def new_consent(self, person: UUID) -> None:
        """The form of a new consent, filled from the cards."""
        card = self.consents.new_card(person)
        if card is not None:
            self._open(card, _("New consent"))

    def open_consent(self, id_: object) -> None:
        """The whole consent on its form."""
        one = self.consents.consent(id_)
        if one is not None:
            title = _("Consent No. {number}").format(number=one.values["number"] or "?")
            self._open(self.consents.open_card(one), title)

    def _open(self, card: Card, title: str) -> None:
        view = self.show_card(card, title, leave_when_saved=True)
        state = view.forms[0].box(("state",))
        if state is not None:
            state.setEnabled(False)  # it is given, refused and withdrawn by the buttons, which ask the day and the words

    def _begun(self, _changes: Changes) -> None:
        self.shell.say(_("The consents are prepared: print them and have them signed"))
        self.focus_list()

    def _ask_give(self) -> None:
        one = self.chosen()
        if one is None:
            return

        def write(day: date, _words: str, dialog: DayDialog) -> None:
            self.consents.give(one, day, lambda _c: dialog.accept(), lambda e: dialog.refused(e, self.shell.fail))

        DayDialog(
            _("The consent is signed"), _("Record it"), _("Signed on"), "", self.desk.today, write, self, required=False
        ).open()

    def _ask_refusal(self) -> None:
        one = self.chosen()
        if one is None:
            return

        def write(day: date, words: str, dialog: DayDialog) -> None:
            self.consents.refuse(one, day, words, lambda _c: dialog.accept(), lambda e: dialog.refused(e, self.shell.fail))

        DayDialog(
            _("The consent is refused"), _("Record it"), _("Refused on"), _("In what words"), self.desk.today, write, self
        ).open()

    def _ask_withdrawal(self) -> None:
        one = self.chosen()
        if one is None:
            return

        def write(day: date, words: str, dialog: DayDialog) -> None:
            self.consents.withdraw(one, day, words, lambda _c: dialog.accept(), lambda e: dialog.refused(e, self.shell.fail))

        DayDialog(
            _("The consent is withdrawn"), _("Record it"), _("Withdrawn on"), _("Reason, if it is told"), self.desk.today, write,
            self, required=False,
        ).open()  # fmt: skip

    def _ask_ground(self) -> None:
        one = self.chosen()
        if one is None:
            return

        def write(_day: date, words: str, dialog: DayDialog) -> None:
            self.consents.need_not(one, words, lambda _c: dialog.accept(), lambda e: dialog.refused(e, self.shell.fail))

        DayDialog(
            _("No consent is needed"), _("Record it"), "", _("Which law allows to work without it"), self.desk.today, write, self
        ).open()

    def _ask_paper(self) -> None:
        one = self.chosen()
        if one is not None:
            ConsentPaperDialog(str(one.values["state"]), lambda what: self._print(one.id, _PAPERS[what]), self).open()

    def _print(self, id_: UUID, what: ConsentPaper) -> None:
        family, desk = self.family.family, self.desk
        preview_paper(
            self.shell, self, _("Consent"), _("consent {number}").format(number=self.family.number()), family,
            lambda reading: consent_print(reading, family, id_, desk.caption, what), "consent",
        )  # fmt: skip

    @override
    def focus_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def close_section(self) -> None:
        super().close_section()
        self.consents.owner.close()
