"""How the mentions of each label are spread over a document, in a fixed number of buckets."""

from __future__ import annotations

from array import array
from itertools import accumulate

from annotations.model.change import Change
from annotations.model.records import Kind, Mention

BUCKETS = 512
"""A strip on most screens is some 800 pixels high, and a mention drawn in one of them could not be seen."""


class Histogram:
    """For each label, how many mentions touch each bucket of the text.

    A mention is counted by where it begins and ends to touch, so that one costs the same however long it is.
    Adding and taking away commute: mentions may be taken away before they have been added.
    """

    def __init__(self, length: int) -> None:
        """``length`` is the document's, in code points; a short one has no more buckets than that."""
        self.length = max(1, length)
        self.size = min(BUCKETS, self.length)
        self._steps: dict[tuple[Kind, str], array[int]] = {}

    def bucket(self, offset: int) -> int:
        """The bucket that holds the character at the offset."""
        return min(self.size - 1, offset * self.size // self.length)

    def start(self, bucket: int) -> int:
        """The offset of the first character of a bucket; that of the one after the last is the length."""
        return -(-bucket * self.length // self.size)

    def add(self, mention: Mention, times: int = 1) -> None:
        """Count a mention, or with ``times=-1`` take it away."""
        key = (mention.kind, mention.label)
        steps = self._steps.get(key)
        if steps is None:
            steps = self._steps[key] = array("q", bytes(8 * (self.size + 1)))
        for span in mention.spans:
            steps[self.bucket(span.start)] += times
            steps[self.bucket(max(span.start, span.end - 1)) + 1] -= times

    def apply_change(self, change: Change) -> None:
        """Follow a change of the annotation set."""
        for record in change.before():
            if isinstance(record, Mention):
                self.add(record, -1)
        for record in change.after():
            if isinstance(record, Mention):
                self.add(record)

    def counts(self) -> dict[tuple[Kind, str], list[int]]:
        """For each label how many mentions touch each bucket; labels that touch none may be missing."""
        return {key: list(accumulate(steps[:-1])) for key, steps in self._steps.items() if any(steps)}
