"""Help: all commands by their names, and which program this is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from gui.core.commands import commands_of
from gui.dialogs.shown import choose_command, show_about
from gui.window.feature import Feature


class Helping(Feature):
    """The Help menu."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Commands, about."""
        return {
            "help.commands": self._choose_command,
            "help.about": partial(show_about, self.frame.window),
        }

    def _choose_command(self) -> None:
        frame, services = self.frame, self.frame.services
        commands = commands_of(frame.actions, services.label_set, frame.label_actions)
        command = choose_command(commands, services.settings, services.appearance.theme, frame.window)
        frame.back_to_text()
        if command is not None:
            command.action.trigger()
