"""Undo over days: closed, killed, changed by others; and the list of steps, worked by real keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from annotations.store.history_folder import histories_path
from gui.dialogs import progress
from gui.dialogs.progress import Progress
from gui.models.history import HERE, STEP
from tests.e2e.hands import Hands, Sorot
from tests.e2e.killed import LABEL, killed


def steps(hands: Hands) -> tuple[list[str], int]:
    """The titles on the undo stack, and how many of the steps are done."""
    document = hands.window.frame.desk.document
    assert document is not None
    return [document.stack.text(index) for index in range(document.stack.count())], document.stack.index()


def wait_for_steps(hands: Hands, count: int) -> None:
    hands.wait_until(lambda: len(steps(hands)[0]) == count)


def label_three(hands: Hands) -> None:
    hands.double_click("Libya")
    hands.press("g")
    hands.double_click("ISIS")
    hands.press("o")
    hands.press("p")


def test_what_was_done_before_closing_can_be_undone_and_redone(sorot: Sorot, article: Path) -> None:
    def first(hands: Hands) -> None:
        label_three(hands)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya"), ("ORG", "ISIS")]

    def second(hands: Hands) -> None:
        wait_for_steps(hands, 3)
        actions = hands.window.frame.actions
        assert actions["edit.undo"].text() == "&Undo: tag ORG ISIS"
        assert actions["edit.redo"].text() == "&Redo: relabel as PER ISIS"
        hands.press("Ctrl+Shift+Z")
        assert hands.mentions() == [("GPE", "Libya"), ("PER", "ISIS")]
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert hands.mentions() == []
        assert not actions["edit.undo"].isEnabled()

    def third(hands: Hands) -> None:
        wait_for_steps(hands, 3)
        hands.press("Ctrl+Y")
        assert hands.mentions() == [("GPE", "Libya")]
        hands.double_click("Darna")
        hands.press("g")
        assert steps(hands) == (["tag GPE Libya", "tag GPE Darna"], 2)

    for hand in (first, second, third):
        assert sorot([str(article)], hand) == 0
        assert sorted(path.name for path in article.parent.iterdir()) == ["darna.labels.json", "darna.txt"]


def test_closing_and_opening_in_one_window(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        label_three(hands)
        hands.window.frame.actions["file.close"].trigger()
        assert not hands.window.frame.actions["edit.undo"].isEnabled()
        assert hands.window.open_document(article)
        wait_for_steps(hands, 3)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya"), ("ORG", "ISIS")]

    sorot([str(article)], hand)


def test_who_is_quick_after_opening_has_all_steps_in_order(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        label_three(hands)
        assert hands.window.frame.desk.close()
        assert hands.window.open_document(article)
        hands.press("g")
        assert steps(hands) == (["tag GPE TRIPOLI"], 1)  # those of before are still being read
        wait_for_steps(hands, 4)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya"), ("PER", "ISIS")]
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert hands.mentions() == []

    sorot([str(article)], hand)


@pytest.mark.parametrize("answers", [("Enter",), ("Space", "y", "n", "y", "y", "Escape")])
def test_the_same_words_stay_one_step(sorot: Sorot, article: Path, answers: tuple[str, ...]) -> None:
    def first(hands: Hands) -> None:
        hands.double_click("Libya")
        hands.press("g", "Ctrl+D")
        bar = hands.window.same_words.bar
        hands.wait_until(bar.hasFocus)
        hands.press(*answers, on=bar)
        assert len(hands.mentions()) > 3
        assert len(steps(hands)[0]) == 2

    def second(hands: Hands) -> None:
        wait_for_steps(hands, 2)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya")]

    sorot([str(article)], first)
    sorot([str(article)], second)


def test_labels_changed_by_somebody_else_have_no_history(sorot: Sorot, article: Path) -> None:
    labels = article.with_suffix(".labels.json")

    def second(hands: Hands) -> None:
        hands.wait_until(lambda: "does not fit" in hands.window.statusBar().currentMessage())
        assert steps(hands) == ([], 0)
        assert len(hands.mentions()) == 2

    sorot([str(article)], label_three)
    labels.write_bytes(labels.read_bytes()[:-1] + b" \n")
    sorot([str(article)], second)


def test_a_history_full_of_garbage_is_said_once(sorot: Sorot, article: Path) -> None:
    def second(hands: Hands) -> None:
        hands.wait_until(lambda: "cannot be read" in hands.window.statusBar().currentMessage())
        hands.double_click("Darna")
        hands.press("g", "Ctrl+Z")
        assert len(hands.mentions()) == 2

    def third(hands: Hands) -> None:
        wait_for_steps(hands, 1)
        assert hands.window.statusBar().currentMessage() == ""

    sorot([str(article)], label_three)
    (kept,) = histories_path().iterdir()
    kept.write_bytes(b"\xff\x00{}" * 1000)
    sorot([str(article)], second)
    sorot([str(article)], third)


def test_a_document_to_be_looked_at_only_has_no_steps(sorot: Sorot, article: Path) -> None:
    def second(hands: Hands) -> None:
        hands.window.undoing.dock.show()
        assert not hands.window.frame.actions["edit.undo"].isEnabled()

    sorot([str(article)], label_three)
    sorot([str(article), "--read-only"], second)


@pytest.mark.usefixtures("nothing_comes_back")
def test_killed_in_the_middle_everything_can_be_undone(sorot: Sorot, article: Path) -> None:
    assert killed(LABEL, article).said == "acknowledged"

    def hand(hands: Hands) -> None:
        hands.answer("Take Over")
        assert hands.window.open_document(article)
        wait_for_steps(hands, 3)
        assert steps(hands)[1] == 2
        hands.press("Ctrl+Y")
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert hands.mentions() == []

    sorot([], hand)


def rows(hands: Hands) -> list[tuple[str, str]]:
    model = hands.window.undoing.panel.model
    return [(model.index(row, HERE).data(), model.index(row, STEP).data()) for row in range(model.rowCount())]


def test_the_list_by_keys_alone(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        panel = hands.window.undoing.panel
        label_three(hands)
        assert not panel.isVisible()
        hands.press("Ctrl+Alt+H")
        hands.wait_until(panel.table.hasFocus)
        assert rows(hands) == [
            ("", "Before the first step"),
            ("", "Tag GPE Libya"),
            ("", "Tag ORG ISIS"),
            ("●", "Relabel as PER ISIS"),
        ]
        hands.press("Up", "Up", "Return", on=panel.table)
        assert hands.mentions() == [("GPE", "Libya")]
        hands.wait_until(lambda: rows(hands)[1] == ("●", "Tag GPE Libya"))
        hands.press("Home", "Return", on=panel.table)
        assert hands.mentions() == []
        hands.press("End", "Return", on=panel.table)
        assert hands.mentions() == [("GPE", "Libya"), ("PER", "ISIS")]
        assert hands.view.current() == "m2"
        hands.press("Ctrl+Alt+H", on=panel.table)
        assert not panel.isVisible()
        hands.wait_until(hands.view.hasFocus)
        hands.press("Ctrl+Alt+H")
        hands.wait_until(panel.table.hasFocus)
        hands.press("Escape", on=panel.table)
        hands.wait_until(hands.view.hasFocus)
        assert panel.isVisible()

    sorot([str(article)], hand)


def test_the_list_follows_the_document(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(article, tmp_path / "other.txt"))

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Alt+H")
        panel = hands.window.undoing.panel
        hands.wait_until(panel.isVisible)
        assert panel._state.sentence.startswith("Nothing done yet")
        hands.view.setFocus()
        label_three(hands)
        assert len(rows(hands)) == 4
        assert hands.window.open_document(other)
        assert rows(hands) == []
        hands.double_click("Darna")
        hands.press("g")
        assert len(rows(hands)) == 2
        assert hands.window.open_document(article)
        hands.wait_until(lambda: len(rows(hands)) == 4)

    sorot([str(article)], hand)


def test_each_tab_has_its_steps_of_the_day_before(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(article, tmp_path / "other.txt"))
    arguments = [str(article), str(other)]

    def first(hands: Hands) -> None:
        label_three(hands)
        hands.press("Ctrl+Tab")
        hands.double_click("Darna")
        hands.press("g")

    def second(hands: Hands) -> None:
        hands.press("Ctrl+Alt+H")
        hands.wait_until(lambda: len(rows(hands)) == 4)
        hands.view.setFocus()
        hands.press("Ctrl+Tab")
        hands.wait_until(lambda: len(rows(hands)) == 2)
        hands.press("Ctrl+Z")
        assert hands.mentions() == []
        hands.press("Ctrl+Tab")
        assert len(rows(hands)) == 4
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya"), ("ORG", "ISIS")]

    sorot(arguments, first)
    sorot(arguments, second)


def test_a_long_way_shows_how_far_it_is_and_can_be_cancelled(
    sorot: Sorot, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SHOWN_AFTER_MS", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    seen: list[str] = []

    def cancel(self: Progress, done: int) -> bool:
        self.setValue(done)
        if done == 2:
            seen.append(self.labelText())
            (button,) = self.findChildren(QPushButton)
            button.click()
        return not self.wasCanceled()

    def hand(hands: Hands) -> None:
        for _ in range(8):
            hands.press("g", "p")
        count = len(steps(hands)[0])
        hands.press("Ctrl+Alt+H")
        table = hands.window.undoing.panel.table
        hands.wait_until(table.hasFocus)
        hands.press("Home", "Return", on=table)
        assert steps(hands)[1] == 0
        assert QApplication.activeModalWidget() is None
        monkeypatch.setattr(Progress, "go_on", cancel)
        hands.press("End", "Return", on=table)
        assert steps(hands) == (steps(hands)[0], 2)
        assert (seen, count) == (["Going through the steps…"], 16)

    sorot([str(article)], hand)
