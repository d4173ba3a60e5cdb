"""The same hand on the same view with all that can be drawn over and beside the text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from annotations.model.change import Change
from annotations.model.records import Event
from annotations.session.document import DocumentSession
from annotations.text.coverage import Coverage
from annotations.text.search import Query
from annotations.text.span import Span
from benchmarks.documents import Made
from benchmarks.measure import Times
from benchmarks.view_hand import Hand
from gui.editor.current_event import CurrentEvent
from gui.editor.reader import Reader
from gui.editor.searches import TextSearch
from gui.models.survey import Survey
from gui.widgets.overview import Overview
from gui.widgets.overview_drawing import Shown

WORD = "mereka"
"""What is searched for: some are on every screen."""
_READ, _UNREAD = 2_000, 1_000
"""Code points that have been read and have not been, in turns."""
_FOREVER = 3600.0


class LitHand(Hand):
    """An event is drawn with its lines, hits are marked, and the strip shows counts and what was read."""

    def __init__(self, app: QApplication, made: Made) -> None:
        """Open a window without a document."""
        super().__init__(app, made)
        self._current, self._reader = CurrentEvent(self.view), Reader(self.view)
        self._survey = Survey(self.view)
        self._survey.changed.connect(self._show_counts)
        self._reader.progressed.connect(lambda: self._strip.show_read(self._reader.coverage))
        self.view.pageMoved.connect(lambda: self._strip.show_place(self.view.visible(), self.view.caret()))

    def _window(self) -> QWidget:
        window, self._strip = QWidget(), Overview()
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self._strip)
        return window

    def _show_counts(self) -> None:
        histogram, problems = self._survey.histogram, self._survey.problems
        if histogram is not None and problems is not None:
            self._strip.show_counts(Shown(histogram, problems, self._made.label_set))

    def _load(self) -> None:
        super()._load()
        made = self._made
        session = DocumentSession(
            Path("made-up.txt"), Path("made-up"), made.text, made.annotations, made.label_set
        )
        self._current.attach(session)
        self._search = TextSearch(self.view, session, Query(WORD))

    def _light(self) -> None:
        """Wait until all is there: the event, the hits, the counts."""
        made, length = self._made, self._made.text.length
        while self._search.work(_FOREVER):
            pass
        self.view.show_hits(self._search.marks)
        read = (Span(start, start + _READ) for start in range(0, length, _READ + _UNREAD))
        self._reader.attach(Coverage(length, read))
        self._survey.show(made.annotations, made.label_set, length)
        while not self._survey.is_complete:
            self._painted()
        self._hold_event()
        self._painted()

    def _hold_event(self) -> None:
        """Keep the event at the caret drawn, wherever the hand goes."""
        events = (
            (mention.start, event.id)
            for event in self._made.annotations.of_type(Event)
            if (mention := self._made.annotations.mention(event.trigger)) is not None
        )
        caret = self.view.caret()
        self._current.hold(min(events, key=lambda one: abs(one[0] - caret))[1])

    def _edits(self) -> tuple[Times, Times]:
        self.view.set_caret(self._made.text.length // 2)
        self._hold_event()
        return super()._edits()

    def _changed(self, change: Change) -> None:
        super()._changed(change)
        self._survey.apply_change(change)
        self._current.apply_change(change)
