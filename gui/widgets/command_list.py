"""A field and below it what the typed words find: commands of any sort, the best first, Enter takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.words import tr
from gui.core.commands import Command, chosen
from gui.core.index import ROOT, Index
from gui.core.keys import caps_of
from gui.core.mirror import STRIPE, leading, placed
from gui.core.theme import Theme, label_style
from gui.widgets.chip import draw_swatch
from gui.widgets.empty_state import EmptyState
from gui.widgets.keycap import caps_width, draw_caps

_PADDING, _GAP, _ROW, _SWATCH = 10, 10, 12, 20
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Commands(QAbstractListModel):
    """The commands that were found, best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.title, command.where, command.key) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = self.commands[index.row()].action.isEnabled()
        return super().flags(index) if enabled else Qt.ItemFlag.ItemIsSelectable


class _Rows(QStyledItemDelegate):
    """The look of a label, title, where it belongs, key."""

    def __init__(self, model: _Commands, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self.theme = model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - its enumerations would be made at each start

        command, theme = self._model.commands[index.row()], self.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.current)
            painter.fillRect(leading(QRectF(option.rect), STRIPE, option.direction), theme.accent)
        rect = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        inside = QRectF(rect)
        enabled = command.action.isEnabled()
        if command.label is not None:
            swatch = QRectF(rect.x(), round(rect.center().y()) - 8, _SWATCH, 16)
            style = label_style(theme, command.label)
            draw_swatch(painter, placed(swatch, inside, option.direction), style)
            rect.setLeft(swatch.right() + _GAP)
        if command.key:
            caps = caps_of(command.key)
            width = caps_width(caps, option.font)
            place = QRectF(rect.right() - width, rect.y(), width, rect.height())
            painter.setOpacity(1.0 if enabled else 0.5)
            draw_caps(painter, placed(place, inside, option.direction), caps, theme, option.font)
            painter.setOpacity(1.0)
            rect.setRight(place.left() - _GAP)
        metrics = option.fontMetrics
        title = placed(rect, inside, option.direction)
        self._write(painter, title, command.title, theme.text if enabled else theme.disabled)
        rect.setLeft(rect.left() + metrics.horizontalAdvance(command.title) + _GAP)
        where = metrics.elidedText(command.where, Qt.TextElideMode.ElideRight, int(max(0, rect.width())))
        rest = placed(rect, inside, option.direction)
        self._write(painter, rest, where, theme.muted if enabled else theme.disabled)

    def _write(self, painter: QPainter, rect: QRectF, text: str, colour: QColor) -> None:
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


class CommandList(QWidget):
    """Narrows commands down as one types; the field keeps the hand, up and down go to the list."""

    chosen = Signal(object)
    """The `Command` that was taken, with Enter or a click."""

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        """``hint`` stands in the field while it is empty."""
        super().__init__(parent)
        self._commands: Sequence[Command] = ()
        self._recent: Sequence[str] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Found"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = _Commands(self.list)
        self.list.setModel(self.model)
        self._rows = _Rows(self.model, theme, self.list)
        self.list.setItemDelegate(self._rows)
        self._state = EmptyState(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self._state, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._typed)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.set_theme(theme)

    def show_commands(self, commands: Sequence[Command], recent: Sequence[str] = ()) -> None:
        """Offer these, with an empty field; ``recent`` holds ids of commands, the last one first."""
        self._commands, self._recent = commands, recent
        self.field.clear()
        self._typed("")

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._rows.theme = theme
        self._state.set_theme(theme)
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the hand; up and down go on to the list, Enter chooses."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _typed(self, typed: str) -> None:
        self.model.show(chosen(self._commands, typed, self._recent))
        self._state.say("" if self.model.commands else tr("Nothing has this name."))
        can = (row for row, one in enumerate(self.model.commands) if one.action.isEnabled())
        self.list.setCurrentIndex(self.model.index(next(can, 0)))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.commands[index.row()].action.isEnabled():
            self.chosen.emit(self.model.commands[index.row()])
