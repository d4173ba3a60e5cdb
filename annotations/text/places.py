"""Places in a text as people type them: an offset, or a line."""

from __future__ import annotations

import re

from annotations.text.segments import line_spans

_TYPED = re.compile(r"\s*(?P<line>:|[^\W\d_]+\.?)?\s*(?P<number>\d[\d.,_\u00a0\u202f ]*)")
_GROUPING = re.compile(r"\D")
_MOST_DIGITS = 18


def place_of(typed: str, text: str) -> int | None:
    """The offset that ``1,020``, ``:12`` or ``line 12`` means in the text, None when it is none of these.

    The first line is line 1. Numbers past the end mean the last line or the end.
    """
    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    number = int(_GROUPING.sub("", found["number"])[:_MOST_DIGITS])
    if not found["line"]:
        return min(number, len(text))
    starts = line_spans(text)[0]
    return starts[min(max(number, 1), len(starts)) - 1]
