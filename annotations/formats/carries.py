"""What a format can hold, as data: the loss report, the dialogs, the help and the docs are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotations.model.records import Kind


class Events(StrEnum):
    """How much of an event a format holds."""

    NONE = "none"
    """No event; its trigger is a mention like others."""
    MENTIONS = "mentions"
    """Events whose arguments are mentions."""
    ALL = "all"
    """Also events as arguments of events."""


@dataclass(frozen=True, slots=True)
class Carries:
    """What a format can hold. What it cannot is lost, and named before it is written.

    Attributes:
        kinds: the kinds whose mentions it takes.
        kind: which kind a mention is of; where False, the label set tells it from the label on the way back.
        nested: a mention inside another one.
        overlapping: two mentions that cross.
        same_span: two mentions of exactly the same spans.
        discontinuous: mentions of several spans.
        empty: mentions without text.
        events: how much of events.
        shared_triggers: several events on one trigger.
        relations: relations between mentions.
        attributes: attributes of mentions.
        event_attributes: attributes of events.
        relation_attributes: attributes of relations.
        links: ids of real-world things.
        notes: notes on mentions.
        other_notes: notes on events, relations and the document.
        annotators: several annotators of a document in one file.
        text: the text as it is, blanks and line ends too; False where it is made of tokens or lines.
        bookkeeping: ids, who labelled what and when, status, side data.
    """

    kinds: frozenset[Kind] = frozenset(Kind)
    kind: bool = True
    nested: bool = False
    overlapping: bool = False
    same_span: bool = False
    discontinuous: bool = False
    empty: bool = False
    events: Events = Events.NONE
    shared_triggers: bool = False
    relations: bool = False
    attributes: bool = False
    event_attributes: bool = False
    relation_attributes: bool = False
    links: bool = False
    notes: bool = False
    other_notes: bool = False
    annotators: bool = False
    text: bool = True
    bookkeeping: bool = False


EVERYTHING = Carries(
    nested=True,
    overlapping=True,
    same_span=True,
    discontinuous=True,
    empty=True,
    events=Events.ALL,
    shared_triggers=True,
    relations=True,
    attributes=True,
    event_attributes=True,
    relation_attributes=True,
    links=True,
    notes=True,
    other_notes=True,
    annotators=True,
)
"""Everything that is said, without the bookkeeping."""
