"""The widget under the text view: shows a page, scrolls it, zooms it, changes its colours. Knows no caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotations.model.label_set import LabelSet
from annotations.text.span import Span
from annotations.words import tr
from gui.core.keymap import key_of
from gui.core.reading import Reading
from gui.core.theme import LIGHT, Theme
from gui.editor.link_picture import Picture, different, scrolled, slid
from gui.editor.metrics import LARGEST_ZOOM, SMALLEST_ZOOM, metrics_for
from gui.editor.page import Appearance, Document, Page
from gui.editor.painting import Highlights
from gui.editor.place import Bookmark, Slide
from gui.editor.timers import Ahead

_FRAME = 2
"""Width of the line that shows the focus, in logical pixels."""

_ZOOM_STEP = 1.1
_WHEEL_NOTCH = 120
_MOST_PIECES = 12
"""Where more is to be painted than so many rectangles, all between them is painted as well."""

_FAR = 2
"""Beyond so many screens, scrolling jumps instead of laying out everything on the way."""


class PageView(QAbstractScrollArea):
    """A viewport on one page, or on a sentence that says how to open a document."""

    zoomChanged = Signal(float)
    pageMoved = Signal()
    """Other text may be on screen now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._lit = Highlights()
        self._appearance = Appearance(LIGHT, self.font())
        self._across: Picture | None = None
        """What is drawn across the rows, as the screen has it or will have it; None when all is new."""
        self._syncing = False
        self._ahead = Ahead(self, self._prepare)
        self.setFrameShape(QFrame.Shape.Box)
        self.setFrameShadow(QFrame.Shadow.Plain)
        self.setLineWidth(_FRAME)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)

    # -- what is shown, and how -------------------------------------------------------------------

    def _open(self, document: Document | None) -> None:
        """Show a document from its start, or none."""
        self._page = None if document is None else Page(document, self._appearance, self._size())
        self._scrolled()

    def theme(self) -> Theme:
        """The colours in use."""
        return self._appearance.theme

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._dress(theme=theme)
        self.update()

    def zoom(self) -> float:
        """The zoom, 1.0 for the designed size."""
        return self._appearance.zoom

    def set_zoom(self, zoom: float) -> None:
        """Make the text larger or smaller; the first row on screen stays first."""
        zoom = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, zoom))
        if zoom != self._appearance.zoom:
            self._dress(zoom=zoom)
            self.zoomChanged.emit(zoom)

    def zoom_by(self, steps: float) -> None:
        """Make the text larger by a number of steps, or smaller by a negative one."""
        self.set_zoom(self.zoom() * _ZOOM_STEP**steps)

    def show_invisibles(self) -> bool:
        """Whether invisible characters are drawn."""
        return self._appearance.invisibles

    def set_show_invisibles(self, shown: bool) -> None:
        """Draw blanks, line ends and characters without width, or leave them out."""
        self._dress(invisibles=shown)

    def reading(self) -> Reading:
        """How the text is set and its labels are shown."""
        return self._appearance.reading

    def set_reading(self, reading: Reading) -> None:
        """Set the text otherwise; the first row on screen stays first."""
        if reading != self._appearance.reading:
            self._dress(reading=reading)

    def use_label_set(self, label_set: LabelSet) -> None:
        """Draw mentions as these labels look from now on; caret and page stay."""
        if self._page is not None:
            self._page.use_label_set(label_set)
            self._scrolled()

    def reveal(self, span: Span) -> None:
        """Scroll as little as brings the start of the span into view; the caret stays."""
        if self._page is not None:
            self._page.bring_in(min(span.start, self._page.document.text.length))
            self._scrolled()

    def place(self) -> Bookmark:
        """The first row on screen, to come back to."""
        return Bookmark(0, 0) if self._page is None else self._page.place.bookmark()

    def go_back(self, place: Bookmark) -> None:
        """Scroll to where `place` was taken, as far as the text is still the same."""
        if self._page is not None:
            length = self._page.document.text.length
            self._page.place.restore(Bookmark(min(place.offset, length), place.y))
            self._scrolled()

    def visible(self) -> Span:
        """The part of the text on screen, whole rows also where only a part of a row can be seen."""
        return Span(0, 0) if self._page is None else self._page.place.visible()

    def _dress(
        self,
        *,
        theme: Theme | None = None,
        zoom: float | None = None,
        invisibles: bool | None = None,
        reading: Reading | None = None,
    ) -> None:
        now = self._appearance
        self._appearance = Appearance(
            theme or now.theme,
            self.font(),
            now.zoom if zoom is None else zoom,
            now.invisibles if invisibles is None else invisibles,
            reading or now.reading,
            self.isRightToLeft(),
        )
        self._reset()

    def _reset(self, *, redraw: bool = False) -> None:
        if self._page is not None:
            self._page.reset(self._appearance, self._size(), redraw=redraw)
            self._scrolled()
        self.viewport().update()

    def _size(self) -> QSize:
        return self.viewport().size()

    # -- scrolling ----------------------------------------------------------------------------------

    def _scrolled(self) -> None:
        """The page moved by itself: draw it, and let the scroll bar follow."""
        self._sync_bar()
        self._ahead.restart()
        self._across = None
        self.viewport().update()

    def _slid(self, slide: Slide) -> None:
        """A part of the page moved: its pixels go along, and only what they leave bare is painted."""
        if self._page is None:
            return
        bar, place = self.verticalScrollBar(), self._page.place
        if (bar.maximum(), bar.value()) != (place.maximum, place.value):
            self._sync_bar()
        if not slide.distance:
            return
        self._ahead.restart()
        viewport = self.viewport()
        if self._across is not None:
            self._across, torn = slid(self._across, slide.edge, slide.distance)
            self._update_across(torn)
        viewport.scroll(0, slide.distance, viewport.rect().adjusted(0, slide.edge, 0, 0))

    def _draw_across(self) -> None:
        """Paint what is drawn across the rows where it is not what it was."""
        if self._page is not None and self._across is not None:
            before, self._across = self._across, self._page.across(self._lit)
            self._update_across(different(before, self._across))

    def _update_across(self, places: list[QRectF]) -> None:
        if self._page is not None:
            for place in places:
                self.viewport().update(place.translated(self._page.column_x, 0).toAlignedRect())

    def _moves_pixels(self) -> bool:
        """Whether a length in logical pixels is one in the screen's, so that what is moved stays sharp."""
        return self.devicePixelRatioF().is_integer()

    def _prepare(self) -> bool:
        """Lay out a paragraph that is likely to be looked at next."""
        more = self._page is not None and self._page.place.prepare()
        if more:
            self._sync_bar()
        return more

    def _sync_bar(self) -> None:
        self.pageMoved.emit()
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        self._syncing = True
        if self._page is None:
            bar.setRange(0, 0)
        else:
            place, row = self._page.place, self._page.metrics.plain_row_height
            bar.setRange(0, place.maximum)
            bar.setPageStep(max(row, place.height - row))
            bar.setSingleStep(row)
            bar.setValue(place.value)
        bar.setEnabled(bar.maximum() > 0)
        self._syncing = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._syncing or self._page is None:
            return
        bar, place = self.verticalScrollBar(), self._page.place
        if bar.isSliderDown() or abs(dy) > _FAR * place.height:
            place.jump(bar.value())
            self._scrolled()
            return
        moved = place.scroll_by(-dy)
        if self._lit.joined and not self._moves_pixels():
            self._scrolled()
            return
        self._sync_bar()
        self._ahead.restart()
        # What stays on screen is moved, not painted again.
        self.viewport().scroll(0, -moved)
        if self._across is not None:
            self._across = scrolled(self._across, -moved)
            self._draw_across()

    # -- events -------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / _WHEEL_NOTCH)
            event.accept()
        elif not event.pixelDelta().isNull():
            # Touch pads say pixels: follow the fingers.
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - event.pixelDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text in the new width; the first row on screen stays first."""
        self._reset()

    def changeEvent(self, event: QEvent) -> None:
        """Take a new font or direction of the window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._dress()

    def event(self, event: QEvent) -> bool:
        """Draw the frame that shows the focus around page and scroll bar."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            self._paint_frame()
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._reset(redraw=True)  # the window is on another screen
        return done

    def _paint_frame(self) -> None:
        theme = self.theme()
        unfocused = theme.border if theme.is_high_contrast else theme.base
        painter = QPainter(self)
        pen = QPen(theme.accent if self.hasFocus() else unfocused, _FRAME)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = _FRAME / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, or the sentence."""
        painter = QPainter(self.viewport())
        if self._page is None:
            self._paint_nothing(painter)
        else:
            if self._across is None:
                self._across = self._page.across(self._lit)
            for piece in _pieces(event):
                painter.setClipRect(piece)
                self._page.paint(painter, piece, self._lit, self._across)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        theme, metrics = self.theme(), metrics_for(self.font(), self.zoom(), self.reading())
        area = self.viewport().rect()
        painter.fillRect(area, theme.base)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = QRect(area.left(), upper.bottom() + metrics.row_gap, area.width(), area.height() // 2)
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(metrics.font)
        painter.setPen(theme.text)
        painter.drawText(upper, centre | Qt.AlignmentFlag.AlignBottom, tr("No document is open"))
        painter.setFont(self.font())
        painter.setPen(theme.muted)
        how = tr("Open one with {key}, or drop a text file here.", key=key_of("file.open"))
        painter.drawText(lower, centre | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, how)


def _pieces(event: QPaintEvent) -> list[QRect]:
    """What is to be painted, as few rectangles that do not overlap."""
    pieces: list[QRect] = list(event.region())  # type: ignore[call-overload]
    return pieces if len(pieces) <= _MOST_PIECES else [event.rect()]
