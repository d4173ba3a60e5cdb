"""Counting the same place in code points, in UTF-16 units and in UTF-8 bytes.

An *offset* counts code points, everywhere in the program. UTF-16 units are what Qt, JavaScript and Java
count; bytes are what some stand-off formats count. Only this module converts.

A place inside a character (the second half of a surrogate pair, the second to fourth byte of a sequence)
stands for the start of that character. A lone surrogate, which is a code point of its own here, is one
unit or three bytes, as in ``encode(..., "surrogatepass")``; two of them side by side stay two.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

CHECKPOINT = 1024

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Converts places in one text, either way; the identity where every character is one unit or one byte.

    Memory: eight bytes for every character past U+FFFF, and eight for every ``CHECKPOINT`` characters; each
    table is made when it is first asked for. Every method raises ValueError for a place outside the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return len(self._text) + len(self._astral)

    @property
    def utf8_length(self) -> int:
        """The length of the text in UTF-8 bytes."""
        return len(self._text) if self._ascii else self._checkpoints[-1]

    def to_utf16(self, offset: int) -> int:
        """How many UTF-16 units stand before the offset."""
        _within(offset, len(self._text), "offset")
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, position: int) -> int:
        """The offset of the character that the UTF-16 position is at or in."""
        _within(position, self.utf16_length, "UTF-16 position")
        astral = self._astral
        return position - bisect_left(range(len(astral)), position, key=lambda one: astral[one] + one)

    def to_utf8(self, offset: int) -> int:
        """How many UTF-8 bytes stand before the offset."""
        _within(offset, len(self._text), "offset")
        if self._ascii:
            return offset
        checkpoint = offset // CHECKPOINT
        rest = _utf8(self._text[checkpoint * CHECKPOINT : offset])
        return self._checkpoints[checkpoint] + len(rest)

    def from_utf8(self, place: int) -> int:
        """The offset of the character that the place, in UTF-8 bytes, is at or in."""
        _within(place, self.utf8_length, "place in bytes")
        if self._ascii:
            return place
        checkpoint = bisect_right(self._checkpoints, place) - 1
        start = min(checkpoint * CHECKPOINT, len(self._text))
        piece = _utf8(self._text[start : start + CHECKPOINT])
        rest = place - self._checkpoints[checkpoint]
        while rest and _continues(piece[rest]):
            rest -= 1
        return start + len(piece[:rest].decode("utf-8", "surrogatepass"))

    @cached_property
    def _astral(self) -> array[int]:
        """The offsets of the characters that take two UTF-16 units, ascending."""
        if self._ascii or _all_in_one_unit(self._text):
            return array("q")
        return array("q", (found.start() for found in _ASTRAL.finditer(self._text)))

    @cached_property
    def _checkpoints(self) -> array[int]:
        """The bytes before every ``CHECKPOINT`` th character, and before the end."""
        pieces = (self._text[at : at + CHECKPOINT] for at in range(0, len(self._text), CHECKPOINT))
        return array("q", accumulate((len(_utf8(piece)) for piece in pieces), initial=0))


def _within(place: int, length: int, name: str) -> None:
    if not 0 <= place <= length:
        raise ValueError(f"the {name} {place} is outside the text, which ends at {length}")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _continues(byte: int) -> bool:
    """Whether a byte of UTF-8 is not the first of its character."""
    return 0b1000_0000 <= byte < 0b1100_0000  # noqa: PLR2004  the bits are the point


def _all_in_one_unit(text: str) -> bool:
    # Three times as quick as searching in vain for a character past U+FFFF.
    return len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
