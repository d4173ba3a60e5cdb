"""What is under a point of the page: an offset, mentions, a handle."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotations.model.records import Mention
from annotations.text.graphemes import next_grapheme, previous_grapheme
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.lanes import LANES
from gui.editor.looks import Looks
from gui.editor.metrics import Metrics
from gui.editor.painting import Handle, handle_centre, handles_of
from gui.editor.place import Place
from gui.editor.row import Mark, Row
from schemas.late import late_dataclass

_REACH = 1.6
"""A handle may be taken from this many times its radius away."""


@late_dataclass(frozen=True)
class Hit:
    """What is under a point.

    ``mentions`` holds ids, the shortest mention first; on a bar or chip it is the one drawn there, on "+n"
    those that found no lane.
    """

    offset: int
    mentions: tuple[str, ...] = ()
    in_lane: bool = False
    handle: Handle | None = None
    folded: bool = False
    """Whether one line stands there for text that is folded away."""


class HitTester:
    """Looks on one page; points are in the viewport's coordinates."""

    def __init__(self, place: Place, looks: Looks, metrics: Metrics, column_x: int) -> None:
        """``column_x`` is the left edge of the text column in the viewport."""
        self._place, self._looks, self._metrics, self._column_x = place, looks, metrics, column_x

    def hit(self, point: QPointF, current: Mention | None) -> Hit:
        """What is under the point; the handles are those of ``current``."""
        one = self._place.at(point.y())
        x, y = point.x() - self._column_x, point.y() - one.y
        row = one.laid.row_at(y)
        offset = whole_character(self._place.flow.text, one.laid.offset_at(row, x))
        if one.laid.folded:
            return Hit(offset, folded=row.top <= y < row.bottom)
        handle = self._handle(one.laid, row, x, y, current) if current is not None else None
        if row.top <= y < row.bottom:
            return Hit(offset, _under_text(row, x), handle=handle)
        mentions = self._in_lane(row, x, y)
        return Hit(offset, mentions, in_lane=bool(mentions), handle=handle)

    def _handle(self, laid: LaidParagraph, row: Row, x: float, y: float, current: Mention) -> Handle | None:
        reach = self._metrics.handle_radius * _REACH
        nearest: tuple[float, Handle] | None = None
        for one in (row, *_next_row(laid, row)):
            for handle in handles_of(current):
                centre = handle_centre(laid, one, handle)
                if centre is None or not centre.y() - reach <= y <= one.bottom:
                    continue
                distance = abs(centre.x() - x)
                if distance <= (reach if y < centre.y() + reach else reach / 2) and (
                    nearest is None or distance < nearest[0]
                ):
                    nearest = (distance, handle)
        return None if nearest is None else nearest[1]

    def _in_lane(self, row: Row, x: float, y: float) -> tuple[str, ...]:
        lane = (y - row.bottom - self._metrics.lane_offset) // self._metrics.lane_height
        if row.hidden and lane >= LANES:
            chip = self._looks.count(len(row.hidden))
            return tuple(row.hidden) if row.hidden_x <= x < row.hidden_x + chip.width else ()
        found = [mark for mark in row.marks if mark.lane == lane and mark.left <= x < mark.right]
        return tuple(mark.mention.id for mark in found)


def whole_character(text: str, offset: int) -> int:
    """The offset, or the start of the character that it is inside of."""
    if not 0 < offset < len(text) or next_grapheme(text, offset - 1) == offset:
        return offset
    return previous_grapheme(text, offset)


def _next_row(laid: LaidParagraph, row: Row) -> list[Row]:
    """The row below, of which the knobs reach up into this one's lanes."""
    number = laid.row_index(row.start)
    return laid.rows[number + 1 : number + 2]


def _under_text(row: Row, x: float) -> tuple[str, ...]:
    return tuple(mark.mention.id for mark in row.marks if _covers(mark, x))


def _covers(mark: Mark, x: float) -> bool:
    return any(left <= x < right for left, right in mark.ranges)
