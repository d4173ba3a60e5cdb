"""A document with what its annotators say of it, as every format reads and writes it.

Records are those of the model, but nobody has held them against a label set yet: what stands in ``label``,
in a role, an attribute or a relation is the name that the file has for it, and any text. ``mapping`` makes
labels of a label set of them. Offsets count code points of ``text`` always; a codec has converted them, and
proved its unit (``proof``), before it hands a document on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from annotations.formats.told import Told
from annotations.model.document import LabelSetRef
from annotations.model.records import (
    EMPTY,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Origin,
    Provenance,
    Record,
    Relation,
    Status,
)
from annotations.text.source import SourceText

# Of records whose file does not say who made them when; an import signs them.
UNSIGNED = Provenance("import", "1970-01-01T00:00:00Z", Origin.IMPORT)

NO_STATUS: Mapping[Kind, Status] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Labels:
    """What one annotator says of one document; "" is an annotator whom the file does not name.

    ``label_set`` is what a label file says its labels are from; None for the names of other formats.
    """

    annotator: str
    records: tuple[Record, ...]
    status: Mapping[Kind, Status] = field(default_factory=lambda: NO_STATUS)
    extra: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    label_set: LabelSetRef | None = None


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document and its annotation sets, one for each annotator.

    ``name`` says which document of its source it is: words joined by "/", no ending. It comes from outside
    and is no path before ``corpus.names`` has seen to it. ``meta`` are fields of the document that no
    annotator has said, as JSON values. ``told`` is what the reader had to decide.
    """

    name: str
    text: SourceText
    sets: tuple[Labels, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be read, while those around it can: which one, where, and why.

    ``needs`` is the option of the format without which nobody can tell what the document says; "" when it
    is for another reason.
    """

    name: str
    path: Path
    place: str
    message: str
    needs: str = ""


Read = LabelledDocument | Refused


# -- what is said, whatever the ids ------------------------------------------------------------------------

Said = tuple[Any, ...]


def said(records: Iterable[Record]) -> list[Said]:
    """What the records say, in an order of its own: equal for sets that differ in ids and provenance only.

    A record that points to another says what that one says; an event that is an argument stands for its
    trigger.
    """
    return sorted((one for _, one in said_by(records)), key=repr)


def said_by(records: Iterable[Record]) -> Iterator[tuple[Record, Said]]:
    """Each record with what it says."""
    by_id = {record.id: record for record in records}
    for record in by_id.values():
        yield record, _said(record, by_id)


def said_digest(document: LabelledDocument, *, kinds: bool = True, annotators: bool = True) -> bytes:
    """16 bytes, equal for documents with the same text of which the same is said by the same annotators.

    ``kinds`` and ``annotators`` are False where a format does not say them, so that they do not count.
    """
    hashed = hashlib.sha256(document.text.digest.encode())
    whose = [labels for labels in document.sets if labels.records]
    for one in sorted(whose, key=lambda labels: labels.annotator) if annotators else whose:
        records = one.records if kinds else tuple(_kindless(record) for record in one.records)
        told = repr((one.annotator if annotators else "", said(records)))
        hashed.update(told.encode("utf-8", "surrogatepass"))
    return hashed.digest()[:16]


def _kindless(record: Record) -> Record:
    return replace(record, kind=Kind.ENTITY) if isinstance(record, Mention) else record


def _said(record: Record, by_id: Mapping[str, Record]) -> Said:
    match record:
        case Mention():
            return _said_of_mention(record)
        case Event():
            filled = sorted(((one.role, _target(one.target, by_id)) for one in record.arguments), key=repr)
            return "event", _target(record.trigger, by_id), tuple(filled), _values(record.attributes)
        case Relation():
            ends = _target(record.source, by_id), _target(record.target, by_id)
            return "relation", record.label, *ends, _values(record.attributes)
        case Comment():
            target = None if record.target is None else _target(record.target, by_id)
            return "note", record.text, target


def _said_of_mention(mention: Mention) -> Said:
    spans = tuple((span.start, span.end) for span in mention.spans)
    return (
        "mention",
        spans,
        mention.kind.value,
        mention.label,
        _values(mention.attributes),
        mention.link,
    )


def _target(record_id: str, by_id: Mapping[str, Record]) -> Said:
    match by_id.get(record_id):
        case Mention() as mention:
            return _said_of_mention(mention)
        case Event() as event:
            return "event-on", *_target(event.trigger, by_id)
        case Relation() as relation:
            return "relation", relation.label
        case _:
            return ("nothing",)


def _values(attributes: Mapping[str, AttributeValue]) -> Said:
    return tuple(sorted(attributes.items(), key=lambda item: item[0]))
