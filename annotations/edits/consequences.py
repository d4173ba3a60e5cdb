"""What goes along when mentions, events or relations are deleted, or mentions get another label.

Pure functions: they read the annotation set and change nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from annotations.edits.draft import Draft
from annotations.edits.edit import RecordEdit, Step
from annotations.edits.integrity import dependants, fitting_arguments, relation_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import EMPTY, Comment, Event, Kind, Mention, Record, Relation, references
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
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
    annotations: AnnotationSet, label_set: LabelSet, mentions: Iterable[Mention], label: Label
) -> Consequences:
    """What would go along when all of the mentions took the label."""
    draft, stay = Draft(annotations), {one.id: one for one in mentions}
    for mention in stay.values():
        draft.replace(mention, as_labelled(label_set, mention, label))
    hanging = {one.id: one for mention in stay.values() for one in dependants(draft, mention)}
    misfits = [
        other
        for other in hanging.values()
        if (isinstance(other, Relation) and any(relation_problems(draft, label_set, other)))
        or (isinstance(other, Event) and other.trigger in stay and label.kind is not Kind.EVENT)
    ]
    doomed = _closure(annotations, misfits, stay)
    affected = {one.id: one for record_id in doomed for one in annotations.referrers(record_id)}
    affected.update(hanging)
    loosened = []
    for event in affected.values():
        if isinstance(event, Event) and event.id not in doomed:
            fitting = replace(event, arguments=fitting_arguments(draft, label_set, event))
            loosened.append((event, _without(fitting, doomed)))
    return Consequences(
        tuple(doomed.values()), tuple((before, after) for before, after in loosened if before != after)
    )


def as_labelled(label_set: LabelSet, mention: Mention, label: Label) -> Mention:
    """The mention with the label and the attributes that the label's kind may have."""
    kept = {one.id for one in label_set.attributes if label.kind in one.kinds}
    attributes = {name: value for name, value in mention.attributes.items() if name in kept}
    return replace(mention, kind=label.kind, label=label.id, attributes=attributes or EMPTY)


def _closure(
    annotations: AnnotationSet, roots: Iterable[Record], stay: Container[str] = ()
) -> dict[str, Record]:
    """The roots and all that cannot be without them; those that ``stay`` do, even when their events go."""
    doomed = {record.id: record for record in roots}
    queue = list(doomed.values())
    while queue:
        record = queue.pop()
        found = [other for other in annotations.referrers(record.id) if _dies_with(other, record.id)]
        if isinstance(record, Event) and (trigger := _left_alone(annotations, record, doomed)) is not None:
            found.append(trigger)
        for other in found:
            if other.id not in doomed and other.id not in stay:
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


def carry_out(consequences: Consequences) -> list[Step]:
    """The steps by which it goes, to stand before those of the cause."""
    steps: list[Step] = [RecordEdit(before, after) for before, after in consequences.loosened]
    steps.extend(RecordEdit(record, None) for record in consequences.removed)
    return steps
