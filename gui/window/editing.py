"""What the Edit menu does with the selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.window.feature import Feature


class Editing(Feature):
    """Copy and select all."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Copy and select."""
        return {"edit.copy": self.frame.view.copy, "edit.select_all": self.frame.view.select_all}
