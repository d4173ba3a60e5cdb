"""Two plots of effort: a measure, such as hands for each label, by kind and over the days.

Loads pyqtgraph, and so is itself loaded only when the plots are shown.

What is drawn stands in the table beside it too, and that is what a screen reader reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from annotations.effort.figures import KINDS, Figures, by_day, by_kind
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally
from annotations.words import mark, tr
from gui.core.colours import TONES
from gui.core.effort_words import kind_word
from gui.core.theme import LIGHT, Theme

_BAR, _LINE, _SYMBOL = 0.55, 2, 8
_HEIGHT = 220
_BESIDE = 640  # as wide as two plots have to be together to stand beside each other
_HEADROOM, _MORE_HEADROOM = 1.35, 1.6  # above the highest, for a legend of one line, and of more
_BETWEEN_NAMES = 16
_NARROW_LEGEND = 2  # names a line
Number = Callable[[Figures], float | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar; one without a word is the whole bar."""

    word: str
    colour: str
    number: Number


@dataclass(frozen=True, slots=True)
class Measure:
    """What is drawn: its name, its number, and the parts that the number is made of."""

    name: str
    number: Number
    parts: tuple[Part, ...]


MEASURES = (
    Measure(
        mark("Hands for each label"),
        lambda one: one.hands,
        (
            Part(mark("Caret moves"), "slate", lambda one: one.per(one.entry.tally.moves)),
            Part(mark("Other keys"), "blue", lambda one: one.per(_other_keys(one.entry.tally))),
            Part(mark("Clicks"), "amber", lambda one: one.per(one.entry.tally.clicks)),
            Part(mark("Drags"), "magenta", lambda one: one.per(one.entry.tally.drags)),
        ),
    ),
    Measure(mark("Seconds for each label"), lambda one: one.seconds,
            (Part("", "blue", lambda one: one.seconds),)),
    Measure(mark("Labels an hour"), lambda one: one.labels_per_hour,
            (Part("", "blue", lambda one: one.labels_per_hour),)),
)  # fmt: skip
_ABOVE = QBoxLayout.Direction.TopToBottom
_LOOKS = (("blue", "o"), ("red", "s"), ("slate", "t"), ("violet", "d"), ("grey", "x"))
_LINES = dict(zip(KINDS, _LOOKS, strict=True))


def _other_keys(tally: Tally) -> int:
    return tally.keys - tally.moves


class EffortPlots(QWidget):
    """Shows the entries it is given, in the colours of the theme."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt cleans up by itself; pyqtgraph's own way at the exit meets widgets that are gone.
        pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)
        self._entries: Mapping[Account, Entry] = {}
        self._theme = theme
        self._measure = MEASURES[0]
        self._names: dict[pyqtgraph.PlotWidget, Sequence[str]] = {}
        self.kinds = pyqtgraph.PlotWidget()
        self.days = pyqtgraph.PlotWidget()
        self._row = QBoxLayout(_ABOVE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for plot in (self.kinds, self.days):
            plot.setAccessibleDescription(tr("The figures are in the table."))
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            plot.setFixedHeight(_HEIGHT)
            plot.setMenuEnabled(False)
            plot.setMouseEnabled(x=False, y=False)
            plot.hideButtons()
            self._row.addWidget(plot, 1)

    def show_entries(self, entries: Mapping[Account, Entry]) -> None:
        """Draw these from now on."""
        self._entries = entries
        self._draw()

    def show_measure(self, measure: Measure) -> None:
        """Draw this one of `MEASURES` from now on."""
        self._measure = measure
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one above the other."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction.LeftToRight if self.width() >= _BESIDE else _ABOVE
        if way is not self._row.direction():
            self._row.setDirection(way)
            self._draw()
        else:
            for plot, names in self._names.items():
                self._name_places(plot, names)

    # -- inside -------------------------------------------------------------------------------------

    @property
    def _is_narrow(self) -> bool:
        return self._row.direction() is _ABOVE

    def _draw(self) -> None:
        name = tr(self._measure.name)
        self._empty(self.kinds, tr("{measure}, by kind", measure=name))
        self._empty(self.days, tr("{measure}, over the days", measure=name))
        self._draw_kinds()
        self._draw_days()

    def _draw_kinds(self) -> None:
        """One bar a kind, in the parts of the measure."""
        given = [(kind, one) for kind, one in by_kind(self._entries).items() if one.entry.labels > 0]
        bottoms = [0.0] * len(given)
        for part in self._measure.parts:
            heights = [part.number(one) or 0.0 for _, one in given]
            if not any(heights):
                continue
            bars = pyqtgraph.BarGraphItem(
                x=list(range(len(given))), y0=list(bottoms), height=heights, width=_BAR,
                brush=self._colour(part.colour), pen=pyqtgraph.mkPen(self._theme.base, width=1),
                name=tr(part.word) or None,
            )  # fmt: skip
            self.kinds.addItem(bars)
            bottoms = [below + height for below, height in zip(bottoms, heights, strict=True)]
        self._name_places(self.kinds, [kind_word(kind) for kind, _ in given])
        self._room(self.kinds, len(given), max(bottoms, default=0.0))

    def _draw_days(self) -> None:
        """One line a kind, told apart by the shape of its points too."""
        days = list(by_day(self._entries))
        highest = 0.0
        for kind in KINDS:
            found = by_day(self._entries, kind).items()
            numbers = [(days.index(day), self._measure.number(one)) for day, one in found]
            points = [(place, number) for place, number in numbers if number is not None]
            if not points:
                continue
            colour, symbol = _LINES[kind]
            places, values = [place for place, _ in points], [value for _, value in points]
            self.days.plot(
                places, values, pen=pyqtgraph.mkPen(self._colour(colour), width=_LINE), symbol=symbol,
                symbolSize=_SYMBOL, symbolBrush=self._colour(colour),
                symbolPen=pyqtgraph.mkPen(self._theme.base), name=kind_word(kind),
            )  # fmt: skip
            highest = max(highest, *values)
        self._name_places(self.days, days)
        self._room(self.days, len(days), highest)

    def _empty(self, plot: pyqtgraph.PlotWidget, title: str) -> None:
        plot.setAccessibleName(title)
        plot.clear()
        plot.setBackground(self._theme.base)
        item = plot.getPlotItem()
        if item.legend is not None:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        names = _NARROW_LEGEND if self._is_narrow else len(KINDS)
        item.addLegend(offset=(8, 4), labelTextColor=self._theme.text, colCount=names, horSpacing=8)
        item.setTitle(title, color=self._theme.text, size="10pt")
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(self._theme.outline))
            axis.setTextPen(pyqtgraph.mkPen(self._theme.muted))
        item.showGrid(y=True, alpha=0.15)

    def _name_places(self, plot: pyqtgraph.PlotWidget, names: Sequence[str]) -> None:
        """Write as many of the names under the plot as there is room for."""
        self._names[plot] = names
        widest = max(map(self.fontMetrics().horizontalAdvance, names), default=0) + _BETWEEN_NAMES
        room = self.width() if self._is_narrow else self.width() // 2
        step = max(1, -(-len(names) * widest // max(room, 1)))
        ticks = [(place, name) for place, name in enumerate(names) if place % step == 0]
        plot.getPlotItem().getAxis("bottom").setTicks([ticks])

    def _room(self, plot: pyqtgraph.PlotWidget, places: int, highest: float) -> None:
        plot.setXRange(-0.6, max(places, 1) - 0.4, padding=0)
        headroom = _MORE_HEADROOM if self._is_narrow else _HEADROOM
        plot.setYRange(0, max(highest, 1.0) * headroom, padding=0)

    def _colour(self, name: str) -> QColor:
        tones = TONES[name]
        return QColor(tones.dark if self._theme.is_dark else tones.light)
