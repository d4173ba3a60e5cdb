"""The undo history: every step with its time, and the way to any state of the labels."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHideEvent, QKeyEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotations.words import tr
from gui.core.theme import LIGHT
from gui.models.history import HERE, STEP, TIME, HistoryModel, time_words
from gui.widgets.row_table import row_table
from gui.widgets.table_panel import TablePanel

_ROW_PADDING = 9
_CELL_PADDING = 10
_LONG_AGO = datetime(2024, 12, 28, 22, 58, tzinfo=UTC)  # about as wide as times get


class HistoryPanel(TablePanel):
    """Lists the steps of one undo stack while it can be seen; hidden it does nothing."""

    model: HistoryModel

    stateWanted = Signal(int)
    """The user wants to go to the state in which so many steps are done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HistoryModel(self)
        self.table = _table(self.model)
        self._lay_out()
        self._stack: QUndoStack | None = None
        self._pause = QTimer(self)  # many steps at once are followed once
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._follow)
        self.table.clicked.connect(self._choose)
        self.model.dataChanged.connect(self._follow_soon)
        self.model.modelReset.connect(self._follow)
        self.set_theme(LIGHT)
        self._follow()

    def show_stack(self, stack: QUndoStack | None) -> None:
        """List the steps of this stack; None when no document is open."""
        self._stack = stack
        self.model.attach(stack if self.isVisible() else None)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the stack."""
        super().showEvent(event)
        self.model.attach(self._stack)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing."""
        super().hideEvent(event)
        self.model.attach(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the state of the row; Home and End to the first and the last row."""
        if watched is self.table and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            return bare and self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose(self.table.currentIndex())
            case Qt.Key.Key_Home:
                self.table.setCurrentIndex(self.model.index(0, STEP))
            case Qt.Key.Key_End:
                self.table.setCurrentIndex(self.model.index(self.model.rowCount() - 1, STEP))
            case _:
                return False
        return True

    # -- inside -------------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self._stack is not None and index.row() != self._stack.index():
            self.stateWanted.emit(index.row())
            self.model.catch_up()  # the hand is here, and may go on at once

    def _follow_soon(self) -> None:
        self._pause.start(0)

    def _follow(self) -> None:
        """Stand on the row where the labels are; say why there is nothing to see, if so."""
        self._pause.stop()
        if self.model.rowCount():
            self._state.say("")
            here = self.model.index(self.model.place, STEP)
            self.table.setCurrentIndex(here)
            self.table.scrollTo(here)
        elif self._stack is None:
            self._state.say(tr("Open a document to see its steps."))
        else:
            self._state.say(tr("Nothing done yet. Every step is listed here, and can be taken back."))


def _table(model: HistoryModel) -> QTableView:
    table = row_table(model, "history", tr("Undo history"), _ROW_PADDING)
    columns = table.horizontalHeader()
    columns.setMinimumSectionSize(16)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setSectionResizeMode(STEP, QHeaderView.ResizeMode.Stretch)
    bold = QFont(table.font())
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    columns.resizeSection(HERE, ceil(metrics.horizontalAdvance("●")) + _CELL_PADDING)
    columns.resizeSection(TIME, ceil(metrics.horizontalAdvance(time_words(_LONG_AGO))) + 2 * _CELL_PADDING)
    return table
