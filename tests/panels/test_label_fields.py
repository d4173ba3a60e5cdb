"""Small parts of the label set editor: a key that is pressed, a colour that is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model.records import Kind
from gui.core.colours import TONES
from gui.core.theme import LIGHT
from gui.widgets.colour_choice import COLOUR_NAMES, ColourChoice
from gui.widgets.key_field import KeyField

BARE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    "key, held, wanted",
    [
        (Qt.Key.Key_P, BARE, "p"),
        (Qt.Key.Key_P, SHIFT, "Shift+P"),
        (Qt.Key.Key_1, BARE, "1"),
        (Qt.Key.Key_Backspace, BARE, ""),
        (Qt.Key.Key_Delete, BARE, ""),
        (Qt.Key.Key_P, CTRL, "x"),
        (Qt.Key.Key_P, ALT, "x"),
        (Qt.Key.Key_Comma, BARE, "x"),
        (Qt.Key.Key_F2, BARE, "x"),
        (Qt.Key.Key_Space, BARE, "x"),
    ],
)
def test_a_key_is_taken_or_left(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, wanted: str) -> None:
    field = KeyField()
    qtbot.addWidget(field)
    field.set_key("x")
    told: list[str] = []
    field.keyChosen.connect(told.append)
    QTest.keyClick(field, key, held)
    assert field.key() == wanted
    assert told == ([] if wanted == "x" else [wanted])


def test_every_colour_of_label_sets_has_a_swatch_with_a_name() -> None:
    assert set(COLOUR_NAMES) == set(TONES)


@pytest.mark.parametrize("mirrored", [False, True])
def test_arrows_choose_the_neighbour_as_it_is_seen(qtbot: QtBot, mirrored: bool) -> None:
    choice = ColourChoice(LIGHT)
    qtbot.addWidget(choice)
    if mirrored:
        choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    choice.show()
    choice.show_colour("orange", Kind.EVENT)
    told: list[str] = []
    choice.colourChosen.connect(told.append)
    seen = sorted(list(choice.buttons)[:7], key=lambda name: choice.buttons[name].x())
    QTest.keyClick(choice.buttons["orange"], Qt.Key.Key_Right)
    assert told == [seen[seen.index("orange") + 1]]
    QTest.keyClick(choice.buttons[told[0]], Qt.Key.Key_Down)
    assert choice.buttons[told[1]].y() > choice.buttons[told[0]].y()
