"""Which keys move the caret. Everything else is in the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.editor.movement import Movement

_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

_MOVEMENTS = {
    (Qt.Key.Key_Left, _PLAIN): Movement.LEFT,
    (Qt.Key.Key_Right, _PLAIN): Movement.RIGHT,
    (Qt.Key.Key_Up, _PLAIN): Movement.UP,
    (Qt.Key.Key_Down, _PLAIN): Movement.DOWN,
    (Qt.Key.Key_Home, _PLAIN): Movement.ROW_START,
    (Qt.Key.Key_End, _PLAIN): Movement.ROW_END,
    (Qt.Key.Key_PageUp, _PLAIN): Movement.PAGE_UP,
    (Qt.Key.Key_PageDown, _PLAIN): Movement.PAGE_DOWN,
    (Qt.Key.Key_Left, _CONTROL): Movement.WORD_LEFT,
    (Qt.Key.Key_Right, _CONTROL): Movement.WORD_RIGHT,
    (Qt.Key.Key_Up, _CONTROL): Movement.PARAGRAPH_BACK,
    (Qt.Key.Key_Down, _CONTROL): Movement.PARAGRAPH_FORWARD,
    (Qt.Key.Key_Home, _CONTROL): Movement.DOCUMENT_START,
    (Qt.Key.Key_End, _CONTROL): Movement.DOCUMENT_END,
    (Qt.Key.Key_PageUp, _CONTROL): Movement.SENTENCE_BACK,
    (Qt.Key.Key_PageDown, _CONTROL): Movement.SENTENCE_FORWARD,
}

_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def movement_of(event: QKeyEvent) -> tuple[Movement, bool] | None:
    """The movement that a key asks for, and whether it extends the selection; None for any other key."""
    movement = _MOVEMENTS.get((Qt.Key(event.key()), event.modifiers() & ~_IGNORED))
    return (
        None if movement is None else (movement, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    )


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key opens the context menu: the Menu key, or Shift+F10."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift)
