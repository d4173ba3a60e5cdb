"""What people do to mentions, each as one edit: tag, relabel, move, add or remove a span, delete.

Every function is pure: it reads the annotation set and returns an ``Edit`` ready for the session, or
a ``Refusal`` with a sentence. Nothing is changed here. The records passed in are those of the set as
it is. Events, relations and notes have modules of their own beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.edits.draft import Draft
from annotations.edits.edit import Edit, RecordEdit, StatusEdit, Step, Title
from annotations.edits.integrity import Context, dependants, fitting_arguments, relation_problems
from annotations.edits.placement import Placement, Refusal, place
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import (
    EMPTY,
    Comment,
    Event,
    Kind,
    Mention,
    Provenance,
    Record,
    Relation,
    Status,
    references,
)
from annotations.text.span import Span
from annotations.words import tr

_DELETE = {Mention: "delete", Event: "delete_event", Relation: "delete_relation", Comment: "delete_comment"}


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would go along: whole records removed, and events that lose arguments (before, after)."""

    removed: tuple[Record, ...] = ()
    loosened: tuple[tuple[Event, Event], ...] = ()

    @property
    def worth_asking(self) -> bool:
        """Whether anything goes that somebody made by hand: a bare event of a trigger is not."""
        return bool(self.loosened) or any(
            not isinstance(record, Event) or record.arguments or record.attributes for record in self.removed
        )


def tag(
    annotations: AnnotationSet,
    context: Context,
    label: Label,
    spans: tuple[Span, ...],
    provenance: Provenance,
    *,
    exact: bool = False,
) -> Edit | Refusal:
    """A new mention on the spans, widened by the placement rules; a trigger brings its event along."""
    placed = place(Placement(label.kind, label.id, spans, exact=exact), annotations, context)
    if isinstance(placed, Refusal):
        return placed
    mention = Mention(annotations.new_id(Mention), label.kind, label.id, placed.spans, provenance)
    steps: list[Step] = [RecordEdit(None, mention)]
    if label.kind is Kind.EVENT:
        steps.append(RecordEdit(None, Event(annotations.new_id(Event), mention.id, provenance)))
    steps.extend(_begun(annotations, label.kind))
    return Edit(title_of("tag", annotations, context, mention), tuple(steps))


def tag_each(
    annotations: AnnotationSet,
    context: Context,
    label: Label,
    spans: Iterable[Span],
    provenance: Provenance,
) -> Edit | Refusal:
    """A new mention exactly on each of the spans, which are apart from one another, as one step.

    Spans where the placement rules allow none are left out; the refusal is theirs when none is left.
    """
    mentions: list[Mention] = []
    steps: list[Step] = []
    refusal = Refusal("nothing", tr("There is nothing to label."))
    for span in spans:
        placed = place(Placement(label.kind, label.id, (span,), exact=True), annotations, context)
        if isinstance(placed, Refusal):
            refusal = placed
            continue
        taken = len(mentions)
        mention = Mention(annotations.new_id(Mention, taken), label.kind, label.id, placed.spans, provenance)
        mentions.append(mention)
        steps.append(RecordEdit(None, mention))
        if label.kind is Kind.EVENT:
            steps.append(RecordEdit(None, Event(annotations.new_id(Event, taken), mention.id, provenance)))
    if not mentions:
        return refusal
    steps.extend(_begun(annotations, label.kind))
    title = title_of("tag", annotations, context, mentions[0])
    return Edit(replace(title, count=len(mentions)), tuple(steps))


def relabel(
    annotations: AnnotationSet, context: Context, mention: Mention, label: Label, provenance: Provenance
) -> Edit | Refusal:
    """The mention with another label, also of another kind; what no longer fits goes along."""
    if (mention.kind, mention.label) == (label.kind, label.id):
        return Refusal("same_label", tr("This mention is already labelled {label}.", label=label.name))
    request = Placement(label.kind, label.id, mention.spans, mention.id, exact=True)
    placed = place(request, annotations, context)
    if isinstance(placed, Refusal):
        return placed
    after = replace(
        _as_labelled(context.label_set, mention, label), spans=placed.spans, provenance=provenance
    )
    steps = _carry_out(relabelling(annotations, context.label_set, mention, label))
    steps.append(RecordEdit(mention, after))
    if label.kind is Kind.EVENT and not annotations.events_on(mention.id):
        steps.append(RecordEdit(None, Event(annotations.new_id(Event), mention.id, provenance)))
    steps.extend(_begun(annotations, label.kind))
    return Edit(title_of("relabel", annotations, context, after), tuple(steps))


def respan(
    annotations: AnnotationSet,
    context: Context,
    mention: Mention,
    spans: tuple[Span, ...],
    *,
    exact: bool = True,
) -> Edit | Refusal:
    """The mention on other spans; spans that have come to touch become one."""
    request = Placement(mention.kind, mention.label, spans, mention.id, exact=exact)
    return _moved("respan", annotations, context, mention, request)


def add_span(
    annotations: AnnotationSet, context: Context, mention: Mention, span: Span, *, exact: bool = False
) -> Edit | Refusal:
    """The mention with one more span, widened by the placement rules; its others stay as they are."""
    request = Placement(mention.kind, mention.label, (span,), mention.id, exact, mention.spans)
    return _moved("add_span", annotations, context, mention, request)


def remove_span(annotations: AnnotationSet, context: Context, mention: Mention, index: int) -> Edit | Refusal:
    """The mention without the span at ``index`` in ``mention.spans``; the last one left cannot go."""
    left = tuple(span for place, span in enumerate(mention.spans) if place != index)
    if not left:
        return Refusal("last_span", tr("This is the mention's only span: delete the mention instead."))
    request = Placement(mention.kind, mention.label, left, mention.id, exact=True)
    return _moved("remove_span", annotations, context, mention, request)


def delete(annotations: AnnotationSet, context: Context, records: Iterable[Record]) -> Edit:
    """Remove mentions, events, relations or comments with all that points to them, as one step.

    ``deletion`` says what goes along. Raises ValueError when there is nothing to delete.
    """
    doomed = {record.id: record for record in records}
    if not doomed:
        raise ValueError("nothing to delete")
    steps = _carry_out(deletion(annotations, doomed.values()))
    steps.extend(RecordEdit(record, None) for record in doomed.values())
    first = next(iter(doomed.values()))
    title = title_of(_DELETE[type(first)], annotations, context, first)
    return Edit(replace(title, count=len(doomed)), tuple(steps))


def set_status(annotations: AnnotationSet, kind: Kind, status: Status) -> Edit | Refusal:
    """Say how far a kind is labelled; "nothing here" cannot be said where there are mentions."""
    before = annotations.status(kind)
    if before is status:
        return Refusal("same_status", tr("The status is already {status}.", status=status))
    if status is Status.NOTHING_HERE and (number := annotations.count_kind(kind)):
        return Refusal(
            "not_nothing", tr("There are mentions of kind {kind} here: {number}.", kind=kind, number=number)
        )
    return Edit(Title("status", label=f"{kind}:{status}"), (StatusEdit(kind, before, status),))


def deletion(annotations: AnnotationSet, records: Iterable[Record]) -> Consequences:
    """What would go along with the records.

    The events that a mention triggers, relations, comments, arguments of events that stay; and with the
    last event of a trigger the trigger.
    """
    roots = {record.id: record for record in records}
    doomed = _closure(annotations, roots.values())
    losers = {
        other.id: other
        for record_id in doomed
        for other in annotations.referrers(record_id)
        if isinstance(other, Event) and other.id not in doomed
    }
    loosened = ((event, _without(event, doomed)) for event in losers.values())
    return Consequences(
        tuple(record for record in doomed.values() if record.id not in roots), tuple(loosened)
    )


def relabelling(
    annotations: AnnotationSet, label_set: LabelSet, mention: Mention, label: Label
) -> Consequences:
    """What would go along when the mention took the label."""
    draft = Draft(annotations)
    draft.replace(mention, _as_labelled(label_set, mention, label))
    hanging = dependants(draft, mention)
    misfits = [
        other
        for other in hanging
        if (isinstance(other, Relation) and any(relation_problems(draft, label_set, other)))
        or (isinstance(other, Event) and other.trigger == mention.id and label.kind is not Kind.EVENT)
    ]
    doomed = _closure(annotations, misfits, stays=mention)
    affected = {one.id: one for record_id in doomed for one in annotations.referrers(record_id)}
    affected.update((one.id, one) for one in hanging)
    loosened = []
    for event in affected.values():
        if isinstance(event, Event) and event.id not in doomed:
            fitting = replace(event, arguments=fitting_arguments(draft, label_set, event))
            loosened.append((event, _without(fitting, doomed)))
    return Consequences(
        tuple(doomed.values()), tuple((before, after) for before, after in loosened if before != after)
    )


def _moved(
    action: str, annotations: AnnotationSet, context: Context, mention: Mention, request: Placement
) -> Edit | Refusal:
    placed = place(request, annotations, context)
    if isinstance(placed, Refusal):
        return placed
    if placed.spans == mention.spans:
        return Refusal("same_spans", tr("The mention is already there."))
    after = replace(mention, spans=placed.spans)
    return Edit(title_of(action, annotations, context, after), (RecordEdit(mention, after),))


def _as_labelled(label_set: LabelSet, mention: Mention, label: Label) -> Mention:
    """The mention with the label and the attributes that the label's kind may have."""
    kept = {one.id for one in label_set.attributes if label.kind in one.kinds}
    attributes = {name: value for name, value in mention.attributes.items() if name in kept}
    return replace(mention, kind=label.kind, label=label.id, attributes=attributes or EMPTY)


def _closure(
    annotations: AnnotationSet, roots: Iterable[Record], stays: Mention | None = None
) -> dict[str, Record]:
    """The roots and all that cannot be without them; ``stays`` does, even when its events go."""
    doomed = {record.id: record for record in roots}
    queue = list(doomed.values())
    while queue:
        record = queue.pop()
        found = [other for other in annotations.referrers(record.id) if _dies_with(other, record.id)]
        if isinstance(record, Event) and (trigger := _left_alone(annotations, record, doomed)) is not None:
            found.append(trigger)
        for other in found:
            if other.id not in doomed and other is not stays:
                doomed[other.id] = other
                queue.append(other)
    return doomed


def _left_alone(annotations: AnnotationSet, event: Event, doomed: dict[str, Record]) -> Mention | None:
    """The event's trigger when its last event goes."""
    if all(one.id in doomed for one in annotations.events_on(event.trigger)):
        return annotations.mention(event.trigger)
    return None


def _dies_with(record: Record, target: str) -> bool:
    match record:
        case Event():
            return record.trigger == target
        case Relation() | Comment():
            return target in references(record)
        case Mention():
            return False


def _without(event: Event, doomed: dict[str, Record]) -> Event:
    return replace(event, arguments=tuple(one for one in event.arguments if one.target not in doomed))


def _carry_out(consequences: Consequences) -> list[Step]:
    steps: list[Step] = [RecordEdit(before, after) for before, after in consequences.loosened]
    steps.extend(RecordEdit(record, None) for record in consequences.removed)
    return steps


def _begun(annotations: AnnotationSet, kind: Kind) -> list[Step]:
    """The first mention of a kind, or one after "nothing here", puts the kind in progress."""
    before = annotations.status(kind)
    if before in (Status.UNTOUCHED, Status.NOTHING_HERE):
        return [StatusEdit(kind, before, Status.IN_PROGRESS)]
    return []
