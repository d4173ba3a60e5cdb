"""The badge that says how far a kind is labelled, and the menu behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QActionGroup, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from annotations.model.records import Status
from gui.core.slots import only
from gui.core.status_words import status_word
from gui.core.theme import Theme

_PADDING = 6.0
_SMALLER = 0.86
_LEAST_VEIL, _DONE_VEIL = 0, 40  # alpha of the ground


def badge_width(status: Status, font: QFont) -> float:
    """How wide the badge is, in logical pixels."""
    return QFontMetricsF(_small(font)).horizontalAdvance(status_word(status)) + 2 * _PADDING


def draw_badge(painter: QPainter, place: QRectF, status: Status, theme: Theme, font: QFont) -> None:
    """Draw the badge centred in height: its word in an outline, on a veil once the kind is finished."""
    colour = _colour(status, theme)
    small = _small(font)
    height = min(place.height(), QFontMetricsF(small).height() + 2)
    pill = QRectF(place.x(), place.center().y() - height / 2, place.width(), height)
    veil = QColor(colour)
    veil.setAlpha(_DONE_VEIL if status in (Status.DONE, Status.NOTHING_HERE) else _LEAST_VEIL)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(veil)
    painter.setPen(QPen(theme.border if status is Status.UNTOUCHED else colour, 1))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setFont(small)
    painter.setPen(colour)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, status_word(status))
    painter.restore()


def status_menu(parent: QWidget, status: Status, chosen: Callable[[Status], None]) -> QMenu:
    """All statuses, the present one checked; the menu deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for one in Status:
        action = menu.addAction(status_word(one))
        action.setCheckable(True)
        action.setChecked(one is status)
        action.triggered.connect(only(partial(chosen, one)))
        group.addAction(action)
    return menu


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setBold(False)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
    else:
        small.setPixelSize(round(font.pixelSize() * _SMALLER))
    return small


def _colour(status: Status, theme: Theme) -> QColor:
    if status in (Status.DONE, Status.NOTHING_HERE):
        return theme.ok
    return theme.accent if status is Status.IN_PROGRESS else theme.muted
