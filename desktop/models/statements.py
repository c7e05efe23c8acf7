"""Statements with sources: the method demands that what different people say is compared, not overwritten (S002, 3)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today
from desktop.models.fields import choice, day, document, long, reference, text


class Statement(Root):
    """Who said what about which field or sphere, how and when; the column of the card holds the accepted value."""

    __tablename__ = "statement"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    field: Mapped[str | None] = mapped_column(String(60))
    sphere: Mapped[str | None] = choice(N_("Sphere of the family's life"), "life_spheres")
    value: Mapped[Any] = document(N_("Value"))
    words: Mapped[str | None] = long(N_("In words"))
    sheet_id: Mapped[UUID | None] = reference(N_("Said in the form"), "answer_sheet")
    said_by: Mapped[str] = text(N_("Who said it"))
    method: Mapped[str | None] = choice(N_("Method"), "statement_methods")
    said_on: Mapped[date] = day(N_("When"), not_after_today)
    reliability: Mapped[str | None] = choice(N_("Reliability"), "reliability")
    contradicts_id: Mapped[UUID | None] = reference(N_("Contradicts"), "statement")
    access: Mapped[str | None] = choice(N_("Access"), "access_levels")
    state: Mapped[str] = choice(N_("State"), "statement_states")
    reason: Mapped[str | None] = long(N_("Why it was accepted"))
