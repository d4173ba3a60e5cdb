"""Draws the overview strip: a lane for each kind, in the labels’ colours and the kinds’ patterns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from annotations.model.histogram import Histogram
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from gui.core.theme import BarPattern, Theme, label_style, pattern_of
from schemas.late import late_dataclass

WIDTH = 26
"""Logical pixels: a line for what was read, one lane a kind, and a column for problems."""

READ = (2, 2)
"""Left edge and width of the line for what was read."""

_LANES = {Kind.ENTITY: (6.0, 4.0), Kind.EVENT: (11.0, 4.0), Kind.BOILERPLATE: (16.0, 3.0)}
_PROBLEM_SIZE = 5.0
_LEAST = 1.0
"""A mention is at least so high, in logical pixels."""


@late_dataclass(frozen=True)
class Shown:
    """What is drawn: nothing here is copied, and nothing changed."""

    histogram: Histogram
    problems: InsideBoilerplate
    label_set: LabelSet


@late_dataclass(frozen=True)
class Run:
    """Neighbouring buckets with the same label in front: ``start`` up to, not including, ``end``."""

    label: Label
    start: int
    end: int


def _runs(shown: Shown, kind: Kind, counts: Mapping[tuple[Kind, str], list[int]]) -> list[Run]:
    """For each stretch of a kind's lane the label that most mentions there have, the first of several."""
    labels = [label for label in shown.label_set.labels if label.kind is kind and (kind, label.id) in counts]
    buckets = zip(*(counts[kind, label.id] for label in labels), strict=True)
    front = [bucket.index(most) if (most := max(bucket)) > 0 else None for bucket in buckets]
    found, start = [], 0
    for number, group in groupby(front):
        end = start + len(list(group))
        if number is not None:
            found.append(Run(labels[number], start, end))
        start = end
    return found


class Drawing:
    """Lanes and problems on the panel's ground; of a document counted again only what differs is drawn."""

    def __init__(self, theme: Theme, size: QSizeF, scale: float) -> None:
        """``size`` is in logical pixels; the picture is sharp at the screen's ``scale``."""
        self.picture = QPixmap(round(size.width() * scale), max(1, round(size.height() * scale)))
        self.picture.setDevicePixelRatio(scale)
        self.picture.fill(theme.panel)
        self._theme, self._size = theme, size
        self._buckets = 0
        self._runs: dict[Kind, list[Run]] = {kind: [] for kind in _LANES}
        self._arrows: list[float] = []

    def draw(self, shown: Shown) -> None:
        """Bring the picture to these counts."""
        counts, buckets = shown.histogram.counts(), shown.histogram.size
        lanes = {kind: _runs(shown, kind, counts) for kind in _LANES}
        other = [kind for kind in _LANES if lanes[kind] != self._runs[kind] or buckets != self._buckets]
        arrows = _arrows(shown, self._size.height())
        painter = QPainter(self.picture)
        painter.setPen(Qt.PenStyle.NoPen)
        self._runs, self._buckets = lanes, buckets
        for kind in other:
            self._draw_lane(painter, kind)
        if arrows != self._arrows:
            self._arrows = arrows
            self._draw_problems(painter)
        painter.end()

    def _draw_lane(self, painter: QPainter, kind: Kind) -> None:
        x, width = _LANES[kind]
        painter.fillRect(QRectF(x, 0, width, self._size.height()), self._theme.panel)
        draw, row = _PATTERNS[pattern_of(kind)], self._size.height() / self._buckets
        for run in self._runs[kind]:
            height = max(_LEAST, (run.end - run.start) * row)
            draw(painter, QRectF(x, run.start * row, width, height), label_style(self._theme, run.label).bar)

    def _draw_problems(self, painter: QPainter) -> None:
        """A small arrow at the right edge for each place with problems."""
        right, half = self._size.width(), _PROBLEM_SIZE / 2
        left = right - _PROBLEM_SIZE
        # A pixel more than that: the tips are smoothed.
        painter.fillRect(QRectF(left - 1, 0, right - left + 1, self._size.height()), self._theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.error)
        for y in self._arrows:
            arrow = [QPointF(right, y - half), QPointF(left, y), QPointF(right, y + half)]
            painter.drawPolygon(QPolygonF(arrow))


def _arrows(shown: Shown, height: float) -> list[float]:
    """The middle of the arrow for each place with problems; those that would overlap share one."""
    places: list[float] = []
    if not len(shown.problems):
        return places
    histogram, half, last = shown.histogram, _PROBLEM_SIZE / 2, -_PROBLEM_SIZE
    for bucket in range(histogram.size):
        y = (bucket + 0.5) * height / histogram.size
        if y - last < _PROBLEM_SIZE:
            continue
        if shown.problems.count_between(histogram.start(bucket), histogram.start(bucket + 1)):
            last = y
            places.append(min(max(y, half), height - half))
    return places


def _solid(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.fillRect(place, colour)


def _double(painter: QPainter, place: QRectF, colour: QColor) -> None:
    third = place.width() / 3
    painter.fillRect(QRectF(place.x(), place.y(), third, place.height()), colour)
    painter.fillRect(QRectF(place.right() - third, place.y(), third, place.height()), colour)


def _dotted(painter: QPainter, place: QRectF, colour: QColor) -> None:
    y = place.y()
    while y < place.bottom():
        height = min(2.0, place.bottom() - y)
        painter.fillRect(QRectF(place.x(), y, place.width(), height), colour)
        y += 3


_PATTERNS: dict[BarPattern, Callable[[QPainter, QRectF, QColor], None]] = {
    BarPattern.SOLID: _solid,
    BarPattern.DOUBLE: _double,
    BarPattern.DOTTED: _dotted,
}
