"""The row of tabs: what it shows is told to it, what is done to it it tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from gui.core.theme import DARK
from gui.widgets.document_tabs import DocumentTabs, Mark, Tab

THREE = [Tab("one.txt", "/a/one.txt"), Tab("A & B.txt", "/a/A & B.txt"), Tab("three.txt", "/a/three.txt")]
LEFT, MIDDLE, BARE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tabs(qtbot: QtBot) -> Iterator[DocumentTabs]:
    tabs = DocumentTabs()
    qtbot.addWidget(tabs)
    tabs.show_tabs(THREE, 1)
    tabs.resize(600, tabs.sizeHint().height())
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


def middle(tabs: DocumentTabs, number: int) -> QPoint:
    return tabs.tabRect(number).center()


def test_names_are_shown_as_they_are(tabs: DocumentTabs) -> None:
    assert [tabs.tabText(number) for number in range(3)] == ["one.txt", "A && B.txt", "three.txt"]
    assert tabs.tabToolTip(1) == "/a/A & B.txt"
    assert tabs.currentIndex() == 1


def test_one_document_needs_no_row(tabs: DocumentTabs) -> None:
    tabs.show_tabs(THREE[:1], 0)
    assert not tabs.isVisible()
    tabs.show_tabs(THREE, 0)
    assert tabs.isVisible()


def test_being_told_what_to_show_is_not_a_choice(tabs: DocumentTabs, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.show_tabs(THREE[:2], 0)
        tabs.show_tabs(THREE, 2)


def test_a_click_chooses_and_so_do_arrows(tabs: DocumentTabs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.chosen) as chosen:
        QTest.mouseClick(tabs, LEFT, BARE, middle(tabs, 2))
    assert chosen.args == [THREE[2].path]
    tabs.show_tabs(THREE, 2)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        QTest.keyClick(tabs, Qt.Key.Key_Left)
    assert chosen.args == [THREE[1].path]


def test_the_middle_button_and_the_cross_close(tabs: DocumentTabs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.closeAsked) as closed:
        QTest.mouseClick(tabs, MIDDLE, BARE, middle(tabs, 0))
    assert closed.args == [THREE[0].path]
    cross = tabs.tabButton(2, QTabBar.ButtonPosition.RightSide)
    assert cross.accessibleName() == "Close three.txt"
    with qtbot.waitSignal(tabs.closeAsked) as closed:
        QTest.mouseClick(cross, LEFT)
    assert closed.args == [THREE[2].path]
    assert tabs.count() == 3, "whoever listens closes, or does not"


def test_the_middle_button_let_go_elsewhere_does_nothing(tabs: DocumentTabs, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tabs.closeAsked):
        QTest.mousePress(tabs, MIDDLE, BARE, middle(tabs, 0))
        QTest.mouseRelease(tabs, MIDDLE, BARE, middle(tabs, 1))


@pytest.mark.parametrize(
    "mark, words",
    [(Mark.UNSAVED, "Not saved yet"), (Mark.FAILED, "Cannot be saved"), (Mark.READ_ONLY, "Read-only")],
)
def test_a_mark_is_drawn_and_worded(tabs: DocumentTabs, mark: Mark, words: str) -> None:
    before = tabs.grab().toImage()
    marked = [THREE[0], THREE[1], Tab("three.txt", "/a/three.txt", mark)]
    tabs.show_tabs(marked, 1)
    assert before != tabs.grab().toImage()
    assert tabs.tabToolTip(2) == f"/a/three.txt\n{words}"
    assert tabs.accessibleTabName(2) == f"three.txt, {words}"
    tabs.show_tabs(THREE, 1)
    assert before == tabs.grab().toImage()


def test_the_menu_is_of_the_tab_under_the_mouse_or_by_key_of_the_one_in_front(
    tabs: DocumentTabs, qtbot: QtBot
) -> None:
    reasons = QContextMenuEvent.Reason
    for reason, number in ((reasons.Mouse, 2), (reasons.Keyboard, 1)):
        with qtbot.waitSignal(tabs.menuAsked) as asked:
            place = middle(tabs, 2)
            QApplication.sendEvent(tabs, QContextMenuEvent(reason, place, tabs.mapToGlobal(place)))
        assert asked.args[0] == THREE[number].path


def test_the_wheel_scrolls_and_chooses_nothing(tabs: DocumentTabs, qtbot: QtBot) -> None:
    tabs.resize(120, tabs.height())
    tabs.show_tabs(THREE, 0)
    before = tabs.tabRect(0).x()

    def turn(steps: int) -> None:
        at = QPointF(20, 10)
        angle = QPoint(0, 120 * steps)
        QApplication.sendEvent(
            tabs,
            QWheelEvent(at, tabs.mapToGlobal(at), QPoint(), angle, Qt.MouseButton.NoButton, BARE,
                        Qt.ScrollPhase.NoScrollPhase, False),
        )  # fmt: skip

    with qtbot.assertNotEmitted(tabs.chosen):
        turn(-1)
        assert tabs.tabRect(0).x() < before
        turn(1)
    assert tabs.currentIndex() == 0


def test_the_theme_s_colours(tabs: DocumentTabs) -> None:
    tabs.show_tabs([THREE[0], Tab("b.txt", "/b.txt", Mark.FAILED)], 0)
    before = tabs.grab().toImage()
    tabs.set_theme(DARK)
    assert before != tabs.grab().toImage()


def test_a_short_name_stays_whole_where_room_is_short(qtbot: QtBot) -> None:
    bar = DocumentTabs()
    qtbot.addWidget(bar)
    long = [Tab(f"a-long-name-of-a-document-{number:05}.txt", f"/{number}") for number in range(5)]
    bar.show_tabs([Tab("alice.txt", "/a"), *long], 0)
    bar.resize(700, 32)
    bar.show()
    assert bar.tabRect(0).width() == bar.tabSizeHint(0).width()
    assert bar.tabRect(1).width() < bar.tabSizeHint(1).width()
