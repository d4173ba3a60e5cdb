"""Choosing a label: from a list, or by pressing its key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotations.model.label_set import Label, LabelSet
from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.theme import LIGHT, Theme
from gui.widgets.swatch import SWATCH, swatch

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class LabelChoice(QComboBox):
    """All labels of a label set, kind by kind; while it has the focus, a label's key chooses it."""

    confirmed = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._labels: tuple[Label, ...] = ()
        self._is_due = False
        self._by_key: dict[str, Label] = {}
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.setAccessibleName(tr("Label"))
        self.setToolTip(tr("A label’s key chooses it"))

    def show_labels(self, label_set: LabelSet | None) -> None:
        """Offer these labels; the one chosen before stays chosen if it is among them."""
        labels = () if label_set is None else label_set.labels
        if labels == self._labels:
            return
        before = self.label()
        self._labels = labels
        self._by_key = {_portable(label.key): label for label in self._labels if label.key}
        self.clear()
        for number, label in enumerate(self._labels):
            if number and label.kind is not self._labels[number - 1].kind:
                self.insertSeparator(self.count())
            self.addItem(_caption(label), number)
        self._paint_swatches()
        if before is not None:
            self.choose(before)

    def label(self) -> Label | None:
        """The chosen label."""
        number = self.currentData()
        return self._labels[number] if isinstance(number, int) else None

    def choose(self, label: Label) -> None:
        """Choose the label with this kind and id, if it is there."""
        for number, one in enumerate(self._labels):
            if (one.kind, one.id) == (label.kind, label.id):
                self.setCurrentIndex(self.findData(number))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._paint_swatches()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A label's key chooses it, Enter confirms."""
        label = self._by_key.get(QKeySequence(event.keyCombination()).toString(_PORTABLE))
        if label is not None:
            self.choose(label)
        elif event.key() in _ENTER:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what nobody could see before."""
        super().showEvent(event)
        if self._is_due:
            self._paint_swatches()

    def _paint_swatches(self) -> None:
        self._is_due = not self.isVisible()
        if self._is_due:
            return
        for row in range(self.count()):
            number = self.itemData(row)
            if isinstance(number, int):
                self.setItemIcon(row, swatch(self._theme, self._labels[number]))


def _portable(key: str) -> str:
    return QKeySequence(key, _PORTABLE).toString(_PORTABLE)


def _caption(label: Label) -> str:
    return f"{label.name} ({'+'.join(caps_of(label.key))})" if label.key else label.name
