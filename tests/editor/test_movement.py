"""Every movement by its key, alone and with Shift."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editor.movement import Movement
from tests.support.shown import Shown

Show = Callable[..., Shown]
Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

TEXT = "One two. Three four!\nFive six seven.\n\nEight"
WRAPPED = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho " * 6


@pytest.mark.parametrize(
    "key, held, start, end",
    [
        (Key.Key_Right, NONE, 0, 1),
        (Key.Key_Left, NONE, 4, 3),
        (Key.Key_Left, NONE, 0, 0),
        (Key.Key_Right, NONE, 43, 43),
        (Key.Key_Right, Ctrl, 0, 4),
        (Key.Key_Right, Ctrl, 16, 21),
        (Key.Key_Left, Ctrl, 8, 4),
        (Key.Key_PageDown, Ctrl, 0, 9),
        (Key.Key_PageDown, Ctrl, 9, 21),
        (Key.Key_PageUp, Ctrl, 12, 9),
        (Key.Key_Down, Ctrl, 3, 21),
        (Key.Key_Up, Ctrl, 25, 21),
        (Key.Key_Up, Ctrl, 21, 0),
        (Key.Key_Home, NONE, 12, 0),
        (Key.Key_End, NONE, 3, 20),
        (Key.Key_Home, Ctrl, 30, 0),
        (Key.Key_End, Ctrl, 3, 43),
        (Key.Key_Down, NONE, 21, 37),
        (Key.Key_Down, NONE, 37, 38),
        (Key.Key_Down, NONE, 40, 43),
        (Key.Key_Up, NONE, 3, 0),
        (Key.Key_Up, NONE, 37, 21),
        (Key.Key_PageDown, NONE, 0, 38),
        (Key.Key_PageUp, NONE, 38, 0),
    ],
)
def test_a_key_moves_the_caret(show: Show, key: Key, held: Qt.KeyboardModifier, start: int, end: int) -> None:
    shown = show(TEXT)
    shown.view.set_caret(start)
    shown.key(key, held)
    assert (shown.view.caret(), shown.view.anchor()) == (end, end)


def test_shift_keeps_the_anchor(show: Show) -> None:
    shown = show(TEXT)
    shown.view.set_caret(4)
    shown.key(Key.Key_Right, Shift)
    shown.key(Key.Key_Down, Ctrl | Shift)
    assert (shown.view.caret(), shown.view.anchor()) == (21, 4)
    assert shown.selected() == "two. Three four!\n"
    shown.key(Key.Key_Left)
    assert shown.view.selection().is_empty


def test_a_selection_by_words_ends_with_the_word(show: Show) -> None:
    shown = show("one two, three")
    shown.key(Key.Key_Right, Ctrl | Shift)
    assert shown.selected() == "one"
    shown.key(Key.Key_Right, Ctrl | Shift)
    assert shown.selected() == "one two"
    shown.key(Key.Key_Left, Ctrl | Shift)
    assert shown.selected() == "one "


def test_a_character_is_what_a_reader_takes_for_one(show: Show) -> None:
    text = "e\u0301\U0001f468\u200d\U0001f469\u200d\U0001f467\r\nx"
    shown = show(text)
    stops = [0]
    for _ in range(4):
        shown.key(Key.Key_Right)
        stops.append(shown.view.caret())
    assert stops == [0, 2, 7, 9, 10]
    for stop in reversed(stops[:-1]):
        shown.key(Key.Key_Left)
        assert shown.view.caret() == stop


def test_up_and_down_keep_the_column_over_short_rows(show: Show) -> None:
    shown = show("a rather long line here\nab\nanother rather long line")
    shown.view.set_caret(15)
    shown.key(Key.Key_Down)
    assert shown.view.caret() == 26
    shown.key(Key.Key_Down)
    x = shown.view._page.column_of(15)
    assert abs(shown.view._page.column_of(shown.view.caret()) - x) < 6
    shown.key(Key.Key_Up)
    shown.key(Key.Key_Up)
    assert shown.view.caret() == 15


def test_rows_of_a_wrapped_paragraph_are_walked_one_by_one(show: Show) -> None:
    shown = show(WRAPPED, width=400)
    flow = shown.view._page.flow
    starts = [row.start for row in flow.paragraph(0).rows]
    assert len(starts) > 5
    for start in starts[1:]:
        shown.key(Key.Key_Down)
        assert shown.view.caret() == start
    shown.key(Key.Key_Down)
    assert shown.view.caret() == len(WRAPPED)


def test_the_end_of_a_wrapped_row_is_on_that_row(show: Show) -> None:
    shown = show(WRAPPED, width=400)
    rows = shown.view._page.flow.paragraph(0).rows
    shown.key(Key.Key_End)
    assert shown.view.caret() == rows[1].start - 1
    shown.key(Key.Key_End)
    assert shown.view.caret() == rows[1].start - 1
    shown.key(Key.Key_Home)
    assert shown.view.caret() == 0


def test_left_and_right_are_as_seen_in_a_right_to_left_paragraph(show: Show) -> None:
    shown = show("שלום עולם\nabc")
    shown.key(Key.Key_Left)
    assert shown.view.caret() == 1
    shown.key(Key.Key_Left, Ctrl)
    assert shown.view.caret() == 5
    shown.key(Key.Key_Right)
    assert shown.view.caret() == 4
    shown.key(Key.Key_Right, Ctrl)
    assert shown.view.caret() == 0
    shown.view.set_caret(10)
    shown.key(Key.Key_Right)
    assert shown.view.caret() == 11


@pytest.mark.parametrize("forward", [True, False])
def test_pages_keep_the_caret_at_its_height(show: Show, forward: bool) -> None:
    text = "\n".join(f"paragraph {number} of many" for number in range(400))
    shown = show(text)
    view = shown.view
    view.set_caret(text.index("paragraph 200") + 5)
    y = view._page.caret_rect(view.caret()).y()
    for _ in range(3):
        before = view.caret()
        view.move(Movement.PAGE_DOWN if forward else Movement.PAGE_UP, extend=False)
        assert (view.caret() > before) == forward
        assert abs(view._page.caret_rect(view.caret()).y() - y) < view._page.metrics.plain_row_height
    for _ in range(60):
        view.move(Movement.PAGE_DOWN if forward else Movement.PAGE_UP, extend=False)
    assert view.caret() == (len(text) if forward else 0)


def test_other_keys_are_left_to_the_window(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT)
    with qtbot.assertNotEmitted(shown.view.caretMoved):
        shown.key(Key.Key_P)
        shown.key(Key.Key_F4)


def test_the_caret_is_always_brought_into_view(show: Show) -> None:
    text = "\n".join(f"line {number} " + "word " * (number % 40) for number in range(300))
    shown = show(text)
    view = shown.view
    for offset in (len(text), 0, len(text) // 2, len(text) // 3, 40):
        view.set_caret(offset)
        assert view.viewport().rect().contains(view._page.caret_rect(offset))
    for movement in (Movement.DOWN, Movement.UP, Movement.PARAGRAPH_FORWARD, Movement.SENTENCE_BACK):
        for _ in range(30):
            view.move(movement, extend=False)
            assert view.viewport().rect().contains(view._page.caret_rect(view.caret()))
