"""Draws the overview strip: a lane for each kind, in the labels’ colours and the kinds’ patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from annotations.model.histogram import Histogram
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from gui.core.theme import BarPattern, Theme, label_style, pattern_of

WIDTH = 26
"""Logical pixels: a line for what was read, one lane a kind, and a column for problems."""

READ = (2, 2)
"""Left edge and width of the line for what was read."""

_LANES = {Kind.ENTITY: (6.0, 4.0), Kind.EVENT: (11.0, 4.0), Kind.BOILERPLATE: (16.0, 3.0)}
_PROBLEM_SIZE = 5.0
_LEAST = 1.0
"""A mention is at least so high, in logical pixels."""


@dataclass(frozen=True)
class Shown:
    """What is drawn: nothing here is copied, and nothing changed."""

    histogram: Histogram
    problems: InsideBoilerplate
    label_set: LabelSet


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring buckets with the same label in front: ``start`` up to, not including, ``end``."""

    label: Label
    start: int
    end: int


def runs(shown: Shown, kind: Kind) -> Iterator[Run]:
    """For each stretch of a kind's lane the label that most mentions there have."""
    counts = shown.histogram.counts()
    columns = [
        (label, counts[kind, label.id])
        for label in shown.label_set.labels
        if label.kind is kind and (kind, label.id) in counts
    ]
    front: list[Label | None] = [None] * shown.histogram.size
    most = [0] * shown.histogram.size
    for label, column in columns:
        for bucket, number in enumerate(column):
            if number > most[bucket]:
                front[bucket], most[bucket] = label, number
    start = 0
    for found, group in groupby(front):
        end = start + len(list(group))
        if found is not None:
            yield Run(found, start, end)
        start = end


def picture(shown: Shown, theme: Theme, size: QSizeF, scale: float) -> QPixmap:
    """Lanes and problems on the panel's ground, sharp at the screen's scale."""
    made = QPixmap(round(size.width() * scale), max(1, round(size.height() * scale)))
    made.setDevicePixelRatio(scale)
    made.fill(theme.panel)
    painter = QPainter(made)
    painter.setPen(Qt.PenStyle.NoPen)
    row = size.height() / shown.histogram.size
    for kind, (x, width) in _LANES.items():
        draw = _PATTERNS[pattern_of(kind)]
        for run in runs(shown, kind):
            height = max(_LEAST, (run.end - run.start) * row)
            draw(painter, QRectF(x, run.start * row, width, height), label_style(theme, run.label).bar)
    _draw_problems(painter, shown, theme, size)
    painter.end()
    return made


def _draw_problems(painter: QPainter, shown: Shown, theme: Theme, size: QSizeF) -> None:
    """A small arrow at the right edge for each place with problems; those that would overlap share one."""
    if not len(shown.problems):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.error)
    histogram, half, last = shown.histogram, _PROBLEM_SIZE / 2, -_PROBLEM_SIZE
    for bucket in range(histogram.size):
        y = (bucket + 0.5) * size.height() / histogram.size
        if y - last < _PROBLEM_SIZE:
            continue
        if shown.problems.count_between(histogram.start(bucket), histogram.start(bucket + 1)):
            last, y = y, min(max(y, half), size.height() - half)
            right = size.width()
            arrow = [QPointF(right, y - half), QPointF(right - _PROBLEM_SIZE, y), QPointF(right, y + half)]
            painter.drawPolygon(QPolygonF(arrow))


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
