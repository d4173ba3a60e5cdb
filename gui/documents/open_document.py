"""One open document: its session, its undo stack, and what its keeper says."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from annotations.model.label_set import LabelSet
from annotations.session.document import DocumentSession
from annotations.session.opening import Opened
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import KeeperState
from annotations.store.kept_steps import MOST_STEPS
from annotations.text.segments import line_spans
from gui.core.bridge import ThreadBridge


class OpenDocument(QObject):
    """Owns all that lives as long as the document is open."""

    stateChanged = Signal(object)
    """A `KeeperState`, in the thread of the window."""

    def __init__(self, opened: Opened, label_set: LabelSet, parent: QObject | None = None) -> None:
        """Take charge of a document that has just been opened, and listen to its keeper."""
        super().__init__(parent)
        self.opened = opened
        self.session = DocumentSession(
            opened.path,
            opened.label_path,
            opened.text,
            opened.annotations,
            label_set,
            sink=opened.keeper,
            read_only=opened.read_only,
        )
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self._bridge: ThreadBridge[KeeperState] = ThreadBridge(self)
        self._bridge.arrived.connect(self._keeper_spoke)
        if opened.keeper is not None:
            opened.keeper.listen(self._bridge.tell)

    @property
    def keeper(self) -> Keeper | None:
        """Who writes the label file; None when the document is read-only from the start."""
        return self.opened.keeper

    @cached_property
    def _line_starts(self) -> array[int]:
        return line_spans(self.session.text.text)[0]

    def line_number(self, offset: int) -> int:
        """The line that a caret at the offset stands in, counted from 1."""
        return bisect_right(self._line_starts, offset)

    def let_go(self) -> bool:
        """Save and close; whether the label file holds every edit."""
        self.stack.blockSignals(True)  # a stack that is deleted says so to actions that have gone on
        if self.keeper is not None:
            self.keeper.listen(None)
        return self.opened.close()

    def _keeper_spoke(self, state: KeeperState) -> None:
        self.session.label_path = state.path
        self.stateChanged.emit(state)
