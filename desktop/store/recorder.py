"""Remembering: what a flush changes is collected, and written as the last statements before commit.

Number order is commit order: the number is taken under a lock as last + 1, never from a sequence, so whoever reads
«after number n» misses nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from desktop.models.audit import Act, ActChange
from desktop.models.base import Entity, Part, Root
from desktop.models.fields import Field
from desktop.models.kinds import to_json
from desktop.models.signed_in import Actor
from desktop.models.snapshots import Changed, Changes
from desktop.rules.sheets import answer_changes
from desktop.store import lines, search_index

CHAIN_LOCK = 0x4F504F5241  # the advisory lock of the chain on PostgreSQL
What = Literal["added", "changed", "gone", "opened", "made"]


@dataclass
class _RowChange:
    what: What
    kind: str
    row_id: UUID
    root_kind: str
    root_id: UUID
    family_id: UUID | None
    fields: dict[str, list[Any]]


@dataclass
class Recorder:
    """Collects the changes of one act."""

    actor: Actor
    label: str
    now: datetime
    today: date
    undoes: int | None = None
    undoable: bool = True
    claimed: dict[UUID, Root] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    loaded: set[UUID] = field(default_factory=set)  # families whose lines a bulk load wrote itself
    number: int = 0
    _rows: dict[tuple[str, UUID], _RowChange] = field(default_factory=dict)
    _families: dict[UUID, tuple[UUID, ...]] = field(default_factory=dict)

    def before_flush(self, session: Session, _context: object, _instances: object) -> None:
        """Note what is about to be written; stamp the roots so that their versions rise.

        Raises:
            LookupError: a part is changed without its root claimed: a bug.
        """
        added, gone = list(session.new), list(session.deleted)
        changed = [row for row in session.dirty if session.is_modified(row)]
        for what, rows in (("added", added), ("gone", gone), ("changed", changed)):
            for row in rows:
                if isinstance(row, Entity):
                    self._note(what, row)  # type: ignore[arg-type]

    def _note(self, what: What, row: Entity) -> None:
        root_id: UUID = getattr(row, row.root) if isinstance(row, Part) else row.id
        root = self.claimed.get(root_id)
        if root is None:
            raise LookupError(f"{type(row).__name__} changed without claiming its root")
        state = inspect(root)
        if state.persistent:
            root.changed_at = self.now
            flag_modified(root, "changed_at")
        fields = _changed_fields(what, row)
        if not fields and what == "changed":
            return
        key = (row.__tablename__, row.id)
        before = self._rows.get(key)
        if before is not None and before.what == "added":
            before.fields.update({name: [None, pair[1]] for name, pair in fields.items()})
        elif before is not None and what == "changed":
            for name, pair in fields.items():
                before.fields[name] = [before.fields.get(name, pair)[0], pair[1]]
        else:
            self._rows[key] = _RowChange(what, row.__tablename__, row.id, root.__tablename__, root.id, _family_of(root), fields)

    def note(self, what: What, root: Root, **fields: Any) -> None:
        """Remember something that changes no row: a card was opened, a file was made."""
        self._rows[what, root.id] = _RowChange(
            what, root.__tablename__, root.id, root.__tablename__, root.id, _family_of(root), fields
        )

    def changed_rows(self) -> dict[str, list[UUID]]:
        """What this act has changed so far, by kind; of statements also what it added."""
        found: dict[str, list[UUID]] = {}
        for row in self._rows.values():
            if row.what in ("changed", "gone") or (row.what == "added" and row.kind == "statement"):
                found.setdefault(row.kind, []).append(row.row_id)
        return found

    def write(self, session: Session) -> None:
        """Bring lists and search up to date, then write the act and its changes into the chain."""
        if not self._rows and not self.summary:
            return
        touched = {row.root_id: row.root_kind for row in self._rows.values() if row.what not in ("opened", "made")}
        if session.get_bind().dialect.name == "postgresql":  # lists and the chain are written one act at a time
            session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
        self._families = lines.families_of(session, self._rows_by_root())
        if touched:
            families = {family for found in self._families.values() for family in found} - self.loaded
            lines.refresh(session, families, self.today)
            search_index.refresh(session, touched, families)
        self._chain(session)

    def _rows_by_root(self) -> dict[UUID, Root]:
        ids = {row.root_id for row in self._rows.values()}
        return {id_: root for id_, root in self.claimed.items() if id_ in ids}

    def _chain(self, session: Session) -> None:
        last = session.execute(select(Act.number, Act.hash).order_by(Act.number.desc()).limit(1)).one_or_none()
        self.number, previous = (last.number + 1, last.hash) if last else (1, "")
        changes = [
            ActChange(
                act=self.number, place=place, what=row.what, kind=row.kind, row_id=row.row_id, root_kind=row.root_kind,
                root_id=row.root_id, family_id=row.family_id, root_version=self._version(row.root_id), fields=row.fields,
            )
            for place, row in enumerate(self._rows.values())
        ]  # fmt: skip
        act = Act(
            number=self.number, at=self.now, who_id=self.actor.id, who=self.actor.name, label=self.label,
            undoes=self.undoes, undoable=self.undoable, summary=self.summary, previous=previous, hash="",
        )  # fmt: skip
        act.hash = digest(act, changes)
        session.add(act)
        session.flush()
        session.add_all(changes)
        session.flush()
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("select pg_notify('opora', :number)"), {"number": str(self.number)})

    def _version(self, root: UUID) -> int:
        claimed = self.claimed.get(root)
        return claimed.row_version if claimed is not None else 0

    def changes(self, result: UUID | None) -> Changes:
        """What the act did, for telling the pages; called after commit."""
        roots = {
            row.root_id: Changed(row.root_kind, row.root_id, self._version(row.root_id), self._families.get(row.root_id, ()))
            for row in self._rows.values()
            if row.what not in ("opened", "made")
        }
        return Changes(self.number, self.label, self.actor.name, tuple(roots.values()), result)


def _changed_fields(what: What, row: Entity) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for attr in row.__mapper__.column_attrs:
        described: Field | None = attr.columns[0].info.get("field")
        if described is None and not _remembered(row, attr.key, attr.columns[0]):
            continue
        history = inspect(row).attrs[attr.key].history
        concealed = described is not None and described.kind == "document" and getattr(row, "closed", None) is True
        if described is not None and (described.closed or concealed):
            if history.has_changes():
                found[attr.key] = ["*", "*"]
            continue
        before = None if what == "added" else _one(history.deleted or (history.unchanged if what == "gone" else ()))
        after = None if what == "gone" else _one(history.added)
        if what == "changed" and not history.has_changes():
            continue
        if attr.key == "answers" and (before or after):
            found[attr.key] = answer_changes(before, after)
        elif before is not None or after is not None:
            found[attr.key] = [to_json(before), to_json(after)]
    return found


def _remembered(row: Entity, key: str, column: Any) -> bool:
    """Columns that nobody reads in the journal but taking an act back needs: marks of a root, the frame of a part."""
    if isinstance(row, Part):
        return key not in ("id", row.root) and column.type.python_type in (int, bool, str, UUID)
    return key in ("removed", "current")


def _one(values: Any) -> Any:
    return values[0] if values else None


def _family_of(root: Root) -> UUID | None:
    return root.id if root.__tablename__ == "family" else getattr(root, "family_id", None)


def digest(act: Act, changes: list[ActChange]) -> str:
    """The hash that chains the act to the one before it, over everything the record says of it."""
    body = [
        act.number, act.previous, act.at.isoformat(), str(act.who_id), act.who, act.label, act.undoes, act.undoable, act.summary,
        [[c.what, c.kind, c.row_id.hex, c.root_kind, c.root_id.hex, c.family_id and c.family_id.hex, c.root_version, c.fields]
         for c in changes],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def first_broken_link(session: Session) -> int | None:
    """The number of the first act that was altered, or after which one is missing; None when the chain is whole."""
    previous, expected = "", 1
    changes: dict[int, list[ActChange]] = {}
    for change in session.scalars(select(ActChange).order_by(ActChange.act, ActChange.place)):
        changes.setdefault(change.act, []).append(change)
    for act in session.scalars(select(Act).order_by(Act.number)):
        if act.number != expected or act.previous != previous or act.hash != digest(act, changes.pop(act.number, [])):
            return act.number
        previous, expected = act.hash, expected + 1
    return min(changes, default=None)
