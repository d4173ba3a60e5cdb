"""Exporting in the window: the dialog beside it, and the places of losses shown in the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.model.change import Change
from gui.core.theme import Themed
from gui.dialogs.shown import open_export
from gui.window.exchange import surroundings_of
from gui.window.feature import Feature
from gui.window.frame import Frame

if TYPE_CHECKING:
    from gui.dialogs.exchange.export_dialog import ExportDialog


class Exporting(Feature):
    """File > Export."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.dialog: ExportDialog | None = None
        """The dialog while it is open."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Open the dialog."""
        return {"file.export": self._open}

    def themed(self) -> Sequence[Themed]:
        """The dialog, while it is open."""
        return () if self.dialog is None else (self.dialog,)

    def changed(self, change: Change) -> None:
        """What the dialog has found in these labels does not hold any more."""
        document = self.frame.desk.document
        if self.dialog is not None and document is not None:
            self.dialog.labels_changed(document.session.path)

    def closing(self) -> None:
        """Stop what is under way."""
        if self.dialog is not None:
            self.dialog.let_go()

    def _open(self) -> None:
        if self.dialog is None:
            self.dialog = open_export(surroundings_of(self.frame), self.frame.window)
            self.dialog.finished.connect(self._closed)
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _closed(self) -> None:
        self.dialog = None
        self.frame.back_to_text()
