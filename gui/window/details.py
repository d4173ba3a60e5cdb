"""What is said of mentions and events beside their labels: attributes, relations, links, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.model.records import Event
from annotations.words import tr
from gui.core.qt_offsets import qt_string
from gui.core.record_words import carried_words
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.attribute_mode import AttributeMode
from gui.editor.current_relations import CurrentRelations
from gui.editor.detail_edits import DetailEdits
from gui.editor.notes import Notes
from gui.editor.record_names import name_of
from gui.editor.relation_mode import RelationMode
from gui.editor.subject import subject_at
from gui.editor.writing import Writer
from gui.models.details import Detail, Field, Subject, details_of
from gui.panels.details_panel import DetailsPanel
from gui.widgets.write_bar import WriteBar
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Details(Feature):
    """Keys and a bar for each of them, and a panel in which all of them stand."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        view, annotator = frame.view, frame.annotator
        self.bar = WriteBar()
        self.writer = Writer(view, self.bar)
        self.notes = Notes(view, annotator, frame.current_event, self.writer)
        self.attributes = AttributeMode(view, annotator, frame.current_event)
        self.drawn = CurrentRelations(view)
        self.relations = RelationMode(view, annotator, self.drawn)
        self.edits = DetailEdits(annotator, self.notes)
        self.panel = DetailsPanel(self._details)
        self.dock = frame.dock("details", tr("Details"), self.panel, Side.END)
        frame.below_text(self.bar)
        frame.add_mode(self.attributes)
        frame.add_mode(self.relations)
        self.notes.said.connect(frame.say)
        self.attributes.textWanted.connect(self.notes.write_attribute)
        frame.current_event.changed.connect(self.panel.refresh)
        self.panel.edited.connect(self.edits.edit)
        self.panel.turned.connect(self.edits.turn)
        self.panel.activated.connect(frame.go_to_mention)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Enter the modes, open the bar."""
        return {
            "detail.attributes": self.attributes.enter,
            "detail.relations": self.relations.enter,
            "detail.link": self.notes.write_link,
            "detail.note": self._write_note,
        }

    def themed(self) -> Sequence[Themed]:
        """The panel and the bar."""
        return (self.panel, self.bar)

    def panes(self) -> Sequence[QWidget]:
        """The bar, and the panel."""
        return (self.bar, self.panel)

    def attach(self, document: OpenDocument | None) -> None:
        """Say things of this document."""
        session = None if document is None else document.session
        self.attributes.attach(session)
        self.relations.attach(session)
        self.notes.attach(session)
        self.edits.attach(session)

    def show(self, document: OpenDocument | None) -> None:
        """Show what is said where the caret is."""
        self.drawn.attach(None if document is None else document.session)
        self.panel.show_label_set(None if document is None else document.session.label_set)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Attributes and relations may be others now."""
        self.attach(document)
        self.show(document)

    def changed(self, change: Change) -> None:
        """Bring the lines and the keys up to date."""
        self.drawn.apply_change(change)
        self.attributes.apply_change(change)
        self.relations.apply_change(change)
        self.notes.apply_change(change)

    def painted(self, change: Change) -> None:
        """Look again at what is said."""
        self.panel.refresh()
        self._describe()

    def current_changed(self, mention_id: str | None) -> None:
        """Show what is said of another mention."""
        self.panel.refresh()
        self._describe()

    def _details(self) -> list[Detail] | None:
        document = self.frame.desk.document
        if document is None:
            return None
        session = document.session
        current = self.frame.view.current()
        mention = None if current is None else session.annotations.mention(current)
        subject = None
        if mention is not None:
            record = subject_at(session.annotations, mention.id, self.frame.current_event.event())
            subject = Subject(mention, record if isinstance(record, Event) else None)
        return details_of(session.annotations, session.label_set, session.text, subject)

    def _describe(self) -> None:
        """Have screen readers say what is said of the current mention."""
        document, current = self.frame.desk.document, self.frame.view.current()
        session = None if document is None else document.session
        mention = None if session is None or current is None else session.annotations.mention(current)
        words: list[str] = []
        if session is not None and mention is not None:
            carried = carried_words(session.annotations, session.label_set, mention)
            words = [name_of(session, mention), *carried]
        self.frame.view.setAccessibleDescription(qt_string(" · ".join(words)))

    def _write_note(self) -> None:
        """On the record that the hand is at: a row of the panel, or what is current in the text."""
        at = self.panel.current()
        if at is None:
            self.notes.write_note()
        elif at.field is Field.NOTE:
            self.notes.write_note_on(at.record_id or None, at.part or None)
        else:
            self.notes.write_note_on(at.record_id)
