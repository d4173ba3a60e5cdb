"""Small icons drawn from lines, in the theme's colours and sharp at every scale."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

_GRID = 16.0  # the icons are drawn on a grid of 16 by 16
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""Those that screens have; at any other Qt shrinks the next one."""


class Glyph(StrEnum):
    """Which icon."""

    CHECK = "check"
    BUSY = "busy"
    WARNING = "warning"
    ERROR = "error"
    INFO = "info"
    LOCK = "lock"
    PIN = "pin"
    CLOSE = "close"
    NOTE = "note"
    LINK = "link"


def icon(glyph: Glyph, colour: QColor, size: int = 16) -> QIcon:
    """The icon, `size` logical pixels square, for screens of scale 1 to 3."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(glyph, colour, size, scale))
    return made


def pixmap(glyph: Glyph, colour: QColor, size: int, scale: float) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels at a device pixel ratio; the same one is drawn once."""
    key = f"{glyph} {colour.rgba():08x} {size} {scale}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _drawn(glyph, colour, size, scale)
        QPixmapCache.insert(key, made)
    return made


def _drawn(glyph: Glyph, colour: QColor, size: int, scale: float) -> QPixmap:
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    pen = QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_outline(glyph))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for dot in _dots(glyph):
        painter.drawEllipse(dot, 1.15, 1.15)
    painter.end()
    return made


def _outline(glyph: Glyph) -> QPainterPath:
    path = QPainterPath()
    for line in _LINES[glyph]:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    if glyph in (Glyph.ERROR, Glyph.INFO):
        path.addEllipse(QRectF(2, 2, 12, 12))
    elif glyph is Glyph.LOCK:
        path.addRoundedRect(QRectF(3.5, 7, 9, 6.5), 1, 1)
        path.moveTo(5.5, 7)
        path.arcTo(QRectF(5.5, 2.5, 5, 6), 180, -180)
        path.lineTo(10.5, 7)
    return path


def _dots(glyph: Glyph) -> list[QPointF]:
    places: dict[Glyph, list[tuple[float, float]]] = {
        Glyph.BUSY: [(3.5, 8), (8, 8), (12.5, 8)],
        Glyph.WARNING: [(8, 11.4)],
        Glyph.ERROR: [(8, 11)],
        Glyph.INFO: [(8, 5.1)],
    }
    return [QPointF(*place) for place in places.get(glyph, [])]


_Line = tuple[tuple[float, float], ...]
_LINES: dict[Glyph, tuple[_Line, ...]] = {
    Glyph.CHECK: (((3, 8.5), (6.5, 12), (13, 4.5)),),
    Glyph.BUSY: (),
    Glyph.WARNING: (((8, 2), (14.5, 13.8), (1.5, 13.8), (8, 2)), ((8, 6.4), (8, 9))),
    Glyph.ERROR: (((8, 4.8), (8, 8.4)),),
    Glyph.INFO: (((8, 7.8), (8, 11.2)),),
    Glyph.LOCK: (),
    Glyph.PIN: (
        ((5, 2.5), (11, 2.5)),
        ((6, 2.5), (6, 7), (4, 9.5), (12, 9.5), (10, 7), (10, 2.5)),
        ((8, 9.5), (8, 14)),
    ),
    Glyph.CLOSE: (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    Glyph.NOTE: (
        ((2.5, 3), (13.5, 3), (13.5, 10.5), (8.5, 10.5), (5, 13.8), (5, 10.5), (2.5, 10.5), (2.5, 3)),
    ),
    Glyph.LINK: (((5, 11), (12, 4)), ((6.5, 3.5), (12.5, 3.5), (12.5, 9.5))),
}
