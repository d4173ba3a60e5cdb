"""The key sheet on paper: in two columns, as many pages as it needs, for a printer or a PDF file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.theme import LIGHT, label_style
from gui.models.key_sections import KeyRow, KeySection
from gui.widgets.keycap import caps_width, draw_caps

_POINTS, _TITLE_POINTS = 8.5, 13.0
_MARGIN = 14.0  # millimetres
_COLUMNS = 2
_GUTTER, _SWATCH = 26.0, 7.0  # points
_ROW, _HEADING, _BEFORE = 16.0, 18.0, 10.0
_TITLE, _FOOT = 30.0, 18.0
_OR = 8.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading, or a row under one."""

    heading: str
    row: KeyRow | None = None

    @property
    def height(self) -> float:
        return _ROW if self.row is not None else _HEADING + _BEFORE


def write_pdf(path: Path, sections: list[KeySection], name: str) -> bool:
    """Write the sheet as a PDF file of A4 pages; whether that could be done."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    writer.setTitle(_title(name))
    writer.setCreator("Sorot")
    return paint_sheet(writer, sections, name)


def paint_sheet(device: QPagedPaintDevice, sections: list[KeySection], name: str) -> bool:
    """Paint the sheet, on white whatever the theme is; ``name`` is the label set's."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    points = device.logicalDpiX() / 72  # device units in a point
    painter.scale(points, points)
    size = device.pageLayout().paintRectPoints().size()
    pages = list(_pages(sections, size.height()))
    for number, columns in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        page = _Page(painter, size.width(), size.height())
        page.draw_frame(_title(name), tr("Page {number} of {count}", number=number, count=len(pages)))
        for place, lines in enumerate(columns):
            page.draw_column(place, lines)
    return painter.end()


def _title(name: str) -> str:
    return tr("Keys of Sorot · labels: {name}", name=name) if name else tr("Keys of Sorot")


def _pages(sections: list[KeySection], height: float) -> Iterator[list[list[_Line]]]:
    """The lines of each column of each page: a heading is never the last, and is told again on top."""
    room = height - _TITLE - _FOOT
    columns: list[list[_Line]] = [[]]
    left = room
    for section in sections:
        lines = [_Line(section.title), *(_Line(section.title, row) for row in section.rows)]
        for number, line in enumerate(lines):
            needed = line.height + (lines[number + 1].height if line.row is None else 0)
            if needed > left:
                again = [] if line.row is None else [_Line(section.title)]
                columns.append(again)
                left = room - sum(one.height for one in again)
            columns[-1].append(line)
            left -= line.height
    for first in range(0, len(columns), _COLUMNS):
        yield columns[first : first + _COLUMNS]


class _Page:
    """Draws in points, the page's printable area being from (0, 0) to its size."""

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        self._painter = painter
        self._width, self._height = width, height
        self._column = (width - _GUTTER * (_COLUMNS - 1)) / _COLUMNS

    def draw_frame(self, title: str, foot: str) -> None:
        """The title above and the page's number below."""
        self._write(QRectF(0, 0, self._width, _TITLE - 8), title, _font(_TITLE_POINTS, bold=True))
        place = QRectF(0, self._height - _FOOT, self._width, _FOOT)
        self._painter.setPen(LIGHT.muted)
        self._painter.setFont(_font(_POINTS))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, foot)

    def draw_column(self, number: int, lines: list[_Line]) -> None:
        """One column from the top."""
        x, y = number * (self._column + _GUTTER), _TITLE
        for line in lines:
            rect = QRectF(x, y, self._column, line.height)
            if line.row is None:
                self._draw_heading(rect, line.heading)
            else:
                self._draw_row(rect, line.row)
            y += line.height

    def _draw_heading(self, rect: QRectF, title: str) -> None:
        rect = rect.adjusted(0, _BEFORE, 0, -3)
        self._write(rect, title, _font(_POINTS + 0.5, bold=True))
        self._painter.setPen(LIGHT.outline)
        self._painter.drawLine(rect.bottomLeft() + QPointF(0, 1), rect.bottomRight() + QPointF(0, 1))

    def _draw_row(self, rect: QRectF, row: KeyRow) -> None:
        font = _font(_POINTS)
        edge = rect.right()
        for key in reversed(row.keys):
            caps = caps_of(key)
            width = caps_width(caps, font)
            place = QRectF(edge - width, rect.y(), width, rect.height())
            draw_caps(self._painter, place, caps, LIGHT, font)
            edge -= width + _OR
        left = rect.left()
        if row.label is not None:
            style = label_style(LIGHT, row.label)
            square = QRectF(left, rect.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            self._painter.fillRect(square, style.chip)
            left += _SWATCH + 5
        self._write(QRectF(left, rect.y(), edge - left, rect.height()), row.text, font)

    def _write(self, rect: QRectF, text: str, font: QFont) -> None:
        self._painter.setFont(font)
        self._painter.setPen(LIGHT.text)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(rect, alignment, shown)


def _font(points: float, *, bold: bool = False) -> QFont:
    """A font whose pixels are points, since that is what the page is drawn in."""
    font = QFont()
    font.setPixelSize(round(points))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
