"""Drawings kept in dated versions: a draft is rewritten in place, what is finished or printed stays as it was.

The map of connections, the genogram and the conflict map each say what their rows hold; when a version may still be
written, when a new one begins and what going to paper means is the same for all three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.store.map_versions import Parts, V, add_parts, rewrite, set_values
from desktop.store.units import Unit


class Drawn(Protocol):
    """What the value of a version says of itself."""

    @property
    def id(self) -> UUID:
        """Which version it is."""

    @property
    def family(self) -> UUID:
        """Whose it is."""

    @property
    def drawn_on(self) -> date:
        """The day it tells of."""

    @property
    def version(self) -> int:
        """The root's version when it was opened; 0: not saved yet."""

    @property
    def stage(self) -> str:
        """Draft, final or printed."""


def wanted_and_before(ids: Sequence[UUID], named: UUID | None) -> tuple[UUID | None, UUID | None]:
    """Of versions newest first, the one to open (the newest when none is named) and the one drawn before it.

    Before one that is not kept stands the newest.
    """
    wanted = named if named in ids else ids[0] if ids and named is None else None
    at = ids.index(wanted) + 1 if wanted is not None else 0
    return wanted, ids[at] if at < len(ids) else None


def save_version(
    unit: Unit,
    kind: type[V],
    data: Drawn,
    head: Mapping[str, object],
    parts: Parts,
    *,
    final: bool = False,
    may_go: Callable[[Any], bool] = lambda _part: True,
) -> V:
    """Keep a drawing: a draft is rewritten in place; beside a finished or printed version a new one begins.

    Raises:
        Conflict: somebody saved this version since it was opened.
        Rejected: the version was finished meanwhile.
    """
    if data.version and data.stage == "draft":
        row = unit.claim(kind, data.id, data.version)
        if row.final or row.printed_on:  # finished by an act that took no notice of this window
            raise Rejected(Finding((), message(N_("This version is finished meanwhile: open it again"))))
        set_values(row, {**head, "final": final})
        rewrite(unit, row, parts, may_go)
        return row
    id_ = data.id if data.stage == "draft" else unit.new_id()
    row = kind(id=id_, family_id=data.family, author_id=unit.actor.id, final=final, **head)
    unit.add(row)
    unit.session.flush()
    add_parts(unit, row, parts)
    return row


def day_kept(unit: Unit, kind: type[V], data: Drawn) -> date:
    """The day the drawing is kept under: a version begun beside a finished one is of today, unless another day was typed."""
    if data.stage == "draft":
        return data.drawn_on
    finished = unit.session.get(kind, data.id)
    return data.drawn_on if finished is not None and finished.drawn_on != data.drawn_on else unit.today


def went_to_paper(unit: Unit, row: V, day: date) -> UUID:
    """A claimed version is finished, keeps the day it was first printed, and has an author: who printed it, if nobody else."""
    row.final = True
    row.printed_on = row.printed_on or day
    row.author_id = row.author_id or unit.actor.id
    return row.id
