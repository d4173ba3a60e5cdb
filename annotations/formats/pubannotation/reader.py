"""PubAnnotation's JSON, read: denotations in one piece or chained, in one track or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from annotations.formats.errors import FormatError
from annotations.formats.event_links import Link, linked
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.json_documents import (
    Object,
    attribute_of,
    list_in,
    object_in,
    objects_in,
    person,
    text_in,
    whole_in,
)
from annotations.formats.proof import Quoted, Ruler, Unit, taken_or_proved
from annotations.formats.told import Told, told_of
from annotations.model.records import EMPTY, AttributeValue, Comment, Kind, Mention, Record, Relation
from annotations.text.source import SourceText
from annotations.words import mark, tr

# Of several spans each but the first is chained to the one before, and the last has the label.
CHAINED, FRAGMENT = "_lexicallyChainedTo", "_FRAGMENT"

# Attributes: the kind of a denotation that is no entity; its link; a note on it; that a relation from a
# trigger is one, and not a role of its event; what is said of a trigger itself, and not of its event.
OURS = "sorot:"
KIND, LINK, NOTE, RELATION, TRIGGER = (
    OURS + name for name in ("kind", "link", "note", "relation", "trigger:")
)

UNITS = (Unit.CODE_POINT, Unit.UTF16)
"""What offsets count: by the format code points; TextAE, which edits such files, counts the other."""

LAYERS = ("denotations", "blocks", "relations", "attributes", "modifications", "project")

_NAMES = ("sourcedb", "sourceid", "divid")
_PLACED = ("denotations", "blocks")
_KINDS = {one.value: one for one in Kind}


def document_of(value: Object, unit: Unit) -> LabelledDocument:
    """The document of an object, whose offsets count ``unit``. Raises FormatError for what is none."""
    text = text_in(value, "text")
    told: Counter[str] = Counter()
    numbers: dict[str, Iterator[int]] = {}
    tracks = objects_in(value, "tracks")
    if not tracks or any(name in value for name in LAYERS[:-1]):
        tracks.insert(0, ("", value))
    ruler, proof = taken_or_proved(text, list(_ranges(tracks)), unit, UNITS)
    sets = [_Track(track, place, ruler, numbers, told).labels() for place, track in tracks]
    if value.get("namespaces"):
        told[tr("namespaces (kept with the document)")] = len(list_in(value, "namespaces"))
    return LabelledDocument(
        "/".join(
            str(value[one]) for one in ("sourcedb", "sourceid", "divid") if value.get(one) not in (None, "")
        ),
        SourceText(text),
        tuple(_named(sets)),
        {name: one for name, one in value.items() if name not in ("text", "tracks", *LAYERS)},
        (*([Told(proof)] if proof else []), *told_of(told, mark("left out, or read otherwise: {things}"))),
    )


def _ranges(tracks: Sequence[tuple[str, Object]]) -> Iterator[Quoted]:
    """All ranges of all tracks; the format quotes nothing."""
    for place, track in tracks:
        for layer in _PLACED:
            for where, one in objects_in(track, layer, place):
                yield from (Quoted(start, end, None, where) for start, end in _ends(one, where))


def _ends(one: Object, place: str) -> list[tuple[int, int]]:
    """The ranges of a denotation or a block."""
    if isinstance(one.get("span"), list):
        parts = objects_in(one, "span", place)
    else:
        # Old files have the ends in the denotation itself.
        parts = [(place, object_in(one, "span", place) if "span" in one else one)]
    return [(whole_in(part, "begin", at), whole_in(part, "end", at)) for at, part in parts]


def _named(sets: list[Labels]) -> Iterator[Labels]:
    taken: Counter[str] = Counter()
    for labels in sets:
        taken[labels.annotator] += 1
        number = taken[labels.annotator]
        yield labels if number == 1 else replace(labels, annotator=f"{labels.annotator} ({number})")


class _Track:
    """What one annotator says."""

    def __init__(
        self, track: Object, place: str, ruler: Ruler, numbers: dict[str, Iterator[int]], told: Counter[str]
    ) -> None:
        self._track = track
        self._place = place
        self._ruler = ruler
        self._numbers = numbers
        self._told = told
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        self._said: dict[str, dict[str, list[AttributeValue]]] = {}
        self._heads: dict[str, str] = {}

    def labels(self) -> Labels:
        """The records of the track."""
        for layer in _PLACED:
            for place, one in objects_in(self._track, layer, self._place):
                self._denotation(one, place)
                self._told[tr("blocks (read as mentions)")] += layer == "blocks"
        links = objects_in(self._track, "relations", self._place)
        self._chain([(place, one) for place, one in links if one.get("pred") == CHAINED])
        relations = {
            str(one.get("id", f"#{index}")): (place, one)
            for index, (place, one) in enumerate(links)
            if one.get("pred") != CHAINED
        }
        self._attributes(relations)
        ids = {name: self._new_id("m") for name in self._labels if name not in self._heads}
        mentions = [self._mention(name, record_id) for name, record_id in ids.items()]
        records: list[Record] = [*mentions, *self._links(mentions, ids, relations)]
        for name, record_id in ids.items():
            notes = self._said.get(name, {}).get(NOTE, ())
            records += [Comment(self._new_id("c"), record_id, str(one), UNSIGNED) for one in notes]
        other = {
            name: one
            for name, one in self._track.items()
            if self._place and name not in LAYERS and name != "text"
        }
        extra = {"pubannotation": other} if other else EMPTY
        return Labels(person(self._track.get("project")), tuple(records), extra=extra)

    # -- denotations ---------------------------------------------------------------------------------------

    def _denotation(self, one: Object, place: str) -> None:
        name = str(one.get("id", f"#{len(self._labels)}"))
        if name in self._labels:
            raise FormatError(tr("Two denotations have the id {id}.", id=name), place=place)
        self._ranges[name] = _ends(one, place)
        if not self._ranges[name]:
            raise FormatError(tr("The denotation has no span."), place=place)
        self._labels[name] = text_in(one, "obj", place), place

    def _chain(self, chains: list[tuple[str, Object]]) -> None:
        """Put the spans of chained denotations together; the one that is chained to the others names them."""
        for place, one in chains:
            subject, target = text_in(one, "subj", place), text_in(one, "obj", place)
            for end in (subject, target):
                if end not in self._labels:
                    raise FormatError(tr("No denotation has the id {id}.", id=end), place=place)
            if target in self._heads:
                raise FormatError(tr("{id} is chained to twice.", id=target), place=place)
            self._heads[target] = subject
        spans = {name: self._ranges[name] for name in self._heads}
        for part in list(self._heads):
            self._heads[part] = head = self._head(part)
            self._ranges[head] = self._ranges[head] + spans[part]

    def _head(self, part: str) -> str:
        """The denotation that a part belongs to, noted for all on the way."""
        passed: dict[str, None] = {}
        while part in self._heads:
            if part in passed:
                raise FormatError(tr("{id} is chained in a circle.", id=part), place=self._labels[part][1])
            passed[part] = None
            part = self._heads[part]
        self._heads |= dict.fromkeys(passed, part)
        return part

    def _mention(self, name: str, record_id: str) -> Mention:
        label, place = self._labels[name]
        said = self._said.get(name, {})
        kind = _KINDS.get(str(next(iter(said.get(KIND, ())), "")), Kind.ENTITY)
        link = next((one for one in said.get(LINK, ()) if isinstance(one, str)), None)
        attributes = self._values(name, TRIGGER if kind is Kind.EVENT else "")
        spans = self._ruler.spans(self._ranges[name], place)
        return Mention(record_id, kind, label, spans, UNSIGNED, attributes or EMPTY, link)

    # -- what is said of them ------------------------------------------------------------------------------

    def _attributes(self, relations: dict[str, Any]) -> None:
        """Note what attributes and modifications say, by what they say it of."""
        for layer, subject in (("attributes", "subj"), ("modifications", "obj")):
            for place, one in objects_in(self._track, layer, self._place):
                about = text_in(one, subject, place)
                if about not in self._labels and about not in relations:
                    raise FormatError(tr("Nothing has the id {id}.", id=about), place=place)
                value = attribute_of(one.get("obj", True)) if layer == "attributes" else True
                if value is None:
                    self._told[tr("attributes that are no text, number or truth")] += 1
                    continue
                said = self._said.setdefault(self._heads.get(about, about), {})
                said.setdefault(text_in(one, "pred", place), []).append(value)

    def _values(self, name: str, prefix: str = "") -> dict[str, AttributeValue]:
        """The attributes of one thing that begin with the prefix; several values of one are a list."""
        found: dict[str, AttributeValue] = {}
        for key, values in self._said.get(name, {}).items():
            if key.startswith(prefix) if prefix else not key.startswith(OURS):
                texts = tuple(one for one in values if isinstance(one, str))
                several = len(texts) == len(values) > 1
                found[key.removeprefix(prefix)] = texts if several else values[-1]
        return found

    def _links(
        self, mentions: list[Mention], ids: dict[str, str], relations: dict[str, tuple[str, Object]]
    ) -> list[Record]:
        kinds = {one.id: one.kind for one in mentions}
        names = {record_id: name for name, record_id in ids.items()}
        links = []
        for name, (place, one) in relations.items():
            ends = []
            for end in ("subj", "obj"):
                about = text_in(one, end, place)
                about = self._heads.get(about, about)
                if about not in ids:
                    raise FormatError(tr("No denotation has the id {id}.", id=about), place=place)
                ends.append(ids[about])
            said = self._said.get(name, {})
            label = text_in(one, "pred", place)
            is_role = kinds[ends[0]] is Kind.EVENT and RELATION not in said
            relation = None
            if not is_role:
                values = self._values(name) or EMPTY
                relation = Relation(self._new_id("r"), label, ends[0], ends[1], UNSIGNED, values)
            elif said:
                self._told[tr("attributes of roles")] += len(said)
            links.append(Link(label, ends[0], ends[1], is_role, relation))
        return linked(mentions, links, self._new_id, UNSIGNED, lambda one: self._values(names[one]))

    def _new_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers.setdefault(letter, count(1)))}"
