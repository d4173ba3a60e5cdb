"""Which names stand in the labels of documents: what tables, configurations and mappings are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotations.formats.exchange import LabelledDocument
from annotations.model.records import AttributeValue, Event, Kind, Mention, Record, Relation

# What could be a list to choose from; longer or more is free text.
LONGEST_VALUE, MOST_VALUES = 64, 200


@dataclass
class Survey:
    """How often each name is used. Surveys of parts of a corpus add up, in any order."""

    documents: int = 0
    characters: int = 0
    labels: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    """By the label of the trigger."""
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By the trigger's label and the role."""
    relations: Counter[str] = field(default_factory=Counter)
    attributes: Counter[tuple[Kind, str, str]] = field(default_factory=Counter)
    """By the kind of what has it, its name, and the type of its value: boolean, number, text or list."""
    values: dict[str, set[str]] = field(default_factory=dict)
    """The words that attributes have as values, by the attribute's name: short ones, ``MOST_VALUES`` each."""
    annotators: Counter[str] = field(default_factory=Counter)
    """By how many documents they have labelled."""

    def add(self, document: LabelledDocument) -> None:
        """Count what stands in a document."""
        self.documents += 1
        self.characters += document.text.length
        for labels in document.sets:
            self.annotators[labels.annotator] += 1
            by_id = {record.id: record for record in labels.records}
            for record in labels.records:
                self._add(record, by_id)

    def update(self, others: Iterable[Survey]) -> None:
        """Add what other surveys have counted."""
        for other in others:
            self.documents += other.documents
            self.characters += other.characters
            self.labels.update(other.labels)
            self.events.update(other.events)
            self.roles.update(other.roles)
            self.relations.update(other.relations)
            self.attributes.update(other.attributes)
            for name, values in other.values.items():
                self._add_values(name, *values)
            self.annotators.update(other.annotators)

    def names(self, kind: Kind) -> list[str]:
        """The labels of a kind that are used, sorted."""
        return sorted(label for one, label in self.labels if one is kind)

    def all_names(self) -> list[str]:
        """The labels of all kinds, each once, sorted."""
        return sorted({label for _, label in self.labels})

    def roles_of(self, label: str) -> list[str]:
        """The roles that events of a label have, sorted."""
        return sorted(role for one, role in self.roles if one == label)

    def _add(self, record: Record, by_id: dict[str, Record]) -> None:
        match record:
            case Mention():
                self.labels[record.kind, record.label] += 1
                self._add_attributes(record.kind, record.attributes)
            case Event():
                trigger = by_id.get(record.trigger)
                label = trigger.label if isinstance(trigger, Mention) else ""
                self.events[label] += 1
                for argument in record.arguments:
                    self.roles[label, argument.role] += 1
                self._add_attributes(Kind.EVENT, record.attributes)
            case Relation():
                self.relations[record.label] += 1

    def _add_attributes(self, kind: Kind, attributes: Mapping[str, AttributeValue]) -> None:
        for name, value in attributes.items():
            self.attributes[kind, name, type_of(value)] += 1
            if not isinstance(value, int | float):
                self._add_values(name, *((value,) if isinstance(value, str) else value))

    def _add_values(self, name: str, *values: str) -> None:
        known = self.values.setdefault(name, set())
        known.update(one for one in values if len(one) <= LONGEST_VALUE)
        # The first of the alphabet, so that the parts of a corpus add up in any order.
        while len(known) > MOST_VALUES:
            known.remove(max(known))


def type_of(value: AttributeValue) -> str:
    """What kind of value an attribute has: boolean, number, text or list."""
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "text"
        case _:
            return "list"
