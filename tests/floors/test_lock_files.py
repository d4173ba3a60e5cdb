"""The lock files hold for every machine: exact versions, hashes, and no address of any server."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(
    r"^([a-z0-9-]+)==\S+(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)


def names_in(requirements: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in requirements)
    return {match.group().lower().replace("_", "-") for match in names if match}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_is_pins_hashes_and_comments_only(path: Path) -> None:
    rest = PINNED.sub("", path.read_text(encoding="ascii"))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert "://" not in rest


def test_the_locks_cover_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = {match.group(1) for match in PINNED.finditer((ROOT / "requirements/run.lock").read_text())}
    dev = {match.group(1) for match in PINNED.finditer((ROOT / "requirements/dev.lock").read_text())}
    assert names_in(project["project"]["dependencies"]) <= run <= dev
    assert names_in(project["dependency-groups"]["dev"]) <= dev
