"""`make screenshots` knows everything that there is to be seen."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

import gui.dialogs
from gui.dialogs.exchange.steps import StepDialog
from gui.dialogs.frame import FramedDialog
from scripts.picture_dialogs import DIALOGS
from scripts.picture_scenes import SCENES, Scene
from tests.e2e.hands import Hands, Sorot

IMAGES = Path(__file__).parents[2] / "docs" / "images"
EVERY = (*SCENES, *DIALOGS)


def test_every_dialog_has_a_picture() -> None:
    found: set[type[QDialog]] = set()
    for one in pkgutil.walk_packages(gui.dialogs.__path__, "gui.dialogs."):
        for value in vars(importlib.import_module(one.name)).values():
            if isinstance(value, type) and issubclass(value, QDialog) and value.__module__ == one.name:
                found.add(value)
    assert found - {FramedDialog, StepDialog} == {dialog for scene in EVERY for dialog in scene.of}


def test_every_panel_has_a_picture(sorot: Sorot) -> None:
    def hand(hands: Hands) -> None:
        assert {dock.objectName() for dock in hands.window.frame.docks} == {
            scene.dock for scene in EVERY if scene.dock
        }

    assert sorot([], hand) == 0


@pytest.mark.parametrize("scene", EVERY, ids=lambda scene: scene.name)
def test_the_pictures_are_there(scene: Scene) -> None:
    files = [f"{scene.name}-{look.name}" for look in scene.looks] if scene.one_by_one else [scene.name]
    assert all((IMAGES / f"{file}.png").is_file() for file in files)
