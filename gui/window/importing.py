"""Importing in the window: the dialog beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gui.dialogs.shown import open_import
from gui.window.exchange import Exchange
from gui.window.frame import Frame

if TYPE_CHECKING:
    from gui.dialogs.exchange.import_dialog import ImportDialog  # noqa: F401 - names the type below


class Importing(Exchange["ImportDialog"]):
    """File > Import."""

    def __init__(self, frame: Frame, open_label_set: Callable[[Path], bool]) -> None:
        """``open_label_set`` labels with the label set of a file from now on, and says whether it could."""
        super().__init__(frame)
        self._make = partial(open_import, open_label_set)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Open the dialog."""
        return {"file.import": lambda: self.open(self._make)}
