"""The outline of a label set: its kinds with their labels, its attributes and its relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotations.edits.label_set_operations import LabelId, id_of
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from annotations.words import tr, trn
from gui.core.keys import caps_of
from gui.core.theme import Theme, label_style
from gui.widgets.chip import draw_swatch

_SWATCH = QSize(20, 16)
_NAME, _KEY, _COUNT = range(3)
_PLACE = Qt.ItemDataRole.UserRole


class Part(Enum):
    """What a row of the outline stands for."""

    KIND = "kind"
    LABEL = "label"
    ATTRIBUTE = "attribute"
    RELATION = "relation"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Place:
    """A row: the part, its kind where it has one, and its id."""

    part: Part
    kind: Kind | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row shows."""

    place: Place
    name: str
    key: str = ""
    label: Label | None = None


class Outline(QTreeWidget):
    """Says what is chosen; ``moveWanted`` carries -1 or 1 when the chosen label is to go up or down."""

    placeChosen = Signal(object)
    """A `Place`."""
    moveWanted = Signal(int)

    def __init__(self, theme: Theme, counts: Mapping[LabelId, int], parent: QWidget | None = None) -> None:
        """``counts`` says how many mentions of the open documents have a label."""
        super().__init__(parent)
        self._theme, self._counts = theme, counts
        self._rows: list[_Row] = []
        self._items: dict[Place, QTreeWidgetItem] = {}
        self.setAccessibleName(tr("Labels, attributes and relations"))
        self.setObjectName("outline")
        self.setColumnCount(3)
        self.setHeaderLabels([tr("Name"), tr("Key"), tr("Mentions")])
        self.headerItem().setTextAlignment(
            _COUNT, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        )
        self.setIconSize(_SWATCH)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_KEY, _COUNT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._chosen)

    def place(self) -> Place | None:
        """What is chosen."""
        item = self.currentItem()
        found = None if item is None else item.data(_NAME, _PLACE)
        return found if isinstance(found, Place) else None

    def show_label_set(self, label_set: LabelSet) -> None:
        """Show the label set; what is chosen stays so, or what now stands in its place is."""
        rows = list(_rows(label_set))
        if [row.place for row in rows] == [row.place for row in self._rows]:
            for old, new in zip(self._rows, rows, strict=True):
                if old != new:
                    self._fill(self._items[new.place], new)
        else:
            self._rebuild(rows)
        self._rows = rows

    def choose(self, place: Place) -> None:
        """Choose a row, if it is there."""
        if (item := self._items.get(place)) is not None:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the label itself."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moveWanted.emit(step)
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> None:
        if (place := self.place()) is not None:
            self.placeChosen.emit(place)

    def _rebuild(self, rows: list[_Row]) -> None:
        chosen = self._to_choose(rows)
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            heading = self.invisibleRootItem()
            for row in rows:
                top = row.place.part in (Part.KIND, Part.HEADING)
                item = QTreeWidgetItem(self.invisibleRootItem() if top else heading)
                self._items[row.place] = item
                self._fill(item, row)
                if top:
                    heading = item
                    item.setExpanded(True)
            if chosen is not None:
                self.setCurrentItem(self._items[chosen])

    def _to_choose(self, rows: list[_Row]) -> Place | None:
        """What was chosen; when it is gone, the label that has come to its place, or the one before."""
        chosen, places = self.place(), [row.place for row in rows]
        if chosen is None or chosen in places:
            return chosen
        index = min([row.place for row in self._rows].index(chosen), len(places) - 1)
        return places[index] if places[index].part is chosen.part else places[index - 1]

    def _fill(self, item: QTreeWidgetItem, row: _Row) -> None:
        item.setData(_NAME, _PLACE, row.place)
        item.setText(_NAME, row.name or tr("(no name)"))
        item.setText(_KEY, "+".join(caps_of(row.key)) if row.key else "")
        if row.place.part in (Part.KIND, Part.HEADING):
            font = item.font(_NAME)
            font.setBold(True)
            item.setFont(_NAME, font)
        if row.place.part is Part.HEADING:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        if row.label is not None:
            item.setIcon(_NAME, self._swatch(row.label))
            count = self._counts.get(id_of(row.label), 0)
            item.setText(_COUNT, f"{count:,}" if count else "")
            item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            spoken = trn("{name}, {count} mention", "{name}, {count} mentions", count, name=row.name)
            item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _swatch(self, label: Label) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(_SWATCH * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_swatch(painter, QRectF(0, 0, _SWATCH.width(), _SWATCH.height()), label_style(self._theme, label))
        painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # as it is: a tinted swatch is another colour
        return icon


def _rows(label_set: LabelSet) -> Iterator[_Row]:
    for rules in label_set.kinds:
        yield _Row(Place(Part.KIND, rules.kind), rules.name)
        for label in rules.labels:
            yield _Row(Place(Part.LABEL, label.kind, label.id), label.name, label.key, label)
    if label_set.attributes:
        yield _Row(Place(Part.HEADING, id="attributes"), tr("Attributes"))
        for attribute in label_set.attributes:
            yield _Row(Place(Part.ATTRIBUTE, id=attribute.id), attribute.name, attribute.key)
    if label_set.relations:
        yield _Row(Place(Part.HEADING, id="relations"), tr("Relations"))
        for relation in label_set.relations:
            yield _Row(Place(Part.RELATION, id=relation.id), relation.name, relation.key)
