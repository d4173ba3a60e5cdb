"""Which lane under a row of text each mention gets: geometry and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

LANES = 8
"""So many lanes are drawn under a row; what does not fit is counted."""

Extent = tuple[float, float]
"""Left and right edge of all that a mention draws in its lane."""


class Lanes:
    """The lanes of one row. Extents come in order of their claim to be near to the text."""

    def __init__(self, gap: float, lanes: int = LANES) -> None:
        """Keep ``gap`` between the extents of a lane; there are ``lanes`` of them."""
        self._gap, self._lanes = gap, lanes
        self._taken: list[list[Extent]] = []
        self._refused: Extent | None = None

    @property
    def used(self) -> int:
        """How many lanes hold something."""
        return len(self._taken)

    def refuses(self, left: float, right: float) -> bool:
        """Whether it is known already that there is no room: what holds a refused extent is refused too."""
        return self._refused is not None and left <= self._refused[0] and self._refused[1] <= right

    def place(self, left: float, right: float) -> int | None:
        """The nearest lane with room for an extent, 0 being at the text; None where all are taken."""
        if self.refuses(left, right):
            return None
        lane = self._first_free(left - self._gap, right + self._gap)
        if lane >= self._lanes:
            self._refused = (left, right)
            return None
        if lane == len(self._taken):
            self._taken.append([])
        self._taken[lane].append((left, right))
        return lane

    def _first_free(self, left: float, right: float) -> int:
        for lane, others in enumerate(self._taken):
            for other_left, other_right in others:
                if left < other_right and other_left < right:
                    break
            else:
                return lane
        return len(self._taken)


def depths(extents: Iterable[Extent]) -> list[int]:
    """How many of the extents before it lie under each one, stacked: 0 for the first at a place."""
    stacked: list[tuple[float, float, int]] = []
    for left, right in extents:
        below = [
            depth for other_left, other_right, depth in stacked if left < other_right and other_left < right
        ]
        stacked.append((left, right, max(below) + 1 if below else 0))
    return [depth for _, _, depth in stacked]
