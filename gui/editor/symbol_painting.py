"""Painting the signs for characters that cannot be seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.core.pixels import PixelGrid
from gui.core.theme import Theme
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.looks import Looks
from gui.editor.metrics import Metrics
from gui.editor.row import Row
from gui.editor.symbols import Shape, line_end_name, symbols_in


class SymbolPainter:
    """Paints the signs of one row at a time, over the text; x and y as in the row."""

    def __init__(self, theme: Theme, looks: Looks, metrics: Metrics) -> None:
        """Prepare the pens."""
        self._theme, self._looks, self._metrics = theme, looks, metrics
        self._scale = metrics.text_height / 22
        self._pen = QPen(theme.muted, max(1.0, self._scale))
        self._pen.setCapStyle(Qt.PenCapStyle.RoundCap)

    def paint(self, painter: QPainter, laid: LaidParagraph, row: Row, grid: PixelGrid) -> None:
        """Paint the signs for all invisible characters of the row, its line break included."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        free = 0.0
        for place, symbol in symbols_in(laid.text[row.start - laid.start : row.text_end - laid.start]):
            offset = row.start + place
            ranges = laid.ranges(row, offset, offset + 1)
            left, right = ranges[0] if ranges else (row.right, row.right)
            if symbol.shape is Shape.NAME:
                free = self._paint_name(painter, row, symbol.name, (left, free), grid)
            else:
                self._paint_blank(painter, row, symbol.shape, left, right)
        if row is laid.rows[-1] and laid.next_start > laid.end:
            self._paint_line_end(painter, laid, row, grid)
        painter.restore()

    def _paint_blank(self, painter: QPainter, row: Row, shape: Shape, left: float, right: float) -> None:
        middle, centre = row.top + row.text_height * 0.56, (left + right) / 2
        if shape is Shape.DOT:
            size = 1.1 * self._scale
            painter.setBrush(self._theme.muted)
            painter.drawEllipse(QPointF(centre, middle), size / 2, size / 2)
        elif shape is Shape.OPEN_BOX:
            low, rise = row.top + row.text_height * 0.82, 3 * self._scale
            inset = min(1.0, (right - left) / 6)
            points = (
                (left + inset, low - rise),
                (left + inset, low),
                (right - inset, low),
                (right - inset, low - rise),
            )
            painter.setPen(QPen(self._theme.warning, self._pen.widthF()))
            painter.drawPolyline([QPointF(x, y) for x, y in points])
            painter.setPen(self._pen)
        else:
            tip, wing = right - 3 * self._scale, 3 * self._scale
            painter.drawLine(QPointF(left + 2 * self._scale, middle), QPointF(tip, middle))
            painter.drawPolyline(
                [QPointF(tip - wing, middle - wing), QPointF(tip, middle), QPointF(tip - wing, middle + wing)]
            )

    def _paint_name(
        self, painter: QPainter, row: Row, name: str, place: tuple[float, float], grid: PixelGrid
    ) -> float:
        """Paint a stem and the name above it, right of other names; return where the next one may begin."""
        x, free = place
        chip = self._looks.name(name)
        left = max(x - chip.width / 2, free, 0.0)
        top = row.top - row.headroom
        stem = QRectF(grid.x(x - 0.5), row.top, grid.length(1), row.text_height)
        painter.fillRect(stem, self._theme.warning)
        grid.draw(painter, left, top, chip.pixmap(grid.ratio))
        return left + chip.width + 2

    def _paint_line_end(self, painter: QPainter, laid: LaidParagraph, row: Row, grid: PixelGrid) -> None:
        """Paint an arrow that turns back, and the name of an uncommon line break."""
        unit, toward = 4 * self._scale, -1 if laid.rtl else 1
        x = (row.left if laid.rtl else row.right) + toward * unit
        low, high = row.top + row.text_height * 0.62, row.top + row.text_height * 0.36
        right, wing = x + toward * 2 * unit, unit * 0.7
        painter.drawPolyline([QPointF(right, high), QPointF(right, low), QPointF(x, low)])
        painter.drawPolyline(
            [QPointF(x + toward * wing, low - wing), QPointF(x, low), QPointF(x + toward * wing, low + wing)]
        )
        name = line_end_name(laid.line_break)
        if name:
            chip = self._looks.name(name)
            start = right + unit if toward > 0 else right - unit - chip.width
            top = row.top + (row.text_height - self._metrics.chip_height) / 2
            grid.draw(painter, start, top, chip.pixmap(grid.ratio))
