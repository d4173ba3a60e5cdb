"""A search under way, in the text or in the labels: where its hits are, and how the hand goes to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from annotations.model.change import Change
from annotations.model.mention_hits import Found, MentionHits
from annotations.model.mention_query import matcher, parsed
from annotations.session.document import DocumentSession
from annotations.text.hits import STRETCH, Hits
from annotations.text.search import Query, finder
from annotations.text.span import Span
from gui.editor.text_view import TextView


class Search(ABC):
    """What the find bar asks for, as far as it has been found; what searches raises TooSlowError."""

    def __init__(self, view: TextView, marks: Hits | MentionHits) -> None:
        """``marks`` finds the hits, and holds them for the view to mark."""
        self._view, self.marks = view, marks

    @property
    def is_whole(self) -> bool:
        """Whether everything has been searched."""
        return self.marks.is_whole

    @property
    def part(self) -> float:
        """How much of the text has been searched, from 0 to 1."""
        return self.marks.part

    @property
    def count(self) -> int:
        """How many hits have been found so far."""
        return self.marks.count

    def work(self, seconds: float) -> bool:
        """Search on for about so long; whether there is more to search."""
        return self.marks.work(seconds)

    @abstractmethod
    def first(self, offset: int) -> Found | None:
        """The first hit from the offset on, around the end of the text."""

    @abstractmethod
    def step(self, *, forward: bool) -> Found | None:
        """The hit after or before the one where the hand is, around the end of the text."""

    @abstractmethod
    def here(self) -> Found | None:
        """The hit where the hand is."""

    @abstractmethod
    def number(self, hit: Found) -> int:
        """Which hit it is in the text, counted from 1."""

    @abstractmethod
    def all(self) -> Iterator[Found]:
        """The hits found so far, in text order, taken as they are asked for."""

    @abstractmethod
    def go_to(self, hit: Found) -> None:
        """Put the hand there, so that a label's key means the hit."""

    @abstractmethod
    def follow(self, change: Change) -> None:
        """Keep up with a change of the labels."""


class TextSearch(Search):
    """Hits in the text; the hit where the hand is is selected."""

    def __init__(self, view: TextView, session: DocumentSession, query: Query) -> None:
        """Nothing is searched yet. Raises BadPatternError."""
        self._length = session.text.length
        self._hits = Hits(session.text.text, finder(query), view.caret())
        super().__init__(view, self._hits)

    def first(self, offset: int) -> Found | None:
        """The first hit from the offset on, around the end of the text."""
        return _found(self._hits.after(offset))

    def step(self, *, forward: bool) -> Found | None:
        """The hit after or before the selection, around the end of the text."""
        here = self._view.selection()
        if not forward:
            return _found(self._hits.before(here.start))
        return self.first(here.start if self.here() is None else here.end)

    def here(self) -> Found | None:
        """The hit that is selected."""
        selection = self._view.selection()
        if selection.is_empty:
            return None
        hit = self.first(selection.start)
        return hit if hit is not None and hit.span == selection else None

    def number(self, hit: Found) -> int:
        """Which hit it is in the text, counted from 1."""
        return self._hits.number(hit.span)

    def all(self) -> Iterator[Found]:
        """The hits found so far, in text order, taken as they are asked for: there may be millions."""
        for start in range(0, self._length, STRETCH):
            near = self._hits.within(start, start + STRETCH)
            yield from (Found(span) for span in near if span.start >= start)

    def go_to(self, hit: Found) -> None:
        """Select the hit."""
        self._view.select_hit(hit.span)

    def follow(self, change: Change) -> None:
        """Nothing to do: a text does not change."""


class LabelSearch(Search):
    """Mentions that are found; the one where the hand is is the current one."""

    def __init__(self, view: TextView, session: DocumentSession, query: Query) -> None:
        """Nothing is searched yet. Raises BadPatternError and BadFilterError."""
        test = matcher(parsed(query), session.text, session.annotations, session.label_set)
        self._hits = MentionHits(session.annotations, session.text.length, test, view.caret())
        super().__init__(view, self._hits)

    def first(self, offset: int) -> Found | None:
        """The first hit from the offset on, around the end of the text."""
        return self._hits.after(offset)

    def step(self, *, forward: bool) -> Found | None:
        """The hit after or before the current mention, or the caret, around the end of the text."""
        search = self._hits.after if forward else self._hits.before
        return search(self._view.selection().start, self.here())

    def here(self) -> Found | None:
        """The hit that the current mention is, if the caret is where going there puts it."""
        current = self._view.current()
        hit = None if current is None else self._hits.holds(current)
        return hit if hit is not None and hit.span.start == self._view.caret() else None

    def number(self, hit: Found) -> int:
        """Which hit it is in the text, counted from 1."""
        return self._hits.number(hit)

    def all(self) -> Iterator[Found]:
        """The hits found so far, in text order, whatever becomes of them meanwhile."""
        return iter(self._hits.all())

    def go_to(self, hit: Found) -> None:
        """Make the mention the current one."""
        self._view.set_caret(hit.span.start)
        self._view.set_current(hit.mention)
        self._view.reveal(hit.span)

    def follow(self, change: Change) -> None:
        """Take in what has become a hit, and let go of what is none any more."""
        self._hits.follow(change)


def _found(span: Span | None) -> Found | None:
    return None if span is None else Found(span)
