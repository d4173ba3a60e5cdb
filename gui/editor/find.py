"""Finding in the text and in the labels: from what the find bar asks for to the hit the hand goes to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.model.change import Change
from annotations.model.mention_hits import Found
from annotations.model.mention_query import BadFilterError
from annotations.session.document import DocumentSession
from annotations.text.search import BadPatternError, TooSlowError
from annotations.text.span import Span
from annotations.words import mark, tr, trn
from gui.editor.searches import LabelSearch, Search, TextSearch
from gui.editor.text_view import TextView
from gui.widgets.find_bar import FindBar

_SLICE_SECONDS = 0.008
_LONGEST_SEED = 200
"""A longer selection is not what one looks for."""
_UNKNOWN = {
    "label": mark("No label has the id or name “{value}”."),
    "kind": mark("There is no kind “{value}”."),
    "attribute": mark("There is no attribute “{value}”."),
}


class Finder(QObject):
    """One per window. The hits of the last query are known until the document or the query changes."""

    said = Signal(str)
    """A sentence for the status bar, while the find bar is closed."""

    def __init__(self, view: TextView, bar: FindBar) -> None:
        super().__init__(view)
        self._view, self._bar = view, bar
        self._session: DocumentSession | None = None
        self.search: Search | None = None
        """The search under way, or done."""
        self._hit: Found | None = None
        self._origin = 0
        self._note = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_on)
        bar.queryChanged.connect(self._typed)
        bar.nextWanted.connect(self.go_on)
        bar.previousWanted.connect(self.go_back)
        bar.closeWanted.connect(self.close)
        bar.hide()

    def attach(self, session: DocumentSession | None) -> None:
        """Find in this document from now on, in none when no document is open."""
        self._session = session
        self._forget()
        self._bar.label.show_labels(None if session is None else session.label_set)
        self._bar.say("")
        self._bar.hide()

    def open(self) -> None:
        """Bring up the bar; a selection within a line is what is looked for first."""
        self._open(replace=False)

    def open_to_replace(self) -> None:
        """Bring up the bar with the choice of a label that the hits shall get."""
        self._open(replace=True)

    def close(self) -> None:
        """Put the bar away and go back to the text, the hit selected."""
        self._bar.hide()
        self._show_marks()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go to the next hit after the caret; without anything to look for, ask for it."""
        self._go(forward=True)

    def go_back(self) -> None:
        """Go to the hit before the caret."""
        self._go(forward=False)

    def follow(self, change: Change) -> None:
        """Keep up with a change of the labels."""
        if self.search is None:
            return
        try:
            self.search.follow(change)
        except TooSlowError:
            self._too_slow()
            return
        if self._bar.isVisible() and self._bar.in_labels:
            self._hit = self.search.here()
            self._view.viewport().update()
            self._tell()

    # -- inside -------------------------------------------------------------------------------------

    def _open(self, *, replace: bool) -> None:
        if self._session is None:
            return
        selection = self._view.selection()
        self._origin = selection.start
        already_shown = self._bar.isVisible()
        self._bar.ask(self._seed(selection), replace=replace)
        if not already_shown:
            self._search()
            self._show_marks()

    def _seed(self, selection: Span) -> str:
        """What is selected, unless that is a hit already, or too much to look for."""
        if self._session is None or selection.length > _LONGEST_SEED:
            return ""
        if self._hit is not None and selection == self._hit.span:
            return ""
        seed = self._session.text.quote(selection)
        return "" if "\n" in seed or "\r" in seed else seed

    def _typed(self) -> None:
        """Go to the first hit from where the search began, as it is typed."""
        if not self._bar.isVisible():
            self._forget()
            return
        self._search()
        hit = self._asked(lambda search: search.first(self._origin))
        if hit is None:
            self._hit = None
            self._view.set_caret(self._origin)
        else:
            self._go_to(hit)
        self._tell()

    def _search(self) -> None:
        """Look for what the bar says, from the caret on."""
        self._forget()
        query = self._bar.query()
        if self._session is None or not query.text:
            self._bar.say("")
            return
        kind = LabelSearch if self._bar.in_labels else TextSearch
        try:
            self.search = kind(self._view, self._session, query)
        except BadPatternError as error:
            self._bar.say(tr("Not a regular expression: {why}", why=error), bad=True)
            return
        except BadFilterError as error:
            self._bar.say(tr(_UNKNOWN[error.name], value=error.value), bad=True)
            return
        self._hit = self._asked(lambda search: search.here())
        self._show_marks()
        self._timer.start(0)
        self._search_on()

    def _forget(self) -> None:
        self._timer.stop()
        self.search = self._hit = None
        self._note = ""
        self._view.show_hits(None)

    def _go(self, *, forward: bool) -> None:
        if self._session is None:
            return
        if self.search is None:
            self._search()
        if self.search is None:
            if not self._bar.query().text:
                self.open()
            return
        here = self._view.selection()
        hit = self._asked(lambda search: search.step(forward=forward))
        if hit is not None:
            wrapped = hit.span.start < here.start if forward else hit.span.start >= here.start
            self._note = "" if not wrapped else tr("from the start") if forward else tr("from the end")
            self._go_to(hit)
            self._origin = hit.span.start
        self._tell()

    def _asked(self, ask: Callable[[Search], Found | None]) -> Found | None:
        try:
            return None if self.search is None else ask(self.search)
        except TooSlowError:
            self._too_slow()
            return None

    def _go_to(self, hit: Found) -> None:
        self._hit = hit
        if self.search is not None:
            self.search.go_to(hit)

    def _search_on(self) -> None:
        if self.search is None:
            return
        try:
            more = self.search.work(_SLICE_SECONDS)
        except TooSlowError:
            self._too_slow()
            return
        if not more:
            self._timer.stop()
        if self._bar.isVisible():
            self._view.viewport().update()
        self._tell()

    def _too_slow(self) -> None:
        self._forget()
        self._say(tr("This expression takes too long on this text."), bad=True)

    def _show_marks(self) -> None:
        shown = self.search is not None and self._bar.isVisible()
        self._view.show_hits(self.search.marks if self.search is not None and shown else None)

    def _tell(self) -> None:
        search = self.search
        if search is None:
            return
        if not search.count and search.is_whole:
            self._say(tr("Not found"), bad=True)
        elif not search.is_whole:
            self._say(tr("{count} so far…", count=f"{search.count:,}"))
        elif self._hit is None:
            self._say(trn("{count} hit", "{count} hits", search.count))
        else:
            place = tr(
                "{number} of {count}", number=f"{search.number(self._hit):,}", count=f"{search.count:,}"
            )
            self._say(f"{place}, {self._note}" if self._note else place)

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self._bar.say(sentence, bad=bad)
        if not self._bar.isVisible():
            self.said.emit(sentence)
