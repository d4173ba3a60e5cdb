"""Where the paragraphs of a text start and end; very long ones are cut into pieces."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from operator import sub

from annotations.text.graphemes import next_grapheme
from annotations.text.segments import line_spans

PIECE = 4096
"""No piece is much longer than this, in code points."""

_TOO_LONG = PIECE * 5 // 4


class Paragraphs:
    """The pieces of one text, in order, without their line breaks; offsets count in the whole text.

    Paragraphs end where lines of the file end: at LF, CR LF and CR. A text that ends with a break has an
    empty last piece, and an empty text has one empty piece.
    """

    def __init__(self, text: str) -> None:
        """Find the pieces of ``text``."""
        self.text = text
        self._starts, self._ends = line_spans(text)
        if max(map(sub, self._ends, self._starts)) > _TOO_LONG:
            self._cut_long_ones()
        self.lengths = array("q", map(sub, self._ends, self._starts))
        """The length of every piece, in code points."""
        self.longest = max(self.lengths)

    def __len__(self) -> int:
        """How many pieces there are, at least one."""
        return len(self._starts)

    def start(self, index: int) -> int:
        """Offset of the first character of a piece."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """Offset after the last character of a piece, before its line break."""
        return self._ends[index]

    def next_start(self, index: int) -> int:
        """Offset at which the next piece starts; after the last one, the end of the text."""
        return self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)

    def continues(self, index: int) -> bool:
        """Whether a piece goes on with the paragraph of the piece before it."""
        return index > 0 and self._ends[index - 1] == self._starts[index]

    def index_of(self, offset: int) -> int:
        """The piece that a caret at the offset stands in."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph(self, index: int) -> tuple[int, int]:
        """Start and end offset of the whole paragraph that a piece belongs to."""
        first = last = index
        while self.continues(first):
            first -= 1
        while last + 1 < len(self) and self.continues(last + 1):
            last += 1
        return self._starts[first], self._ends[last]

    def _cut_long_ones(self) -> None:
        starts, ends = array("q"), array("q")
        for start, end in zip(self._starts, self._ends, strict=True):
            begin = start
            while end - begin > _TOO_LONG:
                starts.append(begin)
                begin = self._cut(begin)
                ends.append(begin)
            starts.append(begin)
            ends.append(end)
        self._starts, self._ends = starts, ends

    def _cut(self, start: int) -> int:
        """Where to cut a piece off: after a blank if one is near, never inside a character."""
        blank = self.text.rfind(" ", start + PIECE // 2, start + PIECE)
        return next_grapheme(self.text, blank if blank >= 0 else start + PIECE)
