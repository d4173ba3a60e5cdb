"""The window in another language: chosen in the preferences, there at once, with its documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from annotations.words import use_languages
from gui.core import settings as stored
from gui.core.language import Direction, speak
from gui.core.settings import Settings
from gui.main_window import MainWindow
from main import main


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    yield
    speak(qapp, "en", Direction.LANGUAGE)
    use_languages([])


def windows(qapp: QApplication) -> list[MainWindow]:
    return [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]


@pytest.mark.parametrize("come_back", [True, False])
def test_the_window_is_built_anew_with_its_documents(
    qapp: QApplication, article: Path, toured: Settings, english: None, come_back: bool
) -> None:
    menus: list[list[str]] = []
    paths: list[list[Path]] = []
    toured.set(stored.COME_BACK, come_back)
    toured.save()

    def titles(window: MainWindow) -> list[str]:
        return [action.text().replace("&", "") for action in window.menuBar().actions()]

    def first() -> None:
        (window,) = windows(qapp)
        menus.append(titles(window))
        QTimer.singleShot(0, choose)
        window.frame.actions["edit.preferences"].trigger()
        QTimer.singleShot(0, second)

    def choose() -> None:
        dialog = qapp.activeModalWidget()
        assert dialog is not None
        (window,) = windows(qapp)
        window.frame.services.settings.set(stored.LANGUAGE, "id")
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()

    def second() -> None:
        if not windows(qapp):  # the old one is closed, the new one is still being built
            QTimer.singleShot(1, second)
            return
        (window,) = windows(qapp)
        menus.append(titles(window))
        paths.append([sheet.path for sheet in window.frame.desk.sheets])
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words.append(box.findChild(QPushButton).text())
        box.deleteLater()
        window.close()
        window.deleteLater()

    words: list[str] = []
    QTimer.singleShot(0, first)
    assert main([str(article)]) == 0
    assert menus[0][:2] == ["File", "Edit"]
    assert menus[1][:2] == ["Berkas", "Sunting"]
    assert paths == [[article]]
    assert [word.replace("&", "") for word in words] == ["Batal"]
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
