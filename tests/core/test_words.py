"""No word reaches the screen past the catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core import actions
from gui.core.action_spec import MENU_TITLES

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "gui").rglob("*.py"))
SHOWN = {
    "QLabel",
    "QPushButton",
    "QAction",
    "QMenu",
    "QDockWidget",
    "QCheckBox",
    "QRadioButton",
    "setText",
    "setToolTip",
    "setStatusTip",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "addItem",
    "addRow",
    "addButton",
    "showMessage",
    "setInformativeText",
}
NAMES = {"Sorot", "Qt", "Python", "MIT"}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_shown_are_worded(path: Path) -> None:
    bare = [
        (node.lineno, argument.value)
        for node in calls(path)
        if called(node) in SHOWN
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if any(letter.isalpha() for letter in argument.value) and argument.value not in NAMES
    ]
    assert bare == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_can_be_collected(path: Path) -> None:
    """A catalogue is made by reading the sources: what is put together while running cannot be in it."""
    made = [
        node.lineno
        for node in calls(path)
        if called(node) in {"tr", "trn", "mark"}
        for argument in node.args[: 2 if called(node) == "trn" else 1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    assert made == []


def test_every_text_of_the_table_is_marked() -> None:
    tables = Path(actions.__file__).parent.glob("*action*.py")
    marked = {
        argument.value
        for table in tables
        for node in ast.walk(ast.parse(table.read_text("utf-8")))
        if isinstance(node, ast.Call) and called(node) == "mark"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    texts = {text for spec in actions.ACTIONS for text in (spec.text, spec.tip)}
    texts |= set(MENU_TITLES.values()) | {one.text for one in actions.VIEW_KEYS}
    assert texts == marked
