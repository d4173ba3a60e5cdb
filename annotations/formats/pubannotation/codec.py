"""PubAnnotation's JSON: a text with denotations, relations and attributes; several annotators as tracks.

An event is its trigger and a relation from it for each role that is filled. What the format has no word for
is said by attributes whose names begin with ``sorot:``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head
from annotations.formats.event_links import fit_links, links
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.fitting import Cut, Fitted, fit_lists, fitted, fitted_further
from annotations.formats.format import Format, Layout, Option
from annotations.formats.json_documents import read_each
from annotations.formats.json_text import json_object
from annotations.formats.losses import Reason
from annotations.formats.proof import Unit
from annotations.formats.pubannotation.reader import (
    CHAINED,
    FRAGMENT,
    KIND,
    LAYERS,
    LINK,
    NOTE,
    OURS,
    RELATION,
    TRIGGER,
    UNITS,
    document_of,
)
from annotations.model.records import (
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Relation,
)
from annotations.words import mark, tr

PUBANNOTATION = Format(
    id="pubannotation",
    name="PubAnnotation JSON",
    endings=(".json",),
    layout=Layout.SEPARATE,
    carries=replace(EVERYTHING, empty=False, shared_triggers=False, other_notes=False),
    unit=mark("code points"),
    about=mark("A JSON file a text, with denotations and relations, for PubAnnotation and TextAE."),
    options=(
        Option(
            "unit",
            mark("Offsets count"),
            mark("What offsets count: code points, or UTF-16 units in files that TextAE has saved."),
            tuple(unit.value for unit in UNITS),
            (mark("code points"), mark("UTF-16 units")),
            writes=False,
        ),
    ),
)


class PubAnnotation(Codec):
    """PubAnnotation's JSON, a file a document; also an array of them, or one a line."""

    format = PUBANNOTATION

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its denotations."""
        if head.is_json and ("denotations" in head.keys or {"text", "sourcedb"} <= head.keys):
            return mark("it has denotations like PubAnnotation's")
        return None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a file."""
        yield from read_each(path, partial(document_of, unit=Unit(self.options["unit"])))

    def fit(self, document: LabelledDocument) -> Fitted:
        """What PubAnnotation holds: no mentions without text, no names and values that are empty."""
        return fitted_further(fitted(document, self.format.carries), _fit)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The document; what several annotators say in as many tracks."""
        written = {"text": document.text.text, "sourceid": document.name} | {
            name: value for name, value in document.meta.items() if name not in ("text", "tracks", *LAYERS)
        }
        tracks = [_track(one) for one in document.sets]
        if len(tracks) == 1:
            written |= tracks[0]
        elif tracks:
            written["tracks"] = tracks
        return {self.format.endings[0]: json_object(written)}


# -- what is lost ------------------------------------------------------------------------------------------


def _fit(cut: Cut) -> None:
    fit_links(cut)
    for record in cut.records():
        match record:
            case Comment() if not record.text.strip():
                cut.lose(record, Reason.NOTE, tr("it is empty"))
            case Mention() | Relation() if not record.label.strip():
                cut.lose(record, Reason.NAME, tr("PubAnnotation has none without a name"))
            case Mention() | Event() | Relation():
                _fit_values(cut, record)
    for record in cut.records():
        if isinstance(record, Event):
            _fit_roles(cut, record)


def _fit_values(cut: Cut, record: Mention | Event | Relation) -> None:
    """PubAnnotation takes false and empty texts for true when it imports them."""
    kept: dict[str, AttributeValue] = {}
    for name, value in record.attributes.items():
        texts = value if isinstance(value, tuple) else (value,)
        if not name.strip() or name.startswith(OURS):
            cut.note(record, Reason.ATTRIBUTE, name)
        elif any(one is False or (isinstance(one, str) and not one.strip()) for one in texts):
            cut.note(
                record,
                Reason.ATTRIBUTE,
                tr("{name}: PubAnnotation takes false and empty texts for true", name=name),
            )
        else:
            kept[name] = value
    if isinstance(record, Mention) and record.link is not None and not record.link.strip():
        cut.note(record, Reason.LINK, record.link)
        record = replace(record, link=None)
    record = replace(record, attributes=kept)
    cut.change(record)
    fit_lists(cut, record)


def _fit_roles(cut: Cut, event: Event) -> None:
    filled = tuple(one for one in event.arguments if one.role.strip())
    if filled != event.arguments:
        cut.change(replace(event, arguments=filled), Reason.ARGUMENT, tr("a role without a name"))


# -- writing -----------------------------------------------------------------------------------------------


def _track(labels: Labels) -> dict[str, Any]:
    """What one annotator says."""
    track = _Track(labels)
    found: dict[str, Any] = {"project": labels.annotator} if labels.annotator else {}
    found["denotations"] = track.denotations
    if track.relations:
        found["relations"] = track.relations
    if track.attributes:
        found["attributes"] = track.attributes
    return found


class _Track:
    """Denotations, relations and attributes, with ids as PubAnnotation's own: T1, R1, A1."""

    def __init__(self, labels: Labels) -> None:
        self.denotations: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []
        self.attributes: list[dict[str, Any]] = []
        self._ids: dict[str, str] = {}
        self._numbers = count(1)
        self._triggers: set[str] = set()
        for record in labels.records:
            if isinstance(record, Mention):
                self._add(record)
        for link in links(labels.records):
            number = f"R{len(self.relations) + 1}"
            ends = {"subj": self._ids[link.source], "obj": self._ids[link.target]}
            self.relations.append({"id": number, "pred": link.label} | ends)
            if link.relation is not None:
                self._say(number, link.relation.attributes)
                if link.source in self._triggers:
                    self._attribute(number, RELATION, value=True)
        for record in labels.records:
            match record:
                case Event():
                    self._say(self._ids[record.trigger], record.attributes)
                case Comment() if record.target is not None:
                    self._attribute(self._ids[record.target], NOTE, record.text)

    def _add(self, mention: Mention) -> None:
        """A denotation; of several spans a chain of them, the last of which has the label."""
        number = f"T{next(self._numbers)}"
        last = len(mention.spans) - 1
        names = [f"{number}-{index}" for index in range(last + 1)] if last else [number]
        for index, (name, span) in enumerate(zip(names, mention.spans, strict=True)):
            label = mention.label if index == last else FRAGMENT
            place = {"begin": span.start, "end": span.end}
            self.denotations.append({"id": name, "span": place, "obj": label})
            if index:
                chain = {
                    "id": f"C-{names[index - 1]}",
                    "pred": CHAINED,
                    "subj": name,
                    "obj": names[index - 1],
                }
                self.relations.append(chain)
        self._ids[mention.id] = names[-1]
        if mention.kind is not Kind.ENTITY:
            self._attribute(names[-1], KIND, mention.kind.value)
        if mention.kind is Kind.EVENT:
            self._triggers.add(mention.id)
        if mention.link is not None:
            self._attribute(names[-1], LINK, mention.link)
        self._say(names[-1], mention.attributes, TRIGGER if mention.kind is Kind.EVENT else "")

    def _say(self, subject: str, attributes: Mapping[str, AttributeValue], prefix: str = "") -> None:
        for name, value in attributes.items():
            for one in value if isinstance(value, tuple) else (value,):
                self._attribute(subject, prefix + name, one)

    def _attribute(self, subject: str, name: str, value: str | float | bool) -> None:  # noqa: FBT001
        number = f"A{len(self.attributes) + 1}"
        self.attributes.append({"id": number, "pred": name, "subj": subject, "obj": value})
