"""An opened office as the desk holds it: acts go one way, questions another, and everything is closed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from desktop.base.errors import CannotOpen
from desktop.base.messages import N_, message
from desktop.models.audit import Act, ActChange
from desktop.models.offices import DictionaryEntry, Office, UserSetting
from desktop.models.signed_in import Actor, OfficeView
from desktop.models.snapshots import Changed, Changes
from desktop.store.reading import Reader
from desktop.store.units import Moment, Reading, Unit, run_act

T = TypeVar("T")


class KeptOffice:
    """One office, opened: the engine for acts and the reader for everything else."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.reader = Reader(engine)
        self.view = self._view()

    def _view(self) -> OfficeView:
        with self.engine.connect() as connection:
            row = connection.execute(select(Office.__table__)).one_or_none()
        if row is None:
            raise CannotOpen(message(N_("There is no office in this database yet.")))
        return OfficeView(
            row.id, row.name, row.above or "", row.region_code, row.country, row.time_zone, row.demonstration,
            row.head or "", row.head_position or "", row.address or "", row.phone or "",
        )  # fmt: skip

    def read_view(self) -> None:
        """Read the office's own names again: after they were changed."""
        self.view = self._view()

    def act(
        self,
        actor: Actor,
        moment: Moment,
        label: str,
        act: Callable[[Unit], UUID | None],
        *,
        undoes: int | None = None,
        undoable: bool = True,
    ) -> Changes:
        """Run one act (see `units.run_act`)."""
        return run_act(self.engine, actor, self.view, moment, label, act, undoes=undoes, undoable=undoable)

    def read(self, actor: Actor, moment: Moment, question: Callable[[Reading], T], token: object = None) -> T:
        """Answer a question on a browsing connection; `token` names it to whoever may interrupt it.

        Raises:
            Cancelled: a newer question interrupted this one.
            Unavailable: the office cannot be reached.
        """
        with self.reader.reading(token) as connection:
            return question(Reading(connection, self.view, actor, moment.now, moment.today))

    def interrupt(self, token: object) -> None:
        """A newer question came: stop this one if it is being answered."""
        self.reader.interrupt(token)

    def interrupt_all(self) -> None:
        """The office is being left: no answer is waited for."""
        self.reader.interrupt_all()

    def captions(self, language: str) -> dict[tuple[str, str], str]:
        """What every code is called, in this language where somebody translated it."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(DictionaryEntry.__table__)).all()
        return {(r.dictionary, r.code): (r.captions or {}).get(language) or r.caption for r in rows}

    def choices(self, language: str) -> dict[str, tuple[tuple[str, str], ...]]:
        """What a person may choose in each dictionary, in its order; retired codes are kept but not offered."""
        entries = DictionaryEntry.__table__
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(entries)
                .where(entries.c.retired.is_(False), entries.c.removed.is_(False))
                .order_by(entries.c.dictionary, entries.c.place, entries.c.code)
            ).all()
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(row.dictionary, []).append((row.code, (row.captions or {}).get(language) or row.caption))
        return {dictionary: tuple(entries) for dictionary, entries in found.items()}

    def settings(self, staff: UUID) -> dict[str, Any]:
        """Everything this person arranged, by key: read once, pages ask for it while they are built."""
        with self.engine.connect() as connection:
            found = connection.execute(select(UserSetting.key, UserSetting.value).where(UserSetting.staff_id == staff))
            return {key: value for key, value in found}  # noqa: C416  rows are no pairs to dict()

    def keep_setting(self, staff: UUID, key: str, value: Any) -> None:
        """Keep an arrangement of columns or filters; it is nobody's history, so it is not an act."""
        with self.engine.execution_options(writes=True).begin() as connection:
            connection.execute(delete(UserSetting).where(UserSetting.staff_id == staff, UserSetting.key == key))
            connection.execute(insert(UserSetting).values(staff_id=staff, key=key, value=value))

    def last_act(self) -> int:
        """The number of the newest act."""
        with self.engine.connect() as connection:
            return connection.execute(select(Act.number).order_by(Act.number.desc()).limit(1)).scalar_one_or_none() or 0

    def acts_after(self, number: int) -> list[Changes]:
        """What colleagues did since, in order: the pages that show it read it again."""
        with self.engine.connect() as connection:
            acts = connection.execute(select(Act.__table__).where(Act.number > number).order_by(Act.number)).all()
            rows = connection.execute(
                select(ActChange.__table__)
                .where(ActChange.act > number, ActChange.what.in_(("added", "changed", "gone")))
                .order_by(ActChange.act, ActChange.place)
            ).all()
            members = _families_of_people(connection, {r.root_id for r in rows if r.root_kind in ("person", "bond")})
        found: dict[int, dict[UUID, Changed]] = {}
        for r in rows:
            families = (r.family_id,) if r.family_id else members.get(r.root_id, ())
            found.setdefault(r.act, {})[r.root_id] = Changed(r.root_kind, r.root_id, r.root_version, families)
        return [Changes(a.number, a.label, a.who, tuple(found.get(a.number, {}).values())) for a in acts]

    def close(self) -> None:
        """Give everything back; the office may be opened again."""
        self.reader.close()
        self.engine.dispose()


def _families_of_people(connection: Any, people: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    from desktop.models.families import Membership  # noqa: PLC0415  only when a person changed

    found: dict[UUID, tuple[UUID, ...]] = {}
    wanted = list(people)
    if wanted:
        for family, person in connection.execute(
            select(Membership.family_id, Membership.person_id).where(Membership.person_id.in_(wanted))
        ):
            found[person] = (*found.get(person, ()), family)
    return found
