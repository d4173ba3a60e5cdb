"""Keys: the sheet that shows them all, and changing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.core import settings as stored
from gui.core.keymap import Keymap, keys_in_use, use_keys
from gui.dialogs.shown import edit_keys, show_keys
from gui.window.feature import Feature
from gui.window.frame import Frame


class Keys(Feature):
    """What the Help menu says and does about keys."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        changed = frame.services.settings.get(stored.KEYS)
        use_keys(Keymap(dict(changed)), frame.actions)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Show the keys, change them."""
        return {"help.keys": self._show, "help.edit_keys": self._edit}

    def _show(self) -> None:
        services = self.frame.services
        show_keys(services.label_set, services.appearance.theme, self.frame.ask, self.frame.window)

    def _edit(self) -> None:
        services = self.frame.services
        theme = services.appearance.theme
        made = edit_keys(keys_in_use(), services.label_set, theme, self.frame.window)
        if made is not None:
            services.settings.set(stored.KEYS, dict(made.changed))
            use_keys(made, self.frame.actions)
        self.frame.back_to_text()
