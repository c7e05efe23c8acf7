"""What a dossier is made of: gathered by a service inside one unit of work, never kept after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_
from desktop.documents.change_map import ChangePrint
from desktop.documents.conflicts import ConflictPrint
from desktop.documents.genograms import GenogramPrint
from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement
from desktop.models.attachments import Attachment
from desktop.models.cases import Case
from desktop.models.closed_sections import ClosedPrint
from desktop.models.consents import Consent
from desktop.models.contacts import Contact
from desktop.models.documents import FigureBlock
from desktop.models.families import Family, Membership
from desktop.models.kinds import Reader
from desktop.models.needs import Goal
from desktop.models.offices import Office, Staff
from desktop.models.persons import Person
from desktop.models.plans import PlanVersion
from desktop.models.statements import StatementLine
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Alert, Visit
from desktop.rules.income import PerHead
from desktop.rules.names import Corrected
from desktop.rules.spine import Chain

Section = Literal[
    "family", "members", "case", "team", "spine", "agreements", "plan", "programmes", "consents", "help", "contacts", "map",
    "genogram", "conflicts", "changes", "visits", "statements", "files",
]  # fmt: skip
SECTIONS: Final[Mapping[Section, str]] = MappingProxyType(
    {
        "family": N_("About the family"),
        "members": N_("Members of the family"),
        "case": N_("Registration and course of the work"),
        "team": N_("Team and duties"),
        "spine": N_("From problem to result"),
        "agreements": N_("Agreements and fulfilment of obligations"),
        "plan": N_("Plan of work with the family"),
        "programmes": N_("Programmes and plans of development"),
        "consents": N_("Consents to process personal data"),
        "help": N_("Services and aid"),
        "contacts": N_("Contacts, calls and meetings"),
        "map": N_("Map of social connections"),
        "genogram": N_("Genogram"),
        "conflicts": N_("Conflict map"),
        "changes": N_("Map of changes"),
        "visits": N_("Visits to the family"),
        "statements": N_("Statements and sources"),
        "files": N_("List of documents"),
    }
)

USUAL: Final[frozenset[Section]] = frozenset(SECTIONS) - {"statements"}  # ticked unless somebody says otherwise


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household: the place in it, the person, and who that is to the child («mother»)."""

    membership: Membership
    person: Person
    kinship: str = ""


@dataclass(frozen=True, slots=True)
class DossierOptions:
    """What the person at the desk chose before printing."""

    sections: frozenset[Section] = USUAL
    language: str = "ru"
    purpose: str = ""  # «for the sitting of …», a line of the cover
    sitting_on: date | None = None
    copy: int = 1
    hidden_names: bool = False
    closed: frozenset[str] = frozenset()  # closed sections to print: a reason was recorded for each
    conditions: bool = False  # of people on the genogram: health, violence, prison
    corrected: Corrected = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DossierData:
    """Everything a dossier is made of, gathered inside one unit of work with all its parts loaded.

    Loaded must be: `family.addresses`; of each person `education`, `work`, `registrations`; `case.stages`,
    `case.team`; `parties` and `obligations` of agreements; `steps` and `participants` of plans; `participants`, `met`, `children`
    of visits. Visits come newest first. `kinship` is (who, word, to whom); `figures` are further drawings
    with captions of their own.
    """

    office: Office
    family: Family
    today: date
    reader: Reader
    case: Case | None = None
    members: tuple[Member, ...] = ()
    kinship: tuple[tuple[str, str, str], ...] = ()
    agreements: tuple[Agreement, ...] = ()
    plans: tuple[PlanVersion, ...] = ()  # every version of every plan, the current ones first
    goals: Mapping[UUID, Goal] = field(default_factory=dict)
    chain: Chain = field(default_factory=Chain)
    consents: tuple[Consent, ...] = ()
    services: tuple[ServiceGiven, ...] = ()
    aid: tuple[MaterialAid, ...] = ()
    contacts: tuple[Contact, ...] = ()
    map: FigureBlock | None = None
    map_drawn_on: date | None = None
    map_sentences: tuple[str, ...] = ()
    map_numbers: tuple[tuple[str, str], ...] = ()  # what is counted on the map, and how many
    figures: tuple[FigureBlock, ...] = ()
    genogram: GenogramPrint | None = None
    conflicts: tuple[ConflictPrint, ...] = ()
    changes: ChangePrint | None = None
    visits: tuple[Visit, ...] = ()
    alerts: tuple[Alert, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    closed: tuple[ClosedPrint, ...] = ()
    persons: Mapping[UUID, Person] = field(default_factory=dict)
    staff: Mapping[UUID, Staff] = field(default_factory=dict)
    agencies: Mapping[UUID, Agency] = field(default_factory=dict)
    income: PerHead | None = None  # average per head, as the card says it
    options: DossierOptions = DossierOptions()
