"""What paints by itself and is to be mirrored when the window is laid out from right to left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2068", "\u2069"

STRIPE = 3
"""How wide the stripe of a current row is; logical pixels."""


def placed(rect: QRectF, inside: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Where to paint what stands at ``rect`` when read from left to right; logical pixels."""
    if direction is not Qt.LayoutDirection.RightToLeft:
        return rect
    return QRectF(inside.left() + inside.right() - rect.right(), rect.y(), rect.width(), rect.height())


def leading(rect: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """The stripe of this width in ``rect`` where lines of the interface begin; logical pixels."""
    return placed(QRectF(rect.x(), rect.y(), width, rect.height()), rect, direction)


def quoted(text: str) -> str:
    """A document's own words in the direction of their letters, whatever stands around them (UAX #9)."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_END_OF_ISOLATE}"


def figures(text: str) -> str:
    """Figures such as ``3–9``, which read from left to right everywhere."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_END_OF_ISOLATE}"
