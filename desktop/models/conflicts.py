"""Conflict maps as they are kept: dated versions of one conflict, each with its parties, needs, relations, options.

`conflict` is the same in all versions of one conflict; `key` of a part is the same through its versions.
After Cornelius and Faire; Kovalev's scheme fills other fields of the same record (maps.md §3.5).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import choice, choices, day, flag, long, partial_day, reference, text, whole
from desktop.models.partial_dates import PartialDate


class ConflictMap(Root):
    """One dated version of the map of a conflict."""

    __tablename__ = "conflict_map"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    conflict: Mapped[UUID] = mapped_column(index=True)
    issue: Mapped[str] = text(N_("What it is about, in neutral words"), size=300)
    template: Mapped[str] = choice(N_("Scheme"), "conflict_templates")
    drawn_on: Mapped[date] = day(N_("Date of the map"), not_after_today)
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    told_by: Mapped[str | None] = text(N_("With whom it was drawn"), size=300)
    final: Mapped[bool] = flag(N_("Finished"))
    printed_on: Mapped[date | None] = day(N_("Printed on"))
    began_on: Mapped[PartialDate | None] = partial_day(N_("Began"), not_after_today)
    stage: Mapped[str | None] = choice(N_("Stage of the conflict"), "conflict_stages")
    intensity: Mapped[int | None] = whole(N_("Intensity, 0 to 10"))
    mediator_id: Mapped[UUID | None] = reference(N_("Mediator of the office"), "staff")
    mediator: Mapped[str | None] = text(N_("Mediator"), size=300)
    subject: Mapped[str | None] = long(N_("Subject of the conflict"))
    contradiction: Mapped[str | None] = long(N_("The contradiction"))
    outcome: Mapped[str | None] = long(N_("What came of it"))
    note: Mapped[str | None] = long(N_("Note"))
    parties: Mapped[list[ConflictParty]] = relationship(lazy="raise", order_by="ConflictParty.id")
    needs: Mapped[list[ConflictNeed]] = relationship(lazy="raise", order_by="ConflictNeed.place, ConflictNeed.id")
    relations: Mapped[list[ConflictRelation]] = relationship(lazy="raise", order_by="ConflictRelation.id")
    options: Mapped[list[ConflictOption]] = relationship(lazy="raise", order_by="ConflictOption.place, ConflictOption.id")
    agreements: Mapped[list[ConflictAgreement]] = relationship(lazy="raise", order_by="ConflictAgreement.id")
    readings: Mapped[list[ConflictReading]] = relationship(lazy="raise", order_by="ConflictReading.read_on, ConflictReading.id")


class _OfConflict(Part):
    __abstract__ = True
    root: ClassVar[str] = "conflict_map_id"
    root_kind: ClassVar[type[Root]] = ConflictMap
    conflict_map_id: Mapped[UUID] = mapped_column(ForeignKey("conflict_map.id"), index=True)
    key: Mapped[UUID]


class ConflictParty(_OfConflict):
    """A person, a group or an agency in the conflict or beside it; `joined_to`: in whose box it stands."""

    __tablename__ = "conflict_party"
    kind: Mapped[str] = choice(N_("Kind"), "node_kinds")
    name: Mapped[str] = text(N_("Name"))
    person_id: Mapped[UUID | None] = reference(N_("Person"), "person")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    role: Mapped[str] = choice(N_("Part in the conflict"), "conflict_roles")
    joined_to: Mapped[UUID | None]
    position: Mapped[str | None] = long(N_("Position: what this party demands"))
    state_before: Mapped[str | None] = long(N_("State at the beginning"))
    state_after: Mapped[str | None] = long(N_("State now"))
    x: Mapped[int | None] = whole(N_("Across, hundredths of a millimetre"))
    y: Mapped[int | None] = whole(N_("Down, hundredths of a millimetre"))
    pinned: Mapped[bool] = flag(N_("Pinned"))
    note: Mapped[str | None] = long(N_("Note"))


class ConflictNeed(_OfConflict):
    """A need or a fear of one party; `common` gathers those of several parties that are the same in other words."""

    __tablename__ = "conflict_need"
    party: Mapped[UUID]
    place: Mapped[int] = whole(N_("Order"))
    kind: Mapped[str] = choice(N_("Need or fear"), "conflict_need_kinds")
    words: Mapped[str] = text(N_("In their words"), size=500)
    common: Mapped[str | None] = text(N_("Common with others"), size=300)


class ConflictRelation(_OfConflict):
    """How two parties stand to each other."""

    __tablename__ = "conflict_relation"
    source: Mapped[UUID]
    target: Mapped[UUID]
    kind: Mapped[str] = choice(N_("Relation"), "conflict_relations")
    intensity: Mapped[int | None] = whole(N_("Intensity, 0 to 10"))
    note: Mapped[str | None] = text(N_("Note"), size=300)


class ConflictOption(_OfConflict):
    """A way out that somebody named, what became of it, and the step of the plan it turned into."""

    __tablename__ = "conflict_option"
    place: Mapped[int] = whole(N_("Order"))
    words: Mapped[str] = text(N_("Way out"), size=500)
    proposed_by: Mapped[str | None] = text(N_("Who proposed it"))
    state: Mapped[str] = choice(N_("State"), "option_states")
    decided_on: Mapped[date | None] = day(N_("Decided on"), not_after_today)
    who: Mapped[str | None] = text(N_("Who does it"))
    until: Mapped[date | None] = day(N_("By when"), this_century_or_last)
    step_id: Mapped[UUID | None] = reference(N_("Step of the plan"), "step")


class ConflictAgreement(_OfConflict):
    """What the parties agreed upon."""

    __tablename__ = "conflict_agreement"
    words: Mapped[str] = text(N_("What was agreed"), size=1000)
    parties: Mapped[tuple[str, ...]] = choices(N_("Who agreed"), "")
    until: Mapped[date | None] = day(N_("By when"), this_century_or_last)
    state: Mapped[str | None] = choice(N_("State"), "promise_states")


class ConflictReading(_OfConflict):
    """How strong the conflict was on a day: a point of its curve."""

    __tablename__ = "conflict_reading"
    read_on: Mapped[date] = day(N_("Date"), not_after_today)
    intensity: Mapped[int] = whole(N_("Intensity, 0 to 10"))
    note: Mapped[str | None] = text(N_("What happened"), size=300)
