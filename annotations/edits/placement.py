"""Where a mention may be placed: small rules, each takes a request and adjusts or refuses it.

The rules and their order come from the label set's kind: clip to the text, trim blanks, snap, no
empty span, then the policies on overlap, nesting and repetition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import KindRules, Snap
from annotations.model.records import Kind, Mention
from annotations.text import segments
from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence for the user: why nothing was done."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A wish to put a mention of a kind and label on these spans.

    ``mention_id`` is the mention being moved or relabelled, None for a new one; ``exact`` leaves the
    spans as they are (an end moved by character must not snap back to the word).
    """

    kind: Kind
    label: str
    spans: tuple[Span, ...]
    mention_id: str | None = None
    exact: bool = False


Outcome = Placement | Refusal
Rule = Callable[[Placement, AnnotationSet, Context, KindRules], Outcome]


def place(request: Placement, annotations: AnnotationSet, context: Context) -> Outcome:
    """The request after every rule of its kind, or the first refusal."""
    rules = context.label_set.rules(request.kind)
    if rules is None:
        name = context.label_set.name
        return Refusal("unknown_kind", f"The label set {name} has no labels of kind {request.kind}.")
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
    if request.exact:
        return request
    trimmed = tuple(segments.trim_blanks(context.text.text, span) for span in request.spans)
    kept = tuple(span for span in trimmed if span.start < span.end)
    if not kept and not rules.empty:
        return Refusal("blank", "There is nothing but blanks here to label.")
    return replace(request, spans=kept or trimmed[:1])


def _snap(request: Placement, _: AnnotationSet, context: Context, rules: KindRules) -> Outcome:
    if request.exact:
        return request
    text = context.text.text
    snapped = (_widen(text, span, rules.snap) for span in request.spans)
    return replace(request, spans=_joined(snapped))


def _widen(text: str, span: Span, unit: Snap) -> Span:
    if unit is Snap.CHARACTER:
        return span
    if unit is Snap.WORD:
        return segments.snap_to_words(text, span)
    unit_at = segments.sentence_at if unit is Snap.SENTENCE else segments.line_at
    whole = Span(unit_at(text, span.start).start, unit_at(text, max(span.start, span.end - 1)).end)
    return segments.trim_blanks(text, whole)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In text order, with spans that share text made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _not_empty(request: Placement, _: AnnotationSet, __: Context, rules: KindRules) -> Outcome:
    if not request.spans or (not rules.empty and any(span.start == span.end for span in request.spans)):
        return Refusal("empty", f"{rules.name} labels need at least one character.")
    if len(request.spans) > 1 and not rules.discontinuous:
        return Refusal("discontinuous", f"{rules.name} labels cannot have several spans.")
    return request


def _no_clash(request: Placement, annotations: AnnotationSet, _: Context, rules: KindRules) -> Outcome:
    for other in _neighbours(request, annotations):
        if (other.label, other.spans) == (request.label, request.spans):
            return Refusal("repeated", f"This text is already labelled {request.label}.")
        if _crosses(request.spans, other.spans) and not rules.overlap:
            return Refusal("overlap", f"{rules.name} labels may not overlap ({other.label} is in the way).")
        if _nests(request.spans, other.spans) and not rules.nesting:
            return Refusal("nesting", f"{rules.name} labels may not be nested ({other.label} is in the way).")
    return request


def _neighbours(request: Placement, annotations: AnnotationSet) -> list[Mention]:
    found: dict[str, Mention] = {}
    for span in request.spans:
        for other in annotations.overlapping(span.start, span.end):
            if other.kind is request.kind and other.id != request.mention_id:
                found[other.id] = other
    return list(found.values())


def _nests(mine: tuple[Span, ...], theirs: tuple[Span, ...]) -> bool:
    return _inside(mine, theirs) or _inside(theirs, mine)


def _inside(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _crosses(mine: tuple[Span, ...], theirs: tuple[Span, ...]) -> bool:
    return not _nests(mine, theirs)


RULES: tuple[Rule, ...] = (_clip, _trim, _snap, _not_empty, _no_clash)
