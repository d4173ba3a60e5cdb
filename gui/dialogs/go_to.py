"""Where to go: an offset or a line, typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotations.text.places import place_of
from annotations.words import tr
from gui.dialogs.frame import FramedDialog

_WIDTH = 360


class GoToDialog(FramedDialog):
    """One field; `place` is the offset that was typed, None until something can be understood."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """``text`` is the document's."""
        standard = QDialogButtonBox.StandardButton
        sentence = tr("An offset such as 1020, or a line such as :12 or line 12.")
        super().__init__(tr("Go To"), sentence, standard.Ok | standard.Cancel, parent)
        self._text = text
        self.place: int | None = None
        self.go_button = self.buttons.button(standard.Ok)
        self.go_button.setText(tr("&Go"))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Offset or line"))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self.said)
        self.set_body(body)
        self.setMinimumWidth(_WIDTH)
        self.field.textChanged.connect(self._typed)
        self._typed("")
        self.field.setFocus()

    def _typed(self, typed: str) -> None:
        self.place = place_of(typed, self._text)
        self.go_button.setEnabled(self.place is not None)
        if self.place is not None:
            length = len(self._text)
            self.said.setText(tr("Offset {place} of {length}", place=f"{self.place:,}", length=f"{length:,}"))
        else:
            self.said.setText(tr("This is neither an offset nor a line.") if typed.strip() else "")
