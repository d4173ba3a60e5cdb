"""Which intervals touch a stretch of text: an index made for windows on long, densely labelled documents.

Intervals are kept on shelves by length, each shelf sorted by start. A window ``[a, b)`` then asks every shelf
for the starts from ``a`` minus the longest length the shelf takes, up to ``b``: two bisections and a slice.
From 64 code points on, an interval is at least an eighth as long as the longest of its shelf, so a good part
of every slice is answer, whether the mentions are words or ten thousand chapters. Ten million code points
need at most eight shelves.

A shelf is a plain sorted list: inserting into one of 150,000 moves a megabyte of pointers, which takes some
tens of microseconds.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar


class Key(Protocol):
    """What intervals are filed under: anything that sorts among its like."""

    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401


K = TypeVar("K", bound=Key)

_WORDS = 63
"""Code points: the longest interval on the shelf of words."""


def _shelf_number(length: int) -> int:
    """0 for empty intervals, 1 for those under 64 code points, one more for every eightfold length."""
    if length <= 0:
        if length < 0:
            raise ValueError(f"an interval cannot end before it starts: its length is {length}")
        return 0
    return max(1, (length.bit_length() + 2) // 3 - 1)


class _Shelf(Generic[K]):
    """The intervals of one class of lengths as ``(start, -end, key)``, sorted."""

    __slots__ = ("entries", "longest")

    def __init__(self, number: int) -> None:
        self.longest = (1 << 3 * (number + 1)) - 1 if number else 0
        self.entries: list[tuple[int, int, K]] = []

    def place(self, start: int) -> int:
        """The index of the first entry that starts at ``start`` or later."""
        return bisect_left(self.entries, (start,))

    def overlapping(self, start: int, end: int) -> Sequence[tuple[int, int, K]]:
        if not self.longest:
            return self.entries[self.place(start) : self.place(end + 1)]
        near = self.entries[self.place(start - self.longest + 1) : self.place(end)]
        return [entry for entry in near if entry[1] < -start]

    def at(self, offset: int) -> Sequence[tuple[int, int, K]]:
        near = self.entries[self.place(offset - self.longest) : self.place(offset + 1)]
        return [entry for entry in near if entry[1] <= -offset]


class IntervalIndex(Generic[K]):
    """Half-open intervals of offsets, each filed under a key; not safe for several threads.

    A key may have several intervals, and an interval may be in the index more than once. Answers are lists of
    keys, one for each interval, in the order (start, longest first, key): an enclosing interval comes before
    what it holds.
    """

    def __init__(self, intervals: Iterable[tuple[K, int, int]] = ()) -> None:
        """Build from ``(key, start, end)`` in any order. Raises ValueError when one ends before it starts."""
        self._shelves: dict[int, _Shelf[K]] = {}
        words = self._shelf(_WORDS).entries  # nearly all are on that shelf
        for key, start, end in intervals:
            entries = words if 0 < end - start <= _WORDS else self._shelf(end - start).entries
            entries.append((start, -end, key))
        for shelf in self._shelves.values():
            shelf.entries.sort()

    def __len__(self) -> int:
        """How many intervals there are."""
        return sum(len(shelf.entries) for shelf in self._shelves.values())

    def add(self, key: K, start: int, end: int) -> None:
        """File ``[start, end)`` under the key. Raises ValueError when it ends before it starts."""
        insort(self._shelf(end - start).entries, (start, -end, key))

    def remove(self, key: K, start: int, end: int) -> None:
        """Take ``[start, end)`` of this key out, once. Raises KeyError when it is not there."""
        entries, entry = self._shelf(end - start).entries, (start, -end, key)
        place = bisect_left(entries, entry)
        if place == len(entries) or entries[place] != entry:
            raise KeyError(f"no interval {start}..{end} of {key!r}")
        del entries[place]

    def overlapping(self, start: int, end: int) -> list[K]:
        """The keys of what touches the window ``[start, end)``.

        An interval touches when it shares a character with the window; an empty one when it lies in the
        window or at either edge. An empty window, a place between two characters, touches what goes on over
        that place and the empty intervals at it; for what begins or ends there too, ask ``at``.
        """
        return self._keys([shelf.overlapping(start, end) for shelf in self._shelves.values()])

    def at(self, offset: int) -> list[K]:
        """The keys of what a caret at the offset is in or touches: ``start <= offset <= end``."""
        return self._keys([shelf.at(offset) for shelf in self._shelves.values()])

    def next_start(self, offset: int) -> int | None:
        """The nearest start of an interval after the offset."""
        places = ((shelf.entries, shelf.place(offset + 1)) for shelf in self._shelves.values())
        return min((entries[place][0] for entries, place in places if place < len(entries)), default=None)

    def previous_start(self, offset: int) -> int | None:
        """The nearest start of an interval before the offset."""
        places = ((shelf.entries, shelf.place(offset)) for shelf in self._shelves.values())
        return max((entries[place - 1][0] for entries, place in places if place), default=None)

    def _shelf(self, length: int) -> _Shelf[K]:
        number = _shelf_number(length)
        shelf = self._shelves.get(number)
        if shelf is None:
            shelf = self._shelves[number] = _Shelf(number)
        return shelf

    @staticmethod
    def _keys(answers: list[Sequence[tuple[int, int, K]]]) -> list[K]:
        entries = sorted(entry for answer in answers for entry in answer)
        return [entry[2] for entry in entries]
