"""The file of a library item: laid with it, looked at, given out as a copy, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from typing_extensions import override

from desktop.base.files import replace_file
from desktop.base.jobs import Owner
from desktop.base.messages import N_
from desktop.models.family_page import FileRow
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.files import Files, NewFile
from desktop.rules.file_types import media_type
from desktop.services import library
from desktop.services.cards import open_card
from desktop.services.desk import Desk

LAID, TAKEN = N_("A file was laid with an item of the library"), N_("A file was taken away from an item of the library")


class LibraryFile(Files):
    """One item and its file; what a preview of files asks for."""

    def __init__(self, desk: Desk, item: UUID, failed: Callable[[Exception], None]) -> None:
        super().__init__(desk, lambda: None, failed)
        self.item = item
        self.record: Snapshot | None = None
        self._content = b""

    def read(self, told: Callable[[], None]) -> None:
        """Read the item."""

        def arrived(record: Snapshot | None) -> None:
            self.record = record
            told()

        self.desk.open(lambda reading: open_card(reading, "library_item", self.item), arrived, self.fail, self.owner)

    def title(self) -> str:
        """What the item is called."""
        return str(self.record.values["title"]) if self.record else ""

    def look(self, told: Callable[[FileRow | None], None]) -> None:
        """The file as a preview wants it, its bytes read already; None where no file lies with the item."""
        record = self.record
        name = record.values["file_name"] if record else None
        if record is None or not name:
            told(None)
            return

        def arrived(content: bytes) -> None:
            self._content = content
            media = media_type(content) or ""
            told(
                FileRow(
                    self.item, record.version, "", self.title(), str(name), media, len(content), None, None, None, self.desk.now()
                )
            )

        self.desk.open(lambda reading: library.file_of(reading, self.item), arrived, self.fail, self.owner)

    @override
    def content(self, row: FileRow, told: Callable[[bytes], None], failed: Callable[[Exception], None]) -> None:
        """The bytes that were read for looking at them."""
        told(self._content)

    def lay(self, new: NewFile, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Read the bytes on the files lane, then lay them with the item."""
        version = self.record.version if self.record else None
        self.desk.work(
            lambda _job: new.read(),
            lambda content: self.desk.act(
                LAID, lambda unit: library.put_file(unit, self.item, version, new.name, content), done, failed
            ),
            failed,
            self.owner,
        )

    def take_away(self, done: Callable[[Changes], None]) -> None:
        """The item stays without its file."""
        version = self.record.version if self.record else None
        self.desk.act(TAKEN, lambda unit: library.drop_file(unit, self.item, version), done, self.fail)

    def copy_to(self, path: Path, told: Callable[[], None]) -> None:
        """Write a copy for the person at the desk."""
        self.desk.gather(
            lambda reading: library.file_of(reading, self.item),
            lambda content, _job: replace_file(path, content),
            lambda _nothing: told(),
            self.fail,
            Owner(),
        )
