"""What of a document brat can hold: what is cut off, and what is said of something else instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.formats.brat.rules import comes_back, in_one_line, name, role_of, without_breaks
from annotations.formats.fitting import Cut
from annotations.formats.losses import Reason
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Relation,
)
from annotations.words import tr


class Fitter:
    """Cuts what one annotator says down to what brat can hold, with every loss in the cut."""

    def __init__(self, text: str, cut: Cut) -> None:
        self._text = text
        self._cut = cut
        self._on: dict[str, list[str]] = {}
        """The events on each trigger."""

    def fit(self) -> None:
        """Change and take out what cannot be written."""
        cut = self._cut
        for mention in cut.mentions():
            self._fit_spans(mention)
        cut.settle()
        for record in cut.records():
            if isinstance(record, Event):
                self._on.setdefault(record.trigger, []).append(record.id)
        for mention in cut.mentions():
            self._fit_mention(mention)
        self._fit_events([one for one in cut.records() if isinstance(one, Event)])
        for record in cut.records():
            match record:
                case Relation() if name(record.label) != record.label:
                    cut.change(replace(record, label=name(record.label)), Reason.NAME, name(record.label))
                case Comment():
                    self._fit_note(record)

    # -- mentions ------------------------------------------------------------------------------------------

    def _fit_spans(self, mention: Mention) -> None:
        spans = comes_back(self._text, mention.spans)
        stands = "".join(self._text[span.start : span.end] for span in spans)
        if not spans and any(not span.is_empty for span in mention.spans):
            self._cut.lose(mention, Reason.LINE_BREAK, tr("it has no other text"))
        elif not spans or (stands and not stands.strip()):
            self._cut.lose(mention, Reason.EMPTY, tr("nothing but blanks, which brat takes for no text"))
        elif spans != mention.spans:
            detail = tr("what is beside a line break is joined, or left out at an end")
            self._cut.change(replace(mention, spans=spans), Reason.LINE_BREAK, detail)

    def _fit_mention(self, mention: Mention) -> None:
        on = self._on.get(mention.id, [])
        label = name(mention.label, typed=bool(on) or mention.kind is Kind.EVENT)
        if label != mention.label:
            mention = replace(mention, label=label)
            self._cut.change(mention, Reason.NAME, label)
        link = None if mention.link is None else "_".join(in_one_line(mention.link).split()) or None
        if link != mention.link:
            mention = replace(mention, link=link)
            self._cut.change(mention, Reason.LINK, link or tr("it has no text"))
        attributes = self._values(mention, mention.attributes)
        if on:
            for event_id in on if attributes else ():
                self._move(mention, attributes, event_id)
            attributes = EMPTY
        if attributes != mention.attributes:
            self._cut.change(replace(mention, attributes=attributes))

    def _move(self, trigger: Mention, attributes: Mapping[str, AttributeValue], event_id: str) -> None:
        """Say of an event what is said of its trigger, for brat lets nothing be said of triggers."""
        event = self._cut.get(event_id)
        if not isinstance(event, Event):
            return
        for one in attributes:
            self._cut.note(trigger, Reason.ATTRIBUTE, tr("{name} is said of its event", name=one))
        both = {**attributes, **event.attributes}
        self._cut.change(replace(event, attributes=both), Reason.ATTRIBUTE, tr("said of its trigger"))

    def _values(
        self, record: Mention | Event, attributes: Mapping[str, AttributeValue]
    ) -> Mapping[str, AttributeValue]:
        made: dict[str, AttributeValue] = {}
        for one, value in attributes.items():
            called, fits = name(one), _value(value)
            if fits is None or called in made:
                self._cut.note(record, Reason.ATTRIBUTE, one)
                continue
            made[called] = fits
            if called != one:
                self._cut.note(record, Reason.NAME, called)
            if type(fits) is not type(value) or fits != value:
                self._cut.note(
                    record, Reason.ATTRIBUTE, tr("{name} becomes {value}", name=called, value=fits)
                )
        return made or EMPTY

    # -- events and notes ----------------------------------------------------------------------------------

    def _fit_events(self, events: list[Event]) -> None:
        roles = {name(argument.role, typed=True) for event in events for argument in event.arguments}
        for event in events:
            arguments = tuple(self._argument(event, one, roles) for one in event.arguments)
            attributes = self._values(event, event.attributes)
            made = replace(event, arguments=arguments, attributes=attributes)
            if made != event:
                self._cut.change(made)

    def _argument(self, event: Event, argument: Argument, roles: set[str]) -> Argument:
        role = role_of(name(argument.role, typed=True), roles)
        if role != argument.role:
            self._cut.note(event, Reason.NAME, tr("{name} becomes {role}", name=argument.role, role=role))
        target = self._on.get(argument.target, [argument.target])[0]
        if target != argument.target:
            self._cut.note(event, Reason.ARGUMENT, tr("{role} is the event of that trigger", role=role))
        return Argument(role, target)

    def _fit_note(self, note: Comment) -> None:
        if note.target is None:
            self._cut.lose(note, Reason.NOTE, tr("brat has none on a document"))
            return
        text = without_breaks(note.text)
        if text != note.text:
            note = replace(note, text=text)
            self._cut.change(note, Reason.NOTE, tr("line breaks become blanks"))
        if note.target in self._on:
            moved = replace(note, target=self._on[note.target][0])
            self._cut.change(moved, Reason.NOTE, tr("it stands at the event of its trigger"))


def _value(value: AttributeValue) -> AttributeValue | None:
    """What is read again of an attribute's value; None where it cannot be written."""
    match value:
        case bool():
            return value or None
        case str():
            return in_one_line(value) or None
        case int() | float():
            return str(value)
        case _:
            words = tuple(in_one_line(one) for one in value if one)
            return words if len(words) > 1 else next(iter(words), None)
