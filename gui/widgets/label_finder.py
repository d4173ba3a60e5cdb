"""A small list over the text in which a label is found by a little of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.words import tr
from gui.core.commands import Command
from gui.core.theme import LIGHT, Theme
from gui.widgets.command_list import CommandList

_SIZE = QSize(380, 264)
_MARGIN, _GAP = 6, 4  # logical pixels


class LabelFinder(QWidget):
    """Comes up at a place of its parent; Esc, or another place of the window, sends it away."""

    chosen = Signal(object)
    """The `Command` of the label that was taken; the finder is gone by then."""
    left = Signal()
    """Esc: nothing was taken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.found = CommandList(LIGHT, tr("Type a label’s name"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.found)
        self.found.chosen.connect(self._take)
        for part in (self.found.field, self.found.list):
            part.installEventFilter(self)
        self.setAutoFillBackground(True)
        self.hide()

    def ask(self, labels: Sequence[Command], recent: Sequence[str], caret: QRect) -> None:
        """Come up beside the caret, which is where this rectangle of the parent is, with the hand in it."""
        self.found.show_commands(labels, recent)
        self.resize(_SIZE.boundedTo(self.parentWidget().size()))
        self.move(self._place(caret))
        self.show()
        self.raise_()
        self.found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.found.set_theme(theme)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc takes nothing; a hand that goes elsewhere closes the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.left.emit()
                return True
        elif event.type() is QEvent.Type.FocusOut and not self._has_hand():
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground with an edge, above the text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.raised)
        painter.setPen(self._theme.outline)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _has_hand(self) -> bool:
        return self.found.field.hasFocus() or self.found.list.hasFocus()

    def _take(self, command: Command) -> None:
        self.hide()
        self.chosen.emit(command)

    def _place(self, caret: QRect) -> QPoint:
        """Below the caret, above it where there is no room, and wholly inside the parent."""
        room = self.parentWidget().size()
        leads = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        x = caret.left() if leads else caret.right() - self.width()
        below, above = caret.bottom() + _GAP, caret.top() - _GAP - self.height()
        y = below if below + self.height() <= room.height() or above < 0 else above
        y = max(0, min(y, room.height() - self.height()))
        return QPoint(max(0, min(x, room.width() - self.width())), y)
