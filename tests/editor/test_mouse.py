"""Every gesture, by real mouse events."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotations.text.span import Span
from tests.support.shown import Shown, place

Show = Callable[..., Shown]
TEXT = "Mr Leon left Libya. He went to Tunis by train.\nThen he rested."


def test_a_click_puts_the_caret(show: Show) -> None:
    shown = show(TEXT)
    shown.click(shown.point(13))
    assert (shown.view.caret(), shown.view.anchor()) == (13, 13)
    shown.click(shown.point(18), shift=True)
    assert shown.selected() == "Libya"


def test_a_drag_selects_and_says_when_it_is_finished(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT)
    shown.press(shown.point(3))
    shown.drag_to(shown.point(5))
    shown.drag_to(shown.point(12))
    assert shown.selected() == "Leon left"
    with qtbot.waitSignal(shown.view.selectionFinished, timeout=1000):
        shown.release(shown.point(12))
    shown.press(shown.point(12))
    shown.drag_to(shown.point(3))
    shown.release(shown.point(3))
    assert (shown.view.anchor(), shown.view.caret()) == (12, 3)


@pytest.mark.usefixtures("quick_clicks")
def test_two_clicks_take_a_word_and_three_a_sentence(show: Show) -> None:
    shown = show(TEXT)
    point = shown.inside(place(TEXT, "Tunis").start + 2)
    shown.click(point)
    shown.double_click(point)
    assert shown.selected() == "Tunis"
    shown.click(point)
    assert shown.selected() == "He went to Tunis by train."


@pytest.mark.usefixtures("quick_clicks")
def test_a_drag_from_a_double_click_goes_on_by_words(show: Show) -> None:
    shown = show(TEXT)
    shown.press_again(shown.inside(14))
    shown.drag_to(shown.inside(25))
    assert shown.selected() == "Libya. He went"
    shown.drag_to(shown.inside(4))
    assert shown.selected() == "Leon left Libya"
    shown.release(shown.inside(4))
    assert shown.selected() == "Leon left Libya"


def test_clicks_cycle_through_nested_mentions(show: Show, qtbot: QtBot) -> None:
    marks = {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left"), "m3": ("GPE", "Leon left Libya")}
    shown = show(TEXT, marks)
    point = shown.inside(4)
    seen = []
    for _ in range(4):
        shown.click(point)
        seen.append(shown.view.current())
    assert seen == ["m1", "m2", "m3", "m1"]
    shown.click(shown.inside(30))
    assert shown.view.current() is None


def test_a_click_on_a_chip_takes_its_mention_and_goes_there(show: Show) -> None:
    shown = show(TEXT, {"m1": ("GPE", "Libya"), "m2": ("PER", "Leon left Libya")})
    shown.click(shown.lane_point("m2"))
    assert (shown.view.current(), shown.view.caret()) == ("m2", 3)
    shown.click(shown.lane_point("m1"))
    assert (shown.view.current(), shown.view.caret()) == ("m1", 13)


def test_the_current_mention_stays_while_text_is_selected(show: Show) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.click(shown.inside(4))
    shown.press(shown.point(20))
    shown.drag_to(shown.point(27))
    shown.release(shown.point(27))
    assert shown.selected() == "He went"
    assert shown.view.current() == "m1"


@pytest.mark.parametrize(
    "at_start, to, expected",
    [(False, 18, (3, 18)), (True, 0, (0, 7)), (True, 30, (6, 7)), (False, 0, (3, 4))],
)
def test_a_handle_moves_an_end_and_keeps_a_character(
    show: Show, qtbot: QtBot, at_start: bool, to: int, expected: tuple[int, int]
) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.view.set_caret(4)
    knob = shown.view._page.caret_rect(3 if at_start else 7).center()
    knob.setY(shown.view._page.caret_rect(3).top() - 2)
    shown.press(knob)
    goal = shown.point(to)
    shown.drag_to(goal)
    assert shown.annotations.mention("m1").spans == (Span(3, 7),)
    with qtbot.waitSignal(shown.view.spanDragged, timeout=1000) as dragged:
        shown.release(goal)
    assert dragged.args == ["m1", 0, *expected]


def test_a_handle_let_go_where_it_was_changes_nothing(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.view.set_caret(4)
    with qtbot.assertNotEmitted(shown.view.spanDragged):
        shown.click(shown.view._page.caret_rect(7).center() - QPoint(0, 12))
    assert shown.view.current() == "m1"


def test_a_span_stays_clear_of_the_others_of_its_mention(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT, {"m1": ("PER", [place(TEXT, "Leon"), place(TEXT, "went")])})
    shown.view.set_caret(4)
    knob = shown.view._page.caret_rect(7).center()
    knob.setY(shown.view._page.caret_rect(3).top() - 2)
    shown.press(knob)
    shown.drag_to(shown.point(40))
    with qtbot.waitSignal(shown.view.spanDragged, timeout=1000) as dragged:
        shown.release(shown.point(40))
    assert dragged.args == ["m1", 0, 3, place(TEXT, "went").start]


def test_dragging_outside_scrolls(show: Show, qtbot: QtBot) -> None:
    text = "\n".join(f"line {number}" for number in range(300))
    shown = show(text, height=300)
    view = shown.view
    shown.press(shown.point(3))
    below = QPoint(60, view.viewport().height() + 90)
    shown.drag_to(below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 400, timeout=5000)
    assert view.caret() > text.index("line 5")
    above = QPoint(60, -90)
    shown.drag_to(above)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 0, timeout=5000)
    shown.release(above)


def test_hovering_lights_up_the_innermost_mention(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left")})
    heard: list[object] = []
    shown.view.hoveredMentionChanged.connect(heard.append)
    for point in (shown.inside(4), shown.inside(9), shown.inside(25), shown.lane_point("m1")):
        QTest.mouseMove(shown.view.viewport(), point)
    assert heard == ["m1", "m2", None, "m1"]
    assert shown.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_the_tool_tip_says_label_quote_and_offsets(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left")})
    QTest.mouseMove(shown.view.viewport(), shown.inside(4))
    point = shown.inside(4)
    event = QHelpEvent(QEvent.Type.ToolTip, point, shown.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(shown.view.viewport(), event)
    assert QToolTip.text() == "<b>Person</b> Leon <i>3–7</i><br><b>Organization</b> Mr Leon left <i>0–12</i>"
    QToolTip.hideText()


@pytest.mark.parametrize("on_mention", [True, False])
def test_the_context_menu_is_asked_for_with_the_mention(show: Show, qtbot: QtBot, on_mention: bool) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    point = shown.inside(4 if on_mention else 25)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, shown.view.viewport().mapToGlobal(point))
    with qtbot.waitSignal(shown.view.contextMenuAt, timeout=1000) as asked:
        QApplication.sendEvent(shown.view.viewport(), event)
    assert asked.args == [shown.view.viewport().mapToGlobal(point), "m1" if on_mention else None]


@pytest.mark.parametrize(
    "key, held",
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)],
)
def test_keys_ask_for_the_context_menu_too(
    show: Show, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.view.set_caret(4)
    with qtbot.waitSignal(shown.view.contextMenuAt, timeout=1000) as asked:
        shown.key(key, held)
    assert asked.args[1] == "m1"
    assert shown.view.viewport().rect().contains(shown.view.viewport().mapFromGlobal(asked.args[0]))


def turn_wheel(
    shown: Shown, notches: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, pixels: int = 0
) -> None:
    where = QPointF(100, 100)
    event = QWheelEvent(
        where, where, QPoint(0, pixels), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shown.view.viewport(), event)


def test_the_wheel_scrolls_and_with_control_zooms(show: Show) -> None:
    shown = show("\n".join(["word " * 30] * 50))
    turn_wheel(shown, -1)
    value = shown.view.verticalScrollBar().value()
    assert value > 0
    turn_wheel(shown, 0, pixels=-7)
    assert shown.view.verticalScrollBar().value() == value + 7
    turn_wheel(shown, 2, Qt.KeyboardModifier.ControlModifier)
    assert shown.view.zoom() == pytest.approx(1.21)
    turn_wheel(shown, -2, Qt.KeyboardModifier.ControlModifier)
    assert shown.view.zoom() == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text", ["a\u00a0b\u2028c\td", "\ufeffmark first", "CR\rCRLF\r\nLF\nend", "\U0001f600\x00e\u0301"]
)
def test_copy_gives_the_exact_text(show: Show, text: str) -> None:
    shown = show(text)
    shown.view.select_all()
    shown.view.copy()
    assert QGuiApplication.clipboard().text() == text


def test_copying_nothing_leaves_the_clipboard(show: Show) -> None:
    QGuiApplication.clipboard().setText("before")
    shown = show(TEXT)
    shown.view.copy()
    assert QGuiApplication.clipboard().text() == "before"
