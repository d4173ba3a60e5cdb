"""Figures of effort as table rows, by kind, by label, by what was done or by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QLocale, QObject, Qt

from annotations.effort import figures
from annotations.effort.figures import Figures
from annotations.effort.meter import Account, Entry
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.words import mark, tr
from gui.core.effort_words import deed_word, kind_word
from gui.core.index import ROOT, Index

_NONE = "–"
# Also where the window is mirrored: figures are read from the left in every language.
_UNITS_BELOW_UNITS = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


class Grouping(StrEnum):
    """What a row is."""

    KIND = "kind"
    LABEL = "label"
    DEED = "deed"
    DAY = "day"


GROUPINGS = {
    Grouping.KIND: mark("Kinds"),
    Grouping.LABEL: mark("Labels"),
    Grouping.DEED: mark("What was done"),
    Grouping.DAY: mark("Days"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: whose figures they are, and the figures."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what it is about in a sentence, and the number that stands in it with so many decimals."""

    title: str
    tip: str
    number: Callable[[Figures], float | None]
    decimals: int = 1


COLUMNS = (
    Column(mark("Labels"), mark("Labels given, less those taken back"), lambda one: one.entry.labels, 0),
    Column(mark("Edits"), mark("Steps that undo takes back one by one"), lambda one: one.entry.times, 0),
    Column(mark("Minutes"), mark("Minutes at work"), lambda one: one.entry.tally.seconds / 60),
    Column(
        mark("All hands"), mark("All key presses, clicks and drags"), lambda one: one.entry.tally.hands, 0
    ),
    Column(
        mark("Hands each"),
        mark("Key presses, clicks and drags for each label; for each edit where none is given"),
        lambda one: one.hands,
    ),
    Column(mark("Keys"), mark("Key presses for each"), lambda one: one.per(one.entry.tally.keys)),
    Column(
        mark("Moves"),
        mark("Those of the key presses that moved the caret, for each"),
        lambda one: one.per(one.entry.tally.moves),
    ),
    Column(mark("Clicks"), mark("Clicks for each"), lambda one: one.per(one.entry.tally.clicks)),
    Column(mark("Drags"), mark("Drags for each"), lambda one: one.per(one.entry.tally.drags)),
    Column(mark("Seconds each"), mark("Seconds at work for each"), lambda one: one.seconds),
    Column(mark("Labels an hour"), mark("Labels in an hour at work"), lambda one: one.labels_per_hour, 0),
)


def rows_of(grouping: Grouping, entries: Mapping[Account, Entry], label_set: LabelSet | None) -> list[Row]:
    """The rows of a grouping, in the order in which they are shown."""
    match grouping:
        case Grouping.KIND:
            return [Row(kind_word(kind), one) for kind, one in figures.by_kind(entries).items()]
        case Grouping.LABEL:
            labelled = {account: one for account, one in entries.items() if account.label}
            found = figures.by_label(labelled).items()
            return [Row(f"{kind_word(kind)} · {_name(label_set, kind, label)}", one)
                    for (kind, label), one in found]  # fmt: skip
        case Grouping.DEED:
            done = figures.by_deed(entries).items()
            return [Row(f"{kind_word(kind)} · {deed_word(deed)}", one) for (kind, deed), one in done]
        case Grouping.DAY:
            return [Row(day, one) for day, one in reversed(figures.by_day(entries).items())]


def _name(label_set: LabelSet | None, kind: str, label: str) -> str:
    known = None if label_set is None or kind not in set(Kind) else label_set.label(Kind(kind), label)
    return label if known is None else known.name


class EffortModel(QAbstractTableModel):
    """Rows with a name and numbers; a number that cannot be told is a dash."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._heading = ""

    def show_rows(self, heading: str, rows: list[Row]) -> None:
        """Show these rows from now on; ``heading`` stands over their names."""
        self.beginResetModel()
        self._heading, self.rows = heading, rows
        self.endResetModel()

    def cell_text(self, row: int, column: int) -> str:
        """What a cell shows."""
        if column == 0:
            return self.rows[row].name
        wanted = COLUMNS[column - 1]
        number = wanted.number(self.rows[row].figures)
        return _NONE if number is None else QLocale().toString(float(number), "f", wanted.decimals)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a kind, a label, a deed or a day."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The name and the numbers."""
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _UNITS_BELOW_UNITS
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section - 1].title) if section else self._heading
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return tr(COLUMNS[section - 1].tip)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names and numbers; heard with the heading they stand under."""
        if not index.isValid():
            return None
        text = self.cell_text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(COLUMNS[index.column() - 1].title)}: {text}" if index.column() else text
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _UNITS_BELOW_UNITS
        return None
