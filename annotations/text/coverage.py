"""Which parts of a text have been read, as far as time on screen can tell: ranges of offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from annotations.text.segments import ink_after
from annotations.text.span import Span


class Coverage:
    """What has been read of a text of ``length`` code points; grows, and never shrinks."""

    def __init__(self, length: int, read: Iterable[Span] = ()) -> None:
        """Begin with what has been read already; spans may come in any order, what is beyond counts not."""
        self.length = length
        self.read = 0
        """How many code points have been read."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in read:
            self.add(span)

    def spans(self) -> Iterator[Span]:
        """What has been read, in text order and apart."""
        return map(Span, self._starts, self._ends)

    @property
    def percent(self) -> int:
        """How much has been read; 100 only when all has."""
        return 100 * self.read // self.length if self.length else 100

    def add(self, span: Span) -> None:
        """The span has been read."""
        start, end = min(span.start, self.length), min(span.end, self.length)
        if start == end:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self.read += end - start
        self.read -= sum(b - a for a, b in zip(self._starts[first:last], self._ends[first:last], strict=True))
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def gaps(self, span: Span) -> Iterator[Span]:
        """What has not been read within a span, in text order."""
        at = span.start
        place = bisect_right(self._ends, at)
        while at < span.end:
            start = self._starts[place] if place < len(self._starts) else span.end
            if at < start:
                yield Span(at, min(start, span.end))
            at = max(at, self._ends[place]) if place < len(self._ends) else span.end
            place += 1

    def read_on(self, span: Span, characters: int) -> int:
        """Somebody has had the time to read so many characters of what is unread in a span.

        From its start on; returns how many are left when all of it has been read.
        """
        for gap in list(self.gaps(span)):
            if characters <= 0:
                break
            taken = min(characters, gap.length)
            self.add(Span(gap.start, gap.start + taken))
            characters -= taken
        return characters

    def next_gap(self, text: str, offset: int) -> int | None:
        """Where the next character that can be seen stands unread, from an offset on, then from the start."""
        for part in (Span(offset, self.length), Span(0, offset)):
            for gap in self.gaps(part):
                ink = ink_after(text, gap.start)
                if ink < gap.end:
                    return ink
        return None

    def compact(self, most: int) -> Coverage:
        """The same, or with more than ``most`` ranges without the shortest of them."""
        spans = list(self.spans())
        if len(spans) > most:
            spans = sorted(spans, key=lambda span: -span.length)[:most]
        return Coverage(self.length, sorted(spans))


def flat(coverage: Coverage) -> list[int]:
    """The starts and ends of what has been read, one after the other: they rise."""
    return [edge for span in coverage.spans() for edge in (span.start, span.end)]


def from_flat(length: int, edges: object) -> Coverage | None:
    """What `flat` gave; None for anything else."""
    if not isinstance(edges, list) or len(edges) % 2:
        return None
    if not all(isinstance(edge, int) and not isinstance(edge, bool) for edge in edges):
        return None
    if any(a >= b for a, b in pairwise(edges)) or (edges and not 0 <= edges[0] < edges[-1] <= length):
        return None
    return Coverage(length, map(Span, edges[::2], edges[1::2]))
