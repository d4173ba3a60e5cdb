"""BioC's XML, brought into the form that its JSON has, and back.

A document type is let be, but nothing is loaded for it, and none that defines entities is read: a few lines
of such definitions can stand for gigabytes, or for another file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from xml.sax.saxutils import escape

from annotations.formats.characters import xml_text
from annotations.formats.errors import FormatError, at_line
from annotations.formats.files import open_file
from annotations.formats.json_documents import Object
from annotations.words import tr

if TYPE_CHECKING:
    from lxml.etree import XMLPullParser, _Element

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n'
    "<collection><source>Sorot</source><date></date><key>sorot.key</key>\n"
)
TAIL = "</collection>\n"

# A tree takes a multiple of this in memory.
LONGEST_DOCUMENT = 50_000_000
# What readers take of one text or attribute.
LONGEST_TEXT = 2_000_000

_CHUNK = 1 << 16
_OFFSET = re.compile(r"\s*([0-9]{1,15})\s*")
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


# -- reading -----------------------------------------------------------------------------------------------


def xml_documents(path: Path) -> Iterator[tuple[str, Object]]:
    """The documents of a file, each with the line where it begins; memory is bounded by the longest.

    Raises FormatError for what is no BioC XML, for entities, and for a document of more than
    ``LONGEST_DOCUMENT`` bytes.
    """
    from lxml import etree  # noqa: PLC0415 - of an extra

    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=("collection", "document"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _documents(path, parser)
    except etree.XMLSyntaxError:
        log: Any = cast("Any", parser).feed_error_log
        place = at_line(log[0].line, log[0].column) if log else ""
        words = log[0].message.strip() if log else tr("the file ends too early")
        raise FormatError(tr("It is no XML: {why}.", why=words), path, place) from None
    except OSError as error:
        raise FormatError(tr("The file cannot be read: {why}.", why=error.strerror or error), path) from error


def _documents(path: Path, parser: XMLPullParser) -> Iterator[tuple[str, Object]]:
    fed, in_collection = 0, False
    with open_file(path) as file:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            fed += len(chunk)
            for event, element in cast("Iterable[tuple[str, _Element]]", parser.read_events()):
                if element.tag == "collection" and event == "start":
                    _refuse_entities(element, path)
                    in_collection = True
                elif element.tag == "document" and event == "end" and in_collection:
                    fed = 0
                    place = at_line(cast("int", element.sourceline))
                    _refuse_entities_in(element, path, place)
                    yield place, _document(element)
                    _forget(element)
            if fed > LONGEST_DOCUMENT:
                raise FormatError(
                    tr("A document has more than {most} MB.", most=LONGEST_DOCUMENT // 10**6), path
                )
    parser.close()
    if not in_collection:
        raise FormatError(tr("It is XML, but no BioC: there is no collection in it."), path)


def _refuse_entities(element: _Element, path: Path) -> None:
    document_type: Any = element.getroottree().docinfo.internalDTD
    if document_type is not None and document_type.entities():
        raise FormatError(tr("It defines entities of its own, which are not read; BioC has none."), path)


def _refuse_entities_in(element: _Element, path: Path, place: str) -> None:
    """With a document type that is elsewhere, an entity that nothing defines is no mistake to XML."""
    from lxml import etree  # noqa: PLC0415 - of an extra

    for one in element.iter(etree.Entity):
        raise FormatError(tr("It uses the entity {name}, which is not defined.", name=one.text), path, place)


def _forget(element: _Element) -> None:
    """Let go of what was read, here and before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _document(element: _Element) -> dict[str, Any]:
    passages = [_passage(one) for one in element.iterchildren("passage")]
    return {"id": element.get("id", element.findtext("id")), "passages": passages} | _said_in(element)


# The second version of the DTD has attributes for these elements.


def _passage(element: _Element) -> dict[str, Any]:
    made: dict[str, Any] = {
        "offset": _number(element.get("offset", element.findtext("offset"))),
        "text": element.findtext("text"),
    }
    if element.tag == "passage":
        made["sentences"] = [_passage(one) for one in element.iterchildren("sentence")]
    return made | _said_in(element)


def _said_in(element: _Element) -> dict[str, Any]:
    return {
        "infons": _infons(element),
        "annotations": [_annotation(one) for one in element.iterchildren("annotation")],
        "relations": [_relation(one) for one in element.iterchildren("relation")],
    }


def _annotation(element: _Element) -> dict[str, Any]:
    locations = [
        {"offset": _number(one.get("offset")), "length": _number(one.get("length"))}
        for one in element.iterchildren("location")
    ]
    text = element.findtext("text")
    return {"id": element.get("id"), "infons": _infons(element), "text": text, "locations": locations}


def _relation(element: _Element) -> dict[str, Any]:
    nodes = [{"refid": one.get("refid"), "role": one.get("role")} for one in element.iterchildren("node")]
    return {"id": element.get("id"), "infons": _infons(element), "nodes": nodes}


def _infons(element: _Element) -> dict[str, str]:
    return {str(one.get("key")): one.text or "" for one in element.iterchildren("infon")}


def _number(text: str | None) -> int | str | None:
    """The number; what is none as it is, for the reader to say so."""
    found = _OFFSET.fullmatch(text or "")
    return text if found is None else int(found[1])


# -- writing -----------------------------------------------------------------------------------------------


def xml_document(document: Object) -> str:
    """A document in the form that the JSON has, as an element."""
    passages = "".join(
        f"<passage>{_infon_elements(one['infons'])}<offset>{one['offset']}</offset>"
        f"{_element('text', one['text'])}{_all(map(_annotation_element, one['annotations']))}</passage>"
        for one in document["passages"]
    )
    relations = _all(map(_relation_element, document["relations"]))
    return (
        f"<document>{_element('id', xml_text(document['id']))}{_infon_elements(document['infons'])}"
        f"{passages}{relations}</document>\n"
    )


def _annotation_element(annotation: Object) -> str:
    locations = "".join(
        f'<location offset="{one["offset"]}" length="{one["length"]}"/>' for one in annotation["locations"]
    )
    quote = annotation["text"]
    text = _element("text", quote) if len(quote) <= LONGEST_TEXT else ""
    infons = _infon_elements(annotation["infons"])
    return f'<annotation id="{annotation["id"]}">{infons}{locations}{text}</annotation>'


def _relation_element(relation: Object) -> str:
    nodes = "".join(
        f'<node refid="{one["refid"]}" role="{escape(one["role"], _IN_ATTRIBUTE)}"/>'
        for one in relation["nodes"]
    )
    return f'<relation id="{relation["id"]}">{_infon_elements(relation["infons"])}{nodes}</relation>'


def _infon_elements(infons: Mapping[str, str]) -> str:
    return "".join(
        f'<infon key="{escape(xml_text(name), _IN_ATTRIBUTE)}">{escape(xml_text(value), _IN_TEXT)}</infon>'
        for name, value in infons.items()
    )


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, _IN_TEXT)}</{name}>"


def _all(pieces: Iterable[str]) -> str:
    return "".join(pieces)
