"""Steps of earlier runs on the stack: work over several days can be taken back, and done again."""

import shutil
from pathlib import Path
from queue import Queue
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from PySide6.QtGui import QAction, QUndoStack
from pytestqt.qtbot import QtBot

from annotations.edits.edit import Edit, LabelSetChange, Title
from annotations.edits.placement import Refusal
from annotations.edits.refitting import refit
from annotations.formats.native import render
from annotations.model.label_set import LabelSet
from annotations.session.document import DocumentSession
from annotations.session.opening import open_document
from annotations.session.sink import Via
from annotations.store.history import Past
from annotations.store.kept_steps import KeptStep
from gui.core.undo import EditCommand, go_to, name_undo_actions, push, redo, undo
from gui.core.undo_past import put_below
from schemas.problems import Problem
from tests.support.edits import outcomes
from tests.support.records import TEXTS
from tests.support.revisions import revisions
from tests.support.small import SMALL

SECONDS = 30.0


class Days(RuleBasedStateMachine):
    """An annotator with a stack: `states` are the labels after each number of steps, as they should be."""

    @initialize(text=TEXTS.map(lambda text: text.replace("\x00", "x")))
    def begin(self, text: str) -> None:
        self.folder = Path(mkdtemp())
        (self.folder / "darna.txt").write_bytes(text.encode())
        self.together = 0
        self.label_set = SMALL  # as its file has it
        self.open()
        self.states, self.at = [self.rendered()], 0
        self.put_below()

    def open(self) -> None:
        self.stack = QUndoStack()
        self.opened = open_document(
            self.folder / "darna.txt",
            annotator="annotator-1",
            label_set=self.label_set,
            histories=self.folder / "undo",
        )
        self.keeper = self.opened.keeper
        assert self.keeper is not None
        self.session = DocumentSession(
            self.opened.path,
            self.opened.label_path,
            self.opened.text,
            self.opened.annotations,
            self.label_set,
            self.keeper,
        )
        self.session.label_set_user = self

    def refusal(self, label_set: LabelSet) -> None:
        """Nobody else changes label sets."""

    def use(self, label_set: LabelSet) -> None:
        self.label_set = label_set

    def put_below(self) -> None:
        came: Queue[Past] = Queue()
        assert self.keeper is not None
        self.keeper.ask_past(came.put)
        put_below(self.stack, self.session, came.get(timeout=SECONDS))

    def rendered(self) -> tuple[bytes, LabelSet]:
        return render(self.session.annotations, self.session.text), self.label_set

    def looks_right(self) -> None:
        assert (self.stack.count(), self.stack.index()) == (len(self.states) - 1, self.at)
        assert self.rendered() == self.states[self.at]
        assert self.session.label_set == self.label_set

    def make(self, data: st.DataObject, together: int = -1) -> bool:
        outcome = data.draw(outcomes(self.session.annotations, self.session.context))
        if isinstance(outcome, Refusal):
            return False
        problems = push(self.stack, self.session, outcome, together)
        assert not problems or self.label_set != SMALL  # what is drawn is made of the labels of that one
        return not problems

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        if self.make(data):
            self.states = [*self.states[: self.at + 1], self.rendered()]
            self.at += 1
        self.looks_right()

    @rule(data=st.data(), count=st.integers(2, 3))
    def edit_together(self, data: st.DataObject, count: int) -> None:
        self.together += 1
        if sum(self.make(data, self.together) for _ in range(count)):
            self.states = [*self.states[: self.at + 1], self.rendered()]
            self.at += 1
        self.looks_right()

    @rule(data=st.data())
    def change_label_set(self, data: st.DataObject) -> None:
        revision = data.draw(revisions(self.label_set, most=2)).finished()
        fitted = refit(self.session.annotations, self.session.text, revision)
        steps = () if fitted.edit is None else fitted.edit.steps
        change = LabelSetChange(revision.before, revision.after)
        made = Edit(Title("label_set", revision.after.name), steps, change)
        assert push(self.stack, self.session, made) == []
        self.states = [*self.states[: self.at + 1], self.rendered()]
        self.at += 1
        self.looks_right()

    @precondition(lambda self: self.at > 0)
    @rule()
    def take_back(self) -> None:
        assert undo(self.stack, self.session) == []
        self.at -= 1
        self.looks_right()

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def do_again(self) -> None:
        assert redo(self.stack, self.session) == []
        self.at += 1
        self.looks_right()

    @rule(data=st.data())
    def go(self, data: st.DataObject) -> None:
        self.at = data.draw(st.integers(0, len(self.states) - 1))
        assert go_to(self.stack, self.session, self.at) == []
        self.looks_right()

    @rule(data=st.data(), quick=st.integers(0, 2), undone=st.booleans())
    def close_and_open(self, data: st.DataObject, quick: int, undone: bool) -> None:
        """Some steps may be done, and taken back, before those of the day before are there."""
        assert self.opened.close()
        self.open()
        for _ in range(quick):
            if self.make(data):
                self.states = [*self.states[: self.at + 1], self.rendered()]
                self.at += 1
        if undone and self.stack.canUndo():
            undo(self.stack, self.session)
            self.at -= 1
        self.put_below()
        self.looks_right()

    def teardown(self) -> None:
        if not hasattr(self, "states"):
            return
        try:
            if self.stack.count() == len(self.states) - 1:  # else a day was broken off at its beginning
                for index in (0, len(self.states) - 1):
                    assert go_to(self.stack, self.session, index) == []
                    self.at = index
                    self.looks_right()
        finally:
            self.opened.close()
            shutil.rmtree(self.folder)


@pytest.mark.usefixtures("qapp")
class TestDays(Days.TestCase):
    settings = settings(max_examples=25, stateful_step_count=12)


class Book:
    """A session that counts, and refuses the step that it is told to."""

    def __init__(self) -> None:
        self.applied: list[str] = []
        self.refused = ""

    def check(self, edit: Edit) -> list[Problem]:
        return [Problem("", "No.")] if edit.title.quote == self.refused else []

    def apply(self, edit: Edit, via: Via = Via.DO) -> Edit:
        self.applied.append(f"{via} {edit.title.quote}")
        return edit.inverse()


def edit(quote: str) -> Edit:
    return Edit(Title("tag", "GPE", quote), ())


@pytest.fixture
def stack(qtbot: QtBot) -> QUndoStack:
    return QUndoStack()


def test_going_far_stops_where_a_step_is_refused_or_nobody_wants_to_go_on(stack: QUndoStack) -> None:
    book = Book()
    for quote in "abcde":
        push(stack, book, edit(quote))
    book.refused = "b"
    assert go_to(stack, book, 0) == [Problem("", "No.")]
    assert stack.index() == 2
    book.refused, told = "", list[int]()

    def go_on(taken: int) -> bool:
        told.append(taken)
        return taken < 2

    assert go_to(stack, book, 5, go_on) == []
    assert (stack.index(), told) == (4, [0, 1, 2])
    assert go_to(stack, book, 99) == []
    assert stack.index() == 5


def test_actions_follow_what_is_put_below(stack: QUndoStack) -> None:
    undo_action, redo_action = QAction(), QAction()
    name_undo_actions(stack, undo_action, redo_action)
    steps = tuple(KeptStep(Title("tag", "GPE", quote), "2026-11-22T09:14:03Z", ()) for quote in "ab")
    put_below(stack, Book(), Past(steps, 1))
    assert (undo_action.text(), undo_action.isEnabled()) == ("&Undo: tag GPE a", True)
    assert (redo_action.text(), redo_action.isEnabled()) == ("&Redo: tag GPE b", True)


def test_a_step_that_cannot_be_read_ends_the_history(stack: QUndoStack) -> None:
    book = Book()
    steps = tuple(KeptStep(Title("tag", "GPE", quote), "once", (b"{}\n",)) for quote in "ab")
    put_below(stack, book, Past(steps, 2))
    (problem,) = undo(stack, book)
    assert "cannot be read" in problem.message
    assert (stack.count(), book.applied) == (0, [])


def test_a_full_stack_drops_its_oldest(stack: QUndoStack) -> None:
    stack.setUndoLimit(3)
    push(stack, Book(), edit("new"))
    steps = tuple(KeptStep(Title("tag", "GPE", quote), "2026-11-22T09:14:03Z", ()) for quote in "abcd")
    put_below(stack, Book(), Past(steps, 4))
    assert [stack.text(index) for index in range(stack.count())] == ["tag GPE c", "tag GPE d", "tag GPE new"]
    assert stack.index() == 3
    times = [command.at.year for command in map(stack.command, range(3)) if isinstance(command, EditCommand)]
    assert times[:2] == [2026, 2026]
