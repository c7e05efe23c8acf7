"""Any form or journal as a file: filled, or blank for writing by hand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.cli.acts import open_desk, the_family, write_file
from desktop.cli.speaking import say

if TYPE_CHECKING:
    from desktop.models.documents import Document, Workbook
    from desktop.services.desk import Desk

_JOURNAL: Final = "journal:"  # before the key of a journal that is called like a form
_ENDINGS: Final = (".pdf", ".xlsx")


def form(asked: argparse.Namespace) -> int:
    """Print a form about a family: `--form` is the key of a form or of a journal."""
    from desktop.services import printing

    ending = asked.out.suffix.lower()
    if ending not in _ENDINGS:
        raise Rejected(Finding((), message(N_("The name of the file ends in .pdf or .xlsx"))))
    desk = open_desk(asked)
    try:
        family = the_family(desk, asked.family)
        content = _content(desk, family, asked.form, ending, blank=asked.blank)
        write_file(asked.out, content)
        desk.do(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, asked.out.name, asked.form),
            undoable=False,
        )
    finally:
        desk.close()
    say(str(asked.out))
    return 0


def _content(desk: Desk, family: UUID, key: str, ending: str, *, blank: bool) -> bytes:
    known = {one.key for _id, one in desk.every_form()}
    if key.startswith(_JOURNAL) or (key not in known and key in {one.key for one in desk.journals()}):
        made = _journal(desk, family, key.removeprefix(_JOURNAL), ending, blank=blank)
    else:
        made = _form(desk, family, key, ending, blank=blank)
    if ending == ".pdf":
        from desktop.documents.pdf import to_pdf

        return to_pdf(made).content  # type: ignore[arg-type]  # the ending decided which of the two it is
    from desktop.documents.workbooks import to_xlsx

    return to_xlsx(made)  # type: ignore[arg-type]


def _form(desk: Desk, family: UUID, key: str, ending: str, *, blank: bool) -> Document | Workbook:
    from desktop.services.form_printing import form_print

    printed = desk.read(lambda reading: form_print(reading, key, family, desk.reader, desk.language, blank=blank))
    return printed.document() if ending == ".pdf" else printed.workbook()


def _journal(desk: Desk, family: UUID, key: str, ending: str, *, blank: bool) -> Document | Workbook:
    from desktop.models.journals import JournalAsk
    from desktop.services.journal_printing import journal_document, journal_of, journal_workbook

    journal = desk.read(lambda reading: journal_of(reading, key))
    ask = JournalAsk(family=family if journal.scope == "family" else None)
    if ending == ".pdf":
        return desk.read(
            lambda reading: journal_document(reading, journal, ask, desk.caption, blank=blank, language=desk.language)
        )
    return desk.read(lambda reading: journal_workbook(reading, journal, ask, desk.caption, language=desk.language))
