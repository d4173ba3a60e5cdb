"""What will be lost: for every reason a count and a list of places, each of which can be gone to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from annotations.formats.losses import NO_TITLES, Loss, LossReport, Reason, title
from annotations.words import tr, trn
from gui.widgets.empty_state import EmptyState

_LOSS = Qt.ItemDataRole.UserRole
_WIDTHS = (230, 70, 210)


class LossesView(EmptyState):
    """A tree of reasons; Enter or a double click on a row goes to its place."""

    chosen = Signal(object)
    """A `Loss` whose place is wanted."""

    def __init__(self) -> None:
        self.tree = QTreeWidget()
        super().__init__(self.tree)
        self.tree.setObjectName("losses")
        self.tree.setAccessibleName(tr("What will be lost"))
        self.tree.setHeaderLabels([tr("Document"), tr("Place"), tr("Text"), tr("What becomes of it")])
        self.tree.setUniformRowHeights(True)
        columns = self.tree.header()
        for column, width in enumerate(_WIDTHS):
            columns.resizeSection(column, width)
        columns.setStretchLastSection(True)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.itemActivated.connect(self._activated)

    def show_report(self, report: LossReport, nothing: str, titles: Mapping[Reason, str] = NO_TITLES) -> None:
        """Show the losses; ``nothing`` is said when there are none, ``titles`` in place of the usual ones."""
        self.tree.clear()
        for reason, count, listed in report.rows():
            what = titles.get(reason) or title(reason)
            top = QTreeWidgetItem([tr("{what}: {count:,}", count=count, what=what)])
            self.tree.addTopLevelItem(top)
            top.setFirstColumnSpanned(True)
            top.addChildren([_row(loss) for loss in listed])
            if count > len(listed):
                more = trn("and {count:,} more", "and {count:,} more", count - len(listed))
                last = QTreeWidgetItem([more])
                last.setFlags(Qt.ItemFlag.NoItemFlags)
                top.addChild(last)
        self.say("" if report else nothing)
        if first := self.tree.topLevelItem(0):
            first.setExpanded(True)
            self.tree.setCurrentItem(first)

    def _activated(self, item: QTreeWidgetItem) -> None:
        loss = item.data(0, _LOSS)
        if loss is not None:
            self.chosen.emit(loss)


def _row(loss: Loss) -> QTreeWidgetItem:
    place = "" if loss.start is None else f"{loss.start:,}"
    quote = " ".join(loss.quote.split())
    row = QTreeWidgetItem([loss.document, place, quote, loss.detail])
    row.setData(0, _LOSS, loss)
    row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for column in (0, 2, 3):
        row.setToolTip(column, row.text(column))
    return row
