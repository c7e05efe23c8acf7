"""What every paper about one family has: its head, its foot, the privacy pass, and the words of a sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from desktop.base.messages import _, speaking
from desktop.documents.dossier_data import DossierData, Member
from desktop.documents.facts import day, initials_of, joined, name_of, value
from desktop.documents.privacy import concealed, hidden_names
from desktop.models.documents import Block, Document, Paragraph, Run, Signature
from desktop.models.persons import Person
from desktop.rules.identity import ADDRESSES, PAPERS, chosen
from desktop.rules.names import of_family


def paper(
    data: DossierData, title: Callable[[], str], blocks: Callable[[], Iterable[Block]], *, number: str = "",
    made_on: date | None = None,
) -> Document:  # fmt: skip
    """The paper in the language that was chosen; `title` and `blocks` are asked while that language is spoken."""
    options = data.options
    with speaking(options.language):
        document = Document(
            title=title(),
            number=number or data.family.number or "",
            made_on=made_on or data.today,
            language=options.language,
            office=tuple(line for line in (data.office.above, data.office.name) if line),
            blocks=tuple(blocks()),
            confidential=_("Confidential. Copy No. {copy}").format(copy=options.copy),
            demonstration=data.office.demonstration,
        )
        return concealed(document, hidden_names(data.persons.values()) if options.hidden_names else ())


def family_words(data: DossierData) -> str:
    """The family's name as it stands after «family of»."""
    russian = data.options.language == "ru"
    return of_family(data.family.name, data.options.corrected) if russian else data.family.name


def sample(basis: str) -> Paragraph:
    """The line that says whose form it is: none of these was read in the text of a law."""
    return Paragraph((Run(_("Sample of the institution. Basis: {basis}.").format(basis=basis), italic=True, tone="soft"),))


def person_name(data: DossierData, id_: UUID | None, *, full: bool = False) -> str:
    """Somebody of the family, or nothing."""
    person = data.persons.get(id_) if id_ else None
    return name_of(person) if full else initials_of(person)


def member_of(data: DossierData, person: UUID | None) -> Member | None:
    """The place of a person in the household."""
    return next((member for member in data.members if member.person.id == person), None)


def place_in_family(data: DossierData, person: UUID | None) -> str:
    """«Mother», «child»: what stands before the line to sign on."""
    member = member_of(data, person)
    if member is None:
        return ""
    words = member.kinship or data.reader.caption("household_roles", member.membership.role or "")
    return words[:1].upper() + words[1:]


def head_signature(data: DossierData) -> Signature:
    """The line of the head of the office."""
    return Signature(data.office.head_position or _("Head of the office"), data.office.head or "")


def paper_of(person: Person, data: DossierData) -> str:
    """The document that proves who it is, in one line; empty when none is known."""
    row = chosen(((d, d.kind, d.valid_till) for d in person.documents), PAPERS, data.today)
    if row is None:
        return ""
    words = joined(value(row, "kind", data.reader), row.series or "", row.number or "", by=" ")
    issued = joined(row.issued_by or "", day(row.issued_on))
    return joined(words, _("issued: {by}").format(by=issued) if issued else "")


def address_of(person: Person, data: DossierData) -> str:
    """Where somebody is registered, else lives, else where the family lives."""
    own = chosen(((a, a.kind, a.till) for a in person.addresses), ADDRESSES, data.today)
    home = chosen(((a, a.kind, a.till) for a in data.family.addresses), ADDRESSES, data.today)
    return own.address if own else home.address if home else ""
