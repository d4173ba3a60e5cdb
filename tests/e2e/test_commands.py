"""Actions and labels by their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.demo import press
from gui.dialogs.command_palette import CommandPalette
from tests.e2e.hands import Hands, Sorot


def choose(hands: Hands, typed: str, *keys: str) -> list[str]:
    """Ctrl+K, type, press the keys; the titles that were listed."""
    listed: list[str] = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CommandPalette) or not dialog.field.hasFocus():
            QTimer.singleShot(5, use)
            return
        QTest.keyClicks(dialog.field, typed)
        listed.extend(command.title for command in dialog.model.commands)
        for key in keys:
            press(dialog.field, key)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, use)
    hands.press("Ctrl+K")
    hands.wait_until(hands.view.hasFocus)
    return listed


def _use(sorot: Sorot, article: Path, hand: Callable[[Hands], None]) -> None:
    assert sorot([str(article)], hand) == 0


def test_a_label_and_an_action_by_name(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        assert choose(hands, "geo", "Return") == ["Geo-political entity"]
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        assert choose(hands, "undo", "Return")[0] == "Undo"
        assert hands.mentions() == []
        assert choose(hands, "per", "Return")[0] == "Person"
        assert hands.mentions() == [("PER", "TRIPOLI")]

    _use(sorot, article, hand)


def test_what_was_used_last_comes_first_also_the_next_day(sorot: Sorot, article: Path) -> None:
    def first(hands: Hands) -> None:
        assert choose(hands, "", "Escape")[0] == "Open"
        choose(hands, "select", "Return")
        choose(hands, "invisible", "Return")

    def second(hands: Hands) -> None:
        assert choose(hands, "", "Down", "Return")[:2] == ["Invisible Characters", "Select All"]
        assert not hands.view.selection().is_empty
        assert choose(hands, "", "Escape")[:2] == ["Select All", "Invisible Characters"]

    _use(sorot, article, first)
    _use(sorot, article, second)


def test_what_cannot_be_done_is_shown_and_not_done(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        assert choose(hands, "undo", "Return") == ["Undo", "Undo History"]
        assert choose(hands, "no such thing", "Return") == []
        assert hands.mentions() == []

    _use(sorot, article, hand)
