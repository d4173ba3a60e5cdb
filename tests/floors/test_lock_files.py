"""The lock files hold for every machine: exact versions, hashes, and no address of any server."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from scripts import bootstrap

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
FILES = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)


def names_in(*lists: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for requirements in lists for line in requirements)
    return {match.group().lower().replace("_", "-") for match in names if match}


def pins(path: Path) -> set[tuple[str, str]]:
    """Names and versions; some names have several, for several versions of Python."""
    return {(match.group(1), match.group(2)) for match in PINNED.finditer(path.read_text(encoding="ascii"))}


def names(path: Path) -> set[str]:
    return {name for name, _ in pins(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_lock_is_pins_hashes_and_comments_only(path: Path) -> None:
    rest = PINNED.sub("", path.read_text(encoding="ascii"))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert "://" not in rest


def test_each_lock_is_installed_by_the_bootstrap() -> None:
    assert sorted([*bootstrap.LOCKS.values(), bootstrap.BUILT_LOCK]) == FILES


def test_the_locks_cover_what_the_project_asks_for() -> None:
    run, dev, everything = (names(bootstrap.LOCKS[group]) for group in ("run", "dev", "all"))
    assert names_in(PROJECT["dependencies"]) <= run
    assert names_in(GROUPS["dev"], *PROJECT["optional-dependencies"].values()) - {"sorot"} <= dev
    assert names_in(GROUPS["oracles"]) <= everything
    assert names_in(GROUPS["built"]) == names(bootstrap.BUILT_LOCK)


def test_a_larger_lock_holds_the_smaller_one_at_the_same_versions() -> None:
    for smaller, larger in pairwise(bootstrap.GROUPS):
        assert pins(bootstrap.LOCKS[smaller]) <= pins(bootstrap.LOCKS[larger])


def test_the_extra_of_all_formats_holds_all_others() -> None:
    extras = dict(PROJECT["optional-dependencies"])
    assert extras.pop("formats") == [f"sorot[{','.join(sorted(extras))}]"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_left_out_is_not_locked_and_no_learning_framework_came_in(path: Path) -> None:
    left_out = names_in(PYPROJECT["tool"]["uv"]["exclude-dependencies"])
    assert names(path) & (left_out | {"torch", "tensorflow", "jax"}) == set()
