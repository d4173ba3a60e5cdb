"""The strip beside the scroll bar: the whole document at a glance. Click or drag in it to go there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotations.text.coverage import Coverage
from annotations.text.span import Span
from annotations.words import tr, trn
from gui.core.pixels import PixelGrid
from gui.core.rich_text import escape
from gui.core.theme import LIGHT, Theme
from gui.widgets.overview_drawing import READ, WIDTH, Drawing, Shown

_LEAST_WINDOW = 6
_CARET = 2
_NEAR = 3
"""Logical pixels around the mouse that a tool tip speaks of, and in which a problem is meant."""


class Overview(QWidget):
    """Shows mentions, problems, the part on screen and the caret; edits nothing."""

    placeChosen = Signal(int)
    """The offset of the place in the text that the mouse points at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._theme = LIGHT
        self._drawing: Drawing | None = None
        self._is_drawn = False
        """Whether the drawing shows the counts as they are."""
        self._window, self._caret = Span(0, 0), 0
        self._coverage: Coverage | None = None
        self._read: list[QRect] = []
        self.setObjectName("overview")
        self.setAccessibleName(tr("Overview"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Narrow, and as high as there is room."""
        return QSize(WIDTH, 100)

    def show_counts(self, shown: Shown | None) -> None:
        """Draw these counts from now on; call it again when they have changed."""
        self._shown = shown
        self._is_drawn = False
        self.update()
        self._place_read()
        self.setAccessibleDescription("" if shown is None else _problems(len(shown.problems)))

    def show_read(self, coverage: Coverage | None) -> None:
        """Draw what has been read; call it again when that is more."""
        self._coverage = coverage
        self._place_read()

    def show_place(self, window: Span, caret: int) -> None:
        """Mark the part of the text that is on screen, and the caret's offset."""
        before = (self._window_place(), self._caret_place())
        self._window, self._caret = window, caret
        after = (self._window_place(), self._caret_place())
        if before != after:
            for place in (*before, *after):
                self.update(place.adjusted(0, -1, 0, 1))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._redraw()

    # -- places ---------------------------------------------------------------------------------------

    def offset_at(self, y: float) -> int:
        """The offset that a height in the strip stands for."""
        if self._shown is None:
            return 0
        length = self._shown.histogram.length
        return max(0, min(length, round(y * length / max(1, self.height()))))

    def y_of(self, offset: int) -> float:
        """Where an offset stands, from the top of the strip."""
        return 0.0 if self._shown is None else offset * self.height() / self._shown.histogram.length

    def _window_place(self) -> QRect:
        top, bottom = round(self.y_of(self._window.start)), round(self.y_of(self._window.end))
        height = max(_LEAST_WINDOW, bottom - top)
        return QRect(0, max(0, min(top, self.height() - height)), self.width(), height)

    def _caret_place(self) -> QRect:
        top = min(round(self.y_of(self._caret)), self.height() - _CARET)
        return QRect(0, top, self.width(), _CARET)

    def _around(self, y: float) -> Span:
        return Span(self.offset_at(y - _NEAR), self.offset_at(y + _NEAR))

    def _place_read(self) -> None:
        """Where what was read stands: places that meet on the screen are one."""
        read: list[QRect] = []
        for span in () if self._coverage is None or self._shown is None else self._coverage.spans():
            top, bottom = round(self.y_of(span.start)), max(1, round(self.y_of(span.end)))
            if read and top <= read[-1].bottom() + 1:
                read[-1].setBottom(max(read[-1].bottom(), bottom - 1))
            elif top < bottom:
                read.append(QRect(READ[0], top, READ[1], bottom - top))
        if read != self._read:
            self._read = read
            self.update(QRect(READ[0], 0, READ[1], self.height()))

    # -- painting -------------------------------------------------------------------------------------

    def _picture(self, shown: Shown) -> QPixmap:
        if self._drawing is None:
            self._drawing = Drawing(self._theme, self.size().toSizeF(), self.devicePixelRatioF())
            self._is_drawn = False
        if not self._is_drawn:
            self._drawing.draw(shown)
            self._is_drawn = True
        return self._drawing.picture

    def _redraw(self) -> None:
        self._drawing = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept picture, and over it what moves."""
        painter = QPainter(self)
        theme = self._theme
        if self._shown is None:
            painter.fillRect(event.rect(), theme.panel)
            return
        PixelGrid(painter).draw(painter, 0, 0, self._picture(self._shown))
        for place in self._read:
            if place.intersects(event.rect()):
                painter.fillRect(place, theme.muted)
        painter.fillRect(self._window_place(), theme.hover)
        painter.setPen(theme.outline)
        painter.drawRect(self._window_place().adjusted(0, 0, -1, -1))
        painter.fillRect(self._caret_place(), theme.caret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new height."""
        self._redraw()
        self._place_read()

    # -- the mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there; a problem close by is what was meant."""
        if event.button() is Qt.MouseButton.LeftButton and self._shown is not None:
            near = self._around(event.position().y())
            problem = self._shown.problems.next((near.start, ""))
            meant = problem is not None and near.start <= problem.start < near.end
            place = problem.start if problem is not None and meant else self.offset_at(event.position().y())
            self.placeChosen.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._shown is not None:
            self.placeChosen.emit(self.offset_at(event.position().y()))

    def event(self, event: QEvent) -> bool:
        """Show the tool tip with the counts of the place under the mouse; follow the screen's scale."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().y()), self)
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._redraw()
        return super().event(event)

    def words_at(self, y: float) -> str:
        """What there is around a height in the strip, as rich text."""
        if self._shown is None:
            return ""
        histogram, near = self._shown.histogram, self._around(y)
        buckets = slice(histogram.bucket(near.start), histogram.bucket(near.end) + 1)
        counts = histogram.counts()
        lines = [tr("Offsets {start:,}–{end:,}", start=near.start, end=near.end)]
        if self._coverage is not None:
            unread = next(self._coverage.gaps(near), None)
            lines.append(tr("Read") if unread is None else tr("Not read yet"))
        for label in self._shown.label_set.labels:
            number = max(counts.get((label.kind, label.id), [0])[buckets], default=0)
            if number > 0:
                lines.append(tr("{label}: {number:,}", label=label.name, number=number))
        if problems := self._shown.problems.count_between(near.start, near.end + 1):
            lines.append(_problems(problems))
        return "<br>".join(escape(line) for line in lines)


def _problems(number: int) -> str:
    if not number:
        return tr("No problems")
    return trn(
        "{count} problem: an entity or event inside boilerplate",
        "{count} problems: entities or events inside boilerplate",
        number,
    )
