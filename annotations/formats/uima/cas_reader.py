"""The records that the feature structures of a CAS say: layers of spans, of relations, and slots.

An annotation is a mention; one whose layer has links in slots is an event, filled by what they point to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from annotations.formats.errors import FormatError
from annotations.formats.event_links import Link, linked
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.json_documents import attribute_of
from annotations.formats.proof import Ruler
from annotations.formats.told import told_of
from annotations.formats.uima.cas import DOCUMENT, NAMED_ENTITY, Cas, Structure, short
from annotations.formats.uima.cas_layers import (
    DEPENDENT,
    DOCUMENT_ID,
    GOVERNOR,
    IDENTIFIER,
    KINDS,
    LABEL,
    NOTE,
    NOTED,
    OURS,
    REST,
    ROLE,
    TARGET,
    TITLE,
)
from annotations.model.records import EMPTY, AttributeValue, Comment, Kind, Mention, Record, Relation
from annotations.text.source import SourceText
from annotations.words import mark, tr
from schemas.reading import UnreadableJson, parse_json

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
# Of DKPro's layers these two say what things are; the others say how words are built and joined.
_LAYERS = (f"{_DKPRO}ner.type.", f"{_DKPRO}semantics.type.")
_CHAINED = frozenset({"first", "next"})
_CHAIN_VALUES = frozenset({"referenceType", "referenceRelation"})
_DOCUMENTS = frozenset({DOCUMENT, "uima.tcas.DocumentAnnotation"})
_META = ("language", "documentUri", "documentBaseUri", "collectionId")


def document_of(cas: Cas) -> LabelledDocument:
    """The document that a CAS is. Raises FormatError, with the place, for what does not fit together."""
    reader = _Reader(cas)
    records = tuple(reader.records())
    extra = {"uima": {"layers": reader.layers}} if reader.layers else EMPTY
    told = (*cas.told, *told_of(reader.left_out, mark("left out: {things}")))
    meta = {name: reader.meta[name] for name in _META if name in reader.meta}
    labels = Labels("", records, extra=extra)
    return LabelledDocument(title_of(cas), SourceText(cas.text), (labels,), meta, told)


def title_of(cas: Cas) -> str:
    """What a CAS says that its document is called, without ``.txt``; "" where it says nothing."""
    for one in cas.structures.values():
        if one.type == DOCUMENT:
            found = one.values.get(TITLE) or one.values.get(DOCUMENT_ID)
            return found.removesuffix(".txt") if isinstance(found, str) else ""
    return ""


@dataclass
class _Layer:
    """What is known of the structures of one type."""

    features: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    label: str = ""


@dataclass(slots=True)
class _Rest:
    """What the feature with JSON says."""

    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    trigger: dict[str, AttributeValue] = field(default_factory=dict)
    trigger_notes: list[str] = field(default_factory=list)


class _Reader:
    """Makes the records of a CAS."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas
        self._ruler = Ruler(cas.text, cas.unit)
        self._ids: dict[str, Iterator[int]] = {}
        self._said: dict[str, dict[str, AttributeValue]] = {}
        self._mentions: dict[int, Mention] = {}
        self.left_out: Counter[str] = Counter()
        self.layers: dict[str, str] = {}
        self.meta: dict[str, AttributeValue] = {}
        self._chains = self._chain_types()
        self._layers = self._known_layers()

    def records(self) -> list[Record]:
        """The mentions, the events and relations between them, and the notes."""
        spans, relations, notes = [], [], []
        for one in self._cas.structures.values():
            if self._is_passed_over(one):
                continue
            if one.type == NOTE:
                notes.append(one)
            elif one.references.keys() >= {GOVERNOR, DEPENDENT}:
                relations.append(one)
            elif one.begin is None or one.end is None:
                self._pass_over_loose(one)
            else:
                spans.append(one)
        comments: list[tuple[int, bool, str]] = []
        for one in spans:
            self._take_mention(one, comments)
        links = [link for one in spans for link in self._slots(one)]
        made: list[Record] = []
        links += [link for one in relations for link in self._relation(one, made)]
        mentions = list(self._mentions.values())
        others = linked(mentions, links, self._new_id, UNSIGNED, lambda one: self._said.get(one, {}))
        events = {one.trigger: one.id for one in others if not isinstance(one, Mention | Relation | Comment)}
        made += (self._comment(number, words, events, of_event) for number, of_event, words in comments)
        made += (Comment(self._new_id("c"), None, _text(one, NOTED), UNSIGNED) for one in notes)
        return [*mentions, *others, *made]

    # -- which structures mean what ------------------------------------------------------------------------

    def _known_layers(self) -> dict[str, _Layer]:
        cas = self._cas
        layers: dict[str, _Layer] = {}
        for one in cas.structures.values():
            layer = layers.get(one.type)
            if layer is None:
                layer = layers[one.type] = _Layer(*self._declared(one.type))
            for name, numbers in one.references.items():
                if name not in layer.slots and any(map(self._is_link, numbers)):
                    layer.slots.append(name)
            if not cas.types.features(one.type):
                layer.features += (name for name in one.values if name not in layer.features)
        for layer in layers.values():
            texts = [name for name in layer.features if name != IDENTIFIER]
            only = texts[0] if len(texts) == 1 else ""
            layer.label = next((name for name in (LABEL, "value") if name in texts), only)
        return layers

    def _declared(self, name: str) -> tuple[list[str], list[str]]:
        """The features of a type that are texts, and those that hold links, by the type system."""
        types = self._cas.types
        features = types.features(name)
        slots = list(self._cas.slots.get(name, ()))
        for feature, kind in features.items():
            if kind.endswith("[]") and {ROLE, TARGET} <= types.features(kind[:-2]).keys():
                slots.append(feature)
        return [feature for feature, kind in features.items() if types.is_text(kind)], slots

    def _is_link(self, number: int) -> bool:
        one = self._cas.structures.get(number)
        return one is not None and one.begin is None and TARGET in one.references

    def _is_passed_over(self, one: Structure) -> bool:
        """Whether a structure is no label, or of a layer that is not read; those are counted."""
        if one.type in _DOCUMENTS:
            self.meta |= one.values
            return True
        if one.type in self._chains:
            self.left_out[tr("links of chains")] += one.begin is not None
            return True
        if one.type.startswith(_DKPRO) and not one.type.startswith(_LAYERS):
            self.left_out[short(one.type)] += 1
            return True
        members = self._cas.members
        return one.begin is not None and members is not None and one.number not in members

    def _chain_types(self) -> set[str]:
        """The types of chains and of their links: by the type system, or by what points to what."""
        cas = self._cas
        found: set[str] = set()
        for one in cas.structures.values():
            points = [number for name in _CHAINED for number in one.references.get(name, ())]
            if points or _CHAIN_VALUES & one.values.keys():
                found.add(one.type)
            found |= {cas.structures[number].type for number in points if number in cas.structures}
            if cas.types.features(one.type).get("next") == one.type:
                found.add(one.type)
        return found - OURS

    def _pass_over_loose(self, one: Structure) -> None:
        """Count what has no place, unless it is a link, which is said by its host."""
        if TARGET not in one.references:
            self.left_out[short(one.type)] += 1

    # -- records -------------------------------------------------------------------------------------------

    def _new_id(self, letter: str) -> str:
        return f"{letter}{next(self._ids.setdefault(letter, count(1)))}"

    def _take_mention(self, one: Structure, comments: list[tuple[int, bool, str]]) -> None:
        layer = self._layers[one.type]
        kind = Kind.EVENT if layer.slots else KINDS.get(one.type, Kind.ENTITY)
        values = dict(one.values)
        label = self._label(one, layer, values)
        rest = self._rest(values) if one.type in OURS else _Rest()
        link = values.pop(IDENTIFIER, None)
        if link is not None and not isinstance(link, str):
            values[IDENTIFIER], link = link, None
        attributes = values | rest.attributes
        spans = self._ruler.spans([(one.begin or 0, one.end or 0)], one.place)
        mention_id = self._new_id("m")
        if kind is Kind.EVENT:
            self._said[mention_id] = attributes
            attributes = rest.trigger
        self._mentions[one.number] = Mention(
            mention_id, kind, label, spans, UNSIGNED, attributes or EMPTY, link
        )
        is_event = kind is Kind.EVENT
        comments += ((one.number, is_event, words) for words in rest.notes)
        comments += ((one.number, False, words) for words in rest.trigger_notes)
        others = [name for name in one.references if name not in layer.slots]
        self.left_out[tr("features that point to others")] += len(others)

    def _label(self, one: Structure, layer: _Layer, values: dict[str, AttributeValue]) -> str:
        """The label, taken out of the values; the name of the layer where it has none."""
        found = values.get(layer.label)
        if isinstance(found, str):
            del values[layer.label]
            if one.type not in OURS and one.type != NAMED_ENTITY:
                self.layers.setdefault(found, one.type)
            return found
        self.layers.setdefault(short(one.type), one.type)
        return short(one.type)

    def _rest(self, values: dict[str, AttributeValue]) -> _Rest:
        """What our features beside the label say, taken out of the values."""
        rest = _Rest()
        note, written = values.pop(NOTED, None), values.pop(REST, None)
        if isinstance(note, str):
            rest.notes.append(note)
        if not isinstance(written, str):
            return rest
        try:
            found = parse_json(written.encode("utf-8", "surrogatepass"))
        except UnreadableJson:
            found = None
        if not isinstance(found, dict):
            self.left_out[tr('features "{name}" that are no JSON', name=REST)] += 1
            return rest
        trigger = found.get("trigger")
        inner = trigger if isinstance(trigger, dict) else {}
        rest.attributes, rest.notes = _attributes(found), rest.notes + _notes(found)
        rest.trigger, rest.trigger_notes = _attributes(inner), _notes(inner)
        return rest

    def _slots(self, one: Structure) -> Iterator[Link]:
        layer = self._layers[one.type]
        for name in layer.slots:
            for number in one.references.get(name, ()):
                link = self._cas.structures.get(number)
                to = None if link is None else link.references.get(TARGET, ())
                target = self._mentions.get(to[0]) if to else None
                if link is None or target is None:
                    self._dangling(
                        number if link is None else to[0] if to else None,
                        one,
                        tr("arguments that are no mentions"),
                    )
                    continue
                self.left_out[tr("features of links")] += len(link.values.keys() - {ROLE})
                role = link.values.get(ROLE)
                role = role if isinstance(role, str) else name
                role = f"{name}:{role}" if len(layer.slots) > 1 and role != name else role
                yield Link(role, self._mentions[one.number].id, target.id, is_role=True)

    def _relation(self, one: Structure, notes: list[Record]) -> Iterator[Link]:
        numbers = [next(iter(one.references[name]), None) for name in (GOVERNOR, DEPENDENT)]
        source, target = (None if number is None else self._mentions.get(number) for number in numbers)
        if source is None or target is None:
            lost = numbers[0] if source is None else numbers[1]
            self._dangling(lost, one, tr("relations that are no mentions"))
            return
        values = dict(one.values)
        label = self._label(one, self._layers[one.type], values)
        rest = self._rest(values) if one.type in OURS else _Rest()
        relation_id = self._new_id("r")
        attributes = values | rest.attributes or EMPTY
        relation = Relation(relation_id, label, source.id, target.id, UNSIGNED, attributes)
        notes += (Comment(self._new_id("c"), relation_id, words, UNSIGNED) for words in rest.notes)
        yield Link(label, source.id, target.id, is_role=False, relation=relation)

    def _dangling(self, number: int | None, one: Structure, what: str) -> None:
        """What points to something that is no mention is left out. Raises FormatError where there is none."""
        if number is None or number in self._cas.structures or number in self._cas.skipped:
            self.left_out[what] += 1
            return
        raise FormatError(tr("It points to {id}, and nothing has that id.", id=number), place=one.place)

    def _comment(self, number: int, words: str, events: Mapping[str, str], of_event: bool) -> Comment:  # noqa: FBT001
        mention = self._mentions[number].id
        return Comment(self._new_id("c"), events[mention] if of_event else mention, words, UNSIGNED)


def _text(one: Structure, name: str) -> str:
    found = one.values.get(name)
    return found if isinstance(found, str) else ""


def _attributes(value: Mapping[str, object]) -> dict[str, AttributeValue]:
    found = value.get("attributes")
    items: Iterable[tuple[str, object]] = found.items() if isinstance(found, dict) else ()
    return {name: kept for name, one in items if (kept := attribute_of(one)) is not None}


def _notes(value: Mapping[str, object]) -> list[str]:
    found = value.get("notes")
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
