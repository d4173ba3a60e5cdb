"""The title of a docked panel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from gui.core.theme import DARK
from gui.widgets.dock_title import DockTitle


def test_the_cross_hides_the_panel_and_the_menu_brings_it_back(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = QDockWidget("Labels", window)
    dock.setWidget(QLabel("x"))
    title = DockTitle(dock)
    dock.setTitleBarWidget(title)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.show()
    light = title.grab().toImage()
    title.set_theme(DARK)
    assert title.grab().toImage() != light
    assert title.close_button.accessibleName() == "Hide the panel Labels"
    qtbot.keyClick(title.close_button, Qt.Key.Key_Space)
    assert not dock.isVisible()
    dock.toggleViewAction().trigger()
    assert dock.isVisible()


def test_it_takes_the_dock_s_name(qtbot: QtBot) -> None:
    dock = QDockWidget("Labels")
    qtbot.addWidget(dock)
    title = DockTitle(dock)
    dock.setTitleBarWidget(title)
    dock.setWindowTitle("Mentions")
    assert title.findChild(QLabel).text() == "Mentions"
