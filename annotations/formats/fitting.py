"""A document made to fit a format: what is left of it, and every loss.

One rule for all formats, driven by ``Carries``. A codec whose format has traps beyond that (line breaks,
tokens, names) calls ``fitted`` first and then sees to them with ``Cut``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.formats.carries import Carries, Events
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.formats.losses import Loss, Reason
from annotations.model.records import (
    EMPTY,
    AttributeValue,
    Comment,
    Event,
    Mention,
    Record,
    Relation,
)
from annotations.text.span import Span
from annotations.words import tr


class Keep(StrEnum):
    """Which of two mentions stays where a format takes only one: the one around, or the one inside."""

    OUTERMOST = "outermost"
    INNERMOST = "innermost"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of a document a format can hold, and what is lost of it."""

    document: LabelledDocument
    losses: tuple[Loss, ...] = ()


def fitted(document: LabelledDocument, carries: Carries, keep: Keep = Keep.OUTERMOST) -> Fitted:
    """What a format that carries so much can hold of a document."""
    losses: list[Loss] = []
    sets = []
    for number, labels in enumerate(document.sets):
        cut = Cut(document.name, labels)
        if number and not carries.annotators:
            for record in labels.records:
                cut.lose(record, Reason.ANNOTATOR)
        else:
            _fit(cut, carries, keep)
            sets.append(cut.labels())
        losses += cut.losses
    return Fitted(replace(document, sets=tuple(sets)), tuple(losses))


def fitted_further(fit: Fitted, trim: Callable[[Cut], None]) -> Fitted:
    """What is left when ``trim`` has cut down what each annotator says, with the losses of both."""
    losses = list(fit.losses)
    sets = []
    for labels in fit.document.sets:
        cut = Cut(fit.document.name, labels)
        trim(cut)
        cut.settle()
        sets.append(cut.labels())
        losses += cut.losses
    return Fitted(replace(fit.document, sets=tuple(sets)), tuple(losses))


def spread(mention: Mention) -> int:
    """How far a mention reaches, in code points, gaps included."""
    return mention.end - mention.start


class Cut:
    """One annotator's labels while they are cut down: what is taken out takes along what points to it."""

    def __init__(self, document: str, labels: Labels) -> None:
        self.losses: list[Loss] = []
        self._document = document
        self._labels = labels
        self._records = {record.id: record for record in labels.records}
        self._all = dict(self._records)

    def labels(self) -> Labels:
        """What is left."""
        return replace(self._labels, records=tuple(self._records.values()))

    def mentions(self) -> list[Mention]:
        """The mentions that are left, outermost first."""
        found = [one for one in self._records.values() if isinstance(one, Mention)]
        return sorted(found, key=lambda one: (one.start, -one.end))

    def get(self, record_id: str | None) -> Record | None:
        """The record with this id, if it is left."""
        return None if record_id is None else self._records.get(record_id)

    def records(self) -> list[Record]:
        """All that is left."""
        return list(self._records.values())

    def change(self, record: Record, reason: Reason | None = None, detail: str = "") -> None:
        """Put the record in the place of the one with its id; a reason makes that a loss."""
        self._records[record.id] = record
        if reason is not None:
            self.note(record, reason, detail)

    def note(self, record: Record, reason: Reason, detail: str = "") -> None:
        """Say that something of a record is lost, and leave it as it is."""
        start, end = self._place(record)
        annotator = self._labels.annotator
        self.losses.append(Loss(reason, self._document, annotator, record.id, start, end, detail))

    def lose(self, record: Record, reason: Reason, detail: str = "") -> None:
        """Take a record out, and what points to it: its events, relations and notes, and arguments."""
        self.note(record, reason, detail)
        self._records.pop(record.id, None)

    def settle(self) -> None:
        """Take out what points to something that is gone. To be called when all ``lose`` are done."""
        lost = True
        while lost:
            lost = False
            for record in self.records():
                lost = self._settle(record) or lost

    def _settle(self, record: Record) -> bool:
        match record:
            case Event() if record.trigger not in self._records:
                self.lose(record, Reason.EVENT, tr("its trigger is lost"))
                return True
            case Event() if any(one.target not in self._records for one in record.arguments):
                for one in record.arguments:
                    if one.target not in self._records:
                        self.note(record, Reason.ARGUMENT, one.role)
                left = tuple(one for one in record.arguments if one.target in self._records)
                self.change(replace(record, arguments=left))
            case Relation() if not {record.source, record.target} <= self._records.keys():
                self.lose(record, Reason.RELATION, tr("one of its ends is lost"))
                return True
            case Comment() if record.target is not None and record.target not in self._records:
                self.lose(record, Reason.NOTE, tr("what it is on is lost"))
                return True
        return False

    def _place(self, record: Record | None) -> tuple[int | None, int | None]:
        match record:
            case None:
                return None, None
            case Mention():
                return record.start, record.end
            case Event():
                return self._place(self._all.get(record.trigger))
            case Relation():
                return self._place(self._all.get(record.source))
            case Comment():
                return self._place(None if record.target is None else self._all.get(record.target))


def fit_lists(cut: Cut, record: Mention | Event | Relation) -> None:
    """Where a format says the values of a list one by one: a list of one is no list, an empty one is lost."""
    kept: dict[str, AttributeValue] = {}
    for name, value in record.attributes.items():
        if not isinstance(value, tuple) or len(value) > 1:
            kept[name] = value
        elif value:
            kept[name] = value[0]
            cut.note(record, Reason.ATTRIBUTE, tr("{name}: no longer a list", name=name))
        else:
            cut.note(record, Reason.ATTRIBUTE, name)
    if kept != record.attributes:
        cut.change(replace(record, attributes=kept))


# -- the rules ---------------------------------------------------------------------------------------------


def _fit(cut: Cut, carries: Carries, keep: Keep) -> None:
    _fit_mentions(cut, carries)
    _fit_together(cut, carries, keep)
    for record in cut.records():
        match record:
            case Event():
                _fit_event(cut, record, carries)
            case Relation():
                _fit_relation(cut, record, carries)
    for record in cut.records():
        if isinstance(record, Comment):
            on_mention = isinstance(cut.get(record.target), Mention)
            if not (carries.notes if on_mention else carries.other_notes):
                cut.lose(record, Reason.NOTE)
    cut.settle()


def _fit_mentions(cut: Cut, carries: Carries) -> None:
    for mention in cut.mentions():
        if mention.kind not in carries.kinds:
            cut.lose(mention, Reason.KIND)
        elif len(mention.spans) > 1 and not carries.discontinuous:
            cut.lose(mention, Reason.DISCONTINUOUS)
        elif not carries.empty and any(span.is_empty for span in mention.spans):
            cut.lose(mention, Reason.EMPTY)
        else:
            _fit_values(cut, mention, carries)


def _fit_values(cut: Cut, mention: Mention, carries: Carries) -> None:
    if mention.attributes and not carries.attributes:
        for name in mention.attributes:
            cut.note(mention, Reason.ATTRIBUTE, name)
        mention = replace(mention, attributes=EMPTY)
        cut.change(mention)
    if mention.link is not None and not carries.links:
        cut.change(replace(mention, link=None), Reason.LINK, mention.link)


def _fit_event(cut: Cut, event: Event, carries: Carries) -> None:
    if carries.events is Events.NONE:
        cut.lose(event, Reason.EVENT)
        for argument in event.arguments:
            cut.note(event, Reason.ARGUMENT, argument.role)
        return
    if carries.events is Events.MENTIONS:
        outer = [one for one in event.arguments if isinstance(cut.get(one.target), Event)]
        for argument in outer:
            cut.note(event, Reason.ARGUMENT, argument.role)
        if outer:
            event = replace(event, arguments=tuple(one for one in event.arguments if one not in outer))
            cut.change(event)
    if event.attributes and not carries.event_attributes:
        for name in event.attributes:
            cut.note(event, Reason.ATTRIBUTE, name)
        cut.change(replace(event, attributes=EMPTY))


def _fit_relation(cut: Cut, relation: Relation, carries: Carries) -> None:
    if not carries.relations:
        cut.lose(relation, Reason.RELATION)
    elif relation.attributes and not carries.relation_attributes:
        for name in relation.attributes:
            cut.note(relation, Reason.ATTRIBUTE, name)
        cut.change(replace(relation, attributes=EMPTY))


def _fit_together(cut: Cut, carries: Carries, keep: Keep) -> None:
    """Leave of mentions that share text those that the format can hold beside each other."""
    if carries.nested and carries.overlapping and carries.same_span:
        return
    mentions = cut.mentions()
    if not carries.same_span:
        mentions = _once(cut, mentions)
    by_size: Callable[[Mention], tuple[int, int]] = (
        (lambda one: (-spread(one), one.start))
        if keep is Keep.OUTERMOST
        else (lambda one: (spread(one), one.start))
    )
    kept = _Kept()
    for mention in sorted(mentions, key=by_size):
        reason = next(
            (why for other in kept.near(mention) if (why := _clash(mention, other, carries)) is not None),
            None,
        )
        if reason is None:
            kept.add(mention)
        else:
            cut.lose(mention, reason)


def _once(cut: Cut, mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[tuple[Span, ...], Mention] = {}
    for mention in mentions:
        if first.setdefault(mention.spans, mention) is not mention:
            cut.lose(mention, Reason.SAME_SPAN, first[mention.spans].label)
    return list(first.values())


def _clash(mention: Mention, other: Mention, carries: Carries) -> Reason | None:
    one, two = Span(mention.start, mention.end), Span(other.start, other.end)
    if not one.overlaps(two):
        return None
    if one.encloses(two) or two.encloses(one):
        return None if carries.nested else Reason.NESTED
    return None if carries.overlapping else Reason.OVERLAPPING


_BUCKET = 256


class _Kept:
    """The mentions that stay, found by place: those that may share text with another one."""

    def __init__(self) -> None:
        self._buckets: dict[int, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        for bucket in self._range(mention):
            self._buckets.setdefault(bucket, []).append(mention)

    def near(self, mention: Mention) -> Iterable[Mention]:
        for bucket in self._range(mention):
            yield from self._buckets.get(bucket, ())

    def _range(self, mention: Mention) -> range:
        return range(mention.start // _BUCKET, max(mention.end - 1, mention.start) // _BUCKET + 1)
