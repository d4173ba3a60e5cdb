"""Tokens with their offsets, for formats that are made of tokens: words, numbers and single other marks.

A *token* is a word as ``segments`` has it, or one grapheme cluster that is neither blank nor in a word. Every
character that is not blank is in exactly one token, and no token holds a blank. Edges that are asked for are
token edges too.

Time grows with the length of the text and the number of edges, whatever stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.text.patterns import pattern
from annotations.text.segments import BLANK, WORD, sentence_spans
from annotations.text.span import Span

# Flags are taken pair by pair: \X looks back over all of a row of them to find out which belong together.
_TOKEN = rf"{WORD}|\p{{Regional_Indicator}}{{2}}|(?![{BLANK}])\X"


class Token(NamedTuple):
    """A token, ``start`` up to ``end`` in code points, and if a wanted edge split it from the last one."""

    start: int
    end: int
    split: bool = False

    @property
    def span(self) -> Span:
        """Its span, in code points."""
        return Span(self.start, self.end)


def tokens(text: str, edges: Iterable[int] = ()) -> Iterator[Token]:
    """The tokens of a text in order; one that an edge (an offset) lies inside of is split there."""
    wanted = iter(sorted(set(edges)))
    edge = next(wanted, -1)
    for found in pattern(_TOKEN).finditer(text):
        start, end = found.span()
        while 0 <= edge <= start:
            edge = next(wanted, -1)
        split = False
        while 0 <= edge < end:
            yield Token(start, edge, split)
            start, split = edge, True
            edge = next(wanted, -1)
        yield Token(start, end, split)


def sentences(text: str, found: Iterable[Token], whole: Iterable[Span] = ()) -> Iterator[list[Token]]:
    """The tokens sentence by sentence; none of them is empty.

    A sentence never goes over a line break, but a token or one of the ``whole`` spans (of code points) that
    lies across several sentences joins them.
    """
    ends = (span.end for span in sentence_spans(text))
    spans = iter(sorted(whole))
    span = next(spans, None)
    end, sentence = 0, list[Token]()
    for token in found:
        if token.start >= end:
            if sentence:
                yield sentence
            sentence = []
        least = token.end
        while span is not None and span.start < token.end:
            least = max(least, span.end)
            span = next(spans, None)
        while end < least:
            end = next(ends, len(text))
        sentence.append(token)
    if sentence:
        yield sentence
