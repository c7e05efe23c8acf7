"""An agreement with a family on paper, ready to be signed by both sides.

It is read aloud at the family's table, so it is written in sentences and in the family's order: what for,
who promises what, by when, how it may be ended. Unless the office says otherwise it states that it is not a
legal document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _, speaking
from desktop.documents.dossier_data import DossierData
from desktop.documents.dossier_work import agreement_title, fulfilment, obligations
from desktop.documents.facts import day, full_name, initials_of, joined, label, name_of, period, value
from desktop.documents.papers import family_words, sample
from desktop.documents.plans import plan_title, steps_table
from desktop.documents.privacy import concealed, hidden_names
from desktop.models.agreements import Agreement, AgreementParty, Obligation
from desktop.models.documents import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Words,
)
from desktop.models.offices import Staff
from desktop.models.persons import Person
from desktop.rules.names import Sex, in_case

_TEXTS = ("purpose", "family_intentions", "service_intentions")
_SERVICES = ("programme", "services", "payment")
_AFTER = ("rules", "confidentiality", "ending_rules")
_BASIS: Final = {
    "bilateral": N_("technology of social patronage, stage 1"),
    "contract": N_("technology of social patronage, stage 5"),
    "cooperation": N_("model of family support of SOS Children's Villages"),
    "service": N_("model contract of social services, annex 1 to order No. 874n of 10.11.2014"),
}


def agreement_document(agreement: Agreement, data: DossierData) -> Document:
    """The agreement as a document; of the data only office, family, persons, staff, captions, options count.

    `parties` and `obligations` of the agreement must be loaded.
    """
    options = data.options
    with speaking(options.language):
        title = agreement_title(agreement, data)
        document = Document(
            title=title,
            number=agreement.number or "",
            made_on=agreement.made_on or data.today,
            language=options.language,
            office=tuple(line for line in (data.office.above, data.office.name) if line),
            blocks=tuple(_blocks(agreement, data)),
            confidential=_("Confidential. Copy No. {copy}").format(copy=options.copy),
            demonstration=data.office.demonstration,
        )
        return concealed(document, hidden_names(data.persons.values()) if options.hidden_names else ())


def _blocks(agreement: Agreement, data: DossierData) -> Iterator[Block]:
    yield Cover((_("family of {name}").format(name=family_words(data)),))
    if agreement.place or agreement.route:
        facts = (("place", agreement.place), ("route", agreement.route))
        yield KeyValues(tuple(KeyValue(label(Agreement, k), value(agreement, k, data.reader)) for k, said in facts if said))
    yield Paragraph(_preamble(agreement, data))
    for key in _TEXTS:
        yield from _text(agreement, key, data)
    if directions := value(agreement, "directions", data.reader):
        yield Heading(label(Agreement, "directions"), 2)
        yield Paragraph(directions)
    for side, title in (("family", _("The family undertakes")), ("service", _("The service undertakes"))):
        promised = [each for each in agreement.obligations if each.side == side]
        if promised:
            yield Heading(title, 2)
            yield _table(promised, data)
    for key in _SERVICES:
        yield from _text(agreement, key, data)
    for key in _AFTER:
        yield from _text(agreement, key, data)
    if term := period(agreement.since, agreement.till):
        yield Heading(_("Term"), 2)
        yield Paragraph(_("The agreement is in force {period}.").format(period=term))
    if agreement.not_legal:
        yield Paragraph((Run(_("This agreement is not a legal document and takes no rights away."), italic=True),))
    yield from _parties(agreement, data)
    yield from _fulfilled(agreement, data)
    yield from _ended(agreement)
    yield sample(_(_BASIS.get(agreement.kind, _BASIS["bilateral"])))
    yield Signatures(tuple(_signatures(agreement, data)))


def _ended(agreement: Agreement) -> Iterator[Block]:
    if agreement.state in ("ended", "refused"):
        yield Heading(_("Refusal of signature") if agreement.state == "refused" else _("Ending"), 2)
        yield Paragraph(joined(day(agreement.ended_on), agreement.end_reason or "", by=": "))


def _parties(agreement: Agreement, data: DossierData) -> Iterator[Block]:
    """The sides with their documents and the right by which they sign, as far as they are written down."""
    if not any(party.paper or party.address or party.authority for party in agreement.parties):
        return
    yield Heading(_("Details of the sides"), 2)
    pairs = []
    for party in agreement.parties:
        name = name_of(_somebody(party, data)) or party.name or ""
        said = joined(party.authority or "", party.paper or "", party.address or "", by="; ")
        pairs.append(KeyValue(name or value(party, "side", data.reader), said))
    yield KeyValues(tuple(pairs))


def _fulfilled(agreement: Agreement, data: DossierData) -> Iterator[Block]:
    """What became of it: the obligations, and the steps of the plans that stand under this agreement."""
    plans = [plan for plan in data.plans if plan.current and plan.agreement_id == agreement.id]
    if agreement.state == "draft" or (not plans and not any(one.marked_on for one in agreement.obligations)):
        return
    yield Heading(_("What was fulfilled"), 2)
    if agreement.obligations:
        yield Paragraph(fulfilment(list(agreement.obligations), data))
        yield obligations(agreement, data)
    for plan in plans:
        yield Heading(joined(plan_title(plan, data), period(plan.since, plan.till), by=", "), 3)
        yield from steps_table(list(plan.steps), data)


def _preamble(agreement: Agreement, data: DossierData) -> str:
    family = [_declined(party, data) for party in agreement.parties if party.side == "family"]
    service = [_declined(party, data) for party in agreement.parties if party.side == "service"]
    return _(
        "The family of {family}, represented by {members}, on the one side, and {office}, represented by "
        "{staff}, on the other side, have agreed as follows."
    ).format(
        family=family_words(data),
        members=_listed(family) or "____________________",
        office=data.office.name,
        staff=_listed(service) or "____________________",
    )


def _declined(party: AgreementParty, data: DossierData) -> str:
    """The name after «represented by»: in the genitive in Russian."""
    somebody = _somebody(party, data)
    if somebody is None:
        return party.name or ""
    name = full_name(somebody)
    if data.options.language != "ru":
        return name.words()
    sex: Sex = "unknown"
    if isinstance(somebody, Person) and somebody.sex in {"male", "female"}:
        sex = "male" if somebody.sex == "male" else "female"
    return in_case(name, "genitive", sex, data.options.corrected).words()


def _listed(names: list[str]) -> str:
    names = [name for name in names if name]
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


def _text(agreement: Agreement, key: str, data: DossierData) -> Iterator[Block]:
    if said := value(agreement, key, data.reader):
        yield Heading(label(Agreement, key), 2)
        yield Paragraph(said)


def _table(promised: list[Obligation], data: DossierData) -> Table:
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(label(Obligation, "words"), 5.0),
        Column(label(Obligation, "responsible"), 2.2),
        Column(label(Obligation, "due_on"), 1.3),
    )
    rows: list[tuple[Words, ...]] = []
    for number, each in enumerate(promised, 1):
        who = each.responsible or initials_of(data.persons.get(each.person_id or UUID(int=0)))
        rows.append((str(number), each.words, who, day(each.due_on)))
    return Table(columns, tuple(rows))


def _signatures(agreement: Agreement, data: DossierData) -> Iterator[Signature]:
    for party in agreement.parties:
        somebody = _somebody(party, data)
        position = "" if somebody is None or isinstance(somebody, Person) else somebody.position or ""
        role = position or value(party, "side", data.reader)
        if party.signature and party.signature not in ("signed", "not_asked"):
            role = f"{role} ({joined(value(party, 'signature', data.reader), party.refusal or '', by=': ')})"
        yield Signature(role[:1].upper() + role[1:], initials_of(somebody) or party.name or "")


def _somebody(party: AgreementParty, data: DossierData) -> Person | Staff | None:
    if party.person_id:
        return data.persons.get(party.person_id)
    return data.staff.get(party.staff_id) if party.staff_id else None
