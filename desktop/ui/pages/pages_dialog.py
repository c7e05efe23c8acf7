"""Pages looked at before they leave: what is common to a paper, a dossier and a map on their way out.

At the left what can be chosen, at the right the pages; printing goes page by page, what went wrong is said here.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.events import Event
from desktop.base.messages import _
from desktop.documents.page_images import PageImage
from desktop.ui.kit import theme
from desktop.ui.kit.dialogs import Progress
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.print_run import ask_for_printer, picture, print_pages
from desktop.ui.pages.shell import Shell


class Leaving(Protocol):
    """The presenter of pages on their way out."""

    @property
    def failed(self) -> Event[Exception]: ...
    @property
    def finished(self) -> Event[Any]: ...
    def printed(self) -> None: ...
    def close(self) -> None: ...


class Paper(QWidget):
    """Pages one under another on a grey ground, always light: paper is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QPixmap] = []
        self._widest = 0  # what there is room for; 0: as wide as the pages are
        self.setAccessibleName(_("Preview"))

    def show_pages(self, pages: tuple[PageImage, ...]) -> None:
        """Show these pages from the top."""
        self._pages = [QPixmap.fromImage(picture(page)) for page in pages]
        self._lay()

    def fit(self, width: int) -> None:
        """Pages wider than this are shown smaller: a landscape page is seen whole."""
        if width != self._widest:
            self._widest = width
            self._lay()

    def _sizes(self) -> list[QSize]:
        most = self._widest - 2 * theme.px(14) if self._widest else 0
        return [
            QSize(most, page.height() * most // page.width()) if 0 < most < page.width() else page.size() for page in self._pages
        ]

    def _lay(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.resize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        gap = theme.px(14)
        sizes = self._sizes()
        width = max((size.width() for size in sizes), default=theme.px(600))
        return QSize(width + 2 * gap, sum(size.height() + gap for size in sizes) + gap)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.tokens().line))
        gap, top = theme.px(14), theme.px(14)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, size in zip(self._pages, self._sizes(), strict=True):
            where = QRect((self.width() - size.width()) // 2, top, size.width(), size.height())
            if where.intersects(event.rect()):
                painter.drawPixmap(where, page)
            top += size.height() + gap


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished PDF on its way to a printer; `name` stands in the printer's queue."""

    name: str
    content: bytes
    count: int


class PagesDialog(QDialog):
    """Choose, look, then print or save; `summary` is made by whoever builds the left side."""

    summary: PlainLabel

    def __init__(self, shell: Shell, leaving: Leaving, title: str, size: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._leaving = shell, leaving
        self._progress: Progress | None = None
        self._ends: list[Callable[[], None]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(theme.px(size[0]), theme.px(size[1]))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._area = QScrollArea(self)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paper = Paper()
        self._area.setWidget(self._paper)
        self._row.addWidget(self._area, 1)

    def stand(self, left: QWidget) -> None:
        """What can be chosen stands at the left."""
        self._row.insertWidget(0, left)

    @abstractmethod
    def pages_now(self) -> Pages | None:
        """What would be printed now; None until it is made."""

    @staticmethod
    @abstractmethod
    def saved_words(made: Any) -> str:
        """What is said of files that were written."""

    def show_pages(self, pages: tuple[PageImage, ...]) -> None:
        """Show these pages, as wide as there is room."""
        self._fit()
        self._paper.show_pages(pages)

    def _fit(self) -> None:
        self._paper.fit(self._area.maximumViewportSize().width() - self._area.verticalScrollBar().sizeHint().width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def print_out(self) -> None:
        """Choose a printer; the pages are those of the preview."""
        if (pages := self.pages_now()) is not None:
            ask_for_printer(self, pages.name, pages.count, lambda printer: self.paint(printer, pages))

    def paint(self, printer: QPrinter, pages: Pages) -> None:
        """Send these pages to this printer one after another."""
        print_pages(
            self, self._shell.desk, printer, pages.content, pages.count,
            painted=self._painted, failed=self._failed, over=self._over,
        )  # fmt: skip

    def _painted(self) -> None:
        self._leaving.printed()
        self._over(_("Sent to the printer"))
        self._shell.say(_("Sent to the printer"))

    def _failed(self, error: Exception) -> None:
        """Said here: the banner of the window lies behind this dialog."""
        if isinstance(error, OporaError):
            self._over(error.words())
        else:
            self._over(_("The program made a mistake: it is not printed"))
            self._shell.fail(error)

    def _over(self, words: str) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress = None
        self.summary.setText(words)

    @override
    def done(self, result: int) -> None:
        self._leaving.close()
        for end in self._ends:
            end()
        shell, words = self._shell, self.saved_words  # files that are still being written are told to the window
        self._leaving.finished.subscribe(lambda made: shell.say(words(made)))
        self._leaving.failed.subscribe(shell.fail)
        super().done(result)
