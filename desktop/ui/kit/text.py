"""Words on the window: every label shows plain text, whatever a user typed.

    PlainLabel(text="", *, ink="ink", scale=1.0, bold=False, wrap=False, selectable=False)   .set_ink(ink)
    Heading(text, level=1)          # 1 page (15 pt), 2 section (11.5 pt), 3 group (10 pt)
    KeyHint(keys)                   # the small framed "Ctrl K"
    keys_for_people("Ctrl+Shift+P") -> "Ctrl Shift P"
`ink`: ink, second, faint, accent, green, amber, red.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.kit.palettes import Tokens

Ink = Literal["ink", "second", "faint", "accent", "green", "amber", "red"]
_HEADINGS: Final = {1: 1.5, 2: 1.12, 3: 1.0}


def ink_colour(ink: Ink, tokens: Tokens) -> str:
    """The colour of text in that ink."""
    return {
        "ink": tokens.ink,
        "second": tokens.second,
        "faint": tokens.faint,
        "accent": tokens.on_tint,
        "green": tokens.on_green,
        "amber": tokens.on_amber,
        "red": tokens.on_red,
    }[ink]


def keys_for_people(keys: str) -> str:
    """A shortcut as it is shown on a button: without plus signs, they read badly at small sizes."""
    return keys.replace("+", " ") if len(keys) > 1 else keys


class PlainLabel(QLabel):
    """A label that never takes what a user typed for markup."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ink: Ink = "ink",
        scale: float = 1.0,
        bold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._ink, self._scale, self._bold = ink, scale, bold
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)
        self._dress()

    def set_ink(self, ink: Ink) -> None:
        """Say the same in another colour; the words carry the meaning."""
        self._ink = ink
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self._scale, bold=self._bold))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(ink_colour(self._ink, theme.tokens())))
        self.setPalette(palette)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()


class Heading(PlainLabel):
    """The name of a page (1), a section (2) or a group (3)."""

    def __init__(self, text: str = "", level: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, scale=_HEADINGS[level], bold=True)


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where there is no room; the whole text stays in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, ink: Ink = "ink", bold: bool = False,
                 scale: float = 1.0) -> None:  # fmt: skip
        super().__init__(text, parent, ink=ink, bold=bold, scale=scale)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(48), self.sizeHint().width()), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)


class KeyHint(QWidget):
    """A key in a small frame, where there is no button to carry it."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys_for_people(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(0.8))
        return QSize(metrics.horizontalAdvance(self._keys) + theme.px(12), metrics.height() + theme.px(4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(tokens.edge))
        painter.setBrush(theme.colour(tokens.paper))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        painter.setFont(theme.font(0.8))
        painter.setPen(theme.colour(tokens.second))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._keys)
