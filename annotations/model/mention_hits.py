"""The mentions that a search finds, found stretch by stretch in text order: those after the caret first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from time import monotonic

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.mention_query import Test
from annotations.model.records import Comment, Event, Mention, Record
from annotations.text.hits import MOST_SECONDS, STRETCH
from annotations.text.search import TooSlowError
from annotations.text.span import Span
from schemas.late import late_dataclass

_Place = tuple[int, int, str]
"""First start, last end (negative: what encloses comes first), id."""


@late_dataclass(frozen=True)
class Found:
    """A hit: a stretch of text, and the id of the mention that it is, None for text found as text."""

    span: Span
    mention: str | None = None


class MentionHits:
    """All mentions that pass a test; it keeps up with changes.

    What searches raises TooSlowError when the test takes too long.
    """

    def __init__(self, annotations: AnnotationSet, length: int, test: Test, near: int = 0) -> None:
        """Nothing is searched yet; ``near`` is where hits are wanted first, ``length`` the text's."""
        self._annotations, self._test = annotations, test
        self._places: list[_Place] = []
        self._by_id: dict[str, _Place] = {}
        self._middle, self._end = min(near, length), length + 1  # a mention may be empty, at the text's end
        self._later, self._earlier = self._middle, 0

    @property
    def is_whole(self) -> bool:
        """Whether everything has been searched."""
        return self._later >= self._end and self._earlier >= self._middle

    @property
    def part(self) -> float:
        """How much of the text has been searched, from 0 to 1."""
        return (self._later - self._middle + self._earlier) / self._end

    @property
    def count(self) -> int:
        """How many mentions have been found so far."""
        return len(self._places)

    def work(self, seconds: float) -> bool:
        """Search on for about so long; whether there is more to search."""
        latest = monotonic() + seconds
        while not self.is_whole:
            self._step()
            if monotonic() > latest:
                break
        return not self.is_whole

    def within(self, start: int, end: int) -> list[Span]:
        """The spans of the mentions found so far that have a character between the offsets."""
        near = (one for one in self._annotations.overlapping(start, end) if one.id in self._by_id)
        return [span for one in near for span in one.spans if span.start < end and span.end > start]

    def all(self) -> list[Found]:
        """Those found so far, in text order."""
        return [_found(place) for place in self._places]

    def number(self, hit: Found) -> int:
        """Which hit it is in the text, counted from 1; true when everything has been searched."""
        return bisect_left(self._places, _place_of(hit)) + 1

    def holds(self, mention_id: str) -> Found | None:
        """The hit that this mention is."""
        place = self._by_id.get(mention_id)
        return None if place is None else _found(place)

    def after(self, offset: int, beyond: Found | None = None) -> Found | None:
        """The first hit that starts at the offset or after it, or comes after ``beyond``; else the first."""
        latest = monotonic() + MOST_SECONDS
        place = (offset, -self._end, "") if beyond is None else _place_of(beyond)
        while True:
            number = (bisect_left if beyond is None else bisect_right)(self._places, place)
            if number < len(self._places) and self._is_next(place, self._places[number]):
                return _found(self._places[number])
            if self.is_whole:
                return _found(self._places[0]) if self._places else None
            self._hurry(latest)

    def before(self, offset: int, beyond: Found | None = None) -> Found | None:
        """The last hit that starts before the offset, or comes before ``beyond``; else the last."""
        latest = monotonic() + MOST_SECONDS
        while not self.is_whole:
            self._hurry(latest)
        place = (offset, -self._end, "") if beyond is None else _place_of(beyond)
        number = bisect_left(self._places, place) - 1
        return _found(self._places[number]) if self._places else None

    def follow(self, change: Change) -> None:
        """Take in what a change has made a hit, and let go of what is none any more."""
        for mention_id in dict.fromkeys(self._touched(change)):
            self._drop(mention_id)
            mention = self._annotations.mention(mention_id)
            if mention is not None and self._is_searched(mention.start) and self._test(mention):
                self._take(mention)

    # -- inside -------------------------------------------------------------------------------------

    def _step(self) -> None:
        """Search one more stretch: on to the end of the text, then from its start."""
        if self._later < self._end:
            start, self._later = self._later, min(self._later + STRETCH, self._end)
            end = self._later
        else:
            start, self._earlier = self._earlier, min(self._earlier + STRETCH, self._middle)
            end = self._earlier
        for mention in self._annotations.overlapping(start, end):
            if start <= mention.start < end and mention.id not in self._by_id and self._test(mention):
                self._take(mention)

    def _hurry(self, latest: float) -> None:
        self._step()
        if monotonic() > latest and not self.is_whole:
            raise TooSlowError

    def _is_searched(self, start: int) -> bool:
        return self._middle <= start < self._later or start < self._earlier

    def _is_next(self, place: _Place, hit: _Place) -> bool:
        """Whether nothing between the two is still to be found."""
        return place[0] >= self._middle or hit[0] < self._earlier or self.is_whole

    def _take(self, mention: Mention) -> None:
        self._by_id[mention.id] = place = (mention.start, -mention.end, mention.id)
        insort(self._places, place)

    def _drop(self, mention_id: str) -> None:
        place = self._by_id.pop(mention_id, None)
        if place is not None:
            del self._places[bisect_left(self._places, place)]

    def _touched(self, change: Change) -> Iterator[str]:
        """The mentions that a change is about: themselves, their events, and notes on either."""
        for record in (*change.before(), *change.after()):
            if isinstance(record, Comment):
                about = None if record.target is None else self._annotations.get(record.target)
                yield from () if about is None else _mentions_of(about)
            else:
                yield from _mentions_of(record)


def _mentions_of(record: Record) -> tuple[str, ...]:
    match record:
        case Mention():
            return (record.id,)
        case Event():
            return (record.trigger,)
        case _:
            return ()


def _place_of(hit: Found) -> _Place:
    return hit.span.start, -hit.span.end, hit.mention or ""


def _found(place: _Place) -> Found:
    return Found(Span(place[0], -place[1]), place[2])
