"""Hands that press any key there is, as a cat on the keyboard would; the same seed presses the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.core.actions import ACTIONS, view_keys
from tests.e2e.hands import Hands

NOT_PRESSED = frozenset({"file.quit", "file.folder"})
"""The one ends the test, the other starts the system's file manager."""

_PLAIN = (
    "Return",
    "Esc",
    "Tab",
    "Shift+Tab",
    "Space",
    "Down",
    "Up",
    "Home",
    "End",
    "Del",
    "Backspace",
    "a",
    "1",
)
_OFTEN = (
    "Ctrl+Right",
    "Ctrl+Down",
    "Shift+Right",
    "Ctrl+Shift+Right",
    "Tab",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "Esc",
)


class RandomHands:
    """Presses keys of actions, labels and movements, wherever the focus is; a dialog is closed by Esc."""

    def __init__(self, hands: Hands, rng: random.Random) -> None:
        self.window = hands.window
        self.pressed: list[str] = []
        """What was pressed so far, and the actions without keys; for whoever looks for a fault."""
        self._rng = rng
        actions = [spec for spec in ACTIONS if spec.id not in NOT_PRESSED]
        labels = self.window.frame.services.label_set.labels
        self._keys: list[Sequence[str]] = [
            [key for spec in actions for key in spec.keys],
            [label.key for label in labels if label.key],
            view_keys(),
            _PLAIN,
            _OFTEN,
        ]
        self._keyless = [spec.id for spec in actions if not spec.keys]
        self._looking = QTimer()
        self._looking.timeout.connect(self._leave_dialog)

    def press_any(self, times: int) -> None:
        """Press so many keys one after the other."""
        self._looking.start(5)
        for _ in range(times):
            if self._rng.random() < 0.02:
                self._choose(self._rng.choice(self._keyless))
            else:
                self._press(self._rng.choice(self._rng.choices(self._keys, (4, 3, 1, 2, 4))[0]))
            self._come_back()
        self._looking.stop()
        self._leave_dialog()

    def _choose(self, action_id: str) -> None:
        action = self.window.frame.actions[action_id]
        self.pressed.append(action_id)
        if action.isEnabled():
            action.trigger()
        QApplication.processEvents()

    def _press(self, key: str) -> None:
        self.pressed.append(key)
        _press(QApplication.focusWidget() or self.window, key)
        QApplication.processEvents()

    def _come_back(self) -> None:
        """Go back to the text now and then, and always when nothing has the focus."""
        focus, frame = QApplication.focusWidget(), self.window.frame
        if focus is None or (focus is not frame.view and self._rng.random() < 0.1):
            frame.back_to_text()

    def _leave_dialog(self) -> None:
        """Leave what stands before the window."""
        while (front := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            _press(front, "Esc")
            if front.isVisible():
                front.close()


def _press(widget: QWidget, key: str) -> None:
    combination = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
