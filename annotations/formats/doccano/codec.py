"""doccano's JSONL: one text a line with its spans, as all generations of doccano have exported them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.formats.carries import Carries
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read
from annotations.formats.fitting import Cut, Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout, Option
from annotations.formats.json_documents import (
    Object,
    list_in,
    objects_in,
    person,
    read_each,
    text_in,
    utc,
    whole,
    whole_in,
)
from annotations.formats.losses import Reason
from annotations.formats.proof import Quoted, Ruler, Unit, proved
from annotations.formats.token_tags import UNNAMED
from annotations.formats.told import Told, told_of
from annotations.model.records import Comment, Kind, Mention, Origin, Provenance, Record, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import mark, tr

DOCCANO = Format(
    id="doccano",
    name="doccano JSONL",
    endings=(".jsonl", ".json"),
    layout=Layout.JOINED,
    carries=Carries(kind=False, nested=True, overlapping=True, same_span=True, relations=True),
    unit=mark("UTF-16 units, code points or graphemes: an option"),
    about=mark("One text a line with its spans, for doccano's sequence labelling and relation extraction."),
    options=(
        Option(
            "unit",
            mark("Offsets count"),
            mark(
                "What offsets count: doccano's window counts UTF-16 units, or graphemes where a project "
                "says so; scripts often count code points. Automatic: UTF-16 when written; read, it is "
                "asked where it matters."
            ),
            ("auto", Unit.UTF16.value, Unit.CODE_POINT.value, Unit.GRAPHEME.value),
            (mark("automatic"), mark("UTF-16 units"), mark("code points"), mark("graphemes")),
        ),
    ),
)

_TEXTS = ("text", "data")
_UNITS = (Unit.UTF16, Unit.CODE_POINT, Unit.GRAPHEME)
_SPANS = ("label", "labels", "entities", "annotations")
# Fields of a text cannot have these names: the importer makes columns of its own of the last five.
_RESERVED = frozenset(
    {*_TEXTS, *_SPANS, "relations", "Comments", "name"}
    | {"filename", "upload_name", "example_uuid", "uuid", "#line_number"}
)
_LOOK = re.compile(rb'"labels?"\s*:\s*\[\s*\[\s*\d+\s*,\s*\d+\s*,\s*"|"start_offset"\s*:')

Range = tuple[Quoted, str, Object]


class Doccano(Codec):
    """doccano's JSONL (and its JSON, an array of the same objects)."""

    format = DOCCANO

    @property
    def back(self) -> Mapping[str, str]:
        """With the unit that was written."""
        return {**self.options, "unit": self._unit or Unit.UTF16}

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By spans as doccano writes them."""
        if head.is_json and _LOOK.search(head.data) and not {"from_name", "denotations"} & head.keys:
            return mark("its texts have spans like doccano's")
        return None

    def read(self, path: Path) -> Iterator[Read]:
        """The texts of a file. Refused is one in which units differ while the option does not say which."""
        yield from read_each(path, self._document)

    def fit(self, document: LabelledDocument) -> Fitted:
        """What doccano holds: mentions of one span, and relations between them."""
        places = Ruler(document.text.text, self._unit or Unit.UTF16)
        return fitted_further(fitted(document, self.format.carries), lambda cut: _fit(cut, places))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """One line, all in ASCII: doccano guesses the encoding of a file, and wrong where it is short."""
        records = document.sets[0].records if document.sets else ()
        ruler = Ruler(document.text.text, self._unit or Unit.UTF16)
        relations = [one for one in records if isinstance(one, Relation)]
        line: dict[str, Any] = {"text": document.text.text}
        if relations or self.survey.relations:
            line |= _with_relations([one for one in records if isinstance(one, Mention)], relations, ruler)
        else:
            line["label"] = [
                [ruler.place(one.start), ruler.place(one.end), one.label]
                for one in records
                if isinstance(one, Mention)
            ]
        if document.name:
            line["name"] = document.name
        line |= {key: value for key, value in document.meta.items() if key not in _RESERVED}
        return {"": json.dumps(line).encode() + b"\n"}

    @property
    def _unit(self) -> Unit | None:
        unit = self.options["unit"]
        return None if unit == "auto" else Unit(unit)

    def _document(self, value: Object) -> LabelledDocument:
        text = text_in(value, "text" if "text" in value or "data" not in value else "data")
        ranges, categories = _ranges(value)
        ruler, proof = proved(text, [one for one, _, _ in ranges], self._unit, _UNITS)
        told = told_of(categories, mark("what is said of whole texts is kept beside the labels: {things}"))
        return LabelledDocument(
            _name(value),
            SourceText(text),
            _sets(value, ranges, ruler),
            _meta(value, categories),
            (*([Told(proof)] if proof else []), *told),
        )


# -- writing -----------------------------------------------------------------------------------------------


def _fit(cut: Cut, ruler: Ruler) -> None:
    for mention in cut.mentions():
        start, end = (ruler.place(one) for one in (mention.start, mention.end))
        if not mention.label:
            cut.lose(mention, Reason.NAME, tr("doccano has no label without a name"))
        elif start >= end or ruler.span(start, end) != Span(mention.start, mention.end):
            cut.lose(mention, Reason.MISALIGNED, tr("it ends inside a grapheme"))
    for record in cut.records():
        if isinstance(record, Relation) and not record.label:
            cut.lose(record, Reason.NAME, tr("doccano has no relation without a name"))


def _with_relations(mentions: list[Mention], relations: list[Relation], ruler: Ruler) -> dict[str, Any]:
    """Spans that relations point to. Ids are numbers: with others doccano drops the spans without a word."""
    numbers = {one.id: number for number, one in enumerate(mentions, 1)}
    entities = [
        {
            "id": numbers[one.id],
            "label": one.label,
            "start_offset": ruler.place(one.start),
            "end_offset": ruler.place(one.end),
        }
        for one in mentions
    ]
    links = [
        {"id": number, "from_id": numbers[one.source], "to_id": numbers[one.target], "type": one.label}
        for number, one in enumerate(relations, 1)
        if one.source in numbers and one.target in numbers
    ]
    return {"entities": entities, "relations": links}


# -- reading -----------------------------------------------------------------------------------------------


def _ranges(value: Object) -> tuple[list[Range], Counter[str]]:
    """The spans with their labels and whatever else the file says of them; what is no span, by its name."""
    ranges: list[Range] = []
    others: Counter[str] = Counter()
    for name in _SPANS:
        for place, one in list_in(value, name):
            if isinstance(one, list):
                ranges.append((_listed(one, place), _label(one[2], place), {}))
            elif isinstance(one, dict) and "start_offset" in one:
                quoted = Quoted(
                    whole_in(one, "start_offset", place), whole_in(one, "end_offset", place), None, place
                )
                ranges.append((quoted, _label(one.get("label"), place), one))
            else:
                others[name] += 1
    if isinstance(value.get("cats"), list):
        others["cats"] = len(value["cats"])
    return ranges, others


def _listed(one: list[object], place: str) -> Quoted:
    if len(one) != 3:  # noqa: PLR2004 - start, end, label
        raise FormatError(
            tr("A span is a start, an end and a label, not {count} values.", count=len(one)), place=place
        )
    return Quoted(whole(one[0], f"{place}/0"), whole(one[1], f"{place}/1"), None, place)


def _label(label: object, place: str) -> str:
    """The name of a label; old exports have its number instead."""
    match label:
        case str():
            return label
        case bool():
            pass
        case int():
            return f"label-{label}"
    raise FormatError(tr("A label is a name here, or a number."), place=f"{place}/label")


def _name(value: Object) -> str:
    return next((str(value[one]) for one in ("name", "id") if isinstance(value.get(one), (str, int))), "")


def _sets(value: Object, ranges: list[Range], ruler: Ruler) -> tuple[Labels, ...]:
    """What each annotator says: old exports put the spans of all into one list, each with its user."""
    groups: dict[str, list[Record]] = {}
    known: dict[object, tuple[str, str]] = {}
    for number, (quoted, label, one) in enumerate(ranges, 1):
        annotator = person(one.get("user"))
        span = ruler.span(quoted.start, quoted.end)
        mention = Mention(f"m{number}", Kind.ENTITY, label or UNNAMED, (span,), _provenance(one, annotator))
        groups.setdefault(annotator, []).append(mention)
        if isinstance(one.get("id"), (int, str)):
            if one["id"] in known:
                raise FormatError(tr("Two spans have the id {id}.", id=one["id"]), place=quoted.place)
            known[one["id"]] = annotator, mention.id
    for annotator, relation in _relations(value, known):
        groups[annotator].append(relation)
    for number, (place, one) in enumerate(objects_in(value, "Comments"), 1):
        comment = Comment(f"c{number}", None, text_in(one, "comment", place), UNSIGNED)
        groups.setdefault("", []).append(comment)
    return tuple(Labels(annotator, tuple(records)) for annotator, records in groups.items())


def _provenance(one: Object, annotator: str) -> Provenance:
    at = utc(one.get("created_at"))
    if at is None and not annotator:
        return UNSIGNED
    how = Origin.HAND if annotator else Origin.IMPORT
    return Provenance(annotator or UNSIGNED.by, at or UNSIGNED.at, how)


def _relations(value: Object, known: Mapping[object, tuple[str, str]]) -> Iterator[tuple[str, Relation]]:
    """The relations, each with its annotator; ``known`` are annotators and mentions by the ids of spans."""
    for number, (place, one) in enumerate(objects_in(value, "relations"), 1):
        found = [one.get(end) for end in ("from_id", "to_id")]
        for end in found:
            if not isinstance(end, (int, str)) or end not in known:
                raise FormatError(tr("No span has the id {id}.", id=end), place=place)
        (annotator, source), (other, target) = (known[end] for end in found)
        if annotator != other:
            raise FormatError(tr("The relation is between spans of two annotators."), place=place)
        yield annotator, Relation(f"r{number}", text_in(one, "type", place), source, target, UNSIGNED)


def _meta(value: Object, others: Mapping[str, int]) -> dict[str, Any]:
    """The fields of the text; those of ``meta``, where old exports have them, among them."""
    kept = {key: one for key, one in value.items() if key not in _RESERVED or key in others}
    inner = kept.get("meta")
    if isinstance(inner, dict):
        del kept["meta"]
        kept = inner | kept
    return kept
