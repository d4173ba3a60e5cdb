"""Label files: opening, keeping an edit, saving, for documents of many sizes.

Times are CPU time. Those of whole files are in units of what `json.loads` of the standard library takes for
the same file in the same process; those of one edit are in frames of 16.7 ms.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.formats.native import label_set_to_dict, render
from annotations.formats.native_lines import AnnotationLines, Frame
from annotations.model.change import Change
from annotations.model.records import Provenance
from annotations.session.document import DocumentSession
from annotations.session.opening import open_document
from annotations.text.span import Span
from benchmarks.documents import Made, article
from benchmarks.measure import FRAME_MS, Times, exponent
from benchmarks.table import Cell, Figure, markdown
from schemas.reading import parse_json
from schemas.validation import annotation_set_problems, record_problems

SIZES = (5_000, 100_000, 1_000_000, 10_000_000)
HUGE = 100_000_000
EDITS = 200
ROUNDS = 5
HAND = Provenance("bench", "2024-01-01T00:00:00Z")


@dataclass(frozen=True)
class Result:
    """What one document cost: times in milliseconds, `whole` what `json.loads` takes for its label file."""

    name: str
    size: int
    whole: float
    check: float
    open: float
    record: Times
    first_save: float
    next_save: float


def run(*, huge: bool) -> str:
    """The report in Markdown."""
    results = [measured(article(size)) for size in (*SIZES, *((HUGE,) if huge else ()))]
    head = (
        "document", "`json.loads`, ms", "read and check", "open", "first save", "next save",
        "edit and journal: median", "p95",
    )  # fmt: skip
    return markdown(head, [*map(_row, results), _growth(results)])


def measured(made: Made) -> Result:
    """Write the document and its labels to a folder, and measure there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made-up.txt")
        path.write_bytes(made.text.text.encode())
        content = render(made.annotations, made.text)
        path.with_name("made-up.labels.json").write_bytes(content)
        label_set = label_set_to_dict(made.label_set)

        def check() -> None:
            annotation_set_problems(parse_json(content), made.text.text, label_set)

        def open_it() -> None:
            open_document(path, annotator="bench", label_set=made.label_set, read_only=True)

        first, following = _saves(made)
        return Result(
            made.name,
            made.text.length,
            _least(lambda: json.loads(content)),
            _least(check),
            _least(open_it),
            _edits(path, made),
            first,
            following,
        )


def _least(step: Callable[[], object]) -> float:
    """The least of a few times, in CPU milliseconds of this thread; other programs only add to it."""
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time_ns()
        step()
        times.append((time.thread_time_ns() - start) / 1e6)
    return min(times)


def _saves(made: Made) -> tuple[float, float]:
    """Rendering all lines, and rendering again after one mention was changed, as the writer thread does."""
    records = made.annotations.records()
    frame = Frame.of(made.annotations)
    change = Change(updated=((records[0], records[0]),))
    fresh = [AnnotationLines(frame, made.text, records, record_problems) for _ in range(ROUNDS)]
    lines = fresh[0]

    def first() -> None:
        nonlocal lines
        lines = fresh.pop()
        lines.make()
        b"".join(lines.chunks())

    def following() -> None:
        lines.apply(change)
        lines.make()
        b"".join(lines.chunks())

    return _least(first), _least(following)


def _edits(path: Path, made: Made) -> Times:
    """New mentions through the session, as the window's thread sees them: set, journal, but no sync."""
    opened = open_document(path, annotator="bench", label_set=made.label_set)
    keeper, chance = opened.keeper, random.Random(9)
    if keeper is None:
        raise RuntimeError(opened.read_only)
    session = DocumentSession(
        path, opened.label_path, opened.text, opened.annotations, made.label_set, keeper
    )
    samples = []
    while len(samples) < EDITS:
        start = chance.randrange(opened.text.length - 30)
        spans = (Span(start, start + chance.randint(3, 30)),)
        edit = tag(session.annotations, session.context, made.label_set.labels[0], spans, HAND)
        if not isinstance(edit, Refusal):
            begun = time.thread_time_ns()
            session.apply(edit)
            samples.append((time.thread_time_ns() - begun) / 1e6)
    opened.close()
    return Times.of(samples)


def _row(result: Result) -> list[Cell]:
    whole, large = result.whole, result.size >= SIZES[1]  # a small file costs what any file costs
    return [
        result.name,
        Figure(whole),
        Figure(result.check / whole, 3),
        Figure(result.open / whole, 7 if large else None),
        Figure(result.first_save / whole, 9),
        Figure(result.next_save / whole, 0.3 if large else None),
        Figure(result.record.median / FRAME_MS, 0.02, 3),
        Figure(result.record.p95 / FRAME_MS, 0.05, 3),
    ]


def _growth(results: list[Result]) -> list[Cell]:
    """The exponents with which the figures grow, from 100 KB on: below that, what every file costs rules."""
    large = [result for result in results if result.size >= SIZES[1]]
    sizes = [float(result.size) for result in large]
    figures: list[tuple[list[float], float | None]] = [
        ([result.whole for result in large], None),
        ([result.check for result in large], 1.4),
        ([result.open for result in large], 1.4),
        ([result.first_save for result in large], 1.4),
        ([result.next_save for result in large], 1.4),
        ([result.record.median for result in large], 0.3),
        ([result.record.p95 for result in large], 0.5),
    ]
    return ["growth exponent", *(Figure(exponent(sizes, values), target) for values, target in figures)]
