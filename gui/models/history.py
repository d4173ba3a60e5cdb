"""The steps of an undo stack as table rows: first the labels as they were before them, then each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt
from PySide6.QtGui import QFont, QUndoStack

from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.core.soon import Soon
from gui.core.theme import LIGHT, Theme
from gui.core.undo import EditCommand
from gui.models.titled_table import TitledTable

HERE, STEP, TIME = range(3)

_NEVER = datetime.fromtimestamp(0, UTC)


class HistoryModel(TitledTable):
    """Row n is the state in which n steps are done; `place` is where the labels are.

    Nothing is copied: the stack is asked for the rows that are drawn, and a step changes but the rows it
    concerns.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._stack: QUndoStack | None = None
        self._steps = self.place = self._lowest = 0
        self._soon = Soon(self, self.catch_up)

    def attach(self, stack: QUndoStack | None) -> None:
        """List the steps of this stack from now on; None lists nothing."""
        if stack is self._stack:
            return
        self.beginResetModel()
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._moved)
            self._soon.no_more()
        self._stack = stack
        self._steps = 0 if stack is None else stack.count()
        self.place = self._lowest = 0 if stack is None else stack.index()
        if stack is not None:
            stack.indexChanged.connect(self._moved)
        self.endResetModel()

    # -- what Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        """None while there is no step; otherwise one more than there are steps."""
        return self._steps + 1 if self._steps and not parent.isValid() else 0

    def titles(self) -> Sequence[str]:
        """Where the labels are, what the step did, when."""
        return ("", tr("Step"), tr("Time"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column == STEP:
                return self._text(row, STEP)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ForegroundRole:
                return self.theme.accent if column == HERE else self._colour(row, column)
            case Qt.ItemDataRole.FontRole:
                return self._font(row)
        return None

    def _text(self, row: int, column: int) -> str:
        if column == HERE:
            return "●" if row == self.place else ""
        if self._stack is None or row == 0:
            return tr("Before the first step") if column == STEP else ""
        if column == STEP:
            title = self._stack.text(row - 1)
            return title[:1].upper() + title[1:]
        command = self._stack.command(row - 1)
        return time_words(command.at) if isinstance(command, EditCommand) else ""

    def _spoken(self, row: int) -> str:
        """A whole row for who hears it; the place and what was taken back are not told by looks alone."""
        state = tr("taken back") if row > self.place else ""
        if row == self.place:
            state = tr("you are here")
        return ", ".join(part for part in (self._text(row, STEP), self._text(row, TIME), state) if part)

    def _colour(self, row: int, column: int) -> object:
        if row > self.place:
            return self.theme.dimmed
        return self.theme.muted if column == TIME else self.theme.text

    def _font(self, row: int) -> QFont | None:
        if row < self.place:
            return None
        font = QFont()
        font.setBold(row == self.place)
        font.setItalic(row > self.place)
        return font

    # -- what the stack does ------------------------------------------------------------------------

    def _moved(self, place: int) -> None:
        """Steps above the lowest place since the last time may be others now."""
        self._lowest = min(self._lowest, place)
        self._soon.ask()

    def catch_up(self) -> None:
        """Bring the rows to the stack: some may be gone at the end, some new there, some look different."""
        self._soon.no_more()
        if self._stack is None:
            return
        before, steps, lowest = self.place, self._stack.count(), self._lowest
        self.place = self._lowest = place = self._stack.index()
        full = steps == self._steps and place == before  # a full stack has dropped its oldest step
        if 0 in (steps, self._steps) and steps != self._steps:
            self.beginResetModel()
            self._steps = steps
            self.endResetModel()
            return
        if steps < self._steps:
            self.beginRemoveRows(ROOT, steps + 1, self._steps)
            self._steps = steps
            self.endRemoveRows()
        elif steps > self._steps:
            self.beginInsertRows(ROOT, self._steps + 1, steps)
            self._steps = steps
            self.endInsertRows()
        if steps:
            first, last = (0, steps) if full else (lowest, max(before, place))
            self.dataChanged.emit(self.index(first, HERE), self.index(min(last, steps), TIME))


def time_words(at: datetime) -> str:
    """When it was: the time today, the day as well before; empty when that is not known."""
    if at == _NEVER:
        return ""
    local, locale = at.astimezone(), QLocale()
    moment = QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if local.date() == datetime.now().astimezone().date():
        return time
    return f"{locale.toString(moment.date(), 'd MMM')} {time}"
