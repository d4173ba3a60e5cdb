"""No word reaches the screen past the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core import actions
from gui.core.action_spec import MENU_TITLES

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "gui").rglob("*.py"))
BELOW = sorted((ROOT / "annotations").rglob("*.py"))
EXCHANGE = [path for path in BELOW if path.parts[len(ROOT.parts) + 1] in ("formats", "corpus")]
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

WORDED = {"tr", "trn", "mark"}
# What is said of documents and files: errors, documents that are refused, losses.
SAYING = {
    "FormatError",
    "MissingExtraError",
    "SeveralAnnotatorsError",
    "UnitUnknownError",
    "UnknownFormatError",
    "Refused",
    "_RowError",
    "Loss",
    "lose",
    "note",
    "change",
    "fail",
    "error",
}
# Mistakes of the program, steps that the window has words of its own for, names of formats.
NOT_SHOWN = {"TypeError", "AssertionError", "progress", "Format"}
# By file the functions or constants that make what is written, in English in all languages, and keywords.
WRITTEN = {
    "corpus/data_card.py": {"*"},
    "corpus/fingerprints.py": {"joined"},
    "corpus/manifest.py": {"*"},
    "corpus/notebook.py": {"export"},
    "corpus/splitting.py": {"_WHY", "_how", "_account", "_missed"},
    "formats/bioc/codec.py": {"_KEY"},
    "formats/brat/conf.py": {"*"},
    "formats/conll/conllu.py": {"encode", "reference"},
    "formats/conll/conllu_reader.py": {"_comment"},
}
# Two words with a blank between, not in XML; any word that is no part of a JSON pointer.
_SENTENCE = re.compile(r"\A(?![ {}]*<).*[A-Za-z]{2,},? [a-z]{2,}", re.DOTALL)
_WORD = re.compile(r"(?<![\w/%#.])[A-Za-z]{2,}")


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


@pytest.mark.parametrize("path", [*FILES, *BELOW], ids=lambda path: str(path.relative_to(ROOT)))
def test_words_can_be_collected(path: Path) -> None:
    """A catalogue is made by reading the sources: what is put together while running cannot be in it."""
    made = [
        node.lineno
        for node in calls(path)
        if called(node) in WORDED
        for argument in node.args[: 2 if called(node) == "trn" else 1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    assert made == []


def bare_texts(node: ast.AST, within: tuple[ast.AST, ...] = ()) -> Iterator[tuple[tuple[ast.AST, ...], str]]:
    """The texts that pass by the catalogue, f-strings with `{}` for fields, each with what it stands in."""
    if isinstance(node, ast.Call) and called(node) in WORDED:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield within, node.value
    elif isinstance(node, ast.JoinedStr):
        yield within, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from bare_texts(child, (*within, node))


def names_of(within: tuple[ast.AST, ...]) -> set[str]:
    """The functions and constants that a text stands in."""
    assigned = (one.targets[0] for one in within if isinstance(one, ast.Assign))
    names = {one.id for one in assigned if isinstance(one, ast.Name)}
    return names | {one.name for one in within if isinstance(one, ast.FunctionDef)}


def passes_by(within: tuple[ast.AST, ...], text: str) -> bool:
    """Whether a text is shown though no catalogue knows it."""
    around = {called(one) for one in within if isinstance(one, ast.Call)}
    if around & NOT_SHOWN:
        return False
    is_counted = [type(one) for one in within[-2:]] == [ast.AugAssign, ast.Subscript]
    return (_WORD if around & SAYING or is_counted else _SENTENCE).search(text) is not None


@pytest.mark.parametrize("path", EXCHANGE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_said_of_files_is_worded(path: Path) -> None:
    written = WRITTEN.get(path.relative_to(ROOT / "annotations").as_posix(), set())
    found = [
        (within[-1].lineno, text)
        for within, text in bare_texts(ast.parse(path.read_text("utf-8")))
        if "*" not in written and not written & names_of(within) and passes_by(within, text)
    ]
    assert found == []


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
