"""What is drawn across the text, piece by piece, so that only what is different need be painted again.

x counts from the left edge of the text column, y from the top of the viewport; both in logical pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QRectF

from gui.editor.looks import Chip

_AROUND = 2.0
"""So far a line reaches over its middle, rounded to pixels."""


class Shape(Enum):
    """What a piece is."""

    FRAME = auto()
    """A rounded rectangle around words."""
    RUNG = auto()
    """A line in the gap above a row."""
    TAP = auto()
    """A short line from there down to a mention."""
    SHAFT = auto()
    """The line in the margin."""
    FADE_UP = auto()
    """Its upper end, where it goes on unseen."""
    FADE_DOWN = auto()
    """Its lower end likewise."""
    DOT = auto()
    """Where the lines come from."""
    CHIP = auto()
    """A name or a key."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of a line, as red, green, blue and alpha in one number, and whether it is broken."""

    colour: int
    broken: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a line its middle, without width. ``origin`` is where the breaks of a broken shaft begin."""

    shape: Shape
    left: float
    top: float
    right: float
    bottom: float
    ink: Ink | None = None
    chip: Chip | None = None
    origin: float = 0.0

    def moved(self, distance: int) -> Piece:
        """The same so much further down."""
        return replace(
            self, top=self.top + distance, bottom=self.bottom + distance, origin=self.origin + distance
        )

    def bounds(self) -> QRectF:
        """All that it paints lies in here."""
        rect = QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)
        return rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


Picture = tuple[Piece, ...]
"""In the order in which it is painted."""


def scrolled(picture: Picture, distance: int) -> Picture:
    """What the viewport shows of it when its pixels have gone so much further down."""
    return tuple(piece.moved(distance) for piece in picture)


def slid(picture: Picture, edge: int, distance: int) -> tuple[Picture, list[QRectF]]:
    """The same when only the pixels from ``edge`` on have gone down, or up if negative.

    Also returns the places of what was torn and is not in the picture any more.
    """
    left, torn = list[Piece](), list[QRectF]()
    for piece in picture:
        bounds = piece.bounds()
        if bounds.bottom() <= edge:
            left.append(piece)
        elif bounds.top() >= edge:
            left.append(piece.moved(distance))
        else:
            torn += (bounds, bounds.translated(0, distance))
    return tuple(left), torn


def different(before: Picture, after: Picture) -> list[QRectF]:
    """Where two pictures are not the same."""
    if before == after:
        return []
    both = set(before) & set(after)
    if [one for one in before if one in both] != [one for one in after if one in both]:
        return [one.bounds() for one in (*before, *after)]
    gone, new = ([one for one in pieces if one not in both] for pieces in (before, after))
    rects = list[QRectF]()
    for one in [one for one in gone if one.shape is Shape.SHAFT]:
        other = next((other for other in new if _goes_on(one, other)), None)
        if other is not None:
            gone.remove(one)
            new.remove(other)
            rects += _ends(one, other)
    return rects + [one.bounds() for one in (*gone, *new)]


def _goes_on(one: Piece, other: Piece) -> bool:
    """Whether two shafts are the same where both are."""
    same = one.shape is other.shape and one.left == other.left and one.ink == other.ink
    phase = one.ink is None or not one.ink.broken or one.origin == other.origin
    return same and phase and one.top < other.bottom and other.top < one.bottom


def _ends(one: Piece, other: Piece) -> Iterator[QRectF]:
    """Where one of two such shafts is and the other is not."""
    for first, last in ((one.top, other.top), (one.bottom, other.bottom)):
        if first != last:
            yield replace(one, top=min(first, last), bottom=max(first, last)).bounds()


def within(pieces: Iterable[Piece], area: QRectF) -> Iterator[Piece]:
    """The pieces that reach into an area."""
    return (one for one in pieces if one.bounds().intersects(area))
