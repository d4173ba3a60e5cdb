"""What people do, each as one edit: tag, relabel, move an end, delete, set a status.

Every function is pure: it reads the annotation set and returns an ``Edit`` ready for the session, or
a ``Refusal`` with a sentence. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.edits.edit import Edit, RecordEdit, StatusEdit, Step, Title
from annotations.edits.integrity import Context, admitted, misfits
from annotations.edits.placement import Placement, Refusal, place
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import (
    Argument,
    AttributeValue,
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

_TITLE_QUOTE = 40  # code points of the text that a title repeats


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would go along: whole records removed, and events that lose arguments."""

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
    return Edit(_title("tag", context, mention), tuple(steps))


def relabel(
    annotations: AnnotationSet, context: Context, mention: Mention, label: Label, provenance: Provenance
) -> Edit | Refusal:
    """The mention with another label, also of another kind; what no longer fits goes along."""
    if (mention.kind, mention.label) == (label.kind, label.id):
        return Refusal("same_label", f"This mention is already labelled {label.name}.")
    request = Placement(label.kind, label.id, mention.spans, mention.id, exact=True)
    placed = place(request, annotations, context)
    if isinstance(placed, Refusal):
        return placed
    after = replace(
        mention,
        kind=label.kind,
        label=label.id,
        provenance=provenance,
        attributes=_attributes_of_kind(context.label_set, mention, label.kind),
    )
    steps = _carry_out(relabelling(annotations, context.label_set, mention, label))
    steps.append(RecordEdit(mention, after))
    if label.kind is Kind.EVENT and mention.kind is not Kind.EVENT:
        steps.append(RecordEdit(None, Event(annotations.new_id(Event), mention.id, provenance)))
    steps.extend(_begun(annotations, label.kind))
    return Edit(_title("relabel", context, after), tuple(steps))


def respan(
    annotations: AnnotationSet,
    context: Context,
    mention: Mention,
    spans: tuple[Span, ...],
    *,
    exact: bool = True,
) -> Edit | Refusal:
    """The mention on other spans."""
    request = Placement(mention.kind, mention.label, spans, mention.id, exact=exact)
    placed = place(request, annotations, context)
    if isinstance(placed, Refusal):
        return placed
    if placed.spans == mention.spans:
        return Refusal("same_spans", "The mention is already there.")
    after = replace(mention, spans=placed.spans)
    return Edit(_title("respan", context, after), (RecordEdit(mention, after),))


def delete(annotations: AnnotationSet, context: Context, mentions: Iterable[Mention]) -> Edit:
    """Remove mentions with all that points to them, as one step (see ``deletion``)."""
    doomed = list(mentions)
    steps = _carry_out(deletion(annotations, doomed))
    steps.extend(RecordEdit(mention, None) for mention in doomed)
    title = _title("delete", context, doomed[0])
    return Edit(replace(title, count=len(doomed)), tuple(steps))


def set_status(annotations: AnnotationSet, kind: Kind, status: Status) -> Edit | Refusal:
    """Say how far a kind is labelled."""
    before = annotations.status(kind)
    if before is status:
        return Refusal("same_status", f"The status is already {status}.")
    return Edit(Title("status", label=f"{kind}:{status}"), (StatusEdit(kind, before, status),))


def deletion(annotations: AnnotationSet, mentions: Iterable[Mention]) -> Consequences:
    """What would go along with the mentions: their events, relations, comments, and arguments."""
    doomed: dict[str, Record] = {mention.id: mention for mention in mentions}
    wanted = set(doomed)
    queue = list(doomed)
    while queue:
        for other in annotations.referrers(queue.pop()):
            if other.id not in doomed and _dies_with(other, doomed):
                doomed[other.id] = other
                queue.append(other.id)
    loosened = {
        other.id: other
        for record_id in doomed
        for other in annotations.referrers(record_id)
        if isinstance(other, Event) and other.id not in doomed
    }
    removed = tuple(record for record in doomed.values() if record.id not in wanted)
    pairs = tuple(
        (
            event,
            replace(event, arguments=tuple(one for one in event.arguments if one.target not in doomed)),
        )
        for event in loosened.values()
    )
    return Consequences(removed, pairs)


def relabelling(
    annotations: AnnotationSet, label_set: LabelSet, mention: Mention, label: Label
) -> Consequences:
    """What would go along when the mention took the label."""
    after = replace(mention, kind=label.kind, label=label.id)
    removed: dict[str, Record] = {}
    loosened: list[tuple[Event, Event]] = []
    for other in misfits(annotations, label_set, after):
        if isinstance(other, Event) and (other.trigger != mention.id or label.kind is Kind.EVENT):
            loosened.append((other, _fitting(annotations, label_set, other, after)))
        else:
            removed[other.id] = other
    queue = list(removed)
    while queue:  # comments on what goes, and arguments that were it
        for other in annotations.referrers(queue.pop()):
            if other.id not in removed and _dies_with(other, removed):
                removed[other.id] = other
                queue.append(other.id)
    known = {event.id for event, _ in loosened}
    for record_id in removed:
        for other in annotations.referrers(record_id):
            if isinstance(other, Event) and other.id not in removed and other.id not in known:
                known.add(other.id)
                loosened.append((other, other))
    pairs = tuple(
        (
            before,
            replace(then, arguments=tuple(one for one in then.arguments if one.target not in removed)),
        )
        for before, then in loosened
        if before.id not in removed
    )
    return Consequences(tuple(removed.values()), pairs)


def _fitting(annotations: AnnotationSet, label_set: LabelSet, event: Event, after: Mention) -> Event:
    """The event with only the arguments it may have once ``after`` stands."""
    trigger = after if event.trigger == after.id else annotations.mention(event.trigger)
    label = None if trigger is None else label_set.label(trigger.kind, trigger.label)

    def fits(argument: Argument) -> bool:
        role = None if label is None else label.role(argument.role)
        if role is None:
            return False
        target = annotations.get(argument.target)
        if argument.target == after.id or (isinstance(target, Event) and target.trigger == after.id):
            return role.admits(after.kind, after.label)
        return admitted(annotations, role.fillers, argument.target)

    return replace(event, arguments=tuple(filter(fits, event.arguments)))


def _dies_with(record: Record, doomed: dict[str, Record]) -> bool:
    match record:
        case Event():
            return record.trigger in doomed
        case Relation() | Comment():
            return any(target in doomed for target in references(record))
        case Mention():
            return False


def _carry_out(consequences: Consequences) -> list[Step]:
    """Steps in an order in which nothing is removed while something points to it.

    Events first lose their arguments, so that events pointing at one another can go in any order.
    """
    steps: list[Step] = [RecordEdit(before, after) for before, after in consequences.loosened]
    bare: list[Record] = []
    for record in consequences.removed:
        if isinstance(record, Event) and record.arguments:
            emptied = replace(record, arguments=())
            steps.append(RecordEdit(record, emptied))
            bare.append(emptied)
        else:
            bare.append(record)
    order = (Comment, Relation, Event)
    bare.sort(key=lambda record: order.index(type(record)))
    steps.extend(RecordEdit(record, None) for record in bare)
    return steps


def _begun(annotations: AnnotationSet, kind: Kind) -> list[Step]:
    """The first mention of a kind, or one after "nothing here", puts the kind in progress."""
    before = annotations.status(kind)
    if before in (Status.UNTOUCHED, Status.NOTHING_HERE):
        return [StatusEdit(kind, before, Status.IN_PROGRESS)]
    return []


def _attributes_of_kind(label_set: LabelSet, mention: Mention, kind: Kind) -> dict[str, AttributeValue]:
    kept = {one.id for one in label_set.attributes if kind in one.kinds}
    return {name: value for name, value in mention.attributes.items() if name in kept}


def _title(action: str, context: Context, mention: Mention) -> Title:
    quote = " ".join(context.text.quote(span) for span in mention.spans)
    shown = " ".join(quote[: 2 * _TITLE_QUOTE].split())
    if len(shown) > _TITLE_QUOTE or len(quote) > 2 * _TITLE_QUOTE:
        shown = shown[: _TITLE_QUOTE - 1] + "…"
    return Title(action, mention.label, shown)
