"""How the window looks: the text and its labels as the reader wants them, theme, full screen, preferences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from annotations.words import mark, tr
from gui.core import settings as stored
from gui.core.appearance import ThemeChoice
from gui.core.language import language_of
from gui.core.reading import LabelDisplay, Reading
from gui.core.settings import Setting
from gui.dialogs.shown import show_preferences
from gui.window.feature import Feature
from gui.window.frame import Frame

_READING = (
    stored.FONT,
    stored.SIZE,
    stored.LINE_LENGTH,
    stored.COLUMN,
    stored.SPACING,
    stored.DISPLAY,
)
_SAID = {
    LabelDisplay.COLOUR: mark("Labels by colour"),
    LabelDisplay.UNDERLINE: mark("Labels as underlines"),
    LabelDisplay.CHIP: mark("Labels as chips"),
}


class Looks(Feature):
    """What the View menu and the preferences change. The settings say how it is, and this follows them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._settings = frame.services.settings
        frame.view.zoomChanged.connect(partial(self._settings.set, stored.ZOOM))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The View menu, and the preferences."""
        view, settings = self.frame.view, self._settings
        return {
            "edit.preferences": self._show_preferences,
            "view.zoom_in": partial(view.zoom_by, 1),
            "view.zoom_out": partial(view.zoom_by, -1),
            "view.zoom_reset": partial(view.set_zoom, 1.0),
            "view.invisibles": self._toggle_invisibles,
            "view.label_display": self._next_display,
            "view.full_screen": self._toggle_full_screen,
            **{f"display.{one}": partial(settings.set, stored.DISPLAY, one) for one in LabelDisplay},
            **{f"theme.{choice}": partial(self._choose_theme, choice) for choice in ThemeChoice},
        }

    def restore(self) -> None:
        """As it was the last time."""
        self.frame.view.set_zoom(self._settings.get(stored.ZOOM))
        self._follow(stored.DISPLAY)
        self._follow(stored.INVISIBLES)
        self.frame.actions[f"theme.{self.frame.services.appearance.choice}"].setChecked(True)
        self._settings.changed.connect(self._follow)

    def _show_preferences(self) -> None:
        settings = self._settings
        before = (language_of(settings.get(stored.LANGUAGE)), settings.get(stored.DIRECTION))
        show_preferences(settings, self.frame.window)
        if before != (language_of(settings.get(stored.LANGUAGE)), settings.get(stored.DIRECTION)):
            self.frame.start_again()

    def _follow(self, setting: Setting[Any]) -> None:
        """Bring the window to what the setting says now."""
        settings, actions = self._settings, self.frame.actions
        if setting in _READING:
            self.frame.view.set_reading(_reading(settings))
            actions[f"display.{settings.get(stored.DISPLAY)}"].setChecked(True)
        elif setting is stored.INVISIBLES:
            shown = settings.get(stored.INVISIBLES)
            actions["view.invisibles"].setChecked(shown)
            self.frame.view.set_show_invisibles(shown)
        elif setting is stored.THEME:
            choice = settings.get(stored.THEME)
            self.frame.services.appearance.set_choice(choice)
            actions[f"theme.{choice}"].setChecked(True)

    def _toggle_invisibles(self) -> None:
        self._settings.set(stored.INVISIBLES, self.frame.actions["view.invisibles"].isChecked())

    def _next_display(self) -> None:
        display = self._settings.get(stored.DISPLAY).next()
        self._settings.set(stored.DISPLAY, display)
        self.frame.say(tr(_SAID[display]))

    def _choose_theme(self, choice: ThemeChoice) -> None:
        # It may be another than in the settings for this run.
        self.frame.services.appearance.set_choice(choice)
        self._settings.set(stored.THEME, choice)

    def _toggle_full_screen(self) -> None:
        window = self.frame.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


def _reading(settings: stored.Settings) -> Reading:
    return Reading(
        settings.get(stored.FONT),
        settings.get(stored.SIZE),
        settings.get(stored.LINE_LENGTH),
        settings.get(stored.COLUMN),
        settings.get(stored.SPACING),
        settings.get(stored.DISPLAY),
    )
