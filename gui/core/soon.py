"""Doing something once the text is painted, so that the text does not wait for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QObject):
    """Calls a function once for all the times it was asked to, when events that paint have had their turn."""

    def __init__(self, parent: QObject, run: Callable[[], object]) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(run)

    def ask(self) -> None:
        """Call the function soon; asked again before, it goes to the end of the queue."""
        self._timer.start(0)  # events that paint are in the queue already, and go first

    def no_more(self) -> None:
        """Do not call it, if it was asked for."""
        self._timer.stop()
