"""The document as a whole: the strip beside the scroll bar, what needs a look, and journeys through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from annotations.model.change import Change
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.journeys import Journeys
from gui.widgets.overview import Overview
from gui.widgets.overview_drawing import Shown
from gui.window.feature import Feature
from gui.window.frame import Frame


class Surveying(Feature):
    """Counts the document while nothing else is to be done, draws it small, and travels by what was found."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.strip = Overview()
        self.journeys = Journeys(frame.view, lambda: self.frame.survey.problems)
        frame.beside_text(self.strip)
        frame.view.pageMoved.connect(self._page_moved)
        self.strip.placeChosen.connect(partial(frame.view.set_caret, unfolds=False))
        self.frame.survey.changed.connect(self._surveyed)
        frame.reader.progressed.connect(lambda: self.strip.show_read(frame.reader.coverage))
        self.journeys.said.connect(frame.say)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Go to what needs a look."""
        return {
            "go.unlabelled": self.journeys.to_next_unlabelled,
            "go.problem_next": self.journeys.to_next_problem,
            "go.problem_previous": self.journeys.to_previous_problem,
        }

    def themed(self) -> Sequence[Themed]:
        """The strip."""
        return (self.strip,)

    def attach(self, document: OpenDocument | None) -> None:
        """Travel in this document."""
        self.journeys.attach(None if document is None else document.session)

    def show(self, document: OpenDocument | None) -> None:
        """Count this document."""
        if document is None:
            self.frame.survey.show(None, self.frame.services.label_set, 0)
        else:
            session = document.session
            self.frame.survey.show(session.annotations, session.label_set, session.text.length)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Show the labels as they are now."""
        self.show(document)

    def painted(self, change: Change) -> None:
        """Count again, soon."""
        self.frame.survey.apply_change(change)

    def caret_moved(self, caret: int, anchor: int) -> None:
        """Draw where the caret is."""
        self._page_moved()

    def _page_moved(self) -> None:
        self.strip.show_place(self.frame.view.visible(), self.frame.view.caret())

    def _surveyed(self) -> None:
        """Draw the document as it has just been counted."""
        document, histogram, problems = (
            self.frame.desk.document,
            self.frame.survey.histogram,
            self.frame.survey.problems,
        )
        if document is None or histogram is None or problems is None:
            self.strip.show_counts(None)
        else:
            self.strip.show_counts(Shown(histogram, problems, document.session.label_set))
        self.frame.status_line.left_out(problems)
