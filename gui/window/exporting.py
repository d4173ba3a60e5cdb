"""Exporting in the window: the dialog beside it, and the places of losses shown in the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotations.model.change import Change
from gui.dialogs.shown import open_export
from gui.window.exchange import Exchange

if TYPE_CHECKING:
    from gui.dialogs.exchange.export_dialog import ExportDialog  # noqa: F401 - names the type below


class Exporting(Exchange["ExportDialog"]):
    """File > Export."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Open the dialog."""
        return {"file.export": lambda: self.open(open_export)}

    def changed(self, change: Change) -> None:
        """What the dialog has found in these labels does not hold any more."""
        document = self.frame.desk.document
        if self.dialog is not None and document is not None:
            self.dialog.labels_changed(document.session.path)
