"""Where each movement takes the caret."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from annotations.text import segments
from annotations.text.graphemes import next_grapheme, previous_grapheme
from gui.editor.flow import Flow
from gui.editor.hit import whole_character


class Movement(Enum):
    """What a navigation key does. Left and right are as seen: in a right-to-left paragraph, left is forward."""

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

_FORWARD_IN_LEFT_TO_RIGHT = {Movement.RIGHT: True, Movement.LEFT: False}
_WORD_FORWARD_IN_LEFT_TO_RIGHT = {Movement.WORD_RIGHT: True, Movement.WORD_LEFT: False}


@dataclass(frozen=True, slots=True)
class Step:
    """Where the caret comes from: its offset, whether it drags a selection, the column it keeps, a page's height."""

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
        """The offset a movement leads to, never inside a character; at an end of the document, that end."""
        caret = step.caret
        if movement in VERTICAL:
            return self._vertical(movement, step)
        if movement in _FORWARD_IN_LEFT_TO_RIGHT:
            forward = _FORWARD_IN_LEFT_TO_RIGHT[movement] is not self._right_to_left(caret)
            return next_grapheme(self._text, caret) if forward else previous_grapheme(self._text, caret)
        if movement in _WORD_FORWARD_IN_LEFT_TO_RIGHT:
            forward = _WORD_FORWARD_IN_LEFT_TO_RIGHT[movement] is not self._right_to_left(caret)
            return self._word(caret, forward=forward, extend=step.extend)
        return self._place(movement, caret)

    def _place(self, movement: Movement, caret: int) -> int:
        match movement:
            case Movement.ROW_START:
                return self._flow.at(caret)[2].start
            case Movement.ROW_END:
                return self._row_end(caret)
            case Movement.SENTENCE_BACK:
                return segments.previous_sentence_start(self._text, caret)
            case Movement.SENTENCE_FORWARD:
                return segments.next_sentence_start(self._text, caret)
            case Movement.PARAGRAPH_BACK:
                return segments.previous_line_start(self._text, caret)
            case Movement.PARAGRAPH_FORWARD:
                return segments.next_line_start(self._text, caret)
            case Movement.DOCUMENT_END:
                return len(self._text)
            case _:
                return 0

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
        index = self._flow.heights.find(max(0, goal))
        # Laid out before its top is asked for: that may move the paragraphs after it.
        laid = self._flow.paragraph(index)
        found = laid.row_at(max(0, goal) - self._flow.heights.top(index))
        if found is row:
            return self._beyond(index, number, step, down=down)
        return whole_character(self._text, laid.offset_at(found, step.column))

    def _beyond(self, index: int, number: int, step: Step, *, down: bool) -> int:
        """The offset at the caret's column on the next row; past the last or first row, that end of the document."""
        laid = self._flow.paragraph(index)
        number += 1 if down else -1
        if not 0 <= number < len(laid.rows):
            index += 1 if down else -1
            if not 0 <= index < len(self._flow.heights):
                return len(self._text) if down else 0
            laid = self._flow.paragraph(index)
            number = 0 if down else len(laid.rows) - 1
        return whole_character(self._text, laid.offset_at(laid.rows[number], step.column))

    def _row_end(self, caret: int) -> int:
        """The end of the row's text; of a wrapped row, before its last character, usually the blank it wraps at."""
        _, laid, row = self._flow.at(caret)
        if row is laid.rows[-1]:
            end = row.text_end
            return end if laid.holds_caret(end) else previous_grapheme(self._text, end)
        return max(row.start, previous_grapheme(self._text, row.end))
