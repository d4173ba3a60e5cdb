"""Reading along: by time, from the top of the screen down, only while somebody is there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.text.coverage import Coverage, flat
from annotations.text.span import Span
from gui.editor.reader import SETTLE, SPEED, Reader
from tests.support.shown import Shown

LINE = "Kata demi kata dari berita yang panjang.\n"
TEXT = LINE * 200


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(show: Callable[..., Shown], qtbot: QtBot, clock: Clock) -> Reader:
    view = show(TEXT, {"b1": ("AdCode", Span(2 * len(LINE), 60 * len(LINE)))}).view
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    reader = Reader(view, clock)
    reader.attach(Coverage(len(TEXT)))
    return reader


def read(reader: Reader) -> list[int]:
    assert reader.coverage is not None
    return flat(reader.coverage)


def wait(reader: Reader, clock: Clock, seconds: float) -> None:
    for _ in range(round(seconds * 2)):
        clock.now += 0.5
        reader.tick()


def test_it_reads_from_the_top_as_fast_as_a_reader(reader: Reader, clock: Clock) -> None:
    wait(reader, clock, SETTLE)
    assert sum(read(reader)) <= 1
    wait(reader, clock, 5)
    start, end = read(reader)
    assert start == 0
    assert abs(end - 5 * SPEED) <= 10
    wait(reader, clock, 600)
    assert read(reader) == [0, reader._view.visible().end]
    assert not reader._timer.isActive()  # until the page moves
    reader._view.set_caret(len(TEXT))
    assert reader._timer.isActive()


def test_paging_through_reads_nothing(reader: Reader, clock: Clock) -> None:
    for _ in range(20):
        bar = reader._view.verticalScrollBar()
        bar.setValue(bar.value() + 200)
        wait(reader, clock, SETTLE / 2)
    assert read(reader) == []


def test_nobody_reads_behind_another_window_or_while_the_computer_sleeps(
    reader: Reader, clock: Clock, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not reader._view.isActiveWindow())
    wait(reader, clock, 60)
    assert read(reader) == []
    reader._view.activateWindow()
    qtbot.waitUntil(reader._view.isActiveWindow)
    wait(reader, clock, SETTLE)
    clock.now += 8 * 3600
    reader.tick()
    assert 0 < reader.coverage.read <= 5 * SPEED  # type: ignore[union-attr]


def test_what_is_folded_was_read_when_it_was_marked(reader: Reader, clock: Clock) -> None:
    reader._view.set_folding(folding=True)
    wait(reader, clock, 600)
    start, end = read(reader)
    assert (start, end) == (0, reader._view.visible().end)
    assert end > 60 * len(LINE)


def test_another_document_is_read_anew(reader: Reader, clock: Clock, qtbot: QtBot) -> None:
    wait(reader, clock, 10)
    first = reader.coverage
    with qtbot.waitSignal(reader.progressed):
        reader.attach(None)
    wait(reader, clock, 10)
    reader.attach(Coverage(len(TEXT)))
    assert first is not None
    assert first.read > 0
    wait(reader, clock, SETTLE)
    assert reader.coverage.read <= 1  # type: ignore[union-attr]
