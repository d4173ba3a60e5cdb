"""The editors that open in the list of details: a line, or some rows for a note."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.core.index import Index
from gui.core.qt_offsets import qt_string
from gui.models.detail_table import DetailTable
from gui.models.details import Field

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOTE_ROWS = 5


class DetailEditors(QStyledItemDelegate):
    """Enter or leaving the editor saves, Esc leaves the value as it was; Shift+Enter breaks a note's line."""

    def __init__(self, table: QTableView, model: DetailTable) -> None:
        super().__init__(table)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:
        """The editor of a row, None where there is none."""
        detail = self._model.detail(index.row())
        if detail is None:
            return None
        editor: QLineEdit | QPlainTextEdit
        if detail.field is Field.NOTE:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(qt_string(detail.name))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from the value as it is; when it changes meanwhile, what is typed stays."""
        detail = self._model.detail(index.row())
        if detail is None or editor.property("begun"):
            return
        editor.setProperty("begun", True)
        text = qt_string("" if detail.raw is None else str(detail.raw))
        if isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for what stands in the editor."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; a note takes some rows more, and stays in sight."""
        place = option.rect
        if isinstance(editor, QPlainTextEdit):
            place.setHeight(place.height() * _NOTE_ROWS)
            beyond = place.bottom() - editor.parentWidget().height() + 1
            place.translate(0, -max(0, min(beyond, place.top())))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter saves in notes too."""
        if (
            isinstance(editor, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                editor.insertPlainText("\n")
            else:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)
