"""Keys of the view that mean something else for a while: what all such modes have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.editor.text_view import TextView
from gui.widgets.role_bar import KeyWord
from schemas.late import late_dataclass

ESCAPE, ENTER, TAB = "Esc", "Enter", "Tab"
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_NAMED = {Qt.Key.Key_Escape: ESCAPE, Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER, Qt.Key.Key_Tab: TAB}


@late_dataclass(frozen=True)
class Strip:
    """What the strip of keys shows: what the keys are about, and the keys."""

    title: str
    words: Sequence[KeyWord]


class KeyMode(QObject):
    """Takes the keys that mean something to it, before they reach the labels, for as long as it is on."""

    said = Signal(str)
    """A sentence for the status bar."""
    asked = Signal(object)
    """The `Strip` to show now, None when the mode is off."""
    entered = Signal()
    """It takes the keys from now on: no other mode may."""
    left = Signal()
    """It has given the keys back."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def is_on(self) -> bool:
        """Whether keys are taken now."""
        raise NotImplementedError

    def leave(self) -> None:
        """Give the keys back to the labels."""
        raise NotImplementedError

    def give_way(self) -> None:
        """Another mode takes the keys from now on."""
        self.leave()

    def come_back(self) -> None:
        """Another mode has given the keys back."""

    def take(self, key: str) -> None:
        """Do what a key of this mode means."""
        raise NotImplementedError

    def pass_by(self, key: str) -> None:
        """A key that means nothing here goes its usual way."""

    def means(self, key: str) -> bool:
        """Whether the key is this mode's now."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent) or not self.is_on():
            return super().eventFilter(watched, event)
        key = key_of(event)
        if key is None:
            return super().eventFilter(watched, event)
        if not self.means(key):
            self.pass_by(key)
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.take(key)
        return True


def key_of(event: QKeyEvent) -> str | None:
    """The key as label sets write keys (``a``, ``Shift+A``, ``1``), or one of the two named here."""
    if event.modifiers() & ~_IGNORED:
        return None
    key = event.key()
    if (name := _NAMED.get(Qt.Key(key))) is not None:
        return name
    if event.text().isdecimal() and event.text().isascii():
        return event.text()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return None
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return f"Shift+{chr(key)}" if shift else chr(key).lower()
