"""The theme is put on the whole application."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from gui.core.appearance import Appearance, ThemeChoice, palette
from gui.core.colours import contrast
from gui.core.theme import DARK, LIGHT, Theme


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    style, colours = qapp.style().objectName(), qapp.palette()
    made = Appearance(qapp)
    yield made
    made.deleteLater()
    qapp.styleHints().colorSchemeChanged.disconnect(made._refresh)
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(colours)


def test_a_choice_reaches_every_widget_at_run_time(appearance: Appearance, qapp: QApplication) -> None:
    heard: list[Theme] = []
    appearance.themeChanged.connect(heard.append)
    button = QPushButton("x")
    appearance.set_choice(ThemeChoice.DARK)
    assert heard == [DARK]
    assert appearance.theme is DARK
    assert button.palette().color(QPalette.ColorRole.WindowText) == DARK.text
    assert DARK.accent.name() in qapp.styleSheet()
    appearance.set_choice(ThemeChoice.DARK)
    appearance.set_choice(ThemeChoice.LIGHT)
    assert heard == [DARK, LIGHT]
    assert button.palette().color(QPalette.ColorRole.WindowText) == LIGHT.text


def test_a_system_that_says_nothing_is_light(appearance: Appearance) -> None:
    assert appearance.choice is ThemeChoice.SYSTEM
    assert appearance.theme is LIGHT


def test_the_system_is_followed_only_when_asked(appearance: Appearance, qapp: QApplication) -> None:
    appearance.set_choice(ThemeChoice.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert appearance.theme is DARK


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_palette_can_be_read_in_every_role(theme: Theme) -> None:
    roles = QPalette.ColorRole
    made = palette(theme)
    for front, back in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.Link, roles.Window),
    ):
        assert contrast(made.color(front), made.color(back)) >= 4.5, front
