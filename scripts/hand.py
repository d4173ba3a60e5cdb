"""A real window without a display, and a hand that works in it: what is measured is measured with these.

Keys and the mouse come to the window as the system sends them; who is counting counts them, and nobody else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.effort.figures import total
from annotations.effort.meter import Entry
from annotations.formats.native import label_set_from_dict
from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from gui.app import application_object
from gui.core.appearance import Appearance, ThemeChoice
from gui.core.settings import Settings
from gui.demo import key_of
from gui.editor.text_view import TextView
from gui.main_window import MainWindow
from gui.window.frame import Services
from schemas.shipped import shipped_label_set

_SIZE = QSize(1280, 820)
_TRIES = 2000
_LEFT = Qt.MouseButton.LeftButton


class HandError(Exception):
    """The window did not do what the hand waited for."""


class Hand:
    """Works in one window."""

    def __init__(self, window: MainWindow) -> None:
        self.main = window

    @property
    def view(self) -> TextView:
        """The text."""
        return self.main.frame.view

    @property
    def session(self) -> DocumentSession:
        """The open document's."""
        document = self.main.frame.desk.document
        if document is None:
            raise HandError("No document is open.")
        return document.session

    def press(self, *keys: str) -> None:
        """Press keys such as ``g``, ``Ctrl+Right``, ``Shift+A`` wherever the focus is."""
        for key in keys:
            QTest.keyClick(self._window(), *key_of(key))
            QApplication.processEvents()

    def drag(self, quote: str) -> None:
        """Select the text with the mouse."""
        start = self.session.text.text.index(quote)
        end, begin = self._point(start + len(quote)), self._point(start)
        QTest.mousePress(self._window(), _LEFT, pos=begin)
        QTest.mouseMove(self._window(), end)
        QTest.mouseRelease(self._window(), _LEFT, pos=end)

    def put_caret(self, quote: str) -> None:
        """Have the caret inside the text, at no cost: where a measured task begins."""
        self.view.set_caret(self.session.text.text.index(quote) + 1)

    def mentions(self) -> list[tuple[str, str]]:
        """(label, quote) in text order."""
        found = sorted(self.session.annotations.of_type(Mention), key=lambda one: (one.start, -one.end))
        text = self.session.text
        return [(one.label, "…".join(text.quote(span) for span in one.spans)) for one in found]

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until it holds. Raises HandError when that takes too long."""
        for _ in range(_TRIES):
            if holds():
                return
            QTest.qWait(5)
        raise HandError("The window did not get there in time.")

    def cost(self, work: Callable[[Hand], None]) -> Entry:
        """What the work costs by the program's own count, hands that led to no edit too."""
        meter = self.main.effort.count.meter
        meter.rest()
        meter.take()
        work(self)
        meter.rest()
        return total(meter.take()).entry

    def _point(self, offset: int) -> QPoint:
        """Where in the window the character at this offset begins; it is brought into view first."""
        self.view.set_caret(offset)
        page = self.view._page  # noqa: SLF001 - where a character is drawn, nobody but the view has to know
        if page is None:
            raise HandError("No document is shown.")
        return self.view.viewport().mapTo(self.main, page.caret_rect(offset).center())

    def _window(self) -> QWindow:
        window = self.main.windowHandle()
        if window is None:
            raise HandError("The window is not shown.")
        return window


@contextmanager
def hand_on(content: str) -> Iterator[Hand]:
    """A window with this text open, without labels, in a folder that goes with it."""
    application = application_object()
    with tempfile.TemporaryDirectory() as name:
        document = Path(name) / "darna.txt"
        document.write_text(content, "utf-8", newline="")
        appearance = Appearance(application, ThemeChoice.LIGHT)
        labels = label_set_from_dict(shipped_label_set("news"))
        settings = Settings(Path(name) / "settings.ini")
        window = MainWindow(Services(settings, appearance, labels, "annotator-1"))
        window.resize(_SIZE)
        window.show()
        try:
            window.open_document(document)
            window.activateWindow()
            hand = Hand(window)
            hand.wait_until(hand.view.hasFocus)
            yield hand
        finally:
            window.close()
            window.deleteLater()
