"""One paper about a family on its way to paper: preview, PDF, workbook; what left the office is remembered."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from desktop.base.events import Event
from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Job, Owner
from desktop.base.messages import _
from desktop.models.documents import Document
from desktop.presenters.printing import Preview, preview_of
from desktop.services import printing
from desktop.services.desk import Desk, Gathering, Question


class PaperPrinting:
    """Makes the preview of one paper and keeps what it showed as a file."""

    def __init__(self, desk: Desk, family: UUID, name: str, what: str, build: Question[Document]) -> None:
        self.desk, self.family, self.what = desk, family, what
        self._name, self._build = name, build
        self.preview: Preview | None = None
        self.ready: Event[Preview] = Event()
        self.failed: Event[Exception] = Event()
        self.finished: Event[Path] = Event()
        self.owner = Owner()
        self._making: Gathering | None = None

    def show(self) -> None:
        """Make the preview."""

        def arrived(preview: Preview) -> None:
            self.preview = preview
            self.ready.tell(preview)

        self._making = self.desk.gather(self._build, preview_of, arrived, self.failed.tell, self.owner)

    def summary(self) -> str:
        """What is said of the preview."""
        return self.preview.words() if self.preview is not None else ""

    def file_name(self, ending: str) -> str:
        """A name for the file: never a surname, folders are seen by others."""
        return safe_name(self._name) + ending

    def save(self, path: Path) -> None:
        """Keep what the preview shows under this name: a workbook for `.xlsx`, else a PDF."""
        preview = self.preview
        if preview is None:
            return

        def write(_job: Job) -> Path:
            replace_file(path, _workbook(preview.document) if path.suffix.lower() == ".xlsx" else preview.content)
            self._record(path.name)
            return path

        self.desk.work(write, self.finished.tell, self.failed.tell, Owner(), kept=True)

    def printed(self) -> None:
        """The pages went to a printer: remember it."""
        self._record(_("printer"))

    def _record(self, name: str) -> None:
        self.desk.act(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, self.family, name, self.what),
            lambda _changes: None,
            self.failed.tell,
            undoable=False,
        )

    def close(self) -> None:
        """Nobody looks at the preview any more; files go on being written."""
        if self._making is not None:
            self._making.cancel()
        self.owner.close()


def _workbook(document: Document) -> bytes:
    from desktop.documents.tabled import tabled  # noqa: PLC0415  openpyxl only when a workbook is made
    from desktop.documents.workbooks import to_xlsx  # noqa: PLC0415

    return to_xlsx(tabled(document))
