"""Edits of events that a list asks for: delete one, remove an argument, give it another role."""

from __future__ import annotations

from annotations.edits import event_operations, operations
from annotations.edits.consequences import deletion
from annotations.model.records import Argument, Event
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator


class EventEdits:
    """One per window; questions and sentences are the annotator's."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._session: DocumentSession | None = None

    def attach(self, session: DocumentSession | None) -> None:
        """Edit this document from now on, None for no document."""
        self._session = session

    def delete(self, event_id: str) -> None:
        """Delete an event, and its trigger when that has no other; asks when work would go along."""
        session, event = self._session, self._event(event_id)
        if session is None or event is None:
            return
        along = deletion(session.annotations, [event])
        alone = not along.loosened and all(one.id == event.trigger for one in along.removed)
        if (alone and not event.arguments) or self._annotator.agreed(session, along, tr("Delete")):
            self._annotator.push(operations.delete(session.annotations, session.context, [event]))

    def remove(self, event_id: str, argument: Argument) -> None:
        """Take an argument out of an event; the mention stays."""
        session, event = self._session, self._event(event_id)
        if session is not None and event is not None:
            self._annotator.push(
                event_operations.remove_argument(session.annotations, session.context, event, argument)
            )

    def change_role(self, event_id: str, argument: Argument, role_id: str) -> None:
        """Give an argument another role."""
        session, event = self._session, self._event(event_id)
        if session is not None and event is not None:
            self._annotator.push(
                event_operations.change_role(session.annotations, session.context, event, argument, role_id)
            )

    def _event(self, event_id: str) -> Event | None:
        found = None if self._session is None else self._session.annotations.get(event_id)
        return found if isinstance(found, Event) else None
