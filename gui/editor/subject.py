"""Which record the hand is at: what attributes and notes are about."""

from __future__ import annotations

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Event, Kind, Mention


def subject_at(
    annotations: AnnotationSet, mention_id: str | None, current: Event | None
) -> Mention | Event | None:
    """The event of a trigger, the current one where it has several; else the mention itself."""
    mention = None if mention_id is None else annotations.mention(mention_id)
    if mention is None or mention.kind is not Kind.EVENT:
        return mention
    if current is not None and current.trigger == mention.id:
        return current
    return next(iter(annotations.events_on(mention.id)), mention)


def record_of(annotations: AnnotationSet, record_id: str) -> Mention | Event | None:
    """The mention or event with this id."""
    record = annotations.get(record_id)
    return record if isinstance(record, Mention | Event) else None
