"""The bar below the text in which one types what to find."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotations.text.search import Query
from gui.core.theme import LIGHT, Theme
from gui.core.translation import tr
from gui.widgets.icons import Glyph, icon

_ICON = 12
_FIELD_WIDTH = 280
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """A field with its switches; it says what is wanted and shows what it is told, and searches nothing."""

    queryChanged = Signal()
    """What is in the field or how it is meant has changed."""
    nextWanted = Signal()
    previousWanted = Signal()
    closeWanted = Signal()
    """Escape, or the cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the text"))
        self.field.setAccessibleName(tr("Find in the text"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(_FIELD_WIDTH)
        self.field.installEventFilter(self)
        self.match_case = _switch("Aa", tr("Match case"))
        self.whole_word = _switch("“ab”", tr("Whole words only"))
        self.pattern = _switch(".*", tr("Regular expression, line by line"))
        self.previous = _button("↑", tr("Previous hit"))
        self.next = _button("↓", tr("Next hit"))
        self.close_button = _button("", tr("Close the find bar"))
        self.close_button.setIconSize(QSize(_ICON, _ICON))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.field)
        self.set_theme(LIGHT)

    def query(self) -> Query:
        """What is wanted; with an empty text, nothing."""
        return Query(
            self.field.text(),
            match_case=self.match_case.isChecked(),
            whole_word=self.whole_word.isChecked(),
            pattern=self.pattern.isChecked(),
        )

    def ask(self, text: str) -> None:
        """Come up with the hand in the field; ``text`` is put there unless it is empty."""
        if text:
            self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Show how it went; ``bad`` when there is nothing to go to."""
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), self._theme.error if bad else self._theme.muted)
        self.said.setPalette(palette)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.close_button.setIcon(icon(Glyph.CLOSE, theme.muted, _ICON))
        self.say(self.said.text())
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back, and Escape away."""
        pressed = event if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if watched is not self.field or pressed is None or pressed.key() not in _ENTER:
            return super().eventFilter(watched, event)
        back = bool(pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.previousWanted if back else self.nextWanted).emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, from whichever part of the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.closeWanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain ground with a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 1, self._theme.border)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.field)
        for button in (self.match_case, self.whole_word, self.pattern, self.previous, self.next):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.said, 1)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.queryChanged)
        for switch in (self.match_case, self.whole_word, self.pattern):
            switch.toggled.connect(self.queryChanged)
        self.next.clicked.connect(self.nextWanted)
        self.previous.clicked.connect(self.previousWanted)
        self.close_button.clicked.connect(self.closeWanted)


def _switch(text: str, name: str) -> QToolButton:
    switch = _button(text, name)
    switch.setCheckable(True)
    return switch


def _button(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
