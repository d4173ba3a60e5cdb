"""The border between the document's offsets (code points) and Qt's positions (UTF-16 units).

An *offset* counts code points; a *position* counts what a QString counts and exists only on Qt's side of this
module.
"""

from __future__ import annotations

import re

from annotations.text.units import OffsetMap

REPLACEMENT = "\ufffd"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_ORDER = ("\ufeff", "\ufffe")


def qt_string(text: str) -> str:
    """What to hand to Qt for its QString to hold ``text``, character for character.

    PySide6 takes a leading U+FEFF or U+FFFE for a byte order mark (the second swaps the bytes of all that
    follows), so one more mark goes before it. Lone surrogates would be left out and shift what follows:
    U+FFFD stands for each.
    """
    if not text.isascii():
        text = _LONE_SURROGATE.sub(REPLACEMENT, text)
    return "\ufeff" + text if text.startswith(_BYTE_ORDER) else text


class QtText:
    """A stretch of text as Qt holds it, with the way from offsets in it to positions and back."""

    __slots__ = ("_map", "string")

    def __init__(self, text: str) -> None:
        """Prepare ``text``; offsets count from its first character."""
        self.string = qt_string(text)
        units = OffsetMap(text)
        self._map = units if units.utf16_length != len(text) else None

    def position(self, offset: int) -> int:
        """The position of an offset."""
        return offset if self._map is None else self._map.to_utf16(offset)

    def offset(self, position: int) -> int:
        """The offset of a position; inside a surrogate pair, that of its character."""
        return position if self._map is None else self._map.from_utf16(position)
