"""How far each kind is labelled: said by key or by choice, as one undo step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from annotations.edits import operations
from annotations.edits.placement import Refusal
from annotations.model.records import Kind, Status
from annotations.session.document import DocumentSession
from annotations.text.coverage import Coverage
from annotations.words import tr
from gui.core.keymap import key_of
from gui.core.status_words import kind_and_status
from gui.core.undo import push

_EMPTY_KIND = (Status.UNTOUCHED, Status.NOTHING_HERE, Status.IN_PROGRESS, Status.DONE)


def next_status(status: Status, mentions: int) -> Status:
    """What one more press of the key says of a kind with so many mentions.

    With mentions it is done, or in progress again; a kind without any goes through all four.
    """
    if mentions:
        return Status.IN_PROGRESS if status is Status.DONE else Status.DONE
    return _EMPTY_KIND[(_EMPTY_KIND.index(status) + 1) % len(_EMPTY_KIND)]


class Statuses(QObject):
    """Sets the status of the kinds in the document that is attached; ``said`` carries a sentence."""

    said = Signal(str)

    def __init__(self, coverage: Callable[[], Coverage | None], parent: QObject) -> None:
        """``coverage`` says what has been read of the document."""
        super().__init__(parent)
        self._coverage = coverage
        self._session: DocumentSession | None = None
        self._stack: QUndoStack | None = None

    def attach(self, session: DocumentSession | None, stack: QUndoStack | None) -> None:
        """Speak of this document from now on, None for no document."""
        self._session, self._stack = session, stack

    def cycle(self, kind: Kind) -> None:
        """Go to the next status that the kind can have."""
        if self._session is not None:
            annotations = self._session.annotations
            self.choose(kind, next_status(annotations.status(kind), annotations.count_kind(kind)))

    def choose(self, kind: Kind, status: Status) -> None:
        """Set the status; when that cannot be, say why."""
        session, stack = self._session, self._stack
        if session is None or stack is None:
            return
        edit = operations.set_status(session.annotations, kind, status)
        if isinstance(edit, Refusal):
            self.said.emit(edit.message)
            return
        if problems := push(stack, session, edit):
            self.said.emit(problems[0].message)
            return
        sentence = kind_and_status(kind, status) + self._unread(status)
        self.said.emit(sentence)

    def _unread(self, status: Status) -> str:
        """A word on what was not read, when a kind is called finished."""
        coverage = self._coverage()
        if status not in (Status.DONE, Status.NOTHING_HERE) or coverage is None or coverage.percent == 100:  # noqa: PLR2004
            return ""
        return ". " + tr(
            "{percent}% of the text has not been on screen long enough to be read: {key} goes there.",
            percent=100 - coverage.percent,
            key=key_of("go.unread"),
        )
