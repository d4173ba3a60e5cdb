"""GATE's bdoc in JSON: a text with annotation sets, as gatenlp and GATE's Bdoc plugin read and write it.

Each annotator has an annotation set. An annotation is a mention of its type; events, relations and notes are
annotations whose feature ``sorot.record`` says what they are, and which name others by their ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from annotations.formats.bdoc.reader import (
    ARGUMENTS,
    ATTRIBUTES,
    KIND,
    LINK,
    OURS,
    RECORD,
    SOURCE,
    SPANS,
    TARGET,
    TEXT,
    TRIGGER,
    document_of,
)
from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head, Reference
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.format import Format, Layout
from annotations.formats.json_documents import (
    json_of,
    read_each,
)
from annotations.model.records import (
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.words import mark, tr

BDOC = Format(
    id="bdoc",
    name="GATE bdoc (JSON)",
    endings=(".bdocjs",),
    layout=Layout.SEPARATE,
    carries=EVERYTHING,
    unit=mark("code points or UTF-16 units: each file says which"),
    about=mark("Texts with annotation sets for GATE and gatenlp, in Python and Java."),
)


class Bdoc(Codec):
    """GATE's bdoc in JSON, a file a document; also an array of them, or one a line."""

    format = BDOC

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its annotation sets."""
        return mark("it has annotation sets like a bdoc") if "annotation_sets" in head.keys else None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a file."""
        yield from read_each(path, document_of)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The document, all in ASCII: gatenlp reads files in the encoding of the machine."""
        numbers = count()
        sets = {one.annotator: _set(one, numbers) for one in document.sets}
        written = {
            "annotation_sets": sets,
            "text": document.text.text,
            "features": dict(document.meta),
            "offset_type": "p",
            "name": document.name,
        }
        return {self.format.endings[0]: b"{\n" + json.dumps(written).encode()[1:] + b"\n"}

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What gatenlp finds: the annotations that are mentions."""
        if find_spec("gatenlp") is None:
            return None
        load: Callable[..., Any] = import_module("gatenlp").Document.load
        mentions = 0
        for path in paths:
            try:
                document = load(str(path), fmt="json")
            except Exception as error:
                raise FormatError(tr("gatenlp refuses it: {why}", why=error), path) from error
            for name in document.annset_names():
                mentions += sum(RECORD not in one.features for one in document.annset(name))
        return Reference("gatenlp", len(paths), mentions)


# -- writing -----------------------------------------------------------------------------------------------


def _set(labels: Labels, numbers: Iterator[int]) -> dict[str, Any]:
    """An annotation set; ids are numbers, none twice in the document."""
    ids = {one.id: next(numbers) for one in labels.records}
    places = {one.id: one for one in labels.records if isinstance(one, Mention)}
    events = {one.id: one.trigger for one in labels.records if isinstance(one, Event)}
    written = []
    for record in labels.records:
        form, features = _features(record, ids)
        about = _about(record)
        place = places.get(events.get(about, about))
        start, end = (place.start, place.end) if place is not None else (0, 0)
        written.append({"type": form, "start": start, "end": end, "id": ids[record.id], "features": features})
    return {"name": labels.annotator, "annotations": written, "next_annid": next(numbers)}


def _about(record: Record) -> str:
    """The record at whose place this one stands; "" for none."""
    match record:
        case Mention():
            return record.id
        case Event():
            return record.trigger
        case Relation():
            return record.source
        case Comment():
            return record.target or ""


def _features(record: Record, ids: Mapping[str, int]) -> tuple[str, dict[str, Any]]:
    """The type of the annotation, and its features."""
    match record:
        case Mention():
            return record.label, _of_mention(record)
        case Event():
            filled = [[one.role, ids[one.target]] for one in record.arguments]
            said = {RECORD: "event", TRIGGER: ids[record.trigger], ARGUMENTS: filled}
            return "Event", _attributes(record.attributes) | said
        case Relation():
            said = {RECORD: "relation", SOURCE: ids[record.source], TARGET: ids[record.target]}
            return record.label, _attributes(record.attributes) | said
        case Comment():
            target = None if record.target is None else ids[record.target]
            return "Note", {RECORD: "note", TARGET: target, TEXT: record.text}


def _of_mention(mention: Mention) -> dict[str, Any]:
    kept = mention.extra.get("features")
    features = (kept if isinstance(kept, dict) else {}) | _attributes(mention.attributes)
    if mention.kind is not Kind.ENTITY:
        features[KIND] = mention.kind.value
    if len(mention.spans) > 1:
        features[SPANS] = [[one.start, one.end] for one in mention.spans]
    if mention.link is not None:
        features[LINK] = mention.link
    return features


def _attributes(attributes: Mapping[str, AttributeValue]) -> dict[str, Any]:
    plain = {name: json_of(one) for name, one in attributes.items() if not name.startswith(OURS)}
    others = {name: json_of(one) for name, one in attributes.items() if name.startswith(OURS)}
    return plain | ({ATTRIBUTES: others} if others else {})
