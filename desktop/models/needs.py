"""Problems, strengths and goals: the spine from what troubles a family to what was done about it.

A goal answers a problem, a step of a plan serves a goal, services and visits name the step: the map of changes and the
indicators read this chain, so nobody types the same fact twice.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import NEEDS_PRINTING, choice, day, flag, long, reference, text, whole
from desktop.models.marks import degree


class Problem(Root):
    """A difficulty by the code of the practice: whose it is, how grave, since when, where it stands (S004, 004-04)."""

    __tablename__ = "problem"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    code: Mapped[str | None] = choice(N_("Problem"), "problems", needed_for=NEEDS_PRINTING)
    words: Mapped[str | None] = long(N_("In words"))
    person_id: Mapped[UUID | None] = reference(N_("Whose problem"), "person")
    degree: Mapped[int | None] = whole(N_("Degree, 0 to 3"), degree)
    since: Mapped[date | None] = day(N_("Since"), not_after_today)
    state: Mapped[str | None] = choice(N_("State"), "problem_states")
    solved_on: Mapped[date | None] = day(N_("Solved on"), not_after_today)
    note: Mapped[str | None] = long(N_("Note"))


class Strength(Root):
    """What the family can rely on; a resource that is known and not used yet is an ally to be won (S002, 002-12b)."""

    __tablename__ = "strength"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    words: Mapped[str] = text(N_("Strength, achievement, resource"), size=500)
    kind: Mapped[str | None] = choice(N_("Kind of resource"), "strength_kinds")
    person_id: Mapped[UUID | None] = reference(N_("Whose resource"), "person")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    used: Mapped[bool | None] = flag(N_("Used already"))
    noticed_on: Mapped[date | None] = day(N_("Noticed on"), not_after_today)
    note: Mapped[str | None] = long(N_("Note"))


class Goal(Root):
    """What is to become different, by when, and what it became (the goal table of forms.md §2.13)."""

    __tablename__ = "goal"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    problem_id: Mapped[UUID | None] = reference(N_("Problem"), "problem")
    person_id: Mapped[UUID | None] = reference(N_("Whose goal"), "person")
    words: Mapped[str] = text(N_("Goal"), size=1000)
    chosen_on: Mapped[date | None] = day(N_("Chosen on"), not_after_today)
    expected: Mapped[str | None] = long(N_("Expected result"))
    realistic: Mapped[bool | None] = flag(N_("Realistic for the family"))
    control_on: Mapped[date | None] = day(N_("Control on"), this_century_or_last)
    state: Mapped[str | None] = choice(N_("State"), "goal_states")
    actual: Mapped[str | None] = long(N_("Actual result"))
    reached_on: Mapped[date | None] = day(N_("Reached on"), not_after_today)
