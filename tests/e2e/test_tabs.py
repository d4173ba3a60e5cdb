"""Several documents in tabs, by key and by mouse: each has its own steps, its own place, its own trouble."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabBar

from gui.widgets.document_tabs import DocumentTabs, Mark
from tests.e2e.hands import Hands, Sorot

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """Three documents on the command line."""
    paths = []
    for name in ("one", "two", "three"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Libya in {name}.\n" + "\n".join(f"Darna, line {line}." for line in range(200)))
        paths.append(str(path))
    return paths


def bar(hands: Hands) -> DocumentTabs:
    return hands.window.tabs.bar


def row(hands: Hands) -> list[str]:
    """What the tabs say, the one in front in brackets."""
    tabs = bar(hands)
    words = [tabs.tabText(number).removesuffix(".txt") for number in range(tabs.count())]
    if tabs.currentIndex() >= 0:
        words[tabs.currentIndex()] = f"[{words[tabs.currentIndex()]}]"
    return words


def name(hands: Hands) -> str:
    """The document that the text view shows."""
    assert hands.text == hands.session.path.read_text()
    assert hands.window.windowTitle() == f"{hands.session.path.name}[*]"
    return hands.session.path.stem


def drop(hands: Hands, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    place, bare = QPointF(50, 50), Qt.KeyboardModifier.NoModifier
    hands.window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, bare))


def test_each_document_has_its_own_steps(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        undo = hands.window.frame.actions["edit.undo"]
        assert row(hands) == ["[one]", "two", "three"]
        hands.press("g", "Ctrl+Tab")
        assert name(hands) == "two"
        assert hands.mentions() == []
        assert not undo.isEnabled()
        hands.press("o", "Ctrl+Right", "Ctrl+Right", "p")
        assert [label for label, _ in hands.mentions()] == ["ORG", "PER"]
        hands.press("Alt+1")
        assert hands.mentions() == [("GPE", "Libya")]
        assert undo.text() == "&Undo: tag GPE Libya"
        hands.press("Ctrl+Z")
        assert hands.mentions() == []
        hands.press("Ctrl+Z")
        hands.press("Ctrl+Tab", "Ctrl+Z")
        assert [label for label, _ in hands.mentions()] == ["ORG"]
        hands.press("Ctrl+Shift+Tab", "Ctrl+Shift+Z")
        assert hands.mentions() == [("GPE", "Libya")]

    sorot(three, hand)


def test_keys_go_round_and_by_number(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Shift+Tab")
        assert name(hands) == "three"
        hands.press("Ctrl+Tab")
        assert name(hands) == "one"
        hands.press("Alt+2")
        assert name(hands) == "two"
        hands.press("Alt+9")
        assert name(hands) == "two"
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(hands.view, Qt.Key.Key_Backtab, held)
        assert name(hands) == "one", "what keyboards send for Ctrl+Shift+Tab"
        numbered = [hands.window.frame.actions[f"document.{number}"] for number in range(1, 10)]
        worded = [one.text() for one in numbered if one.isVisible()]
        assert worded == ["&1  one.txt", "&2  two.txt", "&3  three.txt"]

    sorot(three, hand)


def test_the_place_in_each_is_kept(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.drag("line 120")
        hands.press("g", "Up", "Up")
        hands.view.verticalScrollBar().setValue(hands.view.verticalScrollBar().value() + 37)
        caret, place = hands.view.caret(), hands.view.place()
        hands.press("Ctrl+Tab", "Ctrl+End", "Shift+Up")
        anchor = hands.view.anchor()
        hands.press("Ctrl+Shift+Tab")
        assert (hands.view.caret(), hands.view.place()) == (caret, place)
        hands.press("Ctrl+Tab")
        assert hands.view.anchor() == anchor
        assert not hands.view.selection().is_empty

    sorot(three, hand)


def test_the_current_mention_is_kept(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.press("Ctrl+Home", *["Shift+Ctrl+Right"] * 3)
        hands.press("o", "Ctrl+Home", "Return")
        assert hands.view.current() == "m2"
        hands.press("Ctrl+Tab", "Ctrl+Shift+Tab")
        assert hands.view.current() == "m2"

    sorot(three, hand)


def test_labels_in_the_hand_go_along(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+Tab", "Space")
        assert hands.mentions() == [("GPE", "Libya")]
        hands.press("F4", "Ctrl+Tab")
        hands.double_click("Darna")
        assert hands.mentions() == [("GPE", "Darna")]
        hands.press("Escape", "Ctrl+Tab")
        hands.double_click("Darna")
        assert hands.mentions() == [("GPE", "Libya")]

    sorot(three, hand)


def test_closing_and_reopening(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Alt+2", "Ctrl+End", "Ctrl+W")
        assert row(hands) == ["one", "[three]"]
        hands.press("Ctrl+Shift+T")
        assert row(hands) == ["one", "[two]", "three"]
        assert hands.view.caret() == len(hands.text)
        hands.press("Ctrl+W", "Ctrl+W", "Ctrl+W")
        assert hands.window.frame.desk.document is None
        assert hands.window.windowTitle() == "Sorot"
        hands.press("Ctrl+Shift+T")
        assert name(hands) == "one"
        assert not bar(hands).isVisible()

    sorot(three, hand)


def test_the_mouse_on_the_tabs(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        tabs = bar(hands)
        QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(2).center())
        hands.wait_until(lambda: name(hands) == "three")
        QTest.mouseClick(tabs, MIDDLE, pos=tabs.tabRect(0).center())
        hands.wait_until(lambda: row(hands) == ["two", "[three]"])
        QTest.mouseClick(tabs.tabButton(1, QTabBar.ButtonPosition.RightSide), LEFT)
        hands.wait_until(lambda: row(hands) == ["[two]"])
        assert hands.view.hasFocus()

    sorot(three, hand)


def test_tabs_are_dragged_and_moved_by_name(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        tabs = bar(hands)
        start, end = tabs.tabRect(0).center(), tabs.tabRect(2).center()
        QTest.mousePress(tabs, LEFT, pos=start)
        for step in range(1, 11):
            QTest.mouseMove(tabs, start + (end - start) * step / 10)
        QTest.mouseRelease(tabs, LEFT, pos=end)
        hands.wait_until(lambda: row(hands) == ["two", "three", "[one]"])
        hands.press("Alt+1")
        assert name(hands) == "two"
        hands.window.frame.actions["document.later"].trigger()
        assert row(hands) == ["three", "[two]", "one"]
        hands.window.frame.actions["document.earlier"].trigger()
        assert row(hands) == ["[two]", "three", "one"]

    sorot(three, hand)


def test_arrows_in_the_row_stay_in_the_row(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        tabs = bar(hands)
        tabs.setFocus()
        hands.wait_until(tabs.hasFocus)
        for wanted in ("two", "three"):
            hands.press("Right", on=tabs)
            hands.wait_until(lambda wanted=wanted: name(hands) == wanted)
            assert tabs.hasFocus()
        hands.press("F6", on=tabs)
        assert not tabs.hasFocus()

    sorot(three, hand)


def test_files_dropped_come_in_tabs_and_once_only(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        drop(hands, *three[1:], three[0])
        assert row(hands) == ["one", "[two]", "three"]
        hands.answer("OK")
        drop(hands, three[2], three[2] + "x", str(Path(three[0]).parent))
        assert row(hands) == ["one", "two", "[three]"]
        (said,) = hands.questions
        assert "three.txtx" in said

    sorot(three[:1], hand)


def test_files_of_one_name_are_told_apart(sorot: Sorot, tmp_path: Path) -> None:
    paths = [tmp_path / year / "darna.txt" for year in ("2023", "2024")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("Libya")

    def hand(hands: Hands) -> None:
        assert row(hands)[1] == "darna.txt – 2024"
        assert bar(hands).tabToolTip(1) == str(paths[1])
        hands.press("Ctrl+W")
        assert row(hands) == ["[darna]"]

    sorot([str(path) for path in paths], hand)


def test_the_menu_of_a_tab(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        def choose(number: int, text: str) -> None:
            tabs = bar(hands)
            tabs.menuAsked.emit(three[number], tabs.mapToGlobal(tabs.rect().center()))
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            (action,) = (one for one in menu.actions() if one.text().replace("&", "") == text)
            action.trigger()
            menu.close()

        choose(2, "Copy the Path")
        assert hands.clipboard() == three[2]
        choose(0, "Close")
        assert row(hands) == ["[two]", "three"]
        choose(2, "Close the Others")
        assert row(hands) == ["[three]"]

    sorot(three, hand)


def test_trouble_in_the_background(sorot: Sorot, three: list[str]) -> None:
    labels = Path(three[0]).with_suffix(".labels.json")

    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.wait_until_saved()
        labels.write_text("somebody else's")
        hands.press("Delete", "Ctrl+Tab")
        hands.wait_until(lambda: bar(hands).accessibleTabName(0) == "one.txt, Cannot be saved")
        assert "one.txt" in hands.window.statusBar().currentMessage()
        assert hands.banner("failed") == ""
        hands.press("g")
        assert hands.mentions() == [("GPE", "Libya")], "the others go on"
        hands.wait_until_saved()
        hands.press("Ctrl+Tab", "Ctrl+Tab")
        assert "Nothing has been overwritten" in hands.banner("failed")
        hands.answer("Overwrite")
        hands.press_banner("failed", "Overwrite…")
        hands.wait_until(lambda: bar(hands).accessibleTabName(0) == "one.txt")
        assert hands.label_file()["mentions"] == []

    sorot(three, hand)


def test_quitting_asks_for_what_cannot_be_saved_and_stays(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        for number, path in enumerate(three[:2], start=1):
            hands.press(f"Alt+{number}", "g")
            hands.wait_until_saved()
            Path(path).with_suffix(".labels.json").write_text("somebody else's")
            hands.press("Delete")
        hands.press("Alt+3")
        hands.answer("Close Anyway", "Cancel")
        hands.window.close()
        assert hands.window.isVisible()
        first, second = hands.questions
        assert ("one.txt" in first, "two.txt" in second) == (True, True)
        assert row(hands) == ["one", "[two]", "three"]
        hands.answer("Close Anyway", "Close Anyway")
        hands.window.close()
        assert not hands.window.isVisible()

    assert sorot(three, hand) == 0
    left = [Path(path).with_suffix(".labels.json").read_text() for path in three[:2]]
    assert left == ["somebody else's"] * 2


def test_a_read_only_document_is_marked(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Tab")
        marks = [one.mark for one in hands.window.frame.desk.sheets]
        assert marks == [Mark.READ_ONLY, Mark.READ_ONLY, Mark.NONE]
        assert bar(hands).accessibleTabName(1) == "two.txt, Read-only"
        hands.press("g")
        assert hands.mentions() == []

    sorot(["--read-only", *three], hand)


def test_nothing_of_a_closed_document_stays(sorot: Sorot, three: list[str]) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Ctrl+Tab", "g")
        for _ in range(2):
            document = hands.window.frame.desk.document
            assert document is not None
            held = [weakref.ref(document.session), weakref.ref(document.session.annotations)]
            del document
            hands.press("Ctrl+W")
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            assert [one() for one in held] == [None, None]

    sorot(three, hand)
