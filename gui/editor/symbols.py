"""Characters that cannot be seen: what Qt is given in their place, and what is drawn over them when asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

from schemas.late import late_dataclass


class Shape(Enum):
    """How an invisible character is shown."""

    DOT = auto()
    """A space: a faint dot in the middle of its width."""
    OPEN_BOX = auto()
    """Any other blank with a width: a tray along the base line."""
    ARROW = auto()
    """A tab."""
    NAME = auto()
    """A character without width or meaning: its name in the room above the row, a stem down to its place."""


@late_dataclass(frozen=True)
class Symbol:
    """The sign for one invisible character; ``name`` is short enough to be drawn."""

    shape: Shape
    name: str


_NAMES = {
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
_CONTROL_NAMES = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_NAMES |= {code: name for code, name in enumerate(_CONTROL_NAMES.split()) if name != "TAB"}
_NAMES |= {0x7F: "DEL", 0x85: "NEL"}

_NAMES |= {0x2028: "LS", 0x2029: "PS"}

_BREAK_NAMES = {"\r\n": "CR LF", "\r": "CR", "\n": ""}

# Controls, blanks, format characters, lone surrogates, what never is a character.
_INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001\U000e0020-\U000e007f]"
)

# What has no glyph and no work to do in shaping: fonts draw nothing, or a box, or shift what follows.
_UNDRAWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2029\ufffe\uffff]")
_STAND_IN = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421, 0x85: 0x2424}
_STAND_IN |= dict.fromkeys((*range(0x80, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF), 0xFFFD)
_STAND_IN[0x2029] = (
    0x2028  # Qt starts a new row at both, but counts a paragraph separator as the end of its text
)


def displayed(text: str) -> str:
    """The text with each control character replaced, one for one, by a picture or by what Qt handles."""
    return text.translate(_STAND_IN) if _UNDRAWABLE.search(text) else text


def symbols_in(text: str) -> Iterator[tuple[int, Symbol]]:
    """The offsets of all invisible characters in ``text`` with the sign for each."""
    return ((found.start(), symbol_for(found[0])) for found in _INVISIBLE.finditer(text))


def line_end_name(line_break: str) -> str:
    """What to write beside the arrow at the end of a paragraph: nothing for a plain line feed."""
    return _BREAK_NAMES.get(line_break, "")


@cache
def symbol_for(character: str) -> Symbol:
    """The sign for one invisible character."""
    if character == " ":
        return Symbol(Shape.DOT, "")
    if character == "\t":
        return Symbol(Shape.ARROW, "")
    name = _NAMES.get(ord(character))
    if name is not None:
        return Symbol(Shape.NAME, name)
    if unicodedata.category(character) == "Zs":
        return Symbol(Shape.OPEN_BOX, "")
    return Symbol(Shape.NAME, f"{ord(character):04X}")
