"""Who points to whom in an annotation set, and whether it may. Knows dicts only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from schemas.formats import RECORDS
from schemas.problems import Problem
from schemas.rules import Rules, Target

_Record = Mapping[str, Any]

_MENTION = ("mentions",)
_MENTION_OR_EVENT = ("mentions", "events")
_COMMENTED = ("mentions", "events", "relations")


class References:
    """The references of one annotation set, checked against its records and, where given, the label set."""

    def __init__(self, data: Mapping[str, Any], rules: Rules | None) -> None:
        self._data = data
        self._rules = rules

    @cached_property
    def _by_id(self) -> dict[str, tuple[str, _Record]]:
        """Every record and the name of its list; nobody asks when there are mentions only.

        Of an id that stands twice the first counts, here as in the sentence that reports it.
        """
        return {
            record["id"]: (name, record)
            for name in reversed(RECORDS)
            for record in reversed(self._data[name])
        }

    def event_problems(self) -> Iterator[Problem]:
        """Triggers and arguments that lead nowhere, or to what cannot stand there."""
        for index, event in enumerate(self._data["events"]):
            pointer = f"/events/{index}"
            yield from self._trigger_problems(event, pointer)
            for place, argument in enumerate(event["arguments"]):
                name = f"Argument {place + 1} of event {event['id']}"
                where = f"{pointer}/arguments/{place}/target"
                yield from self._lost(argument["target"], _MENTION_OR_EVENT, name, where)
            if self._rules is not None:
                yield from self._event_rule_problems(self._rules, event, pointer)

    def relation_problems(self) -> Iterator[Problem]:
        """Ends of relations that lead nowhere, or to what cannot stand there."""
        for index, relation in enumerate(self._data["relations"]):
            pointer = f"/relations/{index}"
            for end in ("source", "target"):
                name = f"The {end} of relation {relation['id']}"
                yield from self._lost(relation[end], _MENTION, name, f"{pointer}/{end}")
            if self._rules is not None:
                ends = {end: self._what(relation[end]) for end in ("source", "target")}
                yield from self._rules.relation_problems(relation, ends, pointer)
                name = f"relation {relation['id']}"
                yield from self._rules.attribute_problems(relation, "relation", name, pointer)

    def comment_problems(self) -> Iterator[Problem]:
        """Comments on nothing."""
        for index, comment in enumerate(self._data["comments"]):
            if comment["target"] is not None:
                name = f"The target of comment {comment['id']}"
                yield from self._lost(comment["target"], _COMMENTED, name, f"/comments/{index}/target")

    def _trigger_problems(self, event: _Record, pointer: str) -> Iterator[Problem]:
        trigger = event["trigger"]
        name, where = f"The trigger of event {event['id']}", f"{pointer}/trigger"
        lost = list(self._lost(trigger, _MENTION, name, where))
        yield from lost
        what = self._what(trigger)
        if not lost and what is not None and what[0] != "event":
            sentence = f"{name} must be a mention of kind event; {trigger} is of kind {what[0]}."
            yield Problem(where, sentence, trigger, "wrong_trigger")

    def _event_rule_problems(self, rules: Rules, event: _Record, pointer: str) -> Iterator[Problem]:
        yield from rules.attribute_problems(event, "event", f"event {event['id']}", pointer)
        trigger = self._what(event["trigger"])
        if trigger is not None and trigger[0] == "event":
            targets = [self._what(argument["target"]) for argument in event["arguments"]]
            yield from rules.argument_problems(event, trigger[1], targets, pointer)

    def _lost(self, target: str, lists: tuple[str, ...], name: str, pointer: str) -> Iterator[Problem]:
        """The problem of a reference to what is not in the file, or is in none of the lists."""
        found = self._by_id.get(target)
        wanted = " or ".join(f"{'an' if one == 'events' else 'a'} {RECORDS[one]}" for one in lists)
        if found is None:
            sentence = f"{name} is {target}, which is not in the file; give the id of {wanted}."
            yield Problem(pointer, sentence, target, "dangling_reference")
        elif found[0] not in lists:
            sentence = f"{name} must be {wanted}; {target} is in the list of {found[0]}."
            yield Problem(pointer, sentence, target, "wrong_reference")

    def _what(self, target: str) -> Target | None:
        """Kind and label of a mention, or of the trigger of an event."""
        name, record = self._by_id.get(target, ("", {}))
        if name == "events":
            name, record = self._by_id.get(record["trigger"], ("", {}))
        return (record["kind"], record["label"]) if name == "mentions" else None
