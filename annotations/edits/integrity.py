"""What must hold of a record for it to stand in an annotation set.

These are the rules of the label file that no schema can say, asked of one record at a time: the spans
lie in the text, labels and roles exist, references resolve to what the label set lets stand there. They are
as strict as the check of a whole file and no stricter, so that whatever a good file holds can be edited; what
people should not do besides (an event as its own argument) the operations refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from annotations.edits.values import attribute_problems, comment_problems, link_problems
from annotations.model.label_set import Filler, KindRules, Label, LabelSet
from annotations.model.records import (
    Argument,
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
from annotations.words import tr
from schemas.late import late_dataclass
from schemas.problems import Problem

# As in the schema of the label file.
MOST_SPANS = 1000
MOST_ARGUMENTS = 1000


@late_dataclass(frozen=True)
class Context:
    """What edits are judged against beside the annotation set: the text and the label set."""

    text: SourceText
    label_set: LabelSet


class Records(Protocol):
    """What the rules read: an annotation set as it is, or a draft of it as it would be."""

    def get(self, record_id: str) -> Record | None:
        """The record with this id."""

    def referrers(self, record_id: str) -> list[Record]:
        """The records that point to this one directly."""


def record_problems(records: Records, context: Context, record: Record) -> list[Problem]:
    """Why ``record`` cannot stand among the records, empty when it can."""
    match record:
        case Mention():
            return list(_mention(context, record))
        case Event():
            return list(_event(records, context.label_set, record))
        case Relation():
            return list(relation_problems(records, context.label_set, record))
        case Comment():
            return list(_comment(records, record))


def removal_problems(records: Records, record: Record) -> list[Problem]:
    """Why ``record`` cannot be removed: the records that still point to it."""
    return [
        Problem(
            "",
            tr("{record} cannot be removed: {other} points to it.", record=record.id, other=other.id),
            code="referenced",
        )
        for other in records.referrers(record.id)
    ]


def dependants(records: Records, record: Record) -> list[Record]:
    """The records whose right to stand hangs on what ``record`` is.

    They are those that point to it and those that point to an event it triggers, since an event counts
    as its trigger's label.
    """
    found: dict[str, Record] = {}
    for other in records.referrers(record.id):
        found[other.id] = other
        if isinstance(other, Event) and other.trigger == record.id:
            found.update((one.id, one) for one in records.referrers(other.id))
    return list(found.values())


def target_kind(records: Records, record_id: str) -> tuple[Kind, str] | None:
    """Kind and label of an argument's target; an event counts as its trigger's label."""
    record = records.get(record_id)
    if isinstance(record, Event):
        record = records.get(record.trigger)
    return (record.kind, record.label) if isinstance(record, Mention) else None


def admitted(records: Records, fillers: tuple[Filler, ...], record_id: str) -> bool:
    """Whether the record may stand where these fillers may."""
    target = target_kind(records, record_id)
    return target is not None and any(filler.admits(*target) for filler in fillers)


def event_label(records: Records, label_set: LabelSet, event: Event) -> Label | None:
    """The event's type: the label of its trigger, None when that is not a mention of kind event."""
    trigger = records.get(event.trigger)
    if not isinstance(trigger, Mention) or trigger.kind is not Kind.EVENT:
        return None
    return label_set.label(Kind.EVENT, trigger.label)


def fitting_arguments(records: Records, label_set: LabelSet, event: Event) -> tuple[Argument, ...]:
    """The arguments that the event's label allows; of too many in one role, the first."""
    label = event_label(records, label_set, event)
    filled: Counter[str] = Counter()
    fitting = []
    for argument in event.arguments:
        role = None if label is None else label.role(argument.role)
        if role is None or not admitted(records, role.fillers, argument.target):
            continue
        if role.maximum is None or filled[role.id] < role.maximum:
            filled[role.id] += 1
            fitting.append(argument)
    return tuple(fitting)


def relation_problems(records: Records, label_set: LabelSet, relation: Relation) -> Iterator[Problem]:
    """Why the relation cannot stand among the records."""
    known = label_set.relation(relation.label)
    if known is None:
        message = tr(
            "The label set {ref} has no relation {label}.", ref=label_set.ref.id, label=relation.label
        )
        yield Problem("", message, relation.label, "unknown_label")
    missing = list(_targets(records, relation))
    yield from missing
    if known is None or missing:
        return
    for end, fillers in ((relation.source, known.source), (relation.target, known.target)):
        if not isinstance(records.get(end), Mention) or not admitted(records, fillers, end):
            yield Problem(
                "", tr("{end} may not be an end of {label}.", end=end, label=relation.label), end, "filler"
            )
    yield from attribute_problems(label_set, None, relation.attributes)


def _mention(context: Context, mention: Mention) -> Iterator[Problem]:
    rules = context.label_set.rules(mention.kind)
    if rules is None or context.label_set.label(mention.kind, mention.label) is None:
        message = tr(
            "The label set {ref} has no {kind} label {label}.",
            ref=context.label_set.ref.id,
            kind=mention.kind,
            label=mention.label,
        )
        yield Problem("", message, mention.label, "unknown_label")
        return
    yield from _spans(rules, mention.spans, context.text.length)
    yield from attribute_problems(context.label_set, mention.kind, mention.attributes)
    yield from link_problems(mention.link)


def _spans(rules: KindRules, spans: tuple[Span, ...], length: int) -> Iterator[Problem]:
    if not spans:
        yield Problem("", tr("A mention needs at least one span."), code="no_span")
        return
    if len(spans) > 1 and not rules.discontinuous:
        yield Problem(
            "",
            tr("A mention of kind {kind} cannot have several spans.", kind=rules.kind),
            code="discontinuous",
        )
    if len(spans) > MOST_SPANS:
        message = tr("A mention can have {most} spans, not {count}.", most=MOST_SPANS, count=len(spans))
        yield Problem("", message, len(spans), "too_many_spans")
    if (end := max(span.end for span in spans)) > length:
        message = tr("The span ends at {end}, but the text has {length} code points.", end=end, length=length)
        yield Problem("", message, end, "out_of_text")
    if not rules.empty and any(span.is_empty for span in spans):
        yield Problem("", tr("A mention of kind {kind} cannot be empty.", kind=rules.kind), code="empty_span")
    if any(left.end > right.start for left, right in pairwise(spans)):
        yield Problem(
            "", tr("The spans of a mention must be in text order and not overlap."), code="span_order"
        )


def _targets(records: Records, record: Record) -> Iterator[Problem]:
    for target in dict.fromkeys(references(record)):
        if records.get(target) is None:
            message = tr("{record} points to {target}, which is not there.", record=record.id, target=target)
            yield Problem("", message, target, "dangling_reference")


def _comment(records: Records, comment: Comment) -> Iterator[Problem]:
    yield from _targets(records, comment)
    if comment.target is not None and isinstance(records.get(comment.target), Comment):
        yield Problem("", tr("A comment cannot be about another comment."), comment.target, "comment_target")
    yield from comment_problems(comment.text)


def _event(records: Records, label_set: LabelSet, event: Event) -> Iterator[Problem]:
    missing = list(_targets(records, event))
    yield from missing
    label = event_label(records, label_set, event)
    if missing:
        return
    if label is None:
        message = tr(
            "{trigger} cannot be a trigger: it is not a mention of kind event.", trigger=event.trigger
        )
        yield Problem("", message, event.trigger, "bad_trigger")
        return
    yield from _arguments(records, label, event)
    yield from attribute_problems(label_set, Kind.EVENT, event.attributes)


def _arguments(records: Records, label: Label, event: Event) -> Iterator[Problem]:
    for argument in event.arguments:
        role = label.role(argument.role)
        if role is None:
            yield Problem(
                "",
                tr("{label} has no role {role}.", label=label.id, role=argument.role),
                argument.role,
                "unknown_role",
            )
        elif not admitted(records, role.fillers, argument.target):
            message = tr(
                "{target} may not be the {role} of {label}.",
                target=argument.target,
                role=role.id,
                label=label.id,
            )
            yield Problem("", message, argument.target, "filler")
    filled = Counter(argument.role for argument in event.arguments)
    for role in label.roles:
        if role.maximum is not None and filled[role.id] > role.maximum:
            message = tr(
                "{role} of {label} can be filled {maximum} time(s), not {filled}.",
                role=role.id,
                label=label.id,
                maximum=role.maximum,
                filled=filled[role.id],
            )
            yield Problem("", message, filled[role.id], "cardinality")
    if len(event.arguments) > MOST_ARGUMENTS:
        message = tr(
            "An event can have {most} arguments, not {count}.",
            most=MOST_ARGUMENTS,
            count=len(event.arguments),
        )
        yield Problem("", message, len(event.arguments), "too_many_arguments")
