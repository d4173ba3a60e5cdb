"""One document set in a column of the viewport: everything of the view that is not a widget, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QPainter

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.core.reading import ColumnPlace, Reading
from gui.core.theme import Theme
from gui.editor.flow import Flow, Setting
from gui.editor.hit import Hit, HitTester
from gui.editor.link_painting import LinkPainter
from gui.editor.link_picture import Picture
from gui.editor.looks import Looks
from gui.editor.metrics import USUAL, Metrics, metrics_for
from gui.editor.movement import Movement, Step, Traveller
from gui.editor.painting import Highlights, PagePainter
from gui.editor.place import Bookmark, Place, Slide, slide_between
from gui.editor.row import Row
from schemas.late import late_dataclass

_NARROWEST = 80


@late_dataclass(frozen=True)
class Document:
    """What is shown: a text, what is said of it, and how its labels look."""

    text: SourceText
    annotations: AnnotationSet
    label_set: LabelSet


@dataclass(frozen=True)
class Appearance:
    """How it is shown."""

    theme: Theme
    font: QFont
    zoom: float = 1.0
    invisibles: bool = False
    reading: Reading = USUAL
    mirrored: bool = False
    """Whether the interface begins its lines at the right."""


class Page:
    """A document in a viewport. Points and rectangles are in the viewport's coordinates."""

    def __init__(self, document: Document, appearance: Appearance, size: QSize) -> None:
        """Set the document and stand at its start."""
        self.document = document
        self._dress(appearance)
        self._fit(size)
        self.flow = Flow(document.text, document.annotations, self._setting(appearance))
        self.place = Place(self.flow, size.height())
        self._traveller = Traveller(self.flow)
        self._kept: tuple[Bookmark, int, int] | None = None
        self._make_tools(appearance)

    def reset(self, appearance: Appearance, size: QSize, *, redraw: bool = False) -> None:
        """Set the document anew; the first row on screen stays where it is.

        ``redraw`` lets go all pictures, also when nothing but the screen has changed.
        """
        bookmark = self._kept_place()
        if redraw or appearance != self._appearance:
            self._dress(appearance)
        self._fit(size)
        if (setting := self._setting(appearance)) != self.flow.setting:
            self.flow.set(setting)
        self.place.height = size.height()
        self.place.restore(bookmark)
        self._kept = (bookmark, self.place.index, self.place.inside)
        self._make_tools(appearance)

    def use_label_set(self, label_set: LabelSet) -> None:
        """Draw mentions as these labels look from now on."""
        self.document = replace(self.document, label_set=label_set)
        self.reset(self._appearance, self._size, redraw=True)

    @property
    def metrics(self) -> Metrics:
        """The sizes in use."""
        return self._metrics

    def paint(self, painter: QPainter, area: QRect, lit: Highlights, across: Picture) -> None:
        """Paint the part of the page in ``area``; ``across`` is what `across` has drawn up."""
        self._painter.paint(painter, self.place.shown, area, lit)
        if across:
            self._links.paint(painter, across, QRectF(area))

    def across(self, lit: Highlights) -> Picture:
        """What is drawn across the rows on screen."""
        if not lit.joined:
            return ()
        drawn = [one for one in (lit.relations, lit.links) if one is not None]
        return self._links.picture(self.place.shown, self.place.height, drawn, lit.hints)

    def hit(self, point: QPointF, current: Mention | None) -> Hit:
        """What is under a point; the handles are those of ``current``."""
        return self._tester.hit(point, current)

    def target(self, movement: Movement, caret: int, column: float, *, extend: bool) -> int:
        """The offset that a movement leads to."""
        page = max(self.metrics.plain_row_height, self.place.height - 2 * self.metrics.plain_row_height)
        return self._traveller.target(movement, Step(caret, extend, column, page))

    def column_of(self, offset: int) -> float:
        """The x in the text column at which a caret at the offset stands."""
        _, laid, row = self.flow.at(offset)
        return laid.x_of(row, offset)

    def caret_rect(self, offset: int) -> QRect:
        """Where the caret is drawn; above or below the viewport when it is scrolled away."""
        index, laid, row = self.flow.at(offset)
        width = self.metrics.caret_width
        x = self.column_x + round(laid.x_of(row, offset)) - width // 2
        return QRect(x, self.place.y_of(index, row), width, row.text_height)

    def bring_in(self, offset: int) -> None:
        """Scroll as little as shows the row of the offset with a row above and below it."""
        index, _, row = self.flow.at(offset)
        self.place.bring_in(index, row, self.metrics.plain_row_height)

    def band(self, start: int, end: int) -> QRect:
        """The part of the viewport with the rows from one offset to another, full width, handles included."""
        top, bottom = self.place.height, 0
        for one in self.place.shown:
            if end < one.laid.start or one.laid.next_start < start:
                continue
            first, last = one.laid.row_index(start), one.laid.row_index(end)
            top = min(top, one.y + _top(one.laid.rows[first]) - self.metrics.row_gap)
            bottom = max(bottom, one.y + _top(one.laid.rows[last]) + one.laid.rows[last].height)
        return QRect(0, top, self._size.width(), bottom - top)

    def fold_all(self, caret: int) -> int:
        """Fold all boilerplate away; the row of the caret stays where it is if it is on screen.

        Returns how many stretches there are.
        """
        bookmark = self._steady(caret)
        count = self.flow.fold_all()
        self.place.restore(bookmark)
        return count

    def unfold_all(self, caret: int) -> None:
        """Show all that is folded away; the row of the caret stays where it is if it is on screen."""
        bookmark = self._steady(caret)
        self.flow.unfold_all()
        self.place.restore(bookmark)

    def unfold_at(self, offset: int, *, inside: bool) -> bool:
        """Show the stretch around an offset; return whether there was a closed one.

        With ``inside``, a caret at its start is not in it.
        """
        stretch = self.flow.folds.closed_around(offset)
        if stretch is None or (inside and offset <= self.flow.folds.span(stretch).start):
            return False
        bookmark = self.place.bookmark()
        self.flow.unfold(stretch)
        self.place.restore(bookmark)
        return True

    def fold_at(self, offset: int, steady: int) -> bool:
        """Fold the open stretch around an offset; return whether there was one.

        The row of ``steady`` stays where it is if it is on screen.
        """
        stretch = self.flow.folds.open_around(offset)
        if stretch is None:
            return False
        bookmark = self._steady(steady)
        self.flow.fold(stretch)
        self.place.restore(bookmark)
        return True

    def fold_again(self, spans: list[Span], caret: int) -> bool:
        """Take in that boilerplate came or went on the spans; return whether anything moved."""
        if not self.flow.folds.active:
            return False
        bookmark = self._steady(caret)
        moved = False
        for span in spans:
            moved |= self.flow.fold_again(span, caret)
        self.place.restore(bookmark)
        return moved

    def _steady(self, offset: int) -> Bookmark:
        """The row of an offset if it is on screen, else the first row."""
        y = self.caret_rect(offset).y()
        return Bookmark(offset, y) if 0 <= y < self.place.height else self.place.bookmark()

    def mark_again(self, spans: list[Span]) -> Slide | None:
        """Bring the rows that the spans touch up to date; return what else has moved on screen.

        The first row on screen stays where it is. None when all is to be painted anew.
        """
        bookmark, before = self.place.bookmark(), self.place.rows()
        if not self.flow.mark_again(spans):
            return Slide(0, 0)
        self.place.restore(bookmark)
        return slide_between(before, self.place.rows(), self.place.height, self.metrics.row_gap)

    def _kept_place(self) -> Bookmark:
        """The first row; until something scrolls, the one that was first before the text was set anew.

        Otherwise the place would wander while a size is tried out or the window is drawn larger.
        """
        if self._kept is not None and self._kept[1:] == (self.place.index, self.place.inside):
            return self._kept[0]
        return self.place.bookmark()

    def _dress(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._metrics = metrics_for(appearance.font, appearance.zoom, appearance.reading)
        self._looks = Looks(appearance.theme, self.document.label_set, self._metrics)

    def _fit(self, size: QSize) -> None:
        self._size = size
        available = size.width() - 2 * self._metrics.margin
        self._width = max(_NARROWEST, min(available, self._metrics.widest_column or available))
        spare = size.width() - self._width
        if self._appearance.reading.column is ColumnPlace.CENTRED:
            self.column_x = max(0, spare // 2)
        else:
            edge = self._metrics.margin
            self.column_x = max(0, spare - edge if self._appearance.mirrored else min(edge, spare // 2))

    def _setting(self, appearance: Appearance) -> Setting:
        return Setting(
            self._metrics, self._looks, self.document.label_set, self._width, appearance.invisibles
        )

    def _make_tools(self, appearance: Appearance) -> None:
        self._painter = PagePainter(
            appearance.theme, self._looks, self._metrics, self.column_x, invisibles=appearance.invisibles
        )
        self._links = LinkPainter(appearance.theme, self._looks, self._metrics, self.column_x)
        self._tester = HitTester(self.place, self._looks, self._metrics, self.column_x)


def _top(row: Row) -> int:
    return row.top - row.headroom
