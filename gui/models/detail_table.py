"""The details of a mention as a table of Qt: names, and beside them values, which can be edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.core.qt_offsets import qt_string
from gui.core.theme import LIGHT, Theme, label_style
from gui.models.details import FIXED, Detail, Field
from gui.models.titled_table import TitledTable

NAME, VALUE = range(2)


class DetailTable(TitledTable):
    """Rows as they are given. A value that is edited is asked for, and comes with new rows or does not."""

    edited = Signal(object, object)
    """A `Detail`, and the value that the user gave it: a string, a boolean, a `Label`, or None for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._details: list[Detail] = []

    def show(self, details: list[Detail]) -> None:
        """Show these rows."""
        if [one.place for one in details] == [one.place for one in self._details]:
            self._details = details
            if details:
                self.dataChanged.emit(self.index(0, NAME), self.index(len(details) - 1, VALUE))
            return
        self.beginResetModel()
        self._details = details
        self.endResetModel()

    def detail(self, row: int) -> Detail | None:
        """The detail in a row."""
        return self._details[row] if 0 <= row < len(self._details) else None

    def row_like(self, detail: Detail) -> int | None:
        """The row of the same detail, or of the same field of the same record."""
        places = [one.place for one in self._details]
        if detail.place in places:
            return places.index(detail.place)
        alike = (row for row, place in enumerate(places) if place[:2] == detail.place[:2])
        return next(alike, None)

    # -- Qt's questions -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many details there are."""
        return 0 if parent.isValid() else len(self._details)

    def titles(self) -> Sequence[str]:
        """Name and value."""
        return (tr("What"), tr("Value"))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Values can be edited, but for what is only shown here."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        detail = self.detail(index.row())
        if detail is None or index.column() != VALUE or detail.field in FIXED:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says; what is not there is said in the colour of hints."""
        detail = self.detail(index.row()) if index.isValid() else None
        if detail is None:
            return None
        naming = index.column() == NAME
        if role == Qt.ItemDataRole.DisplayRole:
            return qt_string(detail.name if naming else detail.value or "–")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return qt_string(_whole(detail))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(detail, naming=naming)
        if role == Qt.ItemDataRole.DecorationRole and not naming and detail.label is not None:
            return label_style(self.theme, detail.label).chip
        return None

    def _ink(self, detail: Detail, *, naming: bool) -> QColor:
        if detail.field is Field.MISSING and not naming:
            return self.theme.warning
        return self.theme.muted if naming or not detail.value else self.theme.text

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the value; it is shown when the records have it."""
        detail = self.detail(index.row())
        if detail is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.edited.emit(detail, value)
        return True


def _whole(detail: Detail) -> str:
    value = str(detail.raw) if detail.field is Field.NOTE else detail.value
    words = tr("{name}: {value}", name=detail.name, value=value or tr("none"))
    if detail.attribute is not None and detail.attribute.guideline:
        words += "\n" + detail.attribute.guideline
    return words
