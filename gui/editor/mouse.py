"""Counts clicks and carries a gesture from press to release: feeds the pure functions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QGuiApplication, QMouseEvent

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
        self._double_click = QPointF()
        self._double_click_time = 0

    @property
    def is_down(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    @property
    def moved_mention(self) -> Mention | None:
        """The mention of which an end is being dragged, as it would be now."""
        return self._gesture.mention if isinstance(self._gesture, MovingEnd) else None

    def press(
        self, text: str, hit: Hit, event: QMouseEvent, *, current: Mention | None, anchor: int | None
    ) -> None:
        """The left button went down; ``anchor`` is given when Shift is held."""
        self._count(event)
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

    def _count(self, event: QMouseEvent) -> None:
        """Qt tells double clicks; a third click belongs to one when it comes as soon and as near."""
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self._clicks = 2
            self._double_click, self._double_click_time = event.position(), event.timestamp()
            return
        hints = QGuiApplication.styleHints()
        way = (event.position() - self._double_click).manhattanLength()
        soon = event.timestamp() - self._double_click_time < hints.mouseDoubleClickInterval()
        third = self._clicks == 2 and soon and way < hints.mouseDoubleClickDistance()  # noqa: PLR2004
        self._clicks = 3 if third else 1
