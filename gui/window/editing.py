"""The Edit menu's steps back and on, and what it does with the selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.documents.open_document import OpenDocument
from gui.editor.history import History
from gui.window.feature import Feature
from gui.window.frame import Frame


class Editing(Feature):
    """Undo and redo in the open document; copy and select all."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.history = History(frame.view, frame.actions["edit.undo"], frame.actions["edit.redo"])
        self.history.said.connect(frame.say)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Copy and select; the history has its two actions itself."""
        return {"edit.copy": self.frame.view.copy, "edit.select_all": self.frame.view.select_all}

    def attach(self, document: OpenDocument | None) -> None:
        """Undo in this document."""
        session = None if document is None else document.session
        self.history.attach(session, None if document is None else document.stack)
