"""One paragraph, or piece of one, laid out by Qt: its rows, and the way between offsets and x in them.

Lengths are logical pixels; x counts from the left edge of the text column, y from the top of the paragraph.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from gui.core.qt_offsets import QtText
from gui.editor.metrics import Metrics
from gui.editor.row import Range, Row
from gui.editor.symbols import Shape, displayed, symbols_in

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that run to the left, and marks that make others do so."""

_SAME_PLACE = 1.5
"""Pieces of text this close to each other are drawn as one."""


class LaidParagraph:
    """A piece of the document between ``start`` and ``end``; its line break reaches to ``next_start``."""

    folded = False
    """Whether this is one line that stands for several paragraphs."""

    def __init__(self, text: str, line_break: str, start: int, layout: Layout, rtl: bool | None) -> None:
        """Lay out ``text``, which begins at ``start``; ``rtl`` is its direction, found out when None."""
        self.text, self.line_break = text, line_break
        self.start, self.end = start, start + len(text)
        self.next_start = self.end + len(line_break)
        self.is_last = False
        self.mixed = _RIGHT_TO_LEFT.search(text) is not None
        self.rtl = (self.mixed and is_right_to_left(text)) if rtl is None else rtl
        self._qt = QtText(displayed(text))
        self.layout = layout.lay_out(self._qt.string, self.rtl)
        self.rows = self._make_rows()
        self.height = 0

    def place_rows(self, metrics: Metrics) -> bool:
        """Set the y of every row from its lanes, without shaping anything again; return whether any moved."""
        y, moved = 0, False
        for row in self.rows:
            # Room for one lane is always there: the first label on a row moves nothing.
            lanes = metrics.lane_offset + max(1, row.lanes) * metrics.lane_height
            place = y + row.headroom, row.headroom + row.text_height + lanes + metrics.row_gap
            if place != (row.top, row.height):
                row.top, row.height = place
                row.line.setPosition(QPointF(0, row.top))
                moved = True
            y += row.height
        self.height = y + metrics.paragraph_gap
        return moved

    def row_index(self, offset: int) -> int:
        """The row that a caret at the offset stands on."""
        return max(0, bisect_right(self.rows, offset, key=lambda row: row.start) - 1)

    def row_at(self, y: float) -> Row:
        """The row whose text or lanes are at ``y``; the first or last one beyond the paragraph."""
        return self.rows[max(0, bisect_right(self.rows, y, key=lambda row: row.top - row.headroom) - 1)]

    def x_of(self, row: Row, offset: int) -> float:
        """Where a caret at the offset stands on its row."""
        inside = min(max(offset, row.start), row.text_end)
        return self._x(row, self._position(inside))

    def offset_at(self, row: Row, x: float) -> int:
        """The offset at which a caret put at ``x`` would stand on the row."""
        position = row.line.xToCursor(x)
        offset = self.start + self._qt.offset(position)
        if offset >= row.end and row is not self.rows[-1]:
            # The place after the last character of a wrapped row is the start of the next one.
            return max(row.start, row.end - 1)
        return min(offset, row.text_end)

    def ranges(self, row: Row, start: int, end: int, stub: float = 0.0) -> list[Range]:
        """The stretches of the row that the offsets ``start`` to ``end`` cover, left to right.

        More than one in text of mixed direction. When the line break is covered, ``stub`` is added after the
        row.
        """
        start, stop = max(start, row.start), min(end, row.text_end)
        if start >= stop:
            found = []
        elif self.mixed:
            found = self._visual_ranges(row, start, stop)
        else:
            left = row.left if start == row.start else self._x(row, self._position(start))
            right = row.right if stop == row.text_end else min(row.right, self._x(row, self._position(stop)))
            found = [(min(left, right), right)]
        if stub and end > row.text_end and row is self.rows[-1] and self.next_start > self.end:
            found = merged(
                [*found, (row.left - stub, row.left) if self.rtl else (row.right, row.right + stub)]
            )
        return found

    def edge_x(self, row: Row, offset: int, *, at_start: bool) -> float:
        """Where the edge of a span that starts, or ends, at the offset is on the row."""
        ranges = self.ranges(row, offset, offset + 1) if at_start else self.ranges(row, offset - 1, offset)
        if not ranges or not self.mixed:
            return self.x_of(row, offset) if at_start or offset < row.text_end else row.right
        leading = at_start is not self.rtl
        return ranges[0][0] if leading else ranges[-1][1]

    @property
    def string(self) -> str:
        """The text as it was handed to Qt."""
        return self._qt.string

    def position(self, offset: int) -> int:
        """The position of an offset in this paragraph; the nearer end for one outside."""
        return self._position(max(self.start, min(offset, self.end)))

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The first position and the number of positions of a range of offsets in this paragraph."""
        first = self.position(start)
        return first, self.position(end) - first

    def holds_caret(self, offset: int) -> bool:
        """Whether a caret at the offset stands in this piece and not at the start of the next."""
        return self.start <= offset < self.next_start or (self.is_last and offset == self.end)

    def give_headroom(self, headroom: int) -> None:
        """Make room above every row that holds a character to be named there."""
        for offset, symbol in symbols_in(self.text):
            if symbol.shape is Shape.NAME:
                self.rows[self.row_index(self.start + offset)].headroom = headroom

    def _position(self, offset: int) -> int:
        return self._qt.position(offset - self.start)

    @staticmethod
    def _x(row: Row, position: int) -> float:
        x, _ = cast(tuple[float, int], row.line.cursorToX(position))
        return x

    def _visual_ranges(self, row: Row, start: int, stop: int) -> list[Range]:
        first = self._position(start)
        runs = row.line.glyphRuns(first, self._position(stop) - first)
        boxes = [run.boundingRect() for run in runs]
        found = [(box.left(), box.right()) for box in boxes if box.width() > 0]
        if not found:
            left, right = sorted((self._x(row, first), self._x(row, self._position(stop))))
            found = [(left, right)]
        return merged(found)

    def _make_rows(self) -> list[Row]:
        layout, count = self.layout, self.layout.lineCount()
        lines = [layout.lineAt(number) for number in range(count)]
        starts = [self.start + self._qt.offset(line.textStart()) for line in lines]
        rows = []
        for number, line in enumerate(lines):
            last = number + 1 == count
            shown: QRectF = line.naturalTextRect()
            rows.append(
                Row(
                    line=line,
                    start=starts[number],
                    text_end=self.end if last else starts[number + 1],
                    end=self.next_start if last else starts[number + 1],
                    left=shown.left(),
                    right=shown.right(),
                    text_height=math.ceil(line.height()),
                )
            )
        return rows


@dataclass(frozen=True)
class Layout:
    """How text is set: the sizes, and the width of the column."""

    metrics: Metrics
    width: int

    def lay_out(self, string: str, rtl: bool) -> QTextLayout:
        """Break ``string`` into lines as wide as the column."""
        layout = QTextLayout(string, self.metrics.font)
        layout.setTextOption(self._option(rtl))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
        layout.endLayout()
        return layout

    def _option(self, rtl: bool) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(self.metrics.tab_width)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        return option


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs to the left (Unicode Standard Annex 9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same places as few ranges, left to right, none over another."""
    apart: list[Range] = []
    for left, right in sorted(ranges):
        if apart and left <= apart[-1][1] + _SAME_PLACE:
            apart[-1] = (apart[-1][0], max(apart[-1][1], right))
        else:
            apart.append((left, right))
    return apart
