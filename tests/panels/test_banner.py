"""Messages above the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.core.interaction import Gravity
from gui.core.theme import DARK, LIGHT
from gui.widgets.banner import Banner, BannerAction, BannerStack


@pytest.fixture
def stack(qtbot: QtBot) -> BannerStack:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    made = BannerStack()
    layout.addWidget(made)
    layout.addStretch(1)
    window.resize(600, 300)
    window.show()
    made.window_kept = window  # type: ignore[attr-defined]
    return made


def banner(stack: BannerStack, key: str) -> Banner:
    found = stack.banner(key)
    assert found is not None
    return found


def test_no_banner_takes_no_room(stack: BannerStack) -> None:
    assert not stack.isVisible()


def test_banners_stack_in_order_and_go_by_key(stack: BannerStack) -> None:
    stack.show_banner("disk", Gravity.ERROR, "The disk is full.")
    stack.show_banner("text", Gravity.WARNING, "The text has changed.")
    assert (
        banner(stack, "disk").mapTo(stack, banner(stack, "disk").pos()).y() <= banner(stack, "text").pos().y()
    )
    stack.dismiss("disk")
    assert stack.banner("disk") is None
    stack.dismiss("disk")
    assert stack.isVisible()
    stack.clear()
    assert not stack.isVisible()


def test_the_same_key_replaces_in_place(stack: BannerStack) -> None:
    stack.show_banner("disk", Gravity.WARNING, "Trying again.")
    stack.show_banner("text", Gravity.INFO, "Recovered.")
    stack.show_banner("disk", Gravity.ERROR, "The disk is full.")
    assert banner(stack, "disk").label.text() == "The disk is full."
    layout = stack.layout()
    assert layout is not None
    assert layout.count() == 2
    assert layout.itemAt(0).widget() is banner(stack, "disk")


def test_buttons_are_reached_and_pressed_by_key(qtbot: QtBot, stack: BannerStack) -> None:
    pressed: list[str] = []
    actions = [
        BannerAction(text, lambda text=text: pressed.append(text)) for text in ("Try Now", "Elsewhere…")
    ]
    stack.show_banner("disk", Gravity.ERROR, "The disk is full.", actions, stays=True)
    shown = banner(stack, "disk")
    assert shown.accessibleName() == "The disk is full."
    shown.buttons[0].setFocus()
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Space)
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Tab)
    assert stack.window().focusWidget() is shown.buttons[1]
    qtbot.keyClick(shown.buttons[1], Qt.Key.Key_Space)
    assert pressed == ["Try Now", "Elsewhere…"]


def test_an_action_may_take_its_own_banner_away(qtbot: QtBot, stack: BannerStack) -> None:
    stack.show_banner("x", Gravity.INFO, "Done.", [BannerAction("Fine", lambda: stack.dismiss("x"))])
    qtbot.mouseClick(banner(stack, "x").buttons[0], Qt.MouseButton.LeftButton)
    assert stack.banner("x") is None


def test_escape_dismisses_what_may_be_dismissed(qtbot: QtBot, stack: BannerStack) -> None:
    stack.show_banner("stays", Gravity.ERROR, "Read-only.", stays=True)
    stack.show_banner("goes", Gravity.INFO, "Recovered.")
    for key in ("stays", "goes"):
        qtbot.keyClick(banner(stack, key), Qt.Key.Key_Escape)
    assert stack.banner("stays") is not None
    assert stack.banner("goes") is None


def test_markup_in_a_file_name_is_no_markup(stack: BannerStack) -> None:
    stack.show_banner("x", Gravity.INFO, "<b>a.txt</b>")
    assert banner(stack, "x").label.textFormat() is Qt.TextFormat.PlainText


def test_four_buttons_are_too_many(qtbot: QtBot, stack: BannerStack) -> None:
    with pytest.raises(ValueError, match="at most 3"):
        stack.show_banner("x", Gravity.INFO, "x", [BannerAction(str(n), lambda: None) for n in range(4)])


def test_it_takes_the_theme(stack: BannerStack) -> None:
    stack.show_banner("x", Gravity.WARNING, "The text has changed.")
    light = banner(stack, "x").grab().toImage()
    stack.set_theme(DARK)
    assert banner(stack, "x").grab().toImage() != light


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_stripe_is_where_lines_begin(stack: BannerStack, direction: Qt.LayoutDirection) -> None:
    stack.setLayoutDirection(direction)
    stack.show_banner("x", Gravity.ERROR, "The labels cannot be saved.")
    picture = banner(stack, "x").grab().toImage()
    colours = [picture.pixelColor(x, picture.height() // 2) for x in (1, picture.width() - 2)]
    if direction is Qt.LayoutDirection.RightToLeft:
        colours.reverse()
    assert colours[0] == LIGHT.error
    assert colours[1] != LIGHT.error
