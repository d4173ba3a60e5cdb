"""The labels of a document made labels of a label set, with what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted
from annotations.formats.losses import Loss, Reason
from annotations.formats.mapping import Lookup
from annotations.model.label_set import AttributeType
from annotations.model.records import Argument, AttributeValue, Event, Mention, Record, Relation
from annotations.words import tr

_YES, _NO = frozenset({"true", "yes", "1", "y", "ya"}), frozenset({"false", "no", "0", "n", "tidak"})


def mapped(document: LabelledDocument, lookup: Lookup) -> Fitted:
    """The document with ids of the lookup's label set; names that it does not know are losses.

    What the label set has against the records besides (a filler that may not stand in a role) stays: it is
    shown when the document is opened, and put right there.
    """
    sets, losses = [], list[Loss]()
    for labels in document.sets:
        cut = Cut(document.name, labels)
        for mention in cut.mentions():
            _map_mention(cut, mention, lookup)
        for record in cut.records():
            match record:
                case Event():
                    _map_event(cut, record, lookup)
                case Relation():
                    _map_relation(cut, record, lookup)
        cut.settle()
        sets.append(cut.labels())
        losses += cut.losses
    return Fitted(replace(document, sets=tuple(sets)), tuple(losses))


def _map_mention(cut: Cut, mention: Mention, lookup: Lookup) -> None:
    found = lookup.label(mention.kind, mention.label)
    if found is None:
        cut.lose(mention, Reason.NAME, mention.label)
        return
    kind, label = found
    attributes = _attributes(cut, mention, mention.attributes, lookup)
    if (kind, label) != (mention.kind, mention.label) or attributes != mention.attributes:
        cut.change(replace(mention, kind=kind, label=label, attributes=attributes))


def _map_event(cut: Cut, event: Event, lookup: Lookup) -> None:
    trigger = cut.get(event.trigger)
    if not isinstance(trigger, Mention):
        return
    label = lookup.label_set.label(trigger.kind, trigger.label)
    if label is None or trigger.kind.value != "event":
        cut.lose(event, Reason.EVENT, tr("{label} is no label of events", label=trigger.label))
        return
    arguments = []
    for argument in event.arguments:
        role = lookup.role(label, argument.role)
        if role is None:
            cut.note(event, Reason.ARGUMENT, argument.role)
        else:
            arguments.append(Argument(role, argument.target))
    attributes = _attributes(cut, event, event.attributes, lookup)
    cut.change(replace(event, arguments=tuple(dict.fromkeys(arguments)), attributes=attributes))


def _map_relation(cut: Cut, relation: Relation, lookup: Lookup) -> None:
    label = lookup.relation(relation.label)
    if label is None:
        cut.lose(relation, Reason.NAME, relation.label)
    else:
        attributes = _attributes(cut, relation, relation.attributes, lookup)
        cut.change(replace(relation, label=label, attributes=attributes))


def _attributes(
    cut: Cut, record: Record, attributes: Mapping[str, AttributeValue], lookup: Lookup
) -> Mapping[str, AttributeValue]:
    if not attributes:
        return attributes
    made = {}
    for name, value in attributes.items():
        found = lookup.attribute(name)
        rule = None if found is None else lookup.label_set.attribute(found)
        fitting = None if rule is None else _value(rule, value)
        if rule is None or fitting is None:
            cut.note(record, Reason.ATTRIBUTE, name)
        else:
            made[rule.id] = fitting
    return made


def _value(rule: AttributeType, value: AttributeValue) -> AttributeValue | None:
    """The value as the attribute takes it; None for one that it cannot have."""
    if rule.type == "boolean":
        return value if isinstance(value, bool) else _truth(str(value))
    if rule.type == "text":
        if isinstance(value, bool):
            return str(value).lower()
        return ", ".join(value) if isinstance(value, tuple) else str(value)
    wanted = value if isinstance(value, tuple) else (str(value),)
    chosen = tuple(known for one in wanted for known in rule.values if known.casefold() == one.casefold())
    if len(chosen) != len(wanted):
        return None
    return chosen if isinstance(value, tuple) else chosen[0]


def _truth(written: str) -> bool | None:
    word = written.casefold()
    return True if word in _YES else False if word in _NO else None
