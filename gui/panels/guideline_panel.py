"""The guidelines beside the text: that of the current label, or what a search in all of them finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from annotations.model.label_set import Label, LabelSet
from annotations.words import tr
from gui.core.theme import LIGHT, Theme
from gui.panels.guideline_text import found, page_of
from gui.widgets.empty_state import EmptyState

_TO_PAGE = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GuidelinePanel(QWidget):
    """Follows the current label while nothing is typed; hidden, it only remembers what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_set: LabelSet | None = None
        self._label: Label | None = None
        self._theme = LIGHT
        self._is_due = True
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the guidelines"))
        self.search.setAccessibleName(tr("Search the guidelines"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Guidelines"))
        self.page.setOpenLinks(False)
        self._state = EmptyState(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self._state, 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._changed)

    def show_label_set(self, label_set: LabelSet) -> None:
        """Take the guidelines from this label set; the label that is shown stays, as it is called there."""
        self._label_set = label_set
        label = self._label
        self._label = None if label is None else label_set.label(label.kind, label.id)
        self._changed()

    def set_label(self, label: Label | None) -> None:
        """Show the guideline of this label; None leaves the last one. A search that was left is over."""
        if label is None or label is self._label:
            return
        self._label = label
        if not self.search.text():
            self._changed()
        elif not self.has_hand():
            self.search.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._state.set_theme(theme)
        self._changed()

    def has_hand(self) -> bool:
        """Whether the keyboard is here."""
        return self.search.hasFocus() or self.page.hasFocus()

    def focus_search(self) -> None:
        """Type what to look for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has been asked for meanwhile."""
        super().showEvent(event)
        if self._is_due:
            self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go on to what was found."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _TO_PAGE:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Wide enough for prose."""
        return QSize(320, 360)

    def _changed(self) -> None:
        self._is_due = not self.isVisible()
        if self._is_due:
            return
        typed, label_set = self.search.text().strip(), self._label_set
        if typed and label_set is not None:
            labels = found(label_set, typed)
            missing = tr("No guideline holds these words.")
        else:
            labels = [] if self._label is None else [self._label]
            missing = tr("Put the caret in a mention to see what its label is for, or type to search.")
        self._state.say("" if labels else missing)
        if labels and label_set is not None:
            self.page.setHtml(page_of(labels, label_set, self._theme, typed))
