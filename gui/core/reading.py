"""How a document's text is set and its labels are shown: what a reader may want otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LabelDisplay(StrEnum):
    """How much of a mention is drawn."""

    COLOUR = "colour"
    """A veil behind the text, a bar below, the chip."""
    UNDERLINE = "underline"
    """The bar alone: rows are closer together."""
    CHIP = "chip"
    """The chip alone."""

    def next(self) -> LabelDisplay:
        """The one after it, round and round."""
        every = list(LabelDisplay)
        return every[(every.index(self) + 1) % len(every)]


class ColumnPlace(StrEnum):
    """Where a text column stands that is narrower than the window."""

    CENTRED = "centred"
    LEADING = "leading"
    """At the side where lines of the interface begin."""


LEAST_SIZE, MOST_SIZE = 6, 48  # points
LEAST_LINE, MOST_LINE = 30, 400  # characters
LEAST_SPACING, MOST_SPACING = 100, 250  # per cent
USUAL_LINE = 100
"""Beyond so many characters the eye loses the next row."""


@dataclass(frozen=True)
class Reading:
    """One way to read; the usual one if nothing is said."""

    family: str = ""
    """The font; empty for that of the window."""
    size: int = 0
    """In points at zoom 1; 0 for a little larger than the window's words."""
    line_length: int = USUAL_LINE
    """Longest row in characters of average width; 0 for as long as the window is wide."""
    column: ColumnPlace = ColumnPlace.CENTRED
    spacing: int = 100
    """Distance of rows in per cent of the text's height, beside what labels take."""
    display: LabelDisplay = LabelDisplay.COLOUR
