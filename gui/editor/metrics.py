"""Sizes of everything the view draws, in whole logical pixels, for one font and one zoom."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from gui.core.fonts import text_font
from gui.core.reading import LabelDisplay, Reading

READING_SCALE = 1.2
"""The text of a document is usually this much larger than the words of the window around it."""

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
    widest_column: int | None
    """Width of the text column that is not passed however wide the window is; None where there is none."""
    veils: bool = True
    """Whether there is a veil behind the text of mentions."""
    bars: bool = True
    """Whether there is a bar below them."""
    chips: bool = True
    """Whether there is a chip below the bar."""

    @property
    def plain_row_height(self) -> int:
        """Height of a row of which the mentions fit in one lane, gap included."""
        return self.text_height + self.lane_offset + self.lane_height + self.row_gap

    @property
    def count_lanes(self) -> int:
        """So many lanes are as high as the chip that counts what found no lane."""
        return math.ceil((self.bar_height + self.chip_height) / self.lane_height)


USUAL = Reading()


def metrics_for(base: QFont, zoom: float, reading: Reading = USUAL) -> Metrics:
    """The sizes that follow from the window's font, the zoom (1.0 is the designed size) and the reader."""
    pixels = usual_pixels(base, reading.size) * zoom
    font = text_font(base, reading.family)
    font.setPixelSize(max(6, round(pixels)))
    chip_font = text_font(base, "")
    chip_font.setPixelSize(max(5, round(pixels * 0.62)))
    chip_font.setWeight(QFont.Weight.DemiBold)
    chip_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    measured = QFontMetricsF(font)
    scale = font.pixelSize() / 16
    chip_height = math.ceil(QFontMetricsF(chip_font).ascent() + 3 * scale)
    bar_height = max(2, round(2 * scale))
    text_height = math.ceil(measured.height())
    average_character = measured.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    bars, chips = reading.display is not LabelDisplay.CHIP, reading.display is not LabelDisplay.UNDERLINE
    return Metrics(
        font=font,
        chip_font=chip_font,
        text_height=text_height,
        average_character=average_character,
        chip_height=chip_height,
        lane_height=bar_height * bars + chip_height * chips + max(1, round(scale)) * (1 if chips else 3),
        bar_height=bar_height,
        lane_offset=max(1, round(scale)),
        row_gap=round(8 * scale + text_height * (reading.spacing - 100) / 100),
        paragraph_gap=round(16 * scale),
        margin=round(24 * scale),
        caret_width=max(2, round(1.6 * scale)),
        handle_radius=4.5 * scale,
        symbol_headroom=round(11 * scale),
        tab_width=measured.horizontalAdvance(" ") * 8,
        widest_column=math.ceil(average_character * reading.line_length) or None,
        veils=reading.display is LabelDisplay.COLOUR,
        bars=bars,
        chips=chips,
    )


def usual_pixels(base: QFont, points: int) -> float:
    """Size of the text at zoom 1 in logical pixels; for 0 points a little more than the window's font has."""
    if not points:
        return QFontInfo(base).pixelSize() * READING_SCALE
    sized = QFont(base)
    sized.setPointSize(points)
    return float(QFontInfo(sized).pixelSize())
