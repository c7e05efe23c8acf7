"""What a definition file says, as values: forms, journals, pathways, dictionaries, country profiles.

Text becomes these values in `definitions`; rules, presenters, documents and the store hand them on.
They know no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from desktop.models.fields import Field, Value

Path = tuple[str, ...]  # ("born",) or, in a row, ("phones", "<id>", "phone")
Mark = Literal["", "known", "proposed"]  # [K], [I]: not published as an official form: prints «sample of the institution»
Scope = Literal["family", "office"]
About = Literal["family", "child", "person"]  # whom a sheet is about


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown only while another field of the same record has one of these values."""

    field: str
    among: tuple[Value, ...]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether it is so now; of several chosen codes one is enough."""
        value = values.get(self.field)
        if isinstance(value, tuple):
            return any(one in self.among for one in value)
        return any(value == one and type(value) is type(one) for one in self.among)


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact and its place in a section: `span` columns wide, perhaps at the start of a line."""

    field: Field
    span: int = 1
    new_line: bool = False
    read_only: bool = False
    hint: str = ""
    unit: str = ""
    buttons: bool = False  # a choice whose answers are all seen as buttons
    danger: bool = False  # a question whose «yes» is bad news
    show_when: Condition | None = None
    points: Mapping[str, int] | None = None  # code of the answer → what it adds to a score
    texts: Mapping[str, str] | None = None  # code of the answer → what it means, shown while choosing
    prefill: str = ""  # where the card answers this question: `family.phone`

    @property
    def key(self) -> str:
        """The field's own key."""
        return self.field.key


@dataclass(frozen=True, slots=True)
class Rows:
    """A list inside a record: phones, documents, obligations. `columns` are those of the small table."""

    key: str
    kind: str  # the table of the part, or of the questionnaire's own rows
    label: str
    fields: tuple[Placed, ...]
    columns: tuple[str, ...]
    at_least: int = 0  # rows needed for printing
    show_when: Condition | None = None
    prefill: str = ""  # whose rows the card has: members, children, adults

    def field(self, key: str) -> Field | None:
        """The field of a row by its key."""
        return next((placed.field for placed in self.fields if placed.key == key), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in reading order."""

    title: str
    items: tuple[Placed | Rows, ...]
    columns: int = 2
    note: str = ""
    show_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """From so many points on it is this code."""

    at_least: int
    code: str


@dataclass(frozen=True, slots=True)
class Score:
    """A sum of numbers and of the points of answers; `levels` name what it means."""

    key: str
    label: str
    of: tuple[str, ...]
    levels: tuple[Level, ...] = ()
    dictionary: str = ""  # of the codes of `levels`


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A card of described columns of `root`, or without a `root` a questionnaire with its own fields."""

    key: str
    version: int
    title: str
    sections: tuple[Section, ...]
    root: str = ""
    scores: tuple[Score, ...] = ()
    basis: str = ""  # the document that asks for this form
    mark: Mark = ""
    about: About = "family"
    group: str = ""  # heading in the list of questionnaires to fill
    countries: tuple[str, ...] = ()  # where it is offered; empty: everywhere
    order: str = ""  # of an official form: the order that approved it
    redaction: str = ""  # and the day of its text
    closed: bool = False  # answers are opened only with a reason
    signatures: tuple[str, ...] = ()  # who signs, in order
    approved_by: str = ""  # who approves: a block at the head of the first page
    number: str = ""  # pattern of the number given on signing: `{year}-{number:03}`

    @property
    def is_questionnaire(self) -> bool:
        """Whether it asks its own questions: its answers are sheets."""
        return not self.root

    @property
    def record_kind(self) -> str:
        """What a Snapshot of this form calls itself: `person`, `form:needs_triangle@3`."""
        return self.root or f"form:{self.key}@{self.version}"

    @property
    def is_sample(self) -> bool:
        """Whether the print says «sample of the institution»: no official form of it was published."""
        return bool(self.mark)

    def placed(self) -> Iterator[Placed]:
        """Every fact of the record itself, in reading order."""
        return (item for section in self.sections for item in section.items if isinstance(item, Placed))

    def lists(self) -> Iterator[Rows]:
        """Every list of rows, in reading order."""
        return (item for section in self.sections for item in section.items if isinstance(item, Rows))

    def field(self, path: Path) -> Field | None:
        """The field that a path names, of the record or of one of its rows."""
        if len(path) == 1:
            return next((placed.field for placed in self.placed() if placed.key == path[0]), None)
        rows = self.rows(path[0])
        return rows.field(path[-1]) if rows and len(path) == 3 else None

    def rows(self, key: str) -> Rows | None:
        """The list with this key."""
        return next((rows for rows in self.lists() if rows.key == key), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A code, what it is called, and what it is called in other languages."""

    code: str
    caption: str
    captions: Mapping[str, str]

    def said(self, language: str) -> str:
        """The caption in that language, or the Russian one where there is none."""
        return self.captions.get(language) or self.caption


@dataclass(frozen=True, slots=True)
class DictionaryFile:
    """A shipped or an office's own dictionary."""

    key: str
    version: int
    title: str
    entries: tuple[Entry, ...]
    basis: str = ""  # the document that its codes come from
    mark: Mark = ""

    def caption(self, code: str, language: str = "ru") -> str:
        """What the code is called; a code nobody knows is shown as it is."""
        return next((entry.said(language) for entry in self.entries if entry.code == code), code)


@dataclass(frozen=True, slots=True)
class Span:
    """From so many to so many, either end may be open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its code in the dictionary `stages`, what it usually leaves and how long it lasts."""

    code: str
    caption: str
    short: str
    documents: tuple[str, ...] = ()  # codes of what is expected: agreement kinds, forms, maps
    usual_days: Span = Span()
    about: str = ""
    roles: tuple[str, ...] = ()  # codes of `team_roles`: who takes part
    coordinator: str = ""  # the role that leads the stage


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the office watches: soft ones warn and ask for a reason, none stops a person."""

    code: str
    number: int
    caption: str
    source: str = ""
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Pathway:
    """How a case goes: stages that overlap and recur, rhythm of visits, limits, roles, who decides."""

    key: str
    version: int
    title: str
    stages: tuple[Stage, ...]
    patronage: str = ""  # code of the dictionary `patronage_kinds`
    months: Span = Span()
    visit_every_days: int | None = None
    visit_every_days_at_risk: Mapping[str, int] | None = None  # level of risk → days
    observation_months: int | None = None
    limits: tuple[Limit, ...] = ()
    team_roles: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    basis: str = ""

    def stage(self, code: str) -> Stage | None:
        """The stage with this code."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def limit(self, code: str) -> int | None:
        """The number of this limit, or None when the pathway does not watch it."""
        return next((limit.number for limit in self.limits if limit.code == code), None)


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs by country: numbers of people, papers, money, phones, languages, words for the grounds."""

    key: str
    version: int
    title: str
    country: str
    identity_kind: str  # a rule of `rules.numbers`: snils, kg_pin, ua_rnokpp
    identity_label: str
    documents: tuple[str, ...]
    currency: str
    currency_sign: str
    phone_prefix: str
    phone_digits: int
    languages: tuple[str, ...]
    commissions: tuple[str, ...] = ()
    captions: Mapping[str, Mapping[str, str]] | None = None  # dictionary → code → the country's own word
    pathway: str = ""  # under which a case is usually opened there


@dataclass(frozen=True, slots=True)
class JournalColumn:
    """A column of a journal; several sources are joined.

    Fields of the record, of its parts (`parts:members.person_id`), of what it points to (`family_id.phone`), or derived
    facts (`@household`).
    """

    caption: str  # empty: the label of the first field
    of: tuple[str, ...]
    width: float = 1.0


Wanted = tuple[str, ...] | bool  # of a filter: one of these codes; yes or no; something is written or nothing is


@dataclass(frozen=True, slots=True)
class Journal:
    """Records of one kind as the office keeps them: which, filled by which form, shown and printed in which columns."""

    key: str
    version: int
    title: str
    root: str
    columns: tuple[JournalColumn, ...]
    form: str = ""  # empty: lines of records that are written elsewhere
    scope: Scope = "office"
    section: str = ""  # of the family's page
    group: str = "journals"
    place: int = 0
    new: str = ""
    day: str = ""  # the field that orders, is filtered by period and dates a line of the chronology
    summary: tuple[str, ...] = ()
    number: str = ""
    numbered: bool = False
    basis: str = ""
    mark: Mark = ""
    defaults: Mapping[str, Value] = field(default_factory=dict)  # typed; "@me", "@today", "@now" as they are written
    tab: str = ""  # what its tab on the family's page says; without it the title
    filter: tuple[Mapping[str, Wanted], ...] = ()  # a record stands in the journal when all of one of these hold

    @property
    def is_sample(self) -> bool:
        """Whether the print says «sample of the institution»."""
        return bool(self.mark)


DefinitionValue = FormDefinition | Journal | Pathway | DictionaryFile | Profile


@dataclass(frozen=True, slots=True)
class InstalledRow:
    """A definition as it stands in the office: which, whose, since when."""

    id: UUID
    kind: str
    key: str
    version: int
    title: str
    shipped: bool
    installed_at: datetime
    newest: bool = True
    who: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a dictionary as it stands in the office."""

    id: UUID
    version: int
    dictionary: str
    code: str
    caption: str
    captions: Mapping[str, str]
    own: bool
    retired: bool
