"""Who cares for a child besides the parents: carers and contact families, placements, stays in an institution."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import a_phone, not_after_today, not_negative, this_century_or_last
from desktop.models.fields import choice, choices, day, flag, long, moment, reference, text, whole


class Carer(Root):
    """A patronage carer, a foster or a contact family of the register (S001; S002 F; S004, 004-18).

    Three powers over a ward are asked of each carer and have no default: the source is ambiguous about them.
    """

    __tablename__ = "carer"
    number: Mapped[str | None] = text(N_("Number in the register"), size=40, index=True)
    kind: Mapped[str] = choice(N_("Kind of carer"), "carer_kinds")
    name: Mapped[str] = text(N_("Name, surname of the family"), size=300)
    person_id: Mapped[UUID | None] = reference(N_("Person of the card"), "person")
    helper: Mapped[str | None] = text(N_("Voluntary helper"), size=300)
    address: Mapped[str | None] = text(N_("Address"), size=400)
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
    state: Mapped[str | None] = choice(N_("State"), "carer_states")
    registered_on: Mapped[date | None] = day(N_("Registered on"), not_after_today)
    trained_on: Mapped[date | None] = day(N_("Trained on"), not_after_today)
    left_on: Mapped[date | None] = day(N_("Left the register on"), not_after_today)
    own_children: Mapped[int | None] = whole(N_("Own children"), not_negative)
    most_wards: Mapped[int | None] = whole(N_("At most wards at a time"), not_negative)
    wishes: Mapped[str | None] = long(N_("Whom they can take"))
    experience: Mapped[str | None] = long(N_("Experience, what they overcame"))
    principles: Mapped[bool | None] = flag(N_("Knows the principles: no judging, no obliging"))
    may_property: Mapped[bool | None] = flag(N_("May decide on property of the ward"))
    may_court: Mapped[bool | None] = flag(N_("May represent the ward in court"))
    may_travel: Mapped[bool | None] = flag(N_("May decide on the ward's departure abroad"))
    coordinator_id: Mapped[UUID | None] = reference(N_("Coordinator"), "staff")
    note: Mapped[str | None] = long(N_("Note"))


class Placement(Root):
    """A child with a carer, or a family with its contact family: preparing, moving, ending, support afterwards (S001)."""

    __tablename__ = "placement"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    carer_id: Mapped[UUID] = reference(N_("Carer, contact family"), "carer")
    child_id: Mapped[UUID | None] = reference(N_("Child"), "person")
    kind: Mapped[str | None] = choice(N_("Kind of placement"), "placement_kinds")
    state: Mapped[str | None] = choice(N_("State"), "placement_states")
    reasons: Mapped[tuple[str, ...]] = choices(N_("Why it is needed"), "placement_reasons")
    basis: Mapped[str | None] = text(N_("Decision, date, number"), size=300)
    matched_on: Mapped[date | None] = day(N_("Matched on"), not_after_today)
    matched_why: Mapped[str | None] = long(N_("Why this carer"))
    prepared: Mapped[str | None] = long(N_("How the child was prepared"))
    since: Mapped[date | None] = day(N_("Since"), this_century_or_last)
    due_on: Mapped[date | None] = day(N_("Expected till"), this_century_or_last)
    rights_parents: Mapped[str | None] = long(N_("What the parents decide"))
    rights_carer: Mapped[str | None] = long(N_("What the carer decides"))
    rights_guardianship: Mapped[str | None] = long(N_("What the guardianship body decides"))
    rights_ward: Mapped[str | None] = long(N_("What the ward decides"))
    contact_with_parents: Mapped[str | None] = long(N_("Contact with parents and relatives"))
    override_reason: Mapped[str | None] = text(N_("Why above the limit of wards"), size=500)
    moving: Mapped[str | None] = long(N_("How the child is prepared to move"))
    till: Mapped[date | None] = day(N_("Till"), this_century_or_last)
    ended: Mapped[str | None] = choice(N_("How the placement ended"), "placement_endings")
    address_after: Mapped[str | None] = text(N_("Address afterwards"), size=400)
    support_after: Mapped[str | None] = long(N_("Support afterwards"))
    support_till: Mapped[date | None] = day(N_("Support till"), this_century_or_last)
    child_opinion: Mapped[str | None] = long(N_("The child's own opinion"))
    meetings: Mapped[list[PlacementMeeting]] = relationship(lazy="raise", order_by="PlacementMeeting.id")


class PlacementMeeting(Part):
    """A visit or meeting of a carer with a ward, of a contact family with a family; never evidence against the family."""

    __tablename__ = "placement_meeting"
    root: ClassVar[str] = "placement_id"
    root_kind: ClassVar[type[Root]] = Placement
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"), index=True)
    held_on: Mapped[date] = day(N_("Date of the meeting"), not_after_today)
    kind: Mapped[str | None] = choice(N_("Kind of meeting"), "meeting_kinds")
    who: Mapped[str | None] = text(N_("Who took part"), size=300)
    words: Mapped[str | None] = text(N_("What was done"), size=1000)


class InstitutionStay(Root):
    """A child admitted to a specialised institution and where the child went from there (forms.md §2.6)."""

    __tablename__ = "institution_stay"
    number: Mapped[str | None] = text(N_("Number in the journal"), size=40, index=True)
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    person_id: Mapped[UUID | None] = reference(N_("Child"), "person")
    child_name: Mapped[str | None] = text(N_("Child, in words"), size=300)
    admitted_at: Mapped[datetime] = moment(N_("Admitted"), not_after_today, index=True)
    reported_by: Mapped[str | None] = text(N_("Who reported, number of the report"), size=300)
    brought_by: Mapped[str | None] = text(N_("Who brought the child"), size=300)
    circumstances: Mapped[str | None] = long(N_("Circumstances of admission"))
    mother: Mapped[str | None] = text(N_("Mother, where she is"), size=300)
    father: Mapped[str | None] = text(N_("Father, where he is"), size=300)
    address: Mapped[str | None] = text(N_("Address"), size=400)
    placed_as: Mapped[str | None] = choice(N_("Form of placement"), "placement_endings")
    address_after: Mapped[str | None] = text(N_("Address afterwards"), size=400)
    placed_on: Mapped[date | None] = day(N_("Placed on"), not_after_today)
    note: Mapped[str | None] = long(N_("Note"))
