"""Paints the lines that stand for what is folded away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.core.theme import Theme
from gui.editor.fold_line import FoldLine

_RADIUS = 4.0
_CURRENT = 1.5
"""Width of the frame when the current mention begins in there."""


class FoldPainter:
    """Paints on a painter whose origin is the line's top left corner."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint_plate(self, painter: QPainter, line: FoldLine) -> None:
        """The ground, under selection and hits."""
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.panel)
        painter.drawRoundedRect(line.plate(), _RADIUS, _RADIUS)
        painter.restore()

    def paint_words(self, painter: QPainter, line: FoldLine, *, current: bool, selected: bool) -> None:
        """The words and the edge."""
        theme = self._theme
        edge = QPen(theme.accent, _CURRENT) if current else QPen(theme.outline, 1, Qt.PenStyle.DotLine)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(line.plate(), _RADIUS, _RADIUS)
        painter.restore()
        painter.setPen(self._theme.selection_text if selected else self._theme.muted)
        line.layout.draw(painter, QPointF(0, 0))
