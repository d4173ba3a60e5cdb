"""What is said of a mention beside its label: by itself, by the events on it, by notes on either."""

from __future__ import annotations

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.records import Comment, Event, Mention, Record


def carrier_of(annotations: AnnotationSet, record: Record | None) -> Mention | None:
    """The mention of which a record says something: itself, an event's trigger, what a note is about."""
    match record:
        case Mention():
            return record
        case Event():
            return annotations.mention(record.trigger)
        case Comment() if record.target is not None:
            return carrier_of(annotations, annotations.get(record.target))
        case _:
            return None


def carriers(annotations: AnnotationSet, change: Change) -> list[Mention]:
    """The mentions of which a change may say something else: as they were, and as they are."""
    found = (carrier_of(annotations, record) for record in (*change.before(), *change.after()))
    return list({id(mention): mention for mention in found if mention is not None}.values())


def is_noted(annotations: AnnotationSet, mention: Mention) -> bool:
    """Whether there is a note on the mention, or on an event on it."""
    ids = (mention.id, *(event.id for event in annotations.events_on(mention.id)))
    return any(annotations.comments(one) for one in ids)
