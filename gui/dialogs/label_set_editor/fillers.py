"""What may stand in a role: whole kinds, or some of their labels, ticked in a list."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from annotations.model.label_set import Filler, LabelSet
from annotations.model.records import Kind
from annotations.words import tr

_TICKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_KIND, _ID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_INDENT = 18


class FillerList(QTreeWidget):
    """A tick at a kind means each of its labels, those that are yet to be added too."""

    fillersChosen = Signal(object)
    """A tuple of `Filler`; empty when nothing is ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("What may fill the role"))
        policy = self.sizePolicy()
        policy.setVerticalStretch(1)
        self.setSizePolicy(policy)
        self._shown: tuple[object, ...] = ()
        self.itemChanged.connect(self._ticked)

    def show_fillers(self, label_set: LabelSet, fillers: tuple[Filler, ...]) -> None:
        """Show which labels of the label set are among the fillers."""
        names = tuple((one.kind, one.id, one.name) for one in label_set.labels)
        with QSignalBlocker(self):
            if names != self._shown:
                self._shown = names
                self._rebuild(label_set)
            self._tick(fillers)

    def _rebuild(self, label_set: LabelSet) -> None:
        self.clear()
        for rules in label_set.kinds:
            top = QTreeWidgetItem(self, [tr("Any: {kind}", kind=rules.title)])
            top.setData(0, _KIND, rules.kind)
            for label in rules.labels:
                child = QTreeWidgetItem(top, [label.name])
                child.setData(0, _ID, label.id)
            top.setExpanded(True)

    def _tick(self, fillers: tuple[Filler, ...]) -> None:
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            kind = Kind(top.data(0, _KIND))
            whole = any(one.kind is kind and not one.labels for one in fillers)
            named = {name for one in fillers if one.kind is kind for name in one.labels}
            top.setCheckState(0, _TICKED if whole else _OPEN)
            for place in range(top.childCount()):
                child = top.child(place)
                child.setCheckState(0, _TICKED if whole or child.data(0, _ID) in named else _OPEN)
                child.setDisabled(whole)

    def _ticked(self) -> None:
        self.fillersChosen.emit(tuple(self._fillers()))

    def _fillers(self) -> list[Filler]:
        found = []
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            kind = Kind(top.data(0, _KIND))
            children = [top.child(place) for place in range(top.childCount())]
            ticked = [one.data(0, _ID) for one in children if one.checkState(0) is _TICKED]
            if top.checkState(0) is _TICKED:
                found.append(Filler(kind))
            elif ticked and not (children[0].isDisabled() and len(ticked) == len(children)):
                found.append(Filler(kind, frozenset(ticked)))
        return found
