"""Which lane under a row of text each mention gets: geometry and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

LANES = 8
"""So many lanes are drawn under a row; what does not fit is counted."""

Extent = tuple[float, float]
"""Left and right edge of all that a mention draws in its lane."""


def assign_lanes(extents: Iterable[Extent], gap: float, lanes: int = LANES) -> list[int | None]:
    """The lane of each extent, 0 being nearest to the text, or None where all lanes are taken.

    Extents are served in the order given, each in the nearest lane where it keeps ``gap`` from those already
    there.
    """
    taken: list[list[Extent]] = []
    refused: Extent | None = None
    answer: list[int | None] = []
    for left, right in extents:
        # What holds an extent that found no room finds none either: 200 nested mentions cost 200 comparisons.
        if refused is not None and left <= refused[0] and refused[1] <= right:
            answer.append(None)
            continue
        lane = _first_free(taken, left - gap, right + gap)
        if lane >= lanes:
            refused = (left, right)
            answer.append(None)
            continue
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        answer.append(lane)
    return answer


def _first_free(taken: list[list[Extent]], left: float, right: float) -> int:
    for lane, others in enumerate(taken):
        for other_left, other_right in others:
            if left < other_right and other_left < right:
                break
        else:
            return lane
    return len(taken)


def depths(extents: Iterable[Extent]) -> list[int]:
    """How many of the extents before it lie under each one, stacked: 0 for the first at a place."""
    stacked: list[tuple[float, float, int]] = []
    for left, right in extents:
        below = [
            depth for other_left, other_right, depth in stacked if left < other_right and other_left < right
        ]
        stacked.append((left, right, max(below) + 1 if below else 0))
    return [depth for _, _, depth in stacked]
