"""The half-open range of code points that every annotation is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points ``start`` up to, not including, ``end``; both are offsets, that is, code points from 0.

    Spans order by start, then end. Raises ValueError for a negative start or an end before the start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"a span cannot start before the text: {self.start}")
        if self.end < self.start:
            raise ValueError(f"a span cannot end before it starts: {self.start}..{self.end}")

    @property
    def length(self) -> int:
        """How many code points the span holds."""
        return self.end - self.start

    @property
    def is_empty(self) -> bool:
        """Whether the span is a place between two characters."""
        return self.start == self.end

    def contains(self, offset: int) -> bool:
        """Whether the character at ``offset`` is in the span; an empty span holds no character."""
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character; spans that only touch do not."""
        return max(self.start, other.start) < min(self.end, other.end)

    def encloses(self, other: Span) -> bool:
        """Whether ``other`` lies within this span; every span encloses itself."""
        return self.start <= other.start and other.end <= self.end
