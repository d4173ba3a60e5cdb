"""Sizes of everything the view draws, in whole logical pixels, for one font and one zoom."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

READING_SCALE = 1.2
"""The text of a document is this much larger than the labels of the window around it."""

COLUMN_CHARACTERS = 100
"""Longest row, in characters of average width: beyond this the eye loses the next row."""

SMALLEST_ZOOM, LARGEST_ZOOM = 0.5, 4.0

_SAMPLE = "Pasukan yang setia kepada pemerintah yang diakui secara internasional dan berbasis di timur"


@dataclass(frozen=True)
class Metrics:
    """Fonts, and lengths in logical pixels."""

    font: QFont
    chip_font: QFont
    text_height: int
    average_character: float
    chip_height: int
    lane_height: int
    bar_height: int
    lane_offset: int
    """From the bottom of the text to the top of the first lane."""
    row_gap: int
    paragraph_gap: int
    margin: int
    caret_width: int
    handle_radius: float
    symbol_headroom: int
    """Room above a row for the names of characters that have no width."""
    tab_width: float

    @property
    def plain_row_height(self) -> int:
        """Height of a row of which the mentions fit in one lane, gap included."""
        return self.text_height + self.lane_offset + self.lane_height + self.row_gap

    @property
    def widest_column(self) -> int:
        """Width of the text column that is not passed however wide the window is."""
        return math.ceil(self.average_character * COLUMN_CHARACTERS)


def metrics_for(base: QFont, zoom: float) -> Metrics:
    """The sizes that follow from the window's font and the zoom (1.0 is the designed size)."""
    pixels = QFontInfo(base).pixelSize() * READING_SCALE * zoom
    font = QFont(base)
    font.setPixelSize(max(6, round(pixels)))
    chip_font = QFont(base)
    chip_font.setPixelSize(max(5, round(pixels * 0.62)))
    chip_font.setWeight(QFont.Weight.DemiBold)
    chip_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    measured = QFontMetricsF(font)
    scale = font.pixelSize() / 16
    chip_height = math.ceil(QFontMetricsF(chip_font).ascent() + 3 * scale)
    bar_height = max(2, round(2 * scale))
    return Metrics(
        font=font,
        chip_font=chip_font,
        text_height=math.ceil(measured.height()),
        average_character=measured.horizontalAdvance(_SAMPLE) / len(_SAMPLE),
        chip_height=chip_height,
        lane_height=bar_height + chip_height + max(1, round(scale)),
        bar_height=bar_height,
        lane_offset=max(1, round(scale)),
        row_gap=round(8 * scale),
        paragraph_gap=round(16 * scale),
        margin=round(24 * scale),
        caret_width=max(2, round(1.6 * scale)),
        handle_radius=4.5 * scale,
        symbol_headroom=round(11 * scale),
        tab_width=measured.horizontalAdvance(" ") * 8,
    )
