"""What a reference in a form may point to: colleagues, agencies, the people of this family, goals, steps, carers.

What can be listed is listed; people and families of the whole office are found by typing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.models.definitions import FormDefinition
from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import Field
from desktop.models.journals import Candidates, Pieces
from desktop.models.lists import SearchAnswer
from desktop.models.snapshots import Snapshot
from desktop.services import records
from desktop.services.desk import Desk
from desktop.services.searching import find

Offer = tuple[UUID, str]
SEARCHED: Final = frozenset({"person", "family"})
_LEAST: Final = 2  # letters before anything is looked for


def full_name(member: Member) -> str:
    """Surname, given name, patronymic, as far as they are known."""
    values = member.person.values
    words = [str(values[key]) for key in ("surname", "given_name", "patronymic") if values[key]]
    return " ".join(words) or "?"


class References:
    """Candidates for references of forms; `page` is asked each time, because people join.

    A page of the office has no family: there `prepare` reads what the form of a record may point to.
    """

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None]) -> None:
        self._desk, self._page = desk, page
        self._listed: Candidates = {}
        self._called: dict[UUID, str] = {}

    def candidates(self, field: Field) -> tuple[Offer, ...]:
        """(id, name) of everything the field may point to, as far as it can be listed."""
        page = self._page()
        match field.to:
            case "staff":
                return tuple((id_, name) for id_, (name, _position) in sorted(self._desk.staff.items(), key=lambda s: s[1]))
            case "agency":
                return tuple((id_, name) for id_, name, _sphere in self._desk.agencies)
            case "person" if page:
                return tuple((m.person.id, full_name(m)) for m in page.members)
            case _:
                listed = page.candidates.get(field.to) if page else None
                return self._in_words(listed if listed is not None else self._listed.get(field.to, ()))

    def caption(self, field: Field, id_: UUID) -> str:
        """The name of what the field points to now."""
        known = next((name for known, name in self.candidates(field) if known == id_), "")
        return known or self._called.get(id_, "")

    def searches(self, field: Field) -> bool:
        """Whether more than is listed can be found by typing."""
        return field.to in SEARCHED

    def search(self, field: Field, text: str, done: Callable[[Sequence[Offer]], None], owner: Owner) -> None:
        """People or families of the whole office that these letters find."""
        if len(text.strip()) < _LEAST:
            done(())
            return

        def found(answer: SearchAnswer) -> None:
            hits = [(hit.record, _named(hit.title, hit.detail)) for hit in answer.hits if hit.kind == field.to]
            self._called.update(hits)
            done(hits)

        self._desk.browse(lambda reading: find(reading, text), found, lambda _error: done(()), owner, f"offers-{field.to}")

    def prepare(
        self, form: FormDefinition, record: Snapshot, family: UUID | None, done: Callable[[], None],
        failed: Callable[[Exception], None], owner: Owner,
    ) -> None:  # fmt: skip
        """Read what a form may point to and what it points to now, then go on: nothing is read while somebody types."""
        kinds, wanted = records.kinds_of(form), _pointed_to(form, record)
        if not wanted and self._page() is not None:
            done()
            return

        def arrived(read: tuple[Candidates, dict[UUID, Pieces]]) -> None:
            self._listed = read[0]
            self._called.update({id_: records.words(pieces, self._desk.reader) for id_, pieces in read[1].items()})
            done()

        self._desk.open(
            lambda reading: (records.candidates(reading, family, kinds), records.called(reading, wanted)),
            arrived, failed, owner,
        )  # fmt: skip

    def _in_words(self, listed: Iterable[tuple[UUID, Pieces]]) -> tuple[Offer, ...]:
        reader = self._desk.reader
        return tuple((id_, records.words(pieces, reader) or "?") for id_, pieces in listed)


def _named(title: str, detail: str) -> str:
    return f"{title}, {detail}" if detail else title


def _pointed_to(form: FormDefinition, record: Snapshot) -> dict[str, set[UUID]]:
    """Ids that stand in references of the record and of its rows, by kind."""
    found: dict[str, set[UUID]] = {}
    for placed in form.placed():
        value = record.values.get(placed.key)
        if placed.field.kind == "reference" and isinstance(value, UUID):
            found.setdefault(placed.field.to, set()).add(value)
    for rows in form.lists():
        for part in record.parts.get(rows.key, {}).values():
            for placed in rows.fields:
                value = part.values.get(placed.key)
                if placed.field.kind == "reference" and isinstance(value, UUID):
                    found.setdefault(placed.field.to, set()).add(value)
    return found
