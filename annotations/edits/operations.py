"""What people do to mentions, each as one edit: tag, relabel, move, add or remove a span, delete.

Every function is pure: it reads the annotation set and returns an ``Edit`` ready for the session, or
a ``Refusal`` with a sentence. Nothing is changed here. The records passed in are those of the set as
it is. Events, relations and notes have modules of their own beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotations.edits.consequences import as_labelled, carry_out, deletion, relabelling
from annotations.edits.edit import Edit, RecordEdit, StatusEdit, Step, Title
from annotations.edits.integrity import Context
from annotations.edits.placement import Placement, Refusal, place
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label
from annotations.model.records import Comment, Event, Kind, Mention, Provenance, Record, Relation, Status
from annotations.text.span import Span
from annotations.words import tr

_DELETE = {Mention: "delete", Event: "delete_event", Relation: "delete_relation", Comment: "delete_comment"}


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
    steps.extend(begun(annotations, label.kind))
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
    steps.extend(begun(annotations, label.kind))
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
    after = replace(as_labelled(context.label_set, mention, label), spans=placed.spans, provenance=provenance)
    steps = carry_out(relabelling(annotations, context.label_set, [mention], label))
    steps.append(RecordEdit(mention, after))
    if label.kind is Kind.EVENT and not annotations.events_on(mention.id):
        steps.append(RecordEdit(None, Event(annotations.new_id(Event), mention.id, provenance)))
    steps.extend(begun(annotations, label.kind))
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
    steps = carry_out(deletion(annotations, doomed.values()))
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


def begun(annotations: AnnotationSet, kind: Kind) -> list[Step]:
    """The first mention of a kind, or one after "nothing here", puts the kind in progress."""
    before = annotations.status(kind)
    if before in (Status.UNTOUCHED, Status.NOTHING_HERE):
        return [StatusEdit(kind, before, Status.IN_PROGRESS)]
    return []
