"""What the mouse means: pure functions from what happened to what the view should do."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from annotations.model.records import Mention
from annotations.text import segments
from annotations.text.graphemes import next_grapheme, previous_grapheme
from annotations.text.span import Span
from gui.editor.hit import Hit
from gui.editor.painting import Handle
from schemas.late import late_dataclass


class Unit(Enum):
    """What a drag selects by; the value is the number of clicks it begins with."""

    CHARACTER = 1
    WORD = 2
    SENTENCE = 3


@late_dataclass(frozen=True)
class Selecting:
    """The button is down on text: ``origin`` is what the first click took, and stays selected."""

    unit: Unit
    origin: Span
    pressed: Hit
    extends: bool = False
    moved: bool = False


@late_dataclass(frozen=True)
class MovingEnd:
    """The button is down on a handle of the current mention; ``mention`` is as it would be if dropped now."""

    handle: Handle
    mention: Mention
    moved: bool = False


Gesture = Selecting | MovingEnd


@late_dataclass(frozen=True)
class Select:
    """Put the caret at ``caret`` and the other end of the selection at ``anchor``."""

    anchor: int
    caret: int


@late_dataclass(frozen=True)
class Pick:
    """Make one of the mentions current; the same click again goes on to the next."""

    mentions: tuple[str, ...]
    offset: int
    in_lane: bool


@late_dataclass(frozen=True)
class FinishSelection:
    """A selection is complete."""


@late_dataclass(frozen=True)
class ShowMoved:
    """Draw the current mention with this end where the mouse is."""

    mention: Mention


@late_dataclass(frozen=True)
class EndMoved:
    """An end of the current mention was dropped: its span with this number is to be ``span``."""

    mention_id: str
    span_index: int
    span: Span


Intention = Select | Pick | FinishSelection | ShowMoved | EndMoved


def press(
    text: str, hit: Hit, clicks: int, *, current: Mention | None, anchor: int | None
) -> tuple[Gesture, list[Intention]]:
    """The button went down; ``anchor`` is where the selection began when Shift asks to extend it."""
    if hit.handle is not None and current is not None and clicks == 1 and anchor is None:
        return MovingEnd(hit.handle, current), []
    unit = Unit(1 + (clicks - 1) % len(Unit))
    if anchor is not None:
        return Selecting(unit, Span(anchor, anchor), hit, extends=True, moved=True), [
            Select(anchor, hit.offset)
        ]
    origin = unit_at(text, hit.offset, unit)
    gesture = Selecting(unit, origin, hit, moved=not origin.is_empty)
    # On a chip the caret waits: it goes to the chip's mention when the button comes up.
    waits = hit.in_lane and origin.is_empty
    return gesture, [] if waits else [Select(origin.start, origin.end)]


def move(text: str, gesture: Gesture, offset: int) -> tuple[Gesture, list[Intention]]:
    """The mouse moved to the offset with the button down."""
    if isinstance(gesture, MovingEnd):
        span = _moved_end(text, gesture, offset)
        if span == gesture.mention.spans[gesture.handle.span_index]:
            return gesture, []
        mention = _with_span(gesture.mention, gesture.handle.span_index, span)
        return replace(gesture, mention=mention, moved=True), [ShowMoved(mention)]
    if not gesture.moved and offset == gesture.pressed.offset:
        return gesture, []
    origin, reached = gesture.origin, unit_at(text, offset, gesture.unit)
    if reached.start < origin.start:
        selected = Select(origin.end, reached.start)
    else:
        selected = Select(origin.start, max(origin.end, reached.end))
    return replace(gesture, moved=True), [selected]


def release(gesture: Gesture) -> list[Intention]:
    """The button came up."""
    if isinstance(gesture, MovingEnd):
        span = gesture.mention.spans[gesture.handle.span_index]
        return [EndMoved(gesture.mention.id, gesture.handle.span_index, span)] if gesture.moved else []
    if gesture.moved:
        return [FinishSelection()]
    hit = gesture.pressed
    return [Pick(hit.mentions, hit.offset, hit.in_lane)]


def unit_at(text: str, offset: int, unit: Unit) -> Span:
    """The word or sentence at the offset; the empty span there for characters, or where there is no word."""
    if unit is Unit.CHARACTER:
        return Span(offset, offset)
    if unit is Unit.SENTENCE:
        return segments.sentence_at(text, offset)
    return segments.word_at(text, offset) or Span(offset, offset)


def _moved_end(text: str, gesture: MovingEnd, offset: int) -> Span:
    """The span with its taken end at the offset: it keeps a character, and stays clear of its neighbours."""
    spans, number = gesture.mention.spans, gesture.handle.span_index
    span = spans[number]
    if gesture.handle.at_start:
        lowest = spans[number - 1].end if number else 0
        return Span(max(lowest, min(offset, previous_grapheme(text, span.end))), span.end)
    highest = spans[number + 1].start if number + 1 < len(spans) else len(text)
    return Span(span.start, min(highest, max(offset, next_grapheme(text, span.start))))


def _with_span(mention: Mention, number: int, span: Span) -> Mention:
    spans = (*mention.spans[:number], span, *mention.spans[number + 1 :])
    return replace(mention, spans=spans)
