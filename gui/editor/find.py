"""Finding in the text: from what the find bar asks for to the hit that is selected in the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.text.hits import Hits
from annotations.text.search import BadPatternError, TooSlowError, finder
from annotations.text.span import Span
from gui.core.translation import tr, trn
from gui.editor.text_view import TextView
from gui.widgets.find_bar import FindBar

_SLICE_SECONDS = 0.008
_LONGEST_SEED = 200
"""A longer selection is not what one looks for."""


class Finder(QObject):
    """One per window. The hits of the last query are known until the text or the query changes."""

    said = Signal(str)
    """A sentence for the status bar, while the find bar is closed."""

    def __init__(self, view: TextView, bar: FindBar) -> None:
        super().__init__(view)
        self._view, self._bar = view, bar
        self._text: str | None = None
        self._hits: Hits | None = None
        self._hit: Span | None = None
        self._origin = 0
        self._note = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_on)
        bar.queryChanged.connect(self._typed)
        bar.nextWanted.connect(self.go_on)
        bar.previousWanted.connect(self.go_back)
        bar.closeWanted.connect(self.close)
        bar.hide()

    def attach(self, text: str | None) -> None:
        """Find in this text from now on, in none when no document is open."""
        self._text = text
        self._forget()
        self._bar.say("")
        self._bar.hide()

    def open(self) -> None:
        """Bring up the bar; a selection within a line is what is looked for first."""
        if self._text is None:
            return
        selection = self._view.selection()
        self._origin = selection.start
        already_shown = self._bar.isVisible()
        self._bar.ask(self._seed(selection))
        if not already_shown:
            self._search()
            self._show_marks()

    def close(self) -> None:
        """Put the bar away and go back to the text, the hit selected."""
        self._bar.hide()
        self._show_marks()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Select the next hit after the caret; without anything to look for, ask for it."""
        self._go(forward=True)

    def go_back(self) -> None:
        """Select the hit before the selection."""
        self._go(forward=False)

    # -- inside -------------------------------------------------------------------------------------

    def _seed(self, selection: Span) -> str:
        """What is selected, unless that is a hit already, or too much to look for."""
        if self._text is None or selection == self._hit or selection.length > _LONGEST_SEED:
            return ""
        seed = self._text[selection.start : selection.end]
        return "" if "\n" in seed or "\r" in seed else seed

    def _typed(self) -> None:
        """Select the first hit from where the search began, as it is typed."""
        if not self._bar.isVisible():
            self._forget()
            return
        self._search()
        hit = self._asked(lambda hits: hits.after(self._origin))
        if hit is None:
            self._hit = None
            self._view.set_caret(self._origin)
        else:
            self._select(hit)
        self._tell()

    def _search(self) -> None:
        """Look for what the bar says, from the caret on."""
        self._forget()
        query = self._bar.query()
        if self._text is None or not query.text:
            self._bar.say("")
            return
        try:
            self._hits = Hits(self._text, finder(query), self._view.caret())
        except BadPatternError as error:
            self._bar.say(tr("Not a regular expression: {why}", why=error), bad=True)
            return
        self._hit = self._selected_hit()
        self._show_marks()
        self._timer.start(0)
        self._search_on()

    def _forget(self) -> None:
        self._timer.stop()
        self._hits = self._hit = None
        self._note = ""
        self._view.show_hits(None)

    def _go(self, *, forward: bool) -> None:
        if self._text is None:
            return
        if self._hits is None:
            self._search()
        if self._hits is None:
            if not self._bar.query().text:
                self.open()
            return
        here = self._view.selection()
        start = here.end if forward and self._selected_hit() is not None else here.start
        hit = self._asked(lambda hits: hits.after(start) if forward else hits.before(here.start))
        if hit is not None:
            wrapped = hit.start < start if forward else hit.start >= here.start
            self._note = "" if not wrapped else tr("from the start") if forward else tr("from the end")
            self._select(hit)
            self._origin = hit.start
        self._tell()

    def _asked(self, ask: Callable[[Hits], Span | None]) -> Span | None:
        try:
            return None if self._hits is None else ask(self._hits)
        except TooSlowError:
            self._too_slow()
            return None

    def _selected_hit(self) -> Span | None:
        """The hit that is selected now, None when something else is."""
        selection = self._view.selection()
        if self._hits is None or selection.is_empty:
            return None
        hit = self._asked(lambda hits: hits.after(selection.start))
        return hit if hit == selection else None

    def _select(self, hit: Span) -> None:
        self._hit = hit
        self._view.set_caret(hit.end, hit.start)
        self._view.reveal(hit)

    def _search_on(self) -> None:
        if self._hits is None:
            return
        try:
            more = self._hits.work(_SLICE_SECONDS)
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
        self._view.show_hits(self._hits if self._bar.isVisible() else None)

    def _tell(self) -> None:
        hits = self._hits
        if hits is None:
            return
        if not hits.count and hits.is_whole:
            self._say(tr("Not found"), bad=True)
        elif not hits.is_whole:
            self._say(tr("{count} so far…", count=f"{hits.count:,}"))
        elif self._hit is None:
            self._say(trn("{count} hit", "{count} hits", hits.count))
        else:
            place = tr("{number} of {count}", number=f"{hits.number(self._hit):,}", count=f"{hits.count:,}")
            self._say(f"{place}, {self._note}" if self._note else place)

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self._bar.say(sentence, bad=bad)
        if not self._bar.isVisible():
            self.said.emit(sentence)
