"""Painting what is joined over the text by thin lines: an event's arguments, a mention's relations.

The lines never cross words. They run in the gaps above the rows and, from row to row, in the margin at the
left; where something is off the screen the margin's line fades out, and a chip there names what is there.
Relations have broken lines beside the whole ones of the event.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from annotations.model.records import Mention
from gui.core.pixels import PixelGrid
from gui.core.theme import Theme
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.link_picture import Ink, Picture, Piece, Shape, within
from gui.editor.links import Hint, Links
from gui.editor.looks import Chip, Looks
from gui.editor.metrics import Metrics
from gui.editor.place import Shown
from gui.editor.row import Row
from schemas.late import late_dataclass

_LINE = 1.4
_FADE = 48
_APART = 3
_DOT = 2.6
_ASIDE = 2.0  # so far below the lines of the event run those of relations
_DASHES = (3.0, 2.0)


@late_dataclass(frozen=True)
class _Anchor:
    """Where a mention begins on screen: ``y`` is the middle of the gap above its row."""

    left: float
    right: float
    y: float


@dataclass
class _Gap:
    """The gap above a row, and where chips stand in it already."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def room(self, x: float, width: float) -> float:
        """The first place from ``x`` on for a chip of this width."""
        for left, right in sorted(self.taken):
            if left - _APART < x + width and x < right + _APART:
                x = right + _APART
        self.taken.append((x, x + width))
        return x


class LinkPainter:
    """Draws up what is joined of the text on screen, and paints it."""

    def __init__(self, theme: Theme, looks: Looks, metrics: Metrics, column_x: int) -> None:
        """``column_x`` is the left edge of the text column in the viewport."""
        self._theme, self._looks, self._metrics, self._column_x = theme, looks, metrics, column_x
        self._captions: dict[tuple[str, str], Chip] = {}
        self._bus_x = -round(metrics.margin * 0.45)

    def picture(
        self,
        shown: Sequence[Shown],
        height: int,
        drawn: Sequence[Links],
        hints: Iterable[Hint] = (),
    ) -> Picture:
        """What is to be painted; ``height`` is the viewport's."""
        gaps: dict[float, _Gap] = {}
        pieces = [piece for links in drawn for piece in self._lines(shown, height, links)]
        for hint in hints:
            anchor = self._anchor(shown, hint.mention)
            if anchor is not None:
                pieces.append(self._chip(gaps, anchor, self._key(hint.key)))
        for links in drawn:
            pieces += self._names(shown, links, gaps)
        return tuple(pieces)

    def paint(self, painter: QPainter, picture: Picture, area: QRectF) -> None:
        """Paint what reaches into ``area`` on a painter whose origin is the viewport's top left corner."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._column_x, 0)
        self._grid = PixelGrid(painter)
        self._line = self._grid.length(_LINE)
        for piece in within(picture, area.translated(-self._column_x, 0)):
            if piece.chip is not None:
                self._grid.draw(painter, piece.left, piece.top, piece.chip.pixmap(self._grid.ratio))
            elif piece.ink is not None:
                self._paint_piece(painter, piece, piece.ink)
        painter.restore()

    # -- lines ------------------------------------------------------------------------------------------

    def _lines(self, shown: Sequence[Shown], height: int, links: Links) -> Iterator[Piece]:
        colour = self._looks.look(links.centre.kind, links.centre.label).style.bar
        ink = Ink(colour.rgba(), links.are_relations)
        aside = _ASIDE * links.are_relations
        mentions = [links.centre, *(one.mention for one in links.others)]
        anchors = [(one, self._anchor(shown, one)) for one in mentions]
        xs: dict[float, list[float]] = {}
        for mention, anchor in anchors:
            yield from self._frames(shown, mention, ink)
            if anchor is not None:
                xs.setdefault(anchor.y + aside, []).append((anchor.left + anchor.right) / 2)
        above = [one for one, anchor in anchors if anchor is None and one.start < shown[0].laid.start]
        below = [one for one, anchor in anchors if anchor is None and one.start >= shown[0].laid.start]
        bus_x = self._bus_x - 2 * aside
        yield from self._taps(xs, bus_x, ink, alone=not above and not below)
        yield from _bus([*xs], bus_x, ink, 0.0 if above else None, float(height) if below else None)
        yield from _dot(anchors[0][1], aside, ink)
        for edge, gone in ((0.0, above), (float(height), below)):
            if gone:
                yield self._name_of_the_gone(links, gone, edge)

    def _taps(self, xs: dict[float, list[float]], bus_x: float, ink: Ink, *, alone: bool) -> Iterator[Piece]:
        """A line in each gap, from the margin or, when all is on one row, from the first to the last."""
        for y, tapped in xs.items():
            start = min(tapped) if alone and len(xs) == 1 else bus_x
            yield Piece(Shape.RUNG, start, y, max(tapped), y, ink)
            for x in tapped:
                yield Piece(Shape.TAP, x, y, x, y + self._metrics.row_gap / 2, ink)

    def _name_of_the_gone(self, links: Links, gone: list[Mention], edge: float) -> Piece:
        """A chip at the edge of the screen with the names of what is beyond it."""
        ids = {one.id for one in gone}
        names = [one.caption for one in links.others if one.mention.id in ids]
        if links.centre.id in ids:
            names.insert(0, self._looks.look(links.centre.kind, links.centre.label).name)
        chip = self._caption(("↑ " if edge == 0 else "↓ ") + ", ".join(names), links.centre)
        return self._plate(
            self._bus_x + 4, edge + 2 if edge == 0 else edge - self._metrics.chip_height - 2, chip
        )

    # -- names ------------------------------------------------------------------------------------------

    def _names(self, shown: Sequence[Shown], links: Links, gaps: dict[float, _Gap]) -> Iterator[Piece]:
        for one in links.others:
            anchor = self._anchor(shown, one.mention)
            if anchor is not None:
                yield self._chip(gaps, anchor, self._caption(one.caption, links.centre))

    def _chip(self, gaps: dict[float, _Gap], anchor: _Anchor, chip: Chip) -> Piece:
        x = gaps.setdefault(anchor.y, _Gap()).room(round(anchor.left) - 1, chip.width)
        return self._plate(x, round(anchor.y - self._metrics.chip_height / 2), chip)

    def _plate(self, x: float, y: float, chip: Chip) -> Piece:
        return Piece(Shape.CHIP, x, y, x + chip.width, y + self._metrics.chip_height, chip=chip)

    def _caption(self, caption: str, centre: Mention) -> Chip:
        """A name on the page's colour with an edge in the centre's."""
        known = self._captions.get((caption, centre.label))
        if known is None:
            style = self._looks.look(centre.kind, centre.label).style
            known = Chip(caption, self._theme.base, self._theme.text, self._metrics, edge=style.bar)
            self._captions[caption, centre.label] = known
        return known

    def _key(self, key: str) -> Chip:
        known = self._captions.get((key, ""))
        if known is None:
            known = Chip(key.upper(), self._theme.accent, self._theme.accent_text, self._metrics)
            self._captions[key, ""] = known
        return known

    # -- places -----------------------------------------------------------------------------------------

    @staticmethod
    def _frames(shown: Sequence[Shown], mention: Mention, ink: Ink) -> Iterator[Piece]:
        for one, row, start, end in _pieces(shown, mention):
            for left, right in one.laid.ranges(row, start, end):
                top = one.y + row.top
                yield Piece(Shape.FRAME, left - 1, top, right + 1, top + row.text_height, ink)

    def _anchor(self, shown: Sequence[Shown], mention: Mention) -> _Anchor | None:
        for one, row, start, end in _pieces(shown, mention):
            ranges = one.laid.ranges(row, start, end)
            if ranges:
                y = one.y + row.top - row.headroom - self._metrics.row_gap / 2
                return _Anchor(ranges[0][0], ranges[0][1], y)
        return None

    # -- painting ---------------------------------------------------------------------------------------

    def _paint_piece(self, painter: QPainter, piece: Piece, ink: Ink) -> None:
        grid, colour = self._grid, QColor.fromRgba(ink.colour)
        pen = QPen(colour, self._line)
        if ink.broken:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        match piece.shape:
            case Shape.FRAME:
                around = QRectF(piece.left, piece.top, piece.right - piece.left, piece.bottom - piece.top)
                painter.drawRoundedRect(grid.frame(around, self._line), 2.5, 2.5)
            case Shape.RUNG:
                y = grid.line_y(piece.top, self._line)
                painter.drawLine(QLineF(piece.left, y, piece.right, y))
            case Shape.TAP:
                top = grid.line_y(piece.top, self._line)
                self._paint_down(painter, piece.left, (top, piece.bottom), pen, top)
            case Shape.DOT:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(QRectF(piece.left, piece.top, 2 * _DOT, 2 * _DOT))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            case Shape.SHAFT:
                self._paint_down(painter, piece.left, (piece.top, piece.bottom), pen, piece.origin)
            case _:
                self._paint_fade(painter, piece, pen)

    def _paint_down(
        self, painter: QPainter, x: float, ends: tuple[float, float], pen: QPen, origin: float
    ) -> None:
        """A line down the page; a broken one dash by dash from ``origin``: Qt begins anew where it clips."""
        x, (top, bottom) = self._grid.line_x(x, self._line), ends
        if pen.style() is Qt.PenStyle.SolidLine:
            painter.drawLine(QLineF(x, top, x, bottom))
            return
        dash, turn = _DASHES[0] * self._line, sum(_DASHES) * self._line
        y = origin - turn * math.ceil((origin - top) / turn)
        painter.setPen(QPen(pen.color(), self._line))
        while y < bottom:
            if y + dash > top:
                painter.drawLine(QLineF(x, max(y, top), x, min(y + dash, bottom)))
            y += turn

    def _paint_fade(self, painter: QPainter, piece: Piece, pen: QPen) -> None:
        """An end of the line in the margin. Qt would paint a gradient of its whole height in many threads."""
        faint, full = QColor(pen.color()), pen.color()
        faint.setAlphaF(0.0)
        from PySide6.QtGui import QLinearGradient  # noqa: PLC0415 - its enumerations would be made at each start

        shade = QLinearGradient(0, piece.top, 0, piece.bottom)
        shade.setColorAt(0.0, faint if piece.shape is Shape.FADE_UP else full)
        shade.setColorAt(1.0, full if piece.shape is Shape.FADE_UP else faint)
        pen.setBrush(QBrush(shade))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        x = self._grid.line_x(piece.left, self._line)
        painter.drawLine(QLineF(x, piece.top, x, piece.bottom))


def _bus(ys: list[float], x: float, ink: Ink, top: float | None, bottom: float | None) -> Iterator[Piece]:
    """The line in the margin; ``top`` and ``bottom`` are edges over which it goes on unseen."""
    ends = [*ys, *(edge for edge in (top, bottom) if edge is not None)]
    first, last = min(ends, default=0.0), max(ends, default=0.0)
    if first == last:
        return
    fade = min(_FADE, int(last - first) // 2)
    start, stop = first + fade * (top is not None), last - fade * (bottom is not None)
    yield Piece(Shape.SHAFT, x, start, x, stop, ink, origin=ys[0] if ys else start)
    if top is not None:
        yield Piece(Shape.FADE_UP, x, first, x, start, ink)
    if bottom is not None:
        yield Piece(Shape.FADE_DOWN, x, stop, x, last, ink)


def _dot(anchor: _Anchor | None, aside: float, ink: Ink) -> Iterator[Piece]:
    """The centre is where the lines come from."""
    if anchor is not None:
        x, y = (anchor.left + anchor.right) / 2, anchor.y + aside
        yield Piece(Shape.DOT, x - _DOT, y - _DOT, x + _DOT, y + _DOT, ink)


def _pieces(shown: Sequence[Shown], mention: Mention) -> Iterator[tuple[Shown, Row, int, int]]:
    """The rows on screen that hold some of the mention, each with the offsets of a span of it."""
    for span in mention.spans:
        for one in shown:
            if span.start < one.laid.next_start and one.laid.start < span.end:
                for row in _rows(one.laid, span.start, span.end):
                    yield one, row, span.start, span.end


def _rows(laid: LaidParagraph, start: int, end: int) -> list[Row]:
    return laid.rows[laid.row_index(start) : laid.row_index(max(start, end - 1)) + 1]
