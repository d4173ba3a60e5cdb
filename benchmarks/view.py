"""The text view by itself: one hand's work on documents of many sizes, and on odd ones.

Each document is shown in a process of its own. Times are its CPU time, in frames of 16.7 ms and, to compare
machines, as multiples of what a bare ``QTextLayout`` takes for 100 KB in the same process.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model.change import Change
from annotations.text.span import Span
from benchmarks import documents
from benchmarks.documents import Made
from benchmarks.measure import FRAME_MS, Times, cpu_ms, exponent, repeated, resident_mb
from benchmarks.table import Cell, Figure, markdown
from gui.editor.metrics import metrics_for
from gui.editor.text_view import TextView

SIZES = (5_000, 100_000, 1_000_000, 10_000_000)
HUGE = 100_000_000
STEPS = 60
WIDTH, HEIGHT = 1400, 900
NARROW = 600
"""A width at which the column is narrower than it may be at most: the text has to be set anew."""

ODD_ALLOWANCE = 2
"""An odd document may take so many times as long."""


@dataclass(frozen=True)
class Result:
    """What one document cost, in milliseconds and megabytes."""

    name: str
    size: int
    bare: float
    """What Qt alone takes to lay out 100 KB in the same process."""
    load: float
    repaint: Times
    wheel: Times
    drag: Times
    add: Times
    remove: Times
    page: Times
    jump: Times
    resize: Times
    memory: float | None


def application() -> QApplication:
    """The application, with the font that the targets were taken with where it is installed."""
    app = QApplication.instance() or QApplication([])
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    app.setFont(font)
    return app


def bare_layout_ms() -> float:
    """What Qt alone takes to lay out 100 KB, in pieces of 4,096 characters."""
    text = documents.article(100_000).text.text.replace("\n", " ")
    font = metrics_for(QApplication.font(), 1.0).font

    def lay_out() -> None:
        for start in range(0, len(text), 4096):
            layout = QTextLayout(text[start : start + 4096], font)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(WIDTH)
            layout.endLayout()

    lay_out()
    return repeated([lay_out] * 5).median


class Hand:
    """Works on one view as a user does, with real events, and measures each step to the painted screen."""

    def __init__(self, app: QApplication, made: Made) -> None:
        """Open a window without a document."""
        self._app, self._made = app, made
        self._chance = random.Random(9)
        self.view = TextView()
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        self._painted()

    def work(self, bare: float) -> Result:
        """Do everything once; ``bare`` is the time of a bare layout."""
        before = resident_mb()
        load = cpu_ms(self._load)
        repaint = repeated([self.view.viewport().repaint] * STEPS)
        wheel = repeated(self._wheels())
        drag = self._drag()
        page, jump = repeated(self._pages()), self._jumps()
        # After the jumps as many paragraphs are laid out as ever will be.
        after = resident_mb()
        memory = None if before is None or after is None else max(0.0, after - before)
        add, remove = self._edits()
        resize = repeated([self._resize] * 6)
        self.view.close()
        name, size = self._made.name, self._made.text.length
        return Result(name, size, bare, load, repaint, wheel, drag, add, remove, page, jump, resize, memory)

    def _painted(self) -> None:
        self._app.processEvents()

    def _load(self) -> None:
        self.view.show_document(self._made.text, self._made.annotations, self._made.label_set)
        self._painted()

    def _wheels(self) -> Iterator[Callable[[], None]]:
        """Turn the wheel down, and at the end of the document up again."""
        bar, turn = self.view.verticalScrollBar(), -120
        for _ in range(STEPS):
            if bar.value() in {bar.minimum(), bar.maximum()}:
                turn = -120 if bar.value() == bar.minimum() else 120
            yield lambda turn=turn: self._wheel(turn)

    def _wheel(self, turn: int) -> None:
        where = QPointF(WIDTH / 2, HEIGHT / 2)
        event = QWheelEvent(
            where, where, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        self._app.sendEvent(self.view.viewport(), event)
        self._painted()

    def _drag(self) -> Times:
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, QPoint(400, 100))

        def move(step: int) -> Callable[[], None]:
            def done() -> None:
                QTest.mouseMove(viewport, QPoint(400 + step * 37 % 500, 100 + step * 11))
                self._painted()

            return done

        times = repeated([move(step) for step in range(1, STEPS + 1)])
        QTest.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, QPoint(400, 100))
        self._painted()
        return times

    def _pages(self) -> Iterator[Callable[[], None]]:
        """Page down as far as there are pages, one at least."""
        bar = self.view.verticalScrollBar()

        def page() -> None:
            bar.setValue(bar.value() + bar.pageStep())
            self._painted()

        yield page
        for _ in range(STEPS):
            if bar.value() < bar.maximum():
                yield page

    def _jumps(self) -> Times:
        def jump() -> None:
            bar = self.view.verticalScrollBar()
            bar.setValue(self._chance.randrange(bar.maximum() + 1))
            self._painted()

        return repeated([jump] * STEPS)

    def _edits(self) -> tuple[Times, Times]:
        labels, length = self._made.label_set.labels, self._made.text.length
        self.view.set_caret(length // 2)
        self._painted()
        spans = [self._near_caret(length) for _ in range(STEPS)]
        made = [
            documents.mention(10_000_000 + number, self._chance.choice(labels), span)
            for number, span in enumerate(spans)
        ]
        adds = repeated([self._edit(Change(added=(one,))) for one in made])
        removes = repeated([self._edit(Change(removed=(one,))) for one in made])
        return adds, removes

    def _near_caret(self, length: int) -> Span:
        start = max(0, min(length - 40, self.view.caret() + self._chance.randint(-200, 200)))
        return Span(start, start + self._chance.randint(3, 30))

    def _edit(self, change: Change) -> Callable[[], None]:
        def done() -> None:
            for record in change.removed:
                self._made.annotations.replace(record, None)
            for record in change.added:
                self._made.annotations.replace(None, record)
            self.view.mentions_changed(change)
            self._painted()

        return done

    def _resize(self) -> None:
        wide = self.view.width() == WIDTH
        self.view.resize(NARROW if wide else WIDTH, HEIGHT)
        self._painted()


def run(*, huge: bool = False) -> str:
    """Measure everything; the report in Markdown."""
    sizes = (*SIZES, HUGE) if huge else SIZES
    results = [_alone("article", size) for size in sizes]
    odd = [_alone(make.__name__) for make in documents.ODD]
    bare = statistics.median(one.bare for one in (*results, *odd))
    grown = [one for one in results if 100_000 <= one.size <= 10_000_000]
    parts = [
        f"A bare `QTextLayout` of 100 KB takes {bare:.1f} ms here.\n",
        "In frames of 16.7 ms, figure / target; what misses is bold.\n",
        markdown(_HEAD, [_row(result, 1) for result in results]),
        f"Odd documents, which may take {ODD_ALLOWANCE} times as long:\n",
        markdown(_HEAD, [_row(result, ODD_ALLOWANCE) for result in odd]),
        "How figures grow from 100 KB to 10 MB, as exponents of the size:\n",
        markdown(_GROWTH_HEAD, [_growth(grown)]),
        "The same medians as multiples of the bare layout:\n",
        markdown(_RATIO_HEAD, [_ratios(result) for result in (*results, *odd)]),
    ]
    return "\n".join(parts)


def _alone(make: str, *arguments: int) -> Result:
    """Measure one document in a new process, so that none profits or suffers from the ones before."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        return processes.submit(measured, make, *arguments).result()


def measured(make: str, *arguments: int) -> Result:
    """Measure the document that a function of `documents` makes, in this process."""
    app = application()
    bare = bare_layout_ms()
    # The first use of fonts and of the program's parts is not the document's cost.
    Hand(app, documents.article(5_000)).work(bare)
    return Hand(app, getattr(documents, make)(*arguments)).work(bare)


_UNFELT_MS = FRAME_MS / 20
"""Below this, how a time grows is the clock's grain and not the program's."""

_STEPS = ("wheel", "drag", "add", "remove", "page", "jump")
_WITH_P95 = (f"{step}{which}" for step in _STEPS for which in ("", " p95"))
_HEAD = ("document", "load + paint", "repaint", *_WITH_P95, "resize", "memory MB")
_GROWTH_HEAD = ("", "repaint", "wheel", "drag", "add", "remove", "page", "jump", "resize", "load", "memory")
_RATIO_HEAD = ("document", "load", "repaint", "wheel", "drag", "add", "remove", "page", "jump", "resize")


def _row(result: Result, allowance: int) -> list[Cell]:
    def frames(milliseconds: float, target: float) -> Figure:
        return Figure(milliseconds / FRAME_MS, target * allowance)

    def both(times: Times, median: float, p95: float) -> tuple[Figure, Figure]:
        return frames(times.median, median), frames(times.p95, p95)

    beyond = max(1.0, result.size / 10_000_000)
    load_target = 1.0 if result.size <= 1_000_000 else 6.0 * beyond
    return [
        result.name,
        frames(result.load, load_target),
        frames(result.repaint.median, 0.20),
        *both(result.wheel, 0.25, 0.40),
        *both(result.drag, 0.25, 0.40),
        *both(result.add, 0.30, 0.50),
        *both(result.remove, 0.30, 0.50),
        *both(result.page, 0.40, 0.65),
        *both(result.jump, 0.40, 0.65),
        frames(result.resize.median, 1.5 * beyond),
        "?" if result.memory is None else Figure(result.memory, 100, 0),
    ]


def _growth(results: list[Result]) -> list[Cell]:
    sizes = [float(one.size) for one in results]

    def grows(figure: Callable[[Result], float], target: float) -> Figure:
        return Figure(exponent(sizes, [figure(one) for one in results]), target)

    # Against the bare layout of the same process: another program that ran meanwhile slowed both.
    times = (
        lambda one: one.repaint.median, lambda one: one.wheel.median, lambda one: one.drag.median,
        lambda one: one.add.median, lambda one: one.remove.median, lambda one: one.page.median,
        lambda one: one.jump.median, lambda one: one.resize.median,
    )  # fmt: skip
    memory = grows(lambda one: max(1.0, one.memory or 1.0), 0.10)
    return [
        "exponent",
        *(grows(lambda one, time=time: max(time(one), _UNFELT_MS) / one.bare, 0.20) for time in times),
        grows(lambda one: one.load / one.bare, 1.05),
        memory,
    ]


def _ratios(result: Result) -> list[Cell]:
    steps = (result.wheel, result.drag, result.add, result.remove, result.page, result.jump)
    times = (result.repaint, *steps, result.resize)
    return [
        result.name,
        Figure(result.load / result.bare),
        *(Figure(one.median / result.bare) for one in times),
    ]
