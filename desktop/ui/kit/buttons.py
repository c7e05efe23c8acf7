"""Buttons: what can be done here, and by which key.

Button(caption, kind="plain", *, keys="", icon="", parent=None)
    kind: "primary" (one per place), "plain", "quiet" (text only, like a link), "danger"
    clicked as in Qt; Enter and Space press it; set_caption(text); set_keys(keys)
    set_tight(on): where room is short the key is in the tooltip instead of on the button
    set_reason(text): greys it out and says why in the tooltip and to a screen reader; "" allows it again
IconButton(icon, name, *, keys="", checkable=False)   # `name` is its accessible name and tooltip
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.kit import drawing, icons, theme
from desktop.ui.kit.text import keys_for_people

Kind = Literal["primary", "plain", "quiet", "danger"]


class Button(QPushButton):
    """A caption and, in lighter ink, its key."""

    def __init__(
        self,
        caption: str,
        kind: Kind = "plain",
        *,
        keys: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(caption, parent)
        self._kind, self._keys, self._icon = kind, keys_for_people(keys), icon
        self._tight = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if keys:
            self.setAccessibleDescription(keys)

    def set_caption(self, caption: str) -> None:
        """Say another word on it."""
        self.setText(caption)
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Show another key on it."""
        self._keys = keys_for_people(keys)
        self.setAccessibleDescription(keys)
        self.updateGeometry()

    def set_tight(self, *, tight: bool) -> None:
        """Where room is short its key is said by the tooltip and a screen reader only."""
        if tight is self._tight:
            return
        self._tight = tight
        if self._keys and self.toolTip() in {"", self._keys}:
            self.setToolTip(self._keys if tight else "")
        self.updateGeometry()
        self.update()

    def set_reason(self, reason: str) -> None:
        """Grey it out and say why; an empty reason allows it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason or self._keys)

    def _caption_font_bold(self) -> bool:
        return self._kind == "primary"

    def _margin(self) -> int:
        return theme.px(4 if self._kind == "quiet" else 13)

    def _icon_room(self) -> int:
        return theme.px(22) if self._icon else 0

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(bold=self._caption_font_bold()))
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + 2 * self._margin()
        if self._keys and not self._tight:
            width += QFontMetrics(theme.font(0.94)).horizontalAdvance(self._keys) + theme.px(6)
        tall = metrics.height() + theme.px(8 if self._kind == "quiet" else 16)
        return QSize(width + self._icon_room() + 2, tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def _colours(self) -> tuple[str, str | None, str, str]:
        tokens = theme.tokens()
        over = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return tokens.panel, tokens.line, tokens.faint, tokens.faint
        match self._kind:
            case "primary":
                fill = tokens.accent_hover if over or self.isDown() else tokens.accent
                return fill, None, tokens.on_accent, tokens.on_accent_second
            case "danger":
                return (tokens.red if over else tokens.paper), tokens.on_red, tokens.on_red, tokens.second
            case "quiet":
                return (tokens.hover if over else ""), None, tokens.on_tint, tokens.second
            case _:
                fill = tokens.hover if over or self.isDown() else tokens.paper
                if self.isChecked():
                    return tokens.tint, tokens.tint_edge, tokens.on_tint, tokens.second
                return fill, tokens.edge, tokens.ink, tokens.second

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, edge, ink, second = self._colours()
        painter = QPainter(self)
        where = self.rect().toRectF()
        if fill and not (self._kind == "quiet" and not self.isEnabled()):
            drawing.box(painter, where, fill, edge)
        font = theme.font(bold=self._caption_font_bold())
        metrics = QFontMetrics(font)
        keyed = self._keys and not self._tight
        caption = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        keys = QFontMetrics(theme.font(0.94)).horizontalAdvance(self._keys) + theme.px(6) if keyed else 0
        left = max(float(self._margin()), (where.width() - caption - keys - self._icon_room()) / 2)
        if self._icon:
            size = theme.px(16)
            icons.paint(painter, self._icon, QRectF(left, (where.height() - size) / 2, size, size), ink)
            left += self._icon_room()
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(QRectF(left, 0, caption + 2, where.height()), flags, self.text())
        if keyed:
            painter.setFont(theme.font(0.94))
            painter.setPen(theme.colour(second))
            painter.drawText(QRectF(left + caption + theme.px(6), 0, keys, where.height()), flags, self._keys)
        if self.hasFocus():
            drawing.focus_frame(painter, where, on_accent=self._kind == "primary")


class IconButton(QPushButton):
    """A square button with a drawing; its name is said by the tooltip and the screen reader."""

    def __init__(self, icon: str, name: str, *, keys: str = "", checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        side = QFontMetrics(theme.font()).height() + theme.px(12)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        where = self.rect().toRectF()
        ink = tokens.second if self.isEnabled() else tokens.faint
        if self.isChecked():
            drawing.box(painter, where, tokens.tint, tokens.tint_edge)
            ink = tokens.on_tint
        elif self.underMouse() and self.isEnabled():
            drawing.box(painter, where, tokens.hover)
        size = theme.px(18)
        spot = QRectF((where.width() - size) / 2, (where.height() - size) / 2, size, size)
        icons.paint(painter, self._icon, spot, ink)
        if self.hasFocus():
            drawing.focus_frame(painter, where)
