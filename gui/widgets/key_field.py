"""A field in which a label's key is recorded by pressing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from annotations.words import tr
from gui.core.keys import caps_of

_CLEAR = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def label_key_of(event: QKeyEvent) -> str | None:
    """The key pressed as label sets write it: a letter, a digit, or Shift+ and a letter; None for others."""
    typed = event.text()
    if len(typed) != 1 or not typed.isascii() or not typed.isalnum() or event.modifiers() & _HELD:
        return None
    if typed.isdigit():
        return typed
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return f"Shift+{typed.upper()}" if shifted else typed.lower()


class KeyField(QLineEdit):
    """Shows a key and takes another when one is pressed; Backspace takes none. Tab goes on as everywhere."""

    keyChosen = Signal(str)
    """The key that was pressed, empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText(tr("Press a letter or a digit"))
        self._key = ""

    def key(self) -> str:
        """The key, as in ``Shift+A``; empty for none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show a key."""
        self._key = key
        self.setText("+".join(caps_of(key)) if key else "")

    def event(self, event: QEvent) -> bool:
        """A letter is a key here, and no shortcut of the dialog."""
        asks = event.type() is QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asks and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return event.key() in _CLEAR or label_key_of(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record the key."""
        key = "" if event.key() in _CLEAR else label_key_of(event)
        if key is None:
            if event.matches(QKeySequence.StandardKey.Copy):
                super().keyPressEvent(event)
            else:
                event.ignore()
        elif key != self._key:
            self.set_key(key)
            self.keyChosen.emit(key)
