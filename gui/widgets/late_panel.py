"""A panel that is made when it is first seen: what it needs takes long to load, and many never look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Panel = TypeVar("Panel", bound=QWidget)


class LatePanel(QWidget, Generic[Panel]):
    """Stands where the panel is going to be."""

    def __init__(self, make: Callable[[], Panel], parent: QWidget | None = None) -> None:
        """``make`` is called once."""
        super().__init__(parent)
        self._make = make
        self.made: Panel | None = None
        """The panel, once somebody has seen it."""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def panel(self) -> Panel:
        """The panel, made now if it has not been yet."""
        if self.made is None:
            self.made = self._make()
            self._layout.addWidget(self.made)
            self.setFocusProxy(self.made)
        return self.made

    def let_go(self) -> None:
        """Delete the panel, for when the window closes: what has no parent, such as menus, goes with it."""
        if self.made is not None:
            self.made.deleteLater()
            self.made = None

    def sizeHint(self) -> QSize:
        """As wide as the other panels beside the text."""
        return QSize(340, 420)

    def showEvent(self, event: QShowEvent) -> None:
        """Make it, unless it is shown only to be put behind another panel's tab at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._seen)

    def _seen(self) -> None:
        if self.isVisible():
            self.panel()
