"""Boilerplate in a document of 10 MB, half of its 100,000 lines: folded, edited while it is, left out.

Times are CPU milliseconds with the painting; a step of the hand has half a frame, what is asked for a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.clean import cleaned
from annotations.model.document import DocumentRef
from annotations.model.records import Kind, Mention, Provenance
from annotations.suggest.duplicates import source_of
from annotations.text.source import SourceText
from annotations.text.span import Span
from benchmarks import documents
from benchmarks.documents import Made
from benchmarks.measure import FRAME_MS, cpu_ms, repeated
from benchmarks.table import Cell, Figure, markdown
from benchmarks.view_hand import HEIGHT, WIDTH, application
from gui.editor.text_view import TextView

LINES = 100_000
STEPS = 40
HALF_FRAME = round(FRAME_MS / 2, 1)
SECOND = 1000.0

_HAND = Provenance(by="bench", at="2024-01-01T00:00:00Z")


def run(*, huge: bool = False) -> str:  # noqa: ARG001 - one size says all
    """Measure, and return the table."""
    application()
    head = ("lines", "fold all", "wheel", "edit", "open one", "show all", "clean text", "source of a copy")
    shapes: dict[str, Callable[[int], bool]] = {
        "every second": lambda number: number % 2 == 0,
        "50,000 on end": lambda number: LINES // 4 <= number < LINES * 3 // 4,
    }
    return markdown(head, [_row(_document(name, marked)) for name, marked in shapes.items()])


def _document(name: str, marked: Callable[[int], bool]) -> Made:
    mentions, lines, start = [], [], 0
    for number in range(LINES):
        line = "kata demi kata dari berita yang panjang ini, " * 2 + str(number)
        if marked(number):
            span = Span(start, start + len(line))
            mentions.append(Mention(f"m{number}", Kind.BOILERPLATE, "AdCode", (span,), _HAND))
        lines.append(line)
        start += len(line) + 1
    text = SourceText("\n".join(lines))
    labels = documents.news_labels()
    annotations = AnnotationSet(DocumentRef.of("d", "d.txt", text), labels.ref, "bench", mentions)
    return Made(name, text, annotations, labels)


def _row(made: Made) -> list[Cell]:
    view = TextView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.show_document(made.text, made.annotations, made.label_set)
    _painted(view)
    text, mentions = made.text.text, list(made.annotations.of_type(Mention))
    middle = mentions[len(mentions) // 2]
    fold = cpu_ms(lambda: _painted(view, lambda: view.set_folding(folding=True)))
    view.set_caret(middle.start, unfolds=False)
    wheel = repeated(_painting(view, lambda: _wheel(view), STEPS))
    edit = repeated(_edits(view, made, middle))
    view.set_caret(0)
    opening = cpu_ms(lambda: _painted(view, lambda: view.set_caret(middle.start + 1)))
    show = cpu_ms(lambda: _painted(view, lambda: view.set_folding(folding=False)))
    clean = cpu_ms(lambda: cleaned(text, mentions, made.label_set))
    half = Span(len(text) // 2, len(text) // 2 + 2000)
    source = cpu_ms(lambda: source_of(text, half))
    view.close()
    return [
        made.name,
        Figure(fold, SECOND, 0),
        Figure(wheel.p95, HALF_FRAME),
        Figure(edit.p95, HALF_FRAME),
        Figure(opening, HALF_FRAME),
        Figure(show, SECOND, 0),
        Figure(clean, SECOND, 0),
        Figure(source, SECOND, 0),
    ]


def _painted(view: TextView, step: Callable[[], object] = lambda: None) -> None:
    step()
    view.viewport().repaint()
    QApplication.processEvents()


def _painting(view: TextView, step: Callable[[], object], times: int) -> Iterator[Callable[[], object]]:
    for _ in range(times):
        yield lambda: _painted(view, step)


def _edits(view: TextView, made: Made, mention: Mention) -> Iterator[Callable[[], object]]:
    """One mention of boilerplate goes and comes again and again, beside the caret."""

    def remove() -> None:
        made.annotations.replace(mention, None)
        view.mentions_changed(Change(removed=(mention,)))

    def add() -> None:
        made.annotations.replace(None, mention)
        view.mentions_changed(Change(added=(mention,)))

    for _ in range(STEPS // 2):
        yield lambda: _painted(view, remove)
        yield lambda: _painted(view, add)


def _wheel(view: TextView) -> None:
    down = QPoint(0, -120)
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), down, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
