"""The bar below the text in which a note, an id or a value is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotations.words import tr
from gui.core.qt_offsets import qt_string
from gui.core.theme import LIGHT, Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FEWEST, _MOST = 3, 8  # rows of a field for several lines


class WriteBar(QWidget):
    """A field with a title: Enter saves, Esc leaves all as it was. It does not know what is written."""

    saved = Signal(str)
    """Enter was pressed on this text."""
    left = Signal()
    """Esc was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is to be written."""
        super().__init__(parent)
        self._theme = LIGHT
        self._lines = False
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.hint = QLabel()
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fit)
        self._lay_out()
        self.setFocusProxy(self.field)
        self.set_theme(LIGHT)
        self.hide()

    def ask(self, title: str, text: str, *, lines: bool) -> None:
        """Have this written, starting from ``text``; ``lines`` allows several."""
        self._lines = lines
        self.title.setText(qt_string(title))
        self.field.setAccessibleName(qt_string(title))
        self.hint.setText(
            tr("Enter saves · {key}: a new line · Esc leaves it as it was", key="Shift+Enter")
            if lines
            else tr("Enter saves · Esc leaves it as it was")
        )
        self.field.setPlainText(qt_string(text))
        if lines:
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.field.selectAll()
        self._fit()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.hint.setStyleSheet(f"color: {theme.muted.name()};")
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves, with Shift it breaks the line; Esc leaves."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.key() not in _ENTER:
            return super().eventFilter(watched, event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.saved.emit(self.text())
        elif self._lines:
            self.field.insertPlainText("\n")
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain ground with a line in the colour of the focus above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 2, self._theme.accent)
        painter.end()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self.title)
        upper.addStretch(1)
        upper.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addWidget(self.field)

    def _fit(self) -> None:
        """As many rows as there are lines, within limits."""
        rows = max(_FEWEST, min(_MOST, self.field.blockCount())) if self._lines else 1
        margins = self.field.document().documentMargin() * 2 + 2 * self.field.frameWidth()
        self.field.setFixedHeight(round(rows * self.field.fontMetrics().lineSpacing() + margins) + 2)
