"""What a printed file says, page by page, read back by another library."""

from __future__ import annotations

import pypdfium2

from desktop.models.documents import Block, Document
from tests.documents.kravtsovs import TODAY


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            layer = page.get_textpage()
            found.append(layer.get_text_bounded().replace("\r\n", "\n"))
            layer.close()
            page.close()
        return found
    finally:
        document.close()


def outline(content: bytes) -> list[tuple[str, int, int]]:
    """Title, level from 0, page from 1."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [(mark.get_title(), mark.level, (mark.get_dest().get_index() or 0) + 1) for mark in document.get_toc()]
    finally:
        document.close()


def document(*blocks: Block, **changes: object) -> Document:
    given = {
        "title": "ДЕЛО СЕМЬИ № 7", "number": "7", "made_on": TODAY, "language": "ru", "office": ("Отдел",),
        "blocks": blocks, "confidential": "Конфиденциально. Экз. № 1",
    }  # fmt: skip
    return Document(**(given | changes))  # type: ignore[arg-type]
