"""How the mentions of each label are drawn: colours, and chips painted once for every pixel density."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap

from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from gui.core.bars import draw_bar
from gui.core.colours import over, readable
from gui.core.pixels import PixelGrid, pixels
from gui.core.theme import BarPattern, LabelStyle, Theme, label_style
from gui.editor.metrics import Metrics
from gui.editor.signs import NO_SIGNS, Signs
from gui.widgets.icons import Glyph
from gui.widgets.icons import pixmap as glyph_pixmap

_TILE_WIDTH = 60
"""A whole number of dots, and of device pixels at every usual scale."""

_GHOST_ALPHA = 0.16


class Chip:
    """A caption on a rounded plate, as a pixmap for each device pixel ratio."""

    def __init__(
        self,
        caption: str,
        plate: QColor,
        ink: QColor,
        metrics: Metrics,
        *,
        edge: QColor | None = None,
        glyphs: Sequence[Glyph] = (),
    ) -> None:
        """Measure the chip; it is painted when it is first asked for.

        ``edge`` colours its outline; ``glyphs`` stand after the caption.
        """
        self._caption, self._plate, self._ink, self._metrics = caption, plate, ink, metrics
        self._edge, self._glyphs = edge, glyphs
        self._pad = metrics.chip_height * 0.38
        self._glyph_size = round(metrics.chip_height * 0.8)
        text = QFontMetricsF(metrics.chip_font).horizontalAdvance(caption)
        self._text_width = math.ceil(text + 2 * self._pad)
        self.width = self._text_width + len(glyphs) * (self._glyph_size + 1)
        self._pixmaps: dict[float, QPixmap] = {}

    def pixmap(self, ratio: float) -> QPixmap:
        """The chip for a device pixel ratio."""
        pixmap = self._pixmaps.get(ratio)
        if pixmap is None:
            pixmap = self._pixmaps[ratio] = self._painted(ratio)
        return pixmap

    def _painted(self, ratio: float) -> QPixmap:
        place = QRectF(0, 0, self.width, self._metrics.chip_height)
        pixmap = _blank(place.size(), ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self._edge is None else self._edge)
        painter.setBrush(self._plate)
        radius = place.height() * 0.22
        inset = 0.0 if self._edge is None else 0.5
        painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setFont(self._metrics.chip_font)
        painter.setPen(self._ink)
        text = place.adjusted(0, 0, self._text_width - self.width, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, self._caption)
        x, y = self._text_width - self._pad * 0.5, (place.height() - self._glyph_size) / 2
        for number, glyph in enumerate(self._glyphs):
            drawn = glyph_pixmap(glyph, self._ink, self._glyph_size, ratio)
            PixelGrid(painter).draw(painter, x + number * (self._glyph_size + 1), y, drawn)
        painter.end()
        return pixmap


class Look:
    """Everything needed to draw the mentions of one label."""

    def __init__(self, label: Label, style: LabelStyle, theme: Theme, metrics: Metrics) -> None:
        """Make the chips; ``style`` says the colours."""
        self.name = label.name
        self.style = style
        self.dims = label.kind is Kind.BOILERPLATE
        self.bar_height = (
            metrics.bar_height * 3 // 2 if style.pattern is BarPattern.DOUBLE else metrics.bar_height
        )
        self.chip = Chip(style.caption, style.chip, style.chip_text, metrics)
        self.ghost = _pale_chip(style.caption, style.bar, theme, metrics)
        self._tiles: dict[float, QPixmap] = {}
        self._metrics = metrics
        self._signed = {NO_SIGNS: self.chip}

    def signed(self, signs: Signs) -> Chip:
        """The chip with signs after the label."""
        chip = self._signed.get(signs)
        if chip is None:
            style = self.style
            caption = f"{style.caption} {signs.text}" if signs.text else style.caption
            glyphs = [Glyph.NOTE] * signs.note + [Glyph.LINK] * signs.link
            chip = Chip(caption, style.chip, style.chip_text, self._metrics, glyphs=glyphs)
            self._signed[signs] = chip
        return chip

    def draw_bar(self, painter: QPainter, rect: QRectF, ratio: float) -> None:
        """Draw the bar of a mention; its top lies on a pixel."""
        if self.style.pattern is not BarPattern.DOTTED:
            draw_bar(painter, rect, self.style.bar, self.style.pattern)
            return
        # Dot by dot, a page of boilerplate is thousands of rectangles.
        painter.drawTiledPixmap(rect, self._tile(ratio))

    def _tile(self, ratio: float) -> QPixmap:
        tile = self._tiles.get(ratio)
        if tile is None:
            size = QSizeF(_TILE_WIDTH, self.bar_height)
            tile = self._tiles[ratio] = _blank(size, ratio)
            painter = QPainter(tile)
            draw_bar(painter, QRectF(0, 0, size.width(), size.height()), self.style.bar, self.style.pattern)
            painter.end()
        return tile


class Looks:
    """The looks of a label set's labels in one theme and at one zoom, each made when first needed."""

    def __init__(self, theme: Theme, label_set: LabelSet | None, metrics: Metrics) -> None:
        """Start empty."""
        self._theme, self._label_set, self._metrics = theme, label_set, metrics
        self._looks: dict[tuple[Kind, str], Look] = {}
        self._counts: dict[int, Chip] = {}
        self._names: dict[str, Chip] = {}

    def look(self, kind: Kind, label_id: str) -> Look:
        """The look of a label; one that the label set does not have is grey and goes by its id."""
        look = self._looks.get((kind, label_id))
        if look is None:
            found = self._label_set.label(kind, label_id) if self._label_set else None
            label = found or Label(id=label_id, kind=kind, name=label_id, colour="grey", key="")
            style = label_style(self._theme, label)
            look = self._looks[kind, label_id] = Look(label, style, self._theme, self._metrics)
        return look

    def count(self, number: int) -> Chip:
        """The chip "+n" for mentions that found no lane."""
        chip = self._counts.get(number)
        if chip is None:
            caption = f"+{number}"
            chip = self._counts[number] = Chip(
                caption, self._theme.muted, self._theme.chip_text, self._metrics
            )
        return chip

    def name(self, name: str) -> Chip:
        """The chip that names an invisible character."""
        chip = self._names.get(name)
        if chip is None:
            chip = _pale_chip(name, self._theme.warning, self._theme, self._metrics)
            self._names[name] = chip
        return chip


def _pale_chip(caption: str, colour: QColor, theme: Theme, metrics: Metrics) -> Chip:
    """A chip that stands back: words in the colour on a hint of it; in high contrast, in an outline."""
    if theme.is_high_contrast:
        return Chip(caption, theme.base, theme.text, metrics, edge=colour)
    plate = QColor(colour)
    plate.setAlphaF(_GHOST_ALPHA)
    return Chip(caption, plate, readable(colour, over(plate, theme.base), theme.least_contrast), metrics)


def _blank(size: QSizeF, ratio: float) -> QPixmap:
    pixmap = QPixmap(pixels(size.width(), ratio), pixels(size.height(), ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
