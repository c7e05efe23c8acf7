"""Files of a family: their table, adding, looking at them, giving a copy, marking as removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.documents.page_images import PagePicture, pdf_pages
from desktop.documents.pictures import Prepared, frames, joined_pdf, prepared
from desktop.models.family_page import FamilyPage, FileRow
from desktop.models.snapshots import Changes
from desktop.presenters.offers import full_name
from desktop.rules.file_types import can_be_joined, named_for
from desktop.services import attachments, cards
from desktop.services.attachments import LARGEST
from desktop.services.desk import Desk

_KIB: Final = 1024
_LARGEST_BROUGHT: Final = 4 * LARGEST  # a scan of the office's device is made smaller before it is kept
_PAGES_SHOWN: Final = 3
_ENDINGS: Final = {
    "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/gif": "GIF",
    "image/bmp": "BMP", "image/webp": "WebP", "text/plain": "TXT", "application/msword": "DOC, XLS",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileLine:
    """A row of the table of files."""

    row: FileRow
    kind: str
    title: str
    dated: str
    valid_till: str
    expired: bool
    whose: str
    form: str
    added: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is about to be kept: its name and where its bytes come from."""

    name: str
    read: Callable[[], bytes]


def from_disk(path: str) -> NewFile:
    """A file of this computer, read off the window's thread and never beyond what can become small enough."""

    def read() -> bytes:
        with Path(path).open("rb") as file:
            return file.read(_LARGEST_BROUGHT + 1)

    return NewFile(Path(path).name, read)


def size_words(size: int) -> str:
    """1,4 MB, 320 KB."""
    if size >= _KIB * _KIB:
        return _("{n} MB").format(n=f"{size / _KIB / _KIB:.1f}".replace(".", ","))
    return _("{n} KB").format(n=max(1, round(size / _KIB)))


class Files:
    """The files of one family."""

    def __init__(
        self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None], *,
        sheet: UUID | None = None,
    ) -> None:  # fmt: skip
        """`sheet`: the filled form that what is added belongs to."""
        self.desk, self._page, self._failed, self._sheet = desk, page, failed, sheet
        self.owner, self._looking = Owner(), Owner()
        self.rows: tuple[FileRow, ...] = ()

    def load(self, told: Callable[[], None]) -> None:
        """Read the table again."""
        page = self._page()
        if page is None:
            return
        family = page.family.id

        def arrived(found: tuple[FileRow, ...]) -> None:
            self.rows = found
            told()

        self.desk.open(lambda reading: attachments.files_of(reading, family), arrived, self._failed, self.owner)

    def lines(self) -> tuple[FileLine, ...]:
        """The table in words."""
        page = self._page()
        names = {member.person.id: full_name(member) for member in page.members} if page else {}
        return tuple(self._line(row, names) for row in self.rows)

    def _line(self, row: FileRow, names: dict[UUID, str]) -> FileLine:
        def day(one: date | None) -> str:
            return one.strftime("%d.%m.%Y") if one else ""

        expired = row.valid_till is not None and row.valid_till < self.desk.today
        form = f"{_ENDINGS.get(row.media_type, row.media_type)}, {size_words(row.size)}"
        added = row.added_at.astimezone(self.desk.office.zone).strftime("%d.%m.%Y")
        whose = names.get(row.person, "") if row.person else ""
        return FileLine(
            row, self.desk.caption("attachment_kinds", row.kind), row.title, day(row.dated), day(row.valid_till), expired, whose,
            form, added,
        )  # fmt: skip

    def people(self) -> tuple[tuple[str, str], ...]:
        """Whose a file may be."""
        page = self._page()
        return tuple((str(member.person.id), full_name(member)) for member in page.members) if page else ()

    def row(self, id_: object) -> FileRow | None:
        """One of them."""
        return next((row for row in self.rows if row.id == id_), None)

    # Acts

    def add(
        self, new: NewFile, kind: str, title: str, dated: date | None, person: UUID | None, done: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Read the bytes on the files lane, then keep them in one act."""
        page = self._page()
        if page is None:
            return
        family = page.family.id

        def ready(file: Prepared) -> None:
            self.desk.act(
                N_("A file was added"),
                lambda unit: attachments.add_file(
                    unit, family, file.name, file.content, kind, title, dated, person, sheet=self._sheet
                ),
                done,
                failed,
            )

        self.desk.work(lambda _job: prepared(new.name, new.read()), ready, failed, self.owner)

    def joinable(self) -> tuple[FileRow, ...]:
        """The files that can become pages of one PDF."""
        return tuple(row for row in self.rows if can_be_joined(row.media_type))

    def join(
        self, rows: Sequence[FileRow], kind: str, title: str, done: Callable[[Changes], None],
        failed: Callable[[Exception], None], *, instead: bool,
    ) -> None:  # fmt: skip
        """Put these files into one PDF in this order; `instead` takes them out of the list in the same act."""
        page = self._page()
        if page is None:
            return
        family = page.family.id
        people = {row.person for row in rows}
        person = people.pop() if len(people) == 1 else None
        name = f"{title.strip() or self.desk.caption('attachment_kinds', kind)}.pdf"
        sources = [(row.id, row.version) for row in rows] if instead else []

        def kept(content: bytes) -> None:
            self.desk.act(
                N_("Files were joined to one PDF"),
                lambda unit: attachments.replace_by_joined(unit, family, name, content, kind, title, sources, person),
                done,
                failed,
            )

        self.desk.gather(
            lambda reading: [attachments.content_of(reading, row.id) for row in rows],
            lambda contents, _job: joined_pdf(contents),
            kept,
            failed,
            self.owner,
        )

    def pictures(
        self,
        content: bytes,
        told: Callable[[tuple[bytes, ...], int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """The first pages of a scan of several pages, as pictures to look at, and how many it has."""
        self.desk.work(lambda _job: frames(content, _PAGES_SHOWN), lambda found: told(*found), failed, self._looking)

    def content(self, row: FileRow, told: Callable[[bytes], None], failed: Callable[[Exception], None]) -> None:
        """The bytes of a file; only the file asked for last is told."""
        self._looking.close()
        self._looking = Owner()
        self.desk.open(lambda reading: attachments.content_of(reading, row.id), told, failed, self._looking)

    def pages(
        self,
        content: bytes,
        width: int,
        told: Callable[[tuple[PagePicture, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """The first pages of a PDF as pictures."""
        self.desk.work(lambda _job: pdf_pages(content, width=width), told, failed, self._looking)

    def fail(self, error: Exception) -> None:
        """Let the window say what went wrong."""
        self._failed(error)

    def save_copy(self, row: FileRow, path: Path, told: Callable[[], None]) -> None:
        """Write a copy of the file for the person at the desk."""
        self.desk.gather(
            lambda reading: attachments.content_of(reading, row.id),
            lambda content, _job: replace_file(path, content),
            lambda _nothing: told(),
            self._failed,
            self.owner,
        )

    def remove(self, row: FileRow, done: Callable[[Changes], None]) -> None:
        """Mark it as removed."""
        self.desk.act(
            N_("A file was removed"),
            lambda unit: cards.remove(unit, "attachment", row.id, row.version),
            done,
            self._failed,
        )

    def close(self) -> None:
        """The page goes."""
        self.owner.close()
        self._looking.close()


def copy_name(row: FileRow) -> str:
    """How the copy is called: never out of its folder, never as something else than it is."""
    return safe_name(named_for(safe_name(row.file_name), row.media_type))
