"""The same words everywhere, by real keys: all at once, one by one, taken back in one step, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.commands.parser import run as run_verb
from annotations.model.records import Mention, Origin
from annotations.suggest.walk import Obstacle
from tests.e2e.hands import Hands, Sorot
from tests.e2e.killed import killed

STORY = (
    "Libya is a country. Darna is in Libya, says Libya Herald.\n"
    "Abu\nSalim fights; Abu Salim fled. libya and Libyan.\n"
    "Home | Libya | Sport\n"
)


def write(folder: Path) -> Path:
    story = folder / "story.txt"
    story.write_text(STORY)
    return story


def quiet(hands: Hands, *keys: str) -> None:
    """Press keys in the bar."""
    bar = hands.window.same_words.bar
    hands.wait_until(bar.hasFocus)
    hands.press(*keys, on=bar)


def said(hands: Hands) -> str:
    return hands.window.same_words.bar.said.text()


def libyas(hands: Hands) -> int:
    return sum(one == ("GPE", "Libya") for one in hands.mentions())


def undo_text(hands: Hands) -> str:
    return hands.window.frame.actions["edit.undo"].text()


def test_one_key_and_the_preview_label_all_in_one_step(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.press("Ctrl+D")
        assert said(hands) == "“Libya” as Geo-political entity: 3 more: 3 new"
        assert hands.mentions() == [("GPE", "Libya")]  # a preview changes nothing
        quiet(hands, "Enter")
        assert libyas(hands) == 4
        hands.wait_until(hands.view.hasFocus)
        assert not hands.window.same_words.bar.isVisible()
        made = [one for one in hands.session.annotations.of_type(Mention) if one.id != "m1"]
        assert {(one.provenance.how, one.provenance.source) for one in made} == {
            (Origin.PROPAGATION, "same string")
        }
        assert undo_text(hands) == "&Undo: tag 3 mentions GPE"
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya")]
        hands.press("Ctrl+Shift+Z")
        assert libyas(hands) == 4
        hands.press("Ctrl+Home", "Ctrl+D")
        assert said(hands).endswith("3 more: 0 new, 3 already labelled")
        quiet(hands, "Enter", "Escape")
        assert libyas(hands) == 4
        hands.wait_until_saved()

    sorot([str(write(tmp_path))], hand)
    assert run_verb(["validate", str(tmp_path)]) == 0


def test_the_preview_marks_the_places_in_the_text(sorot: Sorot, tmp_path: Path) -> None:
    def ground(hands: Hands, offset: int) -> str:
        place = hands.point(offset)
        return hands.view.viewport().grab().toImage().pixelColor(place.x() + 5, place.y() - 2).name()

    def hand(hands: Hands) -> None:
        second, herald = hands.find("Libya", 2), hands.find("Herald")
        hands.press("g")
        plain, other = ground(hands, second), ground(hands, herald)
        hands.press("Ctrl+D")
        assert ground(hands, second) != plain
        assert ground(hands, herald) == other
        quiet(hands, "Escape")
        assert ground(hands, second) == plain

    sorot([str(write(tmp_path))], hand)


def test_a_walk_is_one_step_and_its_refusals_are_remembered(sorot: Sorot, tmp_path: Path) -> None:
    story = write(tmp_path)

    def walk(hands: Hands) -> None:
        hands.press("g", "Ctrl+D")
        quiet(hands, "Space")
        assert said(hands) == "“Libya”: Geo-political entity here too? 1 of 3"
        assert hands.view.selected_text() == "Libya"
        assert hands.view.selection().start == hands.find("Libya", 2)
        quiet(hands, "y")
        assert hands.view.selection().start == hands.find("Libya", 3)
        quiet(hands, "n", "Enter")  # Libya Herald is no country
        hands.wait_until(hands.view.hasFocus)
        assert libyas(hands) == 3
        assert undo_text(hands) == "&Undo: tag 2 mentions GPE"
        refused = {"entity": {"GPE": {"Libya": [hands.find("Libya", 3)]}}}
        assert hands.label_file()["extra"] == {"sorot": {"refusals": refused}}
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "Libya")]
        assert hands.label_file()["extra"] == {}
        hands.press("Ctrl+Shift+Z")
        assert hands.label_file()["extra"] == {"sorot": {"refusals": refused}}

    def again(hands: Hands) -> None:
        hands.press("Ctrl+D")
        assert said(hands).endswith("3 more: 0 new, 2 already labelled, 1 refused before")
        quiet(hands, "r")
        assert hands.window.same_words.bar.all_button.text() == "Label All 1 (Enter)"
        quiet(hands, "Enter")
        assert libyas(hands) == 4
        assert hands.label_file()["extra"]["sorot"]["refusals"] == {"entity": {"GPE": {}}}

    sorot([str(story)], walk)
    sorot([str(story)], again)
    assert run_verb(["validate", str(tmp_path)]) == 0


def test_all_the_rest_and_stopping_in_the_middle(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+D")
        quiet(hands, "Space", "n", "a")
        assert libyas(hands) == 3
        assert undo_text(hands) == "&Undo: tag 2 mentions GPE"
        hands.press("Ctrl+Z", "Ctrl+Home", "Ctrl+D")
        quiet(hands, "Space", "y", "Escape")
        hands.wait_until(hands.view.hasFocus)
        assert libyas(hands) == 2
        assert hands.view.current() == "m1"
        assert undo_text(hands) == "&Undo: tag GPE Libya"

    sorot([str(write(tmp_path))], hand)


def test_what_is_in_the_way_is_left_out_until_it_is_wanted(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Home")
        hands.press("1")  # the whole line is boilerplate
        hands.drag("Libya Herald")
        hands.press("o", "Ctrl+Home", "g", "Ctrl+D")
        assert said(hands).endswith("3 more: 1 new, 1 overlapping, 1 in boilerplate")
        bar = hands.window.same_words.bar
        assert bar.allowing[Obstacle.BOILERPLATE].isVisible()
        assert not bar.allowing[Obstacle.REFUSED].isVisible()
        quiet(hands, "o", "b", "c")
        assert said(hands).endswith("4 more: 2 new, 1 overlapping, 1 in boilerplate")
        quiet(hands, "w")
        assert said(hands).endswith("5 more: 3 new, 1 overlapping, 1 in boilerplate")
        quiet(hands, "w", "Enter")
        assert [one for one in hands.mentions() if one[0] == "GPE"] == [
            ("GPE", "Libya"), ("GPE", "Libya"), ("GPE", "Libya"), ("GPE", "libya"), ("GPE", "Libya"),
        ]  # fmt: skip

    sorot([str(write(tmp_path))], hand)


def test_a_name_over_a_line_end_and_a_trigger(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.drag("Abu Salim")
        hands.press("p", "Ctrl+D")
        quiet(hands, "Enter")
        assert hands.mentions() == [("PER", "Abu\nSalim"), ("PER", "Abu Salim")]
        hands.double_click("is")
        hands.press("Shift+A", "Ctrl+D")
        quiet(hands, "Enter")
        assert len(hands.label_file()["events"]) == 2

    sorot([str(write(tmp_path))], hand)


def test_there_has_to_be_a_mention(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+D")
        assert "No mention here" in hands.window.statusBar().currentMessage()
        assert not hands.window.same_words.bar.isVisible()

    sorot([str(write(tmp_path))], hand)


def test_the_text_can_be_worked_on_while_the_bar_is_open(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+D")
        hands.click("Libya", 2)
        hands.press("g")
        assert said(hands).endswith("3 more: 2 new, 1 already labelled")
        bar = hands.window.same_words.bar
        QTest.mouseClick(bar.walk_button, Qt.MouseButton.LeftButton)
        assert hands.view.selection().start == hands.find("Libya", 3)
        quiet(hands, "Ctrl+Z")
        QTest.mouseClick(bar.yes_button, Qt.MouseButton.LeftButton)
        assert [one.start for one in hands.session.annotations.of_type(Mention)] == [
            0,
            hands.find("Libya", 3),
        ]
        quiet(hands, "Ctrl+W")
        assert not bar.isVisible()

    sorot([str(write(tmp_path))], hand)


def test_a_long_text_is_looked_through_in_pieces(sorot: Sorot, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Libya\n" + ("x" * 99 + "\n") * 35_000 + "Libya\n")

    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+D")
        assert "looking…" in said(hands)
        quiet(hands, "Enter")  # all, as soon as all are known
        hands.wait_until(lambda: libyas(hands) == 2)
        assert not hands.window.same_words.bar.isVisible()

    sorot([str(long)], hand)


WALK = """
for key in ("g", "Ctrl+D"):
    press(view, key)
for key in ("Space", "y", "n"):
    press(window.same_words.bar, key)
until(lambda: desk.document.keeper.state.acknowledged == 3)
print("acknowledged", flush=True)
"""


@pytest.mark.usefixtures("nothing_comes_back")
def test_killed_in_the_middle_of_a_walk(sorot: Sorot, tmp_path: Path) -> None:
    story = write(tmp_path)
    assert killed(WALK, story).said == "acknowledged"

    def hand(hands: Hands) -> None:
        hands.answer("Take Over")
        assert hands.window.open_document(story)
        assert libyas(hands) == 2
        hands.press("Ctrl+D")
        assert said(hands).endswith("3 more: 1 new, 1 already labelled, 1 refused before")
        quiet(hands, "Escape")
        hands.wait_until_saved()

    sorot([], hand)
    assert run_verb(["validate", str(tmp_path)]) == 0
