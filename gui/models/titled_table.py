"""What tables of Qt with titles over their columns have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, Qt

from gui.core.index import ROOT, Index


class TitledTable(QAbstractTableModel):
    """A table with as many columns as it has titles; nothing stands beside its rows."""

    def titles(self) -> Sequence[str]:
        """The columns' titles in the user's language."""
        raise NotImplementedError

    def columnCount(self, parent: Index = ROOT) -> int:
        """One column a title."""
        return 0 if parent.isValid() else len(self.titles())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        return None
