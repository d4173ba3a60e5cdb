"""A crowded document with every panel in sight: 300 labels, 5,000 mentions, events, 300,000 characters.

Each panel is brought to the front in turn, then all of them are shown at once, then an event is drawn over
the text and the hits of a search are marked as well. A step is measured as in the whole window, against half
a frame; panels follow in the turn of events after that. Coming back to another tab is measured to the painted
text.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from annotations.model.records import Event
from annotations.text.span import Span
from benchmarks.documents import crowded, labelled_through, many_labels, size_name
from benchmarks.measure import FRAME_MS, Times
from benchmarks.table import Cell, Figure, markdown
from benchmarks.view_hand import application
from benchmarks.view_lit import WORD
from benchmarks.window import written
from benchmarks.window_hand import Hand, Sample

STEPS = 40
HALF_FRAME = round(FRAME_MS / 2, 1)
SWITCHES = 10
_TABS = (1_000_000, 10_000_000)
_WIDE, _HIGH = 1900, 1200
"""A window in which every panel has room."""
_EDITS = ("tag", "relabel", "undo", "delete")
_STEPS = (*_EDITS, "caret step", "page down")

Row = dict[str, tuple[Times, Times]]
"""Of each step: until the picture is whole, and until every panel has followed."""


def run(*, huge: bool = False) -> str:  # noqa: ARG001 - one size says all
    """Measure, and return the tables."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        rows = processes.submit(measured).result()
        tabs = processes.submit(switched).result()
    head = ("in front", *(f"{step}{which}" for step in _STEPS for which in ("", " p95")))
    parts = [
        "CPU time of the window's thread in ms until the picture is whole, figure / half a frame; what",
        "misses is bold:\n",
        markdown(head, [_cells(name, row) for name, row in rows.items()]),
        "The medians until every panel has followed as well:\n",
        markdown(
            ("in front", *_STEPS),
            [
                [name, *(Figure(row[step][1].median, None, 1) for step in _STEPS)]
                for name, row in rows.items()
            ],
        ),
        "CPU time in ms to come back to a tab whose document is open, until its text is painted, and until",
        "all is done:\n",
        markdown(
            ("to the document of", "painted", "p95", "all done"),
            [[name, *(Figure(one, None, 1) for one in figures)] for name, figures in tabs.items()],
        ),
    ]
    return "\n".join(parts)


def _cells(name: str, row: Row) -> list[Cell]:
    times = [value for step in _STEPS for value in (row[step][0].median, row[step][0].p95)]
    return [name, *(Figure(value, HALF_FRAME, 1) for value in times)]


def measured() -> dict[str, Row]:
    """Measure the crowded document, in this process: a row for each thing that is shown."""
    app = application()
    with TemporaryDirectory() as folder:
        hand = Hand(app, Path(folder), many_labels())
        hand.open(written(crowded(), Path(folder, "crowded.txt")))
        hand.rest()
        _read_half(hand)
        _steps(hand)  # the first use of fonts and parts counts not
        rows: dict[str, Row] = {}
        for name in _arrangements(hand):
            hand.rest()
            rows[name] = _steps(hand)
        hand.close()
        hand.window.close()
    QApplication.processEvents()
    return rows


def _read_half(hand: Hand) -> None:
    reader = hand.window.frame.reader
    if reader.coverage is None:
        raise RuntimeError
    for start in range(0, reader.coverage.length, 3_000):
        reader.coverage.add(Span(start, start + 2_000))
    reader.progressed.emit()


def _arrangements(hand: Hand) -> Iterator[str]:
    """Show one thing after the other, and name it."""
    window, frame = hand.window, hand.window.frame
    beside = [dock for dock in frame.docks if dock.objectName() != "labels"]
    for dock in beside:
        frame.show_dock(dock)
        frame.back_to_text()
        yield dock.windowTitle()
    window.resize(_WIDE, _HIGH)
    _spread(hand, beside)
    yield "all panels at once"
    middle = frame.view.caret()
    frame.current_event.hold(_event_near(hand, middle))
    window.finding.finder.open()
    window.finding.bar.field.setText(WORD)
    search = window.finding.finder
    hand.wait_until(lambda: search.search is not None and search.search.is_whole)
    frame.back_to_text()
    yield "and an event drawn, hits marked"


def _spread(hand: Hand, docks: list[QDockWidget]) -> None:
    """No panel behind another: half of them below one another at the side, half beside one another below."""
    area = Qt.DockWidgetArea
    for number, dock in enumerate(docks):
        hand.window.removeDockWidget(dock)
        hand.window.addDockWidget(area.BottomDockWidgetArea if number % 2 else area.RightDockWidgetArea, dock)
        dock.show()
    hand.rest()
    if hidden := [dock.windowTitle() for dock in docks if dock.visibleRegion().isEmpty()]:
        raise RuntimeError(hidden)


def _event_near(hand: Hand, offset: int) -> str:
    document = hand.window.frame.desk.document
    if document is None:
        raise RuntimeError
    annotations = document.session.annotations
    starts = (
        (abs(trigger.start - offset), event.id)
        for event in annotations.of_type(Event)
        if (trigger := annotations.mention(event.trigger)) is not None
    )
    return min(starts)[1]


def _steps(hand: Hand) -> Row:
    """One key at a time, in the middle of the document."""
    samples = hand.edits_and_caret(STEPS)
    samples["page down"] = [hand.measured(lambda: hand.press(Qt.Key.Key_PageDown)) for _ in range(STEPS)]
    hand.window.frame.view.set_caret(hand.text_length // 2)
    return {
        name: (Times.of(one.cpu for one in taken), Times.of(one.all_cpu for one in taken))
        for name, taken in samples.items()
    }


def switched() -> dict[str, tuple[float, float, float]]:
    """Go to and fro between two tabs, in this process: painted, its 95th percentile, all done; in ms."""
    app = application()
    with TemporaryDirectory() as folder:
        hand = Hand(app, Path(folder))
        paths = [written(labelled_through(size), Path(folder, f"{size}.txt")) for size in _TABS]
        for path in paths:
            hand.open(path)
            hand.rest()
        names = [size_name(size) for size in _TABS]
        samples: dict[str, list[Sample]] = {name: [] for name in names}
        for _ in range(SWITCHES):
            for name, path in zip(names, paths, strict=True):
                samples[name].append(hand.measured(lambda path=path: hand.open(path)))
        hand.window.frame.desk.clear()
        hand.window.close()
    QApplication.processEvents()
    painted = {name: Times.of(one.cpu for one in taken) for name, taken in samples.items()}
    done = {name: Times.of(one.all_cpu for one in taken) for name, taken in samples.items()}
    return {name: (painted[name].median, painted[name].p95, done[name].median) for name in names}
