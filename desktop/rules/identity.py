"""Which of somebody's documents proves who they are, which of their addresses stands in a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

T = TypeVar("T")
# the document that proves identity comes first, a child's certificate of birth after it
PAPERS: Final = (
    "ru_passport", "kg_passport", "ua_id_card", "ua_passport", "kg_old_passport", "foreign_passport", "residence_permit",
    "refugee_certificate", "temporary_permit", "birth_certificate",
)  # fmt: skip
ADDRESSES: Final = ("registration", "stay", "living")


def chosen(found: Iterable[tuple[T, str, date | None]], order: Sequence[str], today: date) -> T | None:
    """The first in this order that is still in force; `found`: (what, its kind, valid till)."""
    standing = [
        (order.index(kind), what) for what, kind, till in found if kind in order and not (till is not None and till < today)
    ]
    return min(standing, key=lambda one: one[0])[1] if standing else None
