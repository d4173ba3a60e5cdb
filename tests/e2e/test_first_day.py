"""An annotator's first day: open, select, tag, change one's mind, close, open again."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtTest import QTest

from annotations.commands.parser import run as run_verb
from tests.e2e.hands import Hands, Sorot


def test_label_by_keys_alone(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")  # the word at the caret
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Ctrl+Shift+Right", "g")  # a selection
        hands.press("Ctrl+Right", "Ctrl+Right", "Shift+A")
        assert hands.mentions() == [("GPE", "TRIPOLI"), ("GPE", "Libya"), ("Attack", "bersaing")]
        saved = hands.label_file()
        assert [one["spans"][0]["quote"] for one in saved["mentions"]] == ["TRIPOLI", "Libya", "bersaing"]
        assert [one["trigger"] for one in saved["events"]] == ["m3"]
        assert saved["status"]["entity"] == "in_progress"
        assert saved["status"]["boilerplate"] == "untouched"

    assert sorot([str(article)], hand) == 0
    assert sorted(path.name for path in article.parent.iterdir()) == ["darna.labels.json", "darna.txt"]
    assert run_verb(["validate", str(article.parent)]) == 0


def test_words_that_stand_apart_by_keys_alone(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        add = "Ctrl+Shift+M"
        hands.press("Ctrl+Shift+Right", add)
        assert "Go to a mention first" in hands.window.statusBar().currentMessage()
        hands.press("Ctrl+Home", "g", "Ctrl+Right", "Ctrl+Right", "Ctrl+Shift+Right", add)
        assert hands.mentions() == [("GPE", "TRIPOLI … jihad")]
        assert hands.view.current() == "m1"
        hands.press("Tab")
        assert "No mention after" in hands.window.statusBar().currentMessage()
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Home", "Ctrl+Shift+Right", add)  # the mention is gone
        assert hands.mentions() == []
        hands.press("Shift+Tab")
        assert "No mention before" in hands.window.statusBar().currentMessage()

    sorot([str(article)], hand)


def test_a_slip_of_the_finger_is_told(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        said = hands.window.statusBar().currentMessage
        QTest.keyClicks(hands.view, "x")
        assert said() == "No label has the key x."
        hands.press("g")
        assert said() == ""
        hands.press("F12", "Ctrl+Alt+X", "Escape", "Right")
        assert said() == ""

    sorot([str(article)], hand)


def test_label_with_the_mouse(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.drag("Dewan Jihadis Syura")
        hands.press("o")
        hands.double_click("Al-Fatayah")
        hands.press("l")
        hands.click("Tobruk")
        hands.press("g")
        assert hands.mentions() == [
            ("ORG", "Dewan Jihadis Syura"),
            ("LOC", "Al-Fatayah"),
            ("GPE", "Tobruk"),
        ]

    assert sorot([str(article)], hand) == 0


def test_a_half_selected_word_becomes_whole(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.drag("ernardino Leo")
        hands.press("p")
        assert hands.mentions() == [("PER", "Bernardino Leon")]

    sorot([str(article)], hand)


def test_change_a_mind(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        actions = hands.window.frame.actions
        hands.double_click("Bernardino")
        hands.press("g")
        hands.press("p")  # the caret is in the mention: relabel
        hands.press("Alt+Right")  # a word more
        assert hands.mentions() == [("PER", "Bernardino Leon")]
        assert actions["edit.undo"].text() == "&Undo: move an end of PER Bernardino Leon"
        hands.press("Delete")
        assert hands.mentions() == []
        assert actions["edit.undo"].text() == "&Undo: delete PER Bernardino Leon"
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("PER", "Bernardino Leon")]
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert hands.mentions() == [("GPE", "Bernardino")]
        assert actions["edit.redo"].text() == "&Redo: relabel as PER Bernardino"
        hands.press("Ctrl+Shift+Z", "Ctrl+Y")
        assert hands.mentions() == [("PER", "Bernardino Leon")]
        assert hands.window.frame.desk.document is not None

    sorot([str(article)], hand)


def test_ends_by_word_and_character(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("Jihadis")
        hands.press("o", "Alt+Right", "Alt+Shift+Left")
        assert hands.mentions() == [("ORG", "Dewan Jihadis Syura")]
        hands.press("Alt+Up", "Alt+Shift+Down")
        assert hands.mentions() == [("ORG", "ewan Jihadis Syur")]
        hands.press("Alt+Down", "Alt+Shift+Up", "Alt+Left", "Alt+Shift+Right")
        assert hands.mentions() == [("ORG", "Jihadis")]

    sorot([str(article)], hand)


def test_a_boilerplate_key_takes_the_line(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Bulan lalu")
        hands.press("8")
        ((label, quote),) = hands.mentions()
        assert label == "Duplicate"
        assert quote.startswith("Bulan lalu, milisi")
        assert quote.endswith("sejak akhir tahun lalu.")
        hands.press("1")
        assert [label for label, _ in hands.mentions()] == ["AdCode"]

    sorot([str(article)], hand)


def test_sticky_label(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "F4")
        hands.double_click("Libya")
        hands.double_click("Darna")
        hands.press("Escape", "Escape")
        hands.double_click("ISIS")
        assert hands.mentions() == [("GPE", "TRIPOLI"), ("GPE", "Libya"), ("GPE", "Darna")]
        hands.press("Space")  # the last label again
        assert ("GPE", "ISIS") in hands.mentions()

    sorot([str(article)], hand)


def test_from_mention_to_mention(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("Libya")
        hands.press("g")
        hands.drag("Kelompok jihad Libya")
        hands.press("o")
        hands.press("Ctrl+Home", "Tab")
        assert hands.view.current() == "m2"
        hands.press("Tab")
        assert hands.view.current() == "m1"
        hands.press("Return")  # what lies around it
        assert hands.view.current() == "m2"
        hands.press("Shift+Tab")
        assert hands.view.current() == "m2" or hands.view.caret() <= hands.find("Kelompok")

    sorot([str(article)], hand)


def test_open_again_gives_the_same_file(sorot: Sorot, article: Path) -> None:
    labels = article.with_suffix(".labels.json")

    def first(hands: Hands) -> None:
        for quote, key in (("Libya", "g"), ("ISIS", "o"), ("Kamis", "t"), ("pertempuran", "Shift+A")):
            hands.double_click(quote)
            hands.press(key)

    def second(hands: Hands) -> None:
        assert hands.mentions() == [
            ("GPE", "Libya"),
            ("ORG", "ISIS"),
            ("Attack", "pertempuran"),
            ("TIME", "Kamis"),
        ]
        hands.click("ISIS")
        hands.press("Delete")
        hands.wait_until_saved()
        hands.press("Ctrl+Z")

    sorot([str(article)], first)
    before = labels.read_bytes()
    sorot([str(article)], second)
    assert labels.read_bytes() == before
    assert json.loads(before)["document"]["length"] == 4653


def test_a_click_on_nested_mentions_goes_from_one_to_the_next(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("Libya")
        hands.press("g")
        hands.drag("Kelompok jihad Libya")
        hands.press("o")
        hands.click("Libya")
        assert hands.view.current() == "m1"
        hands.click_again("Libya")
        assert hands.view.current() == "m2"

    sorot([str(article)], hand)


def test_copy_gives_the_exact_text(sorot: Sorot, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    text = "a\u00a0b\u2028c\r\nd\ufeffe\u2029 👩\u200d🚀\r"
    odd.write_bytes(text.encode())

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+A", "Ctrl+C")
        assert hands.clipboard() == text

    sorot([str(odd)], hand)


def test_save_key_says_so(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+S")
        assert str(article.with_suffix(".labels.json")) in hands.window.statusBar().currentMessage()
        assert hands.window.frame.desk.is_saved()

    sorot([str(article)], hand)
