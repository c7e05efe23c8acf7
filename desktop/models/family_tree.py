"""A family tree of another program as a value, before anybody decided what of it comes into the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from desktop.base.messages import Message
from desktop.models.kin_data import KinParent, KinTwins, KinUnion
from desktop.models.map_data import Sex
from desktop.models.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class TreePerson:
    """Somebody of the tree; `note` holds what the file knew and the card has no field for."""

    id: UUID
    key: str  # what the file calls them
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    former_names: str = ""
    sex: Sex = "unknown"
    born: PartialDate | None = None
    birth_place: str = ""
    died: PartialDate | None = None
    dead: bool = False  # said to be dead, perhaps without a date
    note: str = ""

    @property
    def name(self) -> str:
        """Surname, given name, patronymic."""
        return " ".join(word for word in (self.surname, self.given_name, self.patronymic) if word)


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """Everybody of a file once, with unions and all sets of parents; and what of the file was not understood."""

    people: tuple[TreePerson, ...] = ()
    unions: tuple[KinUnion, ...] = ()
    parents: tuple[KinParent, ...] = ()
    twins: tuple[KinTwins, ...] = ()
    not_understood: tuple[Message, ...] = field(default=())
