"""The view with boilerplate folded away, one line for each stretch; a caret that goes into one opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotations.model.records import Kind, Mention
from annotations.text.segments import ink_after
from annotations.text.span import Span
from gui.core.qt_offsets import qt_string
from gui.core.rich_text import escape
from gui.editor.caret import mention_beyond
from gui.editor.caret_view import CaretView
from gui.editor.hit import Hit
from gui.editor.page import Document
from gui.editor.symbols import displayed

_TASTE = 300
"""So many code points of what is folded away are shown in the tool tip."""

_STEPS = 200
"""Mentions of boilerplate passed over within one stretch, so that one of 50,000 does not hold up a key."""


class FoldingView(CaretView):
    """A caret view that folds."""

    foldingChanged = Signal(bool)
    """Whether boilerplate is folded, also when another document comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peeked: int | None = None
        """The start of the stretch that opened for the hit of a search."""

    def is_folding(self) -> bool:
        """Whether boilerplate is folded, but for what has been opened since."""
        return self._page is not None and self._page.flow.folds.active

    def set_folding(self, folding: bool) -> int:
        """Fold all boilerplate or show all; return how many stretches are folded.

        A caret in one of them goes to its start. A selection that begins or ends in one keeps it open.
        """
        if self._page is None:
            return 0
        count = self._page.fold_all(self.caret()) if folding else 0
        if not folding:
            self._page.unfold_all(self.caret())
        elif self.selection().is_empty:
            self._leave_fold()
        else:
            for offset in (self.caret(), self.anchor()):
                self._page.unfold_at(offset, inside=True)
        self._scrolled()
        self.foldingChanged.emit(folding)
        return count

    def fold_here(self) -> bool:
        """Fold the open stretch that the caret is in again; return whether it was in one."""
        if (
            self._page is None
            or not self.selection().is_empty
            or not self._page.fold_at(self.caret(), self.caret())
        ):
            return False
        self._leave_fold()
        self._scrolled()
        self.foldingChanged.emit(True)
        return True

    def unfold_here(self) -> bool:
        """Show the stretch that the caret stands on; return whether it stood on one."""
        return self._unfold(self.caret(), inside=False)

    def on_screen(self) -> Iterator[tuple[Span, bool]]:
        """The text on screen, paragraph by paragraph, and whether one line stands for it."""
        if self._page is None:
            return
        visible = self.visible()
        for one in self._page.place.shown:
            start, end = max(one.laid.start, visible.start), min(one.laid.next_start, visible.end)
            if start < end:
                yield Span(start, end), one.laid.folded

    def set_caret(self, offset: int, anchor: int | None = None, *, unfolds: bool = True) -> None:
        """Put the caret at an offset, bring it into view; what is folded there opens.

        Without ``unfolds`` the caret stays at the start of what is folded. With ``anchor``, select from it.
        """
        if unfolds:
            self._unfold(offset, inside=False)
        elif self._page is not None:
            offset = self._snapped(offset)
        super().set_caret(offset, anchor)

    def stands_on_fold(self, offset: int) -> bool:
        """Whether a caret at the offset is at the start of what is folded, and so need not open it."""
        folded = self._closed(offset)
        return folded is not None and folded.start == offset

    def select_hit(self, hit: Span) -> None:
        """Select what a search has found; the stretch that opened for the hit before closes again."""
        before = self._peeked
        around = self._closed(hit.end) or self._closed(hit.start)
        self.set_caret(hit.end, hit.start)
        self.reveal(hit)
        if around is not None:
            self._peeked = around.start
        if before is None or self._page is None:
            return
        if (stretch := self._page.flow.folds.open_around(before)) is None:
            return
        if self._page.flow.folds.span(stretch).encloses(hit):
            self._peeked = before
        elif self._page.fold_at(before, hit.end):
            self._scrolled()

    def go_into(self, mention: Mention) -> None:
        """Put the caret at the start of a mention; the first in a folded stretch leaves it folded."""
        whole = mention.kind is Kind.BOILERPLATE and self._heads(mention, self._closed(mention.start))
        self.set_caret(mention.start, unfolds=not whole)

    def _next_stop(self, current: Mention | None, *, forward: bool) -> Mention | None:
        """The next mention; of boilerplate that lies within the same folded stretch, none is a stop."""
        page = self._page
        if page is None:
            return None
        annotations, place = page.document.annotations, self.caret()
        here = self._closed(place)
        if here is not None and current is not None and here.contains(current.start):
            place = current.start
        found = mention_beyond(annotations, place, current, forward=forward)
        for _ in range(_STEPS):
            if found is None or found.kind is not Kind.BOILERPLATE:
                break
            folded = self._closed(found.start)
            if folded is None or (folded != here and self._heads(found, folded)):
                break
            found = mention_beyond(annotations, found.start, found, forward=forward)
        return found

    # -- inside -------------------------------------------------------------------------------------

    def _select(self, anchor: int, caret: int) -> None:
        """A hand that does something where a search has led to means to stay there."""
        self._peeked = None
        super()._select(anchor, caret)

    def _open(self, document: Document | None) -> None:
        self._peeked = None
        super()._open(document)
        self.foldingChanged.emit(False)

    def _bring_in_caret(self) -> None:
        """A caret that has moved to within what is folded opens it."""
        self._unfold(self.caret(), inside=True)
        super()._bring_in_caret()

    def _leave_fold(self) -> None:
        """A caret within what is folded goes to its start."""
        start = self._snapped(self.caret())
        self._select(start, start)

    def _unfold(self, offset: int, *, inside: bool) -> bool:
        opened = self._page is not None and self._page.unfold_at(offset, inside=inside)
        if opened:
            self._scrolled()
        return opened

    def _fold_again(self, mentions: Iterable[Mention]) -> bool:
        """Follow an edit of these mentions, as they were and as they are; return whether anything moved."""
        spans = [span for one in mentions if one.kind is Kind.BOILERPLATE for span in one.spans]
        return self._page is not None and bool(spans) and self._page.fold_again(spans, self.caret())

    def _closed(self, offset: int) -> Span | None:
        """The text of the folded stretch around an offset."""
        if self._page is None:
            return None
        folds = self._page.flow.folds
        stretch = folds.closed_around(offset)
        return None if stretch is None else folds.span(stretch)

    def _heads(self, mention: Mention, folded: Span | None) -> bool:
        """Whether a mention begins with the first character that can be seen of a folded stretch."""
        if folded is None or self._page is None:
            return False
        return mention.start <= ink_after(self._page.document.text.text, folded.start)

    def _snapped(self, offset: int) -> int:
        folded = self._closed(offset)
        return offset if folded is None else folded.start

    def _folded_words(self, hit: Hit) -> str:
        """The first words of what is folded at a hit, as rich text."""
        folded = self._closed(hit.offset) if hit.folded else None
        if folded is None or self._page is None:
            return ""
        taste = Span(folded.start, min(folded.end, folded.start + _TASTE))
        more = "…" if taste.end < folded.end else ""
        return qt_string(escape(displayed(" ".join(self._page.document.text.quote(taste).split())) + more))
