"""What each mention draws on one row of text: bar, chip, veil, and in which lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotations.model.records import Mention
from gui.editor.laid_paragraph import LaidParagraph, merged
from gui.editor.lanes import LANES, Lanes, depths
from gui.editor.looks import Chip, Look, Looks
from gui.editor.metrics import Metrics
from gui.editor.row import Mark, Range, Row
from gui.editor.signs import Signs

VEILS = 4
"""Beyond so many nested veils the text would lose its contrast."""

_LANE_GAP = 2.0
_LEAST_WIDTH = 3.0
_STUB = 6.0
DOTS = 14.0
"""Width of the three dots that say a mention goes on elsewhere."""


@dataclass(frozen=True)
class Marker:
    """Marks rows: one for each width of column, theme and zoom."""

    looks: Looks
    metrics: Metrics
    width: int
    signs: Callable[[Mention], Signs]
    """What stands on a mention's chip after the label."""

    def mark(self, row: Row, paragraph: LaidParagraph, mentions: list[Mention]) -> None:
        """Work out all marks of a row anew; ``mentions`` are those that touch it."""
        row.marks, row.hidden, row.hidden_x = [], [], row.right
        lanes, dimmed = Lanes(_LANE_GAP), []
        # Short mentions nearest to the text: what encloses others lies under them.
        for mention in sorted(mentions, key=_length):
            if _covers(row, mention) and lanes.refuses(row.left, row.right):
                # Hundreds of mentions as long as the document: nothing of them is drawn here.
                row.hidden.append(mention.id)
                row.hidden_x = row.left
                if self.looks.look(mention.kind, mention.label).dims:
                    dimmed.append((row.left, row.right))
                continue
            mark = self._mark(row, paragraph, mention)
            if mark is None:
                continue
            if mark.look.dims:
                dimmed.extend(mark.ranges)
            lane = lanes.place(mark.left, mark.right)
            if lane is None:
                row.hidden.append(mention.id)
                row.hidden_x = min(row.hidden_x, mark.left)
            else:
                mark.lane = lane
                row.marks.append(mark)
        row.lanes = LANES + self.metrics.count_lanes if row.hidden else lanes.used
        row.hidden_x = self._inside(row.hidden_x, 0)
        row.dimmed = merged(dimmed)
        covered = ((mark.ranges[0][0] + 1, mark.ranges[-1][1] - 1) for mark in row.marks)
        for mark, depth in zip(row.marks, depths(covered), strict=True):
            mark.veiled = self.metrics.veils and depth < VEILS

    def _mark(self, row: Row, paragraph: LaidParagraph, mention: Mention) -> Mark | None:
        ranges, first, last = self._covered(row, paragraph, mention)
        if not ranges:
            return None
        left, right = ranges[0][0], ranges[-1][1]
        look = self.looks.look(mention.kind, mention.label)
        opens = _holds(row, paragraph, mention.start)
        chip = self._chip(look, mention, right - left, opens=opens)
        spans = mention.spans
        before = first > 0 and spans[first].start >= row.start
        after = last + 1 < len(spans) and spans[last].end <= row.end
        goes_left, goes_right = (after, before) if paragraph.rtl else (before, after)
        chip_x = 0.0
        edge_left, edge_right = left - DOTS * goes_left, right + DOTS * goes_right
        if chip is not None:
            chip_x = self._inside(right - chip.width if paragraph.rtl else left, chip.width)
            edge_left, edge_right = min(edge_left, chip_x), max(edge_right, chip_x + chip.width)
        return Mark(mention, look, ranges, edge_left, edge_right, chip, chip_x, goes_left, goes_right)

    def _covered(self, row: Row, paragraph: LaidParagraph, mention: Mention) -> tuple[list[Range], int, int]:
        """The stretches of the row the mention covers, and the first and last of its spans that do so."""
        spans = mention.spans
        if len(spans) == 1:
            return self._span_ranges(row, paragraph, spans[0].start, spans[0].end), 0, 0
        ranges: list[Range] = []
        touching: list[int] = []
        for number, span in enumerate(spans):
            if found := self._span_ranges(row, paragraph, span.start, span.end):
                ranges.extend(found)
                touching.append(number)
        if not touching:
            return [], 0, 0
        return sorted(ranges), touching[0], touching[-1]

    @staticmethod
    def _span_ranges(row: Row, paragraph: LaidParagraph, start: int, end: int) -> list[Range]:
        if start <= row.start and end >= row.text_end > row.start and not paragraph.mixed:
            return [(row.left, row.right)]
        if start == end:
            return _tick(row, paragraph, start)
        if start >= row.end or end <= row.start:
            return []
        only_break = row.text_end <= start
        ranges = paragraph.ranges(row, start, end, _STUB if only_break else 0.0)
        return [(left, max(right, left + _LEAST_WIDTH)) for left, right in ranges]

    def _chip(self, look: Look, mention: Mention, width: float, *, opens: bool) -> Chip | None:
        if not self.metrics.chips:
            return None
        if opens:
            return look.signed(self.signs(mention))
        # Without a bar, nothing else would say that the mention goes on here.
        fits = width > look.ghost.width + _STUB or not self.metrics.bars
        return look.ghost if fits else None

    def _inside(self, x: float, width: float) -> float:
        return float(round(max(0.0, min(x, self.width - width))))


def _length(mention: Mention) -> tuple[int, int]:
    return mention.end - mention.start, mention.start


def _covers(row: Row, mention: Mention) -> bool:
    """Whether a mention of one span covers the whole of a row that is not blank."""
    return mention.start <= row.start < row.text_end <= mention.end and len(mention.spans) == 1


def _holds(row: Row, paragraph: LaidParagraph, offset: int) -> bool:
    """Whether the offset is on the row; one between two rows is on the later."""
    return row.start <= offset < row.end or (paragraph.is_last and offset == row.end)


def _tick(row: Row, paragraph: LaidParagraph, offset: int) -> list[Range]:
    """The place of an empty mention."""
    if not _holds(row, paragraph, offset):
        return []
    x = paragraph.x_of(row, offset)
    return [(x, x + _LEAST_WIDTH)]
