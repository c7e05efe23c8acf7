"""What a reference in a form may point to: colleagues, agencies, the people of this family."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import Field
from desktop.services.desk import Desk


def full_name(member: Member) -> str:
    """Surname, given name, patronymic, as far as they are known."""
    values = member.person.values
    words = [str(values[key]) for key in ("surname", "given_name", "patronymic") if values[key]]
    return " ".join(words) or "?"


class References:
    """Candidates for references of a family's forms; `page` is asked each time, because people join."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None]) -> None:
        self._desk, self._page = desk, page

    def candidates(self, field: Field) -> tuple[tuple[UUID, str], ...]:
        """(id, name) of everything the field may point to."""
        match field.to:
            case "staff":
                return tuple(
                    (id_, name)
                    for id_, (name, _position) in sorted(self._desk.staff.items(), key=lambda s: s[1])
                )
            case "agency":
                return tuple((id_, name) for id_, name, _sphere in self._desk.agencies)
            case "person":
                page = self._page()
                return tuple((m.person.id, full_name(m)) for m in page.members) if page else ()
            case _:
                return ()

    def caption(self, field: Field, id_: UUID) -> str:
        """The name of what the field points to now."""
        return next((name for known, name in self.candidates(field) if known == id_), "")
