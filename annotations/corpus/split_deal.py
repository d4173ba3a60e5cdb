"""Groups of documents dealt out to splits: documents and labels come as near to their shares as groups let.

Iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", 2011)
over groups: the label that the fewest groups still have comes first, and each group with it goes where
most of that label is wanting, but only where there is room for all its documents. Where there is none
anywhere it goes where there is most room. So a split gets more than its share by less than one group.

All of it is whole numbers, documents times the sum of all weights: nothing is rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True)
class Group:
    """Documents that stay together: their names, sorted, their labels, and their place in the draw."""

    names: tuple[str, ...]
    labels: Counter[str]
    draw: bytes


class Deal:
    """Puts groups, told by their numbers, into splits, told by theirs; ``weights`` has one for each split.

    ``split_of`` has the split of each group, -1 for none yet.
    """

    def __init__(self, weights: Sequence[int], groups: Sequence[Group]) -> None:
        self.split_of = [-1] * len(groups)
        self._groups = groups
        self._whole = sum(weights)
        documents, totals, self._holders = 0, Counter[str](), dict[str, list[int]]()
        for number, group in enumerate(groups):
            documents += len(group.names)
            totals.update(group.labels)
            for label in group.labels:
                self._holders.setdefault(label, []).append(number)
        self._room = [weight * documents for weight in weights]
        self._wanting = {label: [weight * total for weight in weights] for label, total in totals.items()}

    def put(self, number: int, split: int) -> None:
        """Put a group that is in no split yet into one."""
        group = self._groups[number]
        self.split_of[number] = split
        self._room[split] -= self._whole * len(group.names)
        for label, count in group.labels.items():
            self._wanting[label][split] -= self._whole * count

    def rest(self) -> None:
        """Put every group that is in no split yet into one: by rare labels, then those without labels."""
        left = Counter(label for number in self._left() for label in self._groups[number].labels)
        queue = [(count, label) for label, count in left.items()]
        heapify(queue)
        while queue:
            count, label = heappop(queue)
            # An older entry of a label that is rarer by now.
            if count and count == left[label]:
                for changed in self._put_all_with(label, left):
                    heappush(queue, (left[changed], changed))
        for number in sorted(self._left(), key=self._turn):
            self.put(number, self._best(number, None))

    def _put_all_with(self, label: str, left: Counter[str]) -> list[str]:
        """Put the groups with a label; the labels of which fewer groups are left now, sorted."""
        mine = [number for number in self._holders[label] if self.split_of[number] < 0]
        gone: Counter[str] = Counter()
        for number in sorted(mine, key=self._turn):
            self.put(number, self._best(number, label))
            gone.update(self._groups[number].labels.keys())
        left.subtract(gone)
        return sorted(gone)

    def _left(self) -> list[int]:
        return [number for number, split in enumerate(self.split_of) if split < 0]

    def _turn(self, number: int) -> tuple[bytes, tuple[str, ...]]:
        """The draw alone decides: whatever came first by its size would all go to the largest split."""
        return self._groups[number].draw, self._groups[number].names

    def _best(self, number: int, label: str | None) -> int:
        room, size = self._room, self._whole * len(self._groups[number].names)
        splits = range(len(room))
        fitting = [split for split in splits if room[split] >= size]
        if not fitting:
            return max(splits, key=lambda split: room[split])
        wanting = self._wanting[label] if label else room
        return max(fitting, key=lambda split: (wanting[split], room[split]))
