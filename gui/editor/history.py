"""Undo and redo: take a step and put the hand where it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoStack

from annotations.model.change import Change
from annotations.model.records import Mention, Record
from annotations.session.document import DocumentSession
from gui.core import undo
from gui.editor.text_view import TextView
from schemas.problems import Problem


class History(QObject):
    """The undo and redo actions of a window; ``said`` carries why a step cannot be taken."""

    said = Signal(str)

    def __init__(self, view: TextView, undo_action: QAction, redo_action: QAction) -> None:
        super().__init__(view)
        self._view = view
        self._actions = (undo_action, redo_action)
        self._session: DocumentSession | None = None
        self._stack: QUndoStack | None = None
        undo_action.triggered.connect(lambda: self._step(undo.undo))
        redo_action.triggered.connect(lambda: self._step(undo.redo))
        self.attach(None, None)

    def go_to(self, index: int, go_on: Callable[[int], bool]) -> None:
        """Take steps back or do them again until ``index`` are done; ``go_on`` is as for `undo.go_to`."""
        self._step(lambda stack, session: undo.go_to(stack, session, index, go_on))

    def attach(self, session: DocumentSession | None, stack: QUndoStack | None) -> None:
        """Undo in this document from now on; None for no document."""
        self._session, self._stack = session, stack
        if stack is None:
            for action in self._actions:
                action.setEnabled(False)
        else:
            undo.name_undo_actions(stack, *self._actions)

    def _step(self, step: Callable[[QUndoStack, undo.Session], list[Problem]]) -> None:
        session, stack = self._session, self._stack
        if session is None or stack is None:
            return
        changes: list[Change] = []
        leave = session.subscribe(changes.append)
        problems = step(stack, session)
        leave()
        if problems:
            self.said.emit(problems[0].message)
        for change in changes[-1:]:
            self._go_to(change)

    def _go_to(self, change: Change) -> None:
        there = _first_mention(change.after())
        mention = there or _first_mention(change.before())
        if mention is not None:
            self._view.set_caret(mention.end)
        if there is not None:
            self._view.set_current(there.id)


def _first_mention(records: Iterable[Record]) -> Mention | None:
    return next((one for one in records if isinstance(one, Mention)), None)
