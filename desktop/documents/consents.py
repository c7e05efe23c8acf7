"""Consent to process personal data: a paper of its own, with its withdrawal, its refusal and the notice of a transfer.

The law asks for a separate document (privacy.md): it is never a clause of an agreement, and it names everything that a
person agrees to, point by point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from desktop.base.messages import _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import day, initials_of, joined, label, name_of, value
from desktop.documents.papers import address_of, head_signature, paper, paper_of, sample
from desktop.models.cases import Case
from desktop.models.consents import Consent
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
from desktop.models.persons import Person

ConsentPaper = Literal["consent", "withdrawal", "refusal", "notice"]
SPECIAL: Final = frozenset({"health", "private", "convictions"})  # special categories: written consent or a ground
Texts = Mapping[str, str]


def consent_document(consent: Consent, data: DossierData, texts: Texts, what: ConsentPaper = "consent") -> Document:
    """One paper about a consent; `texts` are the words of the country's law (resources/texts)."""
    titles: Mapping[ConsentPaper, Callable[[], str]] = {
        "consent": lambda: _("CONSENT to process personal data"),
        "withdrawal": lambda: _("WITHDRAWAL of the consent to process personal data"),
        "refusal": lambda: _("RECORD of a refusal to consent to the processing of personal data"),
        "notice": lambda: _("NOTICE of the transfer of personal data to a third party"),
    }
    blocks = {"consent": _consent, "withdrawal": _withdrawal, "refusal": _refusal, "notice": _notice}[what]
    made = {"withdrawal": consent.withdrawn_on, "refusal": consent.refused_on}.get(what) or consent.given_on

    def title() -> str:
        words = titles[what]()
        return _("{title} No. {number}").format(title=words, number=consent.number) if consent.number else words

    return paper(
        data, title, lambda: blocks(consent, data, texts), number=consent.number or "",
        made_on=data.today if what == "notice" else made,
    )  # fmt: skip


def _person(consent: Consent, data: DossierData) -> Person | None:
    return data.persons.get(consent.person_id) if consent.person_id else None


def _signer(consent: Consent, data: DossierData) -> Person | None:
    own = data.persons.get(consent.representative_id) if consent.representative_id else None
    return own or _person(consent, data)


def _dash(words: str | None) -> str:
    return words or "______________________________"


def _who(consent: Consent, data: DossierData) -> Iterator[KeyValue]:
    """The subject, and who signs for them with the papers of their authority."""
    person = _person(consent, data)
    represented = consent.representative_id is not None
    yield KeyValue(label(Consent, "person_id"), _dash(name_of(person)))
    if person is not None and person.born:
        yield KeyValue(_("Date of birth"), value(person, "born", data.reader))
    if not represented:
        yield KeyValue(_("Address"), _dash(consent.address or (address_of(person, data) if person else "")))
        yield KeyValue(_("Document"), _dash(consent.paper or (paper_of(person, data) if person else "")))
        return
    if person is not None:
        yield KeyValue(_("Address"), _dash(address_of(person, data)))
        yield KeyValue(_("Document"), _dash(paper_of(person, data)))
    yield KeyValue(label(Consent, "representative_id"), _dash(name_of(_signer(consent, data))))
    yield KeyValue(label(Consent, "authority"), _dash(consent.authority))
    yield KeyValue(label(Consent, "address"), _dash(consent.address))
    yield KeyValue(label(Consent, "paper"), _dash(consent.paper))


def _operator(data: DossierData) -> KeyValue:
    return KeyValue(_("To whom the consent is given"), joined(data.office.name, data.office.address or ""))


def _listed(consent: Consent, key: str, data: DossierData) -> str:
    codes = getattr(consent, key) or ()
    dictionary = {"data": "consent_data", "actions": "consent_actions"}[key]
    return "; ".join(data.reader.caption(dictionary, code) for code in codes)


def _consent(consent: Consent, data: DossierData, texts: Texts) -> Iterator[Block]:
    yield Cover()
    yield KeyValues((*_who(consent, data), _operator(data)))
    yield Heading(_("What is agreed to"), 2)
    said = [
        KeyValue(label(Consent, "purpose"), _dash(consent.purpose)),
        KeyValue(label(Consent, "data"), _dash(_listed(consent, "data", data))),
        KeyValue(label(Consent, "actions"), _dash(_listed(consent, "actions", data))),
        KeyValue(_("How they are processed"), texts["means"]),
        KeyValue(label(Consent, "processor"), consent.processor or _("nobody but the office itself")),
        KeyValue(label(Consent, "recipients"), consent.recipients or _("to nobody")),
        KeyValue(_("Term"), _("till {date}").format(date=day(consent.till)) if consent.till else texts["keep"]),
        KeyValue(label(Consent, "how_to_withdraw"), consent.how_to_withdraw or texts["withdraw"]),
    ]
    yield KeyValues(tuple(said))
    if SPECIAL.intersection(consent.data or ()):
        special = _("The list has special categories of data (health, private life, convictions): the consent is in writing.")
        yield Paragraph((Run(special, bold=True),))
    yield Paragraph(f"{texts['given']} {texts['separate']}")
    if consent.child_opinion:
        yield Heading(label(Consent, "child_opinion"), 2)
        yield Paragraph(consent.child_opinion)
    if consent.ground:
        yield KeyValues((KeyValue(label(Consent, "ground"), consent.ground),))
    yield sample(texts["law"])
    yield Signatures((_subject_line(consent, data), _worker_line(data)))


def _subject_line(consent: Consent, data: DossierData) -> Signature:
    role = _("Legal representative") if consent.representative_id else _("Subject of the data")
    return Signature(role, initials_of(_signer(consent, data)))


def _worker_line(data: DossierData, *, received: bool = True) -> Signature:
    curator = data.staff.get(data.case.curator_id) if data.case and data.case.curator_id else None
    role = _("Received by the specialist") if received else label(Case, "curator_id")
    return Signature(role, initials_of(curator))


def _addressed(consent: Consent, data: DossierData) -> KeyValues:
    head = joined(data.office.head_position or "", data.office.head or "", by=" ")
    pairs = [KeyValue(_("To whom"), joined(data.office.name, head)), *_who(consent, data)]
    return KeyValues(tuple(pairs))


def _withdrawal(consent: Consent, data: DossierData, texts: Texts) -> Iterator[Block]:
    yield Cover()
    yield _addressed(consent, data)
    words = _("The consent No. {number} of {given} is withdrawn on {day}.").format(
        number=consent.number or "______", given=day(consent.given_on) or "__.__.____",
        day=day(consent.withdrawn_on) or "__.__.____",
    )  # fmt: skip
    yield Paragraph(words)
    yield Paragraph(texts["withdrawal"])
    yield KeyValues((KeyValue(label(Consent, "reason"), _dash(consent.reason)),))
    yield sample(texts["law"])
    yield Signatures((_subject_line(consent, data), _worker_line(data)))


def _refusal(consent: Consent, data: DossierData, texts: Texts) -> Iterator[Block]:
    yield Cover()
    yield KeyValues((*_who(consent, data), _operator(data)))
    yield Paragraph(
        _("On {day} the consent to process personal data was refused.").format(day=day(consent.refused_on) or "__.__.____")
    )
    yield KeyValues(
        (
            KeyValue(label(Consent, "purpose"), _dash(consent.purpose)),
            KeyValue(label(Consent, "reason"), _dash(consent.reason)),
        )
    )
    yield Paragraph(texts["refusal"])
    if consent.child_opinion:
        yield Heading(label(Consent, "child_opinion"), 2)
        yield Paragraph(consent.child_opinion)
    yield sample(texts["law"])
    second = Signature(_("In the presence of"))
    yield Signatures((_subject_line(consent, data), _worker_line(data), second))


def _notice(consent: Consent, data: DossierData, texts: Texts) -> Iterator[Block]:
    yield Cover()
    yield KeyValues((*_who(consent, data), _operator(data)))
    yield Paragraph(texts["notice"])
    yield KeyValues(
        (
            KeyValue(label(Consent, "data"), _dash(_listed(consent, "data", data))),
            KeyValue(label(Consent, "recipients"), _dash(consent.recipients)),
            KeyValue(label(Consent, "purpose"), _dash(consent.purpose)),
            KeyValue(_("Basis"), _("consent No. {number} of {day}").format(
                number=consent.number or "______", day=day(consent.given_on) or "__.__.____")),
            KeyValue(_("Day of the transfer"), day(data.today)),
        )
    )  # fmt: skip
    yield sample(texts["law"])
    yield Signatures((_worker_line(data, received=False), head_signature(data), _subject_line(consent, data)))


def consents_table(data: DossierData) -> Iterator[Block]:
    """Who consented to what and till when; nothing where no consent is kept."""
    if not data.consents:
        return
    columns = (
        Column(label(Consent, "number"), 1.3),
        Column(label(Consent, "person_id"), 2.2),
        Column(label(Consent, "representative_id"), 2.0),
        Column(label(Consent, "state"), 1.6),
        Column(_("Date"), 1.5),
        Column(label(Consent, "till"), 1.5),
        Column(label(Consent, "reason"), 2.4),
    )
    yield Table(columns, tuple(_row(one, data) for one in data.consents))


def _row(one: Consent, data: DossierData) -> tuple[Words, ...]:
    on = {"refused": one.refused_on, "withdrawn": one.withdrawn_on}.get(one.state) or one.given_on
    representative = data.persons.get(one.representative_id) if one.representative_id else None
    return (
        one.number or "", name_of(_person(one, data)), initials_of(representative), value(one, "state", data.reader), day(on),
        day(one.till), joined(one.reason or "", one.ground or ""),
    )  # fmt: skip
