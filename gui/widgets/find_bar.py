"""The bar below the text in which one types what to find, and which label its hits shall get."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotations.text.search import Query
from annotations.words import mark, tr
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon
from gui.widgets.label_choice import LabelChoice

_ICON = 12
_FIELD_WIDTH = 280
_HINTS = {
    False: mark("Find in the text"),
    True: mark("Words, label:PER, kind:event, note:…"),
}
_TIPS = {
    False: "",
    True: mark(
        "Words find the mentions that hold them; a label’s name or id finds its mentions.\n"
        "Narrow down with label:PER,ORG   kind:event   note:doubt   attribute:negated   link:Q1016\n"
        "Values with blanks stand in quotation marks; note: alone finds every mention with a note."
    ),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """A field with its switches; it says what is wanted and shows what it is told, and searches nothing."""

    queryChanged = Signal()
    """What is in the field or how it is meant has changed."""
    nextWanted = Signal()
    previousWanted = Signal()
    closeWanted = Signal()
    """Escape, or the cross."""
    replaceWanted = Signal()
    """The hits shall get the label that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.scope = QComboBox()
        self.scope.addItem(tr("Text"), False)
        self.scope.addItem(tr("Labels"), True)
        self.scope.setAccessibleName(tr("Where to find"))
        self.scope.setToolTip(tr("Find in the text, or among the mentions by words, label, kind or note"))
        self.field = QLineEdit()
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
        self.label = LabelChoice()
        self.replace_button = QPushButton(tr("Label the &Hits…"))
        self.replace_button.setToolTip(tr("Shows what would change, before anything does"))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.field)
        self.set_theme(LIGHT)
        self._scope_changed()

    @property
    def in_labels(self) -> bool:
        """Whether mentions are looked for, not text."""
        return bool(self.scope.currentData())

    def query(self) -> Query:
        """What is wanted; with an empty text, nothing."""
        return Query(
            self.field.text(),
            match_case=self.match_case.isChecked(),
            whole_word=self.whole_word.isChecked(),
            pattern=self.pattern.isChecked(),
        )

    def ask(self, text: str, *, replace: bool = False) -> None:
        """Come up with the hand in the field; ``text`` is put there unless it is empty.

        With ``replace``, the label that hits shall get can be chosen too.
        """
        if text:
            self.field.setText(text)
        if replace or not self.isVisible():
            self._replacing.setVisible(replace)
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
        self.label.set_theme(theme)
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
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.scope)
        row.addWidget(self.field)
        for button in (self.match_case, self.whole_word, self.pattern, self.previous, self.next):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.said, 1)
        row.addWidget(self.close_button)
        self._replacing = QWidget()
        lower = QHBoxLayout(self._replacing)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(6)
        name = QLabel(tr("Give the hits the label"))
        lower.addWidget(name)
        lower.addWidget(self.label)
        lower.addWidget(self.replace_button)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._replacing)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """From the field to the label that its hits shall get, as in other programs, then to the rest."""
        order = (self.scope, self.field, self.label, self.replace_button, self.match_case, self.whole_word)
        rest = (self.pattern, self.previous, self.next, self.close_button)
        for one, other in pairwise((*order, *rest)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.queryChanged)
        for switch in (self.match_case, self.whole_word, self.pattern):
            switch.toggled.connect(self.queryChanged)
        self.scope.currentIndexChanged.connect(self._scope_changed)
        self.label.confirmed.connect(self.replaceWanted)
        self.replace_button.clicked.connect(self.replaceWanted)
        self.next.clicked.connect(self.nextWanted)
        self.previous.clicked.connect(self.previousWanted)
        self.close_button.clicked.connect(self.closeWanted)

    def _scope_changed(self) -> None:
        hint = tr(_HINTS[self.in_labels])
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setToolTip(tr(_TIPS[self.in_labels]))
        self.queryChanged.emit()


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
