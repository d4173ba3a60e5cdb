"""How far each kind is labelled, said with keys and mouse in the open window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotations.model.records import Kind, Status
from gui.models.labels import KIND_ROLE, LABEL_ROLE
from tests.e2e.hands import Hands, Sorot


def press_heading(hands: Hands, kind: Kind) -> QMenu:
    palette = hands.window.labelling.palette
    model = palette.model
    (heading,) = (
        model.index(row)
        for row in range(model.rowCount())
        if model.index(row).data(LABEL_ROLE) is None and model.index(row).data(KIND_ROLE) == kind
    )
    place = palette.list.visualRect(heading).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(menu: QMenu, text: str) -> None:
    (action,) = (one for one in menu.actions() if one.text() == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_key_goes_through_the_statuses_and_one_step_takes_it_back(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        status = hands.session.annotations.status
        counts = hands.window.frame.status.counts
        hands.press("Ctrl+2")
        assert status(Kind.EVENT) is Status.NOTHING_HERE
        assert "∅ Event 0" in counts.text()
        assert "Event: nothing here" in counts.toolTip()
        undo = hands.window.frame.actions["edit.undo"]
        assert undo.text().endswith("status Event: nothing here")
        hands.press("Ctrl+Z")
        assert status(Kind.EVENT) is Status.UNTOUCHED
        hands.double_click("Darna")
        hands.press("g", "Ctrl+1")
        assert status(Kind.ENTITY) is Status.DONE
        assert "✓ Entity 1" in counts.text()
        hands.press("Ctrl+1")
        assert status(Kind.ENTITY) is Status.IN_PROGRESS
        hands.press("Ctrl+3", "Ctrl+3", "Ctrl+3")
        assert hands.label_file()["status"] == {
            "entity": "in_progress",
            "event": "untouched",
            "boilerplate": "done",
        }

    sorot([str(article)], hand)


def test_a_heading_of_the_palette_asks_and_nothing_here_is_refused(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("Darna")
        hands.press("g")
        menu = press_heading(hands, Kind.ENTITY)
        assert [one.text() for one in menu.actions() if one.isChecked()] == ["In progress"]
        take(menu, "Nothing here")
        assert hands.session.annotations.status(Kind.ENTITY) is Status.IN_PROGRESS
        assert "mentions of kind entity here: 1" in hands.window.statusBar().currentMessage()
        menu = press_heading(hands, Kind.ENTITY)
        take(menu, "Done")
        assert hands.session.annotations.status(Kind.ENTITY) is Status.DONE

    sorot([str(article)], hand)
