"""BioC, as JSON and as XML: collections of documents with annotations and relations of any number of nodes.

After the DTD of BioC (bioc.sourceforge.net) and the Python library `bioc`. An event is a relation with a node
in the role "trigger"; its arguments are the other nodes, which may be relations.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from annotations.formats.bioc.fitting import fit
from annotations.formats.bioc.reader import document_of
from annotations.formats.bioc.writer import written
from annotations.formats.bioc.xml import HEAD, TAIL, xml_document, xml_documents
from annotations.formats.carries import EVERYTHING
from annotations.formats.characters import json_text, xml_text
from annotations.formats.codec import Codec, Head, Joined, Reference, Sink, are_too_large
from annotations.formats.errors import FormatError, within
from annotations.formats.exchange import LabelledDocument, Read, Refused
from annotations.formats.fitting import Fitted
from annotations.formats.format import Format, Layout, Option
from annotations.formats.json_documents import Object, json_documents, objects_in
from annotations.formats.json_items import member_items
from annotations.formats.json_text import json_line
from annotations.formats.proof import Unit
from annotations.words import mark, tr

_CARRIES = EVERYTHING
_UNIT = Option(
    "unit",
    mark("Offsets count"),
    mark("What offsets count in files whose quoted text does not prove it; code points are written always."),
    (Unit.CODE_POINT.value, Unit.UTF16.value, Unit.BYTE.value),
    (mark("code points"), mark("UTF-16 units"), mark("bytes of UTF-8")),
    writes=False,
)

BIOC_JSON = Format(
    id="bioc-json",
    name="BioC JSON",
    endings=(".bioc.json", ".json", ".jsonl"),
    layout=Layout.JOINED,
    carries=_CARRIES,
    unit=mark("code points"),
    options=(_UNIT,),
    about=mark("Collections of texts as biomedical corpora and taggers have them; in JSON."),
)
BIOC_XML = Format(
    id="bioc-xml",
    name="BioC XML",
    endings=(".bioc.xml", ".xml"),
    layout=Layout.JOINED,
    carries=_CARRIES,
    unit=mark("code points"),
    extra="xml",
    needs="lxml",
    options=(_UNIT,),
    about=mark("Collections of texts as biomedical corpora and taggers have them; in XML."),
)

# The arrays that hold documents: BioC's own, and PubTator's.
_DOCUMENTS = ("documents", "PubTator3")
_JSON_HEAD = (
    b'{"source": "Sorot", "date": "", "key": "sorot.key", "version": "1.0", "infons": {}, "documents": [\n'
)
_COLLECTION = re.compile(rb"<collection[\s>]")
_KEY = """\
What stands in these files
==========================

Offsets and lengths count code points (not bytes, not UTF-16 units), from the beginning of the
document's text, which is one passage, or several in a row where it is longer than 2,000,000.

Infons of annotations and relations:
  type          the label; of an event the label of its trigger
  identifier    the id of the real-world thing that is meant
  annotator     who says so
  note, note2   notes
  sorot:kind    entity, event (the word that says that something happened) or boilerplate
                (what does not belong to the article)
  sorot:values  attributes that are no plain texts, as JSON; as texts they are infons, too
  others        attributes, by their names

Relations have two nodes, source and target. Events are relations whose first node is their
trigger; the other nodes are their arguments by their roles: annotations, or other events.

Infons of documents: note, note2 (with several annotators note@NAME), and sorot:annotators,
the names of the annotators as JSON.
"""


class _BioC(Codec):
    """What both forms have in common."""

    @abstractmethod
    def _values(self, path: Path) -> Iterator[tuple[str, Object]]:
        """The documents of a file in the form that the JSON has, and where they stand."""

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a collection."""
        unit = Unit(self.options["unit"])
        for place, value in self._values(path):
            try:
                yield document_of(value, unit)
            except FormatError as error:
                name = value.get("id")
                where = within(place, error.place)
                yield Refused(name if isinstance(name, str) else "", path, where, error.message)

    def companions(self) -> Mapping[str, bytes]:
        """The key file, which says in words what the infons mean."""
        return {"sorot.key": _KEY.encode()}


class BioCJson(_BioC):
    """Collections in JSON; also arrays of collections or documents, and one document a line."""

    format = BIOC_JSON

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its passages and infons."""
        if head.is_json and {"passages", "infons"} <= head.keys:
            return mark("it has passages and infons like BioC's")
        return None

    def _values(self, path: Path) -> Iterator[tuple[str, Object]]:
        found = member_items(path, _DOCUMENTS)
        for place, value in json_documents(path) if found is None else found:
            if not isinstance(value, dict):
                raise FormatError(tr("A document or a collection is a JSON object."), path, place)
            if "passages" in value:
                yield place, value
            elif any(name in value for name in _DOCUMENTS):
                yield from (one for name in _DOCUMENTS for one in objects_in(value, name, place))
            else:
                raise FormatError(tr("It is neither a BioC collection nor a document of one."), path, place)

    def fit(self, document: LabelledDocument) -> Fitted:
        """Nearly everything."""
        return fit(document, self.format.carries, json_text)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The document."""
        return {"": json_line(written(document))}

    def sink(self, file: BinaryIO) -> Sink:
        """A collection, one document a line."""
        return Joined(file, _JSON_HEAD, b",\n", b"\n]}\n")

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What the library `bioc` finds; None also for files that it would take too much memory for."""
        try:
            from bioc import biocjson  # noqa: PLC0415 - for this only
        except ImportError:
            return None
        if are_too_large(paths):
            return None
        documents = mentions = 0
        for path in paths:
            with path.open(encoding="utf-8") as file:
                collection = biocjson.load(file)
            documents += len(collection.documents)
            mentions += sum(len(one.annotations) for made in collection.documents for one in made.passages)
        return Reference("bioc", documents, mentions)


class BioCXml(_BioC):
    """Collections in XML."""

    format = BIOC_XML

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its elements."""
        if _COLLECTION.search(head.data) and (b"<infon" in head.data or b"<passage" in head.data):
            return mark("it is a collection with passages like BioC's")
        return None

    def _values(self, path: Path) -> Iterator[tuple[str, Object]]:
        return xml_documents(path)

    def fit(self, document: LabelledDocument) -> Fitted:
        """Nearly everything, but for control characters, which XML does not have."""
        return fit(document, self.format.carries, xml_text)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The document."""
        sets = tuple(replace(labels, annotator=xml_text(labels.annotator)) for labels in document.sets)
        return {"": xml_document(written(replace(document, sets=sets))).encode()}

    def sink(self, file: BinaryIO) -> Sink:
        """A collection."""
        return Joined(file, HEAD.encode(), b"", TAIL.encode())

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What the library `bioc` finds; None also for files that it would take too much memory for."""
        try:
            from bioc import biocxml  # noqa: PLC0415 - for this only
        except ImportError:
            return None
        if are_too_large(paths):
            return None
        documents = mentions = 0
        for path in paths:
            for made in biocxml.BioCXMLDocumentReader(str(path)):
                documents += 1
                mentions += sum(len(one.annotations) for one in made.passages)
        return Reference("bioc", documents, mentions)
