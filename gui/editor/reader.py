"""Notes what is on screen long enough to be read, while somebody is there to read it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.text.coverage import Coverage
from gui.editor.text_view import TextView

SPEED = 40
"""Code points a second: a practised reader's 400 words a minute."""

SETTLE = 1.0
"""Seconds that the page must have stood still: who pages through reads nothing."""

_TICK_MS = 1000
_LONGEST = 3.0
"""Seconds that one tick can stand for: a computer that slept has not been read from."""


class Reader(QObject):
    """Reads along in one view, from the first unread row on screen down, as far as time allows."""

    progressed = Signal()
    """More has been read, or another document is."""

    def __init__(self, view: TextView, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` gives seconds."""
        super().__init__(view)
        self._view, self._clock = view, clock
        self.coverage: Coverage | None = None
        self._still_since = self._last = clock()
        self._top = -1
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        view.pageMoved.connect(self._page_moved)

    def attach(self, coverage: Coverage | None) -> None:
        """Add to this from now on, to nothing when no document is open."""
        self.coverage, self._top = coverage, -1
        self._page_moved()
        self.progressed.emit()

    def tick(self) -> None:
        """Take in that time has passed."""
        now = self._clock()
        begun, self._last = max(self._last, self._still_since + SETTLE), now
        coverage = self.coverage
        if coverage is None:
            self._timer.stop()
            return
        if not self._view.isActiveWindow() or not self._view.isVisible():
            self._still_since = now
            return
        seconds = min(now - begun, _LONGEST)
        if seconds < 0:
            return
        before, left = coverage.read, max(1, round(seconds * SPEED))
        for span, folded in self._view.on_screen():
            if folded:
                coverage.add(span)  # it was read when it was marked
            else:
                left = coverage.read_on(span, left)
        if left > 0:
            self._timer.stop()
        if coverage.read != before:
            self.progressed.emit()

    def _page_moved(self) -> None:
        # Rows that make room for a label are no other page.
        if (top := self._view.visible().start) != self._top:
            self._top, self._still_since = top, self._clock()
        if self.coverage is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._last = self._clock()
            self._timer.start()
