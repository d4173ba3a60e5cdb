"""Label files and label sets: the dicts that JSON gives, the model, and the bytes of a label file.

Dicts have been checked against their schema (``schemas.validation``) before they come here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from annotations.formats.native_lines import AnnotationLines, Frame, sort_key
from annotations.formats.native_records import (
    COLLECTIONS,
    record_from_dict,
    record_to_dict,
    subject_from_dict,
)
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import LabelSetRef
from annotations.model.label_set import (
    AttributeType,
    Filler,
    KindRules,
    Label,
    LabelSet,
    RelationType,
    Role,
    Snap,
)
from annotations.model.records import Kind, Record, Status
from annotations.text.source import SourceText
from schemas.formats import LABEL_SET, VERSION

# -- annotation sets --------------------------------------------------------------------------------------


def annotation_set_from_dict(data: Mapping[str, Any]) -> AnnotationSet:
    """The annotation set of a label file; quotes are not looked at, they belong to the text."""
    return AnnotationSet(
        *subject_from_dict(data), records_from_dict(data), statuses_from_dict(data), data["extra"]
    )


def records_from_dict(data: Mapping[str, Any]) -> Iterator[Record]:
    """The records of a label file: mentions, events, relations, comments."""
    return (record_from_dict(name, record) for name in COLLECTIONS for record in data[name])


def statuses_from_dict(data: Mapping[str, Any]) -> dict[Kind, Status]:
    """How far a label file says that each kind is labelled."""
    return {kind: Status(data["status"][kind.value]) for kind in Kind}


def annotation_set_to_dict(annotations: AnnotationSet, text: SourceText) -> dict[str, Any]:
    """The whole label file as a dict, keys and records in the file's order, with quotes from the text."""
    data = Frame.of(annotations).to_dict()
    for name, record_type in COLLECTIONS.items():
        records = sorted(
            annotations.of_type(record_type), key=lambda record: sort_key(record, annotations.get)
        )
        data[name] = [record_to_dict(record, text) for record in records]
    return data


def render(annotations: AnnotationSet, text: SourceText) -> bytes:
    """The label file: the same annotation set gives the same bytes, whatever way it came about."""
    lines = AnnotationLines(Frame.of(annotations), text, annotations.records())
    lines.make()
    return b"".join(lines.chunks())


# -- label sets -------------------------------------------------------------------------------------------


def label_set_from_dict(data: Mapping[str, Any]) -> LabelSet:
    """The label set of a label set file."""
    return LabelSet(
        LabelSetRef(data["label_set"]["id"], data["label_set"]["version"]),
        data["name"],
        tuple(_kind_rules(one) for one in data["kinds"]),
        tuple(_attribute(one) for one in data.get("attributes", ())),
        tuple(_relation(one) for one in data.get("relations", ())),
        data.get("description", ""),
        data.get("extra", {}),
    )


def _kind_rules(data: Mapping[str, Any]) -> KindRules:
    kind = Kind(data["kind"])
    return KindRules(
        kind,
        data["name"],
        Snap(data["snap"]),
        data["overlap"],
        data["nesting"],
        data["discontinuous"],
        data["empty"],
        tuple(_label(kind, one) for one in data["labels"]),
    )


def _label(kind: Kind, data: Mapping[str, Any]) -> Label:
    return Label(
        data["id"],
        kind,
        data["name"],
        data["colour"],
        data.get("key", ""),
        data.get("guideline", ""),
        tuple(data.get("examples", ())),
        tuple(_role(one) for one in data.get("roles", ())),
        data.get("holds_labels", False),
        data.get("repeats", False),
    )


def _role(data: Mapping[str, Any]) -> Role:
    fillers = _fillers(data["fillers"])
    key, minimum, maximum = data.get("key", ""), data.get("minimum", 0), data.get("maximum")
    return Role(data["id"], data["name"], key, fillers, minimum, maximum)


def _fillers(data: list[Mapping[str, Any]]) -> tuple[Filler, ...]:
    return tuple(Filler(Kind(one["kind"]), frozenset(one.get("labels", ()))) for one in data)


def _attribute(data: Mapping[str, Any]) -> AttributeType:
    kinds = frozenset(Kind(one) for one in data["kinds"])
    values = tuple(data.get("values", ()))
    told = (data.get(member, "") for member in ("key", "guideline", "sign"))
    return AttributeType(data["id"], data["name"], kinds, data["type"], values, *told)


def _relation(data: Mapping[str, Any]) -> RelationType:
    source, target = _fillers(data["source"]), _fillers(data["target"])
    key, guideline = data.get("key", ""), data.get("guideline", "")
    return RelationType(data["id"], data["name"], key, source, target, guideline)


def label_set_to_dict(label_set: LabelSet) -> dict[str, Any]:
    """The label set as a label set file holds it; what is empty and optional is left out."""
    data = {
        "format": LABEL_SET,
        "version": VERSION,
        "label_set": {"id": label_set.ref.id, "version": label_set.ref.version},
        "name": label_set.name,
        "description": label_set.description,
        "kinds": [_kind_rules_to_dict(rules) for rules in label_set.kinds],
        "attributes": [_attribute_to_dict(one) for one in label_set.attributes],
        "relations": [_relation_to_dict(one) for one in label_set.relations],
        "extra": dict(label_set.extra),
    }
    return _filled(data)


def render_label_set(label_set: LabelSet) -> bytes:
    """The label set file, indented for people; lone surrogates are escaped, as in label files."""
    text = json.dumps(label_set_to_dict(label_set), ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], {})}


def _kind_rules_to_dict(rules: KindRules) -> dict[str, Any]:
    return {
        "kind": rules.kind.value,
        "name": rules.name,
        "snap": rules.snap.value,
        "overlap": rules.overlap,
        "nesting": rules.nesting,
        "discontinuous": rules.discontinuous,
        "empty": rules.empty,
        "labels": [_label_to_dict(label) for label in rules.labels],
    }


def _label_to_dict(label: Label) -> dict[str, Any]:
    data = {
        "id": label.id,
        "name": label.name,
        "colour": label.colour,
        "key": label.key,
        "guideline": label.guideline,
        "examples": list(label.examples),
        "roles": [_role_to_dict(role) for role in label.roles],
        "holds_labels": label.holds_labels,
        "repeats": label.repeats,
    }
    return _filled(data)


def _role_to_dict(role: Role) -> dict[str, Any]:
    head = _filled({"id": role.id, "name": role.name, "key": role.key})
    fillers = _fillers_to_dict(role.fillers)
    return head | {"fillers": fillers, "minimum": role.minimum, "maximum": role.maximum}


def _fillers_to_dict(fillers: tuple[Filler, ...]) -> list[dict[str, Any]]:
    return [_filled({"kind": one.kind.value, "labels": sorted(one.labels)}) for one in fillers]


def _attribute_to_dict(attribute: AttributeType) -> dict[str, Any]:
    data = {
        "id": attribute.id,
        "name": attribute.name,
        "kinds": [kind.value for kind in Kind if kind in attribute.kinds],
        "type": attribute.type,
        "values": list(attribute.values),
        "key": attribute.key,
        "guideline": attribute.guideline,
        "sign": attribute.sign,
    }
    return _filled(data)


def _relation_to_dict(relation: RelationType) -> dict[str, Any]:
    data = {
        "id": relation.id,
        "name": relation.name,
        "key": relation.key,
        "source": _fillers_to_dict(relation.source),
        "target": _fillers_to_dict(relation.target),
        "guideline": relation.guideline,
    }
    return _filled(data)
