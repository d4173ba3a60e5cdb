"""How a row of the list of mentions is painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotations.model.label_set import Label
from gui.core.index import Index
from gui.core.mirror import STRIPE, figures, leading, quoted
from gui.core.pixels import PixelGrid
from gui.core.theme import LIGHT, Theme, label_style
from gui.models.mentions import LABEL, OFFSETS, QUOTE, MentionModel
from gui.widgets.chip import draw_chip

CELL_PADDING = 8
_CUTS_KEPT = 4096
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class MentionRows(QStyledItemDelegate):
    """Paints quote, chip and offsets.

    Each edit repaints the rows in sight, so a cell asks Qt for little: cut texts and chips are kept.
    """

    def __init__(self, table: QTableView, model: MentionModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._metrics = table.fontMetrics()
        self._font = table.font()
        self._cut: dict[tuple[str, int], str] = {}
        self._chips: dict[tuple[str, str, int], QPixmap] = {}
        self._scale = 1.0
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.theme = theme
        self._chips.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; the current row has a veil and a stripe where it begins."""
        row, column = index.row(), index.column()
        rect = option.rect
        if self._table.selectionModel().isSelected(index):
            painter.fillRect(rect, self.theme.current)
            if column == QUOTE:
                painter.fillRect(leading(QRectF(rect), STRIPE, option.direction), self.theme.accent)
        x, width = rect.x() + CELL_PADDING, rect.width() - 2 * CELL_PADDING
        if column == LABEL and (label := self._model.label(row)) is not None:
            PixelGrid(painter).draw(painter, x, rect.y(), self._chip(label, width, rect.height(), painter))
            return
        painter.setPen(self._pen(column))
        text = self._fitting(self._model.cell_text(row, column), width)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            text = figures(text) if column == OFFSETS else quoted(text)
        painter.drawText(x, rect.y(), width, rect.height(), _LEFT, text)

    def _pen(self, column: int) -> QColor:
        if column == LABEL:
            return self.theme.error
        return self.theme.muted if column == OFFSETS else self.theme.text

    def _fitting(self, text: str, width: int) -> str:
        if len(self._cut) > _CUTS_KEPT:
            self._cut.clear()
        if (cut := self._cut.get((text, width))) is None:
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._cut[text, width] = cut
        return cut

    def _chip(self, label: Label, width: int, height: int, painter: QPainter) -> QPixmap:
        scale = painter.device().devicePixelRatioF()
        if scale != self._scale:
            self._scale = scale
            self._chips.clear()
        if (chip := self._chips.get((label.kind, label.id, width))) is None:
            chip = QPixmap(round(width * scale), round(height * scale))
            chip.setDevicePixelRatio(scale)
            chip.fill(Qt.GlobalColor.transparent)
            inside = QPainter(chip)
            draw_chip(inside, QRectF(0, 0, width, height), label_style(self.theme, label), self._font)
            inside.end()
            self._chips[label.kind, label.id, width] = chip
        return chip
