"""Every action with its keys as rows, then the keys that are fixed: the labels' and the caret's."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotations.model.label_set import LabelSet
from annotations.words import tr
from gui.core.action_spec import MENU_TITLES
from gui.core.actions import ACTIONS, VIEW_KEYS
from gui.core.commands import plain
from gui.core.index import ROOT, Index
from gui.core.keymap import Keymap, native


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One row."""

    title: str
    where: str
    """The action's menu, or whose the key is."""
    keys: tuple[str, ...]
    action: str = ""
    """The id of the action, empty where the keys are fixed."""
    usual: bool = True
    """Whether the keys are those of the table."""
    shared_with: tuple[str, ...] = ()
    """The names of what has one of the keys too."""


def key_lines(keymap: Keymap, label_set: LabelSet) -> list[KeyLine]:
    """All rows."""
    conflicts = keymap.conflicts(label_set)
    lines = [
        KeyLine(
            plain(spec.text),
            plain(MENU_TITLES[spec.menu]),
            keymap.keys(spec.id),
            spec.id,
            spec.id not in keymap.changed,
            tuple(dict.fromkeys(holder.name for holder in conflicts.get(spec.id, ()))),
        )
        for spec in ACTIONS
    ]
    lines.extend(
        KeyLine(label.name, tr("Label: from the label set"), (label.key,))
        for label in label_set.labels
        if label.key
    )
    lines.extend(KeyLine(tr(one.text), tr("Caret: always so"), one.keys) for one in VIEW_KEYS)
    return lines


def wanted(line: KeyLine, typed: str) -> bool:
    """Whether the typed words find the row: each by its title, its menu or a key."""
    text = " ".join((line.title, line.where, *line.keys, *map(native, line.keys))).casefold()
    return all(word in text for word in typed.casefold().split())


class KeyLineModel(QAbstractListModel):
    """The rows that a search leaves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[KeyLine] = []

    def show(self, lines: list[KeyLine]) -> None:
        """Show these rows: in place when they are the same ones with other keys."""
        if [_name(line) for line in lines] == [_name(line) for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, action_id: str) -> int | None:
        """The row of an action, None when it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.action == action_id), None)

    def rowCount(self, parent: Index = ROOT) -> int:
        """As many as there are rows."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and all of it for those who listen."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = tr(" or ").join(map(native, line.keys)) or tr("no key")
            parts = [line.title, line.where, keys]
            if line.shared_with:
                parts.append(tr("also the key of {others}", others=", ".join(line.shared_with)))
            return ", ".join(parts)
        return None


def _name(line: KeyLine) -> tuple[str, str, str]:
    return line.action, line.title, line.where
