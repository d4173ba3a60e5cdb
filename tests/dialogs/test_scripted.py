"""The scripted user and Qt's are the same to a flow."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.core.interaction import Choice, Gravity, Interaction
from gui.dialogs.interaction import QtInteraction
from tests.dialogs.scripted import ScriptedInteraction


def flow(ask: Interaction) -> str:
    """Something that asks."""
    ask.tell(Gravity.INFO, "Hello", "")
    if not ask.confirm("Go on", "", "Go"):
        return "stopped"
    return f"{ask.choose('Which', '', [Choice('a', 'A')])} {ask.open_paths('Open')[0]}"


def test_it_answers_in_order_and_remembers() -> None:
    ask = ScriptedInteraction([True, "a", Path("x.txt")])
    assert flow(ask) == "a x.txt"
    assert ask.asked == [("info", "Hello"), ("confirm", "Go on"), ("choose", "Which"), ("open", "Open")]
    assert flow(ScriptedInteraction([False])) == "stopped"


def test_a_question_too_many_fails() -> None:
    with pytest.raises(AssertionError, match="nobody expected"):
        flow(ScriptedInteraction())


def test_qt_s_fits_the_same_port(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    port: Interaction = QtInteraction(window)
    asked = [name for name in vars(Interaction) if not name.startswith("_")]
    assert all(callable(getattr(one, name)) for name in asked for one in (port, ScriptedInteraction()))
