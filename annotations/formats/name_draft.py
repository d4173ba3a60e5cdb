"""What names found in files become, while somebody decides it: a row a name, with what it may become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from annotations.formats.mapping import LabelMap, Lookup, Target, unknown
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind


class What(Enum):
    """What a name is the name of."""

    LABEL = "label"
    ROLE = "role"
    RELATION = "relation"
    ATTRIBUTE = "attribute"


class Fate(Enum):
    """What can become of a name besides something that is in the label set."""

    NEW = "new"
    """It comes into the label set."""
    LEFT_OUT = "left_out"


Becomes = Target | str | Fate
"""A label is a kind with an id; a role, a relation or an attribute is an id."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as files have it. ``of`` is the event's label of a role, an id of the label set."""

    what: What
    name: str
    kind: Kind | None = None
    of: str = ""


class NameDraft:
    """All names of a survey and what they become.

    What was said the last time counts first, then what a name looks like; names that nobody knows are new.
    """

    def __init__(self, label_set: LabelSet, survey: Survey, before: LabelMap | None = None) -> None:
        self.label_set, self.survey = label_set, survey
        self._said: dict[Name, Becomes] = {}
        self._by_itself = Lookup(label_set)
        self._take(before or LabelMap(label_set.ref.id))

    def rows(self) -> list[tuple[Name, int]]:
        """Each name with how often it is used. Roles are those of labels that are in the label set."""
        return [*self._labels().items(), *self._roles().items(), *self._relations(), *self._attributes()]

    def becomes(self, name: Name) -> Becomes:
        """What a name becomes."""
        return self._said.get(name) or self._known(name) or Fate.NEW

    def may_be_new(self, name: Name) -> bool:
        """Whether the name is not known by itself, so that something new can be made for it."""
        return self._known(name) is None

    def say(self, name: Name, becomes: Becomes) -> None:
        """Decide what a name becomes; new can only become what is not known by itself."""
        if becomes == (self._known(name) or Fate.NEW):
            self._said.pop(name, None)
        else:
            self._said[name] = becomes

    def label_map(self) -> LabelMap:
        """What has been said; names that are new or known by themselves are not in it."""
        labels: dict[str, Target | None] = {}
        roles: dict[tuple[str, str], str | None] = {}
        rest: dict[What, dict[str, str | None]] = {What.RELATION: {}, What.ATTRIBUTE: {}}
        for name, becomes in self._said.items():
            if name.what is What.LABEL:
                labels[name.name] = becomes if isinstance(becomes, tuple) else None
            elif name.what is What.ROLE:
                roles[name.of, name.name] = becomes if isinstance(becomes, str) else None
            else:
                rest[name.what][name.name] = becomes if isinstance(becomes, str) else None
        return LabelMap(self.label_set.ref.id, labels, roles, rest[What.RELATION], rest[What.ATTRIBUTE])

    # -- inside -------------------------------------------------------------------------------------

    def _labels(self) -> Mapping[Name, int]:
        """One row a name, of the kind in which it is used most: a map knows names only."""
        kinds: dict[str, Counter[Kind]] = {}
        for (kind, name), count in self.survey.labels.items():
            kinds.setdefault(name, Counter())[kind] += count
        order = list(Kind)
        made = {
            Name(What.LABEL, name, max(counts, key=lambda kind: (counts[kind], -order.index(kind)))): sum(
                counts.values()
            )
            for name, counts in sorted(kinds.items())
        }
        return dict(sorted(made.items(), key=lambda row: order.index(row[0].kind or Kind.ENTITY)))

    def _roles(self) -> Mapping[Name, int]:
        labels = LabelMap(self.label_set.ref.id, self.label_map().labels)
        found = unknown(self.survey, Lookup(self.label_set, labels)).roles
        return {Name(What.ROLE, role, of=of): count for (of, role), count in sorted(found.items())}

    def _relations(self) -> list[tuple[Name, int]]:
        return [(Name(What.RELATION, name), count) for name, count in sorted(self.survey.relations.items())]

    def _attributes(self) -> list[tuple[Name, int]]:
        counts: Counter[str] = Counter()
        for (_, name, _), count in self.survey.attributes.items():
            counts[name] += count
        return [(Name(What.ATTRIBUTE, name), count) for name, count in sorted(counts.items())]

    def _known(self, name: Name) -> Becomes | None:
        match name.what:
            case What.LABEL:
                return self._by_itself.label(name.kind or Kind.ENTITY, name.name)
            case What.ROLE:
                label = self.label_set.label(Kind.EVENT, name.of)
                return None if label is None else self._by_itself.role(label, name.name)
            case What.RELATION:
                return self._by_itself.relation(name.name)
            case What.ATTRIBUTE:
                return self._by_itself.attribute(name.name)

    def _take(self, before: LabelMap) -> None:
        """Say what was said the last time, as far as the label set still has it."""
        for name in self._labels():
            if name.name in before.labels:
                target = before.labels[name.name]
                if target is None or self.label_set.label(*target) is not None:
                    self.say(name, target or Fate.LEFT_OUT)
        for name in self._roles():
            label = self.label_set.label(Kind.EVENT, name.of)
            there = {role.id for role in label.roles} if label else set()
            self._take_one(name, before.roles, (name.of, name.name), there)
        relations = {one.id for one in self.label_set.relations}
        for name, _ in self._relations():
            self._take_one(name, before.relations, name.name, relations)
        attributes = {one.id for one in self.label_set.attributes}
        for name, _ in self._attributes():
            self._take_one(name, before.attributes, name.name, attributes)

    def _take_one(self, name: Name, before: Mapping[Any, str | None], key: object, there: set[str]) -> None:
        if key in before:
            target = before[key]
            if target is None or target in there:
                self.say(name, target or Fate.LEFT_OUT)
