"""The strip beside the scroll bar, problems, and the next paragraph without a label, in the open window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.model.records import Kind
from gui.editor.tooltips import tooltip
from tests.e2e.hands import Hands, Sorot


def counted(hands: Hands) -> bool:
    return hands.window.frame.survey.is_complete and not hands.window.frame.survey._telling.isActive()


def test_what_lies_in_boilerplate_is_a_problem_and_is_not_counted(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        window = hands.window
        hands.wait_until(lambda: counted(hands))
        hands.press("F8")
        assert "No problems" in window.statusBar().currentMessage()
        hands.double_click("Darna")
        hands.press("g")
        hands.double_click("Tobruk")
        hands.press("g")
        hands.click("Darna")
        hands.press("1")  # the line is boilerplate
        hands.wait_until(lambda: counted(hands))
        assert "Entity 1" in window.frame.status.counts.text()
        assert "Entity: 1 more inside boilerplate" in window.frame.status.counts.toolTip()
        assert "1 problem" in window.overview.strip.accessibleDescription()
        hands.press("Ctrl+End", "F8")
        current = hands.view.current()
        assert current is not None
        assert hands.view.caret() == hands.find("Darna")
        page = hands.view._page
        assert page is not None
        assert "Inside boilerplate" in tooltip(page.document, (current,))
        hands.press("Ctrl+End", "Shift+F8")
        assert hands.view.caret() == hands.find("Darna")
        hands.press("Ctrl+Z")
        hands.wait_until(lambda: counted(hands))
        assert "Entity 2" in window.frame.status.counts.text()
        assert "No problems" in window.overview.strip.accessibleDescription()

    sorot([str(article)], hand)


def test_a_click_in_the_overview_goes_there(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        overview = hands.window.overview.strip
        hands.wait_until(lambda: counted(hands))
        before = overview.grab().toImage()
        hands.double_click("Darna")
        hands.press("g")
        hands.wait_until(lambda: counted(hands))
        assert overview.grab().toImage() != before
        assert "Geo-political entity: 1" in overview.words_at(overview.y_of(hands.find("Darna")))
        bottom = QPoint(5, overview.height() - 2)
        QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=bottom)
        assert hands.view.caret() > 0.98 * len(hands.text)
        assert hands.view.visible().end == len(hands.text)
        QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=bottom)
        QTest.mouseMove(overview, QPoint(5, 0))
        QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, 0))
        assert hands.view.caret() == hands.view.visible().start == 0
        assert hands.view.hasFocus()

    sorot([str(article)], hand)


def test_a_key_finds_the_next_paragraph_without_a_label(sorot: Sorot, tmp_path: Path) -> None:
    document = tmp_path / "short.txt"
    document.write_text("One\n\nTwo\nThree\n")

    def hand(hands: Hands) -> None:
        hands.press("F7")
        assert hands.view.caret() == hands.find("Two")
        hands.press("p", "F7")
        assert hands.view.caret() == hands.find("Three")
        hands.press("o", "F7", "l")
        assert hands.mentions() == [("LOC", "One"), ("PER", "Two"), ("ORG", "Three")]
        hands.press("F7")
        assert "Every other paragraph" in hands.window.statusBar().currentMessage()
        assert hands.session.annotations.count_kind(Kind.ENTITY) == 3

    sorot([str(document)], hand)
