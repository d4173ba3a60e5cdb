"""A panel that is one table, with a sentence in the table's place while there is nothing to list."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from gui.core.theme import Theme
from gui.widgets.empty_state import EmptyState


class ThemedModel(Protocol):
    """A model whose cells have the theme's colours."""

    theme: Theme


class TablePanel(QWidget):
    """What such panels share; each makes its own `model` and `table`, then calls `_lay_out`."""

    model: ThemedModel
    table: QTableView

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.model.theme = theme
        self._state.set_theme(theme)
        self.table.viewport().update()

    def sizeHint(self) -> QSize:
        """Wide enough for two columns of words."""
        return QSize(340, 420)

    def _lay_out(self) -> None:
        """Put the table into the panel; its keys come to `eventFilter` first."""
        self._state = EmptyState(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state)
        self.setFocusProxy(self.table)
        self.table.installEventFilter(self)
