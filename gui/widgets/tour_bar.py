"""The bar of the tour: which step, what to do, and the keys to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotations.words import tr
from gui.core.mirror import leading
from gui.core.theme import LIGHT, Theme
from gui.widgets.keycap import Keycaps

_EDGE = 12  # logical pixels
_STRIPE = 3


class TourBar(QWidget):
    """Says what it is told; the keyboard stays in the text."""

    skipWanted = Signal()
    stopWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.title = QLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.skip_button = QPushButton()
        self.skip_button.clicked.connect(self.skipWanted)
        self.stop_button = QPushButton(tr("&End the Tour"))
        self.stop_button.clicked.connect(self.stopWanted)
        self._caps = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE + _STRIPE, _EDGE, _EDGE, _EDGE)
        row.setSpacing(_EDGE)
        row.addLayout(words, 1)
        row.addLayout(self._caps)
        row.addWidget(self.skip_button)
        row.addWidget(self.stop_button)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def show_step(self, title: str, sentence: str, keys: tuple[str, ...], skip: str) -> None:
        """Show what to do, with its keys in portable text; ``skip`` words the button that goes on."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.skip_button.setText(skip)
        while (item := self._caps.takeAt(0)) is not None:
            item.widget().deleteLater()
        for key in keys:
            self._caps.addWidget(Keycaps((key,), self._theme))
        self.show()
        said = f"{title}. {sentence} {' '.join(keys)}"
        self.setAccessibleName(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own, with a stripe where it begins."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.current)
        stripe = leading(QRectF(self.rect()), _STRIPE, self.layoutDirection())
        painter.fillRect(stripe, self._theme.accent)
        painter.end()
