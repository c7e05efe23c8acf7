"""The dossier of one family: what a commission reads before it decides.

Cover with contents, family and members, registration and stages, agreements and what became of them, plan,
map, visits, list of documents. It is built inside the unit of work from mapped objects and leaves it as a
plain document. Closed sections are in it only when somebody chose them with a reason; the name of whoever
reported the family never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop.base.messages import _, speaking
from desktop.documents import (
    consents,
    dossier_family,
    dossier_help,
    dossier_visits,
    dossier_work,
    spine,
    teams,
)
from desktop.documents.change_map import change_blocks
from desktop.documents.closed import closed_blocks, closed_warning
from desktop.documents.conflicts import conflict_blocks
from desktop.documents.dossier_data import SECTIONS, DossierData, DossierOptions, Member, Section
from desktop.documents.facts import initials_of, label
from desktop.documents.genograms import genogram_blocks
from desktop.documents.privacy import concealed, hidden_names
from desktop.documents.statements import statements_blocks
from desktop.models.cases import Case
from desktop.models.documents import (
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
)
from desktop.models.offices import Office
from desktop.rules.names import of_family

__all__ = ["SECTIONS", "DossierData", "DossierOptions", "Member", "Section", "dossier"]


def dossier(data: DossierData) -> Document:
    """The dossier as a document, in the language that was chosen."""
    options = data.options
    with speaking(options.language):
        number = data.family.number or _("without a number")
        blocks: list[Block] = [
            _cover(data),
            *closed_warning(data),
            Heading(_("Contents"), 3),
            Contents(),
            PageBreak(),
        ]
        blocks += _sections(data)
        blocks.append(_signatures(data))
        document = Document(
            title=_("FAMILY FILE No. {number}").format(number=number),
            number=number,
            made_on=data.today,
            language=options.language,
            office=tuple(line for line in (data.office.above, data.office.name) if line),
            blocks=tuple(blocks),
            confidential=_mark(options),
            demonstration=data.office.demonstration,
        )
        people = {person.id: person for person in (*data.persons.values(), *(m.person for m in data.members))}
        hidden = hidden_names(people.values()) if options.hidden_names else ()
        return concealed(document, hidden)


def _mark(options: DossierOptions) -> str:
    if options.closed:
        return _("Confidential. With closed facts. Copy No. {copy}").format(copy=options.copy)
    return _("Confidential. Copy No. {copy}").format(copy=options.copy)


def _cover(data: DossierData) -> Cover:
    family, case, options = data.family, data.case, data.options
    name = of_family(family.name, options.corrected) if options.language == "ru" else family.name
    lines = [] if options.hidden_names else [_("family of {name}").format(name=name)]
    purpose = options.purpose or (_("for the sitting of the commission") if options.sitting_on else "")
    if purpose:
        lines.append(purpose)
    if options.sitting_on:
        lines.append(f"{options.sitting_on:%d.%m.%Y}")
    pairs = []
    if address := dossier_family.home(family):
        pairs.append(KeyValue(_("Address"), address))
    if case:
        curator = data.staff.get(case.curator_id) if case.curator_id else None
        pairs.append(KeyValue(label(Case, "curator_id"), initials_of(curator) or _("not appointed")))
    pairs.append(KeyValue(_("File made on"), f"{data.today:%d.%m.%Y}"))
    return Cover(tuple(lines), tuple(pairs))


def _sections(data: DossierData) -> Iterator[Block]:
    builders: Mapping[Section, Callable[[DossierData], Iterator[Block]]] = {
        "family": dossier_family.about_family,
        "members": dossier_family.members,
        "case": dossier_work.registration,
        "team": teams.team_blocks,
        "spine": spine.chain_blocks,
        "agreements": dossier_work.agreements,
        "plan": dossier_work.plan,
        "programmes": dossier_work.programmes,
        "consents": consents.consents_table,
        "help": dossier_help.help_given,
        "contacts": dossier_help.contacts,
        "map": _map,
        "genogram": _genogram,
        "conflicts": _conflicts,
        "changes": _changes,
        "visits": dossier_visits.visits,
        "statements": statements_blocks,
        "files": dossier_visits.files,
    }
    number = 0
    for section, title in SECTIONS.items():
        if section not in data.options.sections:
            continue
        blocks = list(builders[section](data))
        if not blocks:
            continue
        number += 1
        yield Heading(f"{number}. {_dated(section, _(title), data)}")
        yield from blocks
    if data.options.closed:
        yield Heading(f"{number + 1}. {_('Closed facts')}")
        yield from closed_blocks(data)


def _dated(section: Section, title: str, data: DossierData) -> str:
    if section == "map" and data.map_drawn_on and data.map:
        return _("{title} on {date}").format(title=title, date=f"{data.map_drawn_on:%d.%m.%Y}")
    if section == "genogram" and data.genogram is not None:
        return _("{title} on {date}").format(title=title, date=f"{data.genogram.data.drawn_on:%d.%m.%Y}")
    return title


def _map(data: DossierData) -> Iterator[Block]:
    if data.map is None and not data.figures:
        yield Paragraph(_("The map has not been drawn."))
        return
    if data.map:
        yield data.map
    if data.map_numbers:
        yield Heading(_("Figures of the map"), 3)
        yield dossier_family.two_columns(data.map_numbers)
    if data.map_sentences:
        yield Heading(_("The connections in words"), 3)
        yield Paragraph("\n".join(data.map_sentences))
    yield from data.figures


def _genogram(data: DossierData) -> Iterator[Block]:
    if data.genogram is not None:
        options = data.options
        yield from genogram_blocks(data.genogram, data.today, hidden_names=options.hidden_names, conditions=options.conditions)


def _conflicts(data: DossierData) -> Iterator[Block]:
    return conflict_blocks(data.conflicts, data.reader.caption, data.today, hidden_names=data.options.hidden_names)


def _changes(data: DossierData) -> Iterator[Block]:
    if data.changes is not None:
        yield from change_blocks(data.changes)


def _signatures(data: DossierData) -> Signatures:
    case = data.case
    curator = data.staff.get(case.curator_id) if case and case.curator_id else None
    head = data.office.head_position or label(Office, "head")
    return Signatures(
        (
            Signature(label(Case, "curator_id"), initials_of(curator)),
            Signature(head, data.office.head or ""),
        )
    )
