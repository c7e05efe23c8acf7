"""A look at a file without leaving the page: pictures the right way up, first pages of a PDF, plain text.

What people bring is hostile: a picture is read with a limit of memory, a text is shown as plain text and never whole
when it is long, everything else is only named.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.documents.page_images import PagePicture
from desktop.models.family_page import FileRow
from desktop.presenters.files import Files
from desktop.ui.kit import theme
from desktop.ui.kit.text import PlainLabel

_MOST_MEMORY: Final = 256  # megabytes of one picture in memory: forty megapixels
_LONGEST: Final = 100_000  # characters of a text
_LARGEST_SIDE: Final = 1_600
_MANY_PAGES: Final = frozenset({"image/tiff"})  # a scan of several pages is one file


def read_picture(content: bytes) -> QImage:
    """The picture the right way up and not larger than a screen; a null one when it cannot be read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAllocationLimit(_MOST_MEMORY)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # photos of phones lie on their side otherwise
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _LARGEST_SIDE:
        reader.setScaledSize(size.scaled(_LARGEST_SIDE, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class _Paper(QLabel):
    """A picture as wide as the preview."""

    def __init__(self, picture: QPixmap, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFrameShape(QFrame.Shape.Box)  # a white page on white ground has no edge otherwise
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def fit(self, width: int) -> None:
        """Show it so wide at most."""
        ratio = self.devicePixelRatioF()
        wide = min(round(width * ratio), self._picture.width())
        shown = self._picture.scaledToWidth(max(1, wide), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


class FilePreview(QScrollArea):
    """The pane at the right of the table of files."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._papers: list[_Paper] = []
        self.shown: FileRow | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Look at the file"))
        self._say(_("Choose a file to look at it"))

    def show_file(self, row: FileRow | None) -> None:
        """Look at this file; nothing is read again for the one shown."""
        if row is not None and self.shown is not None and row.id == self.shown.id:
            return
        self.shown = row
        if row is None:
            self._say(_("Choose a file to look at it"))
            return
        if not (row.media_type.startswith("image/") or row.media_type in {"application/pdf", "text/plain"}):
            self._say(_("Word and Excel files are not shown here: save a copy and open it"))
            return
        self._say(_("Opening…"))
        self._files.content(row, lambda content: self._arrived(row, content), self._failed)

    def _arrived(self, row: FileRow, content: bytes) -> None:
        if row.media_type == "application/pdf":
            self._files.pages(content, theme.px(640) * 2, self._show_pages, self._failed)
        elif row.media_type == "text/plain":
            self._show_text(content)
        elif row.media_type in _MANY_PAGES:
            self._files.pictures(content, self._show_frames, self._failed)
        else:
            picture = read_picture(content)
            if picture.isNull():
                self._say(_("This picture cannot be shown: save a copy and open it"))
            else:
                self._show_papers([QPixmap.fromImage(picture)], "")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self._say(error.words())
        else:
            self._files.fail(error)

    def _show_frames(self, pictures: tuple[bytes, ...], whole: int) -> None:
        note = _("The first {n} of {of} pages").format(n=len(pictures), of=whole) if whole > len(pictures) else ""
        self._show_papers([QPixmap.fromImage(read_picture(one)) for one in pictures], note)

    def _show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        images = [QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy() for page in pages]
        whole = pages[0].pages if pages else 0
        note = _("The first {n} of {of} pages").format(n=len(pages), of=whole) if whole > len(pages) else ""
        self._show_papers([QPixmap.fromImage(image) for image in images], note)

    def _show_papers(self, pictures: list[QPixmap], note: str) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        if note:
            column.addWidget(PlainLabel(note, inside, ink="second"))
        self._papers = [_Paper(picture, inside) for picture in pictures]
        for paper in self._papers:
            column.addWidget(paper)
        column.addStretch(1)
        self.setWidget(inside)
        self._fit()

    def _show_text(self, content: bytes) -> None:
        text = content.decode("utf-8", errors="replace")
        shown = QPlainTextEdit(text[:_LONGEST])
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setProperty("kit", "editor")
        shown.setAccessibleName(_("Text of the file"))
        self._papers = []
        self.setWidget(shown)

    def _say(self, words: str) -> None:
        self._papers = []
        label = PlainLabel(words, ink="second", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(label)

    def _fit(self) -> None:
        for paper in self._papers:
            paper.fit(self.viewport().width() - theme.px(4))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(160))
