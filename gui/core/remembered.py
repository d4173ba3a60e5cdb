"""What a window remembers of the documents on its desk, to come back to them the next time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from schemas.late import late_dataclass

DOCUMENTS_KEPT = 200
"""More tabs than that are nobody's work of yesterday."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the annotator was in a document. All but ``y`` are offsets.

    The row that starts at ``top`` stood ``y`` pixels below the upper edge of the view. ``current`` is the
    current mention's id. A stand may be older than the text: whoever takes it makes it fit.
    """

    caret: int = 0
    anchor: int = 0
    top: int = 0
    y: int | None = None
    """None for the start of the document, as it is first shown."""
    current: str | None = None


@late_dataclass(frozen=True)
class RememberedDocument:
    """A document that was on the desk. ``encoding`` is the one that was asked for, None for the one found."""

    path: str
    encoding: str | None = None
    read_only: bool = False
    stand: Stand = Stand()


@dataclass(frozen=True, slots=True)
class RememberedDesk:
    """The documents in the order of their tabs, and the number of the one in front, from 0."""

    documents: tuple[RememberedDocument, ...] = ()
    front: int = 0


def read_desk(stored: object) -> RememberedDesk:
    """The desk from what `write_desk` made. Raises TypeError or ValueError."""
    fields = _mapping(stored)
    documents = fields.get("documents")
    if not isinstance(documents, list):
        raise TypeError(f"not a list: {documents!r}")
    return RememberedDesk(
        tuple(_document(one) for one in documents[:DOCUMENTS_KEPT]), _number(fields.get("front"))
    )


def write_desk(desk: RememberedDesk) -> object:
    """The desk as JSON can hold it; what is as usual is left out."""
    return {"documents": [_written(one) for one in desk.documents[:DOCUMENTS_KEPT]], "front": desk.front}


def _document(stored: object) -> RememberedDocument:
    fields = _mapping(stored)
    path, encoding = fields.get("path"), fields.get("encoding")
    if not isinstance(path, str) or not path:
        raise TypeError(f"not a path: {path!r}")
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"not an encoding: {encoding!r}")
    return RememberedDocument(path, encoding, fields.get("read_only") is True, _stand(fields.get("stand")))


def _stand(stored: object) -> Stand:
    if stored is None:
        return Stand()
    fields = _mapping(stored)
    current, y = fields.get("current"), fields.get("y")
    if current is not None and not isinstance(current, str):
        raise TypeError(f"not an id: {current!r}")
    if y is not None and (isinstance(y, bool) or not isinstance(y, int)):
        raise TypeError(f"not a number: {y!r}")
    caret, anchor, top = (_number(fields.get(name)) for name in ("caret", "anchor", "top"))
    return Stand(caret, anchor, top, y, current)


def _written(document: RememberedDocument) -> dict[str, object]:
    fields: dict[str, object] = {"path": document.path}
    if document.encoding is not None:
        fields["encoding"] = document.encoding
    if document.read_only:
        fields["read_only"] = True
    stand = document.stand
    if stand != Stand():
        fields["stand"] = {
            "caret": stand.caret,
            "anchor": stand.anchor,
            "top": stand.top,
            "y": stand.y,
            "current": stand.current,
        }
    return fields


def _mapping(stored: object) -> dict[str, object]:
    if not isinstance(stored, dict):
        raise TypeError(f"not an object: {stored!r}")
    return cast("dict[str, object]", stored)


def _number(stored: object) -> int:
    """A number from 0 that Qt can hold as well."""
    if isinstance(stored, bool) or not isinstance(stored, int):
        raise TypeError(f"not a number: {stored!r}")
    if not 0 <= stored < 1 << 31:
        raise ValueError(f"not a number of a place: {stored}")
    return stored
