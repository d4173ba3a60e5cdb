"""Turns what the hand does in the text view into edits: tag, relabel, move an end, delete, sticky mode."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from annotations.edits import operations
from annotations.edits.consequences import Consequences, deletion, relabelling
from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind, Mention, Provenance
from annotations.session.document import DocumentSession
from annotations.text.span import Span
from annotations.words import mark, tr
from gui.core.interaction import Interaction
from gui.core.undo import push
from gui.editor.consequences import sentence
from gui.editor.ends import End, Unit, moved
from gui.editor.targets import Nothing, Place, Relabel, Widen, target_of
from gui.editor.text_view import TextView


class Annotator(QObject):
    """One per window: edits the document that is attached, at the place the view shows.

    ``said`` carries a sentence for the status bar, ``stickyChanged`` a Label or None.
    """

    said = Signal(str)
    stickyChanged = Signal(object)
    triggerTagged = Signal(str)
    """The id of a mention that has just got an event label."""

    def __init__(self, view: TextView, ask: Interaction, annotator: str) -> None:
        """``annotator`` names who is labelling now, for the provenance of each edit."""
        super().__init__(view)
        self._view = view
        self._ask = ask
        self._annotator = annotator
        self._session: DocumentSession | None = None
        self._stack: QUndoStack | None = None
        self._last: Label | None = None
        self._sticky: Label | None = None
        self._at_last: str | None = None
        view.currentMentionChanged.connect(self._current_changed)
        view.selectionFinished.connect(self._selection_finished)
        view.spanDragged.connect(self._span_dragged)

    def attach(self, session: DocumentSession | None, stack: QUndoStack | None) -> None:
        """Edit this document from now on, None for no document. Labels in the hand stay in it."""
        self._session, self._stack = session, stack
        self._at_last = None  # ids are of one document
        if session is None:
            self._last = None
            self._set_sticky(None)
        else:
            self.use_label_set(session.label_set)

    def use_label_set(self, label_set: LabelSet) -> None:
        """Take over what the labels are now; one that is gone is no longer used."""
        self._last = _in(label_set, self._last)
        self._set_sticky(_in(label_set, self._sticky))

    @property
    def sticky(self) -> Label | None:
        """The label that every finished selection takes."""
        return self._sticky

    @property
    def last(self) -> Label | None:
        """The label used last, None before any was."""
        return self._last

    # -- labels ---------------------------------------------------------------------------------

    def apply_label(self, label: Label) -> None:
        """Tag or relabel what the place of the hand means (see ``targets``)."""
        self._last = label
        if self._sticky is not None:
            self._set_sticky(label)
        session = self._session
        if session is None:
            return
        place = Place(self._view.caret(), self._view.selection(), self._current())
        target = target_of(label, place, session.text)
        if isinstance(target, Nothing):
            self._say(tr("Nothing to label here: put the caret in a word, or select text."))
        elif isinstance(target, Relabel):
            self._relabel(session, target.mention, label)
        elif isinstance(target, Widen):
            self._widen(session, target)
        else:
            self._tag(session, label, target.span)

    def tag_again(self) -> None:
        """Tag with the label used last."""
        if self._last is None:
            self._say(tr("No label has been used yet: press a label's key first."))
        else:
            self.apply_label(self._last)

    def toggle_sticky(self) -> None:
        """Switch sticky mode: while it is on, every finished selection takes the last label."""
        if self._sticky is not None:
            self._set_sticky(None)
        elif self._last is None:
            self._say(tr("No label has been used yet: press a label's key first."))
        else:
            self._set_sticky(self._last)

    def leave(self) -> None:
        """Esc: drop the selection, or leave sticky mode when there is none."""
        if not self._view.selection().is_empty:
            self._view.set_caret(self._view.caret())
        else:
            self._set_sticky(None)

    def relabel(self, mention_id: str, label: Label) -> None:
        """Give a mention this label; asks when others' work would go along."""
        mention, session = self._mention(mention_id), self._session
        if session is not None and mention is not None:
            self._relabel(session, mention, label)

    # -- the current mention -----------------------------------------------------------------------

    def delete(self, mention_id: str | None = None) -> None:
        """Delete a mention, the current one when none is named; asks when others' work would go along."""
        mention = self._current() if mention_id is None else self._mention(mention_id)
        session = self._session
        if session is None:
            return
        if mention is None:
            self._say(tr("No mention here to delete: put the caret in one."))
            return
        along = deletion(session.annotations, [mention])
        if self.agreed(session, along, tr("Delete")):
            caret = self._view.caret()
            if self.push(operations.delete(session.annotations, session.context, [mention])):
                self._view.set_caret(caret)
                self._announce(mark("{label} deleted: {quote}"), mention)

    def move_end(self, end: End, unit: Unit, *, forward: bool) -> None:
        """Move one end of the current mention by one step."""
        mention, session = self._current(), self._session
        if session is None:
            return
        if mention is None:
            self._say(tr("No mention here: put the caret in one to move its ends."))
            return
        spans = moved(session.text.text, mention.spans, end, unit, forward=forward)
        if spans == mention.spans:
            self._say(tr("This end of the mention cannot go further."))
        else:
            self._respan(session, mention, spans, end)

    def add_selection(self) -> None:
        """Make the selection one more span of the current mention, else of the one that was current last.

        The caret leaves a mention on its way to words that stand apart.
        """
        session, selection = self._session, self._view.selection()
        mention = self._current() or (None if self._at_last is None else self._mention(self._at_last))
        if session is None or mention is None or selection.is_empty:
            self._say(tr("Go to a mention first, then select the text to add to it, however far away."))
            return
        edit = operations.add_span(session.annotations, session.context, mention, selection)
        if self.push(edit):
            self._view.set_caret(selection.end)
            self._view.set_current(mention.id)
            self._announce(mark("Now {label}: {quote}"), self._mention(mention.id) or mention)

    # -- inside ----------------------------------------------------------------------------------

    def _tag(self, session: DocumentSession, label: Label, span: Span) -> None:
        edit = operations.tag(session.annotations, session.context, label, (span,), self.provenance())
        if not self.push(edit):
            return
        mention = _made(edit)
        if mention is not None:
            self._view.set_caret(mention.end)
            self._view.set_current(mention.id)
            self._announce(mark("{label} added: {quote}"), mention)
            self._offer(mention)

    def _relabel(self, session: DocumentSession, mention: Mention, label: Label) -> None:
        along = relabelling(session.annotations, session.label_set, [mention], label)
        if not self.agreed(session, along, tr("Relabel")):
            return
        edit = operations.relabel(session.annotations, session.context, mention, label, self.provenance())
        if self.push(edit):
            self._view.set_current(mention.id)
            changed = session.annotations.mention(mention.id)
            if changed is not None:
                self._announce(mark("Now {label}: {quote}"), changed)
                self._offer(changed)

    def _widen(self, session: DocumentSession, target: Widen) -> None:
        mention, span = target.mention, target.span
        if self.push(operations.respan(session.annotations, session.context, mention, (span,))):
            self._view.set_current(mention.id)
            sentence_ = (
                tr("All lines up to the blank ones; the same key again takes the line alone.")
                if span.length > mention.spans[0].length
                else tr("The line alone; the same key again takes all lines up to the blank ones.")
            )
            self._say(sentence_)

    def _offer(self, mention: Mention) -> None:
        if mention.kind is Kind.EVENT:
            self.triggerTagged.emit(mention.id)

    def _respan(self, session: DocumentSession, mention: Mention, spans: tuple[Span, ...], end: End) -> None:
        if self.push(operations.respan(session.annotations, session.context, mention, spans)):
            moved_mention = session.annotations.mention(mention.id)
            if moved_mention is not None:
                self._view.set_caret(moved_mention.start if end is End.START else moved_mention.end)
                self._view.set_current(mention.id)

    def _span_dragged(self, mention_id: str, span_index: int, start: int, end: int) -> None:
        mention, session = self._mention(mention_id), self._session
        if session is None or mention is None:
            return
        spans = list(mention.spans)
        dragged = End.START if spans[span_index].start != start else End.END
        spans[span_index] = Span(start, end)
        self._respan(session, mention, tuple(spans), dragged)

    def _selection_finished(self) -> None:
        if self._sticky is not None and not self._view.selection().is_empty:
            self.apply_label(self._sticky)

    def push(self, edit: Edit | Refusal) -> bool:
        """Do the edit as one undo step; a refusal becomes a sentence in the status bar."""
        session, stack = self._session, self._stack
        if session is None or stack is None:
            return False
        if isinstance(edit, Refusal):
            self._say(edit.message)
            return False
        problems = push(stack, session, edit)
        if problems:
            self._say(problems[0].message)
        return not problems

    def agreed(self, session: DocumentSession, along: Consequences, verb: str) -> bool:
        """Whether to go on; the user is asked when work of theirs would go along."""
        if not along.worth_asking or session.read_only is not None:
            return True
        return self._ask.confirm(tr("More goes with it"), sentence(session, along), verb)

    def _current_changed(self, mention_id: str | None) -> None:
        self._at_last = mention_id or self._at_last

    def _current(self) -> Mention | None:
        current = self._view.current()
        return None if current is None else self._mention(current)

    def _mention(self, mention_id: str) -> Mention | None:
        return None if self._session is None else self._session.annotations.mention(mention_id)

    def provenance(self) -> Provenance:
        """Who is labelling, by hand, now."""
        return Provenance(self._annotator, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _announce(self, template: str, mention: Mention) -> None:
        session = self._session
        if session is not None:
            label = session.label_set.label(mention.kind, mention.label)
            name = mention.label if label is None else label.name
            quote = session.text.quote(Span(mention.start, mention.end))[:80]
            self._view.announce(tr(template, label=name, quote=quote))

    def _set_sticky(self, label: Label | None) -> None:
        if label is not self._sticky:
            self._sticky = label
            self.stickyChanged.emit(label)

    def _say(self, sentence_: str) -> None:
        self.said.emit(sentence_)


def _in(label_set: LabelSet, label: Label | None) -> Label | None:
    return None if label is None else label_set.label(label.kind, label.id)


def _made(edit: Edit | Refusal) -> Mention | None:
    """The mention that the edit adds."""
    if isinstance(edit, Refusal):
        return None
    added = (getattr(step, "after", None) for step in edit.steps)
    return next((record for record in added if isinstance(record, Mention)), None)
