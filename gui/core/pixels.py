"""The device's pixels under a painter: what lies on them is sharp at every scale, also at 1.25 and 1.5."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap


class PixelGrid:
    """All lengths are the painter's logical pixels, in its coordinates at the time the grid is made."""

    def __init__(self, painter: QPainter) -> None:
        """Look at the painter's scale and origin; it must not be turned."""
        transform = painter.deviceTransform()
        self.ratio = transform.m11()
        """Device pixels for each logical one; a picture that is painted may differ from the screen."""
        self._x, self._y = transform.dx(), transform.dy()

    def x(self, x: float) -> float:
        """The nearest edge between two columns of pixels."""
        return (round(x * self.ratio + self._x) - self._x) / self.ratio

    def y(self, y: float) -> float:
        """The nearest edge between two rows of pixels."""
        return (round(y * self.ratio + self._y) - self._y) / self.ratio

    def length(self, length: float) -> float:
        """The nearest number of whole pixels, one at least."""
        return max(1, round(length * self.ratio)) / self.ratio

    def line_x(self, x: float, width: float) -> float:
        """Where a pen as wide as `length` says has to be centred to fill whole columns at ``x``."""
        return self.x(x - width / 2) + width / 2

    def line_y(self, y: float, width: float) -> float:
        """Where a pen as wide as `length` says has to be centred to fill whole rows at ``y``."""
        return self.y(y - width / 2) + width / 2

    def frame(self, rect: QRectF, width: float) -> QRectF:
        """The rectangle that such a pen has to go around, so that its middle is at the edges of ``rect``."""
        left, top = self.line_x(rect.left(), width), self.line_y(rect.top(), width)
        right, bottom = self.line_x(rect.right(), width), self.line_y(rect.bottom(), width)
        return QRectF(left, top, right - left, bottom - top)

    def draw(self, painter: QPainter, x: float, y: float, pixmap: QPixmap) -> None:
        """Draw a pixmap made for this ratio, pixel for pixel."""
        painter.drawPixmap(QPointF(self.x(x), self.y(y)), pixmap)


def pixels(length: float, ratio: float) -> int:
    """So many device pixels a picture of this length needs."""
    return math.ceil(round(length * ratio, 3))
