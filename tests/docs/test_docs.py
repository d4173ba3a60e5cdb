"""What the pages say of keys is so, and what they link to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotations.effort.diary import diary_path
from annotations.formats.file_names import label_path_of
from annotations.store.history_folder import histories_path
from annotations.store.journal import journal_path
from annotations.store.label_sets import own_path
from annotations.store.lock import lock_path
from annotations.store.reading_folder import ReadingFolder
from gui.core.actions import ACTIONS, VIEW_KEYS, view_keys
from gui.core.article import tour_folder
from gui.core.commands import plain
from gui.core.keymap import normal
from gui.core.settings import settings_path
from schemas.shipped import shipped_label_set

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("samples/*.md")])
HANDBOOK, README = ROOT / "docs" / "handbook.md", ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
WITH_KEYS = (HANDBOOK, README, ROOT / "docs" / "accessibility.md")

_KEY = re.compile(r"<kbd>(.+?)</kbd>")
_NAMED = re.compile(r"\*([^*\n]+)\* \(((?:<kbd>[^<]+</kbd>(?:, | )?)+)\)")
_ROW = re.compile(r"^\| ([^|]+) \| ((?:<kbd>[^<]+</kbd> ?)+) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
_CODE = re.compile(r"^```.*?^```|^    .*?$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

# Keys of bars and dialogs, and what is held while something else is done.
_ELSEWHERE = {
    "Ctrl", "Shift", "Enter", "Shift+Enter", "Ctrl+Enter", "Insert", "F2", "Shift+F10",
    "Y", "N", "A", "C", "W", "O", "B", "R", "L",
}  # fmt: skip


def label_keys() -> set[str]:
    """Keys of labels, roles, attributes and relations, and the digits that name what fills a role."""
    data = shipped_label_set("news")
    labels = [label for kind in data["kinds"] for label in kind["labels"]]
    roles = [role for label in labels for role in label.get("roles", ())]
    keyed = [*labels, *roles, *data["attributes"], *data["relations"]]
    return {one["key"] for one in keyed if one.get("key")} | set("0123456789")


def known_keys() -> set[str]:
    of_actions = {key for spec in ACTIONS for key in spec.keys}
    return {normal(key) for key in of_actions | set(view_keys()) | label_keys()} | _ELSEWHERE


@pytest.mark.parametrize("page", WITH_KEYS, ids=lambda page: page.name)
def test_every_key_exists(page: Path) -> None:
    keys = _KEY.findall(page.read_text("utf-8"))
    assert keys
    known = known_keys()
    assert [key for key in keys if key not in known and normal(key) not in known] == []


@pytest.mark.parametrize("page", WITH_KEYS, ids=lambda page: page.name)
def test_an_action_has_the_key_that_is_said_beside_its_name(page: Path) -> None:
    keys = {plain(spec.text): spec.keys for spec in ACTIONS}
    named = _NAMED.findall(page.read_text("utf-8").replace("\n", " "))
    assert page != HANDBOOK or len(named) > 30
    wrong = [
        (name, said)
        for name, said in named
        if name not in keys or not set(_KEY.findall(said)) <= set(keys[name])
    ]
    assert wrong == []


def test_the_table_of_all_keys_is_whole() -> None:
    _, _, table = HANDBOOK.read_text("utf-8").partition("## All keys")
    said = {name: tuple(_KEY.findall(keys)) for name, keys in _ROW.findall(table)}
    actions = {plain(spec.text): spec.keys for spec in ACTIONS if spec.keys}
    assert said == {one.text: one.keys for one in VIEW_KEYS} | actions


def anchors(page: Path) -> set[str]:
    """The ids that GitHub gives to headings."""
    titles = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text("utf-8"))
    for found in _LINK.findall(text):
        target, _, anchor = (found[0] or found[1]).partition("#")
        if "://" in target:
            continue
        file = page if not target else page.parent / target
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"


def test_every_floor_is_told_of() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    packages = [file.parent for top in ("gui", "annotations") for file in (ROOT / top).glob("*/__init__.py")]
    assert len(packages) > 10
    assert [one.name for one in packages if f"`{one.relative_to(ROOT).as_posix()}`" not in text] == []


def test_every_place_where_things_are_kept_is_told_of() -> None:
    _, _, text = ARCHITECTURE.read_text("utf-8").partition("## Where things are kept")
    labels = label_path_of(Path("name.txt"))
    names = [
        path.name for path in (labels, journal_path(labels), lock_path(labels), settings_path(), diary_path())
    ]
    names += [
        f"{path.name}/" for path in (tour_folder(), histories_path(), ReadingFolder("").path("").parents[1])
    ]
    names += ["/".join(own_path("news").parts[-2:])]
    assert [name for name in names if f"`{name}`" not in text] == []
