"""One act, one session, one transaction, one record of who did it.

Nobody below the desk commits. A root is claimed before it is changed: locked, and proven to be as the form saw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from desktop.base.errors import Rejected, Unavailable
from desktop.base.files import refusal
from desktop.base.messages import N_, Finding, message
from desktop.models.audit import Act, ActChange
from desktop.models.base import Entity, Part, Root
from desktop.models.signed_in import Actor, OfficeView
from desktop.models.snapshots import Changes, Conflict, take
from desktop.store import settling
from desktop.store.engines import translated
from desktop.store.recorder import Recorder

R = TypeVar("R", bound=Root)
P = TypeVar("P", bound=Part)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """When an act happens and how it makes identities; given by the desk, never read from a clock here."""

    now: datetime
    today: date
    new_id: Callable[[], UUID]


@dataclass
class Reading:
    """Looking without changing: what lists, cards and prints are gathered with."""

    connection: Connection
    office: OfficeView
    actor: Actor
    now: datetime
    today: date


@dataclass
class Unit:
    """One act under way."""

    session: Session
    actor: Actor
    office: OfficeView
    moment: Moment
    recorder: Recorder
    _later: list[Callable[[], None]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The moment of the act, UTC."""
        return self.moment.now

    @property
    def today(self) -> date:
        """The office's day of the act."""
        return self.moment.today

    def new_id(self) -> UUID:
        """An identity for a new row."""
        return self.moment.new_id()

    @property
    def reading(self) -> Reading:
        """The same transaction, for selects."""
        return Reading(self.session.connection(), self.office, self.actor, self.now, self.today)

    def get(self, kind: type[R], id_: UUID, *loads: ORMOption) -> R:
        """A root for looking at, not for changing.

        Raises:
            Rejected: it is not there.
        """
        entity = self.session.get(kind, id_, options=loads)
        if entity is None:
            raise Rejected(Finding((), message(N_("The record is no longer there"))))
        return entity

    def claim(self, kind: type[R], id_: UUID, version: int | None) -> R:
        """The root with its parts, locked and proven to be as the form saw it.

        `version` None takes it as it stands: for acts that change what no form shows (the next deadline of a case).

        Raises:
            Conflict: somebody saved it since, carries how it stands now; or removed it, carries None.
        """
        parts = [selectinload(getattr(kind, r.key)) for r in kind.__mapper__.relationships if r.uselist]
        # not the key: a colleague's visit that only points to this root does not wait, and nobody deadlocks on it
        lock = {"key_share": True}
        entity = self.session.get(kind, id_, with_for_update=lock, populate_existing=True, options=parts)
        if entity is None:
            raise Conflict(None)
        if version is not None and entity.row_version != version:
            raise Conflict(None if entity.removed else take(entity), *self._last_act(id_))
        self.recorder.claimed[id_] = entity
        return entity

    def claim_all(self, wanted: Iterable[tuple[type[Root], UUID, int | None]]) -> dict[UUID, Root]:
        """Several roots in the order of their ids: two acts that want the same ones never wait for each other."""
        return {id_: self.claim(kind, id_, version) for kind, id_, version in sorted(wanted, key=lambda w: w[1])}

    def add(self, entity: Entity) -> None:
        """A new root, or a new part of a claimed one."""
        if isinstance(entity, Root):
            entity.office_id = self.office.id
            entity.changed_at = self.now
            entity.removed = bool(entity.removed)
            self.recorder.claimed[entity.id] = entity
        self.session.add(entity)

    def delete_part(self, part: Part) -> None:
        """Take a part away; its root has to be claimed."""
        self.session.delete(part)

    def at_the_end(self, work: Callable[[], None]) -> None:
        """Work after the act's own statements and before the record: numbers are taken so that a failed act takes none."""
        self._later.append(work)

    def finish(self) -> None:
        """Statements that were typed over are closed, numbers are taken, then the record of the act is written."""
        self.session.flush()
        settling.settle(self.session, self.recorder.claimed, self.recorder.changed_rows())
        for work in self._later:
            work()
        self.session.flush()
        self.recorder.write(self.session)

    def _last_act(self, root: UUID) -> tuple[str, str]:
        found = self.session.execute(
            select(Act.who, Act.label)
            .join(ActChange, ActChange.act == Act.number)
            .where(ActChange.root_id == root, ActChange.what.in_(("added", "changed", "gone")))
            .order_by(Act.number.desc())
            .limit(1)
        ).one_or_none()
        return (found.who, found.label) if found else ("", "")


def run_act(
    engine: Engine,
    actor: Actor,
    office: OfficeView,
    moment: Moment,
    label: str,
    act: Callable[[Unit], UUID | None],
    *,
    undoes: int | None = None,
    undoable: bool = True,
) -> Changes:
    """Run one act in one transaction and say what it changed.

    Raises:
        Rejected, Conflict: the act refused; nothing was written.
        Unavailable: the database could not be reached or written; nothing was written.
    """
    recorder = Recorder(actor, label, moment.now, moment.today, undoes=undoes, undoable=undoable)
    with (
        _faults_in_words(),
        Session(engine.execution_options(writes=True), expire_on_commit=False) as session,
    ):
        unit = Unit(session, actor, office, moment, recorder)
        event.listen(session, "before_flush", recorder.before_flush)
        result = act(unit)
        unit.finish()
        session.commit()
    return recorder.changes(result)


@contextmanager
def _faults_in_words() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise Unavailable(message(N_("The computer refused: {reason}."), reason=refusal(error))) from error
