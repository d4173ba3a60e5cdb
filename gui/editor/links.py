"""What the view shows of the current event: its trigger and arguments, and keys to take more by."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import Event, Kind, Mention

MOST_SHOWN = 200
"""So many arguments are drawn; an event has a handful."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A mention that fills roles of the event; ``caption`` names them."""

    caption: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Links:
    """An event as it is drawn. An argument that is an event stands where its trigger does."""

    trigger: Mention
    arguments: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key drawn at a mention."""

    key: str
    mention: Mention


def links_of(annotations: AnnotationSet, label_set: LabelSet, event: Event) -> Links | None:
    """The event to be drawn; None when it has no trigger any more."""
    trigger = annotations.mention(event.trigger)
    if trigger is None:
        return None
    label = label_set.label(Kind.EVENT, trigger.label)
    captions: dict[str, list[str]] = {}
    for argument in event.arguments[:MOST_SHOWN]:
        role = None if label is None else label.role(argument.role)
        mention = place_of(annotations, argument.target)
        if mention is not None:
            captions.setdefault(mention.id, []).append(argument.role if role is None else role.name)
    return Links(
        trigger,
        tuple(
            Linked(", ".join(names), mention)
            for mention_id, names in captions.items()
            if (mention := annotations.mention(mention_id)) is not None
        ),
    )


def place_of(annotations: AnnotationSet, target: str) -> Mention | None:
    """The mention that an argument's target is, or that triggers it."""
    record = annotations.get(target)
    if isinstance(record, Event):
        record = annotations.get(record.trigger)
    return record if isinstance(record, Mention) else None


def event_at(annotations: AnnotationSet, mention_id: str | None, preferred: str | None) -> Event | None:
    """The event of a mention: one that it triggers, else one that it is an argument of.

    Of several ``preferred`` is taken, if it is among them, else the first.
    """
    if mention_id is None:
        return None
    found = list(annotations.events_on(mention_id))
    around = [mention_id, *(one.id for one in found)]
    found += [
        one
        for each in around
        for one in annotations.referrers(each)
        if isinstance(one, Event) and one not in found
    ]
    chosen = next((one for one in found if one.id == preferred), None)
    return chosen or (found[0] if found else None)
