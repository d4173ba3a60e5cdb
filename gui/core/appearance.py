"""Puts a theme on the whole application, by choice or as the system has it, also while it runs."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from gui.core.stylesheet import stylesheet
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, Theme


class ThemeChoice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    BLACK = "black"
    WHITE = "white"


_THEMES = {
    ThemeChoice.LIGHT: LIGHT,
    ThemeChoice.DARK: DARK,
    ThemeChoice.BLACK: BLACK,
    ThemeChoice.WHITE: WHITE,
}


class Appearance(QObject):
    """The theme in use; `themeChanged` carries the new `Theme` after the application has it."""

    themeChanged = Signal(object)

    def __init__(
        self,
        application: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        wants_contrast: Callable[[], bool] | None = None,
    ) -> None:
        """``wants_contrast`` says whether the system asks for high contrast; Qt is asked if not given."""
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._wants_contrast = wants_contrast or self._system_wants_contrast
        application.setStyle("Fusion")
        self._tell_system()
        self._put_on(self._wanted())
        application.styleHints().colorSchemeChanged.connect(self._refresh)
        if _knows_contrast(application.styleHints()):
            application.styleHints().accessibility().contrastPreferenceChanged.connect(self._refresh)

    @property
    def theme(self) -> Theme:
        """The theme on screen."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What was asked for."""
        return self._choice

    def set_choice(self, choice: ThemeChoice) -> None:
        """Take the system's theme, or always the same one."""
        self._choice = choice
        self._tell_system()
        self._refresh()

    def _tell_system(self) -> None:
        """Title bars and native dialogs follow too, where the platform can."""
        schemes, theme = Qt.ColorScheme, _THEMES.get(self._choice)
        scheme = schemes.Unknown if theme is None else schemes.Dark if theme.is_dark else schemes.Light
        self._application.styleHints().setColorScheme(scheme)

    def _wanted(self) -> Theme:
        if self._choice is not ThemeChoice.SYSTEM:
            return _THEMES[self._choice]
        dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self._wants_contrast():
            return BLACK if dark else WHITE
        return DARK if dark else LIGHT

    def _system_wants_contrast(self) -> bool:
        hints = self._application.styleHints()
        if not _knows_contrast(hints):
            return False
        return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def _refresh(self) -> None:
        if (theme := self._wanted()) is not self._theme:
            self._put_on(theme)

    def _put_on(self, theme: Theme) -> None:
        self._theme = theme
        self._application.setPalette(palette(theme))
        self._application.setStyleSheet(stylesheet(theme))
        self.themeChanged.emit(theme)


def _knows_contrast(hints: QStyleHints) -> bool:
    """Whether this Qt tells what contrast the system asks for: 6.10 and later do."""
    return hasattr(hints, "accessibility")


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, all roles set so that no widget keeps a colour of the system's."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.WindowText, theme.text),
        (roles.Base, theme.base),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.text),
        (roles.Button, theme.raised),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.error),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.accent_text),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Accent, theme.accent),
        (roles.Light, theme.raised),
        (roles.Midlight, theme.panel),
        (roles.Mid, theme.border),
        (roles.Dark, theme.outline),
        (roles.Shadow, QColor(theme.shadow.rgb())),
    ):
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.disabled)
    made.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, theme.border)
    made.setColor(QPalette.ColorGroup.Disabled, roles.HighlightedText, theme.muted)
    return made
