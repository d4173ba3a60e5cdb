"""What the program imports is what `pyproject.toml` asks for, no less and no more."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = ("main", "gui", "annotations", "schemas")
NOT_CALLED_AS_THEY_ARE_IMPORTED = {"pyside6_essentials": "PySide6"}
COMES_WITH_PYSIDE6 = {"shiboken6"}


def imported() -> Iterator[str]:
    for path in (ROOT / "main.py", *(file for top in OWN for file in (ROOT / top).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").partition(".")[0]


def declared() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[^\w-]", requirement)[0].lower().replace("-", "_")
        yield NOT_CALLED_AS_THEY_ARE_IMPORTED.get(name, name)


def test_imports_and_dependencies_are_the_same() -> None:
    foreign = set(imported()) - set(OWN) - set(sys.stdlib_module_names) - COMES_WITH_PYSIDE6
    assert foreign == set(declared())
