"""The title of a docked panel: its name, and a cross that can be seen in both themes and reached by Tab."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from annotations.words import tr
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon

_ICON = 12


class DockTitle(QWidget):
    """For `QDockWidget.setTitleBarWidget`; dragging and double clicks go on to the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._theme = LIGHT
        self._name = QLabel(dock.windowTitle())
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(_ICON, _ICON))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setAccessibleName(tr("Hide the panel {name}", name=dock.windowTitle()))
        self.close_button.setToolTip(tr("Hide this panel; View > Panels brings it back"))
        self.close_button.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 5, 5)
        row.addWidget(self._name, 1)
        row.addWidget(self.close_button)
        dock.windowTitleChanged.connect(self._name.setText)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.close_button.setIcon(icon(Glyph.CLOSE, theme.muted, _ICON))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain ground with a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)
        painter.end()
