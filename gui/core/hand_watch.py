"""Sees what hands do in any window of the program: presses, clicks, drags, turns of the wheel.

A filter on the whole application would be called for every event there is, a hundred for one edit. So the
widget that has the focus is watched for keys (each press comes to it once, as ``ShortcutOverride``, be it an
action's or not) and the windows for the mouse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QScrollBar, QWidget
from shiboken6 import isValid

from annotations.effort.tally import Hand

_KEYS, _TYPES = Qt.Key, QEvent.Type
_NO_KEYS = frozenset(
    {
        _KEYS.Key_Shift, _KEYS.Key_Control, _KEYS.Key_Alt, _KEYS.Key_AltGr, _KEYS.Key_Meta,
        _KEYS.Key_CapsLock, _KEYS.Key_NumLock, _KEYS.Key_ScrollLock, _KEYS.Key_Super_L, _KEYS.Key_Super_R,
        _KEYS.Key_Hyper_L, _KEYS.Key_Hyper_R, _KEYS.Key_unknown,
    }
)  # fmt: skip
_PAGES = frozenset({_KEYS.Key_PageUp, _KEYS.Key_PageDown})
_MOVES = _PAGES | {
    _KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End,
    _KEYS.Key_Tab, _KEYS.Key_Backtab,
}  # fmt: skip
_ALT = Qt.KeyboardModifier.AltModifier
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | _ALT


class Counter(Protocol):
    """Who is told."""

    def hand(self, hand: Hand, *, reading: bool = False) -> None:
        """A hand has done something; ``reading`` when that cannot be a part of an edit."""
        ...


class HandWatch(QObject):
    """Tells a counter what hands do, from `start` to `stop`."""

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._watching = False
        self._watched: list[QObject] = []
        self._focus: QWidget | None = None
        self._popup: QWidget | None = None
        self._pressed: dict[Qt.MouseButton, QPointF] = {}

    def start(self) -> None:
        """Watch from now on."""
        self._watching = True
        application = _application()
        application.focusChanged.connect(self._focus_moved)
        application.focusWindowChanged.connect(self._window_came)
        self._focus_moved(None, application.focusWidget())
        self._window_came(application.focusWindow())

    def stop(self) -> None:
        """Watch no more."""
        self._watching = False
        application = _application()
        application.focusChanged.disconnect(self._focus_moved)
        application.focusWindowChanged.disconnect(self._window_came)
        self._focus_moved(self._focus, None)
        for watched in filter(isValid, self._watched):
            watched.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; every event goes its way."""
        if not self._watching:
            return False
        match event:
            case QKeyEvent():
                self._key(watched, event)
            case QMouseEvent():
                self._mouse(event)
            case QWheelEvent():
                self._counter.hand(Hand.WHEEL, reading=True)
            case QFocusEvent():
                self._popup_came()
        return False

    # -- keys ---------------------------------------------------------------------------------------

    def _key(self, watched: QObject, event: QKeyEvent) -> None:
        """A menu, which takes the keys from the widget with the focus, gets them as presses only."""
        press = _TYPES.KeyPress if isinstance(watched, QMenu) else _TYPES.ShortcutOverride
        key = Qt.Key(event.key())
        behind = watched is not self._focus and not isinstance(watched, QMenu)
        if event.type() is not press or behind or event.isAutoRepeat() or key in _NO_KEYS:
            return
        held = event.modifiers() & _HELD
        hand = Hand.MOVE if key in _MOVES and not held & _ALT else Hand.KEY
        self._counter.hand(hand, reading=key in _PAGES and held == Qt.KeyboardModifier.NoModifier)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the widget with the focus, before any other filter on it: some swallow keys."""
        if self._focus is not None and isValid(self._focus) and self._focus not in self._watched:
            self._focus.removeEventFilter(self)
        self._focus = new
        if new is not None:
            new.installEventFilter(self)
            self._popup_came()

    # -- the mouse ----------------------------------------------------------------------------------

    def _mouse(self, event: QMouseEvent) -> None:
        """A button counts when it comes up: then it is known what it was."""
        kind, button = event.type(), event.button()
        if kind in (_TYPES.MouseButtonPress, _TYPES.MouseButtonDblClick):
            self._pressed[button] = event.globalPosition()
        elif kind is _TYPES.MouseButtonRelease and button in self._pressed:
            self._released(event, self._pressed.pop(button))

    def _released(self, event: QMouseEvent, pressed: QPointF) -> None:
        way = (event.globalPosition() - pressed).manhattanLength()
        dragged = way >= QGuiApplication.styleHints().startDragDistance()
        scrolling = isinstance(QApplication.widgetAt(pressed.toPoint()), QScrollBar)
        self._counter.hand(Hand.DRAG if dragged else Hand.CLICK, reading=scrolling)

    def _window_came(self, window: QWindow | None) -> None:
        if window is not None and window.type() is not Qt.WindowType.Popup:
            self._watch(window)

    def _popup_came(self) -> None:
        """Menus and lists that open: the windows behind them get no mouse."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            for menu in _with_submenus(popup):
                self._watch(menu)
        elif popup is not None and (window := popup.windowHandle()) is not None:
            self._popup = popup  # shiboken counts the window as gone when nobody holds its widget
            self._watch(window)

    def _watch(self, watched: QObject) -> None:
        self._watched = [one for one in self._watched if isValid(one)]
        if watched not in self._watched:
            self._watched.append(watched)
            watched.installEventFilter(self)


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no application with widgets")
    return application


def _with_submenus(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _with_submenus(submenu)
