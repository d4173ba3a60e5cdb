"""Sorot's records as layers of a CAS, and what of them it cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from keyword import iskeyword

from annotations.formats.characters import LOST, Clean, cleaned, json_text
from annotations.formats.event_links import fit_links
from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut
from annotations.formats.json_documents import json_of
from annotations.formats.losses import Reason
from annotations.formats.proof import Ruler, Unit
from annotations.formats.survey import Survey, type_of
from annotations.formats.uima.cas import BOOLEAN, DOCUMENT, FLOAT, STRING, STRING_ARRAY, Cas, Structure, Types
from annotations.formats.uima.cas_layers import (
    ARGUMENTS,
    DEPENDENT,
    DOCUMENT_ID,
    FIXED,
    GOVERNOR,
    IDENTIFIER,
    LABEL,
    LAYERS,
    LINK,
    NOTE,
    NOTED,
    RELATION,
    REST,
    ROLE,
    TARGET,
    TITLE,
    types_of,
)
from annotations.model.records import AttributeValue, Comment, Event, Mention, Relation

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")
# Features that layers have already, those of chains, and names that readers in Python need for themselves.
_TAKEN = frozenset(
    {name for one in FIXED.values() for name in one}
    | {"begin", "end", "sofa", "id", "type", "self", "elements", "xmiID", "get", "set", "value"}
    | {"first", "next", "referenceType", "referenceRelation"}
)
_KINDS = {"boolean": BOOLEAN, "number": FLOAT, "text": STRING, "list": STRING_ARRAY}
_TYPES = {kind: name for name, kind in _KINDS.items()}

# -- what fits ---------------------------------------------------------------------------------------------


def fit_cas(cut: Cut, clean: Clean) -> None:
    """Leave what layers can say, in characters that can be written."""
    for record in cut.records():
        # What is written as JSON has nearly any character: values, and notes but for those on the document.
        in_json = isinstance(record, Comment) and record.target is not None
        made = cleaned(record, json_text if in_json else clean, _plain)
        if made != record:
            cut.change(made, Reason.CHARACTER, LOST)
    fit_links(cut)


def _plain(attributes: Mapping[str, AttributeValue]) -> Mapping[str, AttributeValue]:
    if not attributes:
        return attributes
    return {json_text(name): _plain_value(value) for name, value in attributes.items()}


def _plain_value(value: AttributeValue) -> AttributeValue:
    match value:
        case str():
            return json_text(value)
        case tuple():
            return tuple(map(json_text, value))
        case _:
            return value


# -- which features there are ------------------------------------------------------------------------------


class Layers:
    """The layers of an export: with features for the attributes that can be such."""

    def __init__(self, survey: Survey) -> None:
        found: dict[str, dict[str, set[str]]] = {}
        for kind, name, form in survey.attributes:
            if _NAME.match(name) and name not in _TAKEN and not iskeyword(name):
                found.setdefault(LAYERS[kind], {}).setdefault(name, set()).add(form)
        features = {
            layer: {
                name: _KINDS[next(iter(forms))] if len(forms) == 1 else STRING
                for name, forms in sorted(names.items())
            }
            for layer, names in found.items()
        }
        self.types: Types = types_of(features)

    def split(
        self, layer: str, attributes: Mapping[str, AttributeValue], clean: Clean
    ) -> tuple[dict[str, AttributeValue], dict[str, AttributeValue]]:
        """Attributes that are features of a layer, and the others."""
        own: dict[str, AttributeValue] = {}
        rest: dict[str, AttributeValue] = {}
        features = self.types.features(layer)
        for name, value in attributes.items():
            kind = None if name in _TAKEN else features.get(name)
            fits = kind is not None and _TYPES[kind] == type_of(value) and _is_clean(value, clean)
            (own if fits else rest)[name] = value
        return own, rest


def _is_clean(value: AttributeValue, clean: Clean) -> bool:
    texts = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    return all(clean(one) == one for one in texts)


# -- writing -----------------------------------------------------------------------------------------------


def cas_of(document: LabelledDocument, layers: Layers, clean: Clean) -> Cas:
    """The CAS of a document that fits."""
    made = _Writer(document, layers, clean)
    structures = {one.number: one for one in made.structures()}
    members = frozenset(number for number, one in structures.items() if one.type != LINK)
    return Cas(document.text.text, structures, members, layers.types)


@dataclass
class _Said:
    """What is said of a record beside its label: its attributes, and notes on it."""

    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _Writer:
    """Makes the structures of a document. The text is number 1."""

    def __init__(self, document: LabelledDocument, layers: Layers, clean: Clean) -> None:
        self._document = document
        self._layers, self._clean = layers, clean
        self._ruler = Ruler(document.text.text, Unit.UTF16)
        self._numbers = count(2)
        self._records = document.sets[0].records if document.sets else ()
        self._events = {one.trigger: one for one in self._records if isinstance(one, Event)}
        self._triggers = {one.id: one.trigger for one in self._events.values()}
        self._made: dict[str, Structure] = {}
        self._notes: dict[str | None, list[str]] = {}
        for one in self._records:
            if isinstance(one, Comment):
                self._notes.setdefault(one.target, []).append(one.text)

    def structures(self) -> Iterator[Structure]:
        """The structures: of the document, of mentions, of what fills events, of relations, of notes."""
        name = self._clean(self._document.name)
        length = self._ruler.place(self._document.text.length)
        yield Structure(next(self._numbers), DOCUMENT, 0, length, {TITLE: name, DOCUMENT_ID: name})
        mentions = [one for one in self._records if isinstance(one, Mention)]
        for mention in mentions:
            self._made[mention.id] = self._mention(mention)
        yield from self._made.values()
        for event in self._events.values():
            yield from self._links(event)
        yield from (self._relation(one) for one in self._records if isinstance(one, Relation))
        for note in self._notes.get(None, ()):
            yield Structure(next(self._numbers), NOTE, values={NOTED: note})

    def _mention(self, mention: Mention) -> Structure:
        event = self._events.get(mention.id)
        of_mention = _Said(mention.attributes, self._notes.get(mention.id, []))
        if event is None:
            values = self._values(LAYERS[mention.kind], mention.label, of_mention)
        else:
            of_event = _Said(event.attributes, self._notes.get(event.id, []))
            values = self._values(LAYERS[mention.kind], mention.label, of_event, of_mention)
        if mention.link is not None:
            values[IDENTIFIER] = mention.link
        begin, end = self._ruler.place(mention.start), self._ruler.place(mention.end)
        return Structure(next(self._numbers), LAYERS[mention.kind], begin, end, values)

    def _links(self, event: Event) -> Iterator[Structure]:
        if not event.arguments:
            return
        host = self._made[event.trigger]
        host.references[ARGUMENTS] = []
        for one in event.arguments:
            target = self._made[self._triggers.get(one.target, one.target)]
            number = next(self._numbers)
            host.references[ARGUMENTS].append(number)
            yield Structure(number, LINK, values={ROLE: one.role}, references={TARGET: [target.number]})

    def _relation(self, relation: Relation) -> Structure:
        said = _Said(relation.attributes, self._notes.get(relation.id, []))
        source, target = self._made[relation.source], self._made[relation.target]
        return Structure(
            next(self._numbers),
            RELATION,
            target.begin,
            target.end,
            self._values(RELATION, relation.label, said),
            {GOVERNOR: [source.number], DEPENDENT: [target.number]},
        )

    def _values(
        self, layer: str, label: str, said: _Said, trigger: _Said | None = None
    ) -> dict[str, AttributeValue]:
        """The features of a structure; what is none of its own is JSON in one of them."""
        own, others = self._layers.split(layer, said.attributes, self._clean)
        notes = list(said.notes)
        values: dict[str, AttributeValue] = {LABEL: label} | own
        if notes and self._clean(notes[0]) == notes[0]:
            values[NOTED] = notes.pop(0)
        rest = _rest(others, notes)
        if trigger is not None and (inner := _rest(trigger.attributes, trigger.notes)):
            rest["trigger"] = inner
        if rest:
            values[REST] = json.dumps(rest)
        return values


def _rest(attributes: Mapping[str, AttributeValue], notes: Iterable[str]) -> dict[str, object]:
    made: dict[str, object] = {}
    if attributes:
        made["attributes"] = {name: json_of(value) for name, value in attributes.items()}
    if notes:
        made["notes"] = list(notes)
    return made
