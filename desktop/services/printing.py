"""What is printed: the dossier of a family, one agreement, the log of visits, the register, the map.

Gathered and built inside one reading; what leaves is a document, a workbook or a figure, which a writer then lays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message, speaking
from desktop.documents.agreements import agreement_document
from desktop.documents.conflicts import ConflictPrint
from desktop.documents.dossier import dossier
from desktop.documents.dossier_data import DossierData, DossierOptions, Member
from desktop.documents.genograms import GenogramPrint
from desktop.documents.register import RegisterRow, register
from desktop.documents.visits import visit_list
from desktop.figures.primitives import Figure
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw, sentences
from desktop.figures.social_symbols import LABEL_PT, named
from desktop.models.closed_sections import ClosedPrint
from desktop.models.documents import Document, FigureBlock, Workbook
from desktop.models.families import Family
from desktop.models.family_page import FamilyPage
from desktop.models.family_page import Member as Member_
from desktop.models.kinds import Captions, Reader
from desktop.models.map_data import MapData
from desktop.models.map_style import STANDARD
from desktop.models.offices import Office
from desktop.rules.income import per_head
from desktop.rules.network_figures import figures_of
from desktop.rules.spine import Chain
from desktop.services import closed
from desktop.services.change_hiding import nameless
from desktop.services.change_printing import newest_change_print
from desktop.services.conflicts import newest_conflicts
from desktop.services.families import family_page
from desktop.services.genograms import first_genogram, read_genograms
from desktop.services.maps import newest_map
from desktop.services.spine import family_chain
from desktop.services.statements import statement_lines
from desktop.store import gathering
from desktop.store.units import Reading, Unit

T = TypeVar("T")
_SHEET: Final = (165.0, 185.0)  # millimetres that a sheet of the dossier has for a map
_READABLE_PT: Final = 6.0
PRINTED = N_("A file was made")
OPENED = N_("Closed sections were opened for a document")
NO_FAMILY = N_("There is no family with the number {number}")


def dossier_document(reading: Reading, family: UUID, captions: Captions, options: DossierOptions | None = None) -> Document:
    """The dossier of a family for the table of the commission.

    Raises:
        Rejected: there is no such family.
    """
    return built(reading, family, captions, options or DossierOptions(), dossier)


def agreement_print(reading: Reading, family: UUID, agreement: UUID, captions: Captions) -> Document:
    """One agreement to be signed.

    Raises:
        Rejected: it is not there.
    """

    def build(data: DossierData) -> Document:
        found = next((one for one in data.agreements if one.id == agreement), None)
        if found is None:
            raise Rejected(Finding((), message(N_("The agreement is no longer there"))))
        return agreement_document(found, data)

    return built(reading, family, captions, DossierOptions(), build)


def visits_print(reading: Reading, family: UUID, captions: Captions) -> Document:
    """The log of visits of a family.

    Raises:
        Rejected: there is no such family.
    """
    return built(reading, family, captions, DossierOptions(), visit_list)


def built(
    reading: Reading,
    family: UUID,
    captions: Captions,
    options: DossierOptions,
    build: Callable[[DossierData], Document],
) -> Document:
    """A document of everything that is printed about a family, gathered once and given to `build`.

    Raises:
        Rejected: there is no such family.
    """
    page = family_page(reading, family)
    map_ = newest_map(reading, family) if "map" in options.sections else None
    chain = family_chain(reading, family)
    reader = Reader(reading.today, captions, reading.office.zone)
    said = statement_lines(reading, family, reader) if "statements" in options.sections else ()
    secret = _closed(reading, page, options) if page and options.closed else ()
    fought = _conflicts(reading, family) if "conflicts" in options.sections else ()
    tree = _genogram(reading, family, captions) if "genogram" in options.sections else None
    changed = newest_change_print(reading, family, captions) if "changes" in options.sections else None
    if changed is not None and options.hidden_names:
        changed = nameless(reading, family, changed)

    def built_of(found: gathering.Gathered) -> Document | None:
        if not page:
            return None
        data = _data(found, page, map_, chain, reader, options)
        return build(replace(data, statements=said, closed=secret, conflicts=fought, genogram=tree, changes=changed))

    document = gathering.with_family(reading, family, built_of)
    if document is None:
        raise Rejected(Finding((), message(N_("There is no such family"))))
    return document


def open_closed_of(unit: Unit, families: Sequence[UUID], sections: Iterable[str], reason: str) -> UUID | None:
    """Record why closed sections of everybody in these families are printed; a document may show them then.

    Raises:
        Rejected: no reason is given.
    """
    pages = [page for family in families if (page := family_page(unit.reading, family)) is not None]
    people = [member.person.id for page in pages for member in page.members]
    return closed.open_all(unit, closed.filled_of(unit.reading, people, sections), reason)


def _closed(reading: Reading, page: FamilyPage, options: DossierOptions) -> tuple[ClosedPrint, ...]:
    def name(member: Member_) -> str:
        words = (member.person.values[key] for key in ("surname", "given_name", "patronymic"))
        return " ".join(str(word) for word in words if word)

    return closed.printed(reading, [(member.person.id, name(member)) for member in page.members], options.closed)


def _genogram(reading: Reading, family: UUID, captions: Captions) -> GenogramPrint | None:
    """The newest genogram; one that nobody drew yet is drawn where somebody's kinship is known."""
    read = read_genograms(reading, family)
    if read.data is None and not (read.kin.parents or read.kin.unions):
        return None
    data = read.data or first_genogram(read, family, family, "", reading.today)
    return GenogramPrint(data, data.words(captions)) if data.kin.people else None


def _conflicts(reading: Reading, family: UUID) -> tuple[ConflictPrint, ...]:
    read = newest_conflicts(reading, family)
    return tuple(ConflictPrint(one.data, one.curve, one.steps) for one in read if one.data is not None)


def _data(
    found: gathering.Gathered,
    page: FamilyPage,
    map_: MapData | None,
    chain: Chain,
    reader: Reader,
    options: DossierOptions,
) -> DossierData:
    with speaking(options.language):
        words = {member.person.id: _(member.kinship) for member in page.members}
        memberships = {m.id: m for m in found.family.memberships}
        members = tuple(
            Member(memberships[m.membership.id], found.persons[m.person.id], words[m.person.id])
            for m in page.members
            if m.membership.id in memberships
        )
        data = DossierData(
            office=found.office, family=found.family, today=reader.today, reader=reader, case=found.case, members=members,
            agreements=tuple(found.agreements), plans=tuple(found.plans), goals=found.goals, chain=chain,
            consents=tuple(found.consents), services=tuple(found.services), aid=tuple(found.aid),
            contacts=tuple(found.contacts), visits=tuple(found.visits), alerts=tuple(found.alerts),
            attachments=tuple(found.attachments), persons=found.persons, staff=found.staff, agencies=found.agencies,
            options=options, income=per_head(page.members, reader.today, page.minima),
        )  # fmt: skip
        return _with_map(data, map_) if map_ is not None else data


def _with_map(data: DossierData, map_: MapData) -> DossierData:
    if data.options.hidden_names:  # initials, as in the rest of the dossier
        map_ = named(map_, replace(STANDARD, names="initials"))
    map_ = lay_out(map_) if any(node.place is None for node in map_.nodes) else map_
    figures = figures_of(map_)
    percent = _("{n} %")
    numbers = [
        (_("Size of the network"), str(figures.size)),
        (_("Supporting"), str(figures.supporting)),
        (_("Density"), "—" if figures.density is None else f"{figures.density:.2f}".replace(".", ",")),
        (
            _("Specialists"),
            "—" if figures.professional is None else percent.format(n=round(figures.professional * 100)),
        ),
        (_("Conflict ties"), str(figures.conflicts)),
        (_("Broken ties"), str(figures.broken)),
    ]
    isolated = [node.name for node in map_.nodes if node.id in figures.isolated]
    if isolated:
        numbers.append((_("Without support outside the family"), ", ".join(isolated)))
    return replace(
        data, map=map_block(map_, data.today), map_drawn_on=map_.drawn_on, map_numbers=tuple(numbers),
        map_sentences=tuple(sentences(map_, data.today)),
    )  # fmt: skip


def map_block(map_: MapData, today: date) -> FigureBlock:
    """The map for a sheet of the dossier; one that would be too small to read there is laid out anew for it."""
    figure = draw(map_, today=today)
    if _letters(figure) < _READABLE_PT:
        bare = replace(
            map_, nodes=tuple(replace(node, place=None) for node in map_.nodes),
            ties=tuple(replace(tie, bends=()) for tie in map_.ties),
            groups=tuple(replace(group, outline=()) for group in map_.groups),
        )  # fmt: skip
        fresh = draw(lay_out(bare), today=today)
        if _letters(fresh) > _letters(figure):
            return FigureBlock(fresh, _("Laid out anew for this sheet: as it was drawn, its letters would be too small to read."))
    return FigureBlock(figure)


def _letters(figure: Figure) -> float:
    """Points of the letters when the figure is on a sheet of the dossier."""
    return min(_SHEET[0] / figure.width_mm, _SHEET[1] / figure.height_mm) * LABEL_PT


def register_workbook(reading: Reading, captions: Captions, families: Sequence[UUID] | None = None, chosen: str = "") -> Workbook:
    """The register of families, all or those chosen in the list, in the order of the list."""
    rows = [_row(line) for line in gathering.register_lines(reading, families)]
    reader = Reader(reading.today, captions, reading.office.zone)
    return gathering.with_office(reading, lambda office: register(rows, office, reading.today, reader, chosen=chosen))


def _row(found: gathering.RegisterLine) -> RegisterRow:
    line = found.line
    return RegisterRow(
        number=line.number, family=line.name, address=line.address, phone=found.phone, children=line.children,
        grounds_group=line.grounds_group, categories=found.categories, grounds=found.grounds, risk=line.risk,
        stages=tuple(code for code in line.stages.split(",") if code), curator=line.curator, opened_on=line.opened_on,
        next_visit_on=line.next_visit_on, children_seen_on=line.children_seen_on, agreement_till=line.agreement_till,
        status=line.status, household=found.household, agreement=found.agreement, patronage=found.patronage,
        result=found.result, closed_on=found.closed_on, card=found.card,
    )  # fmt: skip


def record_register(unit: Unit, file_name: str, families: int) -> None:
    """Remember that a list of families left the office, once it stands under its final name."""
    unit.recorder.note("made", unit.get(Office, unit.office.id))
    unit.recorder.summary.update({"file": file_name, "what": "register", "families": families})


def record_printing(unit: Unit, family: UUID, file_name: str, what: str, closed_sections: Iterable[str] = ()) -> UUID:
    """Remember that a file about the family was made, once it stands under its final name, and what closed was in it."""
    unit.recorder.note("made", unit.get(Family, family))
    unit.recorder.summary.update({"file": file_name, "what": what})
    if shown := sorted(closed_sections):
        unit.recorder.summary["closed"] = shown
    return family


def record_blank(unit: Unit, file_name: str, what: str) -> None:
    """Remember that an empty form left the office; it tells nothing about anybody."""
    unit.recorder.note("made", unit.get(Office, unit.office.id))
    unit.recorder.summary.update({"file": file_name, "what": what})
