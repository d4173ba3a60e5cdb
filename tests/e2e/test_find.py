"""Finding in the text, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model.records import Mention
from annotations.text import search
from gui.dialogs.go_to import GoToDialog
from tests.e2e.hands import Hands, Sorot


def ask(hands: Hands, wanted: str) -> None:
    """Ctrl+F, and type."""
    hands.press("Ctrl+F")
    field = hands.window.finding.bar.field
    hands.wait_until(field.hasFocus)
    QTest.keyClicks(field, wanted)


def said(hands: Hands) -> str:
    return hands.window.finding.bar.said.text()


def test_a_string_is_found_as_it_is_typed_and_labelled_by_one_key(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        bar = hands.window.finding.bar
        assert not bar.isVisible()
        ask(hands, "dewan")
        start = hands.find("Dewan")
        assert hands.view.selected_text() == "Dewan"
        assert (hands.view.selection().start, said(hands)) == (start, f"1 of {hands.text.count('Dewan')}")
        QTest.keyClicks(bar.field, " jihadis syura")
        assert hands.view.selection().start == start
        assert hands.view.selected_text() == "Dewan Jihadis Syura"
        hands.press("Escape", on=bar.field)
        assert not bar.isVisible()
        hands.press("o")
        assert hands.mentions() == [("ORG", "Dewan Jihadis Syura")]

    sorot([str(article)], hand)


def test_enter_and_f3_go_round(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        bar, places = hands.window.finding.bar, []
        place = hands.text.find("Libya")
        while place >= 0:
            places.append(place)
            place = hands.text.find("Libya", place + 1)
        last = len(places)
        ask(hands, "Libya")

        def at() -> int:
            return places.index(hands.view.selection().start)

        assert at() == 0
        hands.press("Return", on=bar.field)
        assert (at(), said(hands)) == (1, f"2 of {last}")
        hands.press("Shift+Return", "Shift+Return", on=bar.field)
        assert (at(), said(hands)) == (last - 1, f"{last} of {last}, from the end")
        hands.press("F3", on=bar.field)
        assert (at(), said(hands)) == (0, f"1 of {last}, from the start")
        hands.press("Escape", on=bar.field)
        hands.press("F3", "g", "F3", "g", "Shift+F3", "Shift+F3")
        assert at() == 1
        assert hands.window.statusBar().currentMessage() == f"2 of {last}"
        assert hands.mentions() == [("GPE", "Libya")] * 2
        assert [one.start for one in hands.session.annotations.of_type(Mention)] == places[1:3]

    sorot([str(article)], hand)


def test_switches_patterns_and_what_is_not_there(
    sorot: Sorot, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hand(hands: Hands) -> None:
        bar = hands.window.finding.bar
        ask(hands, "zzz")
        assert said(hands) == "Not found"
        assert hands.view.selection().is_empty
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "libya")
        assert hands.view.selected_text() == "Libya"
        QTest.mouseClick(bar.match_case, Qt.MouseButton.LeftButton)
        assert said(hands) == "Not found"
        bar.field.setFocus()
        bar.field.selectAll()
        QTest.keyClicks(bar.field, r"\b[A-Z]{4}\b")
        QTest.mouseClick(bar.pattern, Qt.MouseButton.LeftButton)
        assert hands.view.selected_text() == "ISIS"
        bar.field.setFocus()
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "(ISIS")
        assert said(hands).startswith("Not a regular expression: ")
        bar.field.selectAll()
        monkeypatch.setattr(search, "PATTERN_SECONDS", 0.0)
        QTest.keyClicks(bar.field, "(a+)+")
        assert said(hands) == "This expression takes too long on this text."
        hands.press("Escape", on=bar.field)
        hands.press("g")

    sorot([str(article)], hand)


def test_the_selection_is_what_is_looked_for(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+F")
        assert hands.window.finding.bar.field.text().strip() == "Libya"
        hands.press("Return", "Ctrl+F", on=hands.window.finding.bar.field)
        assert hands.window.finding.bar.field.selectedText().strip() == "Libya"

    sorot([str(article)], hand)


@pytest.mark.parametrize("key", ["Ctrl+F", "F3", "Shift+F3", "Ctrl+Shift+F"])
def test_nothing_is_found_without_a_document(sorot: Sorot, key: str) -> None:
    def hand(hands: Hands) -> None:
        hands.press(key)
        assert not hands.window.finding.bar.isVisible()

    sorot([], hand)


def test_a_long_document_is_counted_bit_by_bit(sorot: Sorot, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Darna 😀 dan Libya, lalu TRIPOLI.\n" * 20_000, "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+End", "Ctrl+Up")
        ask(hands, "libya")
        assert hands.view.selected_text() == "Libya"
        hands.wait_until(lambda: said(hands).endswith("of 20,000"))
        hands.press("Return", "Return", on=hands.window.finding.bar.field)
        assert said(hands).startswith(("1 of", "2 of"))
        hits = hands.view._lit.hits
        assert hits is not None
        assert len(hits.within(0, 340)) == 10

    sorot([str(long)], hand)


@pytest.mark.parametrize(
    "typed, quote", [(":2", "Mereka mengatakan"), ("line 2", "Mereka mengatakan"), ("9", "Kelompok")]
)
def test_a_place_is_gone_to(sorot: Sorot, article: Path, typed: str, quote: str) -> None:
    def hand(hands: Hands) -> None:
        seen: list[tuple[bool, str]] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, GoToDialog):
                QTimer.singleShot(5, answer)
                return
            QTest.keyClicks(dialog.field, "one")
            seen.append((dialog.go_button.isEnabled(), dialog.said.text()))
            dialog.field.selectAll()
            QTest.keyClicks(dialog.field, typed)
            dialog.go_button.click()
            if dialog.isVisible():
                dialog.reject()

        QTimer.singleShot(0, answer)
        hands.press("Ctrl+G")
        assert seen == [(False, "This is neither an offset nor a line.")]
        assert hands.view.caret() == hands.find(quote)
        assert hands.view.hasFocus()

    sorot([str(article)], hand)
