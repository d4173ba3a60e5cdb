"""The one line that stands for a stretch of boilerplate that is folded away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from annotations.text.span import Span
from gui.core.qt_offsets import qt_string
from gui.editor.laid_paragraph import LaidParagraph, Layout
from gui.editor.metrics import Metrics
from gui.editor.row import Range, Row

_PAD = 10.0
"""From the edge of the plate to the words on it, in logical pixels."""


class FoldLine(LaidParagraph):
    """Looks to the page like a paragraph with one row that holds all offsets of the stretch.

    A caret stands at its start, or at its end for every other offset.
    """

    folded = True

    def __init__(self, caption: str, span: Span, next_start: int, layout: Layout) -> None:
        """Stand for the text of ``span``; ``next_start`` is where the next paragraph begins."""
        room = layout.width - 2 * _PAD
        caption = QFontMetricsF(layout.metrics.font).elidedText(
            qt_string(caption), Qt.TextElideMode.ElideRight, room
        )
        super().__init__(caption, "", span.start, layout, None)
        self.width = float(layout.width)
        self.end, self.next_start = span.end, next_start
        (row,) = self.rows
        row.start, row.text_end, row.end = span.start, span.end, next_start
        row.left, row.right = 0.0, self.width

    def place_rows(self, metrics: Metrics) -> bool:
        """Set the height: no lanes are drawn below."""
        before = self.height
        (row,) = self.rows
        row.height = row.text_height + metrics.row_gap
        row.line.setPosition(QPointF(-_PAD if self.rtl else _PAD, 0))
        self.height = folded_height(row.text_height, metrics)
        return before != self.height

    def plate(self) -> QRectF:
        """What is drawn behind the words."""
        return QRectF(0.5, 0.5, self.width - 1, self.rows[0].text_height - 1)

    def x_of(self, row: Row, offset: int) -> float:
        """The edge at which a caret is drawn."""
        return row.left if (offset <= self.start) is not self.rtl else row.right

    def offset_at(self, row: Row, x: float) -> int:
        """The start of the stretch, or its end for the other half of the line."""
        return self.start if (x < self.width / 2) is not self.rtl else self.end

    def ranges(self, row: Row, start: int, end: int, stub: float = 0.0) -> list[Range]:
        """The whole line when any of the stretch is covered."""
        return [(row.left, row.right)] if max(start, self.start) < min(end, self.next_start) else []

    def edge_x(self, row: Row, offset: int, *, at_start: bool) -> float:
        """The edge of the line."""
        return self.x_of(row, self.start if at_start else self.end)

    def position(self, offset: int) -> int:
        """The start or the end of the words."""
        return 0 if offset <= self.start else len(self.string.encode("utf-16-le")) // 2


def folded_height(text_height: int, metrics: Metrics) -> int:
    """How high the line is with the gap below it, in logical pixels."""
    return text_height + metrics.row_gap + metrics.paragraph_gap
