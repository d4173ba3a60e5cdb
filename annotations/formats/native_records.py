"""Mentions, events, relations, comments and what they are of, as the dicts of label files and journals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from annotations.model import in_bulk
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Origin,
    Provenance,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.text_checks import LONGEST_QUOTE, QUOTE_END, digest

COLLECTIONS: Mapping[str, type[Record]] = MappingProxyType(
    {"mentions": Mention, "events": Event, "relations": Relation, "comments": Comment}
)
_NAMES = {record_type: name for name, record_type in COLLECTIONS.items()}
_DIGITS = re.compile(r"[0-9]+")


def collection_of(record: Record) -> str:
    """The list of the file that the record stands in: mentions, events, relations or comments."""
    return _NAMES[type(record)]


def natural(record_id: str) -> str:
    """A key that sorts ids as people count: m2 before m10. Different ids have different keys."""
    return f"{_DIGITS.sub(_counted, record_id)} {record_id}"


def _counted(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"{len(number):02}{number}"


# -- to dicts ---------------------------------------------------------------------------------------------


def subject_to_dict(document: DocumentRef, label_set: LabelSetRef, annotator: str) -> dict[str, Any]:
    """What records are of, from which label set and whose, keys in the file's order."""
    return {
        "document": {
            "id": document.id,
            "name": document.name,
            "digest": document.digest,
            "length": document.length,
            "offset_unit": "code_point",
        },
        "label_set": {"id": label_set.id, "version": label_set.version},
        "annotator": annotator,
    }


def record_to_dict(record: Record, text: SourceText | None) -> dict[str, Any]:
    """The record as the file writes it, keys in the file's order.

    Quotes are taken from the text; without a text there are none, which is how journals hold records.
    """
    match record:
        case Mention():
            return _mention_to_dict(record, text)
        case Event():
            arguments = [{"role": one.role, "target": one.target} for one in record.arguments]
            return {"id": record.id, "trigger": record.trigger, "arguments": arguments} | _tail(record)
        case Relation():
            ends = {"source": record.source, "target": record.target}
            return {"id": record.id, "label": record.label} | ends | _tail(record)
        case Comment():
            return {"id": record.id, "target": record.target, "text": record.text} | _tail(record)


def _mention_to_dict(mention: Mention, text: SourceText | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": mention.id,
        "kind": mention.kind.value,
        "label": mention.label,
        "spans": [_span_to_dict(span, text) for span in mention.spans],
    }
    if mention.attributes:
        made["attributes"] = _attributes_to_dict(mention.attributes)
    if mention.link is not None:
        made["link"] = mention.link
    made["provenance"] = _provenance_to_dict(mention.provenance)
    if mention.extra:
        made["extra"] = dict(mention.extra)
    return made


def _span_to_dict(span: Span, text: SourceText | None) -> dict[str, Any]:
    made: dict[str, Any] = {"start": span.start, "end": span.end}
    if text is None:
        return made
    quote = text.quote(span)
    if len(quote) <= LONGEST_QUOTE:
        made["quote"] = quote
        return made
    made["quote_start"] = quote[:QUOTE_END]
    made["quote_end"] = quote[-QUOTE_END:]
    made["quote_digest"] = digest(quote)
    return made


def _tail(record: Event | Relation | Comment) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if not isinstance(record, Comment) and record.attributes:
        made["attributes"] = _attributes_to_dict(record.attributes)
    made["provenance"] = _provenance_to_dict(record.provenance)
    if record.extra:
        made["extra"] = dict(record.extra)
    return made


def _attributes_to_dict(attributes: Mapping[str, AttributeValue]) -> dict[str, Any]:
    """The attributes by name, whatever the order in which they were set."""
    return {name: list(one) if isinstance(one, tuple) else one for name, one in sorted(attributes.items())}


def _provenance_to_dict(provenance: Provenance) -> dict[str, Any]:
    made: dict[str, Any] = {"by": provenance.by, "at": provenance.at, "how": provenance.how.value}
    if provenance.source is not None:
        made["source"] = provenance.source
    if provenance.score is not None:
        made["score"] = provenance.score
    return made


# -- from dicts -------------------------------------------------------------------------------------------


def subject_from_dict(data: Mapping[str, Any]) -> tuple[DocumentRef, LabelSetRef, str]:
    """Document, label set and annotator. Raises KeyError or TypeError for what is no such dict."""
    document, label_set = data["document"], data["label_set"]
    return (
        DocumentRef(document["id"], document["name"], document["digest"], document["length"]),
        LabelSetRef(label_set["id"], label_set["version"]),
        data["annotator"],
    )


def record_from_dict(collection: str, data: Mapping[str, Any]) -> Record:
    """The record that a dict of this list holds; its quotes, if any, are not looked at.

    The schema has been checked before; a dict that does not hold to it raises KeyError, TypeError or
    ValueError.
    """
    return _MAKERS[collection](data)


def _mention(data: Mapping[str, Any]) -> Mention:
    return in_bulk.mention(
        data["id"],
        _KINDS[data["kind"]],
        data["label"],
        tuple([in_bulk.span(span["start"], span["end"]) for span in data["spans"]]),  # no generator: faster
        _provenance(data["provenance"]),
        _attributes(data["attributes"]) if "attributes" in data else EMPTY,
        data.get("link"),
        data.get("extra") or EMPTY,
    )


def _event(data: Mapping[str, Any]) -> Event:
    return Event(
        data["id"],
        data["trigger"],
        _provenance(data["provenance"]),
        tuple(Argument(one["role"], one["target"]) for one in data["arguments"]),
        _attributes(data.get("attributes", EMPTY)),
        data.get("extra") or EMPTY,
    )


def _relation(data: Mapping[str, Any]) -> Relation:
    return Relation(
        data["id"],
        data["label"],
        data["source"],
        data["target"],
        _provenance(data["provenance"]),
        _attributes(data.get("attributes", EMPTY)),
        data.get("extra") or EMPTY,
    )


def _comment(data: Mapping[str, Any]) -> Comment:
    provenance = _provenance(data["provenance"])
    return Comment(data["id"], data["target"], data["text"], provenance, data.get("extra") or EMPTY)


_KINDS = {kind.value: kind for kind in Kind}
_PLAIN = 3
"""Members of a provenance without source and score."""
_ORIGINS = {origin.value: origin for origin in Origin}
_MAKERS: dict[str, Callable[[Mapping[str, Any]], Record]] = {
    "mentions": _mention,
    "events": _event,
    "relations": _relation,
    "comments": _comment,
}


def _provenance(data: Mapping[str, Any]) -> Provenance:
    if len(data) == _PLAIN:
        return _shared_plain(data["by"], data["at"], data["how"])
    return _shared(data["by"], data["at"], data["how"], data.get("source"), data.get("score"))


@lru_cache(maxsize=1024)
def _shared_plain(by: str, at: str, how: str) -> Provenance:
    """The same for a record without source and score, as nearly all are; quicker to be found."""
    return Provenance(by, at, _ORIGINS[how])


@lru_cache(maxsize=1024, typed=True)  # typed: a score of 1 is not written as 1.0, nor the other way round
def _shared(by: str, at: str, how: str, source: str | None, score: float | None) -> Provenance:
    """One provenance for all records that have the same, as those of one suggestion or import do."""
    return Provenance(by, at, _ORIGINS[how], source, score)


def _attributes(data: Mapping[str, Any]) -> Mapping[str, AttributeValue]:
    if not data:
        return EMPTY
    return {name: tuple(one) if isinstance(one, list) else one for name, one in data.items()}
