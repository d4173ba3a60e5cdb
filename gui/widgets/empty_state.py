"""A list that has nothing to show says why, in place of a blank."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from gui.core.theme import Theme


class EmptyState(QStackedWidget):
    """Shows either the content or a quiet sentence in its place."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.setMargin(24)
        self.addWidget(content)
        self.addWidget(self._sentence)
        self.setFocusProxy(content)

    @property
    def sentence(self) -> str:
        """The sentence on show, empty while the content is."""
        return self._sentence.text() if self.currentWidget() is self._sentence else ""

    def say(self, sentence: str) -> None:
        """Show the sentence; an empty one shows the content."""
        self._sentence.setText(sentence)
        self.setCurrentIndex(1 if sentence else 0)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        sheet = f"color: {theme.muted.name()}; background: {theme.base.name()};"
        if sheet != self._sentence.styleSheet():  # Qt would read it and polish the widget again
            self._sentence.setStyleSheet(sheet)
