"""The whole window with everything switched on: the text, both panels, the status bar, the writer thread.

Each document is opened from its file by a process of its own. A step ends when the picture on the screen is
whole. The targets for opening and editing were set on a machine that took 28 ms to lay out 100 KB with a bare
``QTextLayout``; here they are scaled by what this machine takes for that in the same process.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotations.formats.native import render
from benchmarks.documents import Made, article
from benchmarks.measure import FRAME_MS, Times, exponent
from benchmarks.table import Cell, Figure, markdown
from benchmarks.view_hand import application, bare_layout_ms
from benchmarks.window_hand import Hand, Sample

SIZES = (5_000, 100_000, 300_000, 1_000_000, 10_000_000)
HUGE = 100_000_000
STEPS = 60
SAVES = 5
BARE_THERE_MS = 28.0
OPEN_MS, EDIT_MS = 30.0, 8.0
"""Targets on the machine of the bare 28 ms; opening is for 100 KB with 1,500 mentions."""
CARET_FRAMES, PAGE_FRAMES = 0.25, 0.40
"""Targets in frames on any machine, as for the view by itself."""
LATE_MS = FRAME_MS
"""No longer than a frame may the writer thread keep the window waiting."""


@dataclass(frozen=True)
class Both:
    """CPU of the window's thread and clock until the picture is whole, CPU until all panels have followed."""

    cpu: Times
    wall: Times
    all_cpu: Times

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Both:
        """Sum up the samples of one kind of step."""
        every = list(samples)
        return cls(
            Times.of(one.cpu for one in every),
            Times.of(one.wall for one in every),
            Times.of(one.all_cpu for one in every),
        )


@dataclass(frozen=True)
class Late:
    """Milliseconds by which the latest timer event came late while the writer thread did something."""

    quiet: float
    """Nothing: what this machine does by itself."""
    warming: float
    first_save: float
    next_saves: float
    """The median of a few."""


@dataclass(frozen=True)
class Result:
    """What one document cost in the window."""

    name: str
    size: int
    bare: float
    open: Both
    steps: dict[str, Both]
    late: Late


def run(*, huge: bool = False) -> str:
    """Measure everything; the report in Markdown."""
    results = [_alone(size) for size in ((*SIZES, HUGE) if huge else SIZES)]
    bare = statistics.median(one.bare for one in results)
    scale = bare / BARE_THERE_MS
    parts = [
        f"A bare `QTextLayout` of 100 KB takes {bare:.1f} ms here and took {BARE_THERE_MS:.0f} ms where the",
        f"targets were set: {OPEN_MS:.0f} ms there to open 100 KB are {OPEN_MS * scale:.1f} ms here, and",
        f"{EDIT_MS:.0f} ms for an edit are {EDIT_MS * scale:.1f} ms.\n",
        "CPU time of the window's thread in ms until the picture is whole, figure / target here; what misses",
        "is bold:\n",
        markdown(_head("", " p95"), [_cpu_row(result) for result in results]),
        "Time on the clock for the same, in ms, with whatever the writer thread took away:\n",
        markdown(_head("", " p95"), [_wall_row(result) for result in results]),
        "The same medians of CPU time, as multiples of the bare layout in the same process:\n",
        markdown(_head(""), [_ratios(result) for result in results]),
        "Growth from 100 KB on, as exponents of the size:\n",
        markdown(_head(""), [_growth([one for one in results if one.size >= SIZES[1]])]),
        "CPU time in ms until all is done that the step brings about, such as the list of mentions:\n",
        markdown(_head(""), [_all_row(result) for result in results]),
        "What the writer thread keeps the window from: how late, in ms, the latest event of a timer came\n",
        markdown(_LATE_HEAD, [_late_row(result) for result in results]),
    ]
    return "\n".join(parts)


def _alone(size: int) -> Result:
    """Measure one document in a new process, so that none profits or suffers from the ones before."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        return processes.submit(measured, size).result()


def measured(size: int) -> Result:
    """Measure an article of this size, in this process."""
    app = application()
    bare = bare_layout_ms()
    with TemporaryDirectory() as folder:
        hand = Hand(app, Path(folder))
        # The first use of fonts and of the program's parts is not the document's cost.
        small = written(article(5_000, seed=2), Path(folder, "small.txt"))
        hand.open(small)
        hand.rest()
        _steps(hand)
        hand.close()
        made = article(size)
        name, path = made.name, written(made, Path(folder, "made-up.txt"))
        del made
        result = _work(hand, name, path, bare)
        hand.close()
        hand.window.close()
    QApplication.processEvents()
    return result


def written(made: Made, path: Path) -> Path:
    """The document and its labels as files."""
    path.write_bytes(made.text.text.encode())
    path.with_suffix(".labels.json").write_bytes(render(made.annotations, made.text))
    return path


def _work(hand: Hand, name: str, path: Path, bare: float) -> Result:
    size = path.stat().st_size
    opened = []
    for _ in range(3 if size > 1_000_000 else 9):
        hand.close()
        opened.append(hand.measured(lambda: hand.open(path)))
    # The lines of the label file are rendered soon after: as long as that may go on in the background.
    end = time.monotonic() + 2.0
    warming = hand.latest(lambda: time.monotonic() > end)
    first = _late_while_saving(hand, 0)
    following = statistics.median(_late_while_saving(hand, number) for number in range(1, SAVES + 1))
    end = time.monotonic() + 1.0
    quiet = hand.latest(lambda: time.monotonic() > end)
    return Result(name, size, bare, Both.of(opened), _steps(hand), Late(quiet, warming, first, following))


def _late_while_saving(hand: Hand, number: int) -> float:
    """Make an edit, a different one each time, and wait until it stands in the label file."""
    hand.select(40 * number, 40 * number + 5)
    hand.press(Qt.Key.Key_P)
    if hand.window.frame.desk.is_saved():
        raise RuntimeError(number)
    return hand.latest(hand.window.frame.desk.is_saved)


def _steps(hand: Hand) -> dict[str, Both]:
    """One key at a time, in the middle of the document; then page after page from its start."""
    view = hand.window.frame.view
    samples = hand.edits_and_caret(STEPS)
    view.set_caret(0)
    hand.rest()
    pages = samples.setdefault("page down", [])
    while len(pages) < STEPS and view.caret() < hand.text_length:
        pages.append(hand.measured(lambda: hand.press(Qt.Key.Key_PageDown)))
    return {name: Both.of(taken) for name, taken in samples.items()}


_EDITS = ("tag", "relabel", "undo", "delete")
_IN_FRAMES = {"caret step": CARET_FRAMES, "page down": PAGE_FRAMES}
_STEPS = (*_EDITS, *_IN_FRAMES)
_LATE_HEAD = ("document", "nothing going on", "rendering after opening", "first save", "later saves, median")


def _head(*suffixes: str) -> tuple[str, ...]:
    return ("document", *(f"{step}{suffix}" for step in ("open", *_STEPS) for suffix in suffixes))


def _every(result: Result) -> dict[str, Both]:
    return {"open": result.open, **result.steps}


def _cpu_row(result: Result) -> list[Cell]:
    cells: list[Cell] = [result.name]
    for step, both in _every(result).items():
        target = _target(step, result)
        # One step in twenty may take twice as long.
        for value, allowance in ((both.cpu.median, 1), (both.cpu.p95, 2)):
            cells.append(Figure(value, None if target is None else round(target * allowance, 1), 1))
    return cells


def _target(step: str, result: Result) -> float | None:
    """Milliseconds that the step may take here."""
    if step in _IN_FRAMES:
        return _IN_FRAMES[step] * FRAME_MS
    if step == "open" and result.size > 100_000:
        return None
    return (OPEN_MS if step == "open" else EDIT_MS) * result.bare / BARE_THERE_MS


def _wall_row(result: Result) -> list[Cell]:
    times = [one for both in _every(result).values() for one in (both.wall.median, both.wall.p95)]
    return [result.name, *(Figure(one, None, 1) for one in times)]


def _ratios(result: Result) -> list[Cell]:
    return [result.name, *(Figure(both.cpu.median / result.bare) for both in _every(result).values())]


def _all_row(result: Result) -> list[Cell]:
    return [result.name, *(Figure(both.all_cpu.median, None, 1) for both in _every(result).values())]


def _growth(results: list[Result]) -> list[Cell]:
    sizes = [float(one.size) for one in results]

    def grows(step: str, target: float) -> Figure:
        return Figure(exponent(sizes, [_every(one)[step].cpu.median for one in results]), target)

    return ["exponent", grows("open", 1.05), *(grows(step, 0.2) for step in _STEPS)]


def _late_row(result: Result) -> list[Cell]:
    late = result.late
    return [
        result.name,
        Figure(late.quiet, None, 1),
        *(Figure(value, round(LATE_MS, 1), 1) for value in (late.warming, late.first_save, late.next_saves)),
    ]
