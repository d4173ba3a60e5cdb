"""The label set: labels by kind, event roles, attributes and relations, and what each kind allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from annotations.model.document import LabelSetRef
from annotations.model.records import EMPTY, Kind
from annotations.words import tr


class Snap(StrEnum):
    """The unit that spans of a kind are widened to."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Filler:
    """What may stand in a role or at an end of a relation; no labels means every label of the kind."""

    kind: Kind
    labels: frozenset[str] = frozenset()

    def admits(self, kind: Kind, label: str) -> bool:
        """Whether a mention of this kind and label may stand here."""
        return kind is self.kind and (not self.labels or label in self.labels)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event label; ``maximum`` None means any number."""

    id: str
    name: str
    key: str
    fillers: tuple[Filler, ...]
    minimum: int = 0
    maximum: int | None = None

    def admits(self, kind: Kind, label: str) -> bool:
        """Whether a mention of this kind and label may fill the role."""
        return any(filler.admits(kind, label) for filler in self.fillers)


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``id`` is what files hold and never changes, ``name`` is what people see."""

    id: str
    kind: Kind
    name: str
    colour: str
    key: str
    guideline: str = ""
    examples: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    holds_labels: bool = False
    """Of a boilerplate label: entities and events inside it are wanted, as in a copy of the story."""
    repeats: bool = False
    """Of a boilerplate label: it repeats another stretch of the document, and is read there."""

    def role(self, role_id: str) -> Role | None:
        """The role with this id, if the label has it."""
        return next((role for role in self.roles if role.id == role_id), None)


@dataclass(frozen=True, slots=True)
class KindRules:
    """What mentions of one kind may look like."""

    kind: Kind
    name: str
    snap: Snap
    overlap: bool
    nesting: bool
    discontinuous: bool
    empty: bool
    labels: tuple[Label, ...]

    @property
    def title(self) -> str:
        """The name as it is shown: usual names ("Entity") are in the language of the window."""
        return tr(self.name)


@dataclass(frozen=True, slots=True)
class AttributeType:
    """An attribute that records of some kinds may carry."""

    id: str
    name: str
    kinds: frozenset[Kind]
    type: str
    values: tuple[str, ...] = ()
    key: str = ""
    guideline: str = ""
    sign: str = ""
    """One or two characters that say in the text that the attribute is set.

    Without one, a dot says so of a boolean, and nothing of others.
    """


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relation and what may stand at its ends."""

    id: str
    name: str
    key: str
    source: tuple[Filler, ...]
    target: tuple[Filler, ...]
    guideline: str = ""


@dataclass(frozen=True)
class LabelSet:
    """All labels of a project, immutable; a changed label set is a new one."""

    ref: LabelSetRef
    name: str
    kinds: tuple[KindRules, ...]
    attributes: tuple[AttributeType, ...] = ()
    relations: tuple[RelationType, ...] = ()
    description: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: EMPTY)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every label, kind by kind in file order."""
        return tuple(label for rules in self.kinds for label in rules.labels)

    @cached_property
    def _by_id(self) -> dict[tuple[Kind, str], Label]:
        return {(label.kind, label.id): label for label in self.labels}

    @cached_property
    def _rules(self) -> dict[Kind, KindRules]:
        return {rules.kind: rules for rules in self.kinds}

    def label(self, kind: Kind, label_id: str) -> Label | None:
        """The label with this id in this kind."""
        return self._by_id.get((kind, label_id))

    def rules(self, kind: Kind) -> KindRules | None:
        """What the kind allows; None when the label set does not have the kind."""
        return self._rules.get(kind)

    def attribute(self, attribute_id: str) -> AttributeType | None:
        """The attribute with this id."""
        return next((one for one in self.attributes if one.id == attribute_id), None)

    def relation(self, relation_id: str) -> RelationType | None:
        """The type of relation with this id."""
        return next((one for one in self.relations if one.id == relation_id), None)
