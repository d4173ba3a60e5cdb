"""W3C Web Annotations in JSON-LD: a collection for each document, with the text in it.

A mention is an annotation that tags the text at one or several targets. Events, relations and notes are
annotations whose targets are others. The model: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read
from annotations.formats.format import Format, Layout
from annotations.formats.json_documents import json_of
from annotations.formats.json_text import json_object
from annotations.formats.w3c.reader import read_file
from annotations.formats.w3c.sources import texts_beside
from annotations.formats.w3c.terms import (
    ANNOTATOR,
    ANNOTATORS,
    ATTRIBUTES,
    CONTEXT,
    KIND,
    LABEL,
    LINK,
    META,
    OUR_CONTEXT,
    RECORD,
    ROLE,
    TEXT,
)
from annotations.model.records import (
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
from annotations.text.span import Span
from annotations.words import mark

W3C = Format(
    id="w3c",
    name="W3C Web Annotations (JSON-LD)",
    endings=(".jsonld",),
    layout=Layout.SEPARATE,
    carries=EVERYTHING,
    unit=mark("code points"),
    about=mark("A collection of annotations a text, as linked data, for annotation servers and viewers."),
)

# How much stands around a quote. What is longer, and what stands in a text with more records, is found by its
# place alone: such a file would be too large for most that read it.
_AROUND, _LONGEST_QUOTE, _MOST_QUOTES = 20, 2000, 50_000


class WebAnnotations(Codec):
    """W3C Web Annotations, a collection a document; also pages and single annotations, in arrays too."""

    format = W3C

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the context that every one of them names."""
        return mark("it names the context of Web Annotations") if b"www.w3.org/ns/anno" in head.data else None

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The file, and the texts beside it that it is of."""
        return [path, *texts_beside(path)]

    def read(self, path: Path) -> Iterator[Read]:
        """The texts that the annotations of a file are of, each with its annotations."""
        yield from read_file(path)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The collection."""
        return {self.format.endings[0]: json_object(_Collection(document).value())}


class _Collection:
    """The annotations of a document; their ids are URNs that begin with that of the document."""

    def __init__(self, document: LabelledDocument) -> None:
        self._document = document
        self._text = document.text.text
        self._base = f"urn:sorot:{quote(document.name, safe='/', errors='replace') or 'text'}"
        self._source = f"{self._base}:text"
        self._has_quotes = sum(len(one.records) for one in document.sets) <= _MOST_QUOTES

    def value(self) -> dict[str, Any]:
        """The collection, with one page that has all annotations."""
        sets = enumerate(self._document.sets)
        items = [one for number, labels in sets for one in self._annotations(number, labels)]
        text = {"id": self._source, "type": "Text", "format": "text/plain", "value": self._text}
        return {
            "@context": [CONTEXT, OUR_CONTEXT],
            "id": self._base,
            "type": "AnnotationCollection",
            "label": self._document.name,
            "total": len(items),
            TEXT: text,
            META: dict(self._document.meta),
            ANNOTATORS: [one.annotator for one in self._document.sets],
            "first": {"id": f"{self._base}:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
        }

    def _annotations(self, number: int, labels: Labels) -> Iterator[dict[str, Any]]:
        ids = {one.id: f"{self._base}:{number}:{one.id}" for one in labels.records}
        for record in labels.records:
            common = {"id": ids[record.id], "type": "Annotation", ANNOTATOR: labels.annotator}
            yield common | _signed(record.provenance) | self._said(record, ids)

    def _said(self, record: Record, ids: Mapping[str, str]) -> dict[str, Any]:
        match record:
            case Mention():
                return self._mention(record)
            case Event():
                bodies = [_link(ids[one.target]) | {ROLE: one.role} for one in record.arguments]
                event = {"motivation": "linking", "target": ids[record.trigger], RECORD: "event"}
                return event | ({"body": bodies} if bodies else {}) | _attributes(record.attributes)
            case Relation():
                ends = {"target": ids[record.source], "body": _link(ids[record.target])}
                relation = {"motivation": "linking", RECORD: "relation", LABEL: record.label}
                return ends | relation | _attributes(record.attributes)
            case Comment():
                target = self._source if record.target is None else ids[record.target]
                body = _textual(record.text, "commenting")
                return {"motivation": "commenting", "target": target, "body": body}

    def _mention(self, mention: Mention) -> dict[str, Any]:
        targets = [
            {"type": "SpecificResource", "source": self._source, "selector": self._selectors(span)}
            for span in mention.spans
        ]
        said: dict[str, Any] = {
            "motivation": "tagging",
            "body": _textual(mention.label, "tagging"),
            "target": targets if len(targets) > 1 else targets[0],
        }
        if mention.kind is not Kind.ENTITY:
            said[KIND] = mention.kind.value
        if mention.link is not None:
            said[LINK] = mention.link
        return said | _attributes(mention.attributes)

    def _selectors(self, span: Span) -> list[dict[str, Any]]:
        """Two ways to the same place: by its offsets, and by what stands there."""
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        if not (self._has_quotes and 0 < span.length <= _LONGEST_QUOTE):
            return [place]
        return [
            place,
            {
                "type": "TextQuoteSelector",
                "exact": self._text[span.start : span.end],
                "prefix": self._text[max(0, span.start - _AROUND) : span.start],
                "suffix": self._text[span.end : span.end + _AROUND],
            },
        ]


def _signed(provenance: Provenance) -> dict[str, Any]:
    if provenance == UNSIGNED:
        return {}
    form = "Software" if provenance.how is Origin.IMPORT else "Person"
    return {"creator": {"type": form, "name": provenance.by}, "created": provenance.at}


def _textual(text: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": text}


def _link(target: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": "linking", "source": target}


def _attributes(attributes: Mapping[str, AttributeValue]) -> dict[str, Any]:
    return {ATTRIBUTES: {name: json_of(one) for name, one in attributes.items()}} if attributes else {}
