"""From plain listeners to Qt signals: changes of the open document, and what writer threads have to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotations.model.change import Change
from gui.core.soon import Soon

T = TypeVar("T")


class Subscribable(Protocol):
    """What the bridge needs of a document session."""

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell the listener every change; the returned function ends that."""
        ...


class ChangeBridge(QObject):
    """The one signal from which every screen learns of changes, whichever document is open."""

    changed = Signal(object)
    """A `Change`, in the thread and the moment it was made."""
    painted = Signal(object)
    """The same once what `changed` brought about is painted: for what would keep the text waiting."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave: Callable[[], None] | None = None
        self._waiting: list[Change] = []
        self._soon = Soon(self, self._tell_waiting)

    def attach(self, session: Subscribable | None) -> None:
        """Listen to this session and no other; None listens to none."""
        if self._leave is not None:
            self._leave()
        self._waiting.clear()
        self._leave = None if session is None else session.subscribe(self._tell)

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
        self._waiting.append(change)
        self._soon.ask()

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            self.painted.emit(change)


class ThreadBridge(QObject, Generic[T]):
    """Carries values from any thread into the thread of this object, in order."""

    arrived = Signal(object)
    """A value that was told, in this object's thread."""

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(self.arrived, Qt.ConnectionType.QueuedConnection)

    def tell(self, value: T) -> None:
        """Hand over a value; may be called from any thread and returns at once."""
        self._told.emit(value)
