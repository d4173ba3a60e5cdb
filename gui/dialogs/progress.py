"""Shows how far a run has come that may take long, and lets it be cancelled."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotations.words import tr

_SHOWN_AFTER_MS = 1000
_PAUSE = 0.05  # seconds between two looks at what the user does


class Progress(QProgressDialog):
    """Comes up when a second has passed, and goes when it is deleted."""

    def __init__(self, sentence: str, most: int, parent: QWidget) -> None:
        super().__init__(sentence, tr("Cancel"), 0, most, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(_SHOWN_AFTER_MS)
        self._next_look = 0.0
        self.setValue(0)

    def go_on(self, done: int) -> bool:
        """Tell how much is done; False when the user has cancelled."""
        now = time.monotonic()
        if now >= self._next_look:
            self.setValue(done)  # this also takes events, once it is on screen
            self._next_look = time.monotonic() + _PAUSE
        return not self.wasCanceled()
