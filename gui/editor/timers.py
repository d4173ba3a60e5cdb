"""The clocks of the view: blinking, scrolling while the mouse drags outside, and work for quiet moments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

_SCROLL_INTERVAL = 30
"""Milliseconds between two steps."""

_QUIET = 40
"""Milliseconds without a call for the screen, after which there is time for work ahead."""

_FASTEST = 120
"""Pixels a step."""


class Blinker(QObject):
    """Switches the caret on and off at the desktop's rhythm, or leaves it on where that says so."""

    def __init__(self, parent: QObject, changed: Callable[[], None]) -> None:
        """``changed`` is called when the caret is to be drawn anew."""
        super().__init__(parent)
        self.shown = True
        self._changed = changed
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._toggle)

    def restart(self) -> None:
        """Show the caret now and blink from here, as after each movement."""
        self.shown = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 1:
            self._timer.start(flash // 2)
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Leave the caret shown."""
        self.shown = True
        self._timer.stop()

    def _toggle(self) -> None:
        self.shown = not self.shown
        self._changed()


class AutoScroller(QObject):
    """Scrolls while the mouse is held above or below the view, the faster the further away."""

    def __init__(self, parent: QObject, step: Callable[[int], None]) -> None:
        """``step`` is called with a number of pixels to scroll down."""
        super().__init__(parent)
        self._step = step
        self._distance = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_INTERVAL)
        self._timer.timeout.connect(self._scroll)

    def follow(self, y: float, height: int) -> None:
        """The mouse is at ``y`` of a view of this height, with the button down."""
        beyond = y if y < 0 else max(0.0, y - height + 1)
        self._distance = round(max(-_FASTEST, min(_FASTEST, beyond)))
        if self._distance == 0:
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The button is up, or the mouse is back inside."""
        self._timer.stop()

    def _scroll(self) -> None:
        self._step(self._distance)


class Ahead(QObject):
    """Does work in small steps while nothing else is to be done."""

    def __init__(self, parent: QObject, step: Callable[[], bool]) -> None:
        """``step`` does a piece of the work and returns whether there is more."""
        super().__init__(parent)
        self._step = step
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    def restart(self) -> None:
        """There is work again; begin when it has been quiet for a moment."""
        self._timer.start(_QUIET)

    def stop(self) -> None:
        """There is nothing to do any more."""
        self._timer.stop()

    def _work(self) -> None:
        if self._step():
            self._timer.start(0)
        else:
            self._timer.stop()
