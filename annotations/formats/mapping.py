"""From the names that files have for labels to the labels of a label set.

A *name* is what a file says: "PERSON", "Theme", "Negation". A map says which id of the label set it stands
for, or that it is left out. What a map does not say is looked up: as an id, as a name people see, in other
letters' case, or as one of the usual names of such a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from annotations.formats.counting import counted
from annotations.formats.survey import Survey
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from schemas.formats import LABEL_MAP, VERSION

Target = tuple[Kind, str]

# Ids that mean the same in well-known corpora (CoNLL-2003, OntoNotes, ACE, doccano's and brat's examples).
_USUAL = {
    "PER": ("PERSON", "PERS", "PEOPLE", "HUMAN", "I-PER", "ORANG", "NAMA"),
    "ORG": ("ORGANIZATION", "ORGANISATION", "COMPANY", "ORGANISASI", "INSTITUTION"),
    "GPE": ("COUNTRY", "CITY", "STATE", "GEOPOLITICAL", "NEGARA", "KOTA"),
    "LOC": ("LOCATION", "PLACE", "LOKASI", "TEMPAT"),
    "FAC": ("FACILITY", "BUILDING"),
    "TIME": ("DATE", "DATETIME", "TIMEX", "WAKTU", "TANGGAL", "TIM"),
    "QUANTITY": ("CARDINAL", "NUMBER", "NUM", "MONEY", "PERCENT", "QTY"),
    "negated": ("NEGATION", "NEGATED", "NEG"),
    "speculated": ("SPECULATION", "SPECULATED", "SPEC", "HEDGE"),
}
_USUALLY = {other: one for one, others in _USUAL.items() for other in others}


@dataclass(frozen=True)
class LabelMap:
    """What names become; None is left out. Roles are by the label of the event, an id of the label set."""

    label_set: str
    labels: Mapping[str, Target | None] = field(default_factory=dict)
    roles: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    relations: Mapping[str, str | None] = field(default_factory=dict)
    attributes: Mapping[str, str | None] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As a label map file holds it (``schemas/label_map.v1.schema.json``), sorted."""
        labels = [
            {"from": name, "to": None} if to is None else {"from": name, "kind": to[0].value, "to": to[1]}
            for name, to in sorted(self.labels.items())
        ]
        roles = [{"label": label, "from": name, "to": to} for (label, name), to in sorted(self.roles.items())]
        made = {"format": LABEL_MAP, "version": VERSION, "label_set": self.label_set, "labels": labels}
        rest = {"roles": roles, "relations": _pairs(self.relations), "attributes": _pairs(self.attributes)}
        return made | {name: value for name, value in rest.items() if value}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LabelMap:
        """The map of a label map file that holds to its schema."""
        return cls(
            data["label_set"],
            {
                one["from"]: None if one["to"] is None else (Kind(one["kind"]), one["to"])
                for one in data["labels"]
            },
            {(one["label"], one["from"]): one["to"] for one in data.get("roles", ())},
            {one["from"]: one["to"] for one in data.get("relations", ())},
            {one["from"]: one["to"] for one in data.get("attributes", ())},
        )


def _pairs(names: Mapping[str, str | None]) -> list[dict[str, str | None]]:
    return [{"from": name, "to": to} for name, to in sorted(names.items())]


class Lookup:
    """Answers what a name is, by a map first and by looking at the label set then."""

    def __init__(self, label_set: LabelSet, label_map: LabelMap | None = None) -> None:
        self.label_set = label_set
        self._map = label_map or LabelMap(label_set.ref.id)
        self._found: dict[tuple[Kind, str], Target | None] = {}

    def is_left_out(self, name: str) -> bool:
        """Whether the map says that mentions of this name are left out."""
        return name in self._map.labels and self._map.labels[name] is None

    def label(self, kind: Kind, name: str) -> Target | None:
        """Kind and id of the label that a name of a kind stands for; None when it stands for none."""
        if name in self._map.labels:
            return self._map.labels[name]
        key = kind, name
        if key not in self._found:
            self._found[key] = self._label(kind, name)
        return self._found[key]

    def role(self, label: Label, name: str) -> str | None:
        """The id of a role of an event's label."""
        if (label.id, name) in self._map.roles:
            return self._map.roles[label.id, name]
        return _match(name, {one.id: one.name for one in label.roles})

    def is_role_left_out(self, label: str, name: str) -> bool:
        """Whether the map says that arguments in this role are left out."""
        return self._map.roles.get((label, name), "") is None

    def relation(self, name: str) -> str | None:
        """The id of a type of relation."""
        if name in self._map.relations:
            return self._map.relations[name]
        return _match(name, {one.id: one.name for one in self.label_set.relations})

    def attribute(self, name: str) -> str | None:
        """The id of an attribute."""
        if name in self._map.attributes:
            return self._map.attributes[name]
        return _match(name, {one.id: one.name for one in self.label_set.attributes})

    def is_named(self, name: str) -> bool:
        """Whether the map speaks of a relation or an attribute of this name."""
        return name in self._map.relations or name in self._map.attributes

    def _label(self, kind: Kind, name: str) -> Target | None:
        said, _, rest = name.partition(":")
        if said in self._kinds and rest:
            return self._label(self._kinds[said], rest)
        for one in (kind, *(other for other in Kind if other is not kind)):
            if self.label_set.label(one, name) is not None:
                return one, name
        for one in (kind, *(other for other in Kind if other is not kind)):
            rules = self.label_set.rules(one)
            there = {} if rules is None else {label.id: label.name for label in rules.labels}
            if (found := _match(name, there)) is not None:
                return one, found
        return None

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {kind.value: kind for kind in Kind}


def _match(name: str, there: Mapping[str, str]) -> str | None:
    """The id that a name means: itself, in other letters' case, the name people see, or a usual one."""
    if name in there:
        return name
    folded = name.casefold()
    for one, shown in there.items():
        if folded in (one.casefold(), shown.casefold()):
            return one
    usual = _USUALLY.get(name.upper())
    return usual if usual in there else None


@dataclass(frozen=True)
class Unknown:
    """Names for which there is nothing in the label set, with how often they are used."""

    labels: Mapping[tuple[Kind, str], int]
    roles: Mapping[tuple[str, str], int]
    """By the event's label, as an id of the label set, and the name of the role."""
    relations: Mapping[str, int]
    attributes: Mapping[str, int]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.labels or self.roles or self.relations or self.attributes)

    def sentences(self) -> list[str]:
        """One sentence a name."""
        labels = [
            f'label "{name}" ({counted(count, "mention")})'
            for (_, name), count in sorted(self.labels.items())
        ]
        roles = [f'role "{name}" of {label} ({count})' for (label, name), count in sorted(self.roles.items())]
        relations = [f'relation "{name}" ({count})' for name, count in sorted(self.relations.items())]
        attributes = [f'attribute "{name}" ({count})' for name, count in sorted(self.attributes.items())]
        return [*labels, *roles, *relations, *attributes]


def unknown(survey: Survey, lookup: Lookup) -> Unknown:
    """The names of a survey that a lookup does not know, and that no map leaves out."""
    labels = {
        (kind, name): count
        for (kind, name), count in survey.labels.items()
        if lookup.label(kind, name) is None and not lookup.is_left_out(name)
    }
    roles = {}
    for (event, name), count in survey.roles.items():
        found = lookup.label(Kind.EVENT, event)
        label = None if found is None else lookup.label_set.label(*found)
        if (
            label is not None
            and lookup.role(label, name) is None
            and not lookup.is_role_left_out(label.id, name)
        ):
            roles[label.id, name] = count
    relations = {
        name: count
        for name, count in survey.relations.items()
        if lookup.relation(name) is None and not lookup.is_named(name)
    }
    attributes: dict[str, int] = {}
    for (_, name, _), count in survey.attributes.items():
        if lookup.attribute(name) is None and not lookup.is_named(name):
            attributes[name] = attributes.get(name, 0) + count
    return Unknown(labels, roles, relations, attributes)


def left_out(label_map: LabelMap, names: Unknown) -> LabelMap:
    """The map in which also these names are left out."""
    return replace(
        label_map,
        labels={**label_map.labels, **{name: None for _, name in names.labels}},
        roles={**label_map.roles, **dict.fromkeys(names.roles)},
        relations={**label_map.relations, **dict.fromkeys(names.relations)},
        attributes={**label_map.attributes, **dict.fromkeys(names.attributes)},
    )
