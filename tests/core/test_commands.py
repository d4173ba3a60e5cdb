"""Typed words find actions and labels, the likeliest first."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gui.core.commands import Command, chosen

TITLES = {
    "Person": "Entity · PER",
    "Geo-political entity": "Entity · GPE",
    "Next Mention": "Labels",
    "Next Pane": "View",
    "Find Next": "Edit",
    "Usual Size": "View",
}


@pytest.mark.parametrize(
    "typed, titles",
    [
        ("p", ["Person", "Next Pane", "Geo-political entity"]),
        ("next", ["Next Pane", "Next Mention", "Find Next"]),
        ("pa ne", ["Next Pane"]),
        ("GPE", ["Geo-political entity"]),
        ("view", ["Next Pane", "Usual Size"]),
        ("ual", ["Usual Size"]),
        ("xyz", []),
        (" ", ["Next Pane", "Person", "Geo-political entity", "Next Mention", "Find Next", "Usual Size"]),
    ],
)
def test_the_best_comes_first_and_among_equals_the_recent(
    qtbot: QtBot, typed: str, titles: list[str]
) -> None:
    commands = [Command(title, title, where, QAction(title)) for title, where in TITLES.items()]
    assert [one.title for one in chosen(commands, typed, ["Next Pane"])] == titles
