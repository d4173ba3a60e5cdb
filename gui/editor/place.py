"""Which part of the document is on screen, kept as a place in the text, not as pixels from its top.

Most heights are estimates that become exact as paragraphs come into view. What is on screen stays where it is
when that happens, because the scroll bar follows this place and not the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.span import Span
from gui.editor.flow import Flow
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.row import Row
from schemas.late import late_dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph on screen, or just below; ``y`` is its top, counted from the top of the viewport."""

    index: int
    laid: LaidParagraph
    y: int


@late_dataclass(frozen=True)
class Bookmark:
    """A row, by the offset it starts with, and its y on screen: survives a new setting of the text."""

    offset: int
    y: int


@dataclass(frozen=True, slots=True)
class Slide:
    """What has moved on screen: all from ``edge`` on has gone ``distance`` pixels down, up if negative."""

    edge: int
    distance: int


def slide_between(before: dict[Row, int], now: dict[Row, int], height: int, gap: int) -> Slide | None:
    """How rows have moved, if all from one of them on have gone equally far and nothing before; else None.

    Both give the y of the rows on a screen of this height, top to bottom. ``gap`` is the room above a row
    that belongs to it.
    """
    stayed = [row for row in now if row in before]
    if [*before][: len(stayed)] != stayed or [*now][: len(stayed)] != stayed:
        return None
    distances = [now[row] - before[row] for row in stayed]
    first = next((number for number, distance in enumerate(distances) if distance), len(stayed))
    distance = distances[first] if first < len(stayed) else 0
    come, gone = (
        [y for row, y in rows.items() if row not in other] for rows, other in ((now, before), (before, now))
    )
    if (
        any(one != distance for one in distances[first:])
        or any(y + distance < height for y in gone)
        or any(y - distance < height for y in come)
    ):
        return None
    if not distance:
        return Slide(0, 0)
    row = stayed[first]
    return Slide(min(before[row], now[row]) - gap, distance)


class Place:
    """The top edge of the viewport lies ``inside`` pixels below the top of paragraph ``index``."""

    def __init__(self, flow: Flow, height: int) -> None:
        """Stand at the start of the document; ``height`` is the viewport's."""
        self.flow, self.height = flow, height
        self.index, self.inside = 0, -self._margin
        self.shown: list[Shown] = []
        self.settle()

    @property
    def value(self) -> int:
        """How far the document is scrolled, in pixels, as far as is known."""
        return self.flow.heights.top(self.index) + self.inside + self._margin

    @property
    def maximum(self) -> int:
        """The value at which the end of the document is on screen, as far as is known."""
        return max(0, self.flow.heights.total + 2 * self._margin - self.height)

    def settle(self) -> None:
        """Lay out what is on screen, and stay within the document."""
        self._normalise()
        bottom = self._fill()
        if bottom < self.height and (self.index > 0 or self.inside > -self._margin):
            self.inside -= self.height - bottom
            self._normalise()
            self._fill()

    def scroll_by(self, distance: int) -> int:
        """Move down, or up if negative, over laid out text; return how far it went, less at an end."""
        before = {one.index: one.y for one in self.shown}
        self.inside += distance
        self.settle()
        return next((before[one.index] - one.y for one in self.shown if one.index in before), distance)

    def prepare(self) -> bool:
        """Lay out one more paragraph of the next screen or the one before; return whether there was one."""
        folds = self.flow.folds
        for edge, step in ((self.shown[-1], folds.after), (self.shown[0], folds.before)):
            reached, index = 0, step(edge.index)
            while reached <= self.height and 0 <= index < len(self.flow.heights):
                if not self.flow.is_laid_out(index):
                    self.flow.paragraph(index)
                    return True
                reached += self.flow.heights[index]
                index = step(index)
        return False

    def jump(self, value: int) -> None:
        """Go to a value of the scroll bar, however far away."""
        y = value - self._margin
        if value >= self.maximum > 0:
            self.index = self.flow.folds.shown(len(self.flow.heights) - 1)
            self.inside = self.flow.paragraph(self.index).height
        else:
            self.index = self.flow.found(max(0, y))
            part = (y - self.flow.heights.top(self.index)) / self.flow.heights[self.index]
            self.inside = round(part * self.flow.paragraph(self.index).height)
        self.settle()

    def visible(self) -> Span:
        """The text of the rows that are on screen, be it in part."""
        last = next((one for one in reversed(self.shown) if one.y < self.height), self.shown[0])
        rows = [
            row
            for one in (self.shown[0], last)
            for row in one.laid.rows
            if one.y + row.bottom > 0 and one.y + row.top < self.height
        ]
        return (
            Span(rows[0].start, rows[-1].end)
            if rows
            else Span(self.shown[0].laid.start, self.shown[0].laid.start)
        )

    def rows(self) -> dict[Row, int]:
        """The rows on screen, be it in part, each with the y of its top, headroom included."""
        return {
            row: y
            for one in self.shown
            for row in one.laid.rows
            if (y := one.y + row.top - row.headroom) < self.height and y + row.height > 0
        }

    def bookmark(self) -> Bookmark:
        """The first row of which the text is on screen."""
        for one in self.shown:
            for row in one.laid.rows:
                if one.y + row.bottom > 0:
                    return Bookmark(row.start, one.y + row.top)
        return Bookmark(0, self._margin)

    def restore(self, bookmark: Bookmark) -> None:
        """Bring the row with the bookmark's offset to the bookmark's y."""
        index, _, row = self.flow.at(bookmark.offset)
        self.index, self.inside = index, row.top - bookmark.y
        self.settle()

    def y_of(self, index: int, row: Row) -> int:
        """The top of a row's text, counted from the top of the viewport, as far as is known."""
        return self.flow.heights.top(index) - self.flow.heights.top(self.index) - self.inside + row.top

    def bring_in(self, index: int, row: Row, spare: int) -> None:
        """Scroll as little as shows the row with ``spare`` pixels around; from far off, to a third."""
        y = self.y_of(index, row)
        top, bottom = y - row.headroom - spare, y - row.headroom + row.height + spare
        if -self.height < top and bottom < 2 * self.height:
            distance = min(top, 0) or max(0, min(bottom - self.height, top))
            if distance:
                self.inside += distance
                self.settle()
        else:
            self.index, self.inside = index, row.top - self.height // 3
            self.settle()

    def at(self, y: float) -> Shown:
        """The paragraph on screen at ``y``; the nearest one outside of them all."""
        found = self.shown[0]
        for one in self.shown:
            if one.y > y:
                break
            found = one
        return found

    @property
    def _margin(self) -> int:
        return self.flow.setting.metrics.margin

    def _normalise(self) -> None:
        while self.inside < 0 and self.index > 0:
            self.index = self.flow.folds.before(self.index)
            self.inside += self.flow.paragraph(self.index).height
        if self.index == 0:
            self.inside = max(self.inside, -self._margin)
        last = self.flow.folds.shown(len(self.flow.heights) - 1)
        while self.index < last and self.inside >= (height := self.flow.paragraph(self.index).height):
            self.inside -= height
            self.index = self.flow.folds.after(self.index)

    def _fill(self) -> int:
        """Lay out downwards from the top edge; return the y of the end if it is on screen."""
        self.shown = []
        y, index = -self.inside, self.index
        # What stands in the gap above a row can be seen before the row itself.
        while y < self.height + self.flow.setting.metrics.row_gap:
            if index == len(self.flow.heights):
                return y + self._margin
            laid = self.flow.paragraph(index)
            self.shown.append(Shown(index, laid, y))
            y += laid.height
            index = self.flow.folds.after(index)
        return self.height if index < len(self.flow.heights) else max(y + self._margin, self.height)
