"""Two plots of effort: hands for each label by kind, and over the days.

Loads pyqtgraph, and so is itself loaded only when the plots are shown.

What is drawn stands in the table beside it too, and that is what a screen reader reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotations.effort.figures import KINDS, by_day, by_kind
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally
from gui.core.colours import TONES
from gui.core.effort_words import kind_word
from gui.core.theme import LIGHT, Theme
from gui.core.translation import mark, tr

_BAR, _LINE, _SYMBOL = 0.55, 2, 8
_HEIGHT = 250
_HEADROOM = 1.35  # above the highest, for the legend
_PARTS: tuple[tuple[str, str, Callable[[Tally], int]], ...] = (
    (mark("Caret moves"), "slate", lambda one: one.moves),
    (mark("Other keys"), "blue", lambda one: one.keys - one.moves),
    (mark("Clicks"), "amber", lambda one: one.clicks),
    (mark("Drags"), "magenta", lambda one: one.drags),
)
_LOOKS = (("blue", "o"), ("red", "s"), ("slate", "t"), ("violet", "d"), ("grey", "x"))
_LINES = dict(zip(KINDS, _LOOKS, strict=True))


class EffortPlots(QWidget):
    """Shows the entries it is given, in the colours of the theme."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt cleans up by itself; pyqtgraph's own way at the exit meets widgets that are gone.
        pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)
        self._entries: Mapping[Account, Entry] = {}
        self._theme = theme
        self.kinds = pyqtgraph.PlotWidget()
        self.days = pyqtgraph.PlotWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for plot, name in ((self.kinds, tr("Hands for each label, by kind")),
                           (self.days, tr("Hands for each label, over the days"))):  # fmt: skip
            plot.setAccessibleName(name)
            plot.setAccessibleDescription(tr("The figures are in the table."))
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            plot.setFixedHeight(_HEIGHT)
            plot.setMenuEnabled(False)
            plot.setMouseEnabled(x=False, y=False)
            plot.hideButtons()
            row.addWidget(plot, 1)

    def show_entries(self, entries: Mapping[Account, Entry]) -> None:
        """Draw these from now on."""
        self._entries = entries
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._draw()

    # -- inside -------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._empty(self.kinds)
        self._empty(self.days)
        self._draw_kinds()
        self._draw_days()

    def _draw_kinds(self) -> None:
        """One bar a kind, in parts: what the hands did."""
        given = [(kind, one.entry) for kind, one in by_kind(self._entries).items() if one.entry.labels > 0]
        bottoms = [0.0] * len(given)
        for word, colour, count in _PARTS:
            heights = [count(entry.tally) / entry.labels for _, entry in given]
            if not any(heights):
                continue
            bars = pyqtgraph.BarGraphItem(
                x=list(range(len(given))), y0=list(bottoms), height=heights, width=_BAR,
                brush=self._colour(colour), pen=pyqtgraph.mkPen(self._theme.base, width=1),
                name=tr(word),
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
            points = [
                (days.index(day), one.hands)
                for day, one in by_day(self._entries, kind).items()
                if one.hands is not None
            ]
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

    def _empty(self, plot: pyqtgraph.PlotWidget) -> None:
        plot.clear()
        plot.setBackground(self._theme.base)
        item = plot.getPlotItem()
        if item.legend is not None:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        item.addLegend(offset=(8, 4), labelTextColor=self._theme.text, colCount=len(KINDS), horSpacing=8)
        item.setTitle(plot.accessibleName(), color=self._theme.text, size="10pt")
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(self._theme.outline))
            axis.setTextPen(pyqtgraph.mkPen(self._theme.muted))
        item.showGrid(y=True, alpha=0.15)

    def _name_places(self, plot: pyqtgraph.PlotWidget, names: Sequence[str]) -> None:
        """Write as many of the names under the plot as there is room for."""
        step = max(1, -(-len(names) // 6))
        ticks = [(place, name) for place, name in enumerate(names) if place % step == 0]
        plot.getPlotItem().getAxis("bottom").setTicks([ticks])

    def _room(self, plot: pyqtgraph.PlotWidget, places: int, highest: float) -> None:
        plot.setXRange(-0.6, max(places, 1) - 0.4, padding=0)
        plot.setYRange(0, max(highest, 1.0) * _HEADROOM, padding=0)

    def _colour(self, name: str) -> QColor:
        tones = TONES[name]
        return QColor(tones.dark if self._theme.is_dark else tones.light)
