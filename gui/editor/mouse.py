"""Counts clicks and carries a gesture from press to release: feeds the pure functions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QPointF
from PySide6.QtGui import QGuiApplication

from annotations.model.records import Mention
from gui.editor import gestures
from gui.editor.gestures import Gesture, Intention, MovingEnd
from gui.editor.hit import Hit


class Mouse:
    """One per view."""

    def __init__(self, carry_out: Callable[[list[Intention]], None]) -> None:
        """``carry_out`` does what the gestures mean."""
        self._carry_out = carry_out
        self._gesture: Gesture | None = None
        self._clicks = 0
        self._last_press = QPointF()
        self._since_press = QElapsedTimer()

    @property
    def is_down(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    @property
    def moved_mention(self) -> Mention | None:
        """The mention of which an end is being dragged, as it would be now."""
        return self._gesture.mention if isinstance(self._gesture, MovingEnd) else None

    def press(
        self, text: str, hit: Hit, point: QPointF, *, current: Mention | None, anchor: int | None
    ) -> None:
        """The left button went down at ``point``; ``anchor`` is given when Shift is held."""
        self._count(point)
        self._gesture, wanted = gestures.press(text, hit, self._clicks, current=current, anchor=anchor)
        self._carry_out(wanted)

    def move(self, text: str, offset: int) -> None:
        """The mouse moved with the button down."""
        if self._gesture is not None:
            self._gesture, wanted = gestures.move(text, self._gesture, offset)
            self._carry_out(wanted)

    def release(self) -> None:
        """The left button came up."""
        if self._gesture is not None:
            wanted = gestures.release(self._gesture)
            self._gesture = None
            self._carry_out(wanted)

    def cancel(self) -> None:
        """Forget the gesture, as when another document comes or the focus goes."""
        self._gesture = None

    def _count(self, point: QPointF) -> None:
        hints = QGuiApplication.styleHints()
        near = (point - self._last_press).manhattanLength() < hints.mouseDoubleClickDistance()
        soon = self._since_press.isValid() and self._since_press.elapsed() < hints.mouseDoubleClickInterval()
        self._clicks = self._clicks + 1 if near and soon else 1
        self._last_press = point
        self._since_press.start()
