"""What has the focus has a ring of two pixels in the theme's accent, in every theme."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.colours import contrast
from gui.core.stylesheet import stylesheet
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, Theme
from gui.editor.text_view import TextView

CONTROLS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: QPushButton("Words"),
    "tool button": QToolButton,
    "field": QLineEdit,
    "text": QPlainTextEdit,
    "choice": QComboBox,
    "number": QSpinBox,
    "switch": lambda: QCheckBox("Words"),
    "list": QListWidget,
    "document": TextView,
}


@pytest.fixture(params=[LIGHT, DARK, BLACK, WHITE], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    wanted: Theme = request.param
    style = qapp.style().objectName()
    qapp.setStyle("Fusion")
    qapp.setStyleSheet(stylesheet(wanted))
    yield wanted
    qapp.setStyleSheet("")
    qapp.setStyle(style)


def ring(image: QImage, colour: QColor) -> int:
    """So many pixels of the colour stand side by side at the left edge, half way down."""
    y = image.height() // 2
    row = [QColor(image.pixel(x, y)) for x in range(6)]
    first = next((x for x, seen in enumerate(row) if seen == colour), len(row))
    return next((n for n, seen in enumerate(row[first:]) if seen != colour), len(row) - first)


@pytest.mark.parametrize("name", CONTROLS)
def test_the_focus_is_ringed(qtbot: QtBot, theme: Theme, name: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    control, other = CONTROLS[name](), QPushButton("Other")
    if isinstance(control, TextView):
        control.set_theme(theme)
    layout.addWidget(control)
    layout.addWidget(other)
    window.resize(200, 160)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert ring(control.grab().toImage(), theme.accent) == 0
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    assert ring(control.grab().toImage(), theme.accent) == 2
    assert contrast(theme.accent, theme.base) >= 3
