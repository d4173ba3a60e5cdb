"""Hands of an annotator: keys and mouse in an open window, and what is to be seen there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from gui.demo import press
from gui.editor.text_view import TextView
from gui.main_window import MainWindow

Hand = Callable[["Hands"], None]
Sorot = Callable[[list[str], Hand], int]


class Hands:
    """One open window, and what an annotator does with it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.questions: list[str] = []

    @property
    def view(self) -> TextView:
        return self.window.frame.view

    @property
    def session(self) -> DocumentSession:
        document = self.window.frame.desk.document
        assert document is not None, "no document is open"
        return document.session

    @property
    def text(self) -> str:
        return self.session.text.text

    def press(self, *keys: str, on: QWidget | None = None) -> None:
        """Press keys such as ``g``, ``Ctrl+Right``, ``Shift+A``."""
        if on is None:
            self.window.activateWindow()  # a window manager's part, after a question
            self.wait_until(self.view.hasFocus)
        for one in keys:
            press(on or self.view, one)

    def click(self, quote: str, occurrence: int = 1) -> None:
        """Put the caret inside the text, with the mouse."""
        self._pointed(quote, occurrence)
        start = self.find(quote, occurrence)
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(start + 1))

    def click_again(self, quote: str) -> None:
        """Click once more at the same place."""
        QTest.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(self.find(quote) + 1)
        )

    def clipboard(self) -> str:
        return QApplication.clipboard().text()

    def double_click(self, quote: str, occurrence: int = 1) -> None:
        """Select the word with the mouse."""
        self._pointed(quote, occurrence)
        place = self.point(self.find(quote, occurrence) + 1)
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mouseClick(viewport, left, pos=place)
        QTest.mouseDClick(viewport, left, pos=place)
        QTest.mouseRelease(viewport, left, pos=place)

    def drag(self, quote: str, occurrence: int = 1) -> None:
        """Select the text with the mouse."""
        self._pointed(quote, occurrence)
        start = self.find(quote, occurrence)
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, pos=self.point(start))
        QTest.mouseMove(viewport, self.point(start + len(quote)))
        QTest.mouseRelease(viewport, left, pos=self.point(start + len(quote)))

    def point(self, offset: int) -> QPoint:
        """Where in the view the character at this offset begins."""
        page = self.view._page
        assert page is not None
        return page.caret_rect(offset).center()

    def find(self, quote: str, occurrence: int = 1) -> int:
        at = -1
        for _ in range(occurrence):
            at = self.text.index(quote, at + 1)
        return at

    def mentions(self) -> list[tuple[str, str]]:
        """(label, quote) in text order."""
        found = sorted(self.session.annotations.of_type(Mention), key=lambda one: (one.start, -one.end))
        return [
            (one.label, " … ".join(self.text[span.start : span.end] for span in one.spans)) for one in found
        ]

    def answer(self, *buttons: str) -> None:
        """Answer the next questions with these buttons; what was asked is kept in ``questions``."""
        waiting = list(buttons)
        answered: list[QWidget] = []

        def look() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox) and box.isVisible() and box not in answered:
                answered.append(box)  # the click may come after the next look
                self.questions.append(box.text() + "\n" + box.informativeText())
                there: dict[str, QAbstractButton] = {
                    one.text().replace("&", ""): one for one in box.buttons()
                }
                QTimer.singleShot(0, there[waiting.pop(0)].click)
            if waiting:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)

    def banner(self, key: str) -> str:
        """What a banner says, empty when it is not shown."""
        banner = self.window.frame.banners.banner(key)
        return "" if banner is None else banner.label.text()

    def press_banner(self, key: str, button: str) -> None:
        banner = self.window.frame.banners.banner(key)
        assert banner is not None
        (found,) = (one for one in banner.buttons if one.text().replace("&", "") == button)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)

    def wait_until_saved(self) -> None:
        self.wait_until(self.window.frame.desk.is_saved)

    def label_file(self) -> dict[str, Any]:
        """What stands on disk, once it is saved."""
        self.wait_until_saved()
        loaded: dict[str, Any] = json.loads(self.session.label_path.read_bytes())
        return loaded

    def _pointed(self, quote: str, occurrence: int) -> None:
        """Scroll the text under the mouse; the caret moves along, as with the keyboard."""
        self.view.set_caret(self.find(quote, occurrence))
