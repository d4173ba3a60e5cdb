"""What the view joins by lines: an event's arguments, a mention's relations. And keys drawn at mentions."""

from __future__ import annotations

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import Event, Kind, Mention, Relation
from schemas.late import late_dataclass

MOST_SHOWN = 200
"""So many arguments are drawn; an event has a handful."""


@late_dataclass(frozen=True)
class Linked:
    """A mention at the other end of lines; ``caption`` says what it is there."""

    caption: str
    mention: Mention


@late_dataclass(frozen=True)
class Links:
    """What is drawn from one mention: from the trigger of an event, or from an end of relations.

    An argument that is an event stands where its trigger does.
    """

    centre: Mention
    others: tuple[Linked, ...]
    are_relations: bool = False


@late_dataclass(frozen=True)
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
    return Links(trigger, _linked(annotations, captions))


def relations_of(annotations: AnnotationSet, label_set: LabelSet, mention: Mention) -> Links | None:
    """The relations of a mention to be drawn, each named at its other end; None when there are none.

    An arrow before the name points the way the relation goes: to the other end, or from it.
    """
    captions: dict[str, list[str]] = {}
    found = [one for one in annotations.referrers(mention.id) if isinstance(one, Relation)]
    for relation in found[:MOST_SHOWN]:
        known = label_set.relation(relation.label)
        away = relation.source == mention.id
        other = relation.target if away else relation.source
        name = relation.label if known is None else known.name
        captions.setdefault(other, []).append(f"{'→' if away else '←'} {name}")
    return Links(mention, _linked(annotations, captions), are_relations=True) if captions else None


def _linked(annotations: AnnotationSet, captions: dict[str, list[str]]) -> tuple[Linked, ...]:
    return tuple(
        Linked(", ".join(names), mention)
        for mention_id, names in captions.items()
        if (mention := annotations.mention(mention_id)) is not None
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
    found = events_at(annotations, mention_id)
    chosen = next((one for one in found if one.id == preferred), None)
    return chosen or (found[0] if found else None)


def events_at(annotations: AnnotationSet, mention_id: str | None) -> list[Event]:
    """The events that a mention triggers, then those that it is an argument of."""
    if mention_id is None:
        return []
    found = list(annotations.events_on(mention_id))
    around = [mention_id, *(one.id for one in found)]
    found += [
        one
        for each in around
        for one in annotations.referrers(each)
        if isinstance(one, Event) and one not in found
    ]
    return list({one.id: one for one in found}.values())
