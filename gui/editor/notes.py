"""Notes on anything, links to real-world things, and attributes in words: what is written about records."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotations.edits.note_operations import entered_link, put_comment, set_attribute, set_link
from annotations.model.change import Change
from annotations.model.records import Comment, Mention
from annotations.session.document import DocumentSession
from annotations.words import tr
from gui.editor.annotator import Annotator
from gui.editor.current_event import CurrentEvent
from gui.editor.record_names import name_of, quote_of
from gui.editor.subject import record_of, subject_at
from gui.editor.text_view import TextView
from gui.editor.writing import Wanted, Writer


class Notes(QObject):
    """One per window. ``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, view: TextView, annotator: Annotator, current: CurrentEvent, writer: Writer) -> None:
        """``current`` says which event of a trigger is meant; ``writer`` asks for the words."""
        super().__init__(view)
        self._view, self._annotator, self._current, self._writer = view, annotator, current, writer
        self._session: DocumentSession | None = None
        self._linked: dict[str, str] = {}

    def attach(self, session: DocumentSession | None) -> None:
        """Write about this document from now on, None for no document."""
        self._session = session
        self._linked.clear()
        self._writer.attach(session)

    def apply_change(self, change: Change) -> None:
        """Remember the ids that words are linked to: the same words are likely to mean the same again."""
        for record in change.after():
            if isinstance(record, Mention) and record.link is not None and self._session is not None:
                self._linked[quote_of(self._session, record).casefold()] = record.link

    # -- what the user does -------------------------------------------------------------------------

    def write_note(self) -> None:
        """Write the note on the current mention or event, or on the document when there is none."""
        if self._session is not None:
            current = self._view.current()
            subject = subject_at(self._session.annotations, current, self._current.event())
            self.write_note_on(None if subject is None else subject.id)

    def write_note_on(self, record_id: str | None, comment_id: str | None = None) -> None:
        """Write a note on a record, None for the document: the one named, else the first there is."""
        session = self._session
        record = None if session is None or record_id is None else session.annotations.get(record_id)
        if session is None or (record_id is not None and record is None):
            return
        there = session.annotations.comments(record_id)
        comment = next((one for one in there if comment_id in (None, one.id)), None)
        known = "" if comment is None else comment.id
        title = (
            tr("Note on the document")
            if record is None
            else tr("Note on {record}", record=name_of(session, record))
        )
        text = "" if comment is None else comment.text
        save = partial(self.save_note, record_id, known)
        self._writer.write(Wanted(("note", record_id or "", known), title, text, save, lines=True))

    def write_link(self) -> None:
        """Write the id of what the current mention means in the world, such as Q1016 of Wikidata."""
        session, current = self._session, self._view.current()
        mention = None if session is None or current is None else session.annotations.mention(current)
        if session is None or mention is None:
            self.said.emit(tr("No mention here: put the caret in one to link it."))
            return
        quote = quote_of(session, mention)
        before = "" if mention.link else self._linked.get(quote.casefold(), "")
        title = (
            tr("Id of “{quote}”, as these words were linked before", quote=quote)
            if before
            else tr("Id of “{quote}”, such as Q1016 of Wikidata", quote=quote)
        )
        save = partial(self.save_link, mention.id)
        self._writer.write(Wanted(("link", mention.id), title, mention.link or "", save, before))

    def write_attribute(self, record_id: str, attribute_id: str) -> None:
        """Write the value of an attribute that is a text."""
        session = self._session
        record = None if session is None else record_of(session.annotations, record_id)
        attribute = None if session is None else session.label_set.attribute(attribute_id)
        if session is not None and record is not None and attribute is not None:
            value = str(record.attributes.get(attribute_id, ""))
            title = tr("{attribute}: {record}", attribute=attribute.name, record=name_of(session, record))
            save = partial(self.save_attribute, record_id, attribute_id)
            self._writer.write(Wanted(("attribute", record_id, attribute_id), title, value, save))

    # -- what was written ---------------------------------------------------------------------------

    def save_link(self, mention_id: str, text: str) -> bool:
        """Link a mention by what was typed; nothing takes the link away."""
        session = self._session
        mention = None if session is None else session.annotations.mention(mention_id)
        if session is None or mention is None:
            return self._say_gone()
        link = entered_link(text)
        same = link == mention.link
        return same or self._annotator.push(set_link(session.annotations, session.context, mention, link))

    def save_attribute(self, record_id: str, attribute_id: str, text: str) -> bool:
        """Give an attribute this text; nothing takes it away."""
        session = self._session
        record = None if session is None else record_of(session.annotations, record_id)
        if session is None or record is None:
            return self._say_gone()
        value = text.strip() or None
        if value == record.attributes.get(attribute_id):
            return True
        edit = set_attribute(session.annotations, session.context, record, attribute_id, value)
        return self._annotator.push(edit)

    def save_note(self, record_id: str | None, comment_id: str, text: str) -> bool:
        """Let a note say this, or a new one; a note without text goes."""
        session = self._session
        record = None if session is None or record_id is None else session.annotations.get(record_id)
        comment = None if session is None or not comment_id else session.annotations.get(comment_id)
        gone = (record_id is not None and record is None) or (comment_id and comment is None)
        if session is None or gone:
            return self._say_gone()
        known = comment if isinstance(comment, Comment) else None
        if text.strip() == ("" if known is None else known.text):
            return True
        by = self._annotator.provenance()
        return self._annotator.push(
            put_comment(session.annotations, session.context, record, text, by, known)
        )

    def _say_gone(self) -> bool:
        self.said.emit(tr("What this was about has been deleted: undo that, or leave with Esc."))
        return False
