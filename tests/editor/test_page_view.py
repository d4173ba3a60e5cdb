"""Scrolling, zoom, colours, width, focus: the reading place is kept through all of them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.text.span import Span
from gui.core.reading import USUAL_LINE
from gui.core.theme import DARK, LIGHT
from gui.editor.metrics import LARGEST_ZOOM, SMALLEST_ZOOM
from gui.editor.text_view import TextView
from tests.support.shown import Shown, mention

Show = Callable[..., Shown]
LONG = "\n".join(f"Paragraph {number}. " + "Some words in it. " * (number % 23) for number in range(300))


def first_row(shown: Shown) -> int:
    return shown.view._page.place.bookmark().offset


def image_of(shown: Shown) -> QImage:
    QApplication.processEvents()
    return shown.view.viewport().grab().toImage()


def screen_of(shown: Shown) -> QImage:
    """What is on the screen, as scrolling and partial painting have left it."""
    QApplication.processEvents()
    view = shown.view
    return view.screen().grabWindow(view.winId()).toImage()


@pytest.mark.parametrize(
    "change",
    [
        lambda view: view.resize(520, 400),
        lambda view: view.resize(1200, 900),
        lambda view: view.set_theme(DARK),
        lambda view: view.setFont(QFont(view.font().family(), 14)),
    ],
    ids=["narrower", "larger", "colours", "font"],
)
def test_the_first_row_stays_first(show: Show, change: Callable[[TextView], None]) -> None:
    shown = show(LONG)
    shown.view.reveal(Span(9000, 9010))
    before = first_row(shown)
    change(shown.view)
    page = shown.view._page
    rect = page.caret_rect(before)
    assert -rect.height() < rect.y() < 2 * page.metrics.plain_row_height


def test_zooming_keeps_the_place_and_its_limits(show: Show, qtbot: QtBot) -> None:
    shown = show(LONG)
    shown.view.reveal(Span(9000, 9010))
    before, row = first_row(shown), shown.view._page.metrics.plain_row_height
    with qtbot.waitSignal(shown.view.zoomChanged, timeout=1000) as zoomed:
        shown.view.set_zoom(2.0)
    assert zoomed.args == [2.0]
    assert shown.view._page.metrics.plain_row_height > 1.8 * row
    assert abs(shown.view._page.caret_rect(before).y()) < 3 * shown.view._page.metrics.plain_row_height
    shown.view.set_zoom(100)
    assert shown.view.zoom() == LARGEST_ZOOM
    shown.view.set_zoom(0)
    assert shown.view.zoom() == SMALLEST_ZOOM
    with qtbot.assertNotEmitted(shown.view.zoomChanged):
        shown.view.zoom_by(-1)


def test_showing_invisible_characters_moves_no_offset_and_keeps_the_place(show: Show) -> None:
    text = "".join(f"a\u200bb\u00a0c\t{number}\ufeff d\n" for number in range(200))
    shown = show(text)
    shown.view.reveal(Span(1000, 1010))
    before = first_row(shown)
    rows = [row.start for row in shown.view._page.place.shown[0].laid.rows]
    shown.view.set_show_invisibles(True)
    assert shown.view.show_invisibles()
    assert first_row(shown) == before
    assert [row.start for row in shown.view._page.place.shown[0].laid.rows] == rows


def test_the_column_stays_readable_and_in_the_middle(show: Show) -> None:
    shown = show(LONG, width=2400)
    page = shown.view._page
    rows = [row for one in page.place.shown for row in one.laid.rows]
    assert max(row.text_end - row.start for row in rows) < 1.3 * USUAL_LINE
    left, right = page.column_x, shown.view.viewport().width() - page.column_x - page.flow.setting.width
    assert abs(left - right) <= 1


def test_scrolling_to_the_end_and_back_shows_both_ends(show: Show) -> None:
    shown = show(LONG)
    bar, page = shown.view.verticalScrollBar(), shown.view._page
    bar.setValue(bar.maximum())
    last = page.caret_rect(len(LONG))
    assert shown.view.viewport().rect().contains(last)
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    assert page.caret_rect(0).y() == page.metrics.margin


def test_what_is_scrolled_looks_like_what_is_painted(show: Show) -> None:
    shown = show(LONG)
    shown.add(*(mention(f"m{n}", "PER", Span(9 * n, 9 * n + 30)) for n in range(150)))
    bar = shown.view.verticalScrollBar()
    screen_of(shown)
    for step in (13, 40, 333, -25, 470, -120):
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
    scrolled = screen_of(shown)
    shown.view.viewport().update()
    assert screen_of(shown) == scrolled
    assert scrolled == shown.view.grab().toImage().convertToFormat(scrolled.format())


def test_each_step_of_the_wheel_moves_the_text_by_it(show: Show) -> None:
    shown = show(LONG)
    bar, page = shown.view.verticalScrollBar(), shown.view._page
    bar.setValue(5000)
    for step in (-40, -40, 40, -400, 300):
        offset = page.place.bookmark().offset
        before = page.caret_rect(offset).y()
        bar.setValue(bar.value() + step)
        assert page.caret_rect(offset).y() == before - step


def test_reveal_scrolls_only_when_it_must_and_leaves_the_caret(show: Show) -> None:
    shown = show(LONG)
    far = len(LONG) * 2 // 3
    shown.view.reveal(Span(far, far + 5))
    assert shown.view.viewport().rect().contains(shown.view._page.caret_rect(far))
    value = shown.view.verticalScrollBar().value()
    shown.view.reveal(Span(far, far + 5))
    assert shown.view.verticalScrollBar().value() == value
    assert shown.view.caret() == 0


def test_colours_change_while_it_runs(show: Show) -> None:
    shown = show("text")
    for theme in (DARK, LIGHT):
        shown.view.set_theme(theme)
        assert image_of(shown).pixelColor(3, 3) == theme.base


def test_without_a_document_it_says_how_to_open_one(qtbot: QtBot) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    image = view.viewport().grab().toImage()
    colours = {image.pixel(x, y) for x in range(100, 400, 2) for y in range(100, 200)}
    assert len(colours) > 5
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    view.set_caret(5)
    assert view.caret() == 0


def test_the_frame_shows_the_focus(show: Show, qtbot: QtBot) -> None:
    shown = show("text")
    other = QLineEdit()
    qtbot.addWidget(other)
    shown.view.setFocus()
    focused = shown.view.grab().toImage().pixelColor(QPoint(100, 0))
    assert (focused == LIGHT.accent) is shown.view.hasFocus()
    shown.view.clearFocus()
    assert shown.view.grab().toImage().pixelColor(QPoint(100, 0)) == LIGHT.base


def test_the_caret_blinks_as_the_desktop_says(show: Show, qtbot: QtBot, qapp: QApplication) -> None:
    usual = QGuiApplication.styleHints().cursorFlashTime()
    try:
        qapp.setCursorFlashTime(20)
        shown = show("text")
        blinker = shown.view._blinker
        shown.view.set_caret(1)
        assert blinker.shown
        qtbot.waitUntil(lambda: not blinker.shown, timeout=5000)
        qtbot.waitUntil(lambda: blinker.shown, timeout=5000)
        qapp.setCursorFlashTime(0)
        shown.view.set_caret(2)
        assert blinker.shown
        assert not blinker._timer.isActive()
    finally:
        qapp.setCursorFlashTime(usual)


def test_input_methods_stay_away(show: Show) -> None:
    shown = show("text")
    assert not shown.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_in_a_quiet_moment_the_next_screen_is_laid_out(show: Show, qtbot: QtBot) -> None:
    shown = show(LONG)
    place = shown.view._page.place
    last = place.shown[-1].index
    assert not place.flow.is_laid_out(last + 3)
    y = shown.point(0).y()
    qtbot.waitUntil(
        lambda: place.flow.is_laid_out(last + 3) and not shown.view._ahead._timer.isActive(), timeout=5000
    )
    assert not place.flow.is_laid_out(last + 100)
    assert shown.point(0).y() == y
    assert shown.view.verticalScrollBar().maximum() == place.maximum
