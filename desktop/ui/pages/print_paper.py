"""One paper of a family as a PDF: an agreement to be signed, the log of visits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Job, Owner
from desktop.base.messages import ngettext
from desktop.models.documents import Document
from desktop.services import printing
from desktop.services.desk import Question
from desktop.ui.pages.shell import Shell

_KEPT: set[Owner] = set()  # work under way: a page that closes does not take its file with it


def save_paper(
    shell: Shell, parent: QWidget, title: str, name: str, family: UUID, build: Question[Document], what: str
) -> None:
    """Ask for a name, build the paper and write it; remembered once it stands under its name."""
    dialog = QFileDialog(parent, title, safe_name(name) + ".pdf", "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda path: write_paper(shell, Path(path), family, build, what))
    dialog.open()


def write_paper(shell: Shell, target: Path, family: UUID, build: Question[Document], what: str) -> None:
    """Build the paper on the browsing lane, lay it out and write it on the files lane."""
    owner = Owner()
    _KEPT.add(owner)

    def make(document: Document, _job: Job) -> int:
        from desktop.documents.pdf import to_pdf  # noqa: PLC0415  reportlab only when something is printed

        printed = to_pdf(document)
        replace_file(target, printed.content)
        return printed.pages

    def done(pages: int) -> None:
        _KEPT.discard(owner)
        words = ngettext("{name}: {n} page", "{name}: {n} pages", pages)
        shell.say(words.format(name=target.name, n=pages))
        shell.desk.act(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, target.name, what),
            _nothing,
            shell.fail,
            undoable=False,
        )

    def failed(error: Exception) -> None:
        _KEPT.discard(owner)
        shell.fail(error, again)

    again: Callable[[], None] = lambda: write_paper(shell, target, family, build, what)  # noqa: E731
    shell.desk.gather(build, make, done, failed, owner)


def _nothing(_changes: object) -> None:
    """The record of a file shows itself in the journal."""
