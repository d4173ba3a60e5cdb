"""Tokens of which a text is made without rest, as spaCy and Prodigy have them.

A token may be followed by one blank that is its own; all other blanks are tokens themselves. Where a mention
begins or ends among blanks, all of them are tokens, so that every mention is one or more whole tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from annotations.model.records import Mention
from annotations.text.tokens import tokens


class SpacedToken(NamedTuple):
    """The code points ``start`` up to ``end``, and whether a blank follows that belongs to the token."""

    start: int
    end: int
    space: bool


class Spaced:
    """The tokens of a text for mentions of one span each, none of them empty."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        self._text = text
        mentions = list(mentions)
        self._begins = {one.start for one in mentions}
        self._stops = {one.end for one in mentions}
        self.tokens = list(self._made())
        self._starts = {one.start: place for place, one in enumerate(self.tokens)}
        self._ends = {one.end: place for place, one in enumerate(self.tokens)}

    def first(self, start: int) -> int:
        """Which token, from 0, begins at the offset where a mention does."""
        return self._starts[start]

    def last(self, end: int) -> int:
        """Which token, from 0, ends at the offset where a mention does."""
        return self._ends[end]

    def _made(self) -> Iterator[SpacedToken]:
        place = 0
        before: tuple[int, int] | None = None
        for token in tokens(self._text, self._begins | self._stops):
            yield from self._between(before, place, token.start)
            before, place = (token.start, token.end), token.end
        yield from self._between(before, place, len(self._text))

    def _between(self, before: tuple[int, int] | None, start: int, end: int) -> Iterator[SpacedToken]:
        """The token before a gap, and the tokens of the gap."""
        edges = [at for at in range(start, end) if at in self._begins or at + 1 in self._stops]
        space = before is not None and not edges and self._text.startswith(" ", start, end)
        if before is not None:
            yield SpacedToken(*before, space)
        start += space
        cuts = {start, end}
        for at in edges:
            cuts.update({at} & self._begins, {at + 1} & self._stops)
        for one, other in pairwise(sorted(cuts)):
            yield SpacedToken(one, other, space=False)
