"""Agreements and contracts: what the family and the service promise each other, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import this_century_or_last
from desktop.models.fields import (
    NEEDS_PRINTING,
    NEEDS_SIGNING,
    choice,
    choices,
    day,
    flag,
    long,
    reference,
    text,
)


class Agreement(Root):
    """A bilateral agreement, a contract or a cooperation agreement (forms.md §2.14, §2.18 E)."""

    __tablename__ = "agreement"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[str | None] = text(N_("Number"), size=40, index=True)
    kind: Mapped[str] = choice(N_("Kind of agreement"), "agreement_kinds")
    state: Mapped[str] = choice(N_("State"), "agreement_states")
    made_on: Mapped[date | None] = day(N_("Date"), this_century_or_last, needed_for=NEEDS_PRINTING)
    since: Mapped[date | None] = day(N_("In force since"), this_century_or_last, needed_for=NEEDS_PRINTING)
    till: Mapped[date | None] = day(N_("In force till"), this_century_or_last, needed_for=NEEDS_PRINTING)
    place: Mapped[str | None] = text(N_("Place"))
    route: Mapped[str | None] = choice(N_("Route"), "routes")
    purpose: Mapped[str | None] = long(N_("Purpose"), needed_for=NEEDS_PRINTING)
    family_intentions: Mapped[str | None] = long(N_("Intentions of the family"))
    service_intentions: Mapped[str | None] = long(N_("Intentions of the service"))
    rules: Mapped[str | None] = long(N_("Rules of working together"))
    confidentiality: Mapped[str | None] = long(N_("Confidentiality"))
    ending_rules: Mapped[str | None] = long(N_("How it may be ended"))
    directions: Mapped[tuple[str, ...]] = choices(N_("Directions of support"), "support_directions")
    programme: Mapped[str | None] = text(N_("Individual programme: number, date"), size=300)
    services: Mapped[str | None] = long(N_("Services, their scope and terms"))
    payment: Mapped[str | None] = long(N_("Conditions and order of payment"))
    not_legal: Mapped[bool | None] = flag(N_("Is not a legal document"))
    signed_on: Mapped[date | None] = day(N_("Signed on"), needed_for=NEEDS_SIGNING)
    ended_on: Mapped[date | None] = day(N_("Ended on"))
    end_reason: Mapped[str | None] = long(N_("Reason of ending"))
    parties: Mapped[list[AgreementParty]] = relationship(lazy="raise", order_by="AgreementParty.id")
    obligations: Mapped[list[Obligation]] = relationship(lazy="raise", order_by="Obligation.place, Obligation.id")


class AgreementParty(Part):
    """Somebody who promises and signs, of the family's side or the service's."""

    __tablename__ = "agreement_party"
    root: ClassVar[str] = "agreement_id"
    root_kind: ClassVar[type[Root]] = Agreement
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[str] = choice(N_("Side"), "agreement_sides")
    person_id: Mapped[UUID | None] = reference(N_("Person"), "person")
    staff_id: Mapped[UUID | None] = reference(N_("Staff member"), "staff")
    name: Mapped[str | None] = text(N_("Name"))
    authority: Mapped[str | None] = text(N_("By what right"), size=300)
    address: Mapped[str | None] = text(N_("Address of who signs"), size=400)
    paper: Mapped[str | None] = text(N_("Document of who signs"), size=400)
    signature: Mapped[str | None] = choice(N_("Signature"), "signature_states")
    signed_on: Mapped[date | None] = day(N_("Signed on"))
    refusal: Mapped[str | None] = text(N_("Why it is not signed"), size=300)


class Obligation(Part):
    """One promise of one side, with its term and what became of it."""

    __tablename__ = "obligation"
    root: ClassVar[str] = "agreement_id"
    root_kind: ClassVar[type[Root]] = Agreement
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    side: Mapped[str] = choice(N_("Side"), "agreement_sides")
    words: Mapped[str] = text(N_("Obligation"), size=1000)
    person_id: Mapped[UUID | None] = reference(N_("Who of the family"), "person")
    responsible: Mapped[str | None] = text(N_("Responsible"))
    due_on: Mapped[date | None] = day(N_("Term"), this_century_or_last)
    state: Mapped[str | None] = choice(N_("Fulfilment"), "obligation_states")
    marked_on: Mapped[date | None] = day(N_("Marked on"))
    note: Mapped[str | None] = text(N_("Note"), size=500)
