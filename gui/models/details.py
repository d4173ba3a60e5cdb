"""All that is said of one mention and the event on it, or of the document, as rows of name and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from annotations.edits.event_operations import missing_roles
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import AttributeType, Label, LabelSet
from annotations.model.records import Argument, AttributeValue, Comment, Event, Kind, Mention, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr, trn
from gui.core.record_words import provenance_words, value_words
from schemas.late import late_dataclass

_QUOTE = 200  # code points of a text that a row shows
_MOST = 200  # relations that are listed
_SPAN = re.compile(r"\s*([0-9]{1,9})\s*[–-]\s*([0-9]{1,9})\s*")


class Field(Enum):
    """What a row is of."""

    LABEL = auto()
    WORDS = auto()
    PLACE = auto()
    ATTRIBUTE = auto()
    LINK = auto()
    NOTE = auto()
    RELATION = auto()
    ARGUMENT = auto()
    MISSING = auto()
    PROVENANCE = auto()


FIXED = (Field.WORDS, Field.ARGUMENT, Field.MISSING, Field.PROVENANCE)
"""What is not changed here."""


@late_dataclass(frozen=True)
class Detail:
    """One row. ``record_id`` is whose it is, empty for the document; ``part`` tells rows of a kind apart."""

    field: Field
    record_id: str
    name: str
    value: str
    part: str = ""
    raw: AttributeValue | None = None
    """What an editor starts from: an attribute's value, the text of a note, the id of a link."""
    attribute: AttributeType | None = None
    label: Label | None = None
    leads_to: str = ""
    """The id of the mention that the row leads to."""

    @property
    def place(self) -> tuple[Field, str, str]:
        """What stays the same when the value changes."""
        return self.field, self.record_id, self.part


@late_dataclass(frozen=True)
class Subject:
    """What the rows are about: a mention and the event on it that is meant, if any."""

    mention: Mention
    event: Event | None = None


def details_of(
    annotations: AnnotationSet, label_set: LabelSet, text: SourceText, subject: Subject | None
) -> list[Detail]:
    """The rows about a mention; about the document when there is none."""
    said = _Said(annotations, label_set, text)
    return list(said.notes("") if subject is None else said.of(subject))


class _Said:
    """What an annotation set says, in words."""

    def __init__(self, annotations: AnnotationSet, label_set: LabelSet, text: SourceText) -> None:
        self._annotations, self._label_set, self._text = annotations, label_set, text

    def of(self, subject: Subject) -> Iterator[Detail]:
        mention, event = subject.mention, subject.event
        label = self._label_set.label(mention.kind, mention.label)
        name = mention.label if label is None else label.name
        yield Detail(Field.LABEL, mention.id, tr("Label"), name, raw=mention.label, label=label)
        yield Detail(Field.WORDS, mention.id, tr("Text"), self.quote(mention))
        place = spans_text(mention.spans)
        yield Detail(Field.PLACE, mention.id, tr("Offsets"), place, raw=place)
        yield from self._attributes(mention, mention.kind is not Kind.EVENT or event is None)
        if event is not None:
            yield from self._attributes(event, wanted=True)
        link = mention.link or ""
        yield Detail(Field.LINK, mention.id, tr("Link"), link, raw=link)
        yield from self.notes(mention.id if event is None else event.id)
        if event is not None and self._annotations.comments(mention.id):
            yield from self.notes(mention.id)
        yield from self._relations(mention)
        yield from self._roles(subject)
        maker = mention if event is None else event
        made = provenance_words(maker.provenance)
        yield Detail(Field.PROVENANCE, maker.id, tr("Made"), made)

    def notes(self, record_id: str) -> Iterator[Detail]:
        """The notes on a record, or a row in which one can be written."""
        there = self._annotations.comments(record_id or None)
        for note in there:
            first = note.text.split("\n", 1)[0]
            shown = first if first == note.text else first + " …"
            yield Detail(Field.NOTE, record_id, tr("Note"), shown, note.id, note.text)
        if not there:
            yield Detail(Field.NOTE, record_id, tr("Note"), "", raw="")

    def quote(self, mention: Mention) -> str:
        parts = (
            self._text.quote(Span(span.start, min(span.end, span.start + _QUOTE))) for span in mention.spans
        )
        return " … ".join(" ".join(part.split()) for part in parts)

    def _attributes(self, record: Mention | Event, wanted: bool) -> Iterator[Detail]:
        """The attributes that the record may have, if wanted; those it has in any case."""
        kind = record.kind if isinstance(record, Mention) else Kind.EVENT
        for one in self._label_set.attributes:
            value = record.attributes.get(one.id)
            if value is not None or (wanted and kind in one.kinds):
                shown = value_words(value)
                yield Detail(Field.ATTRIBUTE, record.id, one.name, shown, one.id, value, one)

    def _relations(self, mention: Mention) -> Iterator[Detail]:
        found = [one for one in self._annotations.referrers(mention.id) if isinstance(one, Relation)]
        for relation in found[:_MOST]:
            yield self._relation(mention, relation)
            for note in self._annotations.comments(relation.id):
                yield self._relation_note(relation, note)
        if len(found) > _MOST:
            more = trn("{count} more relation", "{count} more relations", len(found) - _MOST)
            yield Detail(Field.WORDS, mention.id, "…", more, "relations")

    def _relation(self, mention: Mention, relation: Relation) -> Detail:
        known = self._label_set.relation(relation.label)
        away = relation.source == mention.id
        other = self._annotations.mention(relation.target if away else relation.source)
        name = f"{'→' if away else '←'} {relation.label if known is None else known.name}"
        return Detail(
            Field.RELATION, relation.id, name, "" if other is None else self.quote(other), mention.id,
            leads_to="" if other is None else other.id,
        )  # fmt: skip

    def _relation_note(self, relation: Relation, note: Comment) -> Detail:
        shown = " ".join(note.text.split())
        return Detail(Field.NOTE, relation.id, tr("Note on it"), shown, note.id, note.text)

    def _roles(self, subject: Subject) -> Iterator[Detail]:
        """The arguments of the event, and the events that the mention or event is an argument of."""
        event = subject.event
        if event is not None:
            for argument in event.arguments:
                yield self._argument(event, argument)
            yield from self._missing(event)
        own = [subject.mention.id] if event is None else [subject.mention.id, event.id]
        for target in own:
            for one in self._annotations.referrers(target):
                if isinstance(one, Event):
                    yield from self._part_in(one, target)

    def _argument(self, event: Event, argument: Argument) -> Detail:
        filler = self._annotations.get(argument.target)
        if isinstance(filler, Event):
            filler = self._annotations.get(filler.trigger)
        mention = filler if isinstance(filler, Mention) else None
        return Detail(
            Field.ARGUMENT, event.id, self._role(event, argument.role),
            "" if mention is None else self.quote(mention), f"{argument.role} {argument.target}",
            leads_to="" if mention is None else mention.id,
        )  # fmt: skip

    def _missing(self, event: Event) -> Iterator[Detail]:
        label = self._event_label(event)
        for role in () if label is None else missing_roles(label, event):
            yield Detail(Field.MISSING, event.id, role.name, tr("missing"), role.id)

    def _part_in(self, event: Event, target: str) -> Iterator[Detail]:
        trigger = self._annotations.mention(event.trigger)
        for argument in event.arguments:
            if argument.target == target and trigger is not None:
                name = tr("{role} of", role=self._role(event, argument.role))
                part = f"{argument.role} {target}"
                yield Detail(Field.ARGUMENT, event.id, name, self.quote(trigger), part, leads_to=trigger.id)

    def _role(self, event: Event, role_id: str) -> str:
        label = self._event_label(event)
        role = None if label is None else label.role(role_id)
        return role_id if role is None else role.name

    def _event_label(self, event: Event) -> Label | None:
        trigger = self._annotations.mention(event.trigger)
        return None if trigger is None else self._label_set.label(Kind.EVENT, trigger.label)


def spans_text(spans: tuple[Span, ...]) -> str:
    """Spans as they are shown and typed: "12–20, 31–40"."""
    return ", ".join(f"{span.start}–{span.end}" for span in spans)


def spans_in(text: str) -> tuple[Span, ...] | None:
    """The spans that somebody typed, with dashes or hyphens between; None when they are none."""
    found = []
    for part in text.split(","):
        typed = _SPAN.fullmatch(part)
        if typed is None or int(typed[1]) > int(typed[2]):
            return None
        found.append(Span(int(typed[1]), int(typed[2])))
    return tuple(sorted(found))
