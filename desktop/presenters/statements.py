"""Statements about a family: read, put into words, compared side by side, accepted or rejected; marks of boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models import kinds
from desktop.models.definitions import FormDefinition, Placed, Section
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Field, fields_of
from desktop.models.kinds import Json
from desktop.models.snapshots import Changes, Snapshot
from desktop.models.statements import (
    ACCEPTED,
    STANDING,
    Matter,
    NewStatement,
    Said,
    Statement,
    has_value,
    kept_value,
    said_value,
)
from desktop.presenters.forms import FormDraft
from desktop.presenters.offers import References, full_name
from desktop.presenters.statement_marks import BoxOfCard, box_about, field_of
from desktop.services import statements
from desktop.services.desk import Desk

Tone = Literal["plain", "accent", "green", "amber", "red"]
Show = Literal["all", "disputed", "open"]
STATEMENT_FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in fields_of(Statement)}
VALUE: Final = "value"  # the box for a value in the form of a new statement
_TONES: Final[Mapping[str, Tone]] = {"accepted": "green", "open": "accent", "rejected": "red"}


@dataclass(frozen=True, slots=True)
class SaidWords:
    """One statement as a person reads it."""

    said: Said
    value: str  # what was said: the value in words, or the words themselves
    more: str  # words beside a value
    source: str  # who said it, by which method, when
    day: str
    method: str
    reliability: str
    access: str
    state: str
    tone: Tone
    denied: bool
    reason: str


class StatementWords:
    """Statements put into words; who is meant is asked of the page, because people join."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None]) -> None:
        self.desk, self._page = desk, page
        self._references = References(desk, page)

    def value(self, kind: str, name: str, kept: Json) -> str:
        """A value of a field in words; «it is empty» is an answer too."""
        field = field_of(kind, name)
        if field is None:
            return str(kept if kept is not None else "")
        try:
            value = said_value(field, {"is": kept})
        except ValueError:
            return str(kept)
        if isinstance(value, UUID):
            return self._references.caption(field, value) or _("not known here")
        return kinds.to_text(field, value, self.desk.reader)

    def said(self, said: Said, against: frozenset[UUID] = frozenset()) -> SaidWords:
        """One statement in words."""
        desk = self.desk
        value = self.value(said.subject_kind, said.field, said.value.get("is")) if has_value(said.value) else ""
        if has_value(said.value) and not value:
            value = _("there is none")
        day = said.said_on.strftime("%d.%m.%Y")
        method = desk.caption("statement_methods", said.method) if said.method else ""
        state = desk.caption("statement_states", said.state)
        return SaidWords(
            said, value or said.words, said.words if value else "",
            ", ".join(word for word in (said.said_by, method, day) if word), day, method,
            desk.caption("reliability", said.reliability) if said.reliability else "",
            desk.caption("access_levels", said.access) if said.access else "",
            state, _TONES.get(said.state, "plain"), said.id in against, said.reason,
        )  # fmt: skip

    def subject(self, matter: Matter) -> str:
        """Of whom: a name where it is about one person, nothing where it is about the family."""
        page = self._page()
        for member in page.members if page else ():
            if matter.subject in {member.person.id, member.membership.id}:
                return full_name(member)
        return ""

    def title(self, matter: Matter) -> str:
        """What it is about: «Phone», «Tamara Kravtsova: occupation», «everyday life»."""
        field = field_of(matter.subject_kind, matter.field)
        if field is not None:
            about = _(field.label)
        elif matter.sphere:
            about = self.desk.caption("life_spheres", matter.sphere)
        else:
            about = matter.field or _("The family's life")
        who = self.subject(matter)
        return f"{who}: {about}" if who else about[:1].upper() + about[1:]

    def column(self, matter: Matter) -> str:
        """What the card says now."""
        return self.value(matter.subject_kind, matter.field, matter.column) if matter.has_column else ""

    def outcome(self, matter: Matter) -> tuple[str, Tone]:
        """How the matter stands, in a word."""
        if matter.disputed:
            return _("contradict each other"), "amber"
        if waiting := len(matter.open):
            return ngettext("{n} not considered", "{n} not considered", waiting).format(n=waiting), "accent"
        if any(said.state == ACCEPTED for said in matter.statements):
            return _("accepted"), "green"
        return _("settled"), "plain"


class Sources:
    """Everything said about a family: the page and the dialogs of statements ask and act through this."""

    def __init__(
        self,
        desk: Desk,
        family: UUID,
        page: Callable[[], FamilyPage | None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.desk, self.family, self._failed = desk, family, failed
        self.words = StatementWords(desk, page)
        self.page = page
        self.owner = Owner()
        self.matters: tuple[Matter, ...] = ()

    def load(self, done: Callable[[], None]) -> None:
        """Read what was said, as far as the person at the desk may read it."""

        def arrived(matters: tuple[Matter, ...]) -> None:
            self.matters = matters
            done()

        self.desk.open(lambda r: statements.matters_of(r, self.family), arrived, self._failed, self.owner)

    def load_field(self, kind: str, subject: UUID, field: str, done: Callable[[Matter], None]) -> None:
        """What was said about one field."""
        self.desk.open(
            lambda r: statements.matter_of(r, self.family, kind, subject, field),
            done,
            self._failed,
            self.owner,
        )

    def shown(self, show: Show, sphere: str, about: str) -> tuple[Matter, ...]:
        """The matters that are asked for: disputed or not considered only, of one sphere, about one subject or field."""
        found = (m for m in self.matters if not sphere or m.sphere == sphere)
        found = (m for m in found if not about or about in (str(m.subject), f"{m.subject}.{m.field}"))
        wanted: Mapping[Show, Callable[[Matter], bool]] = {
            "all": lambda _m: True,
            "disputed": lambda m: m.disputed,
            "open": lambda m: bool(m.open) or m.disputed,
        }
        return tuple(m for m in found if wanted[show](m))

    def count(self) -> int:
        """How many matters wait for a person's decision."""
        return sum(matter.disputed or bool(matter.open) for matter in self.matters)

    def subjects(self) -> tuple[tuple[str, str], ...]:
        """(key, caption) of the fields and spheres that something was said about, for the filter."""
        return tuple(
            (f"{m.subject}.{m.field}", self.words.title(m)) for m in sorted(self.matters, key=self.words.title) if m.field
        )

    def whom(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of the family and of everybody in it."""
        page = self.page()
        members = [(str(m.person.id), full_name(m)) for m in page.members] if page else []
        return ((str(self.family), _("the whole family")), *members)

    def boxes_about(self, whose: str) -> dict[str, tuple[str, BoxOfCard]]:
        """The fields of the cards of the family or of one person: caption and box by a key for choosing."""
        page = self.page()
        if page is None:
            return {}
        cards: list[tuple[str, Snapshot]] = []
        if whose == str(self.family):
            cards = [("family_card", page.family), *([("case_card", page.case)] if page.case else [])]
        else:
            member = next((m for m in page.members if str(m.person.id) == whose), None)
            if member is not None:
                cards = [("child_card" if member.child else "person_card", member.person)]
        found: dict[str, tuple[str, BoxOfCard]] = {}
        for form, record in cards:
            for placed in self.desk.form(form).placed():
                if (box := box_about(record.kind, record.id, placed)) is not None:
                    found.setdefault(f"{record.id}.{placed.key}", (_(placed.field.label), box))
        return found

    # Acts

    def add(self, new: NewStatement, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Write down what somebody said."""
        self.desk.act(
            N_("A statement was written down"),
            lambda unit: statements.add_statement(unit, new),
            done,
            failed,
            self.owner,
        )

    def accept(self, said: Said, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Put it onto the card, with the reason."""
        self.desk.act(
            N_("A statement was accepted"),
            lambda unit: statements.accept_statement(unit, said.id, said.version, reason), done, failed, self.owner,
        )  # fmt: skip

    def reject(self, said: Said, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """It is not believed, with the reason."""
        self.desk.act(
            N_("A statement was rejected"),
            lambda unit: statements.reject_statement(unit, said.id, said.version, reason), done, failed, self.owner,
        )  # fmt: skip

    def reopen(self, said: Said, done: Callable[[Changes], None]) -> None:
        """It has to be looked at again."""
        self.desk.act(
            N_("A statement is considered again"),
            lambda unit: statements.reopen_statement(unit, said.id, said.version), done, self._failed, self.owner,
        )  # fmt: skip

    def remove(self, said: Said, done: Callable[[Changes], None]) -> None:
        """It was written by mistake."""
        self.desk.act(
            N_("A statement was removed"),
            lambda unit: statements.remove_statement(unit, said.id, said.version), done, self._failed, self.owner,
        )  # fmt: skip

    def close(self) -> None:
        """Nobody looks any more."""
        self.owner.close()


# A new statement


def statement_form(placed: Placed | None) -> FormDefinition:
    """The form of a new statement: the value in the field's own editor, or the sphere, then who said it."""
    what: list[Placed] = []
    if placed is not None:
        own = replace(placed.field, key=VALUE, needed_for=frozenset())
        what.append(replace(placed, field=own, span=2, new_line=False, read_only=False, show_when=None))
    else:
        what.append(Placed(STATEMENT_FIELDS["sphere"], span=2))
    words = Placed(STATEMENT_FIELDS["words"], span=2, hint=_("As it was said, as far as it matters"))
    source = [
        Placed(STATEMENT_FIELDS[key]) for key in ("said_by", "said_on", "method", "reliability", "access", "contradicts_id")
    ]
    return FormDefinition(
        "statement_new",
        1,
        N_("A statement"),
        (
            Section(N_("What was said"), (*what, words)),
            Section(N_("Source"), tuple(source)),
        ),
    )


class NewStatementDraft:
    """A statement being written: what it is about, and the form it is typed into."""

    def __init__(
        self,
        sources: Sources,
        kind: str,
        subject: UUID,
        field: str = "",
        placed: Placed | None = None,
        said: str = "",
    ) -> None:
        self.sources, self.kind, self.subject, self.field = sources, kind, subject, field
        desk = sources.desk
        self.form = FormDraft(
            statement_form(placed if field else None), None, desk.reader, new_id=desk.new_id,
            office_country=desk.office.country,
        )  # fmt: skip
        self.form.set_value(("said_on",), desk.today)
        if said:
            self.form.set_value(("words",), said)

    def opposable(self) -> tuple[tuple[UUID, str], ...]:
        """Statements that this one may contradict."""
        words = self.sources.words
        return tuple(
            (one.id, f"{words.said(one).value[:80]} ({one.said_by})")
            for matter in self.sources.matters
            for one in matter.statements
            if one.state in STANDING and (not self.field or (matter.subject, matter.field) == (self.subject, self.field))
        )

    def save(self, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> bool:
        """Write it down; False when something typed is not understood: it is said beside its box."""
        if self.form.try_saving():
            return False
        snapshot = self.form.to_snapshot()
        values = {key: value for key, value in snapshot.values.items() if key != VALUE}
        value = snapshot.values.get(VALUE)
        kept = kept_value(value) if self.field and value not in (None, ()) else {}
        self.sources.add(NewStatement(self.sources.family, self.kind, self.subject, self.field, values, kept), done, failed)
        return True
