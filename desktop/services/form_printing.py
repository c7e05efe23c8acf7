"""Forms as papers: a filled questionnaire with the version it was filled with, a card of the record, an empty blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message, ngettext, speaking
from desktop.documents.change_sheet import Paper
from desktop.documents.forms_printed import FormFrame, form_document, form_workbook, forms_document
from desktop.models.change_map import FORM as CHANGE_MAP
from desktop.models.definitions import FormDefinition
from desktop.models.documents import Document, Signature, Workbook
from desktop.models.family_page import FamilyPage
from desktop.models.journals import KEPT_APART, pointers
from desktop.models.kinds import Reader
from desktop.models.snapshots import Snapshot
from desktop.rules import sheets as rules
from desktop.rules.forms import totals
from desktop.services import change_printing, definitions_kept, prefill, sheets
from desktop.services import records as journal_records
from desktop.services.change_printing import Days
from desktop.services.families import family_page
from desktop.store import families as kept_families
from desktop.store import sheets as kept
from desktop.store import statements as kept_statements
from desktop.store.opening import open_roots, root_kind
from desktop.store.units import Reading

NO_FORM = N_("There is no form with the key {key}")
CHILD_CARD = "child_card"
OF_THE_PAGE = frozenset({"family", "person", "membership", "bond", "case", "statement"})  # the family's own, by other ways


@dataclass(frozen=True, slots=True)
class Printed:
    """One form as a paper and as a workbook: the writer that is asked for takes its part."""

    document: Callable[[], Document]
    workbook: Callable[[], Workbook]


def sheet_document(
    reading: Reading, sheet: UUID | None, reader: Reader, language: str = "ru", *, form: FormDefinition | None = None
) -> Document:
    """A filled questionnaire as a paper, or without a sheet the blank of `form`.

    Raises:
        Rejected: the sheet is not there, or it is closed and nobody gave a reason for opening it.
    """
    return sheet_print(reading, sheet, reader, language, form=form).document()


def sheet_print(
    reading: Reading, sheet: UUID | None, reader: Reader, language: str = "ru", *, form: FormDefinition | None = None,
    paper: Paper = "a4", measured: Days | None = None,
) -> Printed:  # fmt: skip
    """The same as a paper or a workbook.

    Raises:
        Rejected: the sheet is not there, or it is closed and nobody gave a reason for opening it.
    """
    record = sheets.open_sheet(reading, sheet) if sheet is not None else None
    if record is not None:
        definition = record.values.get(rules.DEFINITION)
        if isinstance(definition, UUID):
            form = definitions_kept.form_at(reading, definition)
    if form is None or (sheet is not None and record is None):
        raise Rejected(Finding((), message(N_("The record is no longer there"))))
    family = kept.family_of(reading, sheet) if sheet is not None else None
    page = family_page(reading, family) if family else None
    frame = _naming(reading, _frame(reading, page, reader, language), form, (record,))
    with speaking(language):
        frame = _of_sheet(reading, form, record, frame, page)
    if form.key == CHANGE_MAP:
        return _changes(reading, family, form, record, frame, paper, measured)
    return _printed(form, (record,), frame)


def _changes(
    reading: Reading, family: UUID | None, form: FormDefinition, record: Snapshot | None, frame: FormFrame, paper: Paper,
    measured: Days | None = None,
) -> Printed:  # fmt: skip
    """The map of changes is one sheet for the commission, with what the program counts."""
    wanted = change_printing.change_print(reading, family, record, frame.reader.caption, measured)
    return Printed(
        lambda: change_printing.paper_of(wanted, form, frame, paper), lambda: change_printing.workbook_of(wanted, form, frame)
    )


def form_print(reading: Reading, key: str, family: UUID, reader: Reader, language: str = "ru", *, blank: bool = False) -> Printed:
    """Any form about a family: the newest sheet of a questionnaire, the records of a card, or a blank.

    Raises:
        Rejected: there is no such form, nothing was filled yet, or what was filled is closed and no reason was given.
    """
    try:
        form = definitions_kept.form(reading, key)
    except KeyError:
        raise Rejected(Finding((), message(NO_FORM, key=key))) from None
    page = family_page(reading, family)
    if page is None:
        raise Rejected(Finding((), message(N_("There is no such family"))))
    if form.is_questionnaire and not blank:
        newest = next((row.id for row in kept.of_family(reading, family) if row.form == key), None)
        if newest is None:
            raise Rejected(Finding((), message(N_("«{title}» was not filled for this family yet"), title=form.title)))
        return sheet_print(reading, newest, reader, language)
    records: tuple[Snapshot | None, ...] = (None,) if blank else _records(reading, form, page)
    frame = _naming(reading, _frame(reading, page, reader, language), form, records)
    of_family = not form.root or form.root in OF_THE_PAGE or "family_id" in pointers(form.root)
    with speaking(language):  # a register of the office is not called after the family it was asked beside
        frame = _of_sheet(reading, form, None, frame, page if of_family and not blank else None)
    if form.key == CHANGE_MAP:
        return _changes(reading, None, form, None, frame, "a4")
    if not records:
        raise Rejected(Finding((), message(N_("Nothing of «{title}» is written about this family"), title=form.title)))
    return _printed(form, records, frame)


def _naming(reading: Reading, frame: FormFrame, form: FormDefinition, records: tuple[Snapshot | None, ...]) -> FormFrame:
    """The frame that also calls by name whatever else these records point to: goals, steps, visits, groups."""
    known: dict[str, set[UUID]] = {}
    for record in records:
        if record is None:
            continue
        rows = [(item.fields, record.parts.get(item.key, {}).values()) for item in form.lists()]
        for placed, held in [(tuple(form.placed()), [record]), *rows]:
            for one in placed:
                wanted = {row.values.get(one.key) for row in held} if one.field.kind == "reference" else set()
                known.setdefault(one.field.to, set()).update(id_ for id_ in wanted if isinstance(id_, UUID))
    called = journal_records.called(reading, {kind: ids for kind, ids in known.items() if kind and ids})

    def name(kind: str, id_: UUID) -> str:
        return frame.names(kind, id_) or (journal_records.words(called[id_], frame.reader) if id_ in called else "")

    return replace(frame, names=name)


def _printed(form: FormDefinition, records: tuple[Snapshot | None, ...], frame: FormFrame) -> Printed:
    def document() -> Document:
        return form_document(form, records[0], frame) if len(records) == 1 else forms_document(form, records, frame)

    return Printed(document, lambda: form_workbook(form, records, frame))


def _records(reading: Reading, form: FormDefinition, page: FamilyPage) -> tuple[Snapshot, ...]:  # noqa: PLR0911  one for each root
    match form.root:
        case "family":
            return (page.family,)
        case "case":
            return (page.case,) if page.case else ()
        case "person":
            children = form.key == CHILD_CARD
            return tuple(member.person for member in page.members if member.child or not children)
        case "bond":
            return page.bonds
        case "statement":
            seen = [said.id for said in kept_statements.of_family(reading, page.family.id)]
            return tuple(open_roots(reading, root_kind("statement"), seen).values())
        case root if root in KEPT_APART:
            return ()
        case "membership":
            return tuple(member.membership for member in page.members)
        case _:
            kind = root_kind(form.root)
            return tuple(open_roots(reading, kind, kept.of_root(reading, kind, page.family.id)).values())


def _frame(reading: Reading, page: FamilyPage | None, reader: Reader, language: str) -> FormFrame:
    office = reading.office
    people = {member.person.id: prefill.full_name(member.person) for member in page.members} if page else {}
    staff = {id_: name for id_, (name, _position) in kept_families.staff_names(reading).items()}
    agencies = {id_: name for id_, name, _sphere in kept_families.agencies(reading)}
    choices: dict[str, list[tuple[str, str]]] = {}
    for row in definitions_kept.every_entry(reading):
        if not row.retired:
            choices.setdefault(row.dictionary, []).append((row.code, row.captions.get(language) or row.caption))
    named: dict[str, dict[UUID, str]] = {"person": people, "staff": staff, "agency": agencies}
    return FormFrame(
        tuple(line for line in (office.above, office.name) if line), reading.today, reader,
        names=lambda kind, id_: named.get(kind, {}).get(id_, ""), choices=lambda key: tuple(choices.get(key, ())),
        head=office.head, language=language, demonstration=office.demonstration,
    )  # fmt: skip


def _of_sheet(
    reading: Reading, form: FormDefinition, record: Snapshot | None, frame: FormFrame, page: FamilyPage | None
) -> FormFrame:
    """Whose sheet it is, its number, what it came to, who signs."""
    lines: list[str] = []
    if page is not None:
        number = str(page.family.values.get("number") or "")
        lines = [_("{family}, No. {number}").format(family=page.family.values.get("name") or "", number=number or "\u2014")]
    pairs: list[tuple[str, str]] = []
    author = ""
    if record is not None:
        values = record.values
        who = values.get(rules.AUTHOR)
        author = frame.names("staff", who) if isinstance(who, UUID) else ""
        about = values.get(rules.PERSON)
        pairs = [
            (_("About whom"), frame.names("person", about) if isinstance(about, UUID) else ""),
            (_("Filled on"), _day(values.get(rules.FILLED_ON))),
            (_("Author"), author),
            (_("Signed on"), _day(values.get(rules.SIGNED_ON))),
        ]
    elif form.is_questionnaire:
        pairs = [(_("Family"), "_" * 30), (_("Filled on"), "_" * 16)]
    signatures = tuple(
        Signature(_(role), author if place == 0 and record is not None else "") for place, role in enumerate(form.signatures)
    )
    return replace(
        frame, lines=tuple(lines), pairs=tuple((label, value) for label, value in pairs if value), signatures=signatures,
        number=str(record.values.get(rules.NUMBER) or "") if record else "",
        titles=_titles(form, record, frame) if record else {},
        attached=kept.attached(reading, record.id) if record and form.is_questionnaire else (),
    )  # fmt: skip


def _titles(form: FormDefinition, record: Snapshot, frame: FormFrame) -> dict[str, str]:
    found = {}
    for total in totals(form, record.values):
        if total.unanswered == len(total.score.of):
            continue
        level = frame.reader.caption(total.score.dictionary, total.level) if total.level and total.score.dictionary else ""
        points = ngettext("{n} point", "{n} points", total.points).format(n=total.points)
        left = _("{n} without an answer").format(n=total.unanswered) if total.unanswered else ""
        found[total.score.key] = ", ".join(words for words in (points, level, left) if words)
    return found


def _day(value: object) -> str:
    return f"{value:%d.%m.%Y}" if value else ""
