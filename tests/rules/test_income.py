"""Average income per head: everybody who lives here counts, what nobody asked about is no zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.family_page import Member, Minimum
from desktop.models.snapshots import Snapshot
from desktop.rules.income import per_head

TODAY = date(2026, 11, 22)


def member(number, *incomes, child=False, age=35, lives="permanently", till=None, **values):
    person = UUID(int=number)
    rows = [
        Snapshot("work", UUID(int=100 * number + place), 0, {"income_kind": "wage", "since": None, "till": None, **row})
        for place, row in enumerate(incomes)
    ]
    record = Snapshot("person", person, 1, {"occupation": None, **values}, {"work": {row.id: row for row in rows}})
    return Member(Snapshot("membership", person, 0, {"till": till, "lives": lives}), record, child, age)


def wage(amount, **more):
    return {"income": Decimal(amount), **more}


def minimum(amount, group="everybody", since=date(2026, 1, 1)):
    return Minimum("Приморский край", group, since, Decimal(amount))


def test_the_sum_is_shared_by_everybody_who_lives_here():
    mother = member(1, wage("20000"), wage("3000.10", income_kind="child_benefit"))
    found = per_head([mother, member(2, child=True, age=9), member(3, child=True, age=2)], TODAY)
    assert (found.amount, found.total, found.heads) == (Decimal("7666.70"), Decimal("23000.10"), 3)
    assert [source.kind for source in found.sources] == ["wage", "child_benefit"]
    assert found.whole


def test_who_left_lives_apart_or_died_is_not_counted():
    others = [
        member(2, wage("50000"), lives="not_living"), member(3, wage("50000"), till=date(2025, 1, 1)), member(4, died=object()),
    ]  # fmt: skip
    assert per_head([member(1, wage("10000")), *others], TODAY).amount == Decimal(10000)


def test_money_that_no_longer_comes_or_not_yet_is_left_out():
    rows = (wage("9000", till=date(2026, 11, 21)), wage("7000", since=date(2026, 12, 1)), wage("100", till=TODAY))
    assert per_head([member(1, *rows)], TODAY).total == Decimal(100)


def test_unknown_is_not_zero_and_those_nobody_asked_are_named():
    assert per_head([member(1), member(2, child=True)], TODAY) is None
    found = per_head([member(1, wage("10000")), member(2), member(3, child=True), member(4, occupation="studies")], TODAY)
    assert found.unknown == (UUID(int=2),)
    assert not found.whole


def test_a_zero_that_was_written_is_a_zero():
    found = per_head([member(1, wage("0"))], TODAY, [minimum("100")])
    assert (found.amount, found.below, found.whole) == (Decimal(0), True, True)


def test_the_newest_minimum_in_force_is_taken():
    minima = [
        minimum("13000", since=date(2025, 1, 1)), minimum("14000"), minimum("99000", since=date(2027, 1, 1)),
    ]  # fmt: skip
    found = per_head([member(1, wage("14000"))], TODAY, minima)
    assert (found.minimum, found.below) == (Decimal(14000), False)
    assert per_head([member(1, wage("13999.99"))], TODAY, minima).below


def test_without_one_for_everybody_the_groups_are_weighed():
    minima = [minimum("15000", "working_age"), minimum("12000", "children"), minimum("10000", "pensioners")]
    people = [member(1, wage("1"), occupation="works"), member(2, child=True, age=5), member(3, occupation="retired", age=70)]
    assert per_head(people, TODAY, minima).minimum == Decimal("12333.33")
    assert per_head(people, TODAY, minima[:2]).minimum is None


@given(
    st.lists(st.decimals(0, 10**7, places=2, allow_nan=False, allow_infinity=False), min_size=1, max_size=5),
    st.integers(0, 6),
)
def test_the_parts_make_the_whole(amounts, children):
    people = [member(1, *(wage(str(amount)) for amount in amounts))]
    people += [member(2 + n, child=True, age=3) for n in range(children)]
    found = per_head(people, TODAY)
    assert found.total == sum(amounts)
    assert abs(found.amount * found.heads - found.total) <= Decimal("0.005") * found.heads
