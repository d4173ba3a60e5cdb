"""Heights of all paragraphs, most of them estimates, with quick sums and quick finding."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """Heights in whole pixels. Reading a sum, finding a place and changing one height take logarithmic time.

    The sums are kept in a Fenwick tree (P. Fenwick, "A New Data Structure for Cumulative Frequency Tables",
    1994).
    """

    def __init__(self, heights: Iterable[int]) -> None:
        """Take the heights of at least one paragraph, top to bottom."""
        self._heights = array("q", heights)
        sums = array("q", accumulate(self._heights, initial=0))
        # Each node holds the sum of as many heights as its lowest bit says. Every resize waits for this, and
        # adding heights one by one takes three times as long.
        self._tree = array("q", [total - sums[index & (index - 1)] for index, total in enumerate(sums)])
        self._highest_bit = 1 << len(self._heights).bit_length()

    def __len__(self) -> int:
        """How many paragraphs there are."""
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        """The height of one paragraph."""
        return self._heights[index]

    def set(self, index: int, height: int) -> None:
        """Change the height of one paragraph."""
        change = height - self._heights[index]
        if change == 0:
            return
        self._heights[index] = height
        place = index + 1
        while place < len(self._tree):
            self._tree[place] += change
            place += place & -place

    def top(self, index: int) -> int:
        """The sum of the heights before a paragraph; with the number of paragraphs, of all."""
        total = 0
        while index > 0:
            total += self._tree[index]
            index -= index & -index
        return total

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.top(len(self._heights))

    def find(self, y: float) -> int:
        """The paragraph that covers ``y``; beyond them all, the first or the last."""
        place, above, step = 0, 0, self._highest_bit
        while step:
            candidate = place + step
            if candidate < len(self._tree) and above + self._tree[candidate] <= y:
                place = candidate
                above += self._tree[candidate]
            step >>= 1
        return min(place, len(self._heights) - 1)
