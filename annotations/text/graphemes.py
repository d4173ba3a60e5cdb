"""Where a caret may stand: between extended grapheme clusters, what a reader takes for one character.

The clusters are those of Unicode Standard Annex 29 (emoji with joiners, flags, combining marks, Hangul,
CRLF), as the ``regex`` package finds them from a place near by that is a boundary for certain. Nothing past
``REACH`` code points is looked at: a longer cluster counts as several.
"""

from __future__ import annotations

from annotations.text.patterns import pattern

REACH = 256

_CLUSTER = r"\X"
# A character of no special class starts a cluster unless one of these stands before it.
_CERTAIN = r"(?r)(?<![\p{GCB=Prepend}\p{GCB=Extend}\p{GCB=ZWJ}])\p{GCB=Other}"


def next_grapheme(text: str, offset: int) -> int:
    """The nearest boundary after the offset; at the end of the text, that end."""
    start = _certain_boundary(text, min(offset + 1, len(text)))
    for cluster in pattern(_CLUSTER).finditer(text[start : offset + REACH]):
        if start + cluster.end() > offset:
            return start + cluster.end()
    return offset


def previous_grapheme(text: str, offset: int) -> int:
    """The nearest boundary before the offset; at the start of the text, 0."""
    start = boundary = _certain_boundary(text, offset)
    for cluster in pattern(_CLUSTER).finditer(text[start:offset]):
        boundary = start + cluster.start()
    return boundary


def _certain_boundary(text: str, offset: int) -> int:
    """A boundary before the offset, or the place ``REACH`` before it."""
    floor = max(0, offset - REACH)
    found = pattern(_CERTAIN).search(text, floor, offset)
    return floor if found is None else found.start()
