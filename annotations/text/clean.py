"""A text without some of its stretches, such as boilerplate, with a map of offsets.

Characters are only ever left out, never changed, moved or put in, so that each one that is left has its
place in the source. The stretches go, and of the blanks around them so much that none of them shows:

- a stretch that is all there is on its lines goes with these lines and their breaks; when a blank line, or
  the start of the text, is before them, the blank lines after them go as well;
- one at the start or at the end of a line takes the blanks between itself and the rest of the line along;
- one within a line with blanks on both sides takes those after it along; with blanks on one side or on none,
  nothing;
- one over several lines with text before it on its first and after it on its last line leaves its first line
  break, so that two lines do not become one.

Stretches with nothing but blanks between them are one stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from annotations.text.segments import ink_after, ink_before
from annotations.text.span import Span
from annotations.text.stretches import joined

_BREAK = re.compile(r"\r\n?|\n")


class CleanText:
    """What is left of a text. ``source`` is an offset of the source, ``offset`` one of what is left."""

    def __init__(self, source: str, left_out: Iterable[Span]) -> None:
        """Leave the spans out of ``source``; they may come in any order, touch, overlap and be empty."""
        gone = [span for stretch in joined(source, left_out) for span in _gone(source, stretch)]
        edges = [0, *(edge for span in gone for edge in (span.start, span.end)), len(source)]
        kept = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
        self.text = "".join(source[a:b] for a, b in kept)
        self._starts = [a for a, _ in kept]
        self._before = [0]
        for a, b in kept:
            self._before.append(self._before[-1] + b - a)
        self.removed = len(source) - len(self.text)

    def offset(self, source: int) -> int:
        """Where an offset of the source stands; one that was left out, where that would have been."""
        place = bisect_right(self._starts, source) - 1
        if place < 0:
            return 0
        return min(self._before[place] + source - self._starts[place], self._before[place + 1])

    def source(self, offset: int) -> int:
        """The offset in the source of the character at an offset; behind the last one, behind its source."""
        if not self._starts:
            return 0
        place = min(bisect_right(self._before, offset), len(self._starts)) - 1
        return self._starts[place] + offset - self._before[place]

    def moved(self, source: Span) -> Span | None:
        """A span of the source of which nothing was left out, where it stands; None for any other."""
        place = bisect_right(self._starts, source.start) - 1
        if place < 0:
            return None
        moved = source.start - self._starts[place] + self._before[place]
        end = moved + source.end - source.start
        return Span(moved, end) if end <= self._before[place + 1] else None

    def span(self, source: Span) -> Span:
        """What is left of a span of the source: shorter when something of it was left out, perhaps empty."""
        return Span(self.offset(source.start), self.offset(source.end))


def _gone(text: str, stretch: Span) -> Iterator[Span]:
    """What goes with a stretch: one span, or two around a line break that stays."""
    ink_end, ink_start = ink_before(text, stretch.start), ink_after(text, stretch.end)
    before = list(_BREAK.finditer(text, ink_end, stretch.start))
    after = list(_BREAK.finditer(text, stretch.end, ink_start))
    opens, closes = bool(before) or ink_end == 0, bool(after) or ink_start == len(text)
    if opens and closes:
        yield _lines(before, after, len(text), parted=len(before) > 1 or ink_end == 0)
    elif opens:
        yield Span(stretch.start, ink_start)
    elif closes:
        yield Span(ink_end, stretch.end)
    elif (kept := _BREAK.search(text, stretch.start, stretch.end)) is not None:
        yield Span(ink_end, kept.start())
        yield Span(kept.end(), ink_start)
    else:
        both = ink_end < stretch.start and stretch.end < ink_start
        yield Span(stretch.start, ink_start if both else stretch.end)


def _lines(before: list[re.Match[str]], after: list[re.Match[str]], length: int, *, parted: bool) -> Span:
    """Whole lines; ``parted`` says that a blank line or the start of the text is before them."""
    start = before[-1].end() if before else 0
    if not after:
        # A text without a line break at its end stays one.
        return Span(before[-1].start() if before else 0, length)
    return Span(start, after[-1 if parted else 0].end())
