"""What all dialogs share: a heading, a body, a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

_MARGIN, _SPACING = 18, 12


class FramedDialog(QDialog):
    """A dialog with an introducing sentence above its body and buttons below."""

    def __init__(
        self, title: str, text: str, buttons: QDialogButtonBox.StandardButton, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.buttons = QDialogButtonBox(buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._sentence = QLabel(text)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setVisible(bool(text))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._layout.setSpacing(_SPACING)
        self._layout.addWidget(self._sentence)
        self._layout.addWidget(self.buttons)

    def set_body(self, body: QWidget) -> None:
        """Put the body between the sentence and the buttons."""
        self._layout.insertWidget(1, body, 1)
