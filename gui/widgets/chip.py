"""A label's chip, the same in lists as in the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.core.bars import draw_bar
from gui.core.theme import LabelStyle

_PAD, _RADIUS, _BAR = 5.0, 3.0, 3.0  # logical pixels


def chip_font(font: QFont) -> QFont:
    """The font on chips beside text in `font`: smaller and bold."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * 0.82)
    else:
        made.setPixelSize(round(font.pixelSize() * 0.82))
    made.setBold(True)
    return made


def chip_width(caption: str, font: QFont) -> float:
    """How wide the whole chip is beside text in `font`, in logical pixels."""
    return QFontMetricsF(chip_font(font)).horizontalAdvance(caption) + 2 * _PAD


def draw_chip(painter: QPainter, rect: QRectF, style: LabelStyle, font: QFont) -> float:
    """Draw the chip at the left of `rect`, centred in its height and cut to its width; return its width."""
    painter.save()
    painter.setFont(chip_font(font))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    width = min(chip_width(style.caption, font), rect.width())
    height = round(metrics.height() + 2)
    box = QRectF(rect.x(), round(rect.center().y() - height / 2), width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.chip)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setPen(style.chip_text)
    shown = metrics.elidedText(style.caption, Qt.TextElideMode.ElideRight, width - 2 * _PAD)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
    return width


def draw_swatch(painter: QPainter, rect: QRectF, style: LabelStyle) -> None:
    """A sample of marked text: the label's veil, and its bar in the kind's pattern below."""
    painter.fillRect(rect.adjusted(0, 0, 0, -_BAR - 1), style.background)
    draw_bar(painter, QRectF(rect.x(), rect.bottom() - _BAR, rect.width(), _BAR), style.bar, style.pattern)
