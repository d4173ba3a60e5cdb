"""What a label set allows in an annotation set. Knows dicts only; the label set holds to its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.places import shown
from schemas.problems import Problem, pointer_of

Target = tuple[str, str]
"""Kind and label of what fills a role or stands at an end of a relation."""


_WHOM = {"event": "an event", "relation": "a relation"}


class Rules:
    """A label set, arranged for looking up."""

    def __init__(self, label_set: Mapping[str, Any]) -> None:
        self.name: str = label_set["label_set"]["id"]
        self.kinds: dict[str, Mapping[str, Any]] = {one["kind"]: one for one in label_set["kinds"]}
        # Every kind and label that a mention may have.
        self.labels = {(kind, label["id"]) for kind, one in self.kinds.items() for label in one["labels"]}
        self._roles = {
            label["id"]: {role["id"]: role for role in label.get("roles", ())}
            for label in self.kinds.get("event", {}).get("labels", ())
        }
        self._attributes = {one["id"]: one for one in label_set.get("attributes", ())}
        self._relations = {one["id"]: one for one in label_set.get("relations", ())}

    def mention_problems(self, mention: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
        """What the label set has against a mention, its spans aside."""
        kind, label, name = mention["kind"], mention["label"], mention["id"]
        rules = self.kinds.get(kind)
        if rules is None:
            sentence = f'Mention {name} is of kind {kind}, which the label set "{self.name}" does not have.'
            yield Problem(f"{pointer}/kind", sentence, kind, "unknown_kind")
            return
        if (kind, label) not in self.labels:
            known = ", ".join(one["id"] for one in rules["labels"])
            sentence = f"Mention {name} has the label {label}; the {kind} labels of {self.name} are {known}."
            yield Problem(f"{pointer}/label", sentence, label, "unknown_label")
        if len(mention["spans"]) > 1 and not rules["discontinuous"]:
            sentence = f"Mention {name} has {len(mention['spans'])} spans; a mention of kind {kind} has one."
            yield Problem(f"{pointer}/spans", sentence, None, "discontinuous")
        yield from self.attribute_problems(mention, kind, f"mention {name}", pointer)

    def empty_span_problem(self, mention: Mapping[str, Any], index: int, pointer: str) -> Problem | None:
        """The problem of an empty span in a mention of a kind that has none."""
        rules = self.kinds.get(mention["kind"])
        if rules is None or rules["empty"]:
            return None
        name, kind = f"Span {index + 1} of mention {mention['id']}", mention["kind"]
        sentence = f"{name} is empty; a mention of kind {kind} has some text."
        return Problem(pointer, sentence, None, "empty_span")

    def attribute_problems(
        self, record: Mapping[str, Any], kind: str, name: str, pointer: str
    ) -> Iterator[Problem]:
        """What the label set has against the attributes of a record; `name` is the record in words."""
        for key, value in record.get("attributes", {}).items():
            where = pointer + pointer_of("attributes", key)
            rule = self._attributes.get(key)
            if rule is None or kind not in rule["kinds"]:
                whom = _WHOM.get(name.partition(" ")[0], f"a mention of kind {kind}")
                sentence = f"{_capital(name)} has the attribute {key}; {self.name} has none such for {whom}."
                yield Problem(where, sentence, None, "unknown_attribute")
            elif (wanted := _wanted(rule, value)) is not None:
                sentence = f"The attribute {key} of {name} must be {wanted}, not {shown(value)}."
                yield Problem(where, sentence, value, "wrong_attribute")

    def argument_problems(
        self, event: Mapping[str, Any], label: str, targets: Sequence[Target | None], pointer: str
    ) -> Iterator[Problem]:
        """What the label set has against an event's arguments; `targets` are what the arguments lead to.

        Fewer arguments than a role's minimum are not a problem: the event is not finished yet.
        """
        roles = self._roles.get(label)
        if roles is None:
            return  # the trigger's label is unknown, and has been reported
        counts: dict[str, int] = {}
        for index, (argument, target) in enumerate(zip(event["arguments"], targets, strict=True)):
            role = roles.get(argument["role"])
            where = f"{pointer}/arguments/{index}"
            if role is None:
                known = ", ".join(roles) or "none"
                sentence = (
                    f"Event {event['id']} has the role {argument['role']}; the roles of {label} are {known}."
                )
                yield Problem(f"{where}/role", sentence, argument["role"], "unknown_role")
                continue
            counts[role["id"]] = counts.get(role["id"], 0) + 1
            if target is not None and not _admits(role["fillers"], target):
                sentence = (
                    f"The role {role['id']} of event {event['id']} takes {_fillers(role['fillers'])}; "
                    f"{argument['target']} is {_in_words(target)}."
                )
                yield Problem(f"{where}/target", sentence, argument["target"], "wrong_filler")
        for name, count in counts.items():
            most = roles[name].get("maximum")
            if most is not None and count > most:
                said = f"Event {event['id']} has the role {name} {_times(count)}"
                sentence = f"{said}; {label} has it at most {_times(most)}."
                yield Problem(f"{pointer}/arguments", sentence, None, "too_many_fillers")

    def relation_problems(
        self, relation: Mapping[str, Any], ends: Mapping[str, Target | None], pointer: str
    ) -> Iterator[Problem]:
        """What the label set has against a relation; `ends` has what "source" and "target" lead to."""
        rule = self._relations.get(relation["label"])
        if rule is None:
            known = ", ".join(self._relations) or "none"
            sentence = (
                f"Relation {relation['id']} has the label {relation['label']}; "
                f"the relations of {self.name} are {known}."
            )
            yield Problem(f"{pointer}/label", sentence, relation["label"], "unknown_relation")
            return
        for end, target in ends.items():
            if target is not None and not _admits(rule[end], target):
                sentence = (
                    f"The {end} of relation {relation['id']} ({rule['id']}) takes {_fillers(rule[end])}; "
                    f"{relation[end]} is {_in_words(target)}."
                )
                yield Problem(f"{pointer}/{end}", sentence, relation[end], "wrong_filler")


def _admits(fillers: Sequence[Mapping[str, Any]], target: Target) -> bool:
    kind, label = target
    return any(one["kind"] == kind and (not one.get("labels") or label in one["labels"]) for one in fillers)


def _fillers(fillers: Sequence[Mapping[str, Any]]) -> str:
    return " or ".join(
        f"{one['kind']} {', '.join(one['labels'])}" if one.get("labels") else f"any {one['kind']}"
        for one in fillers
    )


def _in_words(target: Target) -> str:
    return f"{target[0]} {target[1]}"


def _wanted(rule: Mapping[str, Any], value: object) -> str | None:
    """What the attribute wants, in words, when the value is not that. A choice may be of several values."""
    if rule["type"] == "boolean":
        return None if isinstance(value, bool) else "true or false"
    if rule["type"] == "text":
        return None if isinstance(value, str) else "a string"
    chosen = value if isinstance(value, list) else [value]
    allowed = rule.get("values", [])
    return None if all(one in allowed for one in chosen) else f"one of {', '.join(map(shown, allowed))}"


def _times(number: int) -> str:
    return "1 time" if number == 1 else f"{number} times"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
