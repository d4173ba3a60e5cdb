"""The label palette: every label with its look, key and count; a click labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Status
from annotations.words import tr
from gui.core.index import Index
from gui.core.mirror import STRIPE, leading, placed
from gui.core.pixels import PixelGrid
from gui.core.theme import LIGHT, Theme, label_style
from gui.models.labels import (
    COUNT_ROLE,
    CURRENT_ROLE,
    LABEL_ROLE,
    STICKY_ROLE,
    LabelModel,
    status_of,
)
from gui.widgets.badge import badge_width, draw_badge, status_menu
from gui.widgets.chip import draw_swatch
from gui.widgets.empty_state import EmptyState
from gui.widgets.icons import Glyph, pixmap
from gui.widgets.keycap import caps_width, draw_caps, short_caps

_MARGIN, _GAP = 10, 8  # logical pixels
_SWATCH = 20
_COUNT_ROOM = 32


class LabelPalette(QWidget):
    """All labels, kind by kind; `labelChosen` carries the `Label` clicked, or taken with Enter or Space."""

    labelChosen = Signal(object)
    labelHinted = Signal(object)
    """The `Label` that the mouse is over, or that the arrow keys stand on."""
    statusChosen = Signal(object, object)
    """A `Kind`, and the `Status` chosen for it in the menu of its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LabelModel(self)
        self.list = _LabelView()
        self.list.setModel(self.model)
        self.list.setObjectName("labels")
        self.list.setAccessibleName(tr("Labels"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        # A click labels the text: the text must keep the focus, for the next key.
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.installEventFilter(self)
        self._delegate = _LabelRows(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._choose)
        self.list.entered.connect(self._hint)
        self.list.selectionModel().currentChanged.connect(self._hint)
        self.list.headingPressed.connect(self._ask_status)
        self._state = EmptyState(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state)
        self.setFocusProxy(self.list)
        self.show_labels(None, None)
        self.set_theme(LIGHT)

    def show_labels(self, label_set: LabelSet | None, annotations: AnnotationSet | None) -> None:
        """Show this label set with counts from this annotation set; None when no document is open."""
        self.model.show_labels(label_set, annotations)
        self._state.say(tr("Open a document to see its labels.") if label_set is None else "")

    def apply_change(self, change: Change) -> None:
        """Bring the counts up to date."""
        self.model.apply_change(change)

    def leave_out(self, inside: InsideBoilerplate | None) -> None:
        """Leave entities and events inside boilerplate out of the counts."""
        self.model.leave_out(inside)

    def set_current(self, label: Label | None) -> None:
        """Highlight the label of the current mention."""
        self.model.set_current(label)

    def set_sticky(self, label: Label | None) -> None:
        """Mark the label that every selection gets."""
        self.model.set_sticky(label)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._delegate.theme = theme
        self._state.set_theme(theme)
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space choose the row that the arrow keys stand on."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            if event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Wide enough for name, key and count."""
        return QSize(250, 420)

    def minimumSizeHint(self) -> QSize:
        """Wide enough that a label can be known by the beginning of its name."""
        return QSize(200, super().minimumSizeHint().height())

    def _choose(self, index: QModelIndex) -> None:
        label = index.data(LABEL_ROLE)
        if isinstance(label, Label):
            self.labelChosen.emit(label)

    def _hint(self, index: QModelIndex) -> None:
        label = index.data(LABEL_ROLE)
        if isinstance(label, Label):
            self.labelHinted.emit(label)

    def _ask_status(self, index: QModelIndex) -> None:
        if (found := status_of(index)) is not None:
            kind, status = found
            menu = status_menu(self, status, partial(self.statusChosen.emit, kind))
            place = self.list.visualRect(index).bottomRight()
            menu.popup(self.list.viewport().mapToGlobal(place) - QPoint(menu.sizeHint().width(), 0))


class _LabelView(QListView):
    """Rows keep their height: a changed count is painted anew, where Qt would lay all rows out.

    What has changed is painted after what else is to be: that is the text, which the eye waits for.
    """

    headingPressed = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.piece = QRect()
        """The part of the viewport that is being painted."""
        self._changed = QRegion()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._update_changed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A heading cannot be chosen like a label: its status is asked for."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and status_of(index) is not None:
            self.headingPressed.emit(index)
        else:
            super().mousePressEvent(event)

    def dataChanged(
        self,
        topLeft: Index,
        bottomRight: Index,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaint the rows that changed, or only the counts of labels."""
        rows = [topLeft.sibling(row, 0) for row in range(topLeft.row(), bottomRight.row() + 1)]
        if list(roles) == [COUNT_ROLE]:
            place = QRectF(self.visualRect(topLeft).united(self.visualRect(bottomRight)))
            self._changed += count_place(place, self.layoutDirection()).toAlignedRect()
            rows = [index for index in rows if index.data(LABEL_ROLE) is None]
        for index in rows:
            self._changed += self.visualRect(index)
        self._soon.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What has changed is elsewhere now."""
        super().scrollContentsBy(dx, dy)
        if self._soon.isActive():
            self.viewport().update()

    def _update_changed(self) -> None:
        self.viewport().update(self._changed)
        self._changed = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint piece by piece: Qt would paint every row between the first and the last that changed."""
        for piece in event.region():  # type: ignore[attr-defined]
            self.piece = piece
            super().paintEvent(QPaintEvent(piece))


def count_place(row: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Where in the row of a label, or in several of them, the counts stand; logical pixels."""
    inner = row.adjusted(_MARGIN, 0, -_MARGIN, 0)
    place = QRectF(inner.right() - _COUNT_ROOM, inner.y(), _COUNT_ROOM, inner.height())
    return placed(place, inner, direction)


def _badge_place(line: QRectF, status: Status, number: str, font: QFont) -> QRectF:
    """Where in a heading's line the badge stands, from left to right: before the number."""
    room = max(_COUNT_ROOM, QFontMetricsF(font).horizontalAdvance(number) + _GAP)
    width = badge_width(status, font)
    return QRectF(line.right() - room - width, line.y(), width, line.height() - 1)


class _LabelRows(QStyledItemDelegate):
    """Paints headings and rows."""

    theme: Theme = LIGHT

    def __init__(self, view: _LabelView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row, as wide as there is room; headings stand a little apart."""
        height = round(QFontMetricsF(option.font).height())
        return QSize(1, height + (6 if isinstance(index.data(LABEL_ROLE), Label) else 15))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Swatch, name, key, count; or a heading."""
        painter.save()
        painter.setClipRect(self._view.piece)  # a row in two pieces would be painted over itself
        label = index.data(LABEL_ROLE)
        inner = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        if isinstance(label, Label):
            self._ground(painter, option, index)
            count = count_place(QRectF(option.rect), option.direction)
            if not count.toAlignedRect().contains(self._view.piece.intersected(option.rect)):
                self._row(painter, inner, option, label, index)
            self._number(painter, count, option.font, index.data(COUNT_ROLE))
        else:
            self._heading(painter, inner, option, index)
        painter.restore()

    def _heading(
        self, painter: QPainter, inner: QRectF, option: QStyleOptionViewItem,
        index: Index,
    ) -> None:  # fmt: skip
        line, middle = inner.adjusted(0, 5, 0, -3), Qt.AlignmentFlag.AlignVCenter
        number, name = f"{index.data(COUNT_ROLE):,}", QRectF(line)
        painter.setPen(self.theme.muted)
        painter.setFont(option.font)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, number)
        if (found := status_of(index)) is not None:
            place = _badge_place(line, found[1], number, option.font)
            draw_badge(painter, placed(place, inner, option.direction), found[1], self.theme, option.font)
            name.setRight(place.left() - _GAP)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        shown = QFontMetricsF(bold).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(placed(name, inner, option.direction), middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.fillRect(QRectF(inner.x(), inner.bottom() - 2, inner.width(), 1), self.theme.border)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        if index.data(CURRENT_ROLE):
            painter.fillRect(rect, self.theme.current)
            painter.fillRect(leading(rect, STRIPE, option.direction), self.theme.accent)
        if self._view.hasFocus() or self._view.viewport().underMouse():
            self._mark_hand(painter, option)

    def _mark_hand(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Mark the row that the mouse is over, and the one that the arrow keys stand on."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - its enumerations would be made at each start

        rect, flags = QRectF(option.rect), QStyle.StateFlag
        if option.state & flags.State_MouseOver:
            painter.fillRect(rect, self.theme.hover)
        if option.state & flags.State_HasFocus:
            painter.setPen(self.theme.accent)
            painter.drawRect(rect.adjusted(1.5, 0.5, -1.5, -1.5))

    def _row(
        self, painter: QPainter, inner: QRectF, option: QStyleOptionViewItem, label: Label,
        index: Index,
    ) -> None:  # fmt: skip
        font, direction = option.font, option.direction
        swatch = QRectF(inner.x(), round(inner.center().y()) - 8, _SWATCH, 16)
        draw_swatch(painter, placed(swatch, inner, direction), label_style(self.theme, label))
        caps = short_caps(label.key) if label.key else []
        width = caps_width(caps, font) if caps else 0
        place = QRectF(inner.right() - _COUNT_ROOM - width, inner.y(), width, inner.height())
        draw_caps(painter, placed(place, inner, direction), caps, self.theme, font)
        name = QRectF(swatch.right() + _GAP, inner.y(), place.x() - swatch.right() - 2 * _GAP, inner.height())
        if index.data(STICKY_ROLE):
            pin = pixmap(Glyph.PIN, self.theme.accent, 14, painter.device().devicePixelRatioF())
            corner = placed(QRectF(name.right() - 14, name.center().y() - 7, 14, 14), inner, direction)
            PixelGrid(painter).draw(painter, corner.x(), corner.y(), pin)
            name.setRight(name.right() - 18)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(self.theme.text)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(label.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(placed(name, inner, direction), middle | Qt.AlignmentFlag.AlignLeft, shown)

    def _number(self, painter: QPainter, place: QRectF, font: QFont, number: int) -> None:
        if number:  # a column of zeros would only be in the way
            painter.setFont(font)
            painter.setPen(self.theme.text)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{number:,}"
            )
