"""A hand at the whole window: opens files and presses keys, and sees how long the screen takes to follow."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model.label_set import LabelSet
from benchmarks.documents import news_labels
from gui.core.appearance import Appearance, ThemeChoice
from gui.core.settings import Settings
from gui.main_window import MainWindow
from gui.window.frame import Services

WIDTH, HEIGHT = 1400, 900
BARE = Qt.KeyboardModifier.NoModifier
_PATIENCE = 120.0
"""Seconds after which something that does not happen is an error."""

Step = Callable[[], object]


@dataclass(frozen=True)
class Sample:
    """Milliseconds of one step: until the text is painted, and until nothing is left to do."""

    cpu: float
    """CPU time of the window's thread until the text is painted."""
    wall: float
    """Time on the clock until then; what the writer thread takes from the window's shows here."""
    all_cpu: float
    """CPU time of the window's thread until every panel has followed as well."""


class _Witness(QObject):
    """Sees when the view's viewport is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


class Screen(MainWindow):
    """The window as it is, which also notes when the picture that it paints is whole."""

    painted_at = (0, 0)
    """CPU and clock, in nanoseconds, at the end of the first picture with the text painted anew."""
    waited_for = False
    """Whether that is still to come."""

    def __init__(self, services: Services) -> None:
        self.witness = _Witness()
        super().__init__(services)
        self.frame.view.viewport().installEventFilter(self.witness)

    def event(self, event: QEvent) -> bool:
        """All widgets are painted in the event in which a window is asked to update itself."""
        done = super().event(event)
        if self.waited_for and self.witness.seen and event.type() == QEvent.Type.UpdateRequest:
            self.painted_at = (time.thread_time_ns(), time.perf_counter_ns())
            self.waited_for = False
        return done


class Hand:
    """Works with one window as an annotator does."""

    def __init__(self, app: QApplication, folder: Path, label_set: LabelSet | None = None) -> None:
        """Open a window without a document; ``folder`` is for its settings and undo histories.

        Without a label set it is that of the news.
        """
        self._app = app
        os.environ["XDG_STATE_HOME"] = str(folder)
        settings, appearance = Settings(folder / "settings.ini"), Appearance(app, ThemeChoice.LIGHT)
        self.window = Screen(Services(settings, appearance, label_set or news_labels(), "bench"))
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.window.activateWindow()
        self.rest()

    @property
    def text_length(self) -> int:
        """Code points of the open document."""
        document = self.window.frame.desk.document
        if document is None:
            raise RuntimeError
        return document.session.text.length

    def edits_and_caret(self, times: int) -> dict[str, list[Sample]]:
        """Each edit, then a step of the caret, so many times, one key at a time in the middle of the text."""
        view, chance, middle = self.window.frame.view, random.Random(9), self.text_length // 2
        samples: dict[str, list[Sample]] = {}

        def press(name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = BARE) -> None:
            samples.setdefault(name, []).append(self.measured(lambda: self.press(key, modifiers)))

        for _ in range(times):
            start = middle + chance.randint(-200, 200)
            self.select(start, start + chance.randint(3, 30))
            press("tag", Qt.Key.Key_P)
            press("relabel", Qt.Key.Key_O)
            press("undo", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            press("delete", Qt.Key.Key_Delete)
        view.set_caret(middle)
        self.rest()
        for _ in range(times):
            press("caret step", Qt.Key.Key_Right)
        return samples

    def rest(self) -> None:
        """Let everything be done that waits to be done."""
        while self.window.mentions.panel.model.is_gathering():
            self._app.processEvents()
        for _ in range(3):
            self._app.processEvents()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Let events come until something holds. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(holds)
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def measured(self, step: Step) -> Sample:
        """How long a step takes to be seen."""
        window = self.window
        window.witness.seen, window.waited_for = False, True
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        step()
        while window.waited_for:
            self._app.processEvents()
            if time.perf_counter_ns() - wall > _PATIENCE * 1e9:
                raise TimeoutError(step)
        painted_cpu, painted_wall = window.painted_at
        self.rest()
        after = time.thread_time_ns()
        return Sample((painted_cpu - cpu) / 1e6, (painted_wall - wall) / 1e6, (after - cpu) / 1e6)

    def open(self, path: Path) -> None:
        """Open a document; it is the only one."""
        if not self.window.open_document(path):
            raise RuntimeError(path)

    def close(self) -> None:
        """Close the document."""
        self.window.frame.desk.close()
        self.rest()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # it is gone altogether

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = BARE) -> None:
        """Press a key in the text."""
        QTest.keyClick(self.window.frame.view, key, modifiers)

    def select(self, start: int, end: int) -> None:
        """Select text, and let that be painted."""
        self.window.frame.view.set_caret(end, start)
        self.rest()

    def latest(self, until: Callable[[], bool]) -> float:
        """Milliseconds by which the latest event of a timer came late, until something holds.

        That is how long a key pressed at the wrong moment would have had to wait.
        """
        loop, timer, worst = QEventLoop(), QTimer(), 0
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        last = time.perf_counter_ns()

        def ticked() -> None:
            nonlocal last, worst
            now = time.perf_counter_ns()
            worst, last = max(worst, now - last), now
            if until():
                loop.quit()

        timer.timeout.connect(ticked)
        timer.start(1)
        loop.exec()
        timer.stop()
        return max(0.0, worst / 1e6 - 1.0)
