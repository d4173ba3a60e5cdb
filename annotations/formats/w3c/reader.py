"""Web Annotations, read: the annotations of a file, put together by the text that they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.fitting import Cut
from annotations.formats.json_documents import (
    Object,
    attribute_of,
    object_in,
    person,
    utc,
)
from annotations.formats.proof import Ruler, Unit, proved
from annotations.formats.told import Told, told_of
from annotations.formats.w3c.places import iri
from annotations.formats.w3c.sources import Annotation, Source, sources_of, text_of
from annotations.formats.w3c.terms import (
    ANNOTATOR,
    ATTRIBUTES,
    KIND,
    LABEL,
    LINK,
    RECORD,
    ROLE,
)
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
from annotations.words import mark, tr

_KINDS = {one.value: one for one in Kind}
_LABELLING = frozenset({"tagging", "classifying", "identifying", "highlighting", ""})
_KEPT = frozenset(
    {"@context", "id", "type", "motivation", "body", "bodyValue", "target", "creator", "created"}
    | {ANNOTATOR, ATTRIBUTES, KIND, LABEL, LINK, RECORD}
)


def read_file(path: Path) -> Iterator[Read]:
    """The documents of a file. Raises FormatError for what holds no Web Annotations."""
    for source in sources_of(path):
        try:
            yield _Reader(source, path).document()
        except FormatError as error:
            yield Refused(source.name or source.iri, path, error.place, error.message)


class _Reader:
    """Makes a document of the annotations of one text."""

    def __init__(self, source: Source, path: Path) -> None:
        self._source = source
        self._path = path
        self._told: Counter[str] = Counter()
        self._numbers: dict[str, Iterator[int]] = {}
        self._ids: dict[str, str] = {}

    def document(self) -> LabelledDocument:
        """The document. Raises FormatError where its text is missing, or the annotations do not fit it."""
        text, name = text_of(self._source, self._path)
        annotations = self._source.annotations
        ranges = [spot.range for one in annotations for spot in one.targets if spot.range is not None]
        ruler, told = proved(text, ranges, Unit.CODE_POINT, (Unit.UTF16,))
        groups: dict[str, list[Record]] = {one: [] for one in self._source.annotators}
        waiting = []
        for one in annotations:
            if self._is_placed(one):
                groups.setdefault(_annotator(one.value), []).extend(self._mentions(one, text, ruler))
            else:
                waiting.append(one)
        for one in waiting:
            letter = {"event": "e", "relation": "r"}.get(str(one.value.get(RECORD)), "c")
            self._ids[one.id] = self._new_id(letter)
        for one in waiting:
            groups.setdefault(_annotator(one.value), []).extend(self._others(one))
        sets = tuple(self._settled(name, Labels(person, tuple(found))) for person, found in groups.items())
        proof = [Told(told)] if told else []
        others = told_of(self._told, mark("left out, or read otherwise: {things}"))
        return LabelledDocument(name, SourceText(text), sets, dict(self._source.meta), (*proof, *others))

    def _settled(self, name: str, labels: Labels) -> Labels:
        """The labels without what leads to another annotator's."""
        cut = Cut(name, labels)
        cut.settle()
        if cut.losses:
            self._told[tr("links to what another one has said")] += len(cut.losses)
        return cut.labels()

    def _is_placed(self, one: Annotation) -> bool:
        return one.value.get(RECORD) is None and any(target.selected for target in one.targets)

    # -- mentions ------------------------------------------------------------------------------------------

    def _mentions(self, one: Annotation, text: str, ruler: Ruler) -> Iterator[Record]:
        """The mentions of one annotation, one for each label, with its notes."""
        spans = self._spans(one, text, ruler)
        if not spans:
            return
        bodies = _Bodies(one.value)
        labels = bodies.labels or [bodies.motivation or "highlighting"]
        if len(labels) > 1:
            self._told[tr("annotations with several labels (a mention for each)")] += 1
        provenance = _provenance(one.value)
        link = one.value.get(LINK, bodies.link)
        others = {name: value for name, value in one.value.items() if name not in _KEPT}
        for number, label in enumerate(labels):
            mention_id = self._new_id("m")
            if not number:
                self._ids[one.id] = mention_id
            yield Mention(
                mention_id,
                _KINDS.get(str(one.value.get(KIND)), Kind.ENTITY),
                label,
                spans,
                provenance,
                _attributes(one.value),
                link if isinstance(link, str) else None,
                {"w3c": others} if others else EMPTY,
            )
        for note in bodies.notes:
            yield Comment(self._new_id("c"), self._ids[one.id], note, provenance)

    def _spans(self, one: Annotation, text: str, ruler: Ruler) -> tuple[Span, ...]:
        if any(target.source != self._source.iri for target in one.targets):
            self._told[tr("annotations of several texts")] += 1
            return ()
        found = [target.span(text, ruler) for target in one.targets]
        spans = [span for span in found if span is not None]
        if len(spans) < len(found):
            self._told[tr("annotations whose place in the text cannot be told")] += 1
            return ()
        if any(target.range is None for target in one.targets):
            self._told[tr("annotations found by what they quote")] += 1
        return Ruler(text, Unit.CODE_POINT).spans(((span.start, span.end) for span in spans), one.place)

    # -- what is about them --------------------------------------------------------------------------------

    def _others(self, one: Annotation) -> Iterator[Record]:
        """The event, the relation or the notes that an annotation of others says."""
        record_id, provenance, attributes = self._ids[one.id], _provenance(one.value), _attributes(one.value)
        linked = [
            body for body in _listed(one.value.get("body")) if isinstance(body, dict) and "source" in body
        ]
        match one.value.get(RECORD):
            case "event":
                arguments = tuple(
                    Argument(str(body.get(ROLE, "")), self._target(iri(body["source"]), one, "me"))
                    for body in linked
                )
                yield Event(record_id, self._first(one, "m"), provenance, arguments, attributes)
            case "relation" if linked:
                label = str(one.value.get(LABEL, "linking"))
                target = self._target(iri(linked[0]["source"]), one, "m")
                yield Relation(record_id, label, self._first(one, "m"), target, provenance, attributes)
            case _:
                yield from self._notes(one, record_id, provenance)

    def _notes(self, one: Annotation, record_id: str, provenance: Provenance) -> Iterator[Comment]:
        bodies = _Bodies(one.value)
        about = self._ids.get(one.targets[0].source) if one.targets else None
        if about is not None and about[0] == "c":
            self._told[tr("replies to notes (kept as notes on the text)")] += 1
            about = None
        texts = [*bodies.labels, *bodies.notes]
        if not texts:
            self._told[tr("annotations that say nothing of a place")] += 1
        for number, text in enumerate(texts):
            yield Comment(record_id if not number else self._new_id("c"), about, text, provenance)

    def _first(self, one: Annotation, letters: str) -> str:
        return self._target(one.targets[0].source if one.targets else "", one, letters)

    def _target(self, name: str, one: Annotation, letters: str) -> str:
        found = self._ids.get(name)
        if found is None or found[0] not in letters:
            raise FormatError(
                tr("No annotation that could stand here has the id {name}.", name=name), place=one.place
            )
        return found

    def _new_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers.setdefault(letter, count(1)))}"


class _Bodies:
    """What the bodies of an annotation say: labels, notes and a link, by their purposes."""

    def __init__(self, annotation: Object) -> None:
        motivations = _listed(annotation.get("motivation"))
        self.motivation = str(motivations[0]) if motivations else ""
        self.labels: list[str] = []
        self.notes: list[str] = []
        self.link: str | None = None
        bodies = _listed(annotation.get("body"))
        if isinstance(annotation.get("bodyValue"), str):
            bodies.append({"value": annotation["bodyValue"]})
        for body in bodies:
            self._add(body)

    def _add(self, body: object) -> None:
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            purpose = str(body.get("purpose", self.motivation))
            (self.labels if purpose in _LABELLING else self.notes).append(body["value"])
        elif found := iri(body.get("source", body) if isinstance(body, dict) else body):
            self.link = self.link or found


def _listed(found: object) -> list[Any]:
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [found]


def _annotator(value: Object) -> str:
    ours = value.get(ANNOTATOR)
    return ours if isinstance(ours, str) else _creator(value)


def _creator(value: Object) -> str:
    for one in _listed(value.get("creator")):
        if isinstance(one, dict):
            names = [found for name in ("name", "nickname", "id") for found in _listed(one.get(name))]
            one = names[0] if names else ""  # noqa: PLW2901 - whichever form it has
        if person(one):
            return person(one)
    return ""


def _provenance(value: Object) -> Provenance:
    creator, at = _creator(value), utc(value.get("created"))
    if not creator and at is None:
        return UNSIGNED
    agents = (one for one in _listed(value.get("creator")) if isinstance(one, dict))
    by_hand = creator and not any(one.get("type") == "Software" for one in agents)
    how = Origin.HAND if by_hand else Origin.IMPORT
    return Provenance(creator or UNSIGNED.by, at or UNSIGNED.at, how)


def _attributes(value: Object) -> Mapping[str, AttributeValue]:
    kept = ((name, attribute_of(one)) for name, one in object_in(value, ATTRIBUTES).items())
    return {name: one for name, one in kept if one is not None} or EMPTY
