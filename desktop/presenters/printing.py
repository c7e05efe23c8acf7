"""Printing dossiers: what was chosen, the preview, the files that were made.

The preview belongs to the dialog that shows it; files do not: each is written to its end and recorded at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from desktop.base.events import Event
from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Job, Owner
from desktop.base.messages import _, ngettext
from desktop.documents.dossier_data import USUAL, DossierOptions, Section
from desktop.documents.page_images import PageImage, page_images
from desktop.models.documents import Document
from desktop.services import printing
from desktop.services.desk import Desk, Gathering

PREVIEW_DPI = 88.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A finished file with its pages as pictures."""

    document: Document
    content: bytes
    pages: tuple[PageImage, ...]
    missing_characters: int

    def words(self) -> str:
        """«14 pages»; letters that no font has are counted."""
        pages, missing = len(self.pages), self.missing_characters
        words = ngettext("{n} page", "{n} pages", pages).format(n=pages)
        if missing:
            said = ngettext("{n} character prints as a box", "{n} characters print as boxes", missing)
            words += " \u00b7 " + said.format(n=missing)
        return words


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person at the desk ticked."""

    sections: frozenset[Section] = USUAL
    purpose: str = ""
    sitting_on: date | None = None
    copy: int = 1
    hidden_names: bool = False
    closed: frozenset[str] = frozenset()
    conditions: bool = False

    def options(self, language: str) -> DossierOptions:
        """For the builder of the dossier."""
        return DossierOptions(
            self.sections,
            language,
            self.purpose,
            self.sitting_on,
            self.copy,
            self.hidden_names,
            self.closed,
            self.conditions,
        )


@dataclass
class DossierPrinting:
    """Makes previews and files of the dossiers of some families."""

    desk: Desk
    families: tuple[UUID, ...]
    chosen: Chosen = field(default_factory=Chosen)
    preview: Preview | None = None
    ready: Event[Preview] = field(default_factory=Event)
    failed: Event[Exception] = field(default_factory=Event)
    progressed: Event[tuple[int, int]] = field(default_factory=Event)
    finished: Event[tuple[Path, ...]] = field(default_factory=Event)
    stopped: Event[None] = field(default_factory=Event)  # saving into a folder was cancelled
    owner: Owner = field(default_factory=Owner)
    _making: Gathering | None = None
    _saving: Job | None = None

    def choose(self, **changes: object) -> None:
        """Something was ticked or typed: the preview is made anew."""
        self.chosen = replace(self.chosen, **changes)  # type: ignore[arg-type]
        self.show()

    def open_closed(self, sections: frozenset[str], reason: str, failed: Callable[[Exception], None]) -> None:
        """Record why closed sections are printed, for everybody of these families who has them; then show them."""
        families = self.families
        self.desk.act(
            printing.OPENED,
            lambda unit: printing.open_closed_of(unit, families, sections, reason),
            lambda _changes: self.choose(closed=sections),
            failed,
            self.owner,
            undoable=False,
        )

    def unsettle(self) -> None:
        """What is chosen is being changed: the preview made before shows something else and may not be printed."""
        self.preview = None
        if self._making is not None:
            self._making.cancel()
            self._making = None

    def show(self) -> None:
        """Make the preview of the first family; an older one that is still being made is dropped."""
        self.unsettle()
        wanted, family, options = self.chosen, self.families[0], self.chosen.options(self.desk.language)

        def arrived(preview: Preview) -> None:
            if wanted is self.chosen:  # the word to stop may come after the last page
                self.preview = preview
                self.ready.tell(preview)

        self._making = self.desk.gather(
            lambda reading: printing.dossier_document(reading, family, self.desk.caption, options),
            preview_of, arrived, self.failed.tell, self.owner,
        )  # fmt: skip

    def summary(self) -> str:
        """What is said of the preview."""
        return self.preview.words() if self.preview is not None else ""

    def file_name(self) -> str:
        """A name for the file: number, never the surname: folders are seen by others."""
        number = self.preview.document.number if self.preview else ""
        return safe_name(_("dossier {number}").format(number=number)) + ".pdf"

    def save(self, path: Path, preview: Preview) -> None:
        """Keep what the preview showed when the name was asked for under this name."""
        family = self.families[0]

        def write(_job: Job) -> tuple[Path, ...]:
            self._keep(family, path, preview.content)
            return (path,)

        self.desk.work(write, self.finished.tell, self.failed.tell, Owner(), kept=True)

    def printed(self) -> None:
        """The pages went to a printer: remember it."""
        self._record(self.families[0], _("printer"))

    def save_all(self, folder: Path) -> None:
        """One file a family into a folder; can be cancelled between two, what is written by then stays and is recorded."""
        families, options = self.families, self.chosen.options(self.desk.language)

        def make(job: Job) -> tuple[Path, ...]:
            made = []
            for number, family in enumerate(families):
                job.step(number, len(families))
                made.append(self._make_one(family, options, folder, job))
            return tuple(made)

        self._saving = self.desk.work(
            make, self.finished.tell, self.failed.tell, Owner(),
            lambda done, of: self.progressed.tell((done, of)), lambda: self.stopped.tell(None),
        )  # fmt: skip

    def cancel(self) -> None:
        """Save no more of them into the folder."""
        if self._saving is not None:
            self.desk.stop(self._saving)

    def _make_one(self, family: UUID, options: DossierOptions, folder: Path, job: Job) -> Path:
        from desktop.documents.pdf import to_pdf  # noqa: PLC0415  reportlab only when something is printed

        document = self.desk.read(lambda reading: printing.dossier_document(reading, family, self.desk.caption, options), job)
        path = folder / (safe_name(_("dossier {number}").format(number=document.number)) + ".pdf")
        self._keep(family, path, to_pdf(document).content)
        return path

    def _keep(self, family: UUID, path: Path, content: bytes) -> None:
        replace_file(path, content)
        self._record(family, path.name)  # at once: what was cancelled later is known all the same

    def _record(self, family: UUID, name: str) -> None:
        self.desk.act(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, name, "dossier", self.chosen.closed),
            lambda _changes: None,
            self.failed.tell,
            undoable=False,
        )

    def close(self) -> None:
        """Nobody looks at the preview any more; files go on being written."""
        self.unsettle()
        self.owner.close()


def preview_of(document: Document, job: Job) -> Preview:
    """Lay a document out and draw its pages for looking at."""
    from desktop.documents.pdf import to_pdf  # noqa: PLC0415  reportlab only when something is printed

    job.step(0, 1)
    printed = to_pdf(document)
    pages = []
    for number, page in enumerate(page_images(printed.content, PREVIEW_DPI), 1):
        job.step(number, printed.pages)
        pages.append(page)
    return Preview(document, printed.content, tuple(pages), printed.missing_characters)
