"""One annotation set out of several: what more than half of the annotators say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from annotations.formats.exchange import Labels
from annotations.model.records import Argument, AttributeValue, Event, Kind, Mention, Record, Relation, Status

MAJORITY = "majority"

K = TypeVar("K", bound=Hashable)


def majority(sets: Sequence[Labels]) -> Labels:
    """The mentions, events and relations that more than half of the annotators have.

    A mention is the same when kind, label and spans are; an event when the trigger and its label are, and it
    then has the arguments that more than half of those who have it give it; a relation when label and ends
    are. Attributes and links are those that most of them give. Notes are nobody's majority and left out. A
    kind is done when more than half say so (``nothing here`` counts as done).
    """
    merged = _Merged(sets)
    status = {kind: _status([labels.status.get(kind, Status.UNTOUCHED) for labels in sets]) for kind in Kind}
    return Labels(MAJORITY, tuple(merged.records()), status, label_set=sets[0].label_set)


def _status(found: Sequence[Status]) -> Status:
    settled = sum(one in (Status.DONE, Status.NOTHING_HERE) for one in found)
    if settled * 2 <= len(found):
        return Status.IN_PROGRESS
    return Status.NOTHING_HERE if all(one is Status.NOTHING_HERE for one in found) else Status.DONE


class _Merged:
    """What the annotators have in common, under ids of its own."""

    def __init__(self, sets: Sequence[Labels]) -> None:
        self._sets = [_Set(labels) for labels in sets]
        self._half = len(sets) / 2
        self._mentions = self._most(lambda one: one.mentions)
        self._events = [key for key in self._most(lambda one: one.events) if key[0] in self._mentions]
        self._ids: dict[Hashable, str] = {
            key: f"m{number}" for number, key in enumerate(self._mentions, 1)
        } | {key: f"e{number}" for number, key in enumerate(self._events, 1)}

    def records(self) -> Iterable[Record]:
        yield from map(self._mention, self._mentions)
        for event in self._events:
            yield self._event(event, [one for one in self._sets if event in one.events])
        for number, link in enumerate(self._most(lambda one: one.relations), 1):
            _, source, target = link
            if source in self._ids and target in self._ids:
                relation = next(one.relations[link] for one in self._sets if link in one.relations)
                yield replace(
                    relation,
                    id=f"r{number}",
                    source=self._ids[source],
                    target=self._ids[target],
                )

    def _mention(self, key: _MentionKey) -> Mention:
        having = [one.mentions[key] for one in self._sets if key in one.mentions]
        links = Counter(one.link for one in having)
        attributes = _values(having)
        return replace(having[0], id=self._ids[key], attributes=attributes, link=links.most_common(1)[0][0])

    def _event(self, key: _EventKey, having: Sequence[_Set]) -> Event:
        arguments = Counter(
            (one.role, target)
            for labels in having
            for one in labels.events[key].arguments
            if (target := labels.key(one.target)) in self._ids
        )
        kept = [pair for pair, count in arguments.items() if count * 2 > len(having)]
        events = [labels.events[key] for labels in having]
        return replace(
            events[0],
            id=self._ids[key],
            trigger=self._ids[key[0]],
            arguments=tuple(Argument(role, self._ids[target]) for role, target in kept),
            attributes=_values(events),
        )

    def _most(self, found: Callable[[_Set], Iterable[K]]) -> list[K]:
        counts = Counter(key for labels in self._sets for key in found(labels))
        return [key for key, count in counts.items() if count > self._half]


_MentionKey = tuple[Kind, str, tuple[tuple[int, int], ...]]
_EventKey = tuple[_MentionKey, int]
_RelationKey = tuple[str, Hashable, Hashable]


class _Set:
    """One annotator's records by what they say; several events on one trigger are told apart by order."""

    def __init__(self, labels: Labels) -> None:
        self._keys: dict[str, Hashable] = {}
        self.mentions: dict[_MentionKey, Mention] = {}
        self.events: dict[_EventKey, Event] = {}
        self.relations: dict[_RelationKey, Relation] = {}
        triggers: dict[str, _MentionKey] = {}
        for one in labels.records:
            if isinstance(one, Mention):
                key = one.kind, one.label, tuple((span.start, span.end) for span in one.spans)
                self.mentions[key] = one
                self._keys[one.id] = triggers[one.id] = key
        seen = Counter[_MentionKey]()
        for one in labels.records:
            if isinstance(one, Event):
                trigger = triggers[one.trigger]
                self._keys[one.id] = event = trigger, seen[trigger]
                self.events[event] = one
                seen[trigger] += 1
        for one in labels.records:
            if isinstance(one, Relation):
                self.relations[one.label, self.key(one.source), self.key(one.target)] = one

    def key(self, record_id: str) -> Hashable:
        return self._keys.get(record_id)


def _values(having: Sequence[Mention] | Sequence[Event]) -> dict[str, AttributeValue]:
    """The values that more than half of those who have the record give an attribute."""
    counts = Counter((name, value) for one in having for name, value in one.attributes.items())
    return {name: value for (name, value), count in counts.items() if count * 2 > len(having)}
