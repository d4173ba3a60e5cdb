"""Work in a thread of its own, so that the window goes on: with progress, and stopped when asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from annotations.corpus.work import Cancelled, Progress
from gui.core.bridge import ThreadBridge

Work = Callable[[Progress], object]
_EVERY = 0.05  # seconds between two reports of how far it is


@dataclass(frozen=True)
class HowFar:
    """How far the work is; ``total`` is None while nobody knows."""

    step: str
    done: int
    total: int | None


@dataclass(frozen=True)
class _Outcome:
    result: object = None
    error: Exception | None = None


class Job(QObject):
    """Runs once. Its signals come in the thread of the window; after one of the last three all is over."""

    progressed = Signal(object)
    """A `HowFar`."""
    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The exception that it raised."""
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self._told_at = 0.0
        # Of nobody: the thread may speak when this object is gone.
        self._bridge: ThreadBridge[HowFar | _Outcome] = ThreadBridge()
        self._bridge.arrived.connect(self._arrived)
        self._thread = Thread(target=self._run, name="job", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop; it does when it next tells how far it is, or it is done before."""
        self._stop.set()

    def leave(self) -> None:
        """Have it stop; nothing is told any more."""
        self._bridge.arrived.disconnect(self._arrived)
        self._stop.set()

    def stop(self) -> None:
        """The same, and wait until it has stopped."""
        self.leave()
        self._thread.join()

    def _run(self) -> None:
        try:
            outcome = _Outcome(self._work(self._progress))
        except Exception as error:  # noqa: BLE001 - told to the window, which raises what it does not know
            outcome = _Outcome(error=error)
        self._bridge.tell(outcome)

    def _progress(self, step: str, done: int, total: int | None) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._told_at + _EVERY:
            self._told_at = now
            self._bridge.tell(HowFar(step, done, total))

    def _arrived(self, told: HowFar | _Outcome) -> None:
        if isinstance(told, HowFar):
            self.progressed.emit(told)
            return
        self._thread.join()
        if isinstance(told.error, Cancelled):
            self.cancelled.emit()
        elif told.error is not None:
            self.failed.emit(told.error)
        else:
            self.done.emit(told.result)
