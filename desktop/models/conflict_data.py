"""The map of a conflict as a value: drawn, counted, compared and edited without a database or a toolkit.

Places are millimetres, the middle of the box of a party, the issue in the middle at (0, 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.models.map_data import NodeKind, Place, Staged
from desktop.models.partial_dates import PartialDate

Template = Literal["cornelius", "kovalev"]
Phase = Literal["", "latent", "tension", "open", "escalation", "stalemate", "easing", "settled"]
PartyRole = Literal["side", "ally", "institution", "mediator", "witness"]
NeedKind = Literal["need", "fear"]
RelationKind = Literal["alliance", "tension", "dispute", "break"]
OptionState = Literal["proposed", "discussed", "agreed", "refused", "done"]
PromiseState = Literal["", "promised", "kept", "partly", "not_kept"]


@dataclass(frozen=True, slots=True)
class Party:
    """A person, a group or an agency; `ref` is the same person or agency in the card."""

    id: UUID
    name: str
    kind: NodeKind = "person"
    ref: UUID | None = None
    role: PartyRole = "side"
    joined_to: UUID | None = None  # needs coincide: stands in the box of that party
    position: str = ""
    state_before: str = ""
    state_after: str = ""
    place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A need or a fear of a party, in their words; `common`: the words that several parties share."""

    id: UUID
    party: UUID
    kind: NeedKind
    words: str
    common: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How two parties stand to each other; intensity 0 to 10."""

    id: UUID
    source: UUID
    target: UUID
    kind: RelationKind = "tension"
    intensity: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A way out, and the step of the plan it became."""

    id: UUID
    words: str
    proposed_by: str = ""
    state: OptionState = "proposed"
    decided_on: date | None = None
    who: str = ""
    until: date | None = None
    step: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What parties agreed upon; `parties`: their ids."""

    id: UUID
    words: str
    parties: tuple[UUID, ...] = ()
    until: date | None = None
    state: PromiseState = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How strong the conflict was on a day, 0 to 10."""

    id: UUID
    on: date
    intensity: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConflictData(Staged):
    """One dated version of the map of one conflict."""

    id: UUID
    family: UUID
    conflict: UUID  # the same through all versions
    issue: str
    drawn_on: date
    template: Template = "cornelius"
    parties: tuple[Party, ...] = ()
    needs: tuple[Need, ...] = ()  # of all parties, in the order they are listed
    relations: tuple[Relation, ...] = ()
    options: tuple[Option, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    readings: tuple[Reading, ...] = ()
    began_on: PartialDate | None = None
    phase: Phase = ""
    intensity: int | None = None
    mediator: str = ""
    mediator_id: UUID | None = None
    subject: str = ""
    contradiction: str = ""
    outcome: str = ""
    told_by: str = ""
    note: str = ""
    final: bool = False
    printed_on: date | None = None
    version: int = 0  # the root's version when it was opened; 0: not saved yet

    def party(self, id_: UUID) -> Party | None:
        """The party with this id, if it is on the map."""
        return next((p for p in self.parties if p.id == id_), None)


@dataclass(frozen=True, slots=True)
class ConflictVersion(Staged):
    """A dated version of one conflict in a list."""

    id: UUID
    version: int
    conflict: UUID
    issue: str
    drawn_on: date
    final: bool
    printed_on: date | None
    author: str
    phase: Phase
    intensity: int | None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict of a family: its newest version, and how many there are."""

    newest: ConflictVersion
    versions: int


@dataclass(frozen=True, slots=True)
class StepMark:
    """What became of the step that an option turned into; `current`: it stands in a plan that is in work."""

    step: UUID
    words: str
    mark: str
    marked_on: date | None
    due_on: date | None
    current: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How strong the conflict was on a day; `version`: the map of that day says it, else somebody noted it."""

    on: date
    intensity: int
    phase: Phase = ""
    version: bool = False
    note: str = ""
