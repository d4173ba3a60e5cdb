"""Hands of an annotator: the program is started through ``main()``, and used by keys and mouse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations.model.records import Mention
from gui.editor.text_view import TextView
from gui.main_window import MainWindow
from main import main

Hand = Callable[["Hands"], None]
ARTICLE = Path(__file__).parents[2] / "samples" / "darna.txt"

_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class Hands:
    """One open window, and what an annotator does with it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def view(self) -> TextView:
        return self.window.view

    @property
    def text(self) -> str:
        document = self.window.desk.document
        assert document is not None, "no document is open"
        return document.session.text.text

    def press(self, *keys: str, on: QWidget | None = None) -> None:
        """Press keys such as ``g``, ``Ctrl+Right``, ``Shift+A``."""
        for one in keys:
            *modifiers, name = one.split("+")
            pressed = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                pressed |= _MODIFIERS[modifier]
            QTest.keyClick(on or self.view, Qt.Key[f"Key_{name[0].upper()}{name[1:]}"], pressed)

    def go_to(self, quote: str, occurrence: int = 1) -> None:
        """Put the caret inside the text, with the mouse."""
        start = self.find(quote, occurrence)
        self.view.reveal_offset(start)
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(start + 1))

    def double_click(self, quote: str, occurrence: int = 1) -> None:
        start = self.find(quote, occurrence)
        self.view.reveal_offset(start)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(start + 1))

    def drag(self, quote: str, occurrence: int = 1) -> None:
        """Select the text with the mouse."""
        start = self.find(quote, occurrence)
        self.view.reveal_offset(start)
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, pos=self.point(start))
        QTest.mouseMove(viewport, self.point(start + len(quote)))
        QTest.mouseRelease(viewport, left, pos=self.point(start + len(quote)))

    def point(self, offset: int) -> QPoint:
        """Where in the view the character at this offset begins."""
        return self.view.caret_rect(offset).center().toPoint()

    def find(self, quote: str, occurrence: int) -> int:
        at = -1
        for _ in range(occurrence):
            at = self.text.index(quote, at + 1)
        return at

    def mentions(self) -> list[tuple[str, str]]:
        """(label, quote) in text order."""
        document = self.window.desk.document
        assert document is not None
        found = sorted(document.session.annotations.of_type(Mention), key=lambda one: (one.start, -one.end))
        return [(one.label, self.text[one.start : one.end]) for one in found]

    def wait_until_saved(self) -> None:
        self._qtbot.waitUntil(self.window.desk.is_saved, timeout=5000)

    def label_file(self) -> dict[str, Any]:
        """What stands on disk, once it is saved."""
        self.wait_until_saved()
        document = self.window.desk.document
        assert document is not None
        loaded: dict[str, Any] = json.loads(document.session.label_path.read_bytes())
        return loaded


@pytest.fixture
def sorot(qapp: QApplication, qtbot: QtBot) -> Callable[[list[str], Hand], int]:
    """``sorot(["file.txt"], hand)``: start the program, let the hand use it, close it; the exit code."""

    def run(arguments: list[str], hand: Hand) -> int:
        failures: list[BaseException] = []

        def use() -> None:
            (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
            try:
                qtbot.waitExposed(window)
                window.view.setFocus()
                hand(Hands(window, qtbot))
            except BaseException as error:  # noqa: BLE001 - it is raised again below, outside the event loop
                failures.append(error)
            finally:
                window.close()
                QApplication.exit(0)

        QTimer.singleShot(0, use)
        code = main(arguments)
        if failures:
            raise failures[0]
        return code

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The shipped article without labels, in a folder of its own."""
    copy = tmp_path / "darna.txt"
    copy.write_bytes(ARTICLE.read_bytes())
    return copy
