"""Preferences: one table, applied at once, put back by Cancel, all by keyboard."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from gui.core import settings as stored
from gui.core.preferences import PAGE_TITLES, PREFERENCES, Preference, PreferencePage
from gui.core.reading import LabelDisplay
from gui.core.settings import TABLE, Setting, Settings
from gui.dialogs.preferences import PreferencesDialog


def dialog_for(settings: Settings, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


def choice(dialog: PreferencesDialog, setting: Setting[object]) -> QComboBox:
    control = dialog.controls[setting.key]
    assert isinstance(control, QComboBox)
    return control


def test_a_setting_is_offered_once_and_is_in_the_table() -> None:
    offered = [one.setting.key for one in PREFERENCES]
    assert len(set(offered)) == len(offered)
    assert set(offered) <= {one.key for one in TABLE}
    assert set(PAGE_TITLES) == set(PreferencePage)


@pytest.mark.parametrize("row", PREFERENCES, ids=lambda row: row.setting.key)
def test_every_option_is_worded_and_passes_the_check(qtbot: QtBot, row: Preference) -> None:
    settings = Settings()
    values = [False, True] if row.options is None else [value for value, _ in row.options()]
    assert row.setting.default in values
    for value in values:
        settings.set(row.setting, value)
        assert settings.get(row.setting) == value
    if row.options is not None:
        assert all(words for _, words in row.options())


@pytest.mark.parametrize("page", PreferencePage)
def test_letters_of_a_page_are_unique(page: PreferencePage) -> None:
    texts = [one.text for one in PREFERENCES if one.page is page] + ["&Usual Values"]
    letters = [found[1].lower() for text in texts if (found := re.search("&(.)", text))]
    assert len(letters) == len(texts)
    assert len(set(letters)) == len(letters)


def test_the_dialog_shows_what_is_set_and_changes_nothing_by_opening(qtbot: QtBot) -> None:
    settings = Settings()
    settings.set(stored.SIZE, 14)
    settings.set(stored.SPACING, 123)
    settings.set(stored.INVISIBLES, True)
    with qtbot.assertNotEmitted(settings.changed):
        dialog = dialog_for(settings, qtbot)
        dialog.accept()
    assert choice(dialog, stored.SIZE).currentText() == "14 points"
    assert choice(dialog, stored.SPACING).currentData() == 123, "a value that is not offered stays as it is"
    invisibles = dialog.controls[stored.INVISIBLES.key]
    assert isinstance(invisibles, QCheckBox)
    assert invisibles.isChecked()


def test_every_change_applies_at_once_and_cancel_puts_all_back(qtbot: QtBot) -> None:
    settings = Settings()
    settings.set(stored.LINE_LENGTH, 70)
    before = {one.setting.key: settings.get(one.setting) for one in PREFERENCES}
    dialog = dialog_for(settings, qtbot)
    heard: list[Setting[object]] = []
    settings.changed.connect(heard.append)
    for row in PREFERENCES:
        control = dialog.controls[row.setting.key]
        if isinstance(control, QComboBox):
            control.setCurrentIndex((control.currentIndex() + 1) % control.count())
        else:
            control.toggle()
        assert settings.get(row.setting) != before[row.setting.key]
    assert heard == [row.setting for row in PREFERENCES]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert {one.setting.key: settings.get(one.setting) for one in PREFERENCES} == before


def test_by_keyboard_alone(qtbot: QtBot) -> None:
    settings = Settings()
    dialog = dialog_for(settings, qtbot)
    qtbot.waitUntil(choice(dialog, stored.FONT).hasFocus)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert choice(dialog, stored.SIZE).hasFocus()
    QTest.keyClick(choice(dialog, stored.SIZE), Qt.Key.Key_End)
    assert settings.get(stored.SIZE) == 48
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.currentIndex() == 1
    QTest.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert settings.get(stored.DISPLAY) is LabelDisplay.UNDERLINE
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert settings.get(stored.SIZE) == 48


def test_the_usual_values_are_those_of_the_page_in_front(qtbot: QtBot) -> None:
    settings = Settings()
    settings.set(stored.SIZE, 20)
    settings.set(stored.INVISIBLES, True)
    settings.set(stored.DISPLAY, LabelDisplay.CHIP)
    dialog = dialog_for(settings, qtbot)
    QTest.mouseClick(dialog.defaults_button, Qt.MouseButton.LeftButton)
    assert settings.get(stored.SIZE) == 0
    assert settings.get(stored.INVISIBLES) is False
    assert settings.get(stored.DISPLAY) is LabelDisplay.CHIP
    dialog.reject()
    assert settings.get(stored.SIZE) == 20


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("width", [1300, 300])
def test_the_dialog_stands_at_the_trailing_edge(
    qtbot: QtBot, direction: Qt.LayoutDirection, width: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    window.resize(width, 800)
    window.show()
    dialog = PreferencesDialog(Settings(), window)
    dialog.stand_beside(window)
    dialog.show()
    left = dialog.frameGeometry().left() - window.geometry().left()
    right = window.geometry().right() - dialog.frameGeometry().right()
    assert left >= 0
    if width > dialog.width() * 2:
        near, far = (left, right) if direction is Qt.LayoutDirection.RightToLeft else (right, left)
        assert near < 40 < far
