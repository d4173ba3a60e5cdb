"""Going to what is still to be done: the next problem, the next paragraph without a label."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.model.inside import InsideBoilerplate
from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from annotations.text.gaps import next_gap
from annotations.words import tr
from gui.editor.text_view import TextView


class Journeys(QObject):
    """Moves the caret of one view; ``said`` carries a sentence when there is nowhere to go."""

    said = Signal(str)

    def __init__(self, view: TextView, problems: Callable[[], InsideBoilerplate | None]) -> None:
        """``problems`` gives the problems of the document that is attached."""
        super().__init__(view)
        self._view = view
        self._problems = problems
        self._session: DocumentSession | None = None

    def attach(self, session: DocumentSession | None) -> None:
        """Travel in this document from now on, None for no document."""
        self._session = session

    def to_next_problem(self) -> None:
        """Go to the next entity or event inside boilerplate; after the last comes the first."""
        self._to_problem(InsideBoilerplate.next)

    def to_previous_problem(self) -> None:
        """Go to the one before; before the first comes the last."""
        self._to_problem(InsideBoilerplate.previous)

    def to_next_unlabelled(self) -> None:
        """Go to the next paragraph in which nothing has a label; after the end comes the start."""
        session = self._session
        if session is None:
            return
        gap = next_gap(session.text.text, self._view.caret(), session.annotations.overlapping)
        if gap is None:
            self.said.emit(tr("Every other paragraph has a label."))
        else:
            self._view.set_caret(gap.start)

    def _to_problem(self, find: Callable[[InsideBoilerplate, tuple[int, str]], Mention | None]) -> None:
        problems = self._problems()
        if self._session is None or problems is None:
            return
        found = find(problems, self._place(self._session))
        if found is None:
            self.said.emit(tr("No problems: no entity or event lies inside boilerplate."))
            return
        self._view.set_caret(found.start)
        self._view.set_current(found.id)
        self.said.emit(tr("Inside boilerplate: delete it, or take the boilerplate label away."))

    def _place(self, session: DocumentSession) -> tuple[int, str]:
        """The current mention if the caret is at its start, else the caret, before all that begins there."""
        current = self._view.current()
        mention = None if current is None else session.annotations.mention(current)
        if mention is not None and mention.start == self._view.caret():
            return mention.start, mention.id
        return self._view.caret(), ""
