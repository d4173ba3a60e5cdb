"""What hands do, counted: key presses, clicks, drags, and the seconds between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hand(StrEnum):
    """One thing that a hand does."""

    KEY = "key"
    """A key with whatever Ctrl, Shift and Alt are held to it; one that is held down is pressed once."""
    MOVE = "move"
    """A key that moves the caret, to a mention too, or makes the selection grow: a key press, told apart."""
    CLICK = "click"
    """A mouse button that went down and came up at one place."""
    DRAG = "drag"
    """A mouse button that went down, moved, and came up."""
    WHEEL = "wheel"
    """A turn of the wheel, which is no hand's cost."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a hand did what. ``moves`` are those of the ``keys`` that moved the caret."""

    keys: int = 0
    moves: int = 0
    clicks: int = 0
    drags: int = 0
    wheel: int = 0
    seconds: float = 0.0

    @property
    def hands(self) -> int:
        """Clicks, drags and key presses: what the costs of Sorot and of other tools are given in."""
        return self.keys + self.clicks + self.drags

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.keys + other.keys,
            self.moves + other.moves,
            self.clicks + other.clicks,
            self.drags + other.drags,
            self.wheel + other.wheel,
            self.seconds + other.seconds,
        )


NOTHING = Tally()
ONE: dict[Hand, Tally] = {
    Hand.KEY: Tally(keys=1),
    Hand.MOVE: Tally(keys=1, moves=1),
    Hand.CLICK: Tally(clicks=1),
    Hand.DRAG: Tally(drags=1),
    Hand.WHEEL: Tally(wheel=1),
}
