"""A label's colour as a small square, for lists and choices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from annotations.model.label_set import Label
from gui.core.theme import Theme, label_style

SWATCH = 12
"""Its edge in logical pixels."""

_SCALES = (1, 2, 3)
_RADIUS = 3


def swatch(theme: Theme, label: Label) -> QIcon:
    """The square in the colour of the label's chip, for screens of scale 1 to 3."""
    made = QIcon()
    for scale in _SCALES:
        square = QPixmap(SWATCH * scale, SWATCH * scale)
        square.setDevicePixelRatio(scale)
        square.fill(Qt.GlobalColor.transparent)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(label_style(theme, label).chip)
        painter.drawRoundedRect(0, 0, SWATCH, SWATCH, _RADIUS, _RADIUS)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would tint it in the current row
            made.addPixmap(square, mode)
    return made
