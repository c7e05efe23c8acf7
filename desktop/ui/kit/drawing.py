"""Shapes that the kit's widgets share: the rounded box, the focus frame, the badge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desktop.ui.kit import theme
from desktop.ui.kit.palettes import Tone


def box(painter: QPainter, where: QRectF, fill: str, edge: str | None = None, radius: float = 6) -> None:
    """A rounded rectangle with a hairline that stays inside `where`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(fill))
    painter.setPen(QPen(theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
    inner = where.adjusted(0.5, 0.5, -0.5, -0.5) if edge else where
    painter.drawRoundedRect(inner, theme.px(radius), theme.px(radius))


def focus_frame(painter: QPainter, where: QRectF, radius: float = 6, *, on_accent: bool = False) -> None:
    """Two visible pixels in the accent: the place where the keyboard is."""
    tokens = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if on_accent:  # on a filled button the frame needs a gap to be seen
        painter.setPen(QPen(theme.colour(tokens.on_accent), 2))
        painter.drawRoundedRect(where.adjusted(3, 3, -3, -3), theme.px(radius) - 2, theme.px(radius) - 2)
        return
    painter.setPen(QPen(theme.colour(tokens.accent), 2))
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), theme.px(radius), theme.px(radius))


def badge_width(text: str) -> int:
    """How wide a badge with this text is."""
    return QFontMetrics(theme.font(0.86, bold=True)).horizontalAdvance(text) + theme.px(18)


def badge_height() -> int:
    """How high every badge is."""
    return QFontMetrics(theme.font(0.86, bold=True)).height() + theme.px(4)


def badge(painter: QPainter, where: QRectF, text: str, tone: Tone) -> None:
    """A badge on one line at the left of `where`, in its middle; a long text ends in an ellipsis."""
    fill, ink = theme.tokens().pair(tone)
    width = min(float(badge_width(text)), where.width())
    height = min(float(badge_height()), where.height())
    spot = QRectF(where.left(), where.center().y() - height / 2, width, height)
    edge = ink if theme.active().scheme == "contrast" else None
    box(painter, spot, fill, edge, radius=height / 2 / theme.active().zoom)
    font = theme.font(0.86, bold=True)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    inside = spot.adjusted(theme.px(8), 0, -theme.px(8), 0)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()) + 2)
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), shown)
