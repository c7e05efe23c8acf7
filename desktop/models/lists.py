"""What lists and searches hand to the window: rows, filters, counts, hits. Plain values, no session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

ENDED = ("closed", "transferred", "refused")  # statuses of a case nobody works on any more
IN_WORK, MINE = "in_work", "mine"  # stand for several statuses, and for whoever is at the desk
FilterKey = Literal[
    "status",
    "district",
    "curator",
    "grounds_group",
    "risk",
    "stage",
    "pathway",
    "young",
    "overdue",
    "no_agreement",
    "alerts",
]
FILTER_KEYS: tuple[FilterKey, ...] = (
    "status", "district", "curator", "grounds_group", "risk", "stage", "pathway", "young", "overdue",
    "no_agreement", "alerts",
)  # fmt: skip
SortKey = Literal[
    "number", "family", "children", "group", "risk", "stages", "curator", "next_visit", "seen", "status",
    "district", "agreement", "opened",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which families a list shows: every condition has to be met, a condition by any of its codes."""

    conditions: Mapping[FilterKey, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""

    def having(self, key: FilterKey, *codes: str) -> ListFilter:
        """The same filter with this condition; without codes it is taken out."""
        kept = {k: v for k, v in self.conditions.items() if k != key}
        return replace(self, conditions={**kept, key: codes} if codes else kept)

    def saying(self, text: str) -> ListFilter:
        """The same filter with other words to look for."""
        return replace(self, text=text.strip())

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return not self.conditions and not self.text

    def to_json(self) -> dict[str, Any]:
        """As it is kept among somebody's settings."""
        return {"conditions": {key: list(codes) for key, codes in self.conditions.items()}, "text": self.text}

    @classmethod
    def from_json(cls, kept: Any) -> ListFilter:
        """Read what `to_json` wrote; what a newer program knows and this one does not is left out."""
        if not isinstance(kept, Mapping):
            return cls()
        conditions = kept.get("conditions")
        read: dict[FilterKey, tuple[str, ...]] = {}
        for key in FILTER_KEYS:
            codes = conditions.get(key) if isinstance(conditions, Mapping) else None
            if isinstance(codes, list) and codes and all(isinstance(code, str) for code in codes):
                read[key] = tuple(codes)
        text = kept.get("text")
        return cls(read, text if isinstance(text, str) else "")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One row of the list of families."""

    id: UUID
    number: str
    name: str
    children: int
    youngest_born: int | None  # year
    status: str
    grounds_group: str
    risk: str
    stages: tuple[str, ...]
    curator_id: UUID | None
    curator: str
    district: str
    address: str
    opened_on: date | None
    next_visit_on: date | None
    children_seen_on: date | None  # the child who was not seen for longest
    agreement_till: date | None
    alerts: int
    pathway: str | None = None  # of the newest case, and its edition
    pathway_version: int | None = None


@dataclass(frozen=True, slots=True)
class FamilyIds:
    """Ids in the asked order, sixteen bytes each, and what the words looked for were understood as."""

    packed: bytes
    children: int  # in all these families
    understood: str = ""  # the same keys in the other layout, when only they found something

    def __len__(self) -> int:
        return len(self.packed) // 16


@dataclass(frozen=True, slots=True)
class FamilyCounts:
    """Numbers above the list."""

    in_work: int
    total: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to filter by in this office: districts as written, curators with their ids."""

    districts: tuple[str, ...]
    curators: tuple[tuple[str, str], ...]
    pathways: tuple[tuple[str, int], ...] = ()  # (key, version) that cases of this office follow


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that was found."""

    kind: str  # family, person, agency
    record: UUID
    family_id: UUID | None  # the page to open
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found, and how the line was read if not as typed."""

    line: str
    hits: tuple[SearchHit, ...]
    understood: str = ""
    more: bool = False  # there are more than are shown


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """Which signals the journal shows: undecided or urgent without an answer only, one's own, of a period."""

    only_open: bool = True
    only_urgent: bool = False
    handed_to: UUID | None = None
    since: datetime | None = None  # received not before
    till: datetime | None = None  # received before
