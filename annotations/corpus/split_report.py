"""What came of splitting documents: counts for each split and label, and why shares were missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from annotations.corpus.split_deal import Group

DOCUMENTS_OFF = 0.01
"""A split that has so much of all documents more or less than its share misses it."""
LABELS_OFF = 0.2
"""So does one that has so much of its share of a label more or less. Less than one is never a miss."""


class Why(Enum):
    """Why a share was missed."""

    GIVEN = "given"
    """Some documents were put into splits by a list or by their dates."""
    FEW = "few"
    """Fewer groups have the label than there are splits."""
    GROUP = "group"
    """One group holds more than a split is off by: groups are not divided."""
    BALANCE = "balance"
    """Documents and rarer labels had to be held too."""


@dataclass(frozen=True)
class Part:
    """One split: its documents, groups and labels, and what its share of documents and of each label is."""

    documents: int
    groups: int
    labels: Mapping[str, int]
    wanted: float
    wanted_labels: Mapping[str, float]


@dataclass(frozen=True)
class Conflict:
    """Near-duplicates that were given to several splits: all ``names`` of the group went ``to`` one.

    ``given`` has what was asked for, by name; the names of the group that it lacks were not asked about.
    """

    to: str
    given: Mapping[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Miss:
    """A split that has another number of documents, or of a label, than its share."""

    split: str
    label: str | None
    wanted: float
    got: int
    why: Why


@dataclass(frozen=True)
class Account:
    """The groups, the split of each by its number, and whether it was given there."""

    splits: Sequence[str]
    weights: Sequence[int]
    groups: Sequence[Group]
    split_of: Sequence[int]
    given: frozenset[int]

    def parts(self) -> dict[str, Part]:
        """Each split, in the order they have."""
        documents, groups = [0] * len(self.splits), Counter(self.split_of)
        labels: list[Counter[str]] = [Counter() for _ in self.splits]
        for group, split in zip(self.groups, self.split_of, strict=True):
            documents[split] += len(group.names)
            labels[split].update(group.labels)
        totals = sum(labels, Counter[str]())
        return {
            name: Part(
                documents[split],
                groups[split],
                {label: labels[split][label] for label in sorted(totals)},
                self._share(split, sum(documents)),
                {label: self._share(split, totals[label]) for label in sorted(totals)},
            )
            for split, name in enumerate(self.splits)
        }

    def misses(self) -> tuple[Miss, ...]:
        """What is further from its share than the constants of this module allow: documents, then labels."""
        parts = self.parts()
        documents = sum(part.documents for part in parts.values())
        found = [
            Miss(name, None, part.wanted, part.documents, Why.GIVEN if self.given else Why.GROUP)
            for name, part in parts.items()
            if abs(part.documents - part.wanted) >= max(1.0, DOCUMENTS_OFF * documents)
        ]
        holders = Counter(label for group in self.groups for label in group.labels)
        most: Counter[str] = Counter()
        for group in self.groups:
            for label, count in group.labels.items():
                most[label] = max(most[label], count)
        for name, part in parts.items():
            for label, got in part.labels.items():
                wanted = part.wanted_labels[label]
                off = abs(got - wanted)
                if off >= max(1.0, LABELS_OFF * wanted):
                    why = self._why(holders[label], one_group=most[label] > off)
                    found.append(Miss(name, label, wanted, got, why))
        return tuple(found)

    def _share(self, split: int, count: int) -> float:
        return self.weights[split] * count / sum(self.weights)

    def _why(self, holders: int, *, one_group: bool) -> Why:
        if self.given:
            return Why.GIVEN
        if holders < sum(weight > 0 for weight in self.weights):
            return Why.FEW
        return Why.GROUP if one_group else Why.BALANCE
