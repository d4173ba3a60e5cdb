"""Where a mention may be placed: small rules, each takes a request and adjusts or refuses it.

The rules and their order come from the label set's kind: clip to the text, trim blanks, snap, join what
touches, no empty span, then the policies on repetition, overlap and nesting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotations.edits.integrity import MOST_SPANS, Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import KindRules, Snap
from annotations.model.records import Kind, Mention
from annotations.text import segments
from annotations.text.span import Span
from annotations.words import tr
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Refusal:
    """A sentence for the user: why nothing was done."""

    code: str
    message: str


@late_dataclass(frozen=True)
class Placement:
    """A wish to put a mention of a kind and label on these spans, in any order.

    ``kept`` are spans that the mention has besides and that stay as they are. ``mention_id`` is the
    mention being moved or relabelled, None for a new one; ``exact`` leaves the ends of ``spans`` where they
    are (an end moved by character must not snap back to the word).
    """

    kind: Kind
    label: str
    spans: tuple[Span, ...]
    mention_id: str | None = None
    exact: bool = False
    kept: tuple[Span, ...] = ()


Outcome = Placement | Refusal
Rule = Callable[[Placement, AnnotationSet, Context, KindRules], Outcome]


def place(request: Placement, annotations: AnnotationSet, context: Context) -> Outcome:
    """The request after every rule of its kind, or the first refusal.

    The spans of the answer are in text order, apart from one another, and hold ``kept``.
    """
    rules = context.label_set.rules(request.kind)
    if rules is None:
        name = context.label_set.name
        return Refusal(
            "unknown_kind",
            tr("The label set {name} has no labels of kind {kind}.", name=name, kind=request.kind),
        )
    for rule in RULES:
        outcome = rule(request, annotations, context, rules)
        if isinstance(outcome, Refusal):
            return outcome
        request = outcome
    return request


def _clip(request: Placement, _: AnnotationSet, context: Context, __: KindRules) -> Outcome:
    length = context.text.length
    return replace(
        request, spans=tuple(Span(min(one.start, length), min(one.end, length)) for one in request.spans)
    )


def _trim(request: Placement, _: AnnotationSet, context: Context, rules: KindRules) -> Outcome:
    trimmed = tuple(segments.trim_blanks(context.text.text, span) for span in request.spans)
    kept = tuple(span for span in trimmed if not span.is_empty)
    if not kept and not rules.empty:
        return Refusal("blank", tr("There is nothing but blanks here to label."))
    return request if request.exact else replace(request, spans=kept or trimmed[:1])


def _snap(request: Placement, _: AnnotationSet, context: Context, rules: KindRules) -> Outcome:
    if request.exact:
        return request
    text = context.text.text
    return replace(request, spans=tuple(widen(text, span, rules.snap) for span in request.spans))


def widen(text: str, span: Span, unit: Snap) -> Span:
    """The span up to the ends of its first and last unit; an empty one marks a place and stays there."""
    if unit is Snap.CHARACTER or span.is_empty:
        return span
    if unit is Snap.WORD:
        return segments.snap_to_words(text, span)
    unit_at = segments.sentence_at if unit is Snap.SENTENCE else segments.line_at
    whole = Span(unit_at(text, span.start).start, unit_at(text, span.end - 1).end)
    return segments.trim_blanks(text, whole)


def _join(request: Placement, _: AnnotationSet, __: Context, ___: KindRules) -> Outcome:
    """In text order, with spans that share text or touch made one."""
    joined: list[Span] = []
    for span in sorted((*request.spans, *request.kept)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return replace(request, spans=tuple(joined), kept=())


def _well_formed(request: Placement, _: AnnotationSet, __: Context, rules: KindRules) -> Outcome:
    if not request.spans or (not rules.empty and any(span.is_empty for span in request.spans)):
        return Refusal("empty", tr("{kind} labels need at least one character.", kind=rules.title))
    if len(request.spans) > 1 and not rules.discontinuous:
        return Refusal("discontinuous", tr("{kind} labels cannot have several spans.", kind=rules.title))
    if len(request.spans) > MOST_SPANS:
        return Refusal("too_many_spans", tr("A mention can have at most {most} spans.", most=MOST_SPANS))
    return request


def _no_clash(request: Placement, annotations: AnnotationSet, _: Context, rules: KindRules) -> Outcome:
    for other in _neighbours(request, annotations, rules):
        if (other.label, other.spans) == (request.label, request.spans):
            return Refusal("repeated", tr("This text is already labelled {label}.", label=request.label))
        nested = _inside(request.spans, other.spans) or _inside(other.spans, request.spans)
        if not nested and not rules.overlap:
            return Refusal(
                "overlap",
                tr(
                    "{kind} labels may not overlap ({label} is in the way).",
                    kind=rules.title,
                    label=other.label,
                ),
            )
        if nested and not rules.nesting:
            return Refusal(
                "nesting",
                tr(
                    "{kind} labels may not be nested ({label} is in the way).",
                    kind=rules.title,
                    label=other.label,
                ),
            )
    return request


def _neighbours(request: Placement, annotations: AnnotationSet, rules: KindRules) -> list[Mention]:
    """The other mentions of the kind that share text with the request, or an empty place."""
    windows = request.spans
    if rules.overlap and rules.nesting:  # then only a repetition matters, and that starts where this does
        first = request.spans[0]
        windows = (Span(first.start, min(first.start + 1, first.end)),)
    found = {one.id: one for window in windows for one in annotations.overlapping(window.start, window.end)}
    return [
        other
        for other in found.values()
        if other.kind is request.kind
        and other.id != request.mention_id
        and any(_share(mine, theirs) for mine in request.spans for theirs in other.spans)
    ]


def _share(one: Span, other: Span) -> bool:
    """Whether the spans share text, one is a place within the other, or both are the same place."""
    if one.is_empty or other.is_empty:
        return one == other or one.start < other.start < one.end or other.start < one.start < other.end
    return one.overlaps(other)


def _inside(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return all(any(o.encloses(i) for o in outer) for i in inner)


RULES: tuple[Rule, ...] = (_clip, _trim, _snap, _join, _well_formed, _no_clash)
