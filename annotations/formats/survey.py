"""Which names stand in the labels of documents: what tables, configurations and mappings are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.formats.exchange import LabelledDocument
from annotations.model.records import AttributeValue, Event, Kind, Mention, Record, Relation


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
                for name, value in record.attributes.items():
                    self.attributes[record.kind, name, type_of(value)] += 1
            case Event():
                trigger = by_id.get(record.trigger)
                label = trigger.label if isinstance(trigger, Mention) else ""
                self.events[label] += 1
                for argument in record.arguments:
                    self.roles[label, argument.role] += 1
                for name, value in record.attributes.items():
                    self.attributes[Kind.EVENT, name, type_of(value)] += 1
            case Relation():
                self.relations[record.label] += 1


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
