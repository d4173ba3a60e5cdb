"""The window laid out from right to left: everything on the other side, the text as its letters run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.words import use_languages
from gui.core import settings as stored
from gui.core.language import Direction
from gui.core.settings import Settings
from gui.models.labels import LABEL_ROLE
from tests.e2e.hands import Hands, Sorot


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    settings = Settings()
    settings.set(stored.DIRECTION, Direction.RIGHT_TO_LEFT)
    settings.save()
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    use_languages([])


def place(hands: Hands, part: QWidget) -> QRect:
    return QRect(part.mapTo(hands.window, QPoint(0, 0)), part.size())


def test_panels_change_sides(sorot: Sorot, article: Path, mirrored: None) -> None:
    def hand(hands: Hands) -> None:
        window, view = hands.window, place(hands, hands.view)
        assert place(hands, window.labelling.palette).left() >= view.right()
        assert place(hands, window.mentions.panel).right() <= view.left()
        assert place(hands, window.overview.strip).right() <= view.left()
        assert place(hands, hands.view.verticalScrollBar()).left() == view.left() + 2

    assert sorot([str(article)], hand) == 0


def test_the_text_and_its_labels_are_as_ever(sorot: Sorot, article: Path, mirrored: None) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("Libya")
        rows = hands.window.labelling.palette.list
        model = rows.model()
        (index,) = (
            model.index(row, 0)
            for row in range(model.rowCount())
            if getattr(model.index(row, 0).data(LABEL_ROLE), "id", "") == "GPE"
        )
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
        assert hands.mentions() == [("GPE", "Libya")]
        assert hands.point(0).x() < hands.point(5).x()  # a Latin text still runs to the right

    assert sorot([str(article)], hand) == 0


def test_places_of_panels_from_the_other_direction_are_not_taken_over(
    sorot: Sorot, article: Path, qapp: QApplication, mirrored: None
) -> None:
    def hand(hands: Hands) -> None:
        at = place(hands, hands.window.labelling.palette).left()
        sides.append(at > place(hands, hands.view).left())

    sides: list[bool] = []
    sorot([str(article)], hand)
    settings = Settings()
    settings.set(stored.DIRECTION, Direction.LANGUAGE)
    settings.save()
    sorot([str(article)], hand)
    assert sides == [True, False]
