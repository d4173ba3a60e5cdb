"""The event that the hand is at: that of the current mention, or the one whose roles are being filled."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotations.model.change import Change
from annotations.model.records import Event
from annotations.session.document import DocumentSession
from gui.editor.links import event_at, links_of
from gui.editor.text_view import TextView


class CurrentEvent(QObject):
    """One per window: follows the current mention of the view and has the view draw its event."""

    changed = Signal(object)
    """The id of the event that is current now, or None."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._session: DocumentSession | None = None
        self._id: str | None = None
        self._preferred: str | None = None
        self._held: str | None = None
        view.currentMentionChanged.connect(self._look)

    def attach(self, session: DocumentSession | None) -> None:
        """Look at this document from now on, None for no document."""
        self._session = session
        self._preferred = self._held = None
        self._look()

    def apply_change(self, change: Change) -> None:
        """Draw the event as it is after the change."""
        self._look()

    def event(self) -> Event | None:
        """The current event."""
        found = None if self._session is None or self._id is None else self._session.annotations.get(self._id)
        return found if isinstance(found, Event) else None

    def choose(self, event_id: str) -> None:
        """Of the events that the current mention has part in, take this one, now and later."""
        self._preferred = event_id
        self._look()

    def hold(self, event_id: str | None) -> None:
        """Stay with this event wherever the caret goes, until None is held."""
        self._held = event_id
        if event_id is not None:
            self._preferred = event_id
        self._look()

    def _look(self) -> None:
        session, found = self._session, None
        if session is not None:
            held = None if self._held is None else session.annotations.get(self._held)
            found = held if isinstance(held, Event) else None
            found = found or event_at(session.annotations, self._view.current(), self._preferred)
        links = None
        if session is not None and found is not None:
            links = links_of(session.annotations, session.label_set, found)
        self._view.set_links(links)
        now = None if found is None else found.id
        if now != self._id:
            self._id = now
            self.changed.emit(now)
