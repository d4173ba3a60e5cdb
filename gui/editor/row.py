"""A visual row of text and what mentions draw on it: data only, in logical pixels.

x counts from the left edge of the text column, y from the top of the paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QTextLine

from annotations.model.records import Mention
from gui.editor.looks import Chip, Look

Range = tuple[float, float]
"""Left and right edge of something on a row."""


@dataclass(slots=True, eq=False)
class Mark:
    """One mention on one row. Lengths are logical pixels from the left edge of the column."""

    mention: Mention
    look: Look
    ranges: list[Range]
    """The stretches of text it covers, left to right."""
    left: float
    right: float
    """All that it draws in its lane."""
    chip: Chip | None
    chip_x: float
    goes_left: bool
    """Dots at the left say that an earlier span, in right-to-left text a later one, is on another row."""
    goes_right: bool
    """The same at the right."""
    lane: int = 0
    veiled: bool = False


@dataclass(slots=True, eq=False)
class Row:
    """One visual row. ``end`` is where the next one starts: it holds the line break, unlike ``text_end``."""

    line: QTextLine
    start: int
    text_end: int
    end: int
    left: float
    right: float
    text_height: int
    top: int = 0
    """Top of the text, below the room for names of characters."""
    headroom: int = 0
    height: int = 0
    """From the top of the headroom to the next row."""
    lanes: int = 0
    marks: list[Mark] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Ids of mentions that found no lane."""
    hidden_x: float = 0.0
    dimmed: list[Range] = field(default_factory=list)
    """The stretches of text to be dimmed; none lies over another."""

    @property
    def bottom(self) -> int:
        """Bottom of the text."""
        return self.top + self.text_height
