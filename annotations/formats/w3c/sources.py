"""Which Web Annotations of a file are of which text, and where that text is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from annotations.formats.errors import FormatError
from annotations.formats.files import is_file
from annotations.formats.inputs import read_text
from annotations.formats.json_documents import Object, json_documents, list_in, object_in, objects_in
from annotations.formats.w3c.places import Target, iri, targets
from annotations.formats.w3c.terms import ANNOTATORS, META, TEXT
from annotations.model.records import EMPTY
from annotations.words import tr

_OWN_TEXT = re.compile(r"urn:sorot:(.*):text\Z", re.DOTALL)


@dataclass
class Source:
    """A text and the annotations of it; ``text`` is None until it is found."""

    iri: str
    name: str = ""
    text: str | None = None
    meta: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    annotators: list[str] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)


@dataclass
class Annotation:
    """An annotation, with its targets and its place in the file."""

    value: Object
    place: str
    targets: list[Target]

    @property
    def id(self) -> str:
        """Its IRI, or its place where it has none."""
        return iri(self.value) or f"#{self.place}"


def sources_of(path: Path) -> list[Source]:
    """The texts that the annotations of a file are of, each with its annotations, in the order of the file.

    Raises FormatError for what holds no Web Annotations.
    """
    sources: dict[str, Source] = {}
    alone: list[Annotation] = []
    for place, value in json_documents(path):
        if not isinstance(value, dict):
            raise FormatError(tr("A Web Annotation, or a collection of them, is a JSON object."), path, place)
        try:
            found = list(_annotations(value, place))
            if "Annotation" in _forms(value):
                alone += found
            else:
                _own_text(value, sources)
                _gather(found, sources)
        except FormatError as error:
            raise FormatError(error.message, path, error.place or place) from None
    try:
        _gather(alone, sources)
    except FormatError as error:
        raise FormatError(error.message, path, error.place) from None
    return list(sources.values())


def text_of(source: Source, path: Path) -> tuple[str, str]:
    """The text of a source and its name: from the collection, or from a file beside the one at ``path``.

    Raises FormatError when there is none.
    """
    if source.text is not None:
        return source.text, source.name
    beside = _beside(source, path)
    if beside is None and not source.iri:
        raise FormatError(tr("Which text the annotations are of is not said, and no text is in the file."))
    if beside is None:
        raise FormatError(
            tr("The text {iri} is not in the file, and no file of its name is beside it.", iri=source.iri)
        )
    return read_text(beside).text, beside.name.removesuffix(".txt")


def texts_beside(path: Path) -> list[Path]:
    """The files with the texts that the annotations of a file are of, where it does not bring them itself."""
    try:
        found = (_beside(one, path) for one in sources_of(path) if one.text is None)
        return sorted({one for one in found if one is not None})
    except FormatError:
        return []


def _beside(source: Source, path: Path) -> Path | None:
    """The file with the name that an IRI ends in, beside another one; never one of another folder.

    Programs that save the annotations alone keep the IRI that Sorot has given to the text.
    """
    named = _OWN_TEXT.sub(r"\1", re.split("[?#]", source.iri, maxsplit=1)[0])
    name = unquote(named).rpartition("/")[2]
    if name and not name.startswith(".") and not set(name) & set("/\\:\0"):
        for one in (path.with_name(name), path.with_name(f"{name}.txt")):
            if is_file(one):
                return one
    return None


def _own_text(value: Object, sources: dict[str, Source]) -> None:
    """Note the text that a collection brings along."""
    own = object_in(value, TEXT)
    if not own:
        return
    if iri(own) in sources:
        raise FormatError(tr("Two collections bring the text {iri}.", iri=iri(own)))
    text = own.get("value")
    sources[iri(own)] = Source(
        iri(own),
        str(value.get("label", "")),
        text if isinstance(text, str) else None,
        object_in(value, META),
        [str(one) for _, one in list_in(value, ANNOTATORS)],
    )


def _gather(found: Sequence[Annotation], sources: dict[str, Source]) -> None:
    """Put annotations to their texts; those about others to the text of those."""
    by_id: dict[str, Annotation] = {}
    for one in found:
        if one.id in by_id:
            raise FormatError(tr("Two annotations have the id {id}.", id=one.id), place=one.place)
        by_id[one.id] = one
    known: dict[str, str] = {}
    for one in found:
        passed: dict[str, None] = {}
        at, about = one, ""
        while at.id not in known:
            if at.id in passed:
                raise FormatError(tr("{id} is about itself.", id=at.id), place=at.place)
            passed[at.id] = None
            about = at.targets[0].source if at.targets else ""
            if about not in by_id:
                break
            at = by_id[about]
        known |= dict.fromkeys(passed, known.get(at.id, about))
        sources.setdefault(known[one.id], Source(known[one.id])).annotations.append(one)


def _annotations(value: Object, place: str) -> Iterator[Annotation]:
    forms = _forms(value)
    if "AnnotationCollection" in forms:
        first = value.get("first")
        if isinstance(first, dict):
            yield from _annotations(first | {"type": "AnnotationPage"}, f"{place}/first")
        elif first is not None:
            raise FormatError(tr("The pages of the collection are not in the file."), place=f"{place}/first")
    elif "AnnotationPage" in forms:
        if value.get("next") is not None:
            raise FormatError(
                tr("The next page of the collection is not in the file."), place=f"{place}/next"
            )
        for where, one in objects_in(value, "items", place):
            yield Annotation(one, where, list(targets(one.get("target"), f"{where}/target")))
    elif "Annotation" in forms:
        yield Annotation(value, place, list(targets(value.get("target"), f"{place}/target")))
    else:
        raise FormatError(
            tr("It is no Web Annotation, and no page or collection of them."), place=f"{place}/type"
        )


def _forms(value: Object) -> list[Any]:
    forms = value.get("type")
    return forms if isinstance(forms, list) else [forms]
