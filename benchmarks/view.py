"""The text view by itself: one hand's work on documents of many sizes, and on odd ones.

Each document is shown in a process of its own. Times are its CPU time, in frames of 16.7 ms and, to compare
machines, as multiples of what a bare ``QTextLayout`` takes for 100 KB in the same process.
"""

from __future__ import annotations

import multiprocessing
import statistics
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from benchmarks import documents
from benchmarks.measure import FRAME_MS, Times, exponent
from benchmarks.table import Cell, Figure, markdown
from benchmarks.view_hand import Hand, Result, application, bare_layout_ms
from benchmarks.view_lit import LitHand

SIZES = (5_000, 100_000, 1_000_000, 10_000_000)
HUGE = 100_000_000
ODD_ALLOWANCE = 2
"""An odd document may take so many times as long."""


def run(*, huge: bool = False) -> str:
    """Measure everything; the report in Markdown."""
    sizes = (*SIZES, HUGE) if huge else SIZES
    results = [_alone("article", size) for size in sizes]
    odd = [_alone(make.__name__) for make in documents.ODD]
    lit = [_alone("labelled_through", size) for size in sizes]
    bare = statistics.median(one.bare for one in (*results, *odd, *lit))
    grown = [one for one in results if 100_000 <= one.size <= 10_000_000]
    parts = [
        f"A bare `QTextLayout` of 100 KB takes {bare:.1f} ms here.\n",
        "In frames of 16.7 ms, figure / target; what misses is bold.\n",
        markdown(_HEAD, [_row(result, 1) for result in results]),
        "The same with an event drawn over the text all the while, the hits of a search marked, and beside",
        "the text the strip with counts and what was read; the documents have events, relations and notes:\n",
        markdown(_HEAD, [_row(result, 1) for result in lit]),
        f"Odd documents, which may take {ODD_ALLOWANCE} times as long:\n",
        markdown(_HEAD, [_row(result, ODD_ALLOWANCE) for result in odd]),
        "How figures grow from 100 KB to 10 MB, as exponents of the size:\n",
        markdown(_GROWTH_HEAD, [_growth(grown)]),
        "The same medians as multiples of the bare layout:\n",
        markdown(_RATIO_HEAD, [_ratios(result) for result in (*results, *lit, *odd)]),
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
    hand = LitHand if make == documents.labelled_through.__name__ else Hand
    # The first use of fonts and of the program's parts is not the document's cost.
    hand(app, documents.labelled_through(5_000)).work(bare)
    return hand(app, getattr(documents, make)(*arguments)).work(bare)


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
