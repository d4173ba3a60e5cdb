"""Events as links between mentions and back, for formats that have links but no events.

An event is its trigger, a mention of kind event, and a link from the trigger to what fills each role; another
event that fills one is pointed to by its trigger. Read back, every mention of kind event is the trigger of
one event. What cannot be said so is a loss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from annotations.formats.fitting import Cut
from annotations.formats.losses import Reason
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Event,
    Kind,
    Mention,
    Provenance,
    Record,
    Relation,
)
from annotations.words import tr


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one mention to another, by their ids: a role of the source's event, or a relation."""

    label: str
    source: str
    target: str
    is_role: bool
    relation: Relation | None = None


def fit_links(cut: Cut) -> None:
    """Leave what links can say: one event on each trigger, filled by mentions that are no triggers."""
    events: dict[str, Event] = {}
    for event in [one for one in cut.records() if isinstance(one, Event)]:
        trigger = cut.get(event.trigger)
        if not isinstance(trigger, Mention) or trigger.kind is not Kind.EVENT:
            cut.lose(event, Reason.EVENT, tr("its trigger is not of kind event"))
        elif event.trigger in events:
            cut.lose(event, Reason.EVENT, tr("another event has the same trigger"))
        else:
            events[event.trigger] = event
    _add_missing(cut, events)
    cut.settle()
    for record in cut.records():
        match record:
            case Event():
                _fit_event(cut, record, events)
            case Relation():
                _fit_relation(cut, record)


def links(records: Iterable[Record]) -> Iterator[Link]:
    """The links that say the events and relations of records that ``fit_links`` has left."""
    records = list(records)
    triggers = {one.id: one.trigger for one in records if isinstance(one, Event)}
    for record in records:
        match record:
            case Event():
                for one in record.arguments:
                    yield Link(one.role, record.trigger, triggers.get(one.target, one.target), is_role=True)
            case Relation():
                yield Link(record.label, record.source, record.target, is_role=False, relation=record)


def linked(
    mentions: Iterable[Mention],
    found: Iterable[Link],
    new_id: Callable[[str], str],
    provenance: Provenance,
    attributes: Callable[[str], dict[str, AttributeValue]] = lambda _: {},
) -> list[Record]:
    """The events and relations that links between mentions say.

    A role whose source is of another kind than event, or that the trigger itself fills, is a relation; one
    that the same fills twice is said once. ``new_id`` gives ids of records that begin with a letter;
    ``attributes`` are those of the event on a trigger, by the trigger's id.
    """
    triggers = [one for one in mentions if one.kind is Kind.EVENT]
    event_ids = {one.id: new_id("e") for one in triggers}
    arguments: dict[str, dict[Argument, None]] = {}
    relations: list[Record] = []
    for link in found:
        if link.is_role and link.source in event_ids and link.source != link.target:
            target = event_ids.get(link.target, link.target)
            arguments.setdefault(link.source, {})[Argument(link.label, target)] = None
        elif link.relation is not None:
            relations.append(link.relation)
        else:
            relations.append(Relation(new_id("r"), link.label, link.source, link.target, provenance))
    events: list[Record] = [
        Event(
            event_ids[one.id],
            one.id,
            one.provenance,
            tuple(arguments.get(one.id, ())),
            attributes(one.id) or EMPTY,
        )
        for one in triggers
    ]
    return events + relations


def _add_missing(cut: Cut, events: dict[str, Event]) -> None:
    taken = {one.id for one in cut.records()}
    number = 0
    for mention in cut.mentions():
        if mention.kind is not Kind.EVENT or mention.id in events:
            continue
        while f"e{number}" in taken:
            number += 1
        event = Event(f"e{number}", mention.id, mention.provenance)
        taken.add(event.id)
        events[mention.id] = event
        cut.change(event)
        cut.note(mention, Reason.OTHER, tr("a trigger without an event: it comes back with one"))


def _fit_event(cut: Cut, event: Event, events: dict[str, Event]) -> None:
    arguments: dict[Argument, None] = {}
    for one in event.arguments:
        argument = one
        if one.target in events:
            argument = replace(one, target=events[one.target].id)
            cut.note(event, Reason.ARGUMENT, tr("{role}: the event of the trigger fills it", role=one.role))
        if argument.target == event.id or argument in arguments:
            cut.note(event, Reason.ARGUMENT, one.role)
            continue
        arguments[argument] = None
    if tuple(arguments) != event.arguments:
        cut.change(replace(event, arguments=tuple(arguments)))


def _fit_relation(cut: Cut, relation: Relation) -> None:
    source, target = (_trigger(cut, one) for one in (relation.source, relation.target))
    if (source, target) != (relation.source, relation.target):
        changed = replace(relation, source=source, target=target)
        cut.change(changed, Reason.RELATION, tr("the trigger stands for the event"))


def _trigger(cut: Cut, record_id: str) -> str:
    record = cut.get(record_id)
    return record.trigger if isinstance(record, Event) else record_id
