"""From a BioC document, as its JSON has it, to records. The XML is brought into that form first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotations.formats.bioc.infons import (
    ANNOTATOR,
    ANNOTATORS,
    LINK,
    NO_LINK,
    TIME,
    attributes_in,
    is_ours,
    kind_in,
    notes_in,
    text_of,
)
from annotations.formats.bioc.places import Block, Marked, placed
from annotations.formats.bioc.relations import Found, Index, Relations
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.json_documents import Object, object_in, objects_in, person, utc, whole_in
from annotations.formats.proof import Unit
from annotations.formats.told import told_of
from annotations.model.records import Comment, Kind, Mention, Origin, Provenance, Record
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr


def document_of(value: Object, unit: Unit) -> LabelledDocument:
    """The document of an object; ``unit`` is tried first. Raises FormatError for what is none."""
    return _Reader(value).document(unit)


@dataclass(frozen=True, slots=True)
class _Holder:
    """The document, a passage or a sentence: annotations and relations may stand in each of them."""

    value: Object
    place: str
    block: int | None


class _Reader:
    """Makes the records of one document."""

    def __init__(self, value: Object) -> None:
        self._value = value
        self._told: Counter[str] = Counter()
        self._blocks: list[Block] = []
        self._holders = list(self._find_holders())
        self._sets: dict[str, list[Record]] = {}
        self._notes = 0

    def document(self, unit: Unit) -> LabelledDocument:
        """The document. Raises FormatError for what is none."""
        annotations, relations = list(self._each("annotations")), list(self._each("relations"))
        located = [one for one in annotations if one.value.get("locations")]
        self._told[tr("annotations without a place in the text, left out")] += len(annotations) - len(located)
        found, sentences = placed(self._blocks, [self._marked(one) for one in located], unit)
        links = Relations(relations, Index(located), self._told)
        mentions = [
            self._mention(number, one, spans, is_trigger=number in links.triggers)
            for number, (one, spans) in enumerate(zip(located, found.spans, strict=True))
        ]
        for one, record, annotator in links.records(mentions, [_annotator(one) for one in located]):
            self._keep(one, record, annotator)
        sets = self._labels()
        told = (*sentences, *told_of(self._told))
        return LabelledDocument(
            _name(self._value.get("id")), SourceText(found.places.text), sets, self._meta(), told
        )

    # -- the parts of a document ---------------------------------------------------------------------------

    def _find_holders(self) -> Iterator[_Holder]:
        yield _Holder(self._value, "", None)
        for place, passage in objects_in(self._value, "passages"):
            sentences = objects_in(passage, "sentences", place)
            whole = bool(passage.get("text")) or not sentences
            block = self._block(passage, place, "\n") if whole else None
            yield _Holder(passage, place, block)
            for index, (where, sentence) in enumerate(sentences):
                own = None if whole else self._block(sentence, where, " " if index else "\n")
                yield _Holder(sentence, where, block if whole else own)

    def _block(self, value: Object, place: str, before: str) -> int | None:
        text = value.get("text")
        if text is None:
            return None
        if not isinstance(text, str):
            raise FormatError(
                tr('The "text" of a passage or sentence must be a text.'), place=f"{place}/text"
            )
        self._blocks.append(Block(whole_in(value, "offset", place), text, before))
        return len(self._blocks) - 1

    def _each(self, name: str) -> Iterator[Found]:
        for number, holder in enumerate(self._holders):
            for place, value in objects_in(holder.value, name, holder.place):
                yield Found(value, place, number)

    def _marked(self, found: Found) -> Marked:
        ranges = []
        for place, location in objects_in(found.value, "locations", found.place):
            start = whole_in(location, "offset", place)
            ranges.append((start, start + whole_in(location, "length", place)))
        ranges.sort()
        if any(one[1] > other[0] for one, other in pairwise(ranges)):
            raise FormatError(tr("Its locations overlap."), place=found.place)
        quote = found.value.get("text")
        holder = self._holders[found.holder]
        return Marked(ranges, quote if isinstance(quote, str) else "", found.place, holder.block)

    def _meta(self) -> dict[str, Any]:
        """The infons of the document, and those of its passages."""
        infons = object_in(self._value, "infons")
        meta = {name: value for name, value in infons.items() if not is_ours(name)}
        passages = [
            {"offset": holder.value["offset"], "infons": kept}
            for holder in self._holders[1:]
            if (kept := object_in(holder.value, "infons", holder.place)) and "offset" in holder.value
        ]
        return meta | ({"passages": passages} if passages else {})

    # -- what is said --------------------------------------------------------------------------------------

    def _mention(self, number: int, found: Found, spans: tuple[Span, ...], *, is_trigger: bool) -> Mention:
        infons = found.infons
        link = text_of(infons, LINK)
        mention = Mention(
            f"m{number + 1}",
            kind_in(infons) or (Kind.EVENT if is_trigger else Kind.ENTITY),
            found.label(self._told),
            spans,
            _provenance(infons),
            attributes_in(infons, found.place),
            None if link in NO_LINK else link,
        )
        self._keep(found, mention, _annotator(found))
        return mention

    def _keep(self, found: Found, record: Record, annotator: str) -> None:
        """Put a record among those of its annotator, with its notes."""
        self._sets.setdefault(annotator, []).append(record)
        for _, words in notes_in(found.infons):
            self._note(record.id, words, annotator)

    def _note(self, target: str | None, words: str, annotator: str) -> None:
        self._notes += 1
        note = Comment(f"c{self._notes}", target, words, UNSIGNED)
        self._sets.setdefault(annotator, []).append(note)

    def _labels(self) -> tuple[Labels, ...]:
        """What each annotator says, in the order that the document gives, or in that of the annotations."""
        infons = object_in(self._value, "infons")
        named = _names(infons.get(ANNOTATORS))
        unnamed = "" if "" in named else next(iter([*named, *self._sets]), "")
        for annotator, words in notes_in(infons):
            self._note(None, words, annotator or unnamed)
        people = dict.fromkeys([*named, *self._sets]) or {"": None}
        return tuple(Labels(one, tuple(self._sets.get(one, ()))) for one in people)


def _annotator(found: Found) -> str:
    return person(found.infons.get(ANNOTATOR))


def _provenance(infons: Object) -> Provenance:
    at, by = utc(infons.get(TIME)), person(infons.get(ANNOTATOR))
    return Provenance(by, at, Origin.HAND) if at and by else UNSIGNED


def _name(found: object) -> str:
    return found if isinstance(found, str) else "" if found is None else json.dumps(found)


def _names(value: object) -> Sequence[str]:
    try:
        found = json.loads(value) if isinstance(value, str) else []
    except (ValueError, RecursionError):
        found = []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
