"""Fields of the editor's forms: shown anew without losing the cursor, with a remark below if one is due."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from gui.core.theme import Theme


class Prose(QPlainTextEdit):
    """A text of several lines; Tab goes on to the next field."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        """Its lines, and the frame."""
        return QSize(200, self.fontMetrics().lineSpacing() * self._lines + 20)

    def minimumSizeHint(self) -> QSize:
        """No less than its lines."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the dialog's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class Remark(QLabel):
    """What is wrong with the field above, in the colour of errors; takes no room while nothing is."""

    def __init__(self, theme: Theme, *, quiet: bool = False) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.muted if quiet else theme.error)
        self.setPalette(palette)
        self.say("")

    def say(self, sentence: str) -> None:
        """Show the sentence; none when it is empty."""
        self.setText(sentence)
        self.setVisible(bool(sentence))


def named_field(name: str) -> QLineEdit:
    """A line to type in."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def show_text(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Put the text into the field unless it is there: the cursor and the field's own undo stay."""
    if isinstance(field, QLineEdit):
        if field.text() != text:
            with QSignalBlocker(field):
                field.setText(text)
    elif field.toPlainText() != text:
        with QSignalBlocker(field):
            field.setPlainText(text)


def form_of(parent: QWidget) -> QFormLayout:
    """A layout of named fields."""
    form = QFormLayout(parent)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form
