"""The document as it flows down the column: paragraphs laid out when needed, and the height of all of them.

Nothing here scrolls or paints. Only paragraphs that were asked for are exact; the others count with an
estimate.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Kind
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.editor.heights import Heights
from gui.editor.laid_paragraph import LaidParagraph, Layout, is_right_to_left
from gui.editor.looks import Looks
from gui.editor.marks import Marker
from gui.editor.metrics import Metrics
from gui.editor.paragraphs import PIECE, Paragraphs
from gui.editor.row import Row

KEPT_CHARACTERS = 256 * 1024
"""So much text stays laid out, in code points; a screen of the largest display holds a tenth of it."""

_FILL = 0.96
"""How full the rows of a paragraph are on the whole: words that do not fit leave a gap."""


@dataclass(frozen=True)
class Setting:
    """All that decides how the text is set."""

    metrics: Metrics
    looks: Looks
    width: int
    """Width of the column, in logical pixels."""
    invisibles: bool = False


class Flow:
    """The paragraphs of one document in one setting. y counts from the top of the first paragraph."""

    def __init__(self, text: SourceText, annotations: AnnotationSet, setting: Setting) -> None:
        """Estimate the height of everything; lay out nothing."""
        self.paragraphs = Paragraphs(text.text)
        self.text = text.text
        self._annotations = annotations
        self._cache: OrderedDict[int, LaidParagraph] = OrderedDict()
        self._cached_characters = 0
        self.set(setting)

    def set(self, setting: Setting) -> None:
        """Set the text anew, as after a change of width, zoom or theme."""
        self.setting = setting
        self._layout = Layout(setting.metrics, setting.width)
        self._marker = Marker(setting.looks, setting.metrics, setting.width)
        self._cache.clear()
        self._cached_characters = 0
        self.heights = Heights(self._estimates())

    def paragraph(self, index: int) -> LaidParagraph:
        """A paragraph, laid out and with its mentions; its height is exact from now on."""
        laid = self._cache.get(index)
        if laid is None:
            laid = self._lay_out(index)
            self._keep(index, laid)
        else:
            self._cache.move_to_end(index)
        return laid

    def is_laid_out(self, index: int) -> bool:
        """Whether a paragraph can be had at once."""
        return index in self._cache

    def at(self, offset: int) -> tuple[int, LaidParagraph, Row]:
        """The index of the paragraph, the paragraph and the row that a caret at the offset stands in."""
        index = self.paragraphs.index_of(offset)
        laid = self.paragraph(index)
        return index, laid, laid.rows[laid.row_index(offset)]

    def mark_again(self, spans: list[Span]) -> bool:
        """Bring the rows that the spans touch up to date; return whether any row moved."""
        moved = False
        for index, laid in self._cache.items():
            rows = [row for row in laid.rows if any(_touches(row, span) for span in spans)]
            if not rows:
                continue
            for row in rows:
                self._mark(laid, row)
            moved |= self._settle(index, laid)
        return moved

    def _lay_out(self, index: int) -> LaidParagraph:
        paragraphs = self.paragraphs
        start, end = paragraphs.start(index), paragraphs.end(index)
        line_break = self.text[end : paragraphs.next_start(index)]
        direction = self._direction(index) if paragraphs.continues(index) else None
        laid = LaidParagraph(self.text[start:end], line_break, start, self._layout, direction)
        laid.is_last = index + 1 == len(paragraphs)
        if self.setting.invisibles:
            laid.give_headroom(self.setting.metrics.symbol_headroom)
        for row in laid.rows:
            self._mark(laid, row)
        self._settle(index, laid)
        return laid

    def _direction(self, index: int) -> bool:
        """Whether the paragraph that a piece continues runs from right to left."""
        start = self.paragraphs.paragraph(index)[0]
        return is_right_to_left(self.text[start : start + PIECE])

    def _mark(self, laid: LaidParagraph, row: Row) -> None:
        self._marker.mark(row, laid, self._annotations.overlapping(row.start, row.end))

    def _settle(self, index: int, laid: LaidParagraph) -> bool:
        moved = laid.place_rows(self.setting.metrics)
        self.heights.set(index, laid.height)
        return moved

    def _keep(self, index: int, laid: LaidParagraph) -> None:
        self._cache[index] = laid
        self._cached_characters += len(laid.text) + 1
        while self._cached_characters > KEPT_CHARACTERS and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_characters -= len(dropped.text) + 1

    def _estimates(self) -> Iterator[int]:
        """A height for each paragraph: its length in rows of average fullness, lanes by density."""
        metrics = self.setting.metrics
        fitting = max(1, int(self.setting.width / metrics.average_character * _FILL))
        mentions = sum(self._annotations.count_kind(kind) for kind in Kind)
        in_a_row = mentions * fitting / max(1, len(self.text))
        row = metrics.plain_row_height + round(min(in_a_row / 5, 2) * metrics.lane_height)
        gap = metrics.paragraph_gap
        return (((length - 1) // fitting + 1 or 1) * row + gap for length in self.paragraphs.lengths())


def _touches(row: Row, span: Span) -> bool:
    return span.start <= row.end and row.start <= span.end
