"""Moving an end of a mention by a word or a character: pure, in offsets."""

from __future__ import annotations

from enum import Enum

from annotations.text import segments
from annotations.text.graphemes import next_grapheme, previous_grapheme
from annotations.text.span import Span


class End(Enum):
    """Which end of a mention moves."""

    START = "start"
    END = "end"


class Unit(Enum):
    """How far an end moves."""

    WORD = "word"
    CHARACTER = "char"


def moved(text: str, spans: tuple[Span, ...], end: End, unit: Unit, *, forward: bool) -> tuple[Span, ...]:
    """The spans with one end moved one step; the ends of a span never meet or cross.

    Of a mention with several spans the outer ends move: the start of the first, the end of the last.
    """
    if end is End.START:
        first = spans[0]
        start = _step_start(text, first.start, unit, forward=forward)
        return (Span(start, first.end), *spans[1:]) if start < first.end else spans
    last = spans[-1]
    stop = _step_end(text, last.end, unit, forward=forward)
    return (*spans[:-1], Span(last.start, stop)) if stop > last.start else spans


def _step_start(text: str, offset: int, unit: Unit, *, forward: bool) -> int:
    if unit is Unit.CHARACTER:
        return _step_character(text, offset, forward=forward)
    if forward:
        return segments.next_word_start(text, offset)
    return segments.previous_word_start(text, offset)


def _step_end(text: str, offset: int, unit: Unit, *, forward: bool) -> int:
    if unit is Unit.CHARACTER:
        return _step_character(text, offset, forward=forward)
    if forward:
        return segments.next_word_end(text, offset)
    return segments.previous_word_end(text, offset)


def _step_character(text: str, offset: int, *, forward: bool) -> int:
    step = next_grapheme if forward else previous_grapheme
    return step(text, offset)
