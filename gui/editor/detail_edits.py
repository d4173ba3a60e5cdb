"""Edits that the list of details asks for."""

from __future__ import annotations

from annotations.edits import operations, relation_operations
from annotations.edits.consequences import deletion
from annotations.edits.note_operations import set_attribute
from annotations.model.label_set import Label
from annotations.model.records import Relation
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator
from gui.editor.notes import Notes
from gui.editor.subject import record_of
from gui.models.details import Detail, Field, spans_in


class DetailEdits:
    """One per window; questions and sentences are the annotator's."""

    def __init__(self, annotator: Annotator, notes: Notes) -> None:
        self._annotator, self._notes = annotator, notes
        self._session: DocumentSession | None = None

    def attach(self, session: DocumentSession | None) -> None:
        """Edit this document from now on, None for no document."""
        self._session = session

    def edit(self, detail: Detail, value: object) -> None:
        """Give a detail a value; None or no text takes it away."""
        text = value if isinstance(value, str) else ""
        match detail.field:
            case Field.LABEL if isinstance(value, Label):
                self._annotator.relabel(detail.record_id, value)
            case Field.PLACE:
                self._move(detail.record_id, text)
            case Field.ATTRIBUTE:
                self._set(detail, value)
            case Field.LINK:
                self._notes.save_link(detail.record_id, text)
            case Field.NOTE:
                self._notes.save_note(detail.record_id or None, detail.part, text)
            case Field.RELATION:
                self._relate(detail.record_id, text)
            case _:
                pass

    def turn(self, detail: Detail) -> None:
        """Have a relation go the other way round."""
        session, relation = self._session, self._relation(detail.record_id)
        if session is not None and relation is not None:
            self._annotator.push(
                relation_operations.turn_relation(session.annotations, session.context, relation)
            )

    # -- inside -------------------------------------------------------------------------------------

    def _move(self, mention_id: str, text: str) -> None:
        session, spans = self._session, spans_in(text)
        mention = None if session is None else session.annotations.mention(mention_id)
        if session is None or mention is None:
            return
        if spans is None:
            self._annotator.said.emit(tr("Write offsets as 12–20, or 12–20, 31–40 for several spans."))
        elif spans != mention.spans:
            self._annotator.push(operations.respan(session.annotations, session.context, mention, spans))

    def _set(self, detail: Detail, value: object) -> None:
        session, record = self._session, None
        if session is not None:
            record = record_of(session.annotations, detail.record_id)
        if session is None or record is None:
            return
        if detail.attribute is not None and detail.attribute.type == "text":
            text = value if isinstance(value, str) else ""
            self._notes.save_attribute(detail.record_id, detail.part, text)
            return
        given = value if isinstance(value, str | bool) else None
        if given != record.attributes.get(detail.part):
            self._annotator.push(
                set_attribute(session.annotations, session.context, record, detail.part, given)
            )

    def _relate(self, relation_id: str, type_id: str) -> None:
        """Give a relation another type; without one it goes."""
        session, relation = self._session, self._relation(relation_id)
        if session is None or relation is None:
            return
        known = session.label_set.relation(type_id)
        if not type_id:
            along = deletion(session.annotations, [relation])
            if self._annotator.agreed(session, along, tr("Delete")):
                self._annotator.push(operations.delete(session.annotations, session.context, [relation]))
        elif known is not None and type_id != relation.label:
            self._annotator.push(
                relation_operations.change_relation(session.annotations, session.context, relation, known)
            )

    def _relation(self, relation_id: str) -> Relation | None:
        found = None if self._session is None else self._session.annotations.get(relation_id)
        return found if isinstance(found, Relation) else None
