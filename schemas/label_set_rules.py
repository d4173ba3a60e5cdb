"""What a JSON Schema cannot say of a label set: ids and keys that collide, names that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemas.problems import Problem, pointer_of
from schemas.text_checks import not_whole

_SURROGATE = re.compile("[\ud800-\udfff]")
_Placed = tuple[str, Mapping[str, Any]]  # a pointer and what stands there


def label_set_rule_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """The problems of a label set that holds to its schema."""
    if not isinstance(data["label_set"]["version"], int):
        yield not_whole("/label_set/version", '"version" of "label_set"', data["label_set"]["version"])
    kinds = _placed("/kinds", data["kinds"])
    attributes = _placed("/attributes", data.get("attributes", ()))
    relations = _placed("/relations", data.get("relations", ()))
    labels = [label for pointer, kind in kinds for label in _placed(f"{pointer}/labels", kind["labels"])]
    yield from _repeated(kinds, "kind", "kinds")
    for pointer, kind in kinds:
        yield from _repeated(
            _placed(f"{pointer}/labels", kind["labels"]), "id", f"labels of kind {kind['kind']}"
        )
        yield from _role_problems(pointer, kind)
    yield from _repeated(attributes, "id", "attributes")
    yield from _repeated(relations, "id", "relations")
    yield from _repeated([*labels, *attributes, *relations], "key", "labels, attributes and relations")
    for pointer, attribute in attributes:
        yield from _value_problems(pointer, attribute)
    yield from _filler_problems(data, labels, relations)
    yield from _surrogate_problems("", {name: value for name, value in data.items() if name != "extra"})


def _surrogate_problems(pointer: str, value: object) -> Iterator[Problem]:
    """Halves of characters in texts that people read: scraped documents have them, a label set need not."""
    if isinstance(value, str) and (found := _SURROGATE.search(value)) is not None:
        sentence = (
            f"There is half a character (U+{ord(found[0]):04X}) at {found.start()} in the text; it cannot be "
            "shown. Take it out, or write the whole character."
        )
        yield Problem(pointer, sentence, value, "lone_surrogate")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _surrogate_problems(pointer + pointer_of(name), one)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _surrogate_problems(pointer + pointer_of(index), one)


def _placed(pointer: str, records: Iterable[Mapping[str, Any]]) -> list[_Placed]:
    return [(f"{pointer}/{index}", record) for index, record in enumerate(records)]


def _repeated(records: Iterable[_Placed], member: str, group: str) -> Iterator[Problem]:
    """Records that share what must be one record's own: an id, a key."""
    first: dict[str, str] = {}
    for pointer, record in records:
        value = record.get(member)
        if value is None:
            continue
        owner = record.get("id", value)
        if value in first:
            sentence = (
                f"The {member} {value} of {owner} is {first[value]}'s already; the {group} need one each."
            )
            yield Problem(f"{pointer}/{member}", sentence, value, f"repeated_{member}")
        first.setdefault(value, owner)


def _role_problems(pointer: str, kind: Mapping[str, Any]) -> Iterator[Problem]:
    for where, label in _placed(f"{pointer}/labels", kind["labels"]):
        if label.get("roles") and kind["kind"] != "event":
            sentence = f"The label {label['id']} has roles; only labels of kind event have any."
            yield Problem(f"{where}/roles", sentence, None, "misplaced_roles")
        roles = _placed(f"{where}/roles", label.get("roles", ()))
        yield from _repeated(roles, "id", f"roles of {label['id']}")
        yield from _repeated(roles, "key", f"roles of {label['id']}")
        for place, role in roles:
            yield from _count_problems(place, role, f"the role {role['id']} of {label['id']}")


def _count_problems(pointer: str, role: Mapping[str, Any], name: str) -> Iterator[Problem]:
    least, most = role.get("minimum", 0), role.get("maximum")
    for member, value in (("minimum", least), ("maximum", most)):
        if isinstance(value, float):
            yield not_whole(f"{pointer}/{member}", f'"{member}" of {name}', value)
    if most is not None and least > most:
        sentence = f"The minimum of {name} is {least}, more than its maximum, {most}."
        yield Problem(f"{pointer}/minimum", sentence, least, "minimum_above_maximum")


def _value_problems(pointer: str, attribute: Mapping[str, Any]) -> Iterator[Problem]:
    values = attribute.get("values", [])
    if attribute["type"] == "choice" and not values:
        sentence = f"The attribute {attribute['id']} is a choice and has no values; list them."
        yield Problem(pointer, sentence, None, "choice_without_values")
    if attribute["type"] != "choice" and values:
        sentence = f"The attribute {attribute['id']} is no choice and has values; take them out."
        yield Problem(f"{pointer}/values", sentence, None, "misplaced_values")


def _filler_problems(
    data: Mapping[str, Any], labels: Iterable[_Placed], relations: Iterable[_Placed]
) -> Iterator[Problem]:
    known = {kind["kind"]: {label["id"] for label in kind["labels"]} for kind in data["kinds"]}
    groups = [
        (f"{place}/fillers", role["fillers"])
        for pointer, label in labels
        for place, role in _placed(f"{pointer}/roles", label.get("roles", ()))
    ]
    groups += [(f"{pointer}/{end}", one[end]) for pointer, one in relations for end in ("source", "target")]
    for pointer, fillers in groups:
        for where, filler in _placed(pointer, fillers):
            yield from _lost_labels(where, filler, known)


def _lost_labels(pointer: str, filler: Mapping[str, Any], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    kind = filler["kind"]
    if kind not in known:
        sentence = f"A filler is of kind {kind}, which this label set does not have."
        yield Problem(f"{pointer}/kind", sentence, kind, "unknown_kind")
        return
    for index, label in enumerate(filler.get("labels", ())):
        if label not in known[kind]:
            sentence = f"A filler names {label}, which is no label of kind {kind} in this label set."
            yield Problem(pointer + pointer_of("labels", index), sentence, label, "unknown_label")
