"""What the office asks of its list of families: order, rows, numbers. Nothing here is an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from desktop.models.lists import FamilyCounts, FamilyIds, FamilyRow, ListFilter, Offered, SortKey
from desktop.rules.search import other_layout
from desktop.store import lists
from desktop.store.units import Reading


def family_ids(reading: Reading, sort: SortKey, wanted: ListFilter, *, descending: bool = False) -> FamilyIds:
    """What passes the filter, in order; words typed in the wrong keyboard layout are understood too."""
    found = lists.family_ids(reading, sort, wanted, descending=descending)
    if found.packed or not wanted.text or (other := other_layout(wanted.text)) == wanted.text:
        return found
    again = lists.family_ids(reading, sort, wanted.saying(other), descending=descending)
    return replace(again, understood=other) if again.packed else found


def family_rows(reading: Reading, ids: Sequence[bytes]) -> dict[bytes, FamilyRow]:
    """One page of the list."""
    return lists.family_rows(reading, ids)


def passing(reading: Reading, ids: Iterable[UUID], wanted: ListFilter) -> set[UUID]:
    """Which of these families belong into the list as it is filtered now."""
    return lists.passing(reading, ids, wanted)


def numbers(reading: Reading, saved: Sequence[ListFilter]) -> tuple[FamilyCounts, tuple[int, ...]]:
    """The numbers above the list, and how many families each saved filter would show."""
    return lists.family_counts(reading), tuple(lists.count(reading, one) for one in saved)


def offered(reading: Reading) -> Offered:
    """Districts and curators to filter by."""
    return lists.offered(reading)
