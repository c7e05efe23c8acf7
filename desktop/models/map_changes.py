"""What was edited between two versions of a map: one value for social maps, genograms and conflict maps.

Rules find the changes, presenters say them in words, figures draw them; each needs to know only this value, so one
page compares all three kinds of map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

ChangeKind = Literal["new", "lost", "stronger", "weaker", "moved", "renamed", "changed"]
# The order in which they are read: what came and went first, how the drawing was shifted last.
KINDS: Final[tuple[ChangeKind, ...]] = ("new", "lost", "stronger", "weaker", "renamed", "changed", "moved")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: something came, went, or one field of it has another value.

    `what` is the kind of thing: "node", "tie", "group", "heading" on a social map; other maps have theirs. `id` is
    the thing's id as the earlier version has it (the later version's for what is new), of the heading the
    earlier map's. For "new" and "lost" `field` is empty and `after` or `before` is the whole thing as a value; else
    `field` names the one field and both sides hold its values.
    """

    kind: ChangeKind
    what: str
    id: UUID
    field: str = ""
    before: object = None
    after: object = None
