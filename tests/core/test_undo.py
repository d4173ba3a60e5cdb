"""Undo steps: one command for every edit, never an exception out of Qt's stack."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAction, QUndoStack
from pytestqt.qtbot import QtBot

from annotations import edits
from annotations.edits import operations
from annotations.edits.edit import Edit, EditRefusedError, Title
from annotations.edits.placement import Refusal
from annotations.session.sink import Via
from gui.core.undo import EditCommand, name_undo_actions, push, redo, title_text, undo
from schemas.problems import Problem
from tests.support.edits import outcomes
from tests.support.records import annotation_sets
from tests.support.small import context_of


class Ledger:
    """A session that writes down what is applied, and refuses on demand."""

    def __init__(self) -> None:
        self.applied: list[tuple[str, Via]] = []
        self.refusal: Problem | None = None

    def check(self, edit: Edit) -> list[Problem]:
        return [] if self.refusal is None else [self.refusal]

    def apply(self, edit: Edit, via: Via = Via.DO) -> Edit:
        if self.refusal is not None:
            raise EditRefusedError([self.refusal])
        self.applied.append((edit.title.quote, via))
        return edit.inverse()


def edit(quote: str = "Darna") -> Edit:
    return Edit(Title("tag", "GPE", quote), ())


@pytest.fixture
def stack(qtbot: QtBot) -> QUndoStack:
    return QUndoStack()


def test_a_step_is_done_undone_and_redone(stack: QUndoStack) -> None:
    session = Ledger()
    assert push(stack, session, edit()) == []
    assert undo(stack, session) == []
    assert redo(stack, session) == []
    assert session.applied == [("Darna", Via.DO), ("Darna", Via.UNDO), ("Darna", Via.REDO)]
    assert stack.undoText() == "tag GPE Darna"


def test_an_edit_that_does_not_fit_never_reaches_the_stack(stack: QUndoStack) -> None:
    session = Ledger()
    session.refusal = Problem("", "No.")
    assert push(stack, session, edit()) == [session.refusal]
    assert stack.count() == 0


def test_a_step_that_cannot_be_taken_back_now_is_kept(stack: QUndoStack) -> None:
    session = Ledger()
    push(stack, session, edit())
    session.refusal = Problem("", "Read-only.")
    assert undo(stack, session) == [session.refusal]
    assert stack.canUndo()
    session.refusal = None
    assert undo(stack, session) == []
    session.refusal = Problem("", "Read-only.")
    assert redo(stack, session) == [session.refusal]
    assert stack.canRedo()


def test_nothing_to_undo_or_redo_is_no_problem(stack: QUndoStack) -> None:
    assert undo(stack, Ledger()) == []
    assert redo(stack, Ledger()) == []


def test_a_refusal_inside_the_stack_drops_the_command(
    stack: QUndoStack, expect_log: Callable[[str], None]
) -> None:
    expect_log("refused")
    session = Ledger()
    session.refusal = Problem("", "No.")
    stack.push(EditCommand(session, edit()))
    assert stack.count() == 0


def test_the_actions_say_what_they_would_do(stack: QUndoStack) -> None:
    back, again = QAction(), QAction()
    session = Ledger()
    name_undo_actions(stack, back, again)
    assert (back.text(), back.isEnabled(), again.text(), again.isEnabled()) == (
        "&Undo",
        False,
        "&Redo",
        False,
    )
    push(stack, session, edit("Marks & Spencer"))
    assert back.text() == "&Undo: tag GPE Marks && Spencer"
    undo(stack, session)
    assert (back.text(), again.text()) == ("&Undo", "&Redo: tag GPE Marks && Spencer")


WORDED = {
    "tag": "tag PER Leon",
    "label_set": "change the label set PER",
    "label": "label Leon as PER",
    "relabel": "relabel as PER Leon",
    "respan": "move an end of PER Leon",
    "add_span": "add a span to PER Leon",
    "remove_span": "remove a span of PER Leon",
    "delete": "delete PER Leon",
    "add_event": "add event PER Leon",
    "delete_event": "delete event PER Leon",
    "add_argument": "add an argument to PER Leon",
    "remove_argument": "remove an argument of PER Leon",
    "change_role": "change a role of PER Leon",
    "add_relation": "add relation PER Leon",
    "change_relation": "change relation to PER Leon",
    "delete_relation": "delete relation PER Leon",
    "attribute": "change an attribute of PER Leon",
    "link": "change the link of PER Leon",
    "comment": "add note Leon",
    "change_comment": "change note Leon",
    "delete_comment": "delete note Leon",
    "status": "status PER",
}


def actions() -> Iterator[str]:
    """The action of every title that the sources of the edits make."""
    for path in Path(edits.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Title", "title_of", "_moved"}:
                match node.args[0]:
                    case ast.Constant(value=str(action)):
                        yield action
                    case passed_on:
                        assert ast.unparse(passed_on) in {"action", "_DELETE[type(first)]"}
    yield from operations._DELETE.values()


def test_every_title_of_the_edits_has_words_of_its_own() -> None:
    assert set(actions()) == set(WORDED)
    assert {action: title_text(Title(action, "PER", "Leon")) for action in WORDED} == WORDED


@given(st.data())
def test_whatever_is_done_is_worded(data: st.DataObject) -> None:
    text = "Leon meets Leon"
    annotations, context = data.draw(annotation_sets(text)), context_of(text)
    outcome = data.draw(outcomes(annotations, context))
    if not isinstance(outcome, Refusal):
        assert outcome.title.action in {*WORDED, "refuse"}
        assert len(title_text(outcome.title).splitlines()) == 1


@pytest.mark.parametrize(
    "title, words",
    [
        (Title("tag", "PER", "Bernardino Leon"), "tag PER Bernardino Leon"),
        (Title("delete", "PER", "Leon", 1), "delete PER Leon"),
        (Title("delete", "PER", "Leon", 12), "delete 12 mentions"),
        (Title("delete_event", "Attack", "serangan", 2), "delete 2 events"),
        (Title("delete_relation", "PartOf", "Darna", 3), "delete 3 relations"),
        (Title("delete_comment", "", "Why?", 2), "delete 2 notes"),
        (Title("delete_event"), "delete event"),
        (Title("relabel", "ORG", "{x}"), "relabel as ORG {x}"),
        (Title("respan", "ORG", "PBB"), "move an end of ORG PBB"),
        (Title("status", "entity:done"), "status Entity: done"),
        (Title("carry", "ORG", "PBB"), "carry ORG PBB"),
    ],
)
def test_titles_are_worded(title: Title, words: str) -> None:
    assert title_text(title) == words


def test_edits_that_belong_together_are_one_step(stack: QUndoStack) -> None:
    session = Ledger()
    texts: list[str] = []
    stack.undoTextChanged.connect(texts.append)
    push(stack, session, edit("alone"))
    push(stack, session, Edit(Title("refuse", "GPE", "no"), ()), together=7)
    for quote in ("one", "two"):
        push(stack, session, edit(quote), together=7)
    push(stack, session, Edit(Title("refuse", "GPE", "no"), ()), together=7)
    assert stack.count() == 2
    assert texts[-1] == "tag 2 mentions GPE"
    push(stack, session, edit("other"), together=8)
    assert stack.count() == 3
    undo(stack, session)
    undo(stack, session)
    assert (stack.index(), stack.undoText()) == (1, "tag GPE alone")
