"""The hits of a search, found stretch by stretch: those after the caret first."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from time import monotonic

from annotations.text.search import Find, TooSlowError
from annotations.text.segments import line_at, next_line_start
from annotations.text.span import Span

STRETCH = 16_384
"""Code points searched at a time, and on to the end of the line: some milliseconds at most."""

MOST_SECONDS = 2.0
"""So long may it take to find one next hit."""


class Hits:
    """All hits in one text, in two runs: from the line of an offset on, and before it.

    Every method that searches raises TooSlowError when the pattern tries too much.
    """

    def __init__(self, text: str, find: Find, near: int = 0) -> None:
        """Nothing is searched yet; ``near`` is where the hits are wanted first."""
        middle = line_at(text, near).start
        self._earlier = _Run(text, find, 0, middle)
        self._later = _Run(text, find, middle, len(text))

    @property
    def is_whole(self) -> bool:
        """Whether everything has been searched."""
        return self._later.is_whole and self._earlier.is_whole

    @property
    def part(self) -> float:
        """How much of the text has been searched, from 0 to 1."""
        left = self._later.left + self._earlier.left
        return 1.0 if self.is_whole else 1.0 - left / self._later.end

    @property
    def count(self) -> int:
        """How many hits have been found so far."""
        return len(self._later.starts) + len(self._earlier.starts)

    def work(self, seconds: float) -> bool:
        """Search on for about so long; whether there is more to search."""
        latest = monotonic() + seconds
        for run in (self._later, self._earlier):
            while not run.is_whole:
                run.step()
                if monotonic() > latest:
                    return not self.is_whole
        return False

    def within(self, start: int, end: int) -> list[Span]:
        """The hits known so far that have a character between the offsets."""
        return [*self._earlier.within(start, end), *self._later.within(start, end)]

    def number(self, hit: Span) -> int:
        """Which hit it is in the text, counted from 1; true when everything has been searched."""
        return self._earlier.before(hit.start) + self._later.before(hit.start) + 1

    def after(self, offset: int) -> Span | None:
        """The first hit that starts at the offset or after it, else the first of the text."""
        latest = monotonic() + MOST_SECONDS
        for run, begin in (
            (self._earlier, offset),
            (self._later, offset),
            (self._earlier, 0),
            (self._later, 0),
        ):
            if begin < run.end and (hit := run.first(begin, latest)) is not None:
                return hit
        return None

    def before(self, offset: int) -> Span | None:
        """The last hit that starts before the offset, else the last of the text."""
        latest = monotonic() + MOST_SECONDS
        for run, end in (
            (self._later, offset),
            (self._earlier, offset),
            (self._later, self._later.end),
            (self._earlier, self._later.end),
        ):
            if (hit := run.last(end, latest)) is not None:
                return hit
        return None


class _Run:
    """The hits between two starts of lines, searched forward."""

    def __init__(self, text: str, find: Find, start: int, end: int) -> None:
        self._text, self._find = text, find
        self.end = end
        self._reached = start
        self.starts, self._ends = array("q"), array("q")

    @property
    def is_whole(self) -> bool:
        return self._reached >= self.end

    @property
    def left(self) -> int:
        return max(0, self.end - self._reached)

    def step(self) -> None:
        stop = min(self.end, next_line_start(self._text, min(self._reached + STRETCH, len(self._text))))
        for hit in self._find(self._text, self._reached, stop):
            self.starts.append(hit.start)
            self._ends.append(hit.end)
        self._reached = stop

    def within(self, start: int, end: int) -> list[Span]:
        first, last = bisect_right(self._ends, start), bisect_left(self.starts, end)
        return [Span(self.starts[number], self._ends[number]) for number in range(first, last)]

    def before(self, offset: int) -> int:
        return bisect_left(self.starts, offset)

    def first(self, offset: int, latest: float) -> Span | None:
        """The first hit that starts at the offset or after it."""
        while (number := bisect_left(self.starts, offset)) == len(self.starts):
            if self.is_whole:
                return None
            self._hurry(latest)
        return Span(self.starts[number], self._ends[number])

    def last(self, offset: int, latest: float) -> Span | None:
        """The last hit that starts before the offset."""
        while not self.is_whole and self._reached < offset:
            self._hurry(latest)
        number = bisect_left(self.starts, offset) - 1
        return None if number < 0 else Span(self.starts[number], self._ends[number])

    def _hurry(self, latest: float) -> None:
        self.step()
        if monotonic() > latest and not self.is_whole:
            raise TooSlowError
