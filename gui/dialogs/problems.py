"""What is wrong with a file, one row a problem."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.dialogs.frame import FramedDialog
from gui.models.titled_table import TitledTable
from schemas.problems import Problem

_WHOLE_FILE = "/"
_PLACE_WIDTH = 210


class ProblemModel(TitledTable):
    """Problems as rows: where, and what."""

    def __init__(self, problems: Sequence[Problem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = tuple(problems)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a problem."""
        return 0 if parent.isValid() else len(self._problems)

    def titles(self) -> Sequence[str]:
        """Place and sentence."""
        return (tr("Place"), tr("Problem"))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names, the rows' numbers."""
        if orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A JSON pointer or a sentence."""
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return problem.message if index.column() else problem.pointer or _WHOLE_FILE
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{problem.pointer or _WHOLE_FILE}: {problem.message}"
        return None

    def as_text(self) -> str:
        """All problems, one line each, place and sentence with a tab between."""
        return "\n".join(f"{one.pointer or _WHOLE_FILE}\t{one.message}" for one in self._problems)


class ProblemsDialog(FramedDialog):
    """A list of problems that can be copied."""

    def __init__(
        self, title: str, text: str, problems: Sequence[Problem], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, text, QDialogButtonBox.StandardButton.Close, parent)
        self.model = ProblemModel(problems, self)
        self.table = QTableView()
        self.table.setObjectName("problems")
        self.table.setAccessibleName(tr("Problems"))
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(0, _PLACE_WIDTH)
        self.set_body(self.table)
        self.copy_button = QPushButton(tr("&Copy All"))
        self.copy_button.clicked.connect(self.copy)
        self.buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self).activated.connect(self.copy)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        self.resize(760, 420)

    def copy(self) -> None:
        """Put all problems on the clipboard."""
        QGuiApplication.clipboard().setText(self.model.as_text())
