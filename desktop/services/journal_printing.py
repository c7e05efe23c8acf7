"""Journals on their way to paper: gathered inside one reading, with what was chosen said in words."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message, speaking
from desktop.documents.journals import JournalPaper
from desktop.documents.journals import journal_document as document_of
from desktop.documents.journals import journal_workbook as workbook_of
from desktop.models.definitions import Journal
from desktop.models.documents import Document, Workbook
from desktop.models.families import Family
from desktop.models.journals import JournalAsk
from desktop.models.kinds import Captions, Reader
from desktop.models.offices import Office
from desktop.services import definitions_kept, records
from desktop.store import families as kept_families
from desktop.store import gathering
from desktop.store.opening import open_root
from desktop.store.units import Reading, Unit

NO_JOURNAL = N_("There is no journal with the key {key}")


def journal_document(
    reading: Reading, journal: Journal, ask: JournalAsk, captions: Captions, *, blank: bool = False, language: str = "ru"
) -> Document:
    """A journal to be printed: the lines that were asked for, or `blank` with empty lines."""
    return document_of(journal_paper(reading, journal, ask, captions, blank=blank, language=language), blank=blank)


def journal_workbook(
    reading: Reading, journal: Journal, ask: JournalAsk, captions: Captions, *, language: str = "ru"
) -> Workbook:
    """A journal as a workbook, with real dates and numbers."""
    return workbook_of(journal_paper(reading, journal, ask, captions, language=language))


def journal_paper(
    reading: Reading, journal: Journal, ask: JournalAsk, captions: Captions, *, blank: bool = False, language: str = "ru"
) -> JournalPaper:
    """What both are made of: read once."""
    reader = Reader(reading.today, captions, reading.office.zone)
    with speaking(language):
        found = () if blank else records.rows(reading, journal, records.ids(reading, journal, ask))
        lines = [records.line(row, reader) for row in found]
        days = [row.day for row in found if row.day is not None]
        staff = kept_families.staff_names(reading)
        return JournalPaper(
            title=journal.title,
            captions=records.captions(journal),
            widths=tuple(column.width for column in journal.columns),
            texts=tuple(line.texts for line in lines),
            values=tuple(line.values for line in lines),
            office=gathering.with_office(reading, _names),
            made_on=reading.today,
            since=ask.since or min(days, default=None),
            till=ask.till or max(days, default=None),
            chosen=_chosen(reading, ask, staff),
            numbered=journal.numbered,
            basis=journal.basis,
            is_sample=journal.is_sample,
            keeper=staff.get(reading.actor.id, (reading.actor.name, ""))[0] if reading.actor.id else reading.actor.name,
            demonstration=reading.office.demonstration,
            language=language,
        )


def journal_of(reading: Reading, key: str) -> Journal:
    """An installed journal by its key, for the command line.

    Raises:
        Rejected: there is no such journal.
    """
    found = next((one for one in definitions_kept.journals(reading) if one.key == key), None)
    if found is None:
        raise Rejected(Finding((), message(NO_JOURNAL, key=key)))
    return found


def _names(office: Office) -> tuple[str, ...]:
    return tuple(line for line in (office.above, office.name) if line)


def _chosen(reading: Reading, ask: JournalAsk, staff: dict[UUID, tuple[str, str]]) -> str:
    """Whose lines these are, in words."""
    parts = []
    if ask.family is not None:
        family = open_root(reading, Family, ask.family, parts=False)
        if family is not None:
            named = _("{name} family").format(name=family.values["name"])
            parts.append(f"{named}, № {family.values['number']}" if family.values["number"] else named)
    if ask.worker is not None:
        parts.append(_("specialist {name}").format(name=staff.get(ask.worker, ("?", ""))[0]))
    if ask.text:
        parts.append(_("with the words «{text}»").format(text=ask.text))
    return "; ".join(parts)


def record_journal(unit: Unit, file_name: str, journal: Journal, since: date | None, till: date | None) -> None:
    """Remember that a journal left the office, once it stands under its final name."""
    unit.recorder.note("made", unit.get(Office, unit.office.id))
    period = " \u2013 ".join(f"{day:%d.%m.%Y}" for day in (since, till) if day)
    unit.recorder.summary.update({"file": file_name, "what": f"journal:{journal.key}", "period": period})
