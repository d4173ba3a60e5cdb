"""The text view for screen readers.

PySide6 does not let Python implement the whole text interface, so the paragraph that the caret is in also
stands in a hidden plain text widget, and the view hands out that widget's interface: text, caret, words and
selection are right. Nothing is built until a screen reader asks.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QWidget

from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Piece:
    """The paragraph at the caret as Qt holds it; caret and anchor are positions in it."""

    string: str
    caret: int
    anchor: int


class Voice(QObject):
    """What a view says to screen readers: where its caret is, and announcements. A child of the view."""

    def __init__(self, view: QWidget, piece: Callable[[], Piece]) -> None:
        """``piece`` is asked for what the caret is in."""
        super().__init__(view)
        self._view, self._piece = view, piece
        self._peer: QPlainTextEdit | None = None
        self._string = ""
        self._send = QAccessible.updateAccessibility
        QAccessible.installFactory(_interface_for)

    def peer(self) -> QPlainTextEdit:
        """The hidden widget, up to date."""
        if self._peer is None:
            self._peer = QPlainTextEdit(self._view)
            self._peer.hide()
            self._peer.setReadOnly(True)
        piece = self._piece()
        if self._string != piece.string:
            self._string = piece.string
            self._peer.setPlainText(piece.string)
        cursor = self._peer.textCursor()
        cursor.setPosition(piece.anchor)
        cursor.setPosition(piece.caret, QTextCursor.MoveMode.KeepAnchor)
        self._peer.setTextCursor(cursor)
        return self._peer

    def caret_moved(self) -> None:
        """Tell screen readers, if there are any, that caret, selection or paragraph changed."""
        if not QAccessible.isActive():
            return
        view, before = self._view, self._string
        cursor = self.peer().textCursor()
        if self._string != before:
            self._send(QAccessibleTextUpdateEvent(view, 0, before, self._string))
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        self._send(QAccessibleTextSelectionEvent(view, start, end))
        self._send(QAccessibleTextCursorEvent(view, cursor.position()))

    def announce(self, sentence: str) -> None:
        """Have a sentence read out."""
        if QAccessible.isActive():
            self._send(QAccessibleAnnouncementEvent(self._view, sentence))


class _ViewInterface(QAccessibleObject):
    """The view as one read-only text."""

    def __init__(self, view: QWidget, voice: Voice) -> None:
        super().__init__(view)
        self._voice = voice

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.EditableText

    def text(self, kind: QAccessible.Text) -> str:
        names = {
            QAccessible.Text.Name: self._view().accessibleName,
            QAccessible.Text.Description: self._view().accessibleDescription,
        }
        return names[kind]() if kind in names else ""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = state.multiLine = state.selectableText = state.focusable = 1
        state.focused = int(self._view().hasFocus())
        state.invisible = int(not self._view().isVisible())
        return state

    def rect(self) -> QRect:
        return QRect(self._view().mapToGlobal(QPoint(0, 0)), self._view().size())

    def parent(self) -> QAccessibleInterface | None:
        parent = self._view().parentWidget()
        return None if parent is None else QAccessible.queryAccessibleInterface(parent)

    def child(self, index: int) -> QAccessibleInterface | None:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:
        if kind == QAccessible.InterfaceType.TextInterface:
            # Asked for anew each time: Qt deletes it without telling Python, and a wrapper that is kept would
            # then stand for whatever comes to lie at the same address.
            return QAccessible.queryAccessibleInterface(self._voice.peer()).textInterface()
        # None, or a number, in the place of this null pointer ends the process.
        return shiboken6.VoidPtr(0)

    def _view(self) -> QWidget:
        view = self.object()
        assert isinstance(view, QWidget)  # noqa: S101  what it was made with
        return view


_handed_out: list[_ViewInterface] = []
"""Qt owns these and deletes them with their view; Python must not let go of them before."""


def _interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QAbstractScrollArea):
        return None
    voice = thing.findChild(Voice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if voice is None:
        return None
    interface = _ViewInterface(thing, voice)
    _handed_out[:] = [one for one in _handed_out if shiboken6.isValid(one)]
    _handed_out.append(interface)
    return interface
