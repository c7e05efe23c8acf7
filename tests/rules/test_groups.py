"""Who belongs to a group on a day, and how often each came."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.rules.groups import Belonging, Held, attendance, members_on, share

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def test_who_belongs_on_a_day_counts_the_first_and_the_last_day_and_nobody_twice():
    members = (
        Belonging(A, date(2026, 3, 1), date(2026, 3, 10)), Belonging(B, None, date(2026, 3, 5)), Belonging(C, date(2026, 4, 1)),
        Belonging(A, date(2026, 3, 8)),
    )  # fmt: skip
    assert members_on(date(2026, 3, 1), members) == (A, B)
    assert members_on(date(2026, 3, 10), members) == (A,)
    assert members_on(date(2026, 4, 2), members) == (C, A)


def test_attendance_counts_only_what_was_ticked_and_names_guests_last():
    sessions = (
        Held(UUID(int=11), date(2026, 3, 1), {A: True, B: False}),
        Held(UUID(int=12), date(2026, 3, 8), {A: None, B: True, C: True}),
    )
    lines = attendance((Belonging(B), Belonging(A)), sessions)
    assert [(line.person, line.came, line.of) for line in lines] == [(B, 1, 2), (A, 1, 1), (C, 1, 1)]
    assert lines[2].marks == (None, True)


def test_a_share_of_nothing_is_not_a_number():
    assert share(0, 0) is None
    assert share(2, 3) == 67
