"""The table of actions holds together, and the menus and keys made from it work."""

import json
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.core.action_spec import MENU_TITLES, ActionSpec, Menu, Scope
from gui.core.actions import ACTIONS, SUBMENUS, view_keys
from gui.core.menus import build_actions, build_label_actions, build_menus

NEWS = Path(__file__).parents[2] / "schemas/label_sets/news.labelset.json"


def sequence(key: str) -> str:
    made = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    assert made.count() == 1, key
    assert made[0].key() != Qt.Key.Key_unknown, key
    return made.toString(QKeySequence.SequenceFormat.PortableText)


def test_ids_are_unique_and_in_their_place() -> None:
    assert [spec for spec, count in Counter(spec.id for spec in ACTIONS).items() if count > 1] == []
    assert set(MENU_TITLES) == set(Menu)
    assert set(SUBMENUS) <= {spec.id for spec in ACTIONS}
    for after, menu in SUBMENUS.items():
        spec = next(spec for spec in ACTIONS if spec.id == after)
        assert menu.startswith(spec.menu + ".")


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_an_action_is_worded(spec: ActionSpec) -> None:
    assert spec.text.strip("&…. ")
    assert spec.text.count("&") <= 1
    assert spec.tip
    assert not spec.tip.endswith(".")
    assert not spec.group or spec.checkable
    single = [key for key in spec.keys if "+" not in key and not key.startswith("F")]
    assert not single or spec.scope is Scope.VIEW, "a key without Ctrl or Alt would be taken from text fields"


def test_no_two_actions_have_one_key_and_none_has_a_label_s() -> None:
    keys = [sequence(key) for spec in ACTIONS for key in spec.keys]
    keys += [sequence(key) for key in view_keys()]
    if NEWS.exists():
        news = json.loads(NEWS.read_text("utf-8"))
        keys += [
            sequence(label["key"]) for kind in news["kinds"] for label in kind["labels"] if label.get("key")
        ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_letters_of_a_menu_are_unique(qtbot: QtBot) -> None:
    for menu in Menu:
        letters = [
            text[text.index("&") + 1].lower()
            for text in (
                *(spec.text for spec in ACTIONS if spec.menu is menu),
                *(MENU_TITLES[one] for one in SUBMENUS.values() if one.rpartition(".")[0] == menu),
            )
            if "&" in text
        ]
        assert len(letters) == len(set(letters)), menu


class Window(QMainWindow):
    """A window with a view and a search field, as the real one has."""

    def __init__(self) -> None:
        super().__init__()
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.addWidget(self.view)
        layout.addWidget(self.field)
        self.setCentralWidget(middle)
        self.done: list[str] = []
        self.actions_by_id = build_actions(self, self.view)
        self.menus = build_menus(self.menuBar(), self.actions_by_id)
        for name, action in self.actions_by_id.items():
            action.triggered.connect(lambda _=False, name=name: self.done.append(name))
        self.label_actions = build_label_actions(
            [
                Label("PER", Kind.ENTITY, "Person", "blue", "p"),
                Label("Attack", Kind.EVENT, "Attack", "red", "Shift+A"),
            ],
            self.view,
            lambda label: self.done.append(label.id),
        )


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window).__enter__()
    return window


def test_every_action_is_in_a_menu_once(window: Window) -> None:
    seen = [action.objectName() for menu in window.menus.values() for action in menu.actions()]
    assert Counter(name for name in seen if name) == Counter(spec.id for spec in ACTIONS)
    tops = [action.text() for action in window.menuBar().actions()]
    assert tops == ["&File", "&Edit", "&Labels", "&View", "&Help"]


def test_themes_exclude_each_other(window: Window) -> None:
    window.actions_by_id["theme.dark"].trigger()
    window.actions_by_id["theme.light"].trigger()
    checked = [name for name, action in window.actions_by_id.items() if action.isChecked()]
    assert checked == ["theme.light"]


def test_single_keys_work_in_the_view_only(qtbot: QtBot, window: Window) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_P)
    qtbot.keyClick(window.view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(window.view, Qt.Key.Key_Space)
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    qtbot.keyClick(window.view, Qt.Key.Key_Backspace)
    qtbot.keyClick(window.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.done == [
        "PER",
        "Attack",
        "label.again",
        "mention.next",
        "mention.delete",
        "end.end_word_forward",
    ]
    window.done.clear()
    window.field.setFocus()
    qtbot.keyClicks(window.field, "p A")
    qtbot.keyClick(window.field, Qt.Key.Key_Backspace)
    assert window.field.text() == "p "
    assert window.done == []
    qtbot.keyClick(window.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.done == ["file.save"]
