"""Painting a screen of text with its mentions, layer on layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from annotations.model.records import Mention
from annotations.text.span import Span
from gui.core.pixels import PixelGrid
from gui.core.theme import Theme
from gui.editor.fold_line import FoldLine
from gui.editor.fold_painting import FoldPainter
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.lanes import LANES
from gui.editor.links import Hint, Links
from gui.editor.looks import Looks
from gui.editor.marks import DOTS
from gui.editor.metrics import Metrics
from gui.editor.place import Shown
from gui.editor.row import Mark, Range, Row
from gui.editor.symbol_painting import SymbolPainter
from schemas.late import late_dataclass

LINE_BREAK_WIDTH = 6.0
"""So much of a selected line break is painted after its row."""

_OUTLINE = 1.5
_DOT = 2.0
_HIT_ALPHA = 0.45  # of the selection's colour: a hit looks like what it becomes when it is gone to
_HIT_ALPHA_IN_CONTRAST = 0.28  # leaves the text on it a contrast of 7:1


@late_dataclass(frozen=True)
class Handle:
    """One end of a span of the current mention, to be taken by the mouse."""

    span_index: int
    at_start: bool
    offset: int


class HitMarks(Protocol):
    """What a search has found, as far as it has come."""

    def within(self, start: int, end: int) -> list[Span]:
        """The hits that have a character between the offsets."""


@dataclass
class Highlights:
    """What stands out on the page, beside the mentions."""

    caret: int = 0
    anchor: int = 0
    caret_shown: bool = True
    focused: bool = False
    current: Mention | None = None
    """The current mention, as the annotation set has it or with an end where the mouse drags it."""
    hovered: str | None = None
    hits: HitMarks | None = None
    """What a search has found."""
    offered: HitMarks | None = None
    """Places that could get a label."""
    links: Links | None = None
    """The event that is drawn with lines and names."""
    relations: Links | None = None
    """The relations of a mention, drawn likewise."""
    hints: tuple[Hint, ...] = ()
    """Keys at mentions."""

    @property
    def joined(self) -> bool:
        """Whether something is drawn across rows, which is not to be moved piece by piece."""
        return self.links is not None or self.relations is not None or bool(self.hints)

    @property
    def selection(self) -> Span:
        """The selected offsets, empty when nothing is selected."""
        return Span(min(self.caret, self.anchor), max(self.caret, self.anchor))


class PagePainter:
    """Paints paragraphs on a painter whose origin is the viewport's top left corner."""

    def __init__(
        self, theme: Theme, looks: Looks, metrics: Metrics, column_x: int, *, invisibles: bool
    ) -> None:
        """Prepare; ``column_x`` is the left edge of the text column in the viewport."""
        self._theme, self._looks, self._metrics = theme, looks, metrics
        self.column_x = column_x
        self._folds = FoldPainter(theme)
        self._symbols = SymbolPainter(theme, looks, metrics) if invisibles else None
        self._wash = _wash(theme)
        self._hit = QColor(theme.selection)
        self._hit.setAlphaF(_HIT_ALPHA_IN_CONTRAST if theme.is_high_contrast else _HIT_ALPHA)

    def paint(self, painter: QPainter, shown: list[Shown], area: QRect, lit: Highlights) -> None:
        """Paint all of the page that lies in ``area``."""
        painter.fillRect(area, self._theme.base)
        for one in shown:
            # Handles reach into the gap above a row.
            if one.y + one.laid.height < area.top() or one.y - self._metrics.row_gap > area.bottom():
                continue
            origin = QPointF(self.column_x, one.y)
            painter.translate(origin)
            if isinstance(one.laid, FoldLine):
                self._paint_fold(painter, one.laid, lit)
            else:
                self._paint_paragraph(painter, one.laid, QRectF(area).translated(-origin), lit)
            painter.translate(-origin)

    def _paint_paragraph(self, painter: QPainter, laid: LaidParagraph, area: QRectF, lit: Highlights) -> None:
        rows = [
            row
            for row in laid.rows
            if row.top - row.headroom - self._metrics.row_gap <= area.bottom()
            and row.top - row.headroom + row.height >= area.top()
        ]
        for row in rows:
            self._paint_under(painter, laid, row, lit)
        painter.setPen(self._theme.text)
        gap = self._metrics.row_gap  # letters with high accents reach into it
        around = area.adjusted(0, -gap, 0, gap)
        laid.layout.draw(painter, QPointF(0, 0), self._selected_text(laid, lit), around)
        grid = PixelGrid(painter)
        for row in rows:
            self._paint_over(painter, row, grid, lit)
            if self._symbols is not None:
                self._symbols.paint(painter, laid, row, grid)
            if lit.current is not None:
                self._paint_current(painter, laid, row, lit.current, grid)
        self._paint_caret(painter, laid, lit)

    def _paint_fold(self, painter: QPainter, line: FoldLine, lit: Highlights) -> None:
        self._folds.paint_plate(painter, line)
        self._paint_under(painter, line, line.rows[0], lit)
        current = lit.current is not None and line.start <= lit.current.start < line.next_start
        self._folds.paint_words(painter, line, current=current, selected=_meets(line.rows[0], lit.selection))
        self._paint_caret(painter, line, lit)

    # -- under the text ---------------------------------------------------------------------------

    def _paint_under(self, painter: QPainter, laid: LaidParagraph, row: Row, lit: Highlights) -> None:
        for mark in row.marks:
            if mark.veiled:
                _fill(painter, row, mark.ranges, mark.look.style.background)
            if mark.mention.id == lit.hovered:
                _fill(painter, row, mark.ranges, self._theme.hover)
        for found in (lit.hits, lit.offered):
            for hit in () if found is None else found.within(row.start, row.end):
                _fill(painter, row, laid.ranges(row, hit.start, hit.end), self._hit)
        selection = lit.selection
        if _meets(row, selection):
            ranges = laid.ranges(row, selection.start, selection.end, LINE_BREAK_WIDTH)
            _fill(painter, row, ranges, self._theme.selection)

    def _selected_text(self, laid: LaidParagraph, lit: Highlights) -> list[QTextLayout.FormatRange]:
        """The colour of selected text, where it differs: it costs Qt a second pass over the paragraph."""
        selection = lit.selection
        untouched = selection.is_empty or selection.end <= laid.start or laid.end <= selection.start
        if untouched or self._theme.selection_text == self._theme.text:
            return []
        found = QTextLayout.FormatRange()
        found.start, found.length = laid.positions(selection.start, selection.end)
        colour = QTextCharFormat()
        colour.setForeground(self._theme.selection_text)
        found.format = colour
        return [found]

    # -- over the text ----------------------------------------------------------------------------

    def _paint_over(self, painter: QPainter, row: Row, grid: PixelGrid, lit: Highlights) -> None:
        _fill(painter, row, row.dimmed, self._wash)
        for mark in row.marks:
            self._paint_lane(painter, row, mark, grid, hovered=mark.mention.id == lit.hovered)
        if row.hidden:
            chip = self._looks.count(len(row.hidden))
            y = self._lane_top(row, LANES) + self._metrics.bar_height
            grid.draw(painter, row.hidden_x, y, chip.pixmap(grid.ratio))

    def _paint_lane(self, painter: QPainter, row: Row, mark: Mark, grid: PixelGrid, *, hovered: bool) -> None:
        y = grid.y(self._lane_top(row, mark.lane))
        height = grid.length(mark.look.bar_height + hovered)
        colour = mark.look.style.bar
        for number, (left, right) in enumerate(mark.ranges):
            if self._metrics.bars:
                mark.look.draw_bar(painter, QRectF(left, y, right - left, height), grid.ratio)
            elif number:  # the chip stands at the first one
                _dots(painter, left, right, y, colour)
        for (_, left), (right, _) in zip(mark.ranges, mark.ranges[1:], strict=False):
            _dots(painter, left, right, y, colour)
        if mark.goes_left:
            _dots(painter, mark.ranges[0][0] - DOTS, mark.ranges[0][0], y, colour)
        if mark.goes_right:
            _dots(painter, mark.ranges[-1][1], mark.ranges[-1][1] + DOTS, y, colour)
        if mark.chip is not None:
            below_bar = y + self._metrics.bar_height * self._metrics.bars
            grid.draw(painter, mark.chip_x, below_bar, mark.chip.pixmap(grid.ratio))

    def _lane_top(self, row: Row, lane: int) -> int:
        return row.bottom + self._metrics.lane_offset + lane * self._metrics.lane_height

    def _paint_current(
        self, painter: QPainter, laid: LaidParagraph, row: Row, mention: Mention, grid: PixelGrid
    ) -> None:
        spans = [span for span in mention.spans if _meets(row, span)]
        if not spans:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = grid.length(_OUTLINE)
        painter.setPen(QPen(self._theme.accent, width))
        for span in spans:
            for left, right in laid.ranges(row, span.start, span.end):
                around = QRectF(left - 1, row.top, right - left + 2, row.text_height)
                painter.drawRoundedRect(grid.frame(around, width), 2.5, 2.5)
        painter.setPen(QPen(self._theme.base, _OUTLINE))
        painter.setBrush(self._theme.accent)
        for handle in handles_of(mention):
            centre = handle_centre(laid, row, handle)
            if centre is not None:
                stem = QRectF(centre.x() - 1, centre.y(), 2, row.bottom - centre.y())
                painter.fillRect(stem, self._theme.accent)
                painter.drawEllipse(centre, self._metrics.handle_radius, self._metrics.handle_radius)
        painter.restore()

    def _paint_caret(self, painter: QPainter, laid: LaidParagraph, lit: Highlights) -> None:
        if (
            not (laid.start <= lit.caret <= laid.end)
            or not lit.caret_shown
            or not laid.holds_caret(lit.caret)
        ):
            return
        row = laid.rows[laid.row_index(lit.caret)]
        width = self._metrics.caret_width if lit.focused else 1
        colour = self._theme.caret if lit.focused else self._theme.muted
        left = round(laid.x_of(row, lit.caret)) - width // 2
        painter.fillRect(QRectF(left, row.top, width, row.text_height), colour)


def handles_of(mention: Mention) -> Iterator[Handle]:
    """Both ends of every span of a mention."""
    for number, span in enumerate(mention.spans):
        yield Handle(number, at_start=True, offset=span.start)
        yield Handle(number, at_start=False, offset=span.end)


def handle_centre(laid: LaidParagraph, row: Row, handle: Handle) -> QPointF | None:
    """Where the knob of a handle is, when the end that it stands for is on this row."""
    if laid.folded:
        return None
    # An end at the end of a row is there, and not at the start of the next row.
    inside = row.start <= handle.offset < row.end if handle.at_start else row.start < handle.offset <= row.end
    if not inside and not (handle.offset == row.start == row.end):
        return None
    x = laid.edge_x(row, handle.offset, at_start=handle.at_start)
    return QPointF(x, row.top - 1)


def _fill(painter: QPainter, row: Row, ranges: list[Range], colour: QColor) -> None:
    for left, right in ranges:
        painter.fillRect(QRectF(left, row.top, right - left, row.text_height), colour)


def _meets(row: Row, span: Span) -> bool:
    return span.start < row.end and row.start < span.end


def _dots(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    x = left + _DOT
    while x + _DOT <= right - _DOT / 2:
        painter.fillRect(QRectF(x, y, _DOT, _DOT), colour)
        x += 2 * _DOT


def _wash(theme: Theme) -> QColor:
    """The page's colour, as strong as turns the colour of text into that of dimmed text."""
    text, dimmed, base = theme.text.greenF(), theme.dimmed.greenF(), theme.base.greenF()
    wash = QColor(theme.base)
    wash.setAlphaF((dimmed - text) / (base - text))
    return wash
