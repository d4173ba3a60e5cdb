"""Painting what is joined over the text by thin lines: an event's arguments, a mention's relations.

The lines never cross words. They run in the gaps above the rows and, from row to row, in the margin at the
left; where something is off the screen the margin's line fades out, and a chip there names what is there.
Relations have broken lines beside the whole ones of the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from annotations.model.records import Mention
from gui.core.pixels import PixelGrid
from gui.core.theme import Theme
from gui.editor.laid_paragraph import LaidParagraph
from gui.editor.links import Hint, Links
from gui.editor.looks import Chip, Looks
from gui.editor.metrics import Metrics
from gui.editor.place import Shown
from gui.editor.row import Row

_LINE = 1.4
_FADE = 48
_APART = 3
_DOT = 2.6
_ASIDE = 2.0  # so far below the lines of the event run those of relations
_DASHES = (3.0, 2.0)


@dataclass(frozen=True)
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
    """Paints on a painter whose origin is the viewport's top left corner, and only what is on screen."""

    def __init__(self, theme: Theme, looks: Looks, metrics: Metrics, column_x: int) -> None:
        """``column_x`` is the left edge of the text column in the viewport."""
        self._theme, self._looks, self._metrics, self._column_x = theme, looks, metrics, column_x
        self._captions: dict[tuple[str, str], Chip] = {}
        self._bus_x = -round(metrics.margin * 0.45)

    def paint(
        self,
        painter: QPainter,
        shown: Sequence[Shown],
        height: int,
        drawn: Sequence[Links],
        hints: Iterable[Hint] = (),
    ) -> None:
        """Paint what is joined and the keys; ``height`` is the viewport's."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._column_x, 0)
        self._grid = PixelGrid(painter)
        self._line = self._grid.length(_LINE)
        gaps: dict[float, _Gap] = {}
        for links in drawn:
            self._paint_lines(painter, shown, height, links)
        for hint in hints:
            anchor = self._anchor(shown, hint.mention)
            if anchor is not None:
                self._paint_chip(painter, gaps, anchor, self._key(hint.key))
        for links in drawn:
            self._paint_names(painter, shown, links, gaps)
        painter.restore()

    # -- lines ------------------------------------------------------------------------------------------

    def _paint_lines(self, painter: QPainter, shown: Sequence[Shown], height: int, links: Links) -> None:
        colour = self._looks.look(links.centre.kind, links.centre.label).style.bar
        pen = _pen(colour, self._line, links)
        mentions = [links.centre, *(one.mention for one in links.others)]
        anchors = [(one, self._anchor(shown, one)) for one in mentions]
        xs: dict[float, list[float]] = {}
        for mention, anchor in anchors:
            self._outline(painter, shown, mention, pen)
            if anchor is not None:
                y = anchor.y + _ASIDE * links.are_relations
                xs.setdefault(y, []).append((anchor.left + anchor.right) / 2)
        above = [one for one, anchor in anchors if anchor is None and one.start < shown[0].laid.start]
        below = [one for one, anchor in anchors if anchor is None and one.start >= shown[0].laid.start]
        bus_x = self._bus_x - 2 * _ASIDE * links.are_relations
        painter.setPen(pen)
        self._taps(painter, xs, bus_x, alone=not above and not below)
        self._bus(painter, pen, [*xs], bus_x, 0.0 if above else None, float(height) if below else None)
        self._dot(painter, pen.color(), anchors[0][1], _ASIDE * links.are_relations)
        for edge, gone in ((0.0, above), (float(height), below)):
            if gone:
                self._name_the_gone(painter, links, gone, edge)

    def _taps(self, painter: QPainter, xs: dict[float, list[float]], bus_x: float, *, alone: bool) -> None:
        """A line in each gap, from the margin or, when all is on one row, from the first to the last."""
        for y, tapped in xs.items():
            start = min(tapped) if alone and len(xs) == 1 else bus_x
            middle = self._grid.line_y(y, self._line)
            painter.drawLine(QLineF(start, middle, max(tapped), middle))
            for x in (self._grid.line_x(x, self._line) for x in tapped):
                painter.drawLine(QLineF(x, middle, x, y + self._metrics.row_gap / 2))

    def _bus(
        self,
        painter: QPainter,
        pen: QPen,
        ys: list[float],
        x: float,
        top: float | None,
        bottom: float | None,
    ) -> None:
        """The line in the margin; ``top`` and ``bottom`` are edges over which it goes on unseen."""
        ends = [*ys, *(edge for edge in (top, bottom) if edge is not None)]
        first, last = min(ends, default=0), max(ends, default=0)
        if first == last:
            return
        shade = QLinearGradient(0, first, 0, last)
        colour = pen.color()
        faint = QColor(colour)
        faint.setAlphaF(0.0)
        part = min(0.5, _FADE / max(1.0, last - first))
        shade.setColorAt(0.0, colour if top is None else faint)
        shade.setColorAt(part, colour)
        shade.setColorAt(1.0 - part, colour)
        shade.setColorAt(1.0, colour if bottom is None else faint)
        shaded = QPen(pen)
        shaded.setBrush(shade)
        painter.setPen(shaded)
        x = self._grid.line_x(x, self._line)
        painter.drawLine(QLineF(x, first, x, last))

    def _dot(self, painter: QPainter, colour: QColor, anchor: _Anchor | None, aside: float) -> None:
        """The centre is where the lines come from."""
        if anchor is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF((anchor.left + anchor.right) / 2, anchor.y + aside), _DOT, _DOT)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _name_the_gone(self, painter: QPainter, links: Links, gone: list[Mention], edge: float) -> None:
        """A chip at the edge of the screen with the names of what is beyond it."""
        ids = {one.id for one in gone}
        names = [one.caption for one in links.others if one.mention.id in ids]
        if links.centre.id in ids:
            names.insert(0, self._looks.look(links.centre.kind, links.centre.label).name)
        chip = self._caption(("↑ " if edge == 0 else "↓ ") + ", ".join(names), links.centre)
        y = edge + 2 if edge == 0 else edge - self._metrics.chip_height - 2
        self._grid.draw(painter, self._bus_x + 4, y, chip.pixmap(self._grid.ratio))

    # -- names ------------------------------------------------------------------------------------------

    def _paint_names(
        self, painter: QPainter, shown: Sequence[Shown], links: Links, gaps: dict[float, _Gap]
    ) -> None:
        for one in links.others:
            anchor = self._anchor(shown, one.mention)
            if anchor is not None:
                self._paint_chip(painter, gaps, anchor, self._caption(one.caption, links.centre))

    def _paint_chip(self, painter: QPainter, gaps: dict[float, _Gap], anchor: _Anchor, chip: Chip) -> None:
        x = gaps.setdefault(anchor.y, _Gap()).room(round(anchor.left) - 1, chip.width)
        y = round(anchor.y - self._metrics.chip_height / 2)
        self._grid.draw(painter, x, y, chip.pixmap(self._grid.ratio))

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

    def _outline(self, painter: QPainter, shown: Sequence[Shown], mention: Mention, pen: QPen) -> None:
        painter.setPen(pen)
        for one, row, start, end in _pieces(shown, mention):
            for left, right in one.laid.ranges(row, start, end):
                top = one.y + row.top
                around = QRectF(left - 1, top, right - left + 2, row.text_height)
                painter.drawRoundedRect(self._grid.frame(around, self._line), 2.5, 2.5)

    def _anchor(self, shown: Sequence[Shown], mention: Mention) -> _Anchor | None:
        for one, row, start, end in _pieces(shown, mention):
            ranges = one.laid.ranges(row, start, end)
            if ranges:
                y = one.y + row.top - row.headroom - self._metrics.row_gap / 2
                return _Anchor(ranges[0][0], ranges[0][1], y)
        return None


def _pen(colour: QColor, width: float, links: Links) -> QPen:
    pen = QPen(colour, width)
    if links.are_relations:
        pen.setDashPattern(_DASHES)
    return pen


def _pieces(shown: Sequence[Shown], mention: Mention) -> Iterator[tuple[Shown, Row, int, int]]:
    """The rows on screen that hold some of the mention, each with the offsets of a span of it."""
    for span in mention.spans:
        for one in shown:
            if span.start < one.laid.next_start and one.laid.start < span.end:
                for row in _rows(one.laid, span.start, span.end):
                    yield one, row, span.start, span.end


def _rows(laid: LaidParagraph, start: int, end: int) -> list[Row]:
    return laid.rows[laid.row_index(start) : laid.row_index(max(start, end - 1)) + 1]
