"""The bar of a label: the same three patterns in the text, in the palette and in lists."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.core.theme import BarPattern

_DOT, _GAP = 3.0, 2.0  # logical pixels


def draw_bar(painter: QPainter, rect: QRectF, colour: QColor, pattern: BarPattern) -> None:
    """Fill `rect`, one bar's place, with the pattern: a line, two lines, or dots."""
    if pattern is BarPattern.SOLID:
        painter.fillRect(rect, colour)
    elif pattern is BarPattern.DOUBLE:
        third = rect.height() / 3
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), third), colour)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - third, rect.width(), third), colour)
    else:
        x = rect.x()
        while x < rect.right():
            painter.fillRect(QRectF(x, rect.y(), min(_DOT, rect.right() - x), rect.height()), colour)
            x += _DOT + _GAP
