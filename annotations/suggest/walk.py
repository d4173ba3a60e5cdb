"""The other occurrences of a mention's words: which are offered, and what is in the way of the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Flag, auto

from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import Label, Snap
from annotations.model.records import Kind, Mention
from annotations.suggest.occurrences import stands_alone
from annotations.suggest.refusals import is_refused
from annotations.text.span import Span

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


FREE = Obstacle(0)


@dataclass(frozen=True, slots=True)
class Choices:
    """How the words are looked for, and which obstacles do not count."""

    ignore_case: bool = False
    whole: bool = True
    """Only where the words stand by themselves, as the kind snaps."""
    allowed: Obstacle = FREE


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    span: Span
    obstacles: Obstacle


class Hits:
    """The places found so far, in text order, each with what is in its way."""

    def __init__(self, subject: Subject, annotations: AnnotationSet, context: Context) -> None:
        self.subject = subject
        self.full = False
        """Whether there are more places than are offered at once."""
        self._annotations = annotations
        self._context = context
        self._starts: list[int] = []
        self._hits: list[Hit] = []

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._hits)

    def add(self, spans: Iterable[Span]) -> None:
        """Take in further places, which come after those taken in so far."""
        for span in spans:
            if span == self.subject.span:
                continue
            if len(self._hits) == MOST_HITS:
                self.full = True
                return
            self._starts.append(span.start)
            self._hits.append(Hit(span, self._obstacles(span)))

    def follow(self, change: Change) -> None:
        """Look again at the places that a change touches."""
        touched = (one for one in (*change.before(), *change.after()) if isinstance(one, Mention))
        numbers = {number for one in touched for span in one.spans for number in self._touching(span)}
        if change.extra is not None:
            numbers.update(range(len(self._hits)))
        for number in numbers:
            hit = self._hits[number]
            self._hits[number] = replace(hit, obstacles=self._obstacles(hit.span))

    def offered(self, choices: Choices) -> list[Hit]:
        """The places that the choices leave, from the mention on and around the end of the text."""
        found = [hit for hit in self._hits if not hit.obstacles & ~choices.allowed]
        first = bisect_left([hit.span.start for hit in found], self.subject.span.start)
        return found[first:] + found[:first]

    def counts(self) -> dict[Obstacle, int]:
        """How many places have each obstacle; one with several counts for each, one without for ``FREE``."""
        made = dict.fromkeys((FREE, *Obstacle), 0)
        for hit in self._hits:
            for obstacle in hit.obstacles or (FREE,):
                made[obstacle] += 1
        return made

    def _touching(self, span: Span) -> range:
        first = max(0, bisect_left(self._starts, span.start) - 1)
        return range(first, bisect_right(self._starts, span.end))

    def _obstacles(self, span: Span) -> Obstacle:
        label, found = self.subject.label, FREE
        for other in self._annotations.overlapping(span.start, span.end):
            if not any(one.overlaps(span) for one in other.spans):
                continue
            if other.kind is label.kind:
                same = other.label == label.id and other.spans == (span,)
                found |= Obstacle.LABELLED if same else Obstacle.OVERLAP
            elif other.kind is Kind.BOILERPLATE:
                found |= Obstacle.BOILERPLATE
        if is_refused(self._annotations.extra, self._context.text, label, span):
            found |= Obstacle.REFUSED
        return found
