"""Keys drawn as keycaps, one cap for each key that is held."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.theme import Theme

_PAD, _GAP, _RADIUS = 5.0, 3.0, 3.5  # logical pixels


def cap_font(font: QFont) -> QFont:
    """The font of caps beside text in `font`: a little smaller."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * 0.88)
    else:
        smaller.setPixelSize(round(font.pixelSize() * 0.88))
    smaller.setBold(False)
    return smaller


def short_caps(key: str) -> list[str]:
    """The caps with Shift as its arrow, for narrow places."""
    return ["⇧" if cap == "Shift" else cap for cap in caps_of(key)]


def caps_width(caps: list[str], font: QFont) -> float:
    """How wide `draw_caps` draws the caps, in logical pixels."""
    metrics = QFontMetricsF(cap_font(font))
    widths = [_cap_width(cap, metrics) for cap in caps]
    return sum(widths) + _GAP * (len(widths) - 1)


def draw_caps(painter: QPainter, rect: QRectF, caps: list[str], theme: Theme, font: QFont) -> None:
    """Draw the caps from the left of `rect`, centred in its height."""
    painter.save()
    painter.setFont(cap_font(font))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    x, height = rect.x(), _cap_height(metrics)
    for cap in caps:
        box = QRectF(x, rect.center().y() - height / 2, _cap_width(cap, metrics), height).adjusted(
            0.5, 0.5, -0.5, -0.5
        )
        painter.setPen(theme.outline)
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(theme.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
        x = box.right() + 0.5 + _GAP
    painter.restore()


def _cap_width(cap: str, metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(cap) + 2 * _PAD, _cap_height(metrics))


def _cap_height(metrics: QFontMetricsF) -> float:
    return round(metrics.height() + 3)


class Keycaps(QWidget):
    """One key or several alternatives, as a widget for forms."""

    def __init__(self, keys: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [caps_of(key) for key in keys]
        self._theme = theme
        self.setAccessibleName(tr(" or ").join("+".join(caps) for caps in self._keys))

    def sizeHint(self) -> QSize:
        """As wide as all the caps and the gaps between the alternatives."""
        width = sum(caps_width(caps, self.font()) + 4 * _GAP for caps in self._keys)
        return QSize(round(width) + 1, round(_cap_height(QFontMetricsF(cap_font(self.font())))) + 2)

    def minimumSizeHint(self) -> QSize:
        """No less than all of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caps one after the other."""
        painter = QPainter(self)
        x = 0.0
        for caps in self._keys:
            draw_caps(painter, QRectF(x, 0, self.width(), self.height()), caps, self._theme, self.font())
            x += caps_width(caps, self.font()) + 4 * _GAP
        painter.end()
