"""Heights of all paragraphs, most of them estimates, with quick sums and quick finding."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_BLOCK = 256
"""So many heights are added up together: near the root of how many a long document has."""


class Heights:
    """Heights in whole pixels. Reading a sum and finding a place take about the square root of their number.

    Sums of blocks and not a tree of sums: every resize makes them anew, and a tree takes five times as long.
    """

    def __init__(self, heights: Iterable[int]) -> None:
        """Take the heights of at least one paragraph, top to bottom."""
        self._heights = array("q", heights)
        starts = range(0, len(self._heights), _BLOCK)
        self._sums = [sum(self._heights[start : start + _BLOCK]) for start in starts]

    def __len__(self) -> int:
        """How many paragraphs there are."""
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        """The height of one paragraph."""
        return self._heights[index]

    def set(self, index: int, height: int) -> None:
        """Change the height of one paragraph."""
        self._sums[index // _BLOCK] += height - self._heights[index]
        self._heights[index] = height

    def top(self, index: int) -> int:
        """The sum of the heights before a paragraph; with the number of paragraphs, of all."""
        block = index // _BLOCK
        return sum(self._sums[:block]) + sum(self._heights[block * _BLOCK : index])

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return sum(self._sums)

    def find(self, y: float) -> int:
        """The paragraph that covers ``y``; beyond them all, the first or the last."""
        tops = list(accumulate(self._sums, initial=0))
        block = min(bisect_right(tops, y, 1) - 1, len(self._sums) - 1)
        start = block * _BLOCK
        bottoms = list(accumulate(self._heights[start : start + _BLOCK], initial=tops[block]))
        return min(start + bisect_right(bottoms, y, 1) - 1, len(self._heights) - 1)
