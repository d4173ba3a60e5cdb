"""The theme is put on the whole application."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from gui.core.appearance import Appearance, ThemeChoice, palette
from gui.core.colours import contrast
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, Theme


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    style, colours = qapp.style().objectName(), qapp.palette()
    made = Appearance(qapp)
    yield made
    _put_away(made, qapp)
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(colours)


def _put_away(made: Appearance, qapp: QApplication) -> None:
    made.deleteLater()
    qapp.styleHints().colorSchemeChanged.disconnect(made._refresh)
    if hasattr(qapp.styleHints(), "accessibility"):
        qapp.styleHints().accessibility().contrastPreferenceChanged.disconnect(made._refresh)


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


@pytest.mark.usefixtures("appearance")
def test_a_system_that_asks_for_contrast_gets_it_while_it_runs(qapp: QApplication) -> None:
    asked = [False]
    following = Appearance(qapp, wants_contrast=lambda: asked[0])
    assert following.theme is LIGHT
    asked[0] = True
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert following.theme is WHITE
    following.set_choice(ThemeChoice.DARK)
    assert following.theme is DARK, "what was chosen goes before what the system asks for"
    following.set_choice(ThemeChoice.SYSTEM)
    if hasattr(qapp.styleHints(), "accessibility"):
        asked[0] = False
        no_preference = Qt.ContrastPreference.NoPreference
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(no_preference)
        assert following.theme is LIGHT
    _put_away(following, qapp)


@pytest.mark.parametrize("choice", [one for one in ThemeChoice if one is not ThemeChoice.SYSTEM])
def test_every_choice_has_its_theme_and_tells_the_system(
    appearance: Appearance, qapp: QApplication, choice: ThemeChoice
) -> None:
    appearance.set_choice(choice)
    assert appearance.theme.name.value == choice.value
    assert appearance.theme.accent.name() in qapp.styleSheet()


@pytest.mark.parametrize("theme", [LIGHT, DARK, BLACK, WHITE], ids=lambda theme: theme.name)
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
        assert contrast(made.color(front), made.color(back)) >= theme.least_contrast, front
