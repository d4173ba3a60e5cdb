"""The records of an annotation set: mentions, events, relations and comments.

All of them are frozen; a change of a record is a new record with the same id. Spans are in offsets
(code points), half-open.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from annotations.text.span import Span

AttributeValue = str | float | bool | tuple[str, ...]

# One shared empty mapping, so that 150,000 mentions without attributes cost nothing for them.
EMPTY: MappingProxyType[str, Any] = MappingProxyType({})


def _proxy(members: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(members) if members else EMPTY


# Records travel to other processes.
copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def _empty() -> Mapping[str, Any]:
    """A factory, because Python 3.11 takes no unhashable default, and a mapping proxy has no hash there."""
    return EMPTY


class Kind(StrEnum):
    """The three layers a mention can be in."""

    ENTITY = "entity"
    EVENT = "event"
    BOILERPLATE = "boilerplate"


class Status(StrEnum):
    """How far one kind is labelled in one document."""

    UNTOUCHED = "untouched"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOTHING_HERE = "nothing_here"


class Origin(StrEnum):
    """How a record came to be."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    IMPORT = "import"
    PROPAGATION = "propagation"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made a record, when and how.

    ``at`` is RFC 3339 in UTC with a trailing ``Z``; ``source`` names what suggested the record and
    ``score`` (0 to 1) how sure it was.
    """

    by: str
    at: str
    how: Origin = Origin.HAND
    source: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled stretch of text: a kind, a label id and one or more spans in text order."""

    id: str
    kind: Kind
    label: str
    spans: tuple[Span, ...]
    provenance: Provenance
    attributes: Mapping[str, AttributeValue] = field(default_factory=_empty)
    link: str | None = None
    extra: Mapping[str, Any] = field(default_factory=_empty)

    @property
    def start(self) -> int:
        """Offset at which the first span starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset at which the last span ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Argument:
    """One filled role of an event; ``target`` is the id of a mention or of another event."""

    role: str
    target: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Its type is the label of its trigger, a mention of kind event."""

    id: str
    trigger: str
    provenance: Provenance
    arguments: tuple[Argument, ...] = ()
    attributes: Mapping[str, AttributeValue] = field(default_factory=_empty)
    extra: Mapping[str, Any] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link from one mention to another."""

    id: str
    label: str
    source: str
    target: str
    provenance: Provenance
    attributes: Mapping[str, AttributeValue] = field(default_factory=_empty)
    extra: Mapping[str, Any] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Comment:
    """A note on a record, or on the whole document when ``target`` is None."""

    id: str
    target: str | None
    text: str
    provenance: Provenance
    extra: Mapping[str, Any] = field(default_factory=_empty)


Record = Mention | Event | Relation | Comment

ID_PREFIX: Mapping[type[Record], str] = MappingProxyType(
    {Mention: "m", Event: "e", Relation: "r", Comment: "c"}
)


def references(record: Record) -> tuple[str, ...]:
    """Ids of the records that ``record`` points to, in the order it names them."""
    match record:
        case Event():
            return (record.trigger, *(argument.target for argument in record.arguments))
        case Relation():
            return (record.source, record.target)
        case Comment():
            return () if record.target is None else (record.target,)
        case Mention():
            return ()
