"""Looking for the next line that something is missing in."""

from __future__ import annotations

from collections.abc import Callable

from annotations.text.segments import line_at, next_line_start, trim_blanks
from annotations.text.span import Span


def next_gap(text: str, offset: int, is_full: Callable[[int, int], object]) -> Span | None:
    """The next line behind that of the offset with a character to see in it for which ``is_full`` is false.

    ``is_full`` gets the line's start and end without the blanks around it. After the last line comes the
    first; None when all are full, or when only the line of the offset is not.
    """
    here = line_at(text, offset)
    return _gap(text, next_line_start(text, offset), len(text), is_full) or _gap(text, 0, here.start, is_full)


def _gap(text: str, start: int, stop: int, is_full: Callable[[int, int], object]) -> Span | None:
    while start < stop:
        line = line_at(text, start)
        ink = trim_blanks(text, line)
        if not ink.is_empty and not is_full(ink.start, ink.end):
            return ink
        start = next_line_start(text, start)
    return None
