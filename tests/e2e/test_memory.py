"""The decision memory by real keys: what the words in hand were labelled here and in the files beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidgetItem

from tests.e2e.hands import Hands, Sorot

STORY = "Libya is a country. Darna is in Libya, says Libya Herald. libya\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("story", "other"):
        (tmp_path / f"{name}.txt").write_text(STORY)
    return tmp_path


def label_other(hands: Hands) -> None:
    """The other document holds a place that is an organization, and one that is a place."""
    hands.drag("Libya", 2)
    hands.press("o")
    hands.drag("Libya", 3)
    hands.press("g")
    hands.wait_until_saved()


def rows(hands: Hands) -> list[tuple[str, str, str]]:
    tree = hands.window.memory.panel.tree
    found = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [(one.text(0), one.text(1), one.text(2)) for one in found if one is not None]


def bring_up(hands: Hands) -> None:
    hands.window.frame.actions["label.memory"].trigger()
    hands.wait_until(hands.window.memory.panel.tree.hasFocus)


def current(hands: Hands) -> QTreeWidgetItem:
    item = hands.window.memory.panel.tree.currentItem()
    assert item is not None
    return item


def test_what_was_decided_is_shown_while_the_panel_is(sorot: Sorot, folder: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        assert rows(hands) == []  # nobody looks: nothing is done
        bring_up(hands)
        hands.wait_until(lambda: len(rows(hands)) == 3)
        assert hands.window.memory.panel.words.text() == "“Libya”"
        assert rows(hands) == [
            ("Geo-political entity", "1", "1 in 1 file"),
            ("Organization", "–", "1 in 1 file"),
            ("Without a label", "2", "–"),
        ]
        hands.press("Escape", on=hands.window.memory.panel.tree)
        hands.press("Ctrl+D")
        bar = hands.window.same_words.bar
        hands.press("Space", "y", "n", on=bar)
        hands.wait_until(lambda: len(rows(hands)) == 3 and rows(hands)[0][1] == "2")
        assert rows(hands)[2] == ("Refused: Geo-political entity", "1", "–")
        hands.click("Darna")
        hands.wait_until(lambda: rows(hands) == [("Without a label", "1", "–")])
        hands.view.set_caret(len(STORY))
        hands.wait_until(lambda: rows(hands) == [])

    sorot([str(folder / "other.txt")], label_other)
    sorot([str(folder / "story.txt")], hand)


def test_enter_goes_there_and_space_gives_the_label(sorot: Sorot, folder: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.drag("Libya")
        bring_up(hands)
        tree = hands.window.memory.panel.tree
        hands.wait_until(lambda: len(rows(hands)) == 3)
        assert [row[0] for row in rows(hands)] == ["Geo-political entity", "Organization", "Without a label"]
        hands.press("Down", on=tree)
        hands.press("Space", on=tree)
        hands.wait_until(hands.view.hasFocus)
        assert hands.mentions() == [("ORG", "Libya")]
        hands.wait_until(lambda: rows(hands)[0] == ("Organization", "1", "1 in 1 file"))
        bring_up(hands)
        hands.press("End", "Return", "Down", "Down", on=tree)
        assert (
            current(hands).text(0) == "in Libya, says Libya Herald. libya" or current(hands).text(1) == "44"
        )
        hands.press("Return", on=tree)
        hands.wait_until(hands.view.hasFocus)
        assert hands.view.selection().start == hands.find("Libya", 3)
        bring_up(hands)
        hands.press("Home", "Return", "Down", "Down", on=tree)
        assert current(hands).text(0) == "other"
        hands.press("Return", on=tree)
        hands.wait_until(hands.view.hasFocus)
        assert hands.session.path.name == "other.txt"
        assert hands.view.current() == "m1"

    sorot([str(folder / "other.txt")], label_other)
    sorot([str(folder / "story.txt")], hand)


def test_a_document_that_is_gone_is_said(sorot: Sorot, folder: Path) -> None:
    def hand(hands: Hands) -> None:
        (folder / "other.txt").unlink()
        (folder / "bad.labels.json").write_text("{")
        hands.drag("Libya")
        bring_up(hands)
        tree = hands.window.memory.panel.tree
        hands.wait_until(lambda: len(rows(hands)) == 3)
        assert "1 label file could not be read." in hands.window.memory.panel.foot.text()
        hands.press("Return", "Down", "Return", on=tree)
        assert hands.window.statusBar().currentMessage().startswith("The text of other.labels.json is not")
        assert hands.session.path.name == "story.txt"

    sorot([str(folder / "other.txt")], label_other)
    sorot([str(folder / "story.txt")], hand)


def test_other_open_documents_count_wherever_they_are(sorot: Sorot, folder: Path) -> None:
    def hand(hands: Hands) -> None:
        label_other(hands)
        hands.press("Ctrl+Tab")
        assert hands.session.path.name == "story.txt"
        hands.drag("Libya")
        bring_up(hands)
        hands.wait_until(lambda: len(rows(hands)) == 3)
        assert rows(hands)[0] == ("Geo-political entity", "–", "1 in 1 file")

    far = folder / "far"
    far.mkdir()
    other = (folder / "other.txt").rename(far / "other.txt")
    sorot([str(other), str(folder / "story.txt")], hand)
