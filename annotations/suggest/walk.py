"""Places that could get a label: which are offered, and what is in the way of the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Flag, auto
from typing import Protocol

from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import Label, Snap
from annotations.model.mention_hits import Found
from annotations.model.records import Kind, Mention, Record
from annotations.suggest.occurrences import stands_alone
from annotations.suggest.refusals import is_refused
from annotations.text.span import Span
from schemas.late import late_dataclass

MOST_HITS = 10_000
"""So many places are offered at once; when they are labelled, the next ones can be."""


class Obstacle(Flag):
    """Why a place is not offered."""

    LABELLED = auto()
    """The label is there already."""
    OVERLAP = auto()
    """Another mention of the kind shares text with it."""
    BOILERPLATE = auto()
    REFUSED = auto()
    """The label was refused there before."""
    LOSING = auto()
    """The mention there would lose roles or relations with its label."""
    FORBIDDEN = auto()
    """The label set's rules leave no room for the label there."""


FREE = Obstacle(0)


@dataclass(frozen=True, slots=True)
class Choices:
    """How the words are looked for, and which obstacles do not count."""

    ignore_case: bool = False
    whole: bool = True
    """Only where the words stand by themselves, as the kind snaps."""
    allowed: Obstacle = FREE


@late_dataclass(frozen=True)
class Subject:
    """What is looked for: the label and words of a mention, which itself does not count."""

    label: Label
    quote: str
    span: Span
    unit: Snap

    @classmethod
    def of(cls, mention: Mention, context: Context) -> Subject | None:
        """The subject a mention makes; None of one with several spans, without text or an unknown label."""
        label = context.label_set.label(mention.kind, mention.label)
        rules = context.label_set.rules(mention.kind)
        if label is None or rules is None or len(mention.spans) != 1 or mention.spans[0].is_empty:
            return None
        return cls(label, context.text.quote(mention.spans[0]), mention.spans[0], rules.snap)

    def usual(self, context: Context) -> Choices:
        """The choices that suit the kind: names keep their case, words for events may begin a sentence."""
        alone = stands_alone(context.text.text, self.span, self.unit)
        return Choices(ignore_case=self.label.kind is Kind.EVENT, whole=alone)


@late_dataclass(frozen=True)
class Hit:
    """A place that could get the label; with a mention, that one would change its label."""

    span: Span
    obstacles: Obstacle
    mention: str | None = None
    reason: str = ""
    """In a sentence, why the rules forbid it."""


class Judge(Protocol):
    """Says what is in the way of a label at a place."""

    def __call__(self, found: Found) -> Hit:
        """The place, judged as things are now."""
        ...

    def refused(self, span: Span) -> bool:
        """Whether the label was refused there before; all that side data can change."""
        ...

    def concerned(self, record: Record, /) -> Iterable[str]:
        """The mentions of which something else may be true when this record is added, changed or gone."""
        ...


class Hits:
    """The places found so far, in text order, each with what is in its way."""

    def __init__(self, judge: Judge, start: int = 0) -> None:
        """``start`` is the offset from which on places are offered; those before come last."""
        self.full = False
        """Whether there are more places than are offered at once."""
        self._judge = judge
        self._start = start
        self._longest = 0
        self._found: list[Found] = []
        self._hits: list[Hit] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._hits)

    def add(self, places: Iterable[Found]) -> None:
        """Take in further places, which start no earlier than those taken in so far."""
        for found in places:
            if len(self._hits) == MOST_HITS:
                self.full = True
                return
            self._longest = max(self._longest, found.span.length)
            self._found.append(found)
            self._hits.append(self._judged(len(self._hits)))

    def follow(self, change: Change) -> None:
        """Look again at the places that a change touches."""
        numbers: set[int] = set()
        for record in (*change.before(), *change.after()):
            for span in record.spans if isinstance(record, Mention) else ():
                numbers.update(self._touching(span))
            known = (self._numbers.get(mention_id) for mention_id in self._judge.concerned(record))
            numbers.update(number for number in known if number is not None)
        for number in numbers:
            self._hits[number] = self._judged(number)
        if change.extra is not None:
            self._look_at_refusals()

    def offered(self, choices: Choices) -> list[Hit]:
        """The places that the choices leave, from the start on and around the end of the text."""
        found = [hit for hit in self._hits if not hit.obstacles & ~choices.allowed]
        first = bisect_left([hit.span.start for hit in found], self._start)
        return found[first:] + found[:first]

    def counts(self) -> dict[Obstacle, int]:
        """How many places have each obstacle; one with several counts for each, one without for ``FREE``."""
        made = dict.fromkeys((FREE, *Obstacle), 0)
        for hit in self._hits:
            for obstacle in hit.obstacles or (FREE,):
                made[obstacle] += 1
        return made

    def reasons(self) -> Counter[str]:
        """Why the rules forbid the label, and at how many places."""
        return Counter(hit.reason for hit in self._hits if hit.reason)

    def _judged(self, number: int) -> Hit:
        hit = self._judge(self._found[number])
        if hit.mention is not None:
            self._numbers[hit.mention] = number
        return hit

    def _touching(self, span: Span) -> range:
        """The places that may share text with the span or meet it."""
        first = bisect_left(self._found, span.start - self._longest, key=_start_of)
        return range(first, bisect_right(self._found, span.end, key=_start_of))

    def _look_at_refusals(self) -> None:
        for number, hit in enumerate(self._hits):
            now = hit.obstacles & ~Obstacle.REFUSED
            if self._judge.refused(hit.span):
                now |= Obstacle.REFUSED
            if now != hit.obstacles:
                self._hits[number] = replace(hit, obstacles=now)


class Places:
    """Where the places of one moment lie, for a text view to mark."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._spans = sorted(hit.span for hit in hits)
        self._longest = max((span.length for span in self._spans), default=0)

    def within(self, start: int, end: int) -> list[Span]:
        """The places that have a character between the offsets."""
        first = bisect_right(self._spans, start - self._longest, key=_span_start)
        last = bisect_left(self._spans, end, key=_span_start)
        return [span for span in self._spans[first:last] if span.end > start]


class SameWordsJudge:
    """What is in the way of a mention's label at the other places where its words stand."""

    def __init__(self, label: Label, annotations: AnnotationSet, context: Context) -> None:
        self._label, self._annotations, self._context = label, annotations, context

    def __call__(self, found: Found) -> Hit:
        """The place, judged as things are now."""
        label, span, obstacles = self._label, found.span, FREE
        for other in self._annotations.overlapping(span.start, span.end):
            if not any(one.overlaps(span) for one in other.spans):
                continue
            if other.kind is label.kind:
                same = other.label == label.id and other.spans == (span,)
                obstacles |= Obstacle.LABELLED if same else Obstacle.OVERLAP
            elif other.kind is Kind.BOILERPLATE:
                obstacles |= Obstacle.BOILERPLATE
        if self.refused(span):
            obstacles |= Obstacle.REFUSED
        return Hit(span, obstacles)

    def refused(self, span: Span) -> bool:
        """Whether the label was refused there before."""
        return is_refused(self._annotations.extra, self._context.text, self._label, span)

    def concerned(self, _: Record, /) -> Iterable[str]:
        """Nobody: only what lies at a place is in the way there."""
        return ()


def _span_start(span: Span) -> int:
    return span.start


def _start_of(found: Found) -> int:
    return found.span.start
