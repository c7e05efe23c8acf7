"""The section «Family members»: who belongs to the household, everybody's full card, kinship and unions."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage, Member
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card, Filled
from desktop.presenters.closed import ClosedSections
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.lookalikes import CardWatch
from desktop.presenters.members import (
    Household,
    bond_lines,
    elsewhere_words,
    member_lines,
    missing_parents,
    place_words,
)
from desktop.presenters.offers import full_name
from desktop.services.cards import blank
from desktop.services.families import write_bond
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.closed import ClosedBlock
from desktop.ui.pages.member_dialogs import NewMemberDialog, PlaceDialog
from desktop.ui.pages.member_stack import CardStack
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class MembersSection(CardStack):
    """The household as a table, bonds under it."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self._household = Household(self.desk, lambda: self.family.page, shell.fail)
        self._page: FamilyPage | None = None
        add = Button(_("Add"), keys="Ins", parent=self.inside)
        add.clicked.connect(self.insert)
        self._place = Button(_("Place in the family…"), keys="Shift+F2", parent=self.inside)
        self._place.clicked.connect(self._change_place)
        self._count = self.heading(_("Family members"), self._place, add)
        self.table = self._members_table()
        self.column.addWidget(self.table)
        hint = _("Enter opens the full card · Ins adds · Shift+F2 changes the place in the family · Del: left the household")
        self.column.addWidget(PlainLabel(hint, self.inside, ink="second", scale=0.92, wrap=True))
        self.offer = Banner(self.inside)
        self.offer.acted.connect(self._bind_parents)
        self.column.addWidget(self.offer)
        self.column.addSpacing(theme.px(6))
        bond = Button(_("Add"), parent=self.inside)
        bond.clicked.connect(self._new_bond)
        self._bond_count = self.heading(_("Kinship and unions"), bond)
        self.bonds = self._bonds_table()
        self.column.addWidget(self.bonds)
        self.column.addStretch(1)

    def _members_table(self) -> SmallTable:
        table = SmallTable(
            (
                Column("name", _("Surname, given name, patronymic"), 230, bold=True, stretch=True),
                Column("kinship", _("Who they are"), 120),
                Column("born", _("Born"), 92, kind="date"),
                Column("age", _("Age"), 62, align="right"),
                Column("lives", _("Lives here"), 120),
                Column("occupation", _("Occupation, education"), 170, second=True, stretch=True),
                Column("number", _("Number"), 126, second=True),
                Column("seen", _("Last seen"), 150),
            ),
            _("Family members"),
            self.inside,
            rows_shown=16,
            empty=_("Nobody is written down yet: press Ins"),
        )
        table.insert_requested.connect(self.insert)
        table.delete_requested.connect(self._ask_leave)
        table.opened.connect(self.open_member)
        return table

    def _bonds_table(self) -> SmallTable:
        table = SmallTable(
            (
                Column("first", _("Who"), 220, bold=True, stretch=True),
                Column("kind", _("Bond"), 220, stretch=True),
                Column("second", _("With whom"), 220, stretch=True),
                Column("since", _("Since"), 100),
                Column("state", _("Ended"), 150, second=True),
            ),
            _("Kinship and unions"),
            self.inside,
            rows_shown=20,
            empty=_("No bonds yet: kinship and unions are written here, words like «grandmother» follow from them"),
        )
        table.insert_requested.connect(self._new_bond)
        table.opened.connect(self._open_bond)
        table.delete_requested.connect(self._ask_remove_bond)
        return table

    @override
    def show_page(self, page: FamilyPage) -> None:
        self._page = page
        lines = member_lines(self.desk, page)
        rows = [
            {
                "name": line.name, "kinship": line.kinship, "born": line.born, "age": line.age, "lives": line.lives,
                "occupation": line.occupation, "number": line.number,
                "seen": Mark(line.seen, "amber") if line.seen_late else line.seen,
            }
            for line in lines
        ]  # fmt: skip
        self.table.set_rows(rows, [line.member.person.id for line in lines])
        self._count.count(sum(not line.gone for line in lines))
        bonds = bond_lines(self.desk, page)
        self.bonds.set_rows(
            [{"first": b.first, "kind": b.kind, "second": b.second, "since": b.since, "state": b.state} for b in bonds],
            [b.bond.id for b in bonds],
        )
        self._bond_count.count(len(bonds) or None)
        self._offer_parents(page)
        self.refresh_card(*(member.person for member in page.members), *page.bonds)

    def _offer_parents(self, page: FamilyPage) -> None:
        pairs = missing_parents(page)
        if not pairs:
            self.offer.clear_notice()
            return
        children = {child.person.id for _parent, child in pairs}
        words = ngettext(
            "Kinship is not written for {n} child: are the mother and the father of the household the parents?",
            "Kinship is not written for {n} children: are the mother and the father of the household the parents?",
            len(children),
        )
        self.offer.show_notice(words.format(n=len(children)), "accent", _("Yes, write it down"))

    def _bind_parents(self) -> None:
        if self._page is not None:
            pairs = missing_parents(self._page)
            self._household.bind_parents(pairs, lambda _changes: self.shell.say(_("Kinship is written down")))

    def member(self, person: object) -> Member | None:
        """The member who is this person."""
        return next((m for m in self._page.members if m.person.id == person), None) if self._page else None

    @override
    def focus_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def insert(self) -> None:
        name = str(self._page.family.values["name"]) if self._page else ""
        NewMemberDialog(self.shell, self._household, name, self._added, self).open()

    def _added(self, changes: Changes) -> None:
        self.shell.say(_("The person is in the family now"))
        if changes.result is not None:
            self.table.select_key(changes.result)
        self.focus_list()

    def open_member(self, person: object) -> None:
        """The full card of somebody."""
        member = self.member(person)
        if member is None:
            return
        form = "child_card" if member.child else "person_card"
        card = Card(self.desk, N_("The card of a person was changed"), [Filled(form, member.person)])
        said = (place_words(self.desk, member), elsewhere_words(self.desk, self._page, member.person.id) if self._page else "")
        above = PlainLabel("\n".join(words for words in said if words), self, ink="second", wrap=True, selectable=True)
        view = self.show_card(card, full_name(member), above=above)
        watch = CardWatch(self.desk, card.forms[0], lambda words: _warn(view, words), self.shell.fail)
        view.destroyed.connect(watch.close)
        closed = ClosedSections(self.desk, member.person.id, full_name(member), self.shell.fail)
        view.add_below(ClosedBlock(self.shell, closed, self.references, view))

    def _change_place(self) -> None:
        member = self.member(self.table.current_key())
        if member is not None:
            PlaceDialog(self.shell, self._household, member, self).open()

    def _ask_leave(self, person: object) -> None:
        member = self.member(person)
        if member is None or member.membership.values["till"] is not None:
            return
        name = full_name(member)
        sentence = _("{name} stays in the papers and the history; from today on they are not of the household.")
        Ask(
            self,
            _("Has {name} left the household?").format(name=name),
            sentence.format(name=name),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Yes, left today"), lambda: self._household.leave(member, lambda _c: self.focus_list()), "danger"),
            ),
        ).open()

    def _new_bond(self) -> None:
        people = [m.person.id for m in self._page.members] if self._page else []
        chosen = self.table.current_key()
        first = chosen if isinstance(chosen, UUID) and chosen in people else None
        record = blank("bond", self.desk.new_id(), kind="parent", first_id=first)
        if self._page is None:
            return
        family = self._page.family.id
        card = Card(
            self.desk, N_("Kinship was written down"), [Filled("bond", record)], save=write_bond, draft_kind=f"bond:{family}"
        )
        self.show_card(card, _("New bond"), leave_when_saved=True)

    def _open_bond(self, id_: object) -> None:
        bond = next((b for b in self._page.bonds if b.id == id_), None) if self._page else None
        if bond is not None:
            card = Card(self.desk, N_("Kinship was changed"), [Filled("bond", bond)], save=write_bond)
            self.show_card(card, _("Bond of two people"), leave_when_saved=True)

    def _ask_remove_bond(self, id_: object) -> None:
        bond = next((b for b in self._page.bonds if b.id == id_), None) if self._page else None
        if bond is None:
            return
        Ask(
            self,
            _("Remove this bond?"),
            _("Remove it only if it was written by mistake. A divorce or a separation is an ending: open the bond and write it."),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Remove"), lambda: self._household.remove_bond(bond, lambda _c: self.bonds.setFocus()), "danger"),
            ),
        ).open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and event.modifiers() and self.view is None:
            self._change_place()
        else:
            super().keyPressEvent(event)


def _warn(view: CardView, words: str) -> None:
    """Say above the card whom the office may know, and take only that back."""
    if words:
        view.notice.show_notice(words, "amber")
    elif view.notice.words() == view.property("known"):
        view.notice.clear_notice()
    view.setProperty("known", words)
