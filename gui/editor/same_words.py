"""Labels the other places where the words of the current mention stand: all at once, or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QTimer

from annotations.edits import operations
from annotations.edits.edit import Edit
from annotations.edits.placement import Refusal
from annotations.edits.titles import excerpt
from annotations.model.label_set import Label, Snap
from annotations.model.mention_hits import Found
from annotations.model.records import Provenance
from annotations.session.document import DocumentSession
from annotations.suggest.occurrences import LONGEST_QUOTE, occurrences, windows
from annotations.suggest.refusals import forget
from annotations.suggest.walk import Choices, Hit, Hits, Places, SameWordsJudge, Subject
from annotations.text.span import Span
from annotations.words import tr
from gui.editor.text_view import TextView
from gui.editor.walking import Walk
from gui.widgets.same_words_bar import SameWordsBar
from gui.widgets.walk_bar import Preview


class SameWords(Walk):
    """One per window. Each answer is an edit at once; all answers of one walk are one undo step."""

    SOURCE = "same string"

    def __init__(self, view: TextView, bar: SameWordsBar, annotator: str) -> None:
        """``annotator`` names who is labelling now."""
        super().__init__(view, bar, annotator)
        self._subject: Subject | None = None
        self._windows: Iterator[list[Span]] = iter(())
        self._looked = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)

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
        self._subject = subject
        self._begin(subject.label)
        self._search(session, subject, subject.usual(session.context))
        self._came_up()

    # -- looking ------------------------------------------------------------------------------------

    def _search(self, session: DocumentSession, subject: Subject, choices: Choices) -> None:
        judge = SameWordsJudge(subject.label, session.annotations, session.context)
        self._offer(Hits(judge, subject.span.start), choices)
        unit = subject.unit if choices.whole else Snap.CHARACTER
        text = session.text.text
        self._windows = occurrences(text, subject.quote, unit, ignore_case=choices.ignore_case)
        self._looked = 0
        self._timer.start()
        self._look_on()

    def _look_on(self) -> None:
        """Look through one more window of the text; a text of usual length has but one."""
        found = next(self._windows, None)
        if self._hits is None or self._session is None or self._subject is None or found is None:
            self._timer.stop()
            return
        self._hits.add(Found(span) for span in found if span != self._subject.span)
        self._looked += 1
        if self._looked == windows(self._session.text.text) or self._hits.full:
            self._timer.stop()
        self._found_more()

    def _choose(self, choices: Choices) -> None:
        if self._session is None or self._subject is None:
            return
        if replace(choices, allowed=self._choices.allowed) == self._choices:
            super()._choose(choices)
        else:
            self._search(self._session, self._subject, choices)

    def _show(self) -> None:
        super()._show()
        if self._hits is not None:
            self._view.show_offered(Places(self._hits.offered(self._choices)))

    def _put_away(self) -> None:
        self._timer.stop()
        self._view.show_offered(None)
        super()._put_away()

    # -- what the walk asks for ---------------------------------------------------------------------

    def _searched(self) -> float:
        if self._session is None or not self._timer.isActive():
            return 1.0
        return self._looked / windows(self._session.text.text)

    def _home(self) -> int:
        return 0 if self._subject is None else self._subject.span.end

    def _edit(self, session: DocumentSession, hits: list[Hit], provenance: Provenance) -> Edit | Refusal:
        if self._label is None:
            raise LookupError("no walk has begun")
        label, spans = self._label, [hit.span for hit in hits]
        edit = operations.tag_each(session.annotations, session.context, label, spans, provenance)
        if isinstance(edit, Refusal):
            return edit
        pardons = forget(session.annotations.extra, session.text, label, spans)
        return replace(edit, steps=(*edit.steps, *pardons))

    def _preview(self, hits: Hits, label: Label, place: tuple[int, int] | None) -> Preview:
        quote = excerpt("" if self._subject is None else self._subject.quote)
        return Preview(
            head=tr("“{quote}” as {label}:", quote=quote, label=label.name),
            question=tr("“{quote}”: {label} here too?", quote=quote, label=label.name),
            nowhere=tr("these words stand nowhere else."),
            choices=self._choices,
            total=len(hits),
            counts=hits.counts(),
            offered=len(hits.offered(self._choices)),
            searched=self._searched(),
            place=place,
            full=hits.full,
        )
