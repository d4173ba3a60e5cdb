"""How the window looks: size of the text, invisible characters, theme, full screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt

from gui.core import settings as stored
from gui.core.appearance import ThemeChoice
from gui.window.feature import Feature
from gui.window.frame import Frame


class Looks(Feature):
    """What the View menu changes, kept in the settings."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        frame.view.zoomChanged.connect(partial(frame.services.settings.set, stored.ZOOM))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The View menu."""
        view = self.frame.view
        return {
            "view.zoom_in": partial(view.zoom_by, 1),
            "view.zoom_out": partial(view.zoom_by, -1),
            "view.zoom_reset": partial(view.set_zoom, 1.0),
            "view.invisibles": self._toggle_invisibles,
            "view.full_screen": self._toggle_full_screen,
            **{f"theme.{choice}": partial(self._choose_theme, choice) for choice in ThemeChoice},
        }

    def restore(self) -> None:
        """As it was the last time."""
        settings, actions = self.frame.services.settings, self.frame.actions
        self.frame.view.set_zoom(settings.get(stored.ZOOM))
        actions["view.invisibles"].setChecked(settings.get(stored.INVISIBLES))
        self.frame.view.set_show_invisibles(settings.get(stored.INVISIBLES))
        actions[f"theme.{self.frame.services.appearance.choice}"].setChecked(True)

    def _toggle_invisibles(self) -> None:
        shown = self.frame.actions["view.invisibles"].isChecked()
        self.frame.view.set_show_invisibles(shown)
        self.frame.services.settings.set(stored.INVISIBLES, shown)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self.frame.services.appearance.set_choice(choice)
        self.frame.services.settings.set(stored.THEME, choice)

    def _toggle_full_screen(self) -> None:
        window = self.frame.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
