"""The undo history in the window: steps of earlier days, the list of all steps, the way to any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotations.words import tr
from gui.core.theme import Themed
from gui.dialogs.shown import run_with_progress
from gui.documents.earlier_steps import bring_back_steps
from gui.documents.open_document import OpenDocument
from gui.editor.history import History
from gui.panels.history_panel import HistoryPanel
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Undoing(Feature):
    """Undo and redo in the open document, step by step or from the list to any state."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.history = History(frame.view, frame.actions["edit.undo"], frame.actions["edit.redo"])
        self.history.said.connect(frame.say)
        self.panel = HistoryPanel()
        self.dock = frame.dock("history", tr("Undo History"), self.panel, Side.END, hidden=True)
        self.panel.stateWanted.connect(self._go_to)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Show the list; undo and redo have their two actions themselves."""
        return {"view.history": self._show}

    def themed(self) -> Sequence[Themed]:
        """The list."""
        return (self.panel,)

    def panes(self) -> Sequence[QWidget]:
        """The list."""
        return (self.panel,)

    def attach(self, document: OpenDocument | None) -> None:
        """Undo in this document."""
        session, stack = (None, None) if document is None else (document.session, document.stack)
        self.history.attach(session, stack)

    def show(self, document: OpenDocument | None) -> None:
        """List the steps of this document, and bring back those of earlier days once it is painted."""
        self.panel.show_stack(None if document is None else document.stack)
        if document is not None:
            bring_back_steps(document, self.frame.say)

    def _show(self) -> None:
        """Go to the list; from there, put it away."""
        if self.panel.table.hasFocus():
            self.dock.hide()
            self.frame.back_to_text()
            return
        self.frame.show_dock(self.dock)
        self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to(self, place: int) -> None:
        document = self.frame.desk.document
        if document is not None:
            steps = abs(document.stack.index() - place)
            run_with_progress(
                tr("Going through the steps…"),
                steps,
                self.frame.window,
                lambda go_on: self.history.go_to(place, go_on),
            )
