"""Consents of a family: their lines, what a new one begins with from the person's card, their acts, who has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage, Member
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.family import Tone
from desktop.presenters.offers import full_name
from desktop.presenters.person_words import address_words, paper_words
from desktop.presenters.plans import Worded, day_words, names_of
from desktop.rules.consents import SIGNS_FROM, USUAL_ACTIONS, USUAL_DATA, in_force
from desktop.services import consents
from desktop.services.cards import blank
from desktop.services.desk import Desk

_TONES: Final[Mapping[str, Tone]] = {
    "given": "green", "refused": "red", "withdrawn": "red", "draft": "amber", "not_required": "plain",
}  # fmt: skip
_REPRESENT: Final = ("mother", "father", "guardian", "foster_parent", "patronage_carer")
Done = Callable[[Changes], None]
Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent in the list."""

    consent: Snapshot
    number: str
    whose: str
    signer: str
    state: Worded
    day: str
    till: str
    said: str


def uncovered_words(names: Mapping[Any, str], people: tuple[UUID, ...]) -> str:
    """«No consent is in force for 2 people: …»; empty when everybody's data is kept with a consent."""
    if not people:
        return ""
    words = ngettext("No consent is in force for {n} person: {who}", "No consent is in force for {n} people: {who}", len(people))
    return words.format(n=len(people), who=", ".join(names.get(one, "?") for one in people))


def people_kept(page: FamilyPage) -> tuple[UUID, ...]:
    """Whose data the family's file keeps now."""
    return tuple(member.person.id for member in page.members if member.membership.values["till"] is None)


class Consents:
    """Consents of one family: read, begun, given, refused, withdrawn."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Failed) -> None:
        self.desk, self._page, self._failed = desk, page, failed
        self.owner = Owner()
        self.consents: tuple[Snapshot, ...] = ()
        self.uncovered: tuple[UUID, ...] = ()

    def load(self, told: Callable[[], None]) -> None:
        """Read them again."""
        page = self._page()
        if page is None:
            return
        family, people = page.family.id, people_kept(page)

        def arrived(found: tuple[tuple[Snapshot, ...], tuple[UUID, ...]]) -> None:
            self.consents, self.uncovered = found
            told()

        self.desk.open(
            lambda reading: (consents.consents_of(reading, family), consents.uncovered(reading, family, people)),
            arrived, self._failed, self.owner,
        )  # fmt: skip

    def consent(self, id_: object) -> Snapshot | None:
        """One of them."""
        return next((one for one in self.consents if one.id == id_), None)

    def lines(self) -> tuple[ConsentLine, ...]:
        """The list."""
        page = self._page()
        names = names_of(page) if page else {}
        return tuple(self._line(one, names) for one in self.consents)

    def _line(self, one: Snapshot, names: Mapping[Any, str]) -> ConsentLine:
        values, state = one.values, str(one.values["state"])
        words, tone = self.desk.caption("consent_states", state), _TONES.get(state, "plain")
        given, till = values["given_on"], values["till"]
        if state == "given" and not in_force(
            state, given if isinstance(given, date) else None, till if isinstance(till, date) else None, self.desk.today
        ):
            words, tone = _("the term is over"), "red"
        day = {"refused": "refused_on", "withdrawn": "withdrawn_on"}.get(state, "given_on")
        signer = names.get(values["representative_id"], "")
        authority = str(values["authority"] or "")
        return ConsentLine(
            one, str(values["number"] or ""), names.get(values["person_id"], "?"),
            f"{signer}, {authority}" if signer and authority else signer or _("signs personally"), Worded(words, tone),
            day_words(values[day]), day_words(till), str(values["reason"] or values["ground"] or ""),
        )  # fmt: skip

    def missing_words(self) -> str:
        """Whose data is kept without a consent."""
        page = self._page()
        return uncovered_words(names_of(page) if page else {}, self.uncovered)

    # Beginning

    def people(self) -> tuple[tuple[str, str], ...]:
        """Of whom a consent may be taken; those who have none come first."""
        page = self._page()
        found = [(str(m.person.id), full_name(m)) for m in (page.members if page else ())]
        without = {str(one) for one in self.uncovered}
        return tuple(sorted(found, key=lambda one: one[0] not in without))

    def record(self, person: UUID) -> Snapshot | None:
        """A consent with everything that the cards know already: who signs, by what document, for what."""
        page = self._page()
        member = next((m for m in page.members if m.person.id == person), None) if page else None
        if page is None or member is None:
            return None
        desk, words = self.desk, consents.texts(self.desk.office.country, self.desk.language)
        signer = self._representative(page, member) or member
        represented = signer is not member
        role = signer.membership.values["role"]
        values: dict[str, Any] = {
            "family_id": page.family.id, "person_id": person, "state": "draft", "data": USUAL_DATA, "actions": USUAL_ACTIONS,
            "purpose": words["purpose"], "recipients": words["recipients"], "how_to_withdraw": words["withdraw"],
            "representative_id": signer.person.id if represented else None,
            "authority": desk.caption("household_roles", str(role)) if represented and role else None,
            "address": address_words(desk, signer.person, page.family), "paper": paper_words(desk, signer.person),
        }  # fmt: skip
        return blank("consent", desk.new_id(), **values)

    def _representative(self, page: FamilyPage, member: Member) -> Member | None:
        """Who signs for a child: a parent or guardian of the household."""
        if not member.child or (member.age is not None and member.age >= SIGNS_FROM):
            return None
        adults = [m for m in page.members if not m.child and m.membership.values["role"] in _REPRESENT and m.at_home]
        return min(adults, key=lambda m: _REPRESENT.index(str(m.membership.values["role"])), default=None)

    def new_card(self, person: UUID) -> Card | None:
        """The card of a new consent of this person."""
        record = self.record(person)
        if record is None:
            return None
        return Card(
            self.desk, N_("A consent was begun"), [Filled("consent", record)], save=consents.write_consent,
            draft_kind=f"consent:{person}",
        )  # fmt: skip

    def open_card(self, consent: Snapshot) -> Card:
        """The card of a consent."""
        return Card(self.desk, N_("A consent was changed"), [Filled("consent", consent)], save=consents.write_consent)

    def begin_for_all(self, done: Done) -> None:
        """One draft for everybody whose data is kept without a consent, ready to be printed and signed."""
        begun = {one.values["person_id"] for one in self.consents if one.values["state"] == "draft"}
        records = [record for one in self.uncovered if one not in begun and (record := self.record(one)) is not None]
        if records:
            self.desk.act(N_("Consents were begun"), lambda unit: consents.begin(unit, records), done, self._failed)

    # Acts

    def give(self, consent: Snapshot, day: date, done: Done, failed: Failed) -> None:
        """The paper was signed."""
        self.desk.act(
            N_("A consent was given"), lambda unit: consents.give(unit, consent.id, consent.version, day), done, failed,
            undoable=False,
        )  # fmt: skip

    def refuse(self, consent: Snapshot, day: date, reason: str, done: Done, failed: Failed) -> None:
        """The person refused."""
        self.desk.act(
            N_("A refusal of consent was recorded"),
            lambda unit: consents.refuse(unit, consent.id, consent.version, day, reason), done, failed,
        )  # fmt: skip

    def withdraw(self, consent: Snapshot, day: date, reason: str, done: Done, failed: Failed) -> None:
        """The person took the consent back."""
        self.desk.act(
            N_("A consent was withdrawn"),
            lambda unit: consents.withdraw(unit, consent.id, consent.version, day, reason), done, failed,
        )  # fmt: skip

    def need_not(self, consent: Snapshot, ground: str, done: Done, failed: Failed) -> None:
        """A law allows to work without it."""
        self.desk.act(
            N_("A consent was found not to be needed"),
            lambda unit: consents.need_not(unit, consent.id, consent.version, ground), done, failed,
        )  # fmt: skip
