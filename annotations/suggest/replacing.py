"""What is in the way of a label at the hits of a search: text to be tagged, mentions to be relabelled."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.edits.consequences import relabelling
from annotations.edits.integrity import Context
from annotations.edits.label_each import relabel_refusal
from annotations.edits.placement import Placement, Refusal, place
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label
from annotations.model.mention_hits import Found
from annotations.model.records import Event, Kind, Mention, Record, references
from annotations.suggest.refusals import is_refused
from annotations.suggest.walk import FREE, Hit, Obstacle
from annotations.text.segments import trim_blanks
from annotations.text.span import Span
from annotations.words import tr

_REPEATED = ("same_label", "repeated")


class ReplaceJudge:
    """Judges hits of text and of mentions.

    A hit of text that is all of one mention of the label's kind means that mention; any other is text to be
    tagged, without the blanks at its ends.
    """

    def __init__(self, label: Label, annotations: AnnotationSet, context: Context) -> None:
        self._label, self._annotations, self._context = label, annotations, context

    def __call__(self, found: Found) -> Hit:
        """The hit, judged as things are now."""
        if found.mention is not None:
            mention = self._annotations.mention(found.mention)
            if mention is None:
                return Hit(found.span, Obstacle.FORBIDDEN, found.mention, tr("The mention is gone."))
            return self._of_mention(mention)
        return self._of_text(trim_blanks(self._context.text.text, found.span))

    def refused(self, span: Span) -> bool:
        """Whether the label was refused there before."""
        return is_refused(self._annotations.extra, self._context.text, self._label, span)

    def concerned(self, record: Record, /) -> Iterable[str]:
        """The mention itself, and those a record points to, be it by the events they trigger."""
        for record_id in (record.id, *references(record)):
            other = self._annotations.get(record_id)
            if isinstance(other, Mention | Event):
                yield other.trigger if isinstance(other, Event) else other.id
            else:
                yield record_id

    def _of_text(self, span: Span) -> Hit:
        around = [
            one
            for one in self._annotations.overlapping(span.start, span.end)
            if any(other.overlaps(span) for other in one.spans)
        ]
        same_kind = [one for one in around if one.kind is self._label.kind]
        whole = [one for one in same_kind if one.spans == (span,)]
        if any(one.label == self._label.id for one in whole):
            return Hit(span, Obstacle.LABELLED)
        if len(whole) == 1:
            return self._of_mention(whole[0])
        request = Placement(self._label.kind, self._label.id, (span,), exact=True)
        placed = place(request, self._annotations, self._context)
        if isinstance(placed, Refusal):
            return Hit(span, Obstacle.FORBIDDEN, reason=placed.message)
        obstacles = Obstacle.OVERLAP if same_kind else FREE
        if self._label.kind is not Kind.BOILERPLATE and any(one.kind is Kind.BOILERPLATE for one in around):
            obstacles |= Obstacle.BOILERPLATE
        return Hit(span, obstacles | self._refusal(span))

    def _of_mention(self, mention: Mention) -> Hit:
        span = Span(mention.start, mention.end)
        refusal = relabel_refusal(self._annotations, self._context, self._label, mention)
        if refusal is not None:
            known = refusal.code in _REPEATED
            obstacle = Obstacle.LABELLED if known else Obstacle.FORBIDDEN
            return Hit(span, obstacle, mention.id, "" if known else refusal.message)
        along = relabelling(self._annotations, self._context.label_set, [mention], self._label)
        losing = Obstacle.LOSING if along.worth_asking else FREE
        return Hit(span, losing | self._refusal(span), mention.id)

    def _refusal(self, span: Span) -> Obstacle:
        return Obstacle.REFUSED if self.refused(span) else FREE
