"""The list of undo steps: it follows the stack while it can be seen, and asks for any state."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.edits.edit import Edit, Title
from annotations.session.sink import Via
from annotations.store.history import Past
from annotations.store.kept_steps import KeptStep
from gui.core.theme import DARK
from gui.core.undo import EditCommand, go_to, push
from gui.core.undo_past import put_below
from gui.models.history import HERE, STEP, TIME, HistoryModel, time_words
from gui.panels.history_panel import HistoryPanel
from schemas.problems import Problem

MANY = 10_000


class Session:
    """Does whatever it is asked to."""

    def check(self, edit: Edit) -> list[Problem]:
        return []

    def apply(self, edit: Edit, via: Via = Via.DO) -> Edit:
        return edit.inverse()


def do(stack: QUndoStack, *quotes: str, together: int = -1) -> None:
    for quote in quotes:
        push(stack, Session(), Edit(Title("tag", "GPE", quote), ()), together)


def rows(model: HistoryModel) -> list[tuple[str, str]]:
    return [(model.index(row, HERE).data(), model.index(row, STEP).data()) for row in range(model.rowCount())]


def told(stack: QUndoStack) -> list[tuple[str, str]]:
    """What should be listed."""
    titles = ["Before the first step", *(f"T{stack.text(index)[1:]}" for index in range(stack.count()))]
    marks = ["●" if index == stack.index() else "" for index in range(len(titles))]
    return list(zip(marks, titles, strict=True)) if stack.count() else []


@pytest.fixture
def stack(qtbot: QtBot) -> QUndoStack:
    return QUndoStack()


@pytest.fixture
def panel(qtbot: QtBot, stack: QUndoStack) -> Iterator[HistoryPanel]:
    made = HistoryPanel()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show_stack(stack)
    made.show()
    yield made
    made.show_stack(None)


def test_steps_are_listed_with_the_place_and_what_was_taken_back(
    panel: HistoryPanel, stack: QUndoStack
) -> None:
    assert panel._state.sentence.startswith("Nothing done yet")
    do(stack, "Darna", "Libya")
    stack.undo()
    QApplication.processEvents()
    assert rows(panel.model) == [("", "Before the first step"), ("●", "Tag GPE Darna"), ("", "Tag GPE Libya")]
    assert panel._state.sentence == ""
    spoken = [panel.model.index(row, STEP).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    now = panel.model.index(1, TIME).data()
    assert spoken == [
        "Before the first step",
        f"Tag GPE Darna, {now}, you are here",
        f"Tag GPE Libya, {now}, taken back",
    ]
    undone, here = (panel.model.index(row, STEP).data(Qt.ItemDataRole.FontRole) for row in (2, 1))
    assert (undone.italic(), here.bold()) == (True, True)
    panel.set_theme(DARK)
    assert panel.model.index(2, STEP).data(Qt.ItemDataRole.ForegroundRole) == DARK.dimmed


def test_no_document_is_said(panel: HistoryPanel) -> None:
    panel.show_stack(None)
    assert panel._state.sentence == "Open a document to see its steps."


DOING = st.one_of(
    st.tuples(st.just("do"), st.integers(-1, 2)),
    st.tuples(st.just("go"), st.integers(0, 8)),
    st.tuples(st.just("past"), st.integers(0, 3)),
)
DOINGS = st.lists(st.lists(DOING, min_size=1, max_size=4), max_size=8)
"""What is done before the list follows, again and again."""


@pytest.mark.usefixtures("qapp")
@given(DOINGS)
def test_the_rows_follow_whatever_is_done(doings: list[list[tuple[str, int]]]) -> None:
    stack, model = QUndoStack(), HistoryModel()
    stack.setUndoLimit(6)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.attach(stack)
    drawn: dict[int, tuple[str, str]] = {}
    past, quotes = False, count()

    def draw(first: int, last: int) -> None:
        drawn.update(dict(list(enumerate(rows(model)))[first : last + 1]))

    model.dataChanged.connect(lambda first, last: draw(first.row(), last.row()))
    for some in doings:
        rows_before = model.rowCount()
        drawn = dict(enumerate(rows(model)))
        for what, number in some:
            if what == "do":
                do(stack, f"x{next(quotes)}", together=number)
            elif what == "go":
                go_to(stack, Session(), min(number, stack.count()))
            elif not past:  # which comes once, and cannot be read when it is wanted
                past = True
                steps = tuple(KeptStep(Title("tag", "GPE", "old"), "", ()) for _ in range(number))
                put_below(stack, Session(), Past(steps, min(1, number)))
        QApplication.processEvents()
        assert rows(model) == told(stack)
        if model.rowCount() == rows_before:  # nothing was made anew: what is on screen was told to be drawn
            assert [drawn[row] for row in range(rows_before)] == told(stack)
    model.attach(None)
    assert model.rowCount() == 0
    del tester


def test_enter_and_a_click_ask_for_a_state_and_arrows_only_look(
    qtbot: QtBot, panel: HistoryPanel, stack: QUndoStack
) -> None:
    do(stack, "a", "b", "c")
    wanted: list[int] = []
    panel.stateWanted.connect(wanted.append)
    qtbot.waitUntil(lambda: panel.table.currentIndex().row() == 3)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)  # there already
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(panel.table, key)
    assert (wanted, stack.index()) == ([1], 3)
    place = panel.table.visualRect(panel.model.index(2, STEP)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(panel.table, Qt.Key.Key_Home)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert wanted == [1, 2, 0]


def test_the_row_of_the_place_is_current_after_steps(
    qtbot: QtBot, panel: HistoryPanel, stack: QUndoStack
) -> None:
    do(stack, *"abcdef")
    go_to(stack, Session(), 2)
    qtbot.waitUntil(lambda: panel.table.currentIndex().row() == 2)


def test_hidden_it_does_nothing_and_shown_again_it_is_up_to_date(
    qtbot: QtBot, panel: HistoryPanel, stack: QUndoStack
) -> None:
    do(stack, "a")
    panel.hide()
    assert panel.model.rowCount() == 0
    asked: list[int] = []
    panel.model.rowsInserted.connect(lambda *_: asked.append(1))
    panel.model.dataChanged.connect(lambda *_: asked.append(1))
    do(stack, "b")
    other = QUndoStack()
    do(other, "x", "y", "z")
    panel.show_stack(other)
    assert (asked, panel.model.rowCount()) == ([], 0)
    panel.show()
    assert rows(panel.model) == told(other)
    assert panel.table.currentIndex().row() == 3
    panel.show_stack(stack)
    assert rows(panel.model) == told(stack)
    other.clear()
    assert rows(panel.model) == told(stack)


def test_a_long_list_asks_only_for_the_rows_in_sight(
    panel: HistoryPanel, stack: QUndoStack, qtbot: QtBot
) -> None:
    panel.show_stack(None)
    steps = tuple(
        KeptStep(Title("tag", "GPE", str(number)), "2026-11-22T09:14:03Z", ()) for number in range(MANY)
    )
    put_below(stack, Session(), Past(steps, MANY))
    panel.show_stack(stack)
    asked: set[int] = set()
    text = panel.model._text

    def note(row: int, column: int) -> str:
        asked.add(row)
        return text(row, column)

    panel.model._text = note  # type: ignore[method-assign]
    do(stack, "new")
    qtbot.waitUntil(lambda: panel.table.currentIndex().row() == MANY + 1)
    panel.grab()
    assert MANY + 1 in asked
    assert len(asked) < 200


def test_times_are_worded_by_day() -> None:
    now = datetime.now(UTC)
    assert time_words(now).count(":") == 1
    long_ago = datetime(2024, 12, 28, 12, 34, tzinfo=UTC)
    assert time_words(long_ago).startswith(("27 Dec ", "28 Dec ", "29 Dec "))
    assert len(time_words(now - timedelta(days=2))) > len(time_words(now))
    assert time_words(datetime.fromtimestamp(0, UTC)) == ""


def test_a_command_without_a_time_has_none(panel: HistoryPanel, stack: QUndoStack) -> None:
    put_below(stack, Session(), Past((KeptStep(Title("tag"), "the day before", ()),), 1))
    QApplication.processEvents()
    assert panel.model.index(1, TIME).data() == ""
    assert isinstance(stack.command(0), EditCommand)
