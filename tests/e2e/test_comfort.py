"""The window as a reader wants it: by keys, in the preferences, and again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from gui.core import settings as stored
from gui.core.reading import LabelDisplay
from gui.core.settings import Setting, Settings
from gui.core.theme import BLACK, WHITE
from gui.demo import press
from gui.dialogs.preferences import PreferencesDialog
from tests.e2e.hands import Hands, Sorot


def in_preferences(hands: Hands, use: Callable[[PreferencesDialog], None]) -> None:
    """Ctrl+comma, do something there, and come back to the text."""

    def found() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PreferencesDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(5, found)
            return
        try:
            use(dialog)
            closed.append(not dialog.isVisible())
        finally:
            if dialog.isVisible():
                dialog.reject()

    closed: list[bool] = []
    QTimer.singleShot(0, found)
    hands.press("Ctrl+Comma")
    hands.window.activateWindow()
    hands.wait_until(hands.view.hasFocus)
    assert closed == [True]


def choose(dialog: PreferencesDialog, setting: Setting[object], value: object) -> None:
    control = dialog.controls[setting.key]
    assert isinstance(control, QComboBox)
    dialog.pages.setCurrentWidget(next(one for one in _pages(dialog) if one.isAncestorOf(control)))
    control.setFocus()
    control.setCurrentIndex(control.findData(value))


def _pages(dialog: PreferencesDialog) -> list[QWidget]:
    return [dialog.pages.widget(number) for number in range(dialog.pages.count())]


def test_labels_are_drawn_otherwise_by_one_key_and_so_again_next_time(sorot: Sorot, article: Path) -> None:
    def first(hands: Hands) -> None:
        actions = hands.window.frame.actions
        assert actions["display.colour"].isChecked()
        for display in (
            LabelDisplay.UNDERLINE,
            LabelDisplay.CHIP,
            LabelDisplay.COLOUR,
            LabelDisplay.UNDERLINE,
        ):
            hands.press("Ctrl+Shift+D")
            assert hands.view.reading().display is display
            assert actions[f"display.{display}"].isChecked()
        assert "underline" in hands.window.statusBar().currentMessage()

    def second(hands: Hands) -> None:
        assert hands.view.reading().display is LabelDisplay.UNDERLINE
        hands.window.frame.actions["display.chip"].trigger()
        assert hands.view.reading().display is LabelDisplay.CHIP

    assert sorot([str(article)], first) == 0
    assert sorot([str(article)], second) == 0
    assert Settings().get(stored.DISPLAY) is LabelDisplay.CHIP


def test_preferences_are_seen_in_the_text_while_the_dialog_is_open(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+End")
        page = hands.view._page
        before, usual = page.place.bookmark(), page.metrics.font.pixelSize()

        def larger(dialog: PreferencesDialog) -> None:
            choose(dialog, stored.SIZE, 24)
            assert page.metrics.font.pixelSize() > 1.5 * usual
            assert abs(page.caret_rect(before.offset).y() - before.y) < page.metrics.plain_row_height
            choose(dialog, stored.LINE_LENGTH, 60)
            choose(dialog, stored.THEME, "black")
            assert hands.view.theme() is BLACK
            press(dialog.focusWidget(), "Escape")

        in_preferences(hands, larger)
        assert page.metrics.font.pixelSize() == usual
        assert hands.view.theme() is not BLACK
        assert page.place.bookmark() == before

        def kept(dialog: PreferencesDialog) -> None:
            choose(dialog, stored.SIZE, 18)
            press(dialog.focusWidget(), "Return")

        in_preferences(hands, kept)
        assert hands.view.reading().size == 18

    assert sorot([str(article)], hand) == 0

    def again(hands: Hands) -> None:
        assert hands.view.reading().size == 18

    assert sorot([str(article)], again) == 0


def test_menu_and_dialog_agree(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        actions = hands.window.frame.actions
        hands.press("Ctrl+I")
        assert hands.view.show_invisibles()
        actions["theme.white"].trigger()
        assert hands.view.theme() is WHITE

        def look(dialog: PreferencesDialog) -> None:
            themes = dialog.controls[stored.THEME.key]
            assert isinstance(themes, QComboBox)
            assert themes.currentData() == "white"
            choose(dialog, stored.THEME, "dark")
            invisibles = dialog.controls[stored.INVISIBLES.key]
            effort = dialog.controls[stored.EFFORT.key]
            assert isinstance(invisibles, QCheckBox)
            assert isinstance(effort, QCheckBox)
            invisibles.setChecked(False)
            effort.setChecked(False)
            press(dialog.focusWidget(), "Return")

        in_preferences(hands, look)
        assert actions["theme.dark"].isChecked()
        assert not actions["view.invisibles"].isChecked()
        assert not actions["effort.count"].isChecked()
        assert not hands.window.effort.count.counting
        assert not hands.view.show_invisibles()

    assert sorot([str(article)], hand) == 0
