"""Tokens with their offsets, for formats that are made of tokens: words, numbers and single other marks.

A *token* is a word as ``segments`` has it, or one grapheme cluster that is neither blank nor in a word. Every
character that is not blank is in exactly one token. Edges that are asked for are token edges too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.text.patterns import pattern
from annotations.text.segments import BLANK, WORD, sentence_spans
from annotations.text.span import Span

_TOKEN = rf"{WORD}|[^{BLANK}]\p{{M}}*"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its span in code points, and whether it was split from the one before by a wanted edge."""

    span: Span
    split: bool = False


def tokens(text: str, edges: Iterable[int] = ()) -> Iterator[Token]:
    """The tokens of a text in order; one that an edge (an offset) lies inside of is split there."""
    wanted = sorted(set(edges))
    place = 0
    for found in pattern(_TOKEN).finditer(text):
        start, end = found.span()
        while place < len(wanted) and wanted[place] <= start:
            place += 1
        split = False
        while place < len(wanted) and wanted[place] < end:
            yield Token(Span(start, wanted[place]), split)
            start, split = wanted[place], True
            place += 1
        yield Token(Span(start, end), split)


def sentences(text: str, found: Iterable[Token]) -> Iterator[list[Token]]:
    """The tokens sentence by sentence; none is empty, and a token across two sentences joins them.

    A sentence never goes over a line break.
    """
    ends = (span.end for span in sentence_spans(text))
    end = next(ends, len(text))
    sentence: list[Token] = []
    for token in found:
        if sentence and token.span.start >= end:
            yield sentence
            sentence = []
        while token.span.end > end:
            end = next(ends, len(text))
        sentence.append(token)
    if sentence:
        yield sentence
