"""Importing in the window: the dialog beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gui.dialogs.shown import open_import
from gui.window.exchange import Exchange

if TYPE_CHECKING:
    from gui.dialogs.exchange.import_dialog import ImportDialog  # noqa: F401 - names the type below


class Importing(Exchange["ImportDialog"]):
    """File > Import."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Open the dialog."""
        return {"file.import": lambda: self.open(open_import)}
