"""A hand at one text view: turns the wheel, drags, pages, edits; steps are measured to the painted screen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.model.change import Change
from annotations.text.span import Span
from benchmarks import documents
from benchmarks.documents import Made
from benchmarks.measure import Times, cpu_ms, repeated, resident_mb
from gui.core.appearance import Appearance, ThemeChoice
from gui.editor.metrics import metrics_for
from gui.editor.text_view import TextView

STEPS = 60
WIDTH, HEIGHT = 1400, 900
NARROW = 600
"""A width at which the column is narrower than it may be at most: the text has to be set anew."""


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
    """The application as the program dresses it, in the font of the targets where that is installed.

    Without its style sheet, a third of a step would be the scroll bar of a style that is never shown.
    """
    app = QApplication.instance() or QApplication([])
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    app.setFont(font)
    Appearance(app, ThemeChoice.LIGHT)
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
        self.window = self._window()
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self._painted()

    def work(self, bare: float) -> Result:
        """Do everything once; ``bare`` is the time of a bare layout."""
        before = resident_mb()
        load = cpu_ms(self._load)
        self._light()
        repaint = repeated([self.view.viewport().repaint] * STEPS)
        wheel = repeated(self._wheels())
        drag = self._drag()
        page, jump = repeated(self._pages()), self._jumps()
        # After the jumps as many paragraphs are laid out as ever will be.
        after = resident_mb()
        memory = None if before is None or after is None else max(0.0, after - before)
        add, remove = self._edits()
        resize = repeated([self._resize] * 6)
        self.window.close()
        name, size = self._made.name, self._made.text.length
        return Result(name, size, bare, load, repaint, wheel, drag, add, remove, page, jump, resize, memory)

    def _window(self) -> QWidget:
        """What is shown and resized: the view alone."""
        return self.view

    def _painted(self) -> None:
        self._app.processEvents()

    def _load(self) -> None:
        self.view.show_document(self._made.text, self._made.annotations, self._made.label_set)
        self._painted()

    def _light(self) -> None:
        """Switch on what is drawn besides the text and its mentions: nothing here."""

    def _changed(self, change: Change) -> None:
        """Tell who draws it of a change."""
        self.view.mentions_changed(change)

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
            self._changed(change)
            self._painted()

        return done

    def _resize(self) -> None:
        wide = self.window.width() == WIDTH
        self.window.resize(NARROW if wide else WIDTH, HEIGHT)
        self._painted()
