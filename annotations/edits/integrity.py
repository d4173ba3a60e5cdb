"""What must hold of a record before an edit may put it into an annotation set.

These are the rules of the label file that no schema can say, asked of one record at a time against
the set as it is: the spans lie in the text, labels and roles exist, references resolve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Filler, KindRules, LabelSet
from annotations.model.records import (
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
    references,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.problems import Problem


@dataclass(frozen=True, slots=True)
class Context:
    """What edits are judged against beside the annotation set: the text and the label set."""

    text: SourceText
    label_set: LabelSet


def record_problems(annotations: AnnotationSet, context: Context, record: Record) -> list[Problem]:
    """Why ``record`` cannot stand in the set, empty when it can."""
    match record:
        case Mention():
            return list(_mention(annotations, context, record))
        case Event():
            return list(_event(annotations, context.label_set, record))
        case Relation():
            return list(_relation(annotations, context.label_set, record))
        case Comment():
            return list(_targets(annotations, record))


def removal_problems(annotations: AnnotationSet, record: Record) -> list[Problem]:
    """Why ``record`` cannot be removed: the records that still point to it."""
    return [
        Problem("", f"{record.id} cannot be removed: {other.id} points to it.", code="referenced")
        for other in annotations.referrers(record.id)
    ]


def target_kind(annotations: AnnotationSet, record_id: str) -> tuple[Kind, str] | None:
    """Kind and label of an argument's target; an event counts as its trigger's label."""
    record = annotations.get(record_id)
    if isinstance(record, Event):
        record = annotations.get(record.trigger)
    return (record.kind, record.label) if isinstance(record, Mention) else None


def admitted(annotations: AnnotationSet, fillers: tuple[Filler, ...], record_id: str) -> bool:
    """Whether the record may stand where these fillers may."""
    target = target_kind(annotations, record_id)
    return target is not None and any(filler.admits(*target) for filler in fillers)


def _mention(annotations: AnnotationSet, context: Context, mention: Mention) -> Iterator[Problem]:
    rules = context.label_set.rules(mention.kind)
    if rules is None or context.label_set.label(mention.kind, mention.label) is None:
        message = f"The label set {context.label_set.ref.id} has no {mention.kind} label {mention.label}."
        yield Problem("", message, mention.label, "unknown_label")
        return
    yield from _spans(rules, mention.spans, context.text.length)
    yield from _attributes(context.label_set, mention.kind, mention.attributes)
    yield from _still_fits(annotations, context.label_set, mention)


def _spans(rules: KindRules, spans: tuple[Span, ...], length: int) -> Iterator[Problem]:
    if not spans:
        yield Problem("", "A mention needs at least one span.", code="no_span")
        return
    if len(spans) > 1 and not rules.discontinuous:
        yield Problem("", f"A mention of kind {rules.kind} cannot have several spans.", code="discontinuous")
    if spans[-1].end > length:
        message = f"The span ends at {spans[-1].end}, but the text has {length} code points."
        yield Problem("", message, spans[-1].end, "out_of_text")
    if not rules.empty and any(span.start == span.end for span in spans):
        yield Problem("", f"A mention of kind {rules.kind} cannot be empty.", code="empty_span")
    if any(left.end > right.start for left, right in pairwise(spans)):
        yield Problem("", "The spans of a mention must be in text order and not overlap.", code="span_order")


def _attributes(
    label_set: LabelSet, kind: Kind, attributes: Mapping[str, AttributeValue]
) -> Iterator[Problem]:
    for name, value in attributes.items():
        known = label_set.attribute(name)
        if known is None or kind not in known.kinds:
            yield Problem("", f"There is no attribute {name} for kind {kind}.", name, "unknown_attribute")
        elif known.type == "boolean" and not isinstance(value, bool):
            yield Problem("", f"{name} is either true or false.", value, "attribute_value")
        elif known.type == "choice" and value not in known.values:
            choices = ", ".join(known.values)
            yield Problem("", f"{name} is one of {choices}.", value, "attribute_value")
        elif known.type == "text" and not isinstance(value, str):
            yield Problem("", f"{name} is a text.", value, "attribute_value")


def _still_fits(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> Iterator[Problem]:
    """A mention that others point to must keep a label that suits them."""
    if (old := annotations.mention(mention.id)) is None or (old.kind, old.label) == (
        mention.kind,
        mention.label,
    ):
        return
    for other in misfits(annotations, label_set, mention):
        message = f"{other.id} points to {mention.id}, and {mention.label} may not stand there."
        yield Problem("", message, mention.label, "referenced")


def misfits(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> list[Record]:
    """Records that point to the mention's id and would not be allowed to after it became ``mention``.

    Events that take the mention's event as an argument are among them, since an event counts as its
    trigger's label.
    """
    bad: list[Record] = []
    for other in annotations.referrers(mention.id):
        if isinstance(other, Event) and other.trigger == mention.id:
            bad.extend(_misfits_of_trigger(annotations, label_set, mention, other))
        elif isinstance(other, Event):
            if not _arguments_fit(annotations, label_set, other, mention.id, mention):
                bad.append(other)
        elif isinstance(other, Relation) and not _relation_fits(annotations, label_set, other, mention):
            bad.append(other)
    return list({record.id: record for record in bad}.values())


def _misfits_of_trigger(
    annotations: AnnotationSet, label_set: LabelSet, trigger: Mention, event: Event
) -> Iterator[Record]:
    label = label_set.label(trigger.kind, trigger.label)
    if trigger.kind is not Kind.EVENT or label is None:
        yield event
    elif any(
        (role := label.role(argument.role)) is None
        or not admitted(annotations, role.fillers, argument.target)
        for argument in event.arguments
    ):
        yield event
    for other in annotations.referrers(event.id):
        if isinstance(other, Event) and not _arguments_fit(annotations, label_set, other, event.id, trigger):
            yield other


def _arguments_fit(
    annotations: AnnotationSet, label_set: LabelSet, event: Event, target: str, becomes: Mention
) -> bool:
    trigger = annotations.mention(event.trigger)
    label = None if trigger is None else label_set.label(trigger.kind, trigger.label)
    if label is None:
        return False
    roles = (label.role(one.role) for one in event.arguments if one.target == target)
    return all(role is not None and role.admits(becomes.kind, becomes.label) for role in roles)


def _relation_fits(
    annotations: AnnotationSet, label_set: LabelSet, relation: Relation, becomes: Mention
) -> bool:
    known = label_set.relation(relation.label)
    if known is None:
        return False
    ends = ((relation.source, known.source), (relation.target, known.target))
    return all(
        any(filler.admits(becomes.kind, becomes.label) for filler in fillers)
        if end == becomes.id
        else admitted(annotations, fillers, end)
        for end, fillers in ends
    )


def _targets(annotations: AnnotationSet, record: Record) -> Iterator[Problem]:
    for target in references(record):
        if target == record.id or annotations.get(target) is None:
            message = f"{record.id} points to {target}, which is not there."
            yield Problem("", message, target, "dangling_reference")


def _event(annotations: AnnotationSet, label_set: LabelSet, event: Event) -> Iterator[Problem]:
    missing = list(_targets(annotations, event))
    trigger = annotations.mention(event.trigger)
    if missing or trigger is None or trigger.kind is not Kind.EVENT:
        yield from missing
        if not missing:
            message = f"{event.trigger} cannot be a trigger: it is not a mention of kind event."
            yield Problem("", message, event.trigger, "bad_trigger")
        return
    label = label_set.label(Kind.EVENT, trigger.label)
    for argument in event.arguments:
        role = None if label is None else label.role(argument.role)
        if role is None:
            message = f"{trigger.label} has no role {argument.role}."
            yield Problem("", message, argument.role, "unknown_role")
        elif not admitted(annotations, role.fillers, argument.target):
            message = f"{argument.target} may not be the {role.id} of {trigger.label}."
            yield Problem("", message, argument.target, "filler")
    yield from _cardinalities(label_set, trigger, event)
    if len(set(event.arguments)) != len(event.arguments):
        yield Problem("", "The same mention stands twice in the same role.", code="duplicate_argument")
    yield from _attributes(label_set, Kind.EVENT, event.attributes)


def _cardinalities(label_set: LabelSet, trigger: Mention, event: Event) -> Iterator[Problem]:
    label = label_set.label(Kind.EVENT, trigger.label)
    for role in () if label is None else label.roles:
        filled = sum(argument.role == role.id for argument in event.arguments)
        if role.maximum is not None and filled > role.maximum:
            message = f"{role.id} of {trigger.label} can be filled {role.maximum} time(s), not {filled}."
            yield Problem("", message, filled, "cardinality")


def _relation(annotations: AnnotationSet, label_set: LabelSet, relation: Relation) -> Iterator[Problem]:
    missing = list(_targets(annotations, relation))
    yield from missing
    known = label_set.relation(relation.label)
    if known is None:
        message = f"The label set {label_set.ref.id} has no relation {relation.label}."
        yield Problem("", message, relation.label, "unknown_label")
        return
    for end, fillers in ((relation.source, known.source), (relation.target, known.target)):
        if not missing and not (
            annotations.mention(end) is not None and admitted(annotations, fillers, end)
        ):
            yield Problem("", f"{end} may not be an end of {relation.label}.", end, "filler")
