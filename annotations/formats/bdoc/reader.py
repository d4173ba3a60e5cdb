"""bdocs, read: annotations of a set to the records of an annotator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.json_documents import (
    Object,
    attribute_of,
    list_in,
    object_in,
    objects_in,
    text_in,
    whole,
    whole_in,
)
from annotations.formats.proof import Ruler, Unit
from annotations.formats.told import told_of
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import mark, tr

_UNITS = {"p": Unit.CODE_POINT, "j": Unit.UTF16}
OURS = "sorot."
RECORD, KIND, SPANS, LINK, ATTRIBUTES = (
    OURS + name for name in ("record", "kind", "spans", "link", "attributes")
)
TRIGGER, ARGUMENTS, SOURCE, TARGET, TEXT = (
    OURS + name for name in ("trigger", "arguments", "source", "target", "text")
)
_KINDS = {one.value: one for one in Kind}


def document_of(value: Object) -> LabelledDocument:
    """The document that a bdoc is. Raises FormatError for what is none."""
    text = text_in(value, "text")
    unit = _UNITS.get(str(value.get("offset_type") or "p"))
    if unit is None:
        raise FormatError(tr('The offset_type must be "p" or "j".'), place="/offset_type")
    ruler = Ruler(text, unit)
    told: Counter[str] = Counter()
    numbers: dict[str, Iterator[int]] = {}
    sets = []
    for name in object_in(value, "annotation_sets"):
        place = f"/annotation_sets/{name}"
        one = object_in(object_in(value, "annotation_sets"), name, "/annotation_sets")
        records = _Reader(ruler, numbers, told).records(objects_in(one, "annotations", place))
        sets.append(Labels(name, tuple(records)))
    title = value.get("name")
    sentences = tuple(told_of(told, mark("kept as side data: {things}")))
    meta = dict(object_in(value, "features"))
    return LabelledDocument(
        title if isinstance(title, str) else "", SourceText(text), tuple(sets), meta, sentences
    )


class _Reader:
    """Makes the records of one annotation set."""

    def __init__(self, ruler: Ruler, numbers: dict[str, Iterator[int]], told: Counter[str]) -> None:
        self._ruler = ruler
        self._numbers = numbers
        self._told = told
        self._ids: dict[int, str] = {}

    def records(self, annotations: Sequence[tuple[str, Object]]) -> Iterator[Record]:
        """The records, in the order of the annotations."""
        letters = {"event": "e", "relation": "r", "note": "c"}
        for place, one in annotations:
            number = whole_in(one, "id", place)
            if number in self._ids:
                raise FormatError(tr("Two annotations have the id {number}.", number=number), place=place)
            letter = letters.get(str(object_in(one, "features", place).get(RECORD)), "m")
            self._ids[number] = f"{letter}{next(self._numbers.setdefault(letter, count(1)))}"
        for place, one in annotations:
            yield self._record(self._ids[one["id"]], one, place)

    def _record(self, record_id: str, one: Object, place: str) -> Record:
        features, where = object_in(one, "features", place), f"{place}/features"
        match features.get(RECORD):
            case "event":
                arguments = tuple(
                    self._argument(filled, at) for at, filled in list_in(features, ARGUMENTS, where)
                )
                trigger = self._target(features, TRIGGER, where, "m")
                return Event(record_id, trigger, UNSIGNED, arguments, _attributes(features))
            case "relation":
                ends = (self._target(features, end, where, "m") for end in (SOURCE, TARGET))
                source, target = ends
                attributes = _attributes(features)
                return Relation(record_id, text_in(one, "type", place), source, target, UNSIGNED, attributes)
            case "note":
                about = None if features.get(TARGET) is None else self._target(features, TARGET, where, "mer")
                return Comment(record_id, about, text_in(features, TEXT, where), UNSIGNED)
            case _:
                return self._mention(record_id, one, features, place)

    def _mention(self, record_id: str, one: Object, features: Object, place: str) -> Mention:
        others = {
            name: value
            for name, value in features.items()
            if not name.startswith(OURS) and attribute_of(value) is None
        }
        if others:
            self._told[tr("features that are no text, number, truth or list of texts")] += len(others)
        link = features.get(LINK)
        return Mention(
            record_id,
            _KINDS.get(str(features.get(KIND)), Kind.ENTITY),
            text_in(one, "type", place),
            self._spans(one, features, place),
            UNSIGNED,
            _attributes(features),
            link if isinstance(link, str) else None,
            {"features": others} if others else EMPTY,
        )

    def _spans(self, one: Object, features: Object, place: str) -> tuple[Span, ...]:
        pairs = [pair for _, pair in list_in(features, SPANS, f"{place}/features")]
        pairs = pairs or [[whole_in(one, "start", place), whole_in(one, "end", place)]]
        ranges = []
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - start and end
                raise FormatError(tr("A span must be two numbers: its start and its end."), place=place)
            ranges.append((whole(pair[0], place), whole(pair[1], place)))
        return self._ruler.spans(ranges, place)

    def _argument(self, filled: object, place: str) -> Argument:
        if isinstance(filled, list) and len(filled) == 2 and isinstance(filled[0], str):  # noqa: PLR2004
            return Argument(filled[0], self._target({"": filled[1]}, "", place, "me"))
        raise FormatError(tr("An argument must be a role with an id."), place=place)

    def _target(self, features: Object, name: str, place: str, letters: str) -> str:
        """The id of the record that an annotation names, one of those whose ids begin with a letter."""
        number = features.get(name)
        found = self._ids.get(number) if isinstance(number, int) else None
        if found is None or found[0] not in letters:
            raise FormatError(
                tr("No annotation that could stand here has the id {number}.", number=number), place=place
            )
        return found


def _attributes(features: Object) -> Mapping[str, AttributeValue]:
    ours = features.get(ATTRIBUTES)
    found = {name: value for name, value in features.items() if not name.startswith(OURS)}
    found |= ours if isinstance(ours, dict) else {}
    kept = ((name, attribute_of(value)) for name, value in found.items())
    return {name: value for name, value in kept if value is not None} or EMPTY
