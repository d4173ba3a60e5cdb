"""All that one annotator says of one document, with the look-ups that screens and edits need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.records import (
    EMPTY,
    ID_PREFIX,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Status,
    references,
)
from annotations.text.intervals import IntervalIndex
from annotations.text.span import Span

R = TypeVar("R", bound=Record)

# Ids of our own making; a number too long to count on from is somebody else's.
_NUMBERED = re.compile(r"([a-z])([0-9]{1,60})\Z")


class AnnotationSet:
    """Records by id, an interval index over mention spans, and who points to whom.

    Only edits change it, through ``replace``, ``set_status`` and ``set_extra``; everything else reads. Not
    safe for use from several threads: hand ``records`` (a copy) to a background job instead.
    """

    def __init__(
        self,
        document: DocumentRef,
        label_set: LabelSetRef,
        annotator: str,
        records: Iterable[Record] = (),
        status: Mapping[Kind, Status] = MappingProxyType({}),
        extra: Mapping[str, Any] = EMPTY,
    ) -> None:
        """Build the set; references must resolve (the codec has seen to it).

        Raises:
            ValueError: two records have the same id.
        """
        self.document = document
        self.label_set = label_set
        self.annotator = annotator
        self.extra = extra
        self._status = {kind: status.get(kind, Status.UNTOUCHED) for kind in Kind}
        everything = list(records)
        self._records: dict[str, Record] = {record.id: record for record in everything}
        if len(self._records) < len(everything):
            record_id, _ = Counter(record.id for record in everything).most_common(1)[0]
            raise ValueError(f"two records have the id {record_id}")
        self._referrers: dict[str, dict[str, None]] = {}
        self._about_document: dict[str, None] = {}
        # Nearly all are mentions: those are noted together, in a third of the time.
        mentions = [record for record in everything if isinstance(record, Mention)]
        self._counts: Counter[tuple[Kind, str]] = Counter((one.kind, one.label) for one in mentions)
        self._kind_counts: Counter[Kind] = Counter(one.kind for one in mentions)
        self._highest = _highest(self._records)
        self._discontinuous = sum(len(one.spans) > 1 for one in mentions)
        if len(mentions) < len(everything):
            for record in everything:
                self._note_references(record)
        self._index: IntervalIndex[str] = IntervalIndex(
            (one.id, span.start, span.end) for one in mentions for span in one.spans
        )

    # -- reading ------------------------------------------------------------------------------

    def __len__(self) -> int:
        """Number of records."""
        return len(self._records)

    def get(self, record_id: str) -> Record | None:
        """The record with this id."""
        return self._records.get(record_id)

    def mention(self, mention_id: str) -> Mention | None:
        """The mention with this id; None too when the id is another record's."""
        record = self._records.get(mention_id)
        return record if isinstance(record, Mention) else None

    def records(self) -> list[Record]:
        """A copy of the records, safe to hand to another thread."""
        return list(self._records.values())

    def of_type(self, record_type: type[R]) -> Iterator[R]:
        """The records of one type, in no promised order."""
        return (record for record in self._records.values() if isinstance(record, record_type))

    def referrers(self, record_id: str) -> list[Record]:
        """Records that point to this one directly: events, relations and comments."""
        return [self._records[other] for other in self._referrers.get(record_id, ())]

    def events_on(self, trigger_id: str) -> list[Event]:
        """The events that this mention triggers."""
        return [
            one for one in self.referrers(trigger_id) if isinstance(one, Event) and one.trigger == trigger_id
        ]

    def comments(self, record_id: str | None) -> list[Comment]:
        """The comments on a record, or on the whole document when the id is None."""
        if record_id is None:
            found = [self._records[one] for one in self._about_document]
        else:
            found = self.referrers(record_id)
        return [one for one in found if isinstance(one, Comment)]

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """Mentions with a span that shares text with ``[start, end)``, outermost first.

        Empty spans in the window or at either edge of it count too.
        """
        return self._mentions(self._index.overlapping(start, end))

    def at(self, offset: int) -> list[Mention]:
        """Mentions with a span that holds or touches the caret offset, outermost first."""
        return self._mentions(self._index.at(offset))

    def next_start(self, offset: int) -> int | None:
        """The nearest start of a span after the offset."""
        return self._index.next_start(offset)

    def previous_start(self, offset: int) -> int | None:
        """The nearest start of a span before the offset."""
        return self._index.previous_start(offset)

    def count(self, kind: Kind, label: str) -> int:
        """How many mentions carry the label."""
        return self._counts[kind, label]

    def count_kind(self, kind: Kind) -> int:
        """How many mentions are of the kind."""
        return self._kind_counts[kind]

    def status(self, kind: Kind) -> Status:
        """How far the kind is labelled."""
        return self._status[kind]

    def new_id(self, record_type: type[Record], taken: int = 0) -> str:
        """An id no record of this set has had since it was opened; ``taken`` skips that many."""
        prefix = ID_PREFIX[record_type]
        return f"{prefix}{self._highest[prefix] + 1 + taken}"

    # -- writing: edits only --------------------------------------------------------------------

    def replace(self, before: Record | None, after: Record | None) -> None:
        """Put ``after`` in the place of ``before``, which has the same id; None adds or removes."""
        was, now = _spans(before), _spans(after)
        if before is not None:
            self._forget(before)
            if was != now:
                for span in was:
                    self._index.remove(before.id, span.start, span.end)
            if after is None:
                del self._records[before.id]
        if after is not None:
            self._note(after)
            if was != now:
                for span in now:
                    self._index.add(after.id, span.start, span.end)

    def set_status(self, kind: Kind, status: Status) -> None:
        """Say how far the kind is labelled."""
        self._status[kind] = status

    def set_extra(self, extra: Mapping[str, Any]) -> None:
        """Take other side data; the mapping is shared, and never changed in place."""
        self.extra = extra

    # -- inside -----------------------------------------------------------------------------------

    def _mentions(self, ids: Iterable[str]) -> list[Mention]:
        if self._discontinuous:
            ids = dict.fromkeys(ids)
        return [record for one in ids if isinstance(record := self._records[one], Mention)]

    def _note(self, record: Record) -> None:
        self._records[record.id] = record
        if (numbered := _NUMBERED.match(record.id)) is not None:
            prefix, number = numbered[1], int(numbered[2])
            self._highest[prefix] = max(self._highest[prefix], number)
        if isinstance(record, Mention):
            self._counts[record.kind, record.label] += 1
            self._kind_counts[record.kind] += 1
            self._discontinuous += len(record.spans) > 1
        else:
            self._note_references(record)

    def _note_references(self, record: Record) -> None:
        if isinstance(record, Comment) and record.target is None:
            self._about_document[record.id] = None
        for target in references(record):
            self._referrers.setdefault(target, {})[record.id] = None

    def _forget(self, record: Record) -> None:
        """Take the record out of the counts and the referrers."""
        if isinstance(record, Mention):
            self._counts[record.kind, record.label] -= 1
            self._kind_counts[record.kind] -= 1
            self._discontinuous -= len(record.spans) > 1
            return
        self._about_document.pop(record.id, None)
        for target in dict.fromkeys(references(record)):
            self._referrers[target].pop(record.id)
            if not self._referrers[target]:
                del self._referrers[target]


def _highest(ids: Iterable[str]) -> Counter[str]:
    """The highest number among the ids of each prefix."""
    found: Counter[str] = Counter()
    longest = ("", 0, "")
    for record_id in ids:
        # What is shorter than an id without leading zeros, or sorts before it, has no higher number.
        prefix, length, highest = longest
        size = len(record_id)
        if record_id[:1] == prefix and (size < length or (size == length and record_id < highest)):
            continue
        if (numbered := _NUMBERED.match(record_id)) is not None:
            number = int(numbered[2])
            if number >= found[numbered[1]]:
                found[numbered[1]] = number
                if not numbered[2].startswith("0"):
                    longest = (numbered[1], size, record_id)
    return found


def _spans(record: Record | None) -> tuple[Span, ...]:
    return record.spans if isinstance(record, Mention) else ()
