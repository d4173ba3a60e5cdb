"""The language of the window, and with it the direction in which it is laid out."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from annotations.words import mark, use_languages
from gui.core.qt_words import QtWords

LANGUAGES: dict[str, str] = {
    # The code -> how the language calls itself.
    "en": "English",
    "id": "Bahasa Indonesia",
}


class Direction(StrEnum):
    """How the window is laid out; the text itself always runs as its letters do."""

    LANGUAGE = "language"
    LEFT_TO_RIGHT = "left_to_right"
    RIGHT_TO_LEFT = "right_to_left"


DIRECTION_NAMES: dict[Direction, str] = {
    Direction.LANGUAGE: mark("As the language"),
    Direction.LEFT_TO_RIGHT: mark("Left to right"),
    Direction.RIGHT_TO_LEFT: mark("Right to left"),
}


def language_of(choice: str) -> str:
    """The code of the language for a setting, which is empty to follow the system."""
    wanted = choice or QLocale.system().name()
    code = wanted.partition("_")[0]
    return code if code in LANGUAGES else "en"


def speak(application: QApplication, choice: str, direction: Direction) -> None:
    """Have everything that is built from now on speak this language."""
    code = language_of(choice)
    use_languages([code])
    for before in application.findChildren(QtWords):
        application.removeTranslator(before)
        before.deleteLater()
    if code != "en":
        application.installTranslator(QtWords(application))
    application.setLayoutDirection(
        {
            Direction.LANGUAGE: QLocale(code).textDirection(),
            Direction.LEFT_TO_RIGHT: Qt.LayoutDirection.LeftToRight,
            Direction.RIGHT_TO_LEFT: Qt.LayoutDirection.RightToLeft,
        }[direction]
    )
