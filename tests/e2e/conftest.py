"""The program is started through ``main()``, and used by an annotator's hands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.core.settings import COME_BACK, TOURED, Settings
from gui.main_window import MainWindow
from main import main
from tests.e2e.hands import Hand, Hands, Sorot

ARTICLE = Path(__file__).parents[2] / "samples" / "darna.txt"


@pytest.fixture(autouse=True)
def toured(home: Path) -> Settings:
    """Somebody who has been here before: no tour."""
    settings = Settings()
    settings.set(TOURED, True)
    settings.save()
    return settings


@pytest.fixture
def sorot(qapp: QApplication, qtbot: QtBot) -> Sorot:
    """``sorot(["file.txt"], hand)``: start the program, let the hand use it, close it; the exit code."""

    def run(arguments: list[str], hand: Hand) -> int:
        failures: list[BaseException] = []

        def use() -> None:
            (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
            try:
                window.activateWindow()
                qtbot.waitUntil(window.frame.view.hasFocus)
                hand(Hands(window, qtbot))
            except BaseException as error:  # noqa: BLE001 - it is raised again below, outside the event loop
                failures.append(error)
            finally:
                if not window.close():  # the last window that closes ends the program
                    QApplication.exit(1)
                window.deleteLater()

        QTimer.singleShot(0, use)
        code = main(arguments)
        if failures:
            raise failures[0]
        return code

    return run


@pytest.fixture
def nothing_comes_back() -> None:
    """No tabs of the last time: a document that is opened by hand after a crash is asked about."""
    settings = Settings()
    settings.set(COME_BACK, value=False)
    settings.save()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The shipped article without labels, in a folder of its own."""
    copy = tmp_path / "darna.txt"
    copy.write_bytes(ARTICLE.read_bytes())
    return copy
