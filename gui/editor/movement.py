"""Where each movement takes the caret."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from annotations.text import segments
from annotations.text.graphemes import next_grapheme, previous_grapheme
from gui.editor.flow import Flow
from gui.editor.hit import whole_character
from schemas.late import late_dataclass


class Movement(Enum):
    """What a navigation key does. Left and right are as seen: left is forward in right-to-left paragraphs."""

    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    SENTENCE_BACK = auto()
    SENTENCE_FORWARD = auto()
    PARAGRAPH_BACK = auto()
    PARAGRAPH_FORWARD = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    ROW_START = auto()
    ROW_END = auto()
    DOCUMENT_START = auto()
    DOCUMENT_END = auto()


VERTICAL = frozenset({Movement.UP, Movement.DOWN, Movement.PAGE_UP, Movement.PAGE_DOWN})
"""Movements that keep the caret's column."""

_RIGHTWARDS = frozenset({Movement.RIGHT, Movement.WORD_RIGHT})
_BY_WORD = frozenset({Movement.WORD_LEFT, Movement.WORD_RIGHT})
_SIDEWAYS = _RIGHTWARDS | _BY_WORD | {Movement.LEFT}

_BY_PARAGRAPH = frozenset({Movement.PARAGRAPH_BACK, Movement.PARAGRAPH_FORWARD})

_SEGMENTS: dict[Movement, Callable[[str, int], int]] = {
    Movement.SENTENCE_BACK: segments.previous_sentence_start,
    Movement.SENTENCE_FORWARD: segments.next_sentence_start,
    Movement.PARAGRAPH_BACK: segments.previous_line_start,
    Movement.PARAGRAPH_FORWARD: segments.next_line_start,
    Movement.DOCUMENT_START: lambda _text, _offset: 0,
    Movement.DOCUMENT_END: lambda text, _offset: len(text),
}


@late_dataclass(frozen=True)
class Step:
    """Where the caret comes from, whether it drags a selection, the column it keeps, the height of a page."""

    caret: int
    extend: bool
    column: float
    """x that vertical movements aim at."""
    page: int = 0


class Traveller:
    """Finds the way of the caret through one flow."""

    def __init__(self, flow: Flow) -> None:
        """Travel in this flow."""
        self._flow = flow
        self._text = flow.text

    def target(self, movement: Movement, step: Step) -> int:
        """The offset a movement leads to, never inside a character; at an end of the document, that end.

        Movements by rows and paragraphs stop at the start of what is folded away and go on behind it.
        """
        if movement in VERTICAL:
            return self._past_folds(self._vertical(movement, step), step.caret)
        if movement in _BY_PARAGRAPH:
            return self._past_folds(self._by_segment(movement, step.caret), step.caret)
        if movement in _SIDEWAYS:
            return self._sideways(movement, step)
        if movement in _SEGMENTS:
            return self._by_segment(movement, step.caret)
        if movement is Movement.ROW_END:
            return self._row_end(step.caret)
        return self._flow.at(step.caret)[2].start

    def _by_segment(self, movement: Movement, caret: int) -> int:
        return self._whole(_SEGMENTS[movement](self._text, caret), caret)

    def _past_folds(self, target: int, caret: int) -> int:
        folds = self._flow.folds
        stretch = folds.closed_around(target)
        if stretch is None:
            return target
        behind = self._flow.paragraphs.next_start(stretch.last)
        if target > caret and folds.closed_around(caret) == stretch != folds.closed_around(behind):
            return behind
        return folds.span(stretch).start

    def _sideways(self, movement: Movement, step: Step) -> int:
        forward = movement in _RIGHTWARDS
        if self._right_to_left(step.caret):
            forward = not forward
        if movement in _BY_WORD:
            return self._whole(self._word(step.caret, forward=forward, extend=step.extend), step.caret)
        return (next_grapheme if forward else previous_grapheme)(self._text, step.caret)

    def _whole(self, target: int, caret: int) -> int:
        """The target, or the end of the character it is inside of that is further from the caret."""
        if caret < target:
            return next_grapheme(self._text, target - 1)
        return whole_character(self._text, target)

    def _right_to_left(self, caret: int) -> bool:
        return self._flow.at(caret)[1].rtl

    def _word(self, caret: int, *, forward: bool, extend: bool) -> int:
        if not forward:
            return segments.previous_word_start(self._text, caret)
        # A selection grows to the end of a word, so that it never takes the blank along.
        return (
            segments.next_word_end(self._text, caret)
            if extend
            else segments.next_word_start(self._text, caret)
        )

    def _vertical(self, movement: Movement, step: Step) -> int:
        index, laid, row = self._flow.at(step.caret)
        number = laid.row_index(row.start)
        if movement in {Movement.UP, Movement.DOWN}:
            return self._beyond(index, number, step, down=movement is Movement.DOWN)
        down = movement is Movement.PAGE_DOWN
        goal = self._flow.heights.top(index) + row.top + (step.page if down else -step.page)
        index = self._flow.found(max(0, goal))
        # Laid out before its top is asked for: that may move the paragraphs after it.
        laid = self._flow.paragraph(index)
        found = laid.row_at(max(0, goal) - self._flow.heights.top(index))
        if found is row:
            return self._beyond(index, number, step, down=down)
        return whole_character(self._text, laid.offset_at(found, step.column))

    def _beyond(self, index: int, number: int, step: Step, *, down: bool) -> int:
        """The offset at the caret's column on the next row; beyond them all, that end of the text."""
        laid = self._flow.paragraph(index)
        number += 1 if down else -1
        if not 0 <= number < len(laid.rows):
            index = self._flow.folds.after(index) if down else self._flow.folds.before(index)
            if not 0 <= index < len(self._flow.heights):
                return len(self._text) if down else 0
            laid = self._flow.paragraph(index)
            number = 0 if down else len(laid.rows) - 1
        return whole_character(self._text, laid.offset_at(laid.rows[number], step.column))

    def _row_end(self, caret: int) -> int:
        """The end of the row's text; of a wrapped row, before its last character, the blank it wraps at."""
        _, laid, row = self._flow.at(caret)
        if laid.folded:
            return row.start
        if row is laid.rows[-1]:
            end = row.text_end
            return end if laid.holds_caret(end) else previous_grapheme(self._text, end)
        return max(row.start, previous_grapheme(self._text, row.end))
