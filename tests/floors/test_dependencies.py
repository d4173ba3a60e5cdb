"""What the program imports is what `pyproject.toml` asks for, no less and no more, and where it may."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts import bootstrap

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads(TEXT)
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
OWN = ("main", "gui", "annotations", "schemas")
FORMATS = Path("annotations/formats")
NOT_CALLED_AS_THEY_ARE_IMPORTED = {
    "pyside6_essentials": "PySide6",
    "dkpro_cassis": "cassis",
    "scikit_learn": "sklearn",
}
COMES_WITH_PYSIDE6 = {"shiboken6"}
# Only the verbs that they are for load them.
FOR_VERBS = {"tqdm", "shtab"}


def library(requirement: str) -> str:
    """What is imported of a requirement."""
    name = re.split(r"[^\w-]", requirement)[0].lower().replace("-", "_")
    return NOT_CALLED_AS_THEY_ARE_IMPORTED.get(name, name)


def libraries(*lists: Iterable[str]) -> set[str]:
    return {library(requirement) for requirements in lists for requirement in requirements}


DECLARED = libraries(PROJECT["dependencies"])
EXTRAS = libraries(*PROJECT["optional-dependencies"].values()) - {"sorot"}
# What may be missing when Sorot runs: libraries of single formats, other people's readers, tools.
MAY_BE_MISSING = (EXTRAS | libraries(*GROUPS.values())) - DECLARED


def sources() -> Iterator[Path]:
    yield ROOT / "main.py"
    for top in OWN:
        yield from (ROOT / top).rglob("*.py")


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


IMPORTS = {
    path.relative_to(ROOT): set(imported(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    for path in sources()
}


def test_imports_and_dependencies_are_the_same() -> None:
    foreign = set().union(*IMPORTS.values()) - set(OWN) - set(sys.stdlib_module_names) - COMES_WITH_PYSIDE6
    assert foreign - MAY_BE_MISSING == DECLARED


def test_what_may_be_missing_is_imported_by_formats_only() -> None:
    others = {path: names & MAY_BE_MISSING for path, names in IMPORTS.items() if FORMATS not in path.parents}
    assert {path: names for path, names in others.items() if names} == {}


SKIPPED = re.compile(r"""importorskip\(\s*["'](\w+)""")


def test_no_test_is_skipped_for_want_of_what_each_machine_has_that_tests() -> None:
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", bootstrap.LOCKS["dev"].read_text(encoding="ascii"), re.MULTILINE)
    )
    there = libraries(locked)
    skipped = {
        path.relative_to(ROOT): names
        for path in (ROOT / "tests").rglob("*.py")
        if (names := there.intersection(SKIPPED.findall(path.read_text(encoding="utf-8"))))
    }
    assert skipped == {}


LOAD_WITHOUT = """
import importlib, json, pkgutil, sys

BLOCKED = set(json.loads(sys.argv[1]))

class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{name} is missing", name=name)

sys.meta_path.insert(0, Without())
loaded, failed = [], []
for top in ("annotations", "schemas"):
    package = importlib.import_module(top)
    for module in pkgutil.walk_packages(package.__path__, top + "."):
        try:
            importlib.import_module(module.name)
            loaded.append(module.name)
        except ModuleNotFoundError as error:
            if error.name.partition(".")[0] not in BLOCKED:
                raise
            failed.append(module.name)
print(json.dumps([loaded, failed]))
"""


def test_everything_loads_without_what_may_be_missing_but_the_modules_that_it_is_for() -> None:
    loaded, failed = answer(LOAD_WITHOUT, sorted(MAY_BE_MISSING))
    need_it = {
        ".".join(path.with_suffix("").parts)
        for path in IMPORTS
        if set(imported(ast.parse((ROOT / path).read_text(encoding="utf-8")).body)) & MAY_BE_MISSING
    }
    assert len(loaded) > 50
    assert set(failed) == need_it


LOADED_AT_THE_START = """
import json, sys
import gui.main_window, annotations.commands.parser

print(json.dumps([name for name in json.loads(sys.argv[1]) if name in sys.modules]))
"""


def test_neither_these_nor_what_draws_progress_and_completion_is_loaded_at_the_start() -> None:
    assert answer(LOADED_AT_THE_START, sorted(MAY_BE_MISSING | FOR_VERBS)) == []


def answer(code: str, names: list[str]) -> list[list[str]]:
    """What a process of its own prints, whose warnings are errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, json.dumps(names)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_each_dependency_has_its_reason_beside_it() -> None:
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values(), *GROUPS.values()]
    lists.append(PYPROJECT["tool"]["uv"]["exclude-dependencies"])
    bare = [one for requirements in lists for one in requirements if not has_reason(one)]
    assert bare == []


def has_reason(requirement: str) -> bool:
    """Whether a comment follows on its line, or stands in the line above."""
    lines = TEXT.splitlines()
    places = [number for number, line in enumerate(lines) if f'"{requirement}"' in line]
    said = ["#" in lines[place] or lines[place - 1].lstrip().startswith("#") for place in places]
    return bool(said) and all(said)
