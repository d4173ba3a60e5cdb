"""Entities and events inside boilerplate: nobody reads them there, so they count as problems."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention


def lies_in_boilerplate(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> bool:
    """Whether every span of an entity or event lies within boilerplate whose label wants none inside."""
    if mention.kind is Kind.BOILERPLATE or not annotations.count_kind(Kind.BOILERPLATE):
        return False
    around = [
        span
        for one in annotations.overlapping(mention.start, mention.end)
        if one.kind is Kind.BOILERPLATE and not _holds_labels(label_set, one)
        for span in one.spans
    ]
    return all(any(span.encloses(own) for span in around) for own in mention.spans)


class InsideBoilerplate:
    """Which entities and events lie in boilerplate, kept up to date change by change.

    Begin by noting every stretch of boilerplate, in any order and with changes in between.
    """

    def __init__(self, annotations: AnnotationSet, label_set: LabelSet) -> None:
        self._annotations = annotations
        self._label_set = label_set
        self._found: dict[str, Mention] = {}
        self._starts: list[tuple[int, str]] = []
        self._counts: Counter[tuple[Kind, str]] = Counter()
        self._kind_counts: Counter[Kind] = Counter()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def count_kind(self, kind: Kind) -> int:
        """How many there are of one kind."""
        return self._kind_counts[kind]

    def count(self, kind: Kind, label: str) -> int:
        """How many there are with one label."""
        return self._counts[kind, label]

    def count_between(self, start: int, end: int) -> int:
        """How many of them start in ``[start, end)``."""
        return bisect_left(self._starts, (end,)) - bisect_left(self._starts, (start,))

    def next(self, place: tuple[int, str]) -> Mention | None:
        """The first one behind a place (offset, id) in text order; after the last comes the first."""
        if not self._starts:
            return None
        return self._found[self._starts[bisect_right(self._starts, place) % len(self._starts)][1]]

    def previous(self, place: tuple[int, str]) -> Mention | None:
        """The last one before a place (offset, id) in text order; before the first comes the last."""
        if not self._starts:
            return None
        return self._found[self._starts[bisect_left(self._starts, place) - 1][1]]

    def note(self, mention: Mention) -> None:
        """See to what a mention that is, or was, in the annotation set means for others and itself."""
        for one in self._concerned(mention):
            self._settle(one)

    def apply_change(self, change: Change) -> None:
        """Follow a change that the annotation set has already been through."""
        for record in (*change.before(), *change.after()):
            if isinstance(record, Mention):
                self.note(record)

    def _concerned(self, mention: Mention) -> Iterator[str]:
        yield mention.id
        if mention.kind is Kind.BOILERPLATE:
            for span in mention.spans:
                yield from _ids(self._annotations.overlapping(span.start, span.end))

    def _settle(self, mention_id: str) -> None:
        before, now = self._found.get(mention_id), self._annotations.mention(mention_id)
        if now is not None and not lies_in_boilerplate(self._annotations, self._label_set, now):
            now = None
        if before is now:
            return
        if before is not None:
            del self._found[mention_id]
            del self._starts[bisect_left(self._starts, (before.start, mention_id))]
            self._counts[before.kind, before.label] -= 1
            self._kind_counts[before.kind] -= 1
        if now is not None:
            self._found[mention_id] = now
            insort(self._starts, (now.start, mention_id))
            self._counts[now.kind, now.label] += 1
            self._kind_counts[now.kind] += 1


def _holds_labels(label_set: LabelSet, boilerplate: Mention) -> bool:
    label = label_set.label(boilerplate.kind, boilerplate.label)
    return label is not None and label.holds_labels


def _ids(mentions: Iterable[Mention]) -> Iterator[str]:
    return (one.id for one in mentions if one.kind is not Kind.BOILERPLATE)
