"""Labels the other places where the words of the current mention stand: all at once, or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QUndoStack

from annotations.edits import operations
from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.edits.titles import excerpt
from annotations.model.change import Change
from annotations.model.label_set import Snap
from annotations.model.records import Origin, Provenance
from annotations.session.document import DocumentSession
from annotations.suggest.occurrences import LONGEST_QUOTE, occurrences, windows
from annotations.suggest.refusals import forget, remember
from annotations.suggest.walk import Choices, Hit, Hits, Subject
from annotations.text.span import Span
from gui.core.translation import tr, trn
from gui.core.undo import push
from gui.editor.text_view import TextView
from gui.widgets.same_words_bar import Preview, SameWordsBar

SOURCE = "same string"
"""What the provenance of such mentions names."""

_walks = count(1)


class SameWords(QObject):
    """One per window. Each answer is an edit at once; all answers of one walk are one undo step."""

    said = Signal(str)

    def __init__(self, view: TextView, bar: SameWordsBar, annotator: str) -> None:
        """``annotator`` names who is labelling now."""
        super().__init__(view)
        self._view, self._bar, self._annotator = view, bar, annotator
        self._session: DocumentSession | None = None
        self._stack: QUndoStack | None = None
        self._hits: Hits | None = None
        self._choices = Choices()
        self._windows: Iterator[list[Span]] = iter(())
        self._looked = 0
        self._all_when_found = False
        self._queue: list[Hit] = []
        self._at = 0
        self._number = 0
        self._done = [0, 0]
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)
        bar.allWanted.connect(self._all)
        bar.walkWanted.connect(self._walk)
        bar.yesWanted.connect(self._yes)
        bar.noWanted.connect(self._no)
        bar.stopWanted.connect(self.stop)
        bar.choicesChanged.connect(self._choose)

    def attach(self, session: DocumentSession | None, stack: QUndoStack | None) -> None:
        """Work on this document from now on, None for no document."""
        self._put_away()
        self._session, self._stack = session, stack

    def start(self) -> None:
        """Look for the words of the current mention, and offer its label to the places found."""
        session, current = self._session, self._view.current()
        mention = None if session is None or current is None else session.annotations.mention(current)
        if session is None or mention is None:
            self.said.emit(tr("No mention here: put the caret in one to label the same words elsewhere."))
            return
        subject = Subject.of(mention, session.context)
        if subject is None or len(subject.quote) > LONGEST_QUOTE:
            self.said.emit(tr("Only words that stand together, and are not too many, can be looked for."))
            return
        self._number, self._done = next(_walks), [0, 0]
        self._search(session, subject, subject.usual(session.context))
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self, change: Change) -> None:
        """Keep up with a change of the document, whoever made it."""
        if self._hits is not None:
            self._hits.follow(change)
            self._show()

    def stop(self) -> None:
        """Put the bar away and go back to the mention; what has been answered stays."""
        hits, session = self._hits, self._session
        labelled, refused = self._done
        self._put_away()
        if hits is None or session is None:
            return
        span = hits.subject.span
        self._view.set_caret(min(span.end, session.text.length))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if labelled or refused:
            self.said.emit(_account(hits.subject.label.name, labelled, refused))

    # -- looking ------------------------------------------------------------------------------------

    def _search(self, session: DocumentSession, subject: Subject, choices: Choices) -> None:
        self._choices, self._all_when_found = choices, False
        self._hits, self._queue = Hits(subject, session.annotations, session.context), []
        unit = subject.unit if choices.whole else Snap.CHARACTER
        text = session.text.text
        self._windows = occurrences(text, subject.quote, unit, ignore_case=choices.ignore_case)
        self._looked = 0
        self._timer.start()
        self._look_on()

    def _look_on(self) -> None:
        """Look through one more window of the text; a text of usual length has but one."""
        found = next(self._windows, None)
        if self._hits is None or self._session is None or found is None:
            self._timer.stop()
            return
        self._hits.add(found)
        self._looked += 1
        if self._looked == windows(self._session.text.text) or self._hits.full:
            self._timer.stop()
        self._show()
        if self._all_when_found and not self._timer.isActive():
            self._all()

    def _choose(self, choices: Choices) -> None:
        if self._hits is None or self._session is None:
            return
        if replace(choices, allowed=self._choices.allowed) == self._choices:
            self._choices = choices
            self._show()
        else:
            self._search(self._session, self._hits.subject, choices)

    def _show(self) -> None:
        hits, session = self._hits, self._session
        if hits is None or session is None:
            return
        label = hits.subject.label
        asking = (self._at + 1, len(self._queue)) if self._queue else None
        searched = self._looked / windows(session.text.text) if self._timer.isActive() else 1.0
        self._bar.show_preview(
            Preview(
                label.name, excerpt(hits.subject.quote), self._choices, len(hits), hits.counts(),
                len(hits.offered(self._choices)), searched, asking, hits.full,
            )
        )  # fmt: skip

    # -- answers ------------------------------------------------------------------------------------

    def _all(self) -> None:
        """Label every place offered, or all from the one asked about on."""
        if self._timer.isActive():
            self._all_when_found = True
        elif self._hits is not None:
            rest = self._queue[self._at :] or self._hits.offered(self._choices)
            if rest and self._label([hit.span for hit in rest]):
                self.stop()

    def _walk(self) -> None:
        """Ask about the places one by one."""
        if self._hits is not None and not self._timer.isActive():
            self._queue, self._at = self._hits.offered(self._choices), 0
            self._ask()
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        """Show the place that is asked about, in its context; after the last one, stop."""
        if self._at == len(self._queue):
            self.stop()
            return
        span = self._queue[self._at].span
        self._view.set_caret(span.end, span.start)
        self._show()

    def _yes(self) -> None:
        if self._queue and self._label([self._queue[self._at].span]):
            self._next()

    def _no(self) -> None:
        hits, session = self._hits, self._session
        if hits is None or session is None or not self._queue:
            return
        label, span = hits.subject.label, self._queue[self._at].span
        steps = remember(session.annotations.extra, session.text, label, [span])
        title = Title("refuse", label.id, excerpt(hits.subject.quote))
        if not steps or self._push(Edit(title, tuple(steps))):
            self._done[1] += 1
            self._next()

    def _next(self) -> None:
        if self._queue:
            self._at += 1
            self._ask()

    def _label(self, spans: list[Span]) -> bool:
        hits, session = self._hits, self._session
        if hits is None or session is None:
            return False
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        provenance = Provenance(self._annotator, at, Origin.PROPAGATION, SOURCE)
        label = hits.subject.label
        edit = operations.tag_each(session.annotations, session.context, label, spans, provenance)
        if isinstance(edit, Refusal):
            self.said.emit(edit.message)
            return False
        pardons = forget(session.annotations.extra, session.text, label, spans)
        if not self._push(replace(edit, steps=(*edit.steps, *pardons))):
            return False
        self._done[0] += edit.title.count
        return True

    def _push(self, edit: Edit) -> bool:
        if self._session is None or self._stack is None:
            return False
        problems = push(self._stack, self._session, edit, together=self._number)
        if problems:
            self.said.emit(problems[0].message)
        return not problems

    def _put_away(self) -> None:
        self._timer.stop()
        self._hits, self._queue, self._at = None, [], 0
        self._bar.hide()


def _account(label: str, labelled: int, refused: int) -> str:
    made = trn(
        "{count:,} mention labelled {label}", "{count:,} mentions labelled {label}", labelled, label=label
    )
    if not refused:
        return made
    return f"{made}, " + trn("{count:,} place refused", "{count:,} places refused", refused)
