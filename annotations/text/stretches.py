"""Stretches of a text that are one when nothing but blanks lies between them."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.text.segments import ink_after
from annotations.text.span import Span


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans as few stretches, in text order, with a character to be seen between any two.

    The spans may come in any order, overlap, touch and be empty; empty ones count for nothing.
    """
    found: list[Span] = []
    for span in sorted(spans):
        if span.is_empty:
            continue
        if found and (span.start <= found[-1].end or ink_after(text, found[-1].end) >= span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
